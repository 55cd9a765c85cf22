"""What a popup says about one row, in the words that every other page uses."""

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np
import pandas as pd

from dashboard.figures.incident_words import (
    claim_of_nobody,
    claim_words,
    place_known,
    units_words,
)
from dashboard.figures.own_columns import KEPT_CURRENT, own_columns, own_text
from dashboard.figures.source_words import last_changed, source_day, source_note
from dashboard.figures.tolls import (
    TOLL_COLUMNS,
    missing_and_survivors,
    part_sentence,
    toll,
    toll_label,
    toll_popup,
    toll_sentence,
)
from dashboard.layers.columns import (
    BLANK,
    distinct,
    numbers,
    text_column,
    texts,
    worded,
)
from dashboard.layers.groups import GROUP_TOLL, group_toll, grouped
from dashboard.table.dictionary import Dictionary
from dashboard.table.sources import shown_sources
from dashboard.text.escape import safe, safe_each, safe_url
from dashboard.text.kept import keeps_texts
from dashboard.text.language import current
from dashboard.text.words import date_in_words

DETAIL_ROWS = 20_000
"""Up to here popups carry every field; beyond, the table has the long ones."""

LONG_TEXTS = {
    "location": "location",
    "where_words": "where",
    "geo_note": "how",
    "actor": "actor",
    "vessel_type": "vessel",
    "nationality": "people",
    "origin": "origin",
    "notes": "notes",
}
"""Columns sent as they are, by the names of ``CARD_LABELS``."""

AREA_ONLY = 3
"""``geo_precision`` of a row of which only an area is known."""


def row_columns(rows: pd.DataFrame, dictionary: Dictionary, full: bool) -> dict:
    """Return the columns of the rows; with ``full`` also every field of a popup.

    ``short`` has the numbers of ``toll``: both are worded from the same cells.
    """
    parents = parents_of(rows)
    tolls = distinct(toll_table(rows))
    columns = {
        "id": safe_each(rows["incident_id"].tolist()),
        "day": _days(rows["date"]),
        "date": worded(rows[["date", "date_end", "date_precision"]], _date_words),
        "type": _labels(rows, "event_type", dictionary),
        "check": _labels(rows, "verification", dictionary),
        "toll": tolls.worded(_toll),
        "short": {"d": tolls.worded(_toll_label)["d"]},
        "km": numbers(rows["radius_km"]),
        "part": parents,
        "total": family_tolls(rows, parents),
    }
    if "source_table" in rows:
        columns["table"] = _labels(rows, "source_table", dictionary)
    if full:
        columns |= _details(rows, dictionary)
        columns["own"] = [
            [safe(name), texts(rows[name], own_text)]
            for name in own_columns(dictionary)
            if name in rows
        ]
    return columns


def _details(rows: pd.DataFrame, dictionary: Dictionary) -> dict:
    columns = {
        short: texts(text_column(rows, name)) for name, short in LONG_TEXTS.items()
    }
    claim = rows[["actor", "claimed_target"]].reset_index(drop=True)
    return columns | {
        "claim": worded(claim, partial(claim_words, dictionary=dictionary)),
        "claim_of_nobody": worded(claim, claim_of_nobody),
        "place": _places(rows, dictionary),
        "sources": texts(rows["sources"], _links_of(dictionary)),
        "changed": _changed(rows),
        "more": worded(_counts(rows, "missing", "survivors"), missing_and_survivors),
        "units": worded(_counts(rows, "strikes", "vessels"), units_words),
    }


def _counts(rows: pd.DataFrame, *names: str) -> pd.DataFrame:
    return pd.DataFrame(
        {name: rows[name].to_numpy("float64", na_value=np.nan) for name in names}
    )


def _places(rows: pd.DataFrame, dictionary: Dictionary) -> dict:
    """Return how well each place is known; an area has no radius around a point."""
    radius = rows["radius_km"].to_numpy("float64", na_value=np.nan).copy()
    is_point = rows["latitude"].notna() & rows["geo_precision"].ne(AREA_ONLY).fillna(
        False
    )
    radius[~is_point.to_numpy(dtype=bool)] = np.nan
    labels = rows["geo_precision"].map(
        lambda code: "" if pd.isna(code) else dictionary.label("geo_precision", code)
    )
    return worded(
        pd.DataFrame({"label": labels.to_numpy(), "radius": radius}), place_known
    )


