"""Weeks and months of a selection: what a bar holds, and what a date really says.

A week runs from Monday to Sunday (ISO 8601), a month is that of the calendar. An
incident counts where its first day lies; how far its day may be off is a span of its
own, by the meanings of ``date_precision`` in ``datapackage.json``.
"""

from typing import Any

import pandas as pd

from dashboard.figures.toll_bars import bar_range, toll_bar
from dashboard.figures.toll_sums import rows_toll
from dashboard.figures.tolls import toll_total, unknown_words
from dashboard.figures.totals import drawn_ends, totals, without_figure
from dashboard.table.looks import Looks
from dashboard.text.words import (
    count_of,
    date_in_words,
    day_in_words,
    period_in_words,
)

GRAINS = {"week": "Weekly", "month": "Monthly"}
MEASURES = {"deaths": "Deaths", "incidents": "Incidents"}
FREQUENCY = {"week": "W-SUN", "month": "M"}
"""The pandas period of each grain; a week that ends on Sunday begins on Monday."""
SUMMED = ("low", "high", "incidents", "open", "open_high", "silent")
NOTHING = "no incident in the table"
DAY = pd.Timedelta(days=1)


def whole_bins(first: Any, last: Any, grain: str) -> pd.DataFrame:
    """Return the weeks or months from a day to a day: ``start`` and ``last`` day.

    Both are whole, also where the days asked for lie inside; none where ``last`` is
    before ``first``.
    """
    bins = pd.period_range(first, last, freq=FREQUENCY[grain])
    starts = bins.start_time.astype("datetime64[us]")
    ends = bins.end_time.normalize().astype("datetime64[us]")
    return pd.DataFrame({"start": starts, "last": ends})


def brushed(
    first: Any, last: Any, grain: str, covered: tuple[Any, ...]
) -> tuple[Any, ...] | None:
    """Return the first and last day of the bins that a brush meant, as dates.

    A bin is meant where its middle lies inside; a brush between two middles means the
    one it stands on. Days outside ``covered`` (first, last) are cut off; None where
    the brush lies wholly outside.
    """
    if last < covered[0] or first > covered[1] + DAY:
        return None
    bins = whole_bins(covered[0], covered[1], grain)
    middle = bins["start"] + (bins["last"] + DAY - bins["start"]) / 2
    meant = bins[middle.between(first, last)]
    if meant.empty:
        point = first + (last - first) / 2
        meant = bins[bins["start"].le(point) & (bins["last"] + DAY).gt(point)]
    if meant.empty:
        return None
    start = max(meant["start"].min(), covered[0])
    end = min(meant["last"].max(), covered[1])
    return start.date(), end.date()


def binned(
    rows: pd.DataFrame, grain: str, first: Any, last: Any, looks: Looks | None = None
) -> pd.DataFrame:
    """Return what each week or month holds of each class, in the order of the legend.

    ``looks`` has the classes of the table, ours if none is given.

    Columns: ``start`` and ``last`` of the bin, ``key`` of the class, ``low`` and
    ``high`` (a row without an end adds its low, and is counted in ``open``, without
    the upper end in ``open_high`` too), ``incidents`` (rows without a parent) and
    ``silent`` (rows without any figure). Bins that hold nothing are left out; sums over
    all are those of :func:`dashboard.figures.totals.totals`.
    """
    ends, looks = drawn_ends(rows), looks or Looks()
    period = rows["date"].dt.to_period(FREQUENCY[grain])
    table = pd.DataFrame(
        {
            "start": period.dt.start_time.astype("datetime64[us]"),
            "last": period.dt.end_time.dt.normalize().astype("datetime64[us]"),
            "key": [looks.mark_class(each).key for each in rows[looks.column]],
            **ends,
            "incidents": rows["parent_id"].eq("").astype("int64"),
            "silent": without_figure(rows).astype("int64"),
        }
    )
    days = (pd.Timestamp(first), pd.Timestamp(last))
    table = table[rows["date"].between(*days)]
    order = [each.key for each in looks.classes]
    table["key"] = pd.Categorical(table["key"], order, ordered=True)
    return table.groupby(["start", "last", "key"], observed=True, as_index=False).sum()


def bin_table(
    sums: pd.DataFrame, grain: str, first: Any, last: Any, deaths: bool
) -> pd.DataFrame:
    """Return one line for every week or month, empty ones too, for tooltip and table.

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
        count_of(number, "incident") if number else ("parts only" if some else NOTHING)
        for number, some in zip(held["incidents"], full, strict=True)
    ]
    return bins


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
        return f"{words}; how far off is not said"
    if incident.date_precision in ("week", "month", "year"):
        return f"{incident.date_precision} known only: {words}"
    return words


def finding(
    rows: pd.DataFrame,
    sums: pd.DataFrame,
    grain: str,
    measure: str,
    period: tuple[Any, ...],
) -> str:
    """Return what the bars say in numbers: period, total and the highest bar.

    Tolls with their range; ``measure`` is "deaths" or "incidents".
    """
    days = period_in_words(*(pd.Timestamp(day) for day in period))
    lead = f"{measure.capitalize()} per {grain}, {days}: "
    by_bin = sums.groupby("start")[[*SUMMED]].sum()
    column = "high" if measure == "deaths" else "incidents"
    if by_bin.empty or not by_bin[column].max():
        if measure == "incidents":
            return f"{lead}{NOTHING}."
        none = _reported(rows) if len(rows) else "nobody reported killed"
        return f"{lead}{none}."
    most = by_bin[column].idxmax()
    peak = by_bin.loc[most]
    when = f"{grain} of {day_in_words(most)}"
    if measure == "incidents":
        total = count_of(totals(rows)["incidents"], "incident")
        return f"{lead}{total}; most in the {when}, {int(peak['incidents'])}."
    most_killed = bar_range(*peak[["low", "high", "open", "open_high"]])
    return f"{lead}{_reported(rows)}; most in the {when}, {most_killed}."


def _reported(rows: pd.DataFrame) -> str:
    """Return the toll with its range, and how many rows report none."""
    dead = rows_toll(rows)
    words = toll_total(dead).replace(" killed", " reported killed", 1)
    return words + unknown_words(dead, before="; ")
