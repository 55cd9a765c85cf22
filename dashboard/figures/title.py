"""The title of a page and a brief, and how much of the selection can be placed."""

import re

import pandas as pd

from dashboard.dataset import Dataset
from dashboard.figures.days import days_of
from dashboard.figures.large_numbers import unit_of
from dashboard.figures.table_groups import table_groups
from dashboard.figures.totals import Placed, placed
from dashboard.geo.drawn_shape import is_rectangle
from dashboard.geo.place_words import name_in_sentence
from dashboard.selection.selected import Selected
from dashboard.table.dictionary import Dictionary
from dashboard.text.words import count_of, listing, period_in_words

IN_TITLE = {"from", "to", "theatre", "region", "shape", "bounds"}
"""Filters that the title says by itself; any other makes it say "filtered"."""
ENDS_WITH_DAY = re.compile(r"\b\d{1,2} [A-Z][a-z]+ \d{4}$")
"""A campaign that is one day says so in its name: a title has no second date."""
HOW_UNKNOWN = ", how exactly is not reported"
MOST_TABLES = 4
"""Tables that the line below the title has room for."""
NO_DAYS, UNDATED = "a period that the table does not cover", "no date given"


def period_words(selected: Selected) -> str:
    """Return the days that the filters ask for and the table covers."""
    days = days_of(selected)
    if days:
        return period_in_words(*days)
    dated = selected.dataset.incidents["date"].notna().any()
    return NO_DAYS if dated else UNDATED


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
    title = with_table(_subject(rows, campaigns, dataset), dataset.dictionary)
    in_title = set(IN_TITLE)
    if len(selection.get("campaign", ())) == 1 == len(campaigns):
        in_title.add("campaign")
    if set(selection) - in_title:
        title += ", filtered"
        if {"shape", "bounds", "region"} & set(selection):
            title += ","
    if "shape" in selection:
        drawn = "rectangle" if is_rectangle(selection["shape"]) else "shape"
        title += f" placed in a drawn {drawn}"
    if "bounds" in selection:
        title += " placed in one view of the map"
    period = period_words(selected)
    if "region" in selection:
        return f"{title} {_region_words(selected, every_relation)}, {period}"
    theatres = _theatres(rows, dataset, title)
    days = [] if ENDS_WITH_DAY.search(title) else [period]
    return ", ".join([title, *([listing(theatres)] if theatres else []), *days])


def limits(rows: pd.DataFrame, place: Placed, dictionary: Dictionary) -> str:
    """Return the sentence that states what the positions cannot say.

    ``place`` is what :func:`dashboard.figures.totals.placed` counts of the rows.
    """
    if not len(rows):
        return "No incident of the table matches these filters."
    placed_words = _placed_words(rows, place)
    if dictionary.tables_apart:
        placed_words = f"Placed: {_placed_of_tables(rows, dictionary)}."
    return f"{placed_words} {whose_positions(rows, dictionary)}"


def _placed_of_tables(rows: pd.DataFrame, dictionary: Dictionary) -> str:
    """Return "26 of 97 (one), 4 of 5 (other)"; what has no room is counted."""
    words = []
    for each, some in table_groups(rows, dictionary):
        whole = int(some["parent_id"].eq("").sum())
        of = f"{placed(some)['placed']:,} of {whole:,}" if whole else "no incident"
        words.append(f"{of} ({each.beside.label})")
    more = len(words) - MOST_TABLES
    rest = [f"{count_of(more, 'more table')}"] if more > 0 else []
    return ", ".join([*words[:MOST_TABLES], *rest])


def whose_positions(rows: pd.DataFrame, dictionary: Dictionary) -> str:
    """Say where the positions come from, and that none is official where none is.

    The data set names the campaigns without any official position; of others some
    rest on what a government said of the place. Of a table without a description it is
    not known.
    """
    description = dictionary.description
    if dictionary.file is not None:
        which = "each table" if dictionary.tables else "the table"
        return f"Positions are those of {which}."
    if len(rows) and rows["campaign"].isin(description.no_official_positions).all():
        return "No position is official."
    return "Positions are read from reports."


