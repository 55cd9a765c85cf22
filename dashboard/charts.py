"""The weekly bars and the running total, as Altair charts from summarized frames."""

import altair as alt
import pandas as pd

from dashboard.dictionary import Dictionary
from dashboard.style import CLASSES, COLORS, TONE
from dashboard.words import day_in_words, range_text

HEIGHT = 190
CHART = {
    "low": CLASSES[0].fill,
    "added": "#F4C9A8",
    "edge": TONE.edge,
    "grid": "#E3E6E9",
    "text": COLORS.text,
}
ALREADY, LATER = "said dead at the time", "added later, presumed dead"
BAR_DAYS = 5.6
"""Width of a week's bar in days: the rest of the seven is the gap between bars."""


def weekly_bars(weeks: pd.DataFrame, period: tuple) -> alt.Chart:
    """Return bars of the toll per week: solid for low, outlined pale up to high.

    ``weeks`` is the frame of :func:`dashboard.summarize.weekly`; ``period`` the first
    and last day of the axis. Rectangles, because a bar between two dates is drawn as
    a dot.
    """
    bars = pd.concat(
        [_stack(weeks, ALREADY, 0, "low"), _stack(weeks, LATER, "low", "high")]
    )
    bars = bars[bars["top"] > bars["bottom"]]
    scale = alt.Scale(domain=[ALREADY, LATER], range=[CHART["low"], CHART["added"]])
    legend = alt.Legend(orient="top", title=None, symbolStrokeWidth=0.8, offset=0)
    return (
        alt.Chart(bars)
        .mark_rect(stroke=CHART["edge"], strokeWidth=0.6)
        .encode(
            x=_days("start", period),
            x2="end:T",
            y=_count("bottom"),
            y2="top:Q",
            color=alt.Color("kind:N", scale=scale, legend=legend),
            tooltip=[
                alt.Tooltip("week_words:N", title="Week of"),
                alt.Tooltip("killed:N", title="Killed, low–high"),
                alt.Tooltip("incidents:Q", title="Incidents"),
            ],
        )
        .properties(height=HEIGHT)
    )


def running_total(
    sums: pd.DataFrame, published: pd.DataFrame, dictionary: Dictionary, period: tuple
) -> alt.LayerChart:
    """Return the running toll, a band from low to high with best as its line.

    ``sums`` is the frame of :func:`dashboard.summarize.cumulative`; ``published`` the
    totals of others for exactly this selection, drawn as dots, or an empty frame.
    """
    ends = sums.assign(date_words=[day_in_words(day) for day in sums["date"]])
    base = alt.Chart(ends).encode(x=_days("date", period))
    tooltip = [
        alt.Tooltip("date_words:N", title="To"),
        alt.Tooltip("low:Q", title="Low"),
        alt.Tooltip("best:Q", title="Best"),
        alt.Tooltip("high:Q", title="High"),
    ]
    band = base.mark_area(color=CHART["added"], interpolate="step-after").encode(
        y=_count("low"), y2="high:Q", tooltip=tooltip
    )
    line = base.mark_line(
        color=CHART["low"], strokeWidth=2, interpolate="step-after"
    ).encode(y="best:Q", tooltip=tooltip)
    layers = [band, line]
    if len(published):
        layers.append(_dots(published, dictionary, period))
    return alt.layer(*layers).properties(height=HEIGHT)


def _dots(published: pd.DataFrame, dictionary: Dictionary, period) -> alt.Chart:
    agreement = dictionary.totals_fields["agreement"]
    said = published.assign(
        date_words=[day_in_words(day) for day in published["date"]],
        agreement_words=[agreement.label(each) for each in published["agreement"]],
        killed=published["killed"].astype("int64"),
    )
    said = said[
        ["date", "date_words", "killed", "qualifier", "source_name", "agreement_words"]
    ]
    return (
        alt.Chart(said)
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
            x=_days("date", period),
            y=_count("killed"),
            tooltip=[
                alt.Tooltip("source_name:N", title="Published by"),
                alt.Tooltip("killed:Q", title="Killed"),
                alt.Tooltip("qualifier:N", title="As stated"),
                alt.Tooltip("date_words:N", title="On"),
                alt.Tooltip("agreement_words:N", title="Our table"),
            ],
        )
    )


def _stack(weeks: pd.DataFrame, kind: str, bottom, top: str) -> pd.DataFrame:
    monday = pd.to_datetime(weeks["week"])
    return pd.DataFrame(
        {
            "start": monday,
            "end": monday + pd.Timedelta(days=BAR_DAYS),
            "bottom": weeks[bottom] if bottom else 0,
            "top": weeks[top],
            "kind": kind,
            "week_words": [day_in_words(day) for day in weeks["week"]],
            "killed": [
                range_text(low, high)
                for low, high in zip(weeks["low"], weeks["high"], strict=True)
            ],
            "incidents": weeks["incidents"],
        }
    )


def _days(column: str, period: tuple) -> alt.X:
    first, last = (
        alt.DateTime(year=day.year, month=day.month, date=day.day) for day in period
    )
    axis = alt.Axis(
        format="%b %Y", tickCount=5, title=None, grid=False, labelOverlap=True
    )
    return alt.X(
        f"{column}:T",
        axis=axis,
        scale=alt.Scale(domain=[first, last]),
    )


def _count(column: str) -> alt.Y:
    axis = alt.Axis(tickCount=4, tickMinStep=1, gridColor=CHART["grid"], title=None)
    return alt.Y(f"{column}:Q", axis=axis)
