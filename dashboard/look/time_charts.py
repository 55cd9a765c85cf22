"""Bars of weeks or months in the colors of the map, which a brush turns into a period.

The charts take the frames of :mod:`dashboard.figures.timeline`.
"""

from collections.abc import Callable
from functools import partial

import altair as alt
import pandas as pd

from dashboard.figures.time_words import bars_heading, solid_and_pale, spans_key
from dashboard.figures.timeline import DAY
from dashboard.look.charts import (
    BAND,
    CHART,
    EDGE,
    HEIGHT,
    axis_of_counts,
    ring_sign,
    title_html,
)
from dashboard.look.time_marks import days_axis, overlay, span_row
from dashboard.style import CLASSES, MarkClass
from dashboard.table.looks import Looks
from dashboard.text.escape import safe
from dashboard.text.language import gettext

OURS = Looks()
Axis = Callable[[str], alt.Y]
"""What makes the axis of counts for a column."""
BRUSH = "brush"
"""The name under which a brush reaches the page."""
SIGNS = {
    "circle": "circle",
    "triangle": "triangle-up",
    "square": "square",
    "inverted_triangle": "triangle-down",
    "diamond": "diamond",
    "cross": "cross",
}
GLYPHS = {
    "circle": "●",
    "triangle": "▲",
    "square": "■",
    "inverted_triangle": "▼",
    "diamond": "◆",
    "cross": "✚",
}
GAP, LIGHT_GREY, MIDDLE_GREY = "#EEF1F4", "#D9DDE1", "#7A838B"
SHARE = 0.8
"""How much of its week or month a bar fills: the rest is the gap between bars."""
FLAT = 8
"""Least share (1 in 8) of the highest bar that leaves room for the sign of a class."""


def stacked_bars(
    sums: pd.DataFrame,
    bins: pd.DataFrame,
    measure: str,
    period: tuple,
    marks: dict,
    looks: Looks = OURS,
) -> alt.LayerChart | alt.FacetChart:
    """Return the bars: all low figures from the ground, then pale up to the high.

    ``sums`` and ``bins`` are the frames of ``binned`` and ``bin_table`` of
    :mod:`dashboard.figures.timeline`; ``period`` the first and last day of the axis;
    ``marks`` what else is shown: ``gaps`` (start, end, text) and ``spans``, the frame
    of :func:`dashboard.look.time_marks.in_row`. What a choice changes are frames by
    name, which :mod:`dashboard.look.time_marks` makes. Every class but the first has
    its sign of the map on its fill.
    """
    parts = stack(sums, measure, period, looks)
    top = top_of(sums, measure)
    loose = marks.get("spans", pd.DataFrame())
    y = partial(axis_of_counts, top=top, below=0 if loose.empty else top * BAND)
    layers = [
        *_gaps(marks.get("gaps", ()), period),
        _ground(bins, period, y),
        *_bars(parts, period, y),
        *_signs(parts, period, top, y),
        *overlay(period),
        _hover(bins, period),
        *span_row(loose, period, top),
    ]
    return alt.layer(*layers).properties(height=HEIGHT)


def top_of(sums: pd.DataFrame, measure: str) -> int:
    """Return the end of the axis of counts: the highest bar, and at least one."""
    column = "high" if measure == "deaths" else "incidents"
    return int(max(sums.groupby("start")[column].sum().max(), 1)) if len(sums) else 1


def stack(
    sums: pd.DataFrame, measure: str, period: tuple, looks: Looks = OURS
) -> pd.DataFrame:
    """Return the parts of the bars: ``start``, ``end``, ``bottom``, ``top``, fills.

    For deaths the low figures of all classes are stacked first: the solid part ends at
    the low of the whole bin, the pale at its high.
    """
    classes = {each.key: each for each in looks.classes}
    heights: dict[pd.Timestamp, int] = {}
    parts = []
    layers = ("low", "added") if measure == "deaths" else ("incidents",)
    table = sums.assign(added=sums["high"] - sums["low"])
    for layer in layers:
        for row in table.itertuples():
            size, bottom = int(getattr(row, layer)), heights.get(row.start, 0)
            if not size:
                continue
            heights[row.start] = bottom + size
            look = classes[row.key]
            start, end = _bar_days(row, period)
            parts.append(
                {
                    "start": start,
                    "end": end,
                    "middle": start + (end - start) / 2,
                    "bottom": bottom,
                    "top": bottom + size,
                    "part": layer,
                    "key": look.key,
                    "fill": pale(look) if layer == "added" else look.fill,
                    "edge": CHART["edge"] if is_first(look) else look.fill,
                    "sign": SIGNS[look.shape],
                }
            )
    names = "start end middle bottom top part key fill edge sign".split()
    return pd.DataFrame(parts, columns=names)


def is_first(look: MarkClass) -> bool:
    """Return whether a class has the first look, which needs no sign on its fill."""
    return look.fill == CLASSES[0].fill


