"""The rows on each point, added up once for all tries of a map.

A map is drawn again until all has its room: what no window changes is worked out here.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.figures.campaign_groups import campaign_codes
from dashboard.layers.groups import look_of_groups, numbered_looks
from dashboard.layers.incidents import has_place
from dashboard.table.dictionary import Dictionary

FIGURES = [
    *("longitude", "latitude", "radius_km", "deaths_low", "deaths_best", "deaths_high"),
    *("missing", "survivors", "strikes", "vessels"),
]
NAMED = [
    *("incident_id", "parent_id", "date", "date_end", "date_precision", "location"),
    *("event_type", "campaign", "verification", *FIGURES),
]
"""Columns of which the label of a mark is made: rows are cut out with these alone."""
AT_SEA = ("territorial", "zone", "outside")


@dataclass(frozen=True, eq=False)
class Points:
    """All rows with a place by point: one value for each point, in order of appearance.

    ``longitude`` and ``latitude`` in degrees; ``best`` the toll that sizes the mark,
    None without one; ``look`` and ``line`` numbers of the dictionary's looks;
    ``at_sea`` whether a row is; ``is_part`` that the toll of its rows stands with their
    incident; ``last_day`` the number of their latest day, 0 of none; ``positions`` the
    numbers of its rows in ``table``, which has the columns ``NAMED``; ``radius`` the
    kilometres of each row of it. ``rows`` are those that were asked for.
    """

    rows: pd.DataFrame
    table: pd.DataFrame
    longitude: np.ndarray
    latitude: np.ndarray
    best: list[int | None]
    look: list[int]
    line: list[int]
    at_sea: list[bool]
    is_part: list[bool]
    last_day: list[int]
    positions: list[np.ndarray]
    radius: np.ndarray


def points_of(rows: pd.DataFrame, dictionary: Dictionary) -> Points:
    """Return the points of rows; those of precision 3 have none."""
    own = pd.DataFrame(rows.drop(columns="geometry", errors="ignore"))
    own = own[has_place(rows)]
    number = own.groupby(["longitude", "latitude"], sort=False).ngroup()
    codes = number.to_numpy()
    count = int(codes.max(initial=-1)) + 1
    order = np.argsort(codes, kind="stable")
    starts = np.searchsorted(codes[order], np.arange(count))
    looks = dictionary.looks
    looked = numbered_looks(own, looks)
    best = largest_toll(own, number)
    is_part = own["parent_id"].ne("") & own["deaths_best"].isna()
    at_sea = own["join_method"].isin(AT_SEA)
    last = own["date"].groupby(number).max()
    return Points(
        rows=rows,
        table=_plain(own),
        longitude=own["longitude"].to_numpy(float)[order[starts]],
        latitude=own["latitude"].to_numpy(float)[order[starts]],
        best=[best.get(each) for each in range(count)],
        look=look_of_groups(looked["look"], codes, count, looks).tolist(),
        line=looked["outline"].groupby(number).max().tolist(),
        at_sea=[bool(each) for each in at_sea.groupby(number).any()],
        is_part=[bool(each) for each in is_part.groupby(number).all()],
        last_day=[0 if pd.isna(day) else day.toordinal() for day in last],
        positions=np.split(order, starts[1:]) if count else [],
        radius=own["radius_km"].to_numpy(float, na_value=np.nan),
    )


def _plain(own: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of labels as plain numbers, days and objects.

    Rows are cut out of them hundreds of times, which takes a column of Arrow or of
    nullable numbers ten times as long.
    """
    columns = {}
    for name in NAMED:
        column = own[name]
        if name in FIGURES:
            columns[name] = column.to_numpy("float64", na_value=np.nan)
        elif pd.api.types.is_datetime64_dtype(column.dtype):
            columns[name] = column
        else:
            columns[name] = column.astype("object")  # an array would become Arrow
    return pd.DataFrame(columns, index=own.index)


def largest_toll(own: pd.DataFrame, number: pd.Series) -> dict[int, int]:
    """Return the toll that sizes each mark: of several campaigns the largest.

    Their sum is no figure that anyone published.
    """
    sums = own["deaths_best"].groupby([number, campaign_codes(own)]).sum(min_count=1)
    largest = sums.groupby(level=0).max().dropna()
    return {int(key): int(value) for key, value in largest.items()}
