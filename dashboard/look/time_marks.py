"""What lies over the charts of time, and the row of days that are not one known day.

A veil of white lies on what a chosen period leaves out; the whole is drawn always, so
that it can be brushed again.
"""

import altair as alt
import pandas as pd

from dashboard.figures.timeline import DAY
from dashboard.look.charts import BAND, CHART, axis_of_counts, axis_of_days
from dashboard.style import COLORS

PALE = 0.28
"""Opacity of what a chosen period leaves out, as under the veil."""


def span_row(
    table: pd.DataFrame, period: tuple, top: float, kept: tuple | None = None
) -> list[alt.Chart]:
    """Return lines from the first to the last possible day, in a row below the ground.

    ``table`` is the frame of :func:`dashboard.figures.timeline.spans`, ``top`` the end
    of the axis of counts, ``kept`` the days that are not pale. One day (about) is a
    ring, for its width is not known.
    """
    if table.empty:
        return []
    first, last = kept or (table["first"].min(), table["last"].max())
    lines = table.assign(
        end=table["last"] + DAY,
        middle=table["first"] + (table["last"] + DAY - table["first"]) / 2,
        level=[-top * BAND * (n + 1) / (len(table) + 1) for n in range(len(table))],
        opacity=(table["last"].ge(first) & table["first"].le(last)).map(
            {True: 1.0, False: PALE}
        ),
    )
    wide = lines["last"] > lines["first"]
    y = axis_of_counts("level", top, top * BAND)
    opacity = alt.Opacity("opacity:Q", scale=None)
    tooltip = [
        alt.Tooltip("incident_id:N", title="Incident"),
        alt.Tooltip("words:N", title="Date"),
    ]
    ink = CHART["text"]
    long = alt.Chart(lines[wide]).mark_rule(
        aria=False, strokeWidth=3, color=ink, clip=True
    )
    point = alt.Chart(lines[~wide]).mark_point(
        aria=False,
        shape="circle",
        size=34,
        fill="white",
        stroke=ink,
        strokeWidth=1.4,
    )
    shared = {"y": y, "opacity": opacity, "tooltip": tooltip}
    layers = [
        long.encode(x=days_axis("first", period), x2="end:T", **shared),
        point.encode(x=days_axis("middle", period), **shared),
    ]
    return [
        each for each, some in zip(layers, (wide, ~wide), strict=True) if some.any()
    ]


def veil(kept: tuple | None, period: tuple) -> list[alt.Chart]:
    """Return a white veil on the days of an axis that a chosen period leaves out."""
    if not kept:
        return []
    first, last = period[0], period[1] + DAY
    begin, end = max(kept[0], first), min(kept[1] + DAY, last)
    sides = [(first, min(begin, last)), (max(end, first), last)]
    frame = pd.DataFrame(
        [each for each in sides if each[0] < each[1]], columns=["start", "end"]
    )
    if frame.empty:
        return []
    mark = alt.Chart(frame).mark_rect(color="white", opacity=0.72, clip=True)
    return [mark.encode(x=days_axis("start", period), x2="end:T")]


def selected_rule(selected: tuple | None, period: tuple) -> list[alt.Chart]:
    """Return the blue rule of the selected incident at its day, or over its span."""
    if not selected:
        return []
    first, last, words = selected
    frame = pd.DataFrame({"start": [first], "end": [last + DAY], "words": [words]})
    color, x = COLORS.selected, days_axis("start", period)
    base = alt.Chart(frame)
    rule = base.mark_rule(aria=False, color=color, strokeWidth=2, clip=True).encode(x=x)
    if last <= first:
        return [rule]
    return [base.mark_rect(color=color, opacity=0.2, clip=True).encode(x=x, x2="end:T")]


def days_axis(column: str, period: tuple) -> alt.X:
    """Return the axis of days up to the end of the last."""
    return axis_of_days(column, (period[0], period[1] + DAY))
