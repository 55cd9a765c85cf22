"""Bars of each week, month or year: the dead from low to high, or incidents."""

import altair as alt
import pandas as pd

from dashboard.figures.time_words import bar_parts, bars_heading, incidents_only
from dashboard.figures.timeline import DAY
from dashboard.figures.toll_bars import toll_bar
from dashboard.look.charts import (
    CHART,
    HEIGHT,
    axis_of_counts,
    axis_of_days,
    square_sign,
    title_html,
)
from dashboard.text.language import gettext
from dashboard.text.words import period_in_words

SHARE = 0.8
"""How much of its bin a bar fills: the rest is the gap between bars."""


def killed_bars(
    bins: pd.DataFrame, period: tuple, top: float = 0, missing: bool = True
) -> alt.Chart:
    """Return bars of the toll: solid for low, outlined pale up to high.

    ``bins`` is the frame of :func:`dashboard.figures.timeline.per_bin`; ``period`` the
    first and last day of the axis; ``top`` the highest value of the scale where several
    charts share one; ``missing`` whether all above low is presumed dead. Rectangles,
    because a bar between two dates is drawn as a dot.
    """
    kinds = bar_parts(missing)
    bars = pd.concat(
        [_stack(bins, kinds[0], 0, "low"), _stack(bins, kinds[1], "low", "high")]
    )
    bars = bars[bars["top"] > bars["bottom"]]
    scale = alt.Scale(domain=list(kinds), range=[CHART["low"], CHART["added"]])
    return (
        alt.Chart(bars)
        .mark_rect(stroke=CHART["edge"], strokeWidth=0.6, clip=True)
        .encode(
            x=axis_of_days("start", period),
            x2=alt.X2("end:T"),
            y=axis_of_counts("bottom", top),
            y2=alt.Y2("top:Q"),
            color=alt.Color("kind:N", scale=scale, legend=None),
            tooltip=[
                alt.Tooltip("when:N", title=gettext("Days")),
                alt.Tooltip("killed:N", title=gettext("Killed, low–high")),
                alt.Tooltip("incidents:Q", title=gettext("Incidents")),
            ],
        )
        .properties(height=HEIGHT)
    )


def incident_bars(bins: pd.DataFrame, period: tuple, top: float = 0) -> alt.Chart:
    """Return bars of the incidents: for rows of several campaigns.

    Incidents of several campaigns may be counted together, their dead may not.
    Arguments as in :func:`killed_bars`; the fill is that of shaded regions, which
    count incidents too, and no fill of a toll.
    """
    bars = _days_of(bins).assign(bottom=0, incidents=bins["incidents"])
    return (
        alt.Chart(bars[bars["incidents"] > 0])
        .mark_rect(
            fill=CHART["count"], stroke=CHART["edge"], strokeWidth=0.6, clip=True
        )
        .encode(
            x=axis_of_days("start", period),
            x2=alt.X2("end:T"),
            y=axis_of_counts("bottom", top),
            y2=alt.Y2("incidents:Q"),
            tooltip=[
                alt.Tooltip("when:N", title=gettext("Days")),
                alt.Tooltip("incidents:Q", title=gettext("Incidents")),
            ],
        )
        .properties(height=HEIGHT)
    )


def killed_title(of: str = "", missing: bool = True, grain: str = "week") -> str:
    """Return the HTML above bars: what and whose they are, and their fills."""
    kinds = bar_parts(missing)
    return title_html(
        bars_heading("deaths", grain, of=of),
        [
            (square_sign(CHART["low"]), kinds[0]),
            (square_sign(CHART["added"]), kinds[1]),
        ],
    )


def incident_title(of: str = "", grain: str = "week") -> str:
    """Return the HTML above bars of incidents, and why they show no dead."""
    return title_html(
        bars_heading("incidents", grain, several=True, of=of),
        [(square_sign(CHART["count"]), incidents_only())],
    )


def _stack(bins: pd.DataFrame, kind: str, bottom, top: str) -> pd.DataFrame:
    return _days_of(bins).assign(
        bottom=bins[bottom] if bottom else 0,
        top=bins[top],
        kind=kind,
        killed=[
            toll_bar(low, high, open_rows, open_high=open_rows)
            for low, high, open_rows in zip(
                bins["low"], bins["high"], bins["open"], strict=True
            )
        ],
        incidents=bins["incidents"],
    )


def _days_of(bins: pd.DataFrame) -> pd.DataFrame:
    """Return where each bar begins and ends, and the days of its bin in words."""
    start, last = pd.to_datetime(bins["start"]), pd.to_datetime(bins["last"])
    days = zip(start, last, strict=True)
    return pd.DataFrame(
        {
            "start": start,
            "end": start + (last + DAY - start) * SHARE,
            "when": [period_in_words(*pair) for pair in days],
        }
    )
