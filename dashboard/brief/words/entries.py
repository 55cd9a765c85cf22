"""The list of a brief: one line of text cells for each row, and every source."""

from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd

from dashboard.dataset import Dataset
from dashboard.figures.source_words import source_note
from dashboard.figures.tolls import row_toll, toll_label
from dashboard.table.dictionary import Dictionary
from dashboard.table.source_table import PRIMARY, REPEATS
from dashboard.table.sources import Source, parse_sources, publishers_of_kinds
from dashboard.text.language import N_, gettext, ngettext, number
from dashboard.text.words import date_in_words

ENTRY_COLUMNS = (
    N_("Date"),
    N_("Place as reported"),
    N_("Killed"),
    N_("What"),
    N_("Verification"),
    N_("Where"),
    N_("Sources"),
    N_("Id"),
)
"""Titles of the cells of ``Brief.entries``."""
NAMED_PUBLISHERS = 8
"""Publishers that the line of sources names; the rest are counted."""
TOLL = ["deaths_low", "deaths_best", "deaths_high", "missing", "survivors"]
SAID = [
    *("incident_id", "parent_id", "date", "date_end", "date_precision", "location"),
    *("event_type", "verification", "where_words", "sources", *TOLL),
]
"""Columns that the list says: a row is not carried whole."""
KIND_ORDER = {PRIMARY: 0, REPEATS: 2}
"""Kinds of publishers before and after all others."""


def list_entries(rows: pd.DataFrame, dataset: Dataset) -> tuple[tuple[str, ...], ...]:
    """Return the cells of each row in words, the newest first.

    Rows that share a date, a toll or their sources share its words: each is said once.
    """
    ordered = pd.DataFrame(rows)[SAID].sort_values(
        ["date", "incident_id"], ascending=[False, True]
    )
    label = dataset.dictionary.label
    cells = (
        _said_once(ordered, ["date", "date_end", "date_precision"], date_in_words),
        ordered["location"],
        _said_once(ordered, TOLL, _toll_words),
        _said_once(ordered, ["event_type"], partial(label, "event_type")),
        _said_once(ordered, ["verification"], partial(label, "verification")),
        ordered["where_words"],
        _publishers_said(ordered["sources"]),
        map(_own_words, ordered["incident_id"], ordered["parent_id"]),
    )
    return tuple(zip(*cells, strict=True))


def source_list(rows: pd.DataFrame) -> list[tuple[str, Source]]:
    """Return every source of the rows as pairs of incident id and source."""
    pairs = zip(rows["incident_id"], rows["sources"], strict=True)
    return [
        (incident_id, source)
        for incident_id, cell in pairs
        for source in dict.fromkeys(parse_sources(cell))
    ]


def incidents_of_sources(
    pairs: list[tuple[str, Source]],
) -> dict[Source, list[str]]:
    """Return each source once, in order, with the ids of its incidents."""
    incidents: dict[Source, list[str]] = {}
    for incident_id, source in pairs:
        incidents.setdefault(source, []).append(incident_id)
    return incidents


def listed_note(source: Source, dictionary: Dictionary) -> str:
    """Return what a list says behind a source: its kind, and how it was seen."""
    first_person = dictionary.description.first_person
    return source_note(source, dictionary.publisher_kinds, first_person)


def sources_line(rows: pd.DataFrame, dictionary: Dictionary) -> str:
    """Return who reported, by number of incidents, in one line."""
    counted = count_publishers(rows, dictionary)
    if not counted:
        return "" if len(rows) else gettext("No source: no incident matches.")
    return gettext(
        "Reported by (number of incidents): {publishers}; full list with the data.",
        publishers=named_publishers(counted, NAMED_PUBLISHERS),
    )


def named_publishers(counted: list[tuple[str, int]], many: int) -> str:
    """Return the first ``many`` publishers with their counts, the rest counted."""
    named = ", ".join(f"{name} ({number(times)})" for name, times in counted[:many])
    if (more := len(counted) - many) <= 0:
        return named
    return ngettext(
        "{publishers} and {count} other publisher",
        "{publishers} and {count} other publishers",
        more,
        publishers=named,
    )


def count_publishers(
    rows: pd.DataFrame, dictionary: Dictionary
) -> list[tuple[str, int]]:
    """Return each publisher with the number of incidents that it reported.

    Primary sources come first and those that repeat others last; of each kind the most
    frequent first. A part counts for its incident. How a report was seen makes no
    other publisher of it.
    """
    incidents = rows["parent_id"].where(rows["parent_id"].ne(""), rows["incident_id"])
    kind, named = publishers_of_kinds(rows["sources"])
    pairs = pd.DataFrame(
        {
            "kind": np.repeat(np.arange(len(named)), [*map(len, named)]),
            "name": [name for names in named for name in names],
        }
    )
    of_rows = pd.DataFrame({"kind": kind, "incident": incidents.to_numpy()})
    reported = of_rows.drop_duplicates().merge(pairs, on="kind")
    counter = reported.drop_duplicates(["incident", "name"])["name"].value_counts()
    kinds = dictionary.publisher_kinds

    def rank(pair: tuple[str, int]) -> tuple[int, int, str]:
        return KIND_ORDER.get(kinds.get(pair[0], ""), 1), -pair[1], pair[0]

    return sorted(counter.items(), key=rank)


def _publishers_said(cells: pd.Series) -> list[str]:
    kind, named = publishers_of_kinds(cells)
    said = [", ".join(names) for names in named]
    return [said[each] for each in kind.tolist()]


def _said_once(
    rows: pd.DataFrame, columns: list[str], say: Callable[..., str]
) -> list[str]:
    """Return what ``say`` gives for the cells of each row, asked once for equals."""
    groups = rows.groupby(columns, sort=False, dropna=False, observed=True)
    codes = groups.ngroup().to_numpy()
    firsts = np.unique(codes, return_index=True)[1]
    cells = rows[columns].iloc[firsts].itertuples(index=False, name=None)
    said = [say(*each) for each in cells]
    return [said[code] for code in codes.tolist()]


def _toll_words(*cells: Any) -> str:
    return toll_label(row_toll(SimpleNamespace(**dict(zip(TOLL, cells, strict=True)))))


def _own_words(own: str, whole: str) -> str:
    if not whole:
        return own
    return gettext("{own}, part of {whole}", own=own, whole=whole)