def _links_of(dictionary: Dictionary) -> Callable[[str], list]:
    """Return what makes the links of a cell; only without kinds are they kept."""
    first_person = dictionary.description.first_person
    if kinds := dictionary.publisher_kinds:
        return partial(_entries, first_person=first_person, kinds=kinds)
    return partial(_links, first_person=first_person, language=current())


@keeps_texts(100_000)
def _links(cell: str, first_person: bool, language: str) -> list:
    return _entries(cell, first_person, {})


def _entries(cell: str, first_person: bool, kinds: Mapping[str, str]) -> list:
    """Return [publisher, address, date, kind and how seen] of each source."""
    return [
        [
            safe(each.publisher),
            safe_url(each.url),
            safe(_source_day(each.date, current())),
            safe(source_note(each, kinds, first_person)),
        ]
        for each in shown_sources(cell)
    ]


@keeps_texts(100_000)
def _source_day(text: str, language: str) -> str:
    return source_day(text)


def _changed(rows: pd.DataFrame) -> dict:
    """Return when each row was last changed, blank where a table does not say."""
    cells = {
        name: rows[name].to_numpy() if name in rows else [None] * len(rows)
        for name in KEPT_CURRENT
    }
    return worded(pd.DataFrame(cells), last_changed)


def _labels(rows: pd.DataFrame, name: str, dictionary: Dictionary) -> dict:
    return texts(rows[name], lambda code: safe(dictionary.label(name, code)))


def _days(column: pd.Series) -> list[int]:
    days = column.to_numpy().astype("datetime64[D]").astype("int64")
    return [each if each > -(10**9) else BLANK for each in days.tolist()]


def _date_words(start, end, precision) -> str:
    return date_in_words(start, end, "day" if pd.isna(precision) else str(precision))


def parents_of(rows: pd.DataFrame) -> list[int]:
    """Return the position of each row's parent, ``BLANK`` where it has none here."""
    parents = rows["parent_id"].fillna("")
    if not parents.ne("").any():
        return [BLANK] * len(rows)
    positions = pd.Series(range(len(rows)), index=rows["incident_id"])
    positions = positions[~positions.index.duplicated()]
    return parents.map(positions).fillna(BLANK).astype("int64").tolist()


def family_tolls(rows: pd.DataFrame, parents: list[int]) -> dict:
    """Return the toll with all parts, of incidents whose parts have their own tolls."""
    own = np.arange(len(rows))
    parent = np.array(parents, dtype="int64")
    if not (parent >= 0).any():
        return {"d": [""], "i": [0] * len(rows)}
    head = np.where(parent >= 0, parent, own)
    has_toll = rows[[*TOLL_COLUMNS]].notna().any(axis=1)
    heads = np.unique(head[(parent >= 0) & has_toll.to_numpy()])
    words = np.full(len(rows), "", dtype=object)
    family = np.isin(head, heads)
    groups = grouped(rows[family], head[family])
    first = head[family][groups["first"].to_numpy(dtype="int64")]
    tolls = groups[GROUP_TOLL].itertuples(index=False)
    for position, cells in zip(first, tolls, strict=True):
        words[position] = toll_popup(group_toll(*cells))
    return texts(pd.Series(words))


def toll_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the toll of each row as numbers, and whether the row is a part."""
    columns = {
        name: rows[name].to_numpy("float64", na_value=np.nan) for name in TOLL_COLUMNS
    }
    return pd.DataFrame(columns).assign(
        part=rows["parent_id"].fillna("").ne("").to_numpy()
    )


def _toll(low, best, high, part: bool) -> str:
    own = toll(low, best, high)
    return part_sentence(own) if part else toll_sentence(own)


def _toll_label(low, best, high, part: bool) -> str:
    return toll_label(toll(low, best, high), best=False)
