"""The title of a page and a brief, and how much of the selection can be placed."""

import re
from typing import Any

import pandas as pd

from dashboard.dataset import Dataset
from dashboard.figures.days import days_of
from dashboard.figures.large_numbers import unit_of
from dashboard.figures.placed_sentences import (
    how_unknown,
    one_placed,
    several_placed,
    which_of,
)
from dashboard.figures.table_groups import table_groups
from dashboard.figures.totals import Placed, placed
from dashboard.geo.articles import contracted
from dashboard.geo.drawn_shape import is_rectangle
from dashboard.geo.length_words import plain_number
from dashboard.geo.place_words import name_in_sentence
from dashboard.selection.selected import Selected
from dashboard.table.dictionary import Dictionary
from dashboard.text.language import N_, gettext, ngettext, number, pgettext
from dashboard.text.words import listing, period_in_words

IN_TITLE = {"from", "to", "theatre", "region", "shape", "bounds"}
"""Filters that the title says by itself; any other makes it say "filtered"."""
ENDS_WITH_DAY = re.compile(r"\b\d{1,2} (?:[A-Z][a-z]+|de [a-z]+ de) \d{4}$")
"""A campaign that is one day says so in its name: a title has no second date."""
MOST_TABLES = 4
"""Tables that the line below the title has room for."""
NO_DAYS = N_("a period that the table does not cover")
UNDATED = N_("no date given")


def period_words(selected: Selected) -> str:
    """Return the days that the filters ask for and the table covers."""
    days = days_of(selected)
    if days:
        return period_in_words(*days)
    dated = selected.dataset.incidents["date"].notna().any()
    return gettext(NO_DAYS) if dated else gettext(UNDATED)


def usual_title(selected: Selected, rows: pd.DataFrame, every_relation: bool) -> str:
    """Return a neutral title: subject, place and period.

    ``rows`` are those that the brief counts; ``every_relation`` says whether they
    stand in any relation to the region asked for, not only in the one selected.
    """
    selection, dataset = selected.selection, selected.dataset
    campaigns = [each for each in rows["campaign"].dropna().unique() if each]
    asked = selection.get("campaign", [])
    if rows.empty and len(asked) == 1:
        campaigns = list(asked)  # what was looked for and not found
    subject, one_day = _subject(rows, campaigns, dataset)
    title = with_table(subject, dataset.dictionary)
    in_title = set(IN_TITLE)
    if len(selection.get("campaign", ())) == 1 == len(campaigns):
        in_title.add("campaign")
    if set(selection) - in_title:
        title, one_day = gettext("{title}, filtered", title=title), False
        if {"shape", "bounds", "region"} & set(selection):
            title += ","
    if "shape" in selection or "bounds" in selection:
        title, one_day = _drawn_words(title, selection), False
    period = period_words(selected)
    if "region" in selection:
        return f"{title} {_region_words(selected, every_relation)}, {period}"
    theatres = _theatres(rows, dataset, title)
    days = [] if one_day else [period]
    return ", ".join([title, *([listing(theatres)] if theatres else []), *days])


def _drawn_words(title: str, selection: dict[str, Any]) -> str:
    """Return a title with the drawn shape, and the view, that holds its rows."""
    if "shape" in selection:
        title = (
            gettext("{title} placed in a drawn rectangle", title=title)
            if is_rectangle(selection["shape"])
            else gettext("{title} placed in a drawn shape", title=title)
        )
    if "bounds" in selection:
        return gettext("{title} placed in one view of the map", title=title)
    return title


def limits(rows: pd.DataFrame, place: Placed, dictionary: Dictionary) -> str:
    """Return the sentence that states what the positions cannot say.

    ``place`` is what :func:`dashboard.figures.totals.placed` counts of the rows.
    """
    if not len(rows):
        return gettext("No incident of the table matches these filters.")
    placed_words = _placed_words(rows, place)
    if dictionary.tables_apart:
        tables = _placed_of_tables(rows, dictionary)
        placed_words = gettext("Placed: {tables}.", tables=tables)
    return f"{placed_words} {whose_positions(rows, dictionary)}"


def _placed_of_tables(rows: pd.DataFrame, dictionary: Dictionary) -> str:
    """Return "26 of 97 (one), 4 of 5 (other)"; what has no room is counted."""
    words = []
    for each, some in table_groups(rows, dictionary):
        whole = int(some["parent_id"].eq("").sum())
        part = number(placed(some)["placed"])
        of = gettext("no incident")
        if whole:
            of = gettext("{part} of {whole}", part=part, whole=number(whole))
        words.append(f"{of} ({each.beside.label})")
    more = len(words) - MOST_TABLES
    rest = [ngettext("{count} more table", "{count} more tables", more)] * (more > 0)
    return ", ".join([*words[:MOST_TABLES], *rest])


