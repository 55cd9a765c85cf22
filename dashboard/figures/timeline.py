"""Bars of a selection over time: what each holds, and what a date really says.

Where a bar begins and ends is in :mod:`dashboard.figures.grains`. An incident counts
where its first day lies; how far its day may be off is a span of its own, by the
meanings of ``date_precision`` in ``datapackage.json``.
"""

from typing import Any

import numpy as np
import pandas as pd

from dashboard.figures.grains import (
    PER_GRAIN,
    bin_ends,
    bin_numbers,
    bin_starts,
    fitting_grain,
    in_bin_words,
    whole_bins,
)
from dashboard.figures.table_groups import by_table
from dashboard.figures.toll_bars import bar_range, toll_bar
from dashboard.figures.toll_sums import rows_toll
from dashboard.figures.tolls import toll_total, unknown_words
from dashboard.figures.totals import drawn_ends, totals, without_figure
from dashboard.table.dictionary import Dictionary
from dashboard.table.looks import Looks
from dashboard.text import counts
from dashboard.text.language import N_, gettext, number
from dashboard.text.words import (
    date_in_words,
    is_blank,
    period_in_words,
)

MEASURES = {"deaths": N_("Deaths"), "incidents": N_("Incidents")}
SUMMED = ("low", "high", "incidents", "open", "open_high", "silent")
DEATHS = ("deaths_low", "deaths_best", "deaths_high")
PER_BIN = ("low", "added", "high", "incidents", "open")
MOST_STEPS = 2000
"""Steps of a running total that a chart draws; no screen has more pixels for it."""
NOTHING = N_("no incident in the table")
DAY = pd.Timedelta(days=1)


def brushed(first: Any, last: Any, covered: tuple[Any, ...]) -> tuple[Any, ...] | None:
    """Return the first and last day that a brush touches, as dates, whatever the bars.

    ``first`` and ``last`` are its edges; the midnight on which it ends begins no day.
    Days outside ``covered`` (first, last) are cut off; None where the brush lies wholly
    outside.
    """
    start = max(first.floor("D"), covered[0])
    end = min(max(first.floor("D"), last.ceil("D") - DAY), covered[1])
    return (start.date(), end.date()) if start <= end else None


def binned(
    rows: pd.DataFrame, grain: str, first: Any, last: Any, looks: Looks | None = None
) -> pd.DataFrame:
    """Return what each bin holds of each class, in the order of the legend.

    ``looks`` has the classes of the table, ours if none is given.

    Columns: ``start`` and ``last`` of the bin, ``key`` of the class, ``low`` and
    ``high`` (a row without an end adds its low, and is counted in ``open``, without
    the upper end in ``open_high`` too), ``incidents`` (rows without a parent) and
    ``silent`` (rows without any figure). Bins that hold nothing are left out; sums over
    all are those of :func:`dashboard.figures.totals.totals`.
    """
    looks = looks or Looks()
    asked = ("date", looks.column, "parent_id", "incident_id", *DEATHS)
    rows = rows[[name for name in dict.fromkeys(asked) if name in rows]]
    within = rows["date"].between(pd.Timestamp(first), pd.Timestamp(last))
    rows = rows if within.all() else rows[within]
    order = [each.key for each in looks.classes]
    numbers = bin_numbers(rows["date"], grain)
    at, of_all = pd.factorize(
        numbers * len(order) + _class_numbers(rows[looks.column], looks), sort=True
    )
    numbers, classes = np.divmod(of_all, len(order))

    def added(column: pd.Series) -> np.ndarray:
        return np.bincount(at, column.to_numpy(), len(of_all)).astype("int64")

    return pd.DataFrame(
        {
            "start": bin_starts(numbers, grain),
            "last": bin_ends(numbers, grain),
            "key": pd.Categorical.from_codes(classes, order, ordered=True),
            **{name: added(ends) for name, ends in drawn_ends(rows).items()},
            "incidents": added(rows["parent_id"].eq("")),
            "silent": added(without_figure(rows)),
        }
    )


