"""Bars of each week: the dead from low to high, or incidents of several campaigns."""

import altair as alt
import pandas as pd

from dashboard.figures.time_words import bar_parts, incidents_only, weeks_title
from dashboard.figures.toll_bars import toll_bar
from dashboard.look.charts import (
    CHART,
    HEIGHT,
    axis_of_counts,
    axis_of_days,
    square_sign,
    title_html,
)
from dashboard.text.words import day_in_words

BAR_DAYS = 5.6
"""Width of a week's bar in days: the rest of the seven is the gap between bars."""


def weekly_bars(
    weeks: pd.DataFrame, period: tuple, top: float = 0, missing: bool = True
) -> alt.Chart:
    """Return bars of the toll per week: solid for low, outlined pale up to high.

    ``weeks`` is the frame of :func:`dashboard.figures.totals.weekly`; ``period`` the
    first and last day of the axis; ``top`` the highest value of the scale where several
    charts share one; ``missing`` whether all above low is presumed dead. Rectangles,
    because a bar between two dates is drawn as a dot.
    """
    kinds = bar_parts(missing)
    bars = pd.concat(
        [_stack(weeks, kinds[0], 0, "low"), _stack(weeks, kinds[1], "low", "high")]
    )
    bars = bars[bars["top"] > bars["bottom"]]
    scale = alt.Scale(domain=list(kinds), range=[CHART["low"], CHART["added"]])
    return (
        alt.Chart(bars)
        .mark_rect(stroke=CHART["edge"], strokeWidth=0.6, clip=True)
        .encode(
            x=axis_of_days("start", period),
            x2="end:T",
            y=axis_of_counts("bottom", top),
            y2="top:Q",
            color=alt.Color("kind:N", scale=scale, legend=None),
            tooltip=[
                alt.Tooltip("week_words:N", title="Week of"),
                alt.Tooltip("killed:N", title="Killed, low–high"),
                alt.Tooltip("incidents:Q", title="Incidents"),
            ],
        )
        .properties(height=HEIGHT)
    )


def incident_bars(weeks: pd.DataFrame, period: tuple, top: float = 0) -> alt.Chart:
    """Return bars of the incidents per week: for rows of several campaigns.

    Incidents of several campaigns may be counted together, their dead may not.
    Arguments as in :func:`weekly_bars`; the fill is that of shaded regions, which
    count incidents too, and no fill of a toll.
    """
    monday = pd.to_datetime(weeks["week"])
    bars = pd.DataFrame(
        {
            "start": monday,
            "end": monday + pd.Timedelta(days=BAR_DAYS),
            "bottom": 0,
            "incidents": weeks["incidents"],
            "week_words": [day_in_words(day) for day in weeks["week"]],
        }
    )
    return (
        alt.Chart(bars[bars["incidents"] > 0])
        .mark_rect(
            fill=CHART["count"], stroke=CHART["edge"], strokeWidth=0.6, clip=True
        )
        .encode(
            x=axis_of_days("start", period),
            x2="end:T",
            y=axis_of_counts("bottom", top),
            y2="incidents:Q",
            tooltip=[
                alt.Tooltip("week_words:N", title="Week of"),
                alt.Tooltip("incidents:Q", title="Incidents"),
            ],
        )
        .properties(height=HEIGHT)
    )


def weekly_title(of: str = "", missing: bool = True) -> str:
    """Return the HTML above weekly bars: what and whose they are, and their fills."""
    kinds = bar_parts(missing)
    return title_html(
        weeks_title(False, of),
        [
            (square_sign(CHART["low"]), kinds[0]),
            (square_sign(CHART["added"]), kinds[1]),
        ],
    )


def incident_title(of: str = "") -> str:
    """Return the HTML above bars of incidents, and why they show no dead."""
    return title_html(
        weeks_title(True, of),
        [(square_sign(CHART["count"]), incidents_only())],
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
                toll_bar(low, high, open_rows, open_high=open_rows)
                for low, high, open_rows in zip(
                    weeks["low"], weeks["high"], weeks["open"], strict=True
                )
            ],
            "incidents": weeks["incidents"],
        }
    )