def whose_positions(rows: pd.DataFrame, dictionary: Dictionary) -> str:
    """Say where the positions come from, and that none is official where none is.

    The data set names the campaigns without any official position; of others some
    rest on what a government said of the place. Of a table without a description it is
    not known.
    """
    description = dictionary.description
    if dictionary.file is not None:
        if dictionary.tables:
            return gettext("Positions are those of each table.")
        return gettext("Positions are those of the table.")
    if len(rows) and rows["campaign"].isin(description.no_official_positions).all():
        return gettext("No position is official.")
    return gettext("Positions are read from reports.")


def with_table(title: str, dictionary: Dictionary) -> str:
    """Return a title with the table's name in front where only its file names it."""
    if dictionary.file is None:
        return title
    name = dictionary.short_title if dictionary.tables else dictionary.title
    if title[1:2].isupper():  # "EE. UU."
        return f"{name}: {title}"
    return f"{name}: {title[:1].lower()}{title[1:]}"


def _subject(
    rows: pd.DataFrame, campaigns: list[str], dataset: Dataset
) -> tuple[str, bool]:
    """Return the subject of a title, and whether its name is that of one day."""
    tables = dataset.dictionary.tables
    of_table = {*(each.beside.key for each in tables), "added_up" if tables else None}
    if len(campaigns) != 1 or campaigns[0] in of_table:
        return gettext("Reported incidents"), False
    code = str(campaigns[0])
    description, actors = dataset.description, rows["actor"].unique()
    label = dataset.dictionary.label("campaign", code)
    subject = description.subjects.get(code, label)
    adjective = description.adjectives.get(actors[0], "") if len(actors) == 1 else ""
    one_day = ENDS_WITH_DAY.search(subject) is not None
    if not adjective or re.search(rf"\b{re.escape(adjective)}(?!\w)", subject):
        words = gettext("Reported {subject}", subject=subject)
    else:
        words = gettext(
            "Reported {adjective} {subject}", adjective=adjective, subject=subject
        )
    return f"{words[:1].upper()}{words[1:]}", one_day


def _region_words(selected: Selected, every_relation: bool) -> str:
    _, relation, within_nm = selected.selection["region"]
    name = name_in_sentence(selected.region_id, selected.dataset.regions)
    if every_relation:
        return gettext("in, off and around {name}", name=name)
    distance = plain_number(within_nm)
    words = {
        "in": gettext("in {name}", name=name),
        "off": gettext(
            "within {within_nm} NM of {name}", within_nm=distance, name=name
        ),
        "could": gettext("possibly in or off {name}", name=name),
        "area": pgettext(
            "of incidents", "known only to an area around {name}", name=name
        ),
        "left": gettext("after a reported departure from {name}", name=name),
    }
    return contracted(words[relation])


def _theatres(rows: pd.DataFrame, dataset: Dataset, title: str) -> list[str]:
    """Return the seas and lands of the rows that a title does not name yet."""
    if dataset.dictionary.tables:  # most tables have none
        return []
    codes = dataset.dictionary.fields["theatre"].codes
    short = {code: entry.label.split(",")[0] for code, entry in codes.items()}
    present = {str(code) for code in rows["theatre"].dropna().unique()}
    named = [
        name
        for code, name in short.items()
        if code in present
        and code != "not_disclosed"  # the subtitle counts those
        and name not in title
    ]
    # "elsewhere" says where only beside another place
    return [] if named == [short.get("other")] else named


def _placed_words(rows: pd.DataFrame, place: Placed) -> str:
    whole, unit = rows[rows["parent_id"].eq("")], unit_of(rows)
    own_place = rows["geo_precision"].isin([1, 2])
    if whole.empty:
        return ngettext(
            "Only {count} part of incidents, not the incidents themselves; {placed} "
            "can be placed.",
            "Only {count} parts of incidents, not the incidents themselves; {placed} "
            "can be placed.",
            len(rows),
            placed=number(int(own_place.sum())),
        )
    placed_at = own_place.loc[whole.index] & whole["latitude"].notna()
    if place["placed"] and whole.loc[placed_at, "radius_km"].isna().all():
        return how_unknown(which_of(place["placed"], len(whole), unit), place)
    rough = int(whole["geo_precision"].eq(2).sum())
    if len(whole) > 1:
        return several_placed(len(whole), unit, place, rough)
    parts = int((rows["parent_id"].ne("") & own_place).sum())
    return one_placed(unit, place, parts, bool(rough))