def _class_numbers(codes: pd.Series, looks: Looks) -> np.ndarray:
    """Return the number of the class of each row, in the order of the legend."""
    which, distinct = pd.factorize(codes)  # -1 where there is none
    classes = [looks.mark_class(each) for each in (*distinct, None)]
    return np.array([looks.classes.index(each) for each in classes])[which]


def per_bin(
    rows: pd.DataFrame, first: Any = None, last: Any = None, *, grain: str = "week"
) -> pd.DataFrame:
    """Return the toll and number of incidents of each bin, empty ones too.

    Columns: ``start`` and ``last`` day, ``low`` (said dead at the time), ``added``
    (from low to high; 0 where an end is not given), ``high`` = low + added,
    ``incidents``, and ``open``: how many rows give a figure but not both ends, so that
    more or fewer may be dead. ``first`` and ``last`` widen the range to a period that
    was asked for; there is no line where neither rows nor a day are given.
    """
    rows = rows[["date", "parent_id", *DEATHS]]
    rows = rows[rows["date"].notna()]
    span = span_of(rows, first, last)
    if span is None:
        return pd.DataFrame({name: [] for name in ("start", "last", *PER_BIN)})
    ends = drawn_ends(rows)
    bins = whole_bins(*span, grain)
    starts = bin_starts(bin_numbers(rows["date"], grain), grain)
    at = pd.Index(bins["start"]).get_indexer(pd.Index(starts))
    counted = {
        "low": ends["low"],
        "added": ends["high"] - ends["low"],
        "high": ends["high"],
        "incidents": rows["parent_id"].eq(""),
        "open": ends["open"],
    }
    sums = {
        name: np.bincount(at, each.to_numpy(float), len(bins)).astype("int64")
        for name, each in counted.items()
    }
    return bins[["start", "last"]].assign(**sums)


def span_of(
    rows: pd.DataFrame, first: Any = None, last: Any = None
) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """Return the first and last day of rows and a period; None where there is none."""
    days = [*rows["date"].dropna().agg(["min", "max"]).dropna()]
    days += [pd.Timestamp(day) for day in (first, last) if not is_blank(day)]
    return (min(days), max(days)) if days else None


def thinned(sums: pd.DataFrame, most: int = MOST_STEPS) -> pd.DataFrame:
    """Return running sums with at most about ``most`` steps, their last one kept.

    ``sums`` is the frame of :func:`dashboard.figures.totals.cumulative`, one line for
    each day; where there are more, the last of each week, month … stays.
    """
    if len(sums) <= most:
        return sums
    grain = fitting_grain([(sums["date"].iloc[0], sums["date"].iloc[-1])], most)
    numbers = bin_numbers(sums["date"], grain)
    return sums[np.append(np.diff(numbers) > 0, True)]


def bin_table(
    sums: pd.DataFrame, grain: str, first: Any, last: Any, deaths: bool
) -> pd.DataFrame:
    """Return one line for every bin, empty ones too, for tooltip and table.

    ``sums`` is the frame of :func:`binned`. Columns: ``start``, ``last`` (cut to the
    days covered), ``when``, ``killed`` (low–high; left out where ``deaths`` is False),
    ``incidents`` and ``what`` in words.
    """
    bins = whole_bins(first, last, grain)
    by_bin = sums.groupby("start")[[*SUMMED]].sum()
    held = by_bin.reindex(bins["start"], fill_value=0).reset_index(drop=True)
    bins = bins.assign(
        start=bins["start"].clip(lower=pd.Timestamp(first)),
        last=bins["last"].clip(upper=pd.Timestamp(last)),
        incidents=held["incidents"],
    )
    bins["when"] = [
        period_in_words(*pair) for pair in zip(bins["start"], bins["last"], strict=True)
    ]
    full = held["incidents"].gt(0) | held["high"].gt(0) | held["open"].gt(0)
    if deaths:
        columns = ["low", "high", "open", "open_high", "silent"]
        bins["killed"] = [toll_bar(*each) for each in held[columns].values.tolist()]
    bins["what"] = [
        _held_words(int(incidents), bool(some))
        for incidents, some in zip(held["incidents"], full, strict=True)
    ]
    return bins