def with_table(title: str, dictionary: Dictionary) -> str:
    """Return a title with the table's name in front where only its file names it."""
    if dictionary.file is None:
        return title
    name = dictionary.short_title if dictionary.tables else dictionary.title
    return f"{name}: {title[:1].lower()}{title[1:]}"


def _subject(rows: pd.DataFrame, campaigns: list[str], dataset: Dataset) -> str:
    tables = dataset.dictionary.tables
    of_table = {*(each.beside.key for each in tables), "added_up" if tables else None}
    if len(campaigns) != 1 or campaigns[0] in of_table:
        return "Reported incidents"
    code = str(campaigns[0])
    description, actors = dataset.description, rows["actor"].unique()
    label = dataset.dictionary.label("campaign", code)
    subject = description.subjects.get(code, label)
    adjective = description.adjectives.get(actors[0], "") if len(actors) == 1 else ""
    if not adjective or subject.startswith(adjective):
        return f"Reported {subject}"
    return f"Reported {adjective} {subject}"


def _region_words(selected: Selected, every_relation: bool) -> str:
    _, relation, within_nm = selected.selection["region"]
    name = name_in_sentence(selected.region_id, selected.dataset.regions)
    if every_relation:
        return f"in, off and around {name}"
    return {
        "in": f"in {name}",
        "off": f"within {within_nm:g} NM of {name}",
        "could": f"possibly in or off {name}",
        "area": f"known only to an area around {name}",
        "left": f"after a reported departure from {name}",
    }[relation]


def _theatres(rows: pd.DataFrame, dataset: Dataset, title: str) -> list[str]:
    """Return the seas and lands of the rows that a title does not name yet."""
    if dataset.dictionary.tables:  # most tables have none
        return []
    codes = dataset.dictionary.fields["theatre"].codes
    short = {code: entry.label.split(",")[0] for code, entry in codes.items()}
    present = rows["theatre"].dropna().astype(str).unique()
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
        return (
            f"Only {count_of(len(rows), 'part')} of incidents, not the incidents "
            f"themselves; {int(own_place.sum()):,} can be placed."
        )
    placed_at = own_place.loc[whole.index] & whole["latitude"].notna()
    if place["placed"] and whole.loc[placed_at, "radius_km"].isna().all():
        some = f"{place['placed']:,} of {count_of(len(whole), unit)}"
        head = some if len(whole) > 1 else f"The one {unit}"
        return _with_rest(f"{head} can be placed{HOW_UNKNOWN}", place)
    rough = int(whole["geo_precision"].eq(2).sum())
    if len(whole) > 1:
        return _several_placed(len(whole), unit, place, rough)
    if place["area_only"]:
        parts = int((rows["parent_id"].ne("") & own_place).sum())
        placed_parts = f"; {count_of(parts, 'part')} of it can be placed"
        return (
            f"The one {unit} is known only to an area{placed_parts if parts else ''}."
        )
    if place["placed"]:
        how = "only roughly" if rough else "to a named place"
        return f"The one {unit} can be placed {how}."
    return _with_rest(f"The one {unit} cannot be placed", place)


def _several_placed(many: int, unit: str, place: Placed, rough: int) -> str:
    """Return how many can be placed; ``rough`` of them have precision 2."""
    if not place["placed"]:
        return _with_rest(f"None of {count_of(many, unit)} can be placed", place)
    how = "have a named place" if place["placed"] > 1 else "has a named place"
    if rough:
        how = "can be placed, and only roughly"
    if 0 < rough < place["placed"]:
        how = f"can be placed, {rough:,} of them only roughly"
    return _with_rest(f"{place['placed']:,} of {count_of(many, unit)} {how}", place)


def _with_rest(placed_words: str, place: Placed) -> str:
    """Return a sentence about what is placed with what is not, and how much of it."""
    rest = []
    if place["area_only"]:
        verb = "is" if place["area_only"] == 1 else "are"
        rest.append(f"{place['area_only']:,} {verb} known only to an area")
    if place["unplaced"] and place["area_only"]:
        rest.append(f"{place['unplaced']:,} not even to an area")
    elif place["unplaced"] and place["placed"]:
        rest.append(f"{place['unplaced']:,} without a place")
    elif place["unplaced"]:
        rest.append("not even an area is known")
    return f"{'; '.join([placed_words, ', '.join(rest)] if rest else [placed_words])}."
