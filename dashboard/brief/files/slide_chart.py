"""Bars over time as charts of a slide: native, so their numbers can be edited."""

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from dashboard.brief.files.slide_text import (
    FONT,
    GREY,
    INK,
    add_box,
    clean,
    describe,
    text_height,
)
from dashboard.brief.words.bars import Bars, Panel, bars_in_words
from dashboard.style import COLORS

LEAST_PANEL = 1.15
"""Inches of height that the chart of one panel needs."""
HEAD_PT, SMALL_PT, AXIS_PT = 13, 9, 9
SHOWN_BINS = 12
"""Names of bins along the axis."""
COUNTED = "incidents"
"""Name of the only part of a bar where deaths are not added up."""


def add_bars(slide, bars: Bars, room: tuple[float, float, float, float]) -> None:
    """Add heading, a chart for each panel and notes in a room (x, y, wide, high).

    One scale holds for every panel. Where several have no room there is one of all.
    """
    x, y, wide, high = room
    heading = [[(bars.heading, HEAD_PT, True, INK)]]
    notes = [[("; ".join(bars.notes), SMALL_PT, False, GREY)]]
    head, foot = text_height(heading, wide), text_height(notes, wide)
    add_box(slide, x, y, wide, head, heading)
    add_box(slide, x, y + high - foot, wide, foot, notes)
    space = high - head - foot
    panels = bars.panels
    if bars.whole and len(panels) > 1 and space / len(panels) < LEAST_PANEL:
        panels = (bars.whole,)
    top = max(float(panel.bins["top"].max()) for panel in panels)
    each = space / len(panels)
    for number, panel in enumerate(panels):
        words = [
            [(f"{panel.name} ", SMALL_PT + 1, True, INK)]
            + [(panel.counted, SMALL_PT + 1, False, INK)]
        ]
        at = y + head + number * each
        tall = text_height(words, wide)
        add_box(slide, x, at, wide, tall, words)
        _add_chart(slide, bars, panel, (x, at + tall, wide, each - tall), top)


def _add_chart(
    slide, bars: Bars, panel: Panel, room: tuple[float, float, float, float], top: float
) -> None:
    """Add the stacked columns of a panel, with words for those who cannot see them."""
    bins = panel.bins
    data = CategoryChartData(number_format="0")
    data.categories = [words.removeprefix("week of ") for words in bins["words"]]
    low, added = (*(bars.parts or (COUNTED,)), "")[:2]
    data.add_series(low, [int(value) for value in bins["solid"]])
    if added:
        data.add_series(added, [int(value) for value in bins["top"] - bins["solid"]])
    kind = XL_CHART_TYPE.COLUMN_STACKED
    frame = slide.shapes.add_chart(kind, *map(Inches, room), data)
    frame.name = f"Chart: {clean(panel.name)}"
    describe(frame, bars_in_words(bars, panel))
    _dress(frame.chart, len(bins), top, bool(added))


def _dress(chart, many: int, top: float, with_legend: bool) -> None:
    """Give a chart the colors of the picture, and axes that can be read."""
    chart.font.size, chart.font.name = Pt(AXIS_PT), FONT
    chart.font.color.rgb = GREY
    chart.has_title, chart.has_legend = False, with_legend
    if with_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 18, 100
    for series, color in zip(plot.series, (COLORS.hatch, COLORS.added), strict=False):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor.from_string(color[1:])
    values, names = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale = 0, max(top, 1)
    values.tick_labels.number_format_is_linked = False
    values.tick_labels.number_format = "0"
    values.major_gridlines.format.line.color.rgb = RGBColor(0xE3, 0xE6, 0xE9)
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    every = max(1, -(-many // SHOWN_BINS))
    for tag in ("c:tickLblSkip", "c:tickMarkSkip"):
        _add_skip(names._element, tag, every)


def _add_skip(axis, tag: str, every: int) -> None:
    """Name only every so many bins: before ``c:noMultiLvlLbl``, as the schema asks."""
    element = axis.makeelement(qn(tag), {"val": str(every)})
    last = axis.find(qn("c:noMultiLvlLbl"))
    axis.append(element) if last is None else last.addprevious(element)
