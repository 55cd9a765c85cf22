"""The rows on each point, added up once for all tries of a map.

A map is drawn again until all has its room: what no window changes is worked out here.
"""

from dataclasses import dataclass
from datetime import date

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
    NaN without one; ``look`` and ``line`` numbers of the dictionary's looks; ``at_sea``
    whether a row is; ``is_part`` that the toll of its rows stands with their incident;
    ``last_day`` the number of their latest day, 0 of none. ``table`` has the rows with
    the columns ``NAMED``, ``radius`` the kilometres of each of them, ``index`` its
    label. ``order`` are the numbers of the rows, point after point; those of a point
    are the ones from its place in ``starts`` to the next. ``rows`` are those that were
    asked for.
    """

    rows: pd.DataFrame
    table: pd.DataFrame
    index: np.ndarray
    longitude: np.ndarray
    latitude: np.ndarray
    best: np.ndarray
    look: np.ndarray
    line: np.ndarray
    at_sea: np.ndarray
    is_part: np.ndarray
    last_day: np.ndarray
    order: np.ndarray
    starts: np.ndarray
    radius: np.ndarray

    def rows_of(self, points: np.ndarray) -> np.ndarray:
        """Return the numbers of the rows on points, one point after the other."""
        first, many = self.starts[points], self.starts[points + 1] - self.starts[points]
        before = np.cumsum(many) - many
        return self.order[np.arange(many.sum()) + np.repeat(first - before, many)]


def points_of(rows: pd.DataFrame, dictionary: Dictionary) -> Points:
    """Return the points of rows; those of precision 3 have none."""
    looks = dictionary.looks
    asked = list(dict.fromkeys([*NAMED, "join_method", looks.column]))
    own = pd.DataFrame(rows[asked])[has_place(rows)]
    table = _plain(own)
    longitude, latitude = (table[name].to_numpy() for name in ("longitude", "latitude"))
    codes, count = _numbered(longitude, latitude)
    order = np.argsort(codes, kind="stable")
    starts = np.searchsorted(codes[order], np.arange(count + 1))
    looked = numbered_looks(own, looks)

    def of_each(joined: np.ufunc, values: np.ndarray) -> np.ndarray:
        return joined.reduceat(values[order], starts[:-1]) if count else values[:0]

    no_toll = np.isnan(table["deaths_best"].to_numpy())
    is_part = table["parent_id"].ne("").to_numpy(bool) & no_toll
    return Points(
        rows=rows,
        table=table,
        index=table.index.to_numpy(),
        longitude=longitude[order[starts[:-1]]],
        latitude=latitude[order[starts[:-1]]],
        best=largest_toll(own, codes, count),
        look=look_of_groups(looked["look"], codes, count, looks),
        line=of_each(np.maximum, looked["outline"].to_numpy()),
        at_sea=of_each(np.logical_or, own["join_method"].isin(AT_SEA).to_numpy(bool)),
        is_part=of_each(np.logical_and, is_part),
        last_day=of_each(np.maximum, _day_numbers(own["date"])),
        order=order,
        starts=starts,
        radius=own["radius_km"].to_numpy(float, na_value=np.nan),
    )


def _numbered(*columns: np.ndarray) -> tuple[np.ndarray, int]:
    """Return for each row the number of its values in order of appearance; how many."""
    codes = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        own, distinct = pd.factorize(column)
        codes, found = pd.factorize(codes * len(distinct) + own)
    return codes, len(found)


def _day_numbers(days: pd.Series) -> np.ndarray:
    """Return the number of each day as Python counts them, 0 of none."""
    day = pd.to_datetime(days).to_numpy("datetime64[D]")
    return np.where(
        np.isnat(day), 0, day.astype("int64") + date(1970, 1, 1).toordinal()
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


def largest_toll(own: pd.DataFrame, number: np.ndarray, count: int) -> np.ndarray:
    """Return the toll that sizes each mark: of several campaigns the largest, or NaN.

    Their sum is no figure that anyone published. ``number`` is the mark of each row,
    from 0 to below ``count``.
    """
    best = own["deaths_best"].to_numpy(float, na_value=np.nan)
    known = ~np.isnan(best)
    mark, best = number[known], best[known]
    pair, pairs = _numbered(mark, campaign_codes(own)[known].to_numpy())
    mark_of_pair = np.zeros(pairs, dtype=np.int64)
    mark_of_pair[pair] = mark
    largest = np.full(count, -np.inf)
    np.maximum.at(largest, mark_of_pair, np.bincount(pair, best, minlength=pairs))
    return np.where(np.isinf(largest), np.nan, np.trunc(largest))


def toll_of_points(rows: pd.DataFrame) -> np.ndarray:
    """Return :func:`largest_toll` of each point of the rows with a place."""
    own = rows.loc[
        has_place(rows), ["longitude", "latitude", "deaths_best", "campaign"]
    ]
    places = (own[name].to_numpy(float) for name in ("longitude", "latitude"))
    return largest_toll(own, *_numbered(*places))
