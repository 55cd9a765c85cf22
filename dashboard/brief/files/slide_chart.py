"""Bars over time as charts of a slide: native, so their numbers can be edited."""

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from dashboard.brief.files.slide_text import (
    FONT,
    GREY,
    INK,
    add_box,
    clean,
    count_lines,
    describe,
    text_height,
)
from dashboard.brief.files.spoken import said_name
from dashboard.brief.words.bars import Bars, Panel, bars_in_words
from dashboard.style import COLORS
from dashboard.text.language import N_, gettext
from dashboard.text.words import day_in_words

LEAST_PANEL = 0.75
"""Inches of height that the bars of one panel need."""
LEGEND_HIGH, NAMES_HIGH = 0.24, 0.3
"""Inches of a line of the legend above the first panel, and of the names below all."""
SCALE_WIDE, EDGE, NAME_REST = 0.45, 0.06, 0.4
"""Inches of the scale left of the bars, around them, and of half a name at the right:
the name of the last week is as wide as many weeks."""
LEVEL = "1"
"""Turn of the names in 60,000ths of a degree: level, but not 0, for which LibreOffice
writes every name, one letter below the other."""
NAME_WIDE = 0.95
"""Inches of width for the name of a bin: they stand level, and side by side."""
HEAD_PT, SMALL_PT, AXIS_PT = 13, 9, 9
COUNTED = N_("incidents")
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
    panels, names = bars.panels, [_name(panel) for panel in bars.panels]
    legend = LEGEND_HIGH * _legend_lines(bars, wide)

    def space(names: list) -> float:
        """Return the inches that are left for bars."""
        said = sum(text_height(words, wide) for words in names)
        return high - head - foot - legend - NAMES_HIGH - said

    if bars.whole and len(panels) > 1 and space(names) / len(panels) < LEAST_PANEL:
        panels, names = (bars.whole,), [_name(bars.whole)]
    top = max(float(panel.bins["top"].max()) for panel in panels)
    each, at = space(names) / len(panels), y + head
    for panel, words in zip(panels, names, strict=True):
        first, last = panel is panels[0], panel is panels[-1]
        tall = text_height(words, wide)
        add_box(slide, x, at, wide, tall, words)
        at += tall
        chart_high = each + legend * first + NAMES_HIGH * last
        chart = _add_chart(slide, bars, panel, (x, at, wide, chart_high))
        _dress(chart, top, bool(legend and first))
        _name_bins(chart, len(panel.bins), wide, last)
        _place(chart, (wide, chart_high), legend * first, each)
        at += chart_high


def _legend_lines(bars: Bars, wide: float) -> int:
    """Return the lines of the legend: one for each part where one line is too long."""
    if not bars.parts:
        return 0
    words = "".join(f"mmm{part}" for part in bars.parts)  # each with its sign
    return 1 if count_lines(words, AXIS_PT, wide) == 1 else len(bars.parts)


def _name(panel: Panel) -> list:
    """Return the paragraph above the bars of a panel."""
    counted = (panel.counted, SMALL_PT + 1, False, INK)
    return [[(f"{said_name(panel)} ", SMALL_PT + 1, True, INK), counted]]


def _add_chart(
    slide, bars: Bars, panel: Panel, room: tuple[float, float, float, float]
):
    """Add the stacked columns of a panel, with words for those who cannot see them."""
    bins = panel.bins
    data = CategoryChartData(number_format="0")
    data.categories = [
        _on_axis(start, words)
        for start, words in zip(bins["start"], bins["words"], strict=True)
    ]
    low, added = (*(bars.parts or (gettext(COUNTED),)), "")[:2]
    data.add_series(low, [int(value) for value in bins["solid"]])
    if added:
        data.add_series(added, [int(value) for value in bins["top"] - bins["solid"]])
    kind = XL_CHART_TYPE.COLUMN_STACKED
    frame = slide.shapes.add_chart(kind, *map(Inches, room), data)
    frame.name = gettext("Chart: {panel}", panel=clean(said_name(panel)))
    describe(frame, bars_in_words(bars, panel))
    return frame.chart


def _on_axis(start, words: str) -> str:
    """Return the words of a bin; those of a week as its first day alone."""
    day = day_in_words(start)
    return day if words == gettext("week of {day}", day=day) else words


def _dress(chart, top: float, with_legend: bool) -> None:
    """Give a chart the colors of the picture, and a scale that can be read."""
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
    values = chart.value_axis
    values.minimum_scale, values.maximum_scale = 0, max(top, 1)
    values.tick_labels.number_format_is_linked = False
    values.tick_labels.number_format = "0"
    values.major_gridlines.format.line.color.rgb = RGBColor(0xE3, 0xE6, 0xE9)


def _name_bins(chart, many: int, wide: float, is_last: bool) -> None:
    """Name as many bins as stand side by side, level, below the last panel alone."""
    names = chart.category_axis
    names.tick_label_position = (
        XL_TICK_LABEL_POSITION.LOW if is_last else XL_TICK_LABEL_POSITION.NONE
    )
    names.tick_labels.font.size = Pt(AXIS_PT)  # gives the names their own text
    names._element.find(f"{qn('c:txPr')}/{qn('a:bodyPr')}").set("rot", LEVEL)
    every = max(1, -(-many // max(1, int(wide / NAME_WIDE))))
    for tag in ("c:tickLblSkip", "c:tickMarkSkip"):
        _add_skip(names._element, tag, every)


def _place(chart, size: tuple[float, float], down: float, high: float) -> None:
    """Put the bars ``down`` inches: below each other, each week stands in one line."""
    wide, whole = size
    shares = {
        "x": SCALE_WIDE / wide,
        "y": (down + EDGE) / whole,
        "w": (wide - SCALE_WIDE - NAME_REST) / wide,
        "h": (high - 2 * EDGE) / whole,
    }
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    placed = "".join(f'<c:{name} val="{each:.4f}"/>' for name, each in shares.items())
    area.insert(
        0,
        parse_xml(
            f"<c:layout {nsdecls('c')}><c:manualLayout>"
            '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
            f"{placed}</c:manualLayout></c:layout>"
        ),
    )


def _add_skip(axis, tag: str, every: int) -> None:
    """Name only every so many bins: before ``c:noMultiLvlLbl``, as the schema asks."""
    element = axis.makeelement(qn(tag), {"val": str(every)})
    last = axis.find(qn("c:noMultiLvlLbl"))
    axis.append(element) if last is None else last.addprevious(element)
