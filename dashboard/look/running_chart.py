"""The running total of a selection, and what others published of it."""

from collections.abc import Sequence
from functools import partial

import altair as alt
import pandas as pd

from dashboard.figures.time_words import BY_OTHERS, LOW_TO_HIGH, RUNNING_TITLE
from dashboard.figures.timeline import thinned
from dashboard.look.charts import (
    BAND,
    CHART,
    HEIGHT,
    axis_of_counts,
    axis_of_days,
    line_sign,
    ring_sign,
    square_sign,
    title_html,
)
from dashboard.table.dictionary import Dictionary
from dashboard.text.language import gettext, pgettext
from dashboard.text.words import day_in_words

ROOM = 1.05
"""How far the axis goes beyond the highest total: a dot on the edge would be cut."""


def running_total(
    sums: pd.DataFrame,
    published: pd.DataFrame,
    dictionary: Dictionary,
    period: tuple,
    band: bool = False,
    above: Sequence[alt.Chart] = (),
) -> alt.LayerChart | alt.FacetChart:
    """Return the running toll, a band from low to high with best as its line.

    ``sums`` is the frame of :func:`dashboard.figures.totals.cumulative`; ``published``
    the totals of others for exactly this selection, drawn as dots, or an empty frame.
    ``band`` leaves the row below the ground empty that the bars beside it have;
    ``above`` are layers that lie over the others.
    """
    ends = _over_the_period(thinned(sums), period)
    period = (period[0], period[1] + pd.Timedelta(days=1))  # the whole last day
    ends["date_words"] = [day_in_words(day) for day in ends["date"]]
    top = _highest(ends, published)
    y = partial(axis_of_counts, top=top * ROOM, below=top * ROOM * BAND * band)
    base = alt.Chart(ends).encode(x=axis_of_days("date", period))
    tooltip = [
        alt.Tooltip("date_words:N", title=gettext("To")),
        alt.Tooltip("low:Q", title=gettext("Low")),
        alt.Tooltip("best:Q", title=gettext("Best")),
        alt.Tooltip("high:Q", title=gettext("High")),
    ]
    band = base.mark_area(color=CHART["added"], interpolate="step-after").encode(
        y=y("low"), y2=alt.Y2("high:Q"), tooltip=tooltip
    )
    line = base.mark_line(
        color=CHART["low"], strokeWidth=2, interpolate="step-after"
    ).encode(y=alt.Y("best:Q"), tooltip=tooltip)
    layers = [band, line]
    if len(published):
        layers.append(_dots(published, dictionary, period, y))
    return alt.layer(*layers, *above).properties(height=HEIGHT)


def running_title(dots: bool) -> str:
    """Return the HTML above the running total; ``dots``: totals of others are shown."""
    entries = [
        (square_sign(CHART["added"]), gettext(LOW_TO_HIGH)),
        (line_sign(CHART["low"]), pgettext("of a line", "best")),
    ]
    if dots:
        entries.append((ring_sign(), gettext(BY_OTHERS)))
    return title_html(gettext(RUNNING_TITLE), entries)


def _highest(ends: pd.DataFrame, published: pd.DataFrame) -> float:
    """Return the largest figure that is drawn, and at least 1."""
    drawn = [ends[["low", "best", "high"]].max(), published["killed"]]
    figures = pd.concat(drawn).dropna() if len(published) else drawn[0].dropna()
    return max(float(figures.max()), 1.0) if len(figures) else 1.0


def _over_the_period(sums: pd.DataFrame, period: tuple) -> pd.DataFrame:
    """Return running sums from nothing on the first day to the last day of an axis."""
    first, last = period
    rows = sums[["date", "low", "best", "high"]].astype({"best": "float64"})
    if rows.empty or rows["date"].iloc[0] > first:
        start = pd.DataFrame({"date": [first], "low": [0], "best": [0.0], "high": [0]})
        rows = pd.concat([start, rows], ignore_index=True)
    if rows["date"].iloc[-1] < last:
        end = rows.iloc[[-1]].assign(date=last)
        rows = pd.concat([rows, end], ignore_index=True)
    return rows


def _dots(published: pd.DataFrame, dictionary: Dictionary, period, y) -> alt.Chart:
    agreement = dictionary.totals_fields["agreement"]
    shown = published.assign(
        date_words=[day_in_words(day) for day in published["date"]],
        agreement_words=[agreement.label(each) for each in published["agreement"]],
        killed=published["killed"].astype("int64"),
    )
    shown = shown[
        ["date", "date_words", "killed", "qualifier", "source_name", "agreement_words"]
    ]
    return (
        alt.Chart(shown)
        .mark_point(
            shape="circle",
            size=22,
            filled=True,
            fill="white",
            stroke=CHART["text"],
            strokeWidth=1.1,
            opacity=1,
        )
        .encode(
            x=axis_of_days("date", period),
            y=y("killed"),
            tooltip=[
                alt.Tooltip("source_name:N", title=gettext("Published by")),
                alt.Tooltip("killed:Q", title=gettext("Killed")),
                alt.Tooltip("qualifier:N", title=gettext("As stated")),
                alt.Tooltip("date_words:N", title=gettext("On")),
                alt.Tooltip("agreement_words:N", title=gettext("Our table")),
            ],
        )
    )