def _held_words(incidents: int, some: bool) -> str:
    """Return what a bin holds: its incidents, else whether ``some`` parts are there."""
    if incidents:
        return counts.incidents(incidents)
    return gettext("parts only") if some else gettext(NOTHING)


def spans(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the incidents whose day is not one known day: first to last possible.

    A week, month or year is named by its first day (so ``datapackage.json``), and ends
    with its seventh, or its calendar's last. ``about`` has no width there: only the
    days given are drawn. Columns: ``incident_id``, ``first``, ``last``, ``words``.
    """
    loose = rows["date_precision"].ne("day") | rows["date_end"].notna()
    some = rows[loose & rows["parent_id"].eq("")]
    return pd.DataFrame(
        [
            (each.incident_id, *possible_days(each), date_with_precision(each))
            for each in some.itertuples()
        ],
        columns=["incident_id", "first", "last", "words"],
    )


def possible_days(incident: Any) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first and last day on which an incident may have taken place."""
    first = pd.Timestamp(incident.date)
    last = first if pd.isna(incident.date_end) else pd.Timestamp(incident.date_end)
    widest = {
        "week": first + 6 * DAY,
        "month": first + pd.offsets.MonthEnd(0),
        "year": first + pd.offsets.YearEnd(0),
    }
    return first, max(last, widest.get(incident.date_precision, last))


def date_with_precision(incident: Any) -> str:
    """Return the date with how sure it is: "month known only: Sep 2025"."""
    words = date_in_words(incident.date, incident.date_end, incident.date_precision)
    if incident.date_precision == "about":
        return gettext("{date}; how far off is not said", date=words)
    if incident.date_precision == "week":
        return gettext("week known only: {date}", date=words)
    if incident.date_precision == "month":
        return gettext("month known only: {date}", date=words)
    if incident.date_precision == "year":
        return gettext("year known only: {date}", date=words)
    return words


def finding(
    rows: pd.DataFrame,
    sums: pd.DataFrame,
    grain: str,
    measure: str,
    period: tuple[Any, ...],
    dictionary: Dictionary | None = None,
) -> str:
    """Return what the bars say in numbers: period, total and the highest bar.

    Tolls with their range; ``measure`` is "deaths" or "incidents". Of several tables
    in ``dictionary`` each is counted apart, and none has the highest bar.
    """
    days = period_in_words(*(pd.Timestamp(day) for day in period))
    lead = f"{gettext(MEASURES[measure])} {gettext(PER_GRAIN[grain])}, {days}: "
    if dictionary is not None and dictionary.tables_apart:
        return f"{lead}{by_table(rows, dictionary, _number_of_incidents)}."
    by_bin = sums.groupby("start")[[*SUMMED]].sum()
    column = "high" if measure == "deaths" else "incidents"
    if by_bin.empty or not by_bin[column].max():
        if measure == "incidents":
            return f"{lead}{gettext(NOTHING)}."
        none = _reported(rows) if len(rows) else gettext("nobody reported killed")
        return f"{lead}{none}."
    most = by_bin[column].idxmax()
    peak = by_bin.loc[most]
    by_incidents = measure == "incidents"
    words = gettext(
        "{total}; most {when}, {most}.",
        total=_number_of_incidents(rows) if by_incidents else _reported(rows),
        when=in_bin_words(most, grain),
        most=number(peak["incidents"])
        if by_incidents
        else bar_range(*peak[["low", "high", "open", "open_high"]]),
    )
    return f"{lead}{words}"


def _number_of_incidents(rows: pd.DataFrame) -> str:
    return counts.incidents(totals(rows)["incidents"])


def _reported(rows: pd.DataFrame) -> str:
    """Return the toll with its range, and how many rows report none."""
    dead = rows_toll(rows)
    return toll_total(dead, reported=True) + unknown_words(dead, before="; ")
