"""Describe a table that comes without a description: from the file alone.

Nothing is claimed that the file does not show: no coverage, no licence, no citation, no
opening filter. Codes are the values that occur, under their own names.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.table.dates import iso_days
from dashboard.table.description import Description
from dashboard.table.dictionary import Code, Dictionary, Field, TableFile, field_of
from dashboard.table.longitudes import shortest_span
from dashboard.table.looks import Looks, looks_of
from dashboard.table.numbers import to_floats
from dashboard.table.standard import CODED, STANDARD

LONGEST_TITLE = 60
"""Characters of a title, so that it is a line on a page and in a legend."""
WORLD = (-180.0, -60.0, 180.0, 80.0)


def title_of(name: str) -> str:
    """Return the title of a table that only has the name of its file.

    A name that is too long for the lines of pages and briefs keeps both its ends.
    """
    title = Path(name).stem
    if len(title) <= LONGEST_TITLE:
        return title
    return f"{title[: LONGEST_TITLE - 21]}…{title[-20:]}"


def describe_table(name: str, text: pd.DataFrame) -> Dictionary:
    """Return a dictionary made from a table in our columns; ``name`` is its file's."""
    fields = {key: field_of(entry) for key, entry in STANDARD.items()}
    for key in CODED:
        fields[key] = replace(fields[key], codes=_codes(text[key]))
    for key in text:
        if key not in fields:
            fields[key] = Field(key, "string", key)
    title = title_of(name)
    return Dictionary(
        title=title,
        version="",
        fields=fields,
        totals_fields={},
        coverage_start=None,
        coverage_end=None,
        coverage_gaps=(),
        rules=(),
        licenses=(),
        sources=(),
        description=Description(
            title=title,
            opening_filters={},
            opening_view=_view(text),
            areas={},
            disputes=(),
            subjects={},
            adjectives={},
            article_actors=(),
            no_official_positions=(),
            panels={},
            vague_places=(),
        ),
        file=table_file(name, text),
        looks=looks_of_table(text, fields["event_type"]),
    )


def table_file(name: str, text: pd.DataFrame) -> TableFile:
    """Return what a text table shows by itself; dates that are none are passed over."""
    days = iso_days(text["date"]).dropna()
    first, last = _day(days.min()), _day(days.max())
    blank = frozenset(key for key in text if not text[key].ne("").any())
    return TableFile(Path(name).name, len(text), first, last, blank)


def dated_by_rows(dictionary: Dictionary, rows: pd.DataFrame) -> Dictionary:
    """Return a dictionary whose file has the days of the typed ``rows`` alone.

    A row that cannot be used says nothing of the period. The last day is that up to
    which the rows may reach: a month without a day reaches to its end.
    """
    if dictionary.file is None:
        return dictionary
    last = rows["date"].copy()
    for unit, freq in (("month", "M"), ("year", "Y")):
        at = rows["date_precision"].eq(unit).fillna(False) & last.notna()
        ends = last[at].dt.to_period(freq).dt.end_time.dt.normalize()
        last[at] = ends.astype(last.dtype)
    last = last.where(rows["date_end"].isna(), rows["date_end"])
    days = _day(rows["date"].min()), _day(last.max())
    return replace(
        dictionary, file=replace(dictionary.file, first=days[0], last=days[1])
    )


def with_terms(dictionary: Dictionary, terms: str) -> Dictionary:
    """Return a dictionary with what is known of the licence of its file's format.

    A description that gives a licence stays as it is.
    """
    if dictionary.file is None or dictionary.licenses:
        return dictionary
    return replace(dictionary, file=replace(dictionary.file, terms=terms))


def looks_of_table(rows: pd.DataFrame, classes: Field) -> Looks:
    """Return the looks of a table from its text, or from its typed rows.

    The codes of the column ``classes`` decide the class of a mark.
    """
    best = pd.to_numeric(rows["deaths_best"], errors="coerce")
    return looks_of(
        rows[classes.name].to_numpy(object),
        rows["verification"].to_numpy(object),
        None if best.isna().all() else float(best.max()),
        {code.value: code.label for code in classes.codes.values()},
        classes.name,
    )


def _day(day: Any) -> date | None:
    return None if pd.isna(day) else pd.Timestamp(day).date()


def _codes(column: pd.Series) -> dict[str, Code]:
    values = sorted(set(column.unique()) - {""})
    return {value: Code(value, value) for value in values}


def _view(text: pd.DataFrame) -> tuple[float, float, float, float]:
    """Return west, south, east and north of the points, with room around them.

    ``east`` is greater than 180 where the points lie on both sides of that meridian.
    """
    places = pd.DataFrame(
        {key: to_floats(text[key]) for key in ("longitude", "latitude")}
    )
    places = places[places["latitude"].between(-90, 90)]
    places = places[places["longitude"].between(-360, 360)]
    if places.empty:
        return WORLD
    west, east = shortest_span(places["longitude"])
    south, north = places["latitude"].min(), places["latitude"].max()
    room = max(1.0, 0.1 * max(east - west, north - south))
    if east <= 180:  # the data end here, and so does the map
        west, east = max(west - room, -180.0), min(east + room, 180.0)
    else:
        west, east = west - room, min(east + room, west - room + 360)
    return west, max(south - room, -90.0), east, min(north + room, 90.0)