def pale(look: MarkClass) -> str:
    """Return the pale fill of a class, for what lies between low and high."""
    if is_first(look):
        return CHART["added"]
    channels = (int(look.fill[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(
        f"{round(each + (255 - each) * 0.75):02X}" for each in channels
    )


def bars_title(
    keys: list[str],
    grain: str,
    measure: str,
    missing: bool,
    several: bool = False,
    looks: Looks = OURS,
    loose: int = 0,
) -> str:
    """Return the HTML above the bars: what is counted, and every fill and sign.

    ``keys`` are the classes shown; ``missing`` whether all above low is presumed dead;
    ``several`` whether the rows are of several campaigns;
    ``looks`` has the classes of the table; ``loose`` incidents have no one known day.
    """
    shown = [each for each in looks.classes if each.key in keys]
    entries = [(_swatch(each), safe(gettext(each.label))) for each in shown]
    if measure == "deaths":
        solid_words, pale_words = solid_and_pale(missing)
        one = shown[0] if len(shown) == 1 else None
        entries = [] if one else entries  # one fill needs no name: the map has it
        solid, light = (one.fill, pale(one)) if one else (MIDDLE_GREY, LIGHT_GREY)
        entries += [(_plain_swatch(solid), solid_words)]
        entries += [(_plain_swatch(light), pale_words)]
    if loose:
        entries.append((ring_sign(), spans_key(loose)))
    return title_html(bars_heading(measure, grain, several), entries)


def _swatch(look: MarkClass) -> str:
    sign = "" if is_first(look) else GLYPHS[look.shape]
    return (
        "<span style='display:inline-block;width:12px;height:12px;font-size:8px;"
        "line-height:12px;text-align:center;color:#FFFFFF;vertical-align:-1px;"
        f"background:{look.fill};border:{EDGE}'>{sign}</span>"
    )


def _plain_swatch(fill: str) -> str:
    return (
        "<span style='display:inline-block;width:11px;height:11px;"
        f"background:{fill};border:0.8px solid {CHART['text']}'></span>"
    )


def _bar_days(row, period: tuple) -> tuple:
    """Return where a bar begins and ends: inside its bin, and the days covered."""
    first = max(row.start, period[0])
    end = min(row.last, period[1]) + DAY
    return first, first + (end - first) * SHARE


def _bars(parts: pd.DataFrame, period: tuple, y: Axis) -> list[alt.Chart]:
    if parts.empty:
        return []
    mark = (
        alt.Chart(parts)
        .mark_rect(strokeWidth=0.7, clip=True)
        .encode(
            x=days_axis("start", period),
            x2=alt.X2("end:T"),
            y=y("bottom"),
            y2=alt.Y2("top:Q"),
            fill=alt.Fill("fill:N", scale=None),
            stroke=alt.Stroke("edge:N", scale=None),
        )
    )
    return [mark]


def _signs(parts: pd.DataFrame, period: tuple, top: float, y: Axis) -> list[alt.Chart]:
    """Return the white signs of the classes, where their fill has room for one."""
    room = (parts["top"] - parts["bottom"]) * FLAT >= top
    some = parts[room & parts["part"].ne("added") & parts["fill"].ne(CLASSES[0].fill)]
    if some.empty:
        return []
    some = some.assign(level=(some["top"] + some["bottom"]) / 2)
    mark = (
        alt.Chart(some)
        .mark_point(
            aria=False, size=16, filled=True, color="white", opacity=1, clip=True
        )
        .encode(
            x=days_axis("middle", period),
            y=y("level"),
            shape=alt.Shape("sign:N", scale=None),
        )
    )
    return [mark]


def _ground(bins: pd.DataFrame, period: tuple, y: Axis) -> alt.Chart:
    """Return a stroke on the ground for each bin: an empty one is seen to be there."""
    ends = bins.assign(
        end=bins["start"] + (bins["last"] + DAY - bins["start"]) * SHARE, level=0
    )
    mark = alt.Chart(ends).mark_rule(aria=False, color=MIDDLE_GREY, strokeWidth=1.6)
    return mark.encode(x=days_axis("start", period), x2=alt.X2("end:T"), y=y("level"))


def _gaps(gaps, period: tuple) -> list[alt.Chart]:
    frame = pd.DataFrame(
        [(max(a, period[0]), min(b, period[1]) + DAY, text) for a, b, text in gaps],
        columns=["start", "end", "text"],
    )
    if frame.empty:
        return []
    mark = alt.Chart(frame).mark_rect(color=GAP, clip=True)
    return [mark.encode(x=days_axis("start", period), x2=alt.X2("end:T"))]


def _hover(bins: pd.DataFrame, period: tuple) -> alt.Chart:
    """Return an unseen rectangle for each bin: it carries tooltip and brush."""
    wide = bins.assign(end=bins["last"] + DAY)
    tooltip = [
        alt.Tooltip("when:N", title=gettext("Days")),
        alt.Tooltip("what:N", title=gettext("Held")),
    ]
    if "killed" in bins:
        tooltip.append(alt.Tooltip("killed:N", title=gettext("Killed, low–high")))
    brush = alt.selection_interval(name=BRUSH, encodings=["x"])
    mark = alt.Chart(wide).mark_rect(color="white", opacity=0.001, clip=True)
    return mark.encode(
        x=days_axis("start", period), x2=alt.X2("end:T"), tooltip=tooltip
    ).add_params(brush)
