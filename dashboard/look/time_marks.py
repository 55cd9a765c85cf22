"""What lies over the charts of time, and the row of days that are not one known day.

A veil of white lies on what a chosen period leaves out; the whole is drawn always, so
that it can be brushed again.
"""

import altair as alt
import pandas as pd

from dashboard.figures.timeline import DAY
from dashboard.look.charts import BAND, CHART, axis_of_counts, axis_of_days
from dashboard.style import COLORS
from dashboard.text.language import gettext

PALE = 0.28
"""Opacity of what a chosen period leaves out, as under the veil."""


VEIL, SELECTED_DAY, SELECTED_SPAN = "veil", "selected_day", "selected_span"
LOOSE_LINES, LOOSE_RINGS = "loose_lines", "loose_rings"
"""Names of the frames that a choice changes while its chart stays as it is."""


def overlay(period: tuple) -> list[alt.Chart]:
    """Return the layers over a chart: veil and selected incident, by their frames."""
    x, color = days_axis("start", period), COLORS.selected
    veil, day, span = (
        alt.Chart(alt.NamedData(name)) for name in (VEIL, SELECTED_DAY, SELECTED_SPAN)
    )
    return [
        veil.mark_rect(aria=False, color="white", opacity=0.72, clip=True).encode(
            x=x, x2=alt.X2("end:T")
        ),
        day.mark_rule(aria=False, color=color, strokeWidth=2, clip=True).encode(x=x),
        span.mark_rect(aria=False, color=color, opacity=0.2, clip=True).encode(
            x=x, x2=alt.X2("end:T")
        ),
    ]


def overlay_frames(
    kept: tuple | None, selected: tuple | None, period: tuple
) -> dict[str, pd.DataFrame]:
    """Return the frames of :func:`overlay`, empty where nothing is chosen.

    ``kept`` are two days, ``selected`` two days and words. The veil lies on the days of
    the axis that are not kept; an incident of one day is a rule, of more a band.
    """
    first, last = period[0], period[1] + DAY
    begin, end = (
        (max(kept[0], first), min(kept[1] + DAY, last)) if kept else (first, last)
    )
    sides = [(first, min(begin, last)), (max(end, first), last)]
    chosen = [(selected[0], selected[1] + DAY)] if selected else []
    is_day = selected is not None and selected[1] <= selected[0]
    return {
        VEIL: _days([each for each in sides if each[0] < each[1]]),
        SELECTED_DAY: _days(chosen if is_day else []),
        SELECTED_SPAN: _days([] if is_day else chosen),
    }


def _days(rows: list[tuple]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["start", "end"])
    return frame.astype("datetime64[us]")


def in_row(table: pd.DataFrame, top: float) -> pd.DataFrame:
    """Return spans with where each is drawn in the row below the ground.

    ``table`` is the frame of :func:`dashboard.figures.timeline.spans`, ``top`` the end
    of the axis of counts.
    """
    return table.assign(
        end=table["last"] + DAY,
        middle=table["first"] + (table["last"] + DAY - table["first"]) / 2,
        level=[-top * BAND * (n + 1) / (len(table) + 1) for n in range(len(table))],
    )


def span_frames(lines: pd.DataFrame, kept: tuple | None) -> dict[str, pd.DataFrame]:
    """Return the frames of :func:`span_row`, pale where outside the days kept."""
    if lines.empty:
        return {}
    first, last = kept or (lines["first"].min(), lines["last"].max())
    is_kept = lines["last"].ge(first) & lines["first"].le(last)
    lines = lines.assign(opacity=is_kept.map({True: 1.0, False: PALE}))
    wide = lines["last"] > lines["first"]
    return {LOOSE_LINES: lines[wide], LOOSE_RINGS: lines[~wide]}


def span_row(lines: pd.DataFrame, period: tuple, top: float) -> list[alt.Chart]:
    """Return lines from the first to the last possible day, in a row below the ground.

    ``lines`` is the frame of :func:`in_row`; what is drawn are :func:`span_frames`. One
    day (about) is a ring, for its width is not known.
    """
    if lines.empty:
        return []
    ink = CHART["text"]
    shared = {
        "y": axis_of_counts("level", top, top * BAND),
        "opacity": alt.Opacity("opacity:Q", scale=None),
        "tooltip": [
            alt.Tooltip("incident_id:N", title=gettext("Incident")),
            alt.Tooltip("words:N", title=gettext("Date")),
        ],
    }
    long = alt.Chart(alt.NamedData(LOOSE_LINES)).mark_rule(
        aria=False, strokeWidth=3, color=ink, clip=True
    )
    point = alt.Chart(alt.NamedData(LOOSE_RINGS)).mark_point(
        aria=False,
        shape="circle",
        size=34,
        fill="white",
        stroke=ink,
        strokeWidth=1.4,
    )
    return [
        long.encode(x=days_axis("first", period), x2=alt.X2("end:T"), **shared),
        point.encode(x=days_axis("middle", period), **shared),
    ]


def days_axis(column: str, period: tuple) -> alt.X:
    """Return the axis of days up to the end of the last."""
    return axis_of_days(column, (period[0], period[1] + DAY))
