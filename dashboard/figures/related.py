"""The incidents before and after one by date, and those near it in time and place.

The order is that of the table: newest first. A distance has the range that both radii
allow; where only an area is known there is no distance.
"""

from typing import Any

import numpy as np
import pandas as pd

from dashboard.figures.timeline import possible_days
from dashboard.geo.drawn_shape import has_own_point
from dashboard.geo.length_words import kilometers_words
from dashboard.geo.nearest import WGS84
from dashboard.text.language import gettext, ngettext
from dashboard.text.words import is_blank

NEAR_DAYS = 14
"""Days between two incidents up to which they are called near in time."""
NEAR_KM = 200
"""Kilometres between two points up to which they are called near in place."""
NEAR_COLUMNS = ("incident_id", "days", "km", "words")


def newest_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows, the latest day first; rows of one day stay in their order."""
    return rows.sort_values("date", ascending=False, kind="stable")


def neighbors(rows: pd.DataFrame, incident: pd.Series) -> tuple[str, str, int]:
    """Return the ids of the rows before and after one by date, and its position.

    ``rows`` are those that a page shows; ``incident`` may be another: then its
    neighbors are those around its day, and the position is 0. Positions count from 1,
    the oldest; an id is blank where there is none.
    """
    ids = newest_first(rows[["incident_id", "date"]])["incident_id"].tolist()
    if incident.incident_id in ids:
        at = ids.index(incident.incident_id)
        earlier, later = ids[at + 1 : at + 2], ids[at - 1 : at] if at else []
        return "".join(earlier), "".join(later), len(ids) - at
    newer = int((rows["date"] > incident.date).sum())
    return "".join(ids[newer : newer + 1]), "".join(ids[newer - 1 : newer]), 0


def near(incident: pd.Series, table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows near an incident in time and place, nearest in time first.

    Near in time is up to ``NEAR_DAYS`` days between the two. Near in place is up to
    ``NEAR_KM`` between the points, geodesic on WGS84, or, for an incident known only
    to an area, to be known only to the same area. Its own parts and their whole are
    left out. Columns: ``incident_id``, ``days`` (later is positive), ``km`` (blank for
    areas) and ``words``.
    """
    family = {incident.incident_id, incident.parent_id or incident.incident_id}
    others = table[
        ~table["incident_id"].isin(family) & ~table["parent_id"].isin(family)
    ]
    days = _days_between(incident, others)
    others, days = others[days.abs() <= NEAR_DAYS], days[days.abs() <= NEAR_DAYS]
    km = _km_between(incident, others)
    same_area = _same_area(incident, others)
    keep = km.le(NEAR_KM) | same_area
    found = pd.DataFrame(
        {"incident_id": others["incident_id"], "days": days, "km": km}
    )[keep]
    radii = others["radius_km"].add(incident.radius_km)[keep]
    sure = _one_day(others)[keep] & _one_day(incident)
    found["words"] = [
        f"{_time_words(*when)}, {kilometers_words(*where)}"
        for *when, where in zip(
            found["days"], sure, zip(found["km"], radii, strict=True), strict=True
        )
    ]
    nearest = found["days"].abs().sort_values(kind="stable").index
    return found.loc[nearest, list(NEAR_COLUMNS)].reset_index(drop=True)


LONG = ("week", "month", "year")
"""What is known of a date that is longer than its day."""


def _days_between(incident: pd.Series, others: pd.DataFrame) -> pd.Series:
    """Return the days from one span of dates to others, 0 where they overlap."""
    start, end = possible_days(incident)
    starts = others["date"]
    ends = others["date_end"].fillna(starts)
    for index in others.index[others["date_precision"].isin(LONG)]:
        ends[index] = possible_days(others.loc[index])[1]
    later = (starts - end).dt.days.clip(lower=0)
    earlier = (start - ends).dt.days.clip(lower=0)
    return later - earlier


def _km_between(incident: pd.Series, others: pd.DataFrame) -> pd.Series:
    km = pd.Series(np.nan, index=others.index)
    if incident.join_method in ("area", "unlocated"):
        return km
    some = others[has_own_point(others)]
    _, _, meters = WGS84.inv(
        np.full(len(some), incident.longitude),
        np.full(len(some), incident.latitude),
        some["longitude"].to_numpy("float64"),
        some["latitude"].to_numpy("float64"),
    )
    km[some.index] = np.asarray(meters) / 1000
    return km


def _same_area(incident: pd.Series, others: pd.DataFrame) -> pd.Series:
    if incident.join_method != "area" or not incident.area_id:
        return pd.Series(False, index=others.index)
    return others["join_method"].eq("area") & others["area_id"].eq(incident.area_id)


def _one_day(rows: pd.DataFrame | pd.Series) -> Any:
    """Return which rows, or whether one, have one known day."""
    if isinstance(rows, pd.Series):
        return rows.date_precision == "day" and is_blank(rows.date_end)
    return rows["date_precision"].eq("day") & rows["date_end"].isna()


def _time_words(days: float, sure: bool) -> str:
    """Return the days between two incidents, no surer than their dates are."""
    if not days:
        return gettext("on the same day") if sure else gettext("about the same time")
    number_of = int(abs(days))
    if days > 0:
        if sure:
            return ngettext("{count} day later", "{count} days later", number_of)
        return ngettext(
            "about {count} day later", "about {count} days later", number_of
        )
    if sure:
        return ngettext("{count} day earlier", "{count} days earlier", number_of)
    return ngettext(
        "about {count} day earlier", "about {count} days earlier", number_of
    )
