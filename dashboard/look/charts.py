"""What all charts share: size, colors, axes, titles with their signs, Vega-Lite."""

import hashlib
from threading import Lock

import altair as alt
import pandas as pd
from altair.utils import schemapi

from dashboard.figures.axis_words import (
    count_label,
    day_label,
    month_label,
    third_month_label,
)
from dashboard.style import CLASSES, COLORS, SHADES, TONE

HEIGHT = 150
CHART = {
    "low": CLASSES[0].fill,
    "added": "#F4C9A8",
    "edge": TONE.edge,
    "count": SHADES[2],
    "grid": "#E3E6E9",
    "text": COLORS.text,
}
LOOK = {
    "background": COLORS.panel,
    "font": '"Source Sans", sans-serif',
    "view": {"stroke": None},
    "axis": {
        "domain": False,
        "ticks": False,
        "labelColor": COLORS.second_text,
        "labelFontSize": 12,
        "labelPadding": 8,
        "gridColor": CHART["grid"],
    },
}
"""What Streamlit would else take from the theme of the page: charts stay light."""
PADDING = {"left": 0, "right": 5, "top": 5, "bottom": 4}
EDGE = f"0.8px solid {CHART['edge']}"
LONG, VERY_LONG = 120, 1000
"""Days of an axis above which months, and above which not each month, has a tick."""
BAND = 0.15
"""Height of the row below the ground, of the highest value: less than one step of the
axis, so that no tick falls into it."""
BY_NAME = "by_name"
schemapi.disable_debug_mode()
"""Altair would check each part of a chart when it is made: half the time of a chart. A
test checks them against the schema instead."""
ALTAIR_IS_SET = Lock()
"""Held while Altair's settings, which all threads share, are those of to_spec."""


def to_spec(chart: alt.TopLevelMixin) -> dict:
    """Return a chart as Vega-Lite, its frames under ``datasets`` by their content.

    It can be kept, and drawn again at no cost; frames stay frames, so that days reach
    the page as numbers and not as text that each browser reads in its own time zone.
    """
    frames: dict[str, pd.DataFrame] = {}

    def keep(data: pd.DataFrame) -> dict[str, str]:
        content = pd.util.hash_pandas_object(data, index=False).to_numpy().tobytes()
        names = repr(list(data)).encode()
        name = hashlib.sha256(names + content).hexdigest()[:16]
        frames[name] = data
        return {"name": name}

    with ALTAIR_IS_SET:
        alt.data_transformers.register(BY_NAME, keep)
        with alt.data_transformers.enable(BY_NAME), alt.theme.enable("none"):
            spec = chart.to_dict(validate=False)
    datasets = {**spec.get("datasets", {}), **frames}
    return {**spec, "datasets": datasets, "config": LOOK, "padding": PADDING}


def title_html(text: str, entries: list[tuple[str, str]]) -> str:
    """Return a title in bold and below it the signs with their words, as HTML."""
    keys = "".join(
        f"<span style='white-space:nowrap;margin-right:12px'>{sign} {words}</span>"
        for sign, words in entries
    )
    return (
        f"<div class='chart-title' style='line-height:1.5'><b>{text}</b><br>"
        f"<span style='font-size:13px'>{keys}</span></div>"
    )


def square_sign(fill: str) -> str:
    """Return a square of a fill, as a bar has it."""
    return _sign(f"width:11px;height:11px;background:{fill};border:{EDGE}")


def line_sign(color: str) -> str:
    """Return a short line of a color."""
    return _sign(f"width:14px;height:3px;background:{color};vertical-align:middle")


def ring_sign() -> str:
    """Return the ring of a total that others published."""
    return _sign(
        f"width:9px;height:9px;border-radius:50%;border:1.2px solid {CHART['text']}"
    )


def _sign(style: str) -> str:
    """Return a sign made of CSS: the page strips drawings out of HTML."""
    return f"<span style='display:inline-block;{style}'></span>"


def axis_of_days(column: str, period: tuple) -> alt.X:
    """Return the axis of days: a tick a month, every third named."""
    # An expression: two layers with one domain of Vega's DateTime do not merge.
    first, last = (
        {"expr": f"datetime({day.year}, {day.month - 1}, {day.day})"} for day in period
    )
    days = (pd.Timestamp(period[1]) - pd.Timestamp(period[0])).days
    axis = alt.Axis(format="%d %b", tickCount=5, title=None, grid=False)
    if LONG < days <= VERY_LONG:
        axis.format, axis.tickCount = "%b %Y", {"interval": "month", "step": 1}
        axis.labelExpr = third_month_label()
    elif days > VERY_LONG:
        axis.format, axis.labelOverlap = "%b %Y", True
        if label := month_label():
            axis.labelExpr = label
    elif label := day_label():
        axis.labelExpr = label
    return alt.X(
        f"{column}:T",
        axis=axis,
        scale=alt.Scale(domain=[first, last]),
    )


def axis_of_counts(column: str, top: float = 0, below: float = 0) -> alt.Y:
    """Return the axis of people or incidents; as wide whatever its figures are.

    It ends at ``top``, by itself where its figures do, and begins ``below`` zero.
    """
    axis = alt.Axis(
        tickCount=4,
        tickMinStep=1,
        labelExpr=count_label(),
        gridColor=CHART["grid"],
        title=None,
        minExtent=30,
        maxExtent=30,
    )
    scale = alt.Scale(domain=[-below, top]) if top else alt.Scale()
    return alt.Y(f"{column}:Q", axis=axis, scale=scale)
