"""Bars of a brief over time: a panel for each group of theatres, all on one scale."""

from functools import partial

import pandas as pd

from dashboard.brief.drawing.boxes import Box
from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import fitting, text_width, wrap
from dashboard.brief.drawing.furniture import nice_ticks
from dashboard.brief.drawing.on_layer import on_layer
from dashboard.brief.words.bars import (
    EVERYWHERE,
    TICK_STEPS,
    Panel,
    bars_of,
    highest_of,
    tick_words,
)
from dashboard.brief.words.model import Brief
from dashboard.style import COLORS, TONE
from dashboard.text.words import range_text, short_number

GRID = "#E3E6E9"
LEAST_OF_TABLE = 48
"""Pixels that the panel of one of several tables needs."""
LEAST_BAR = 56
"""Units of the highest bar of several panels; with less there is one for all rows."""
NAMED, UNNAMED, BELOW_BARS = 44, 20, 12
"""Units above the highest bar of a panel with and without a name, and below bars."""
NOTE_LEAD = 19
"""Units from one line of notes to the next."""
LEAST_STEP = 4
"""Pixels from one bar to the next, below which they are of a coarser grain."""
WIDEST = 40
"""Units of the widest bar: one alone is no giant square."""
TICK_ROOM, LEAST_TICK = 62, 4
"""Pixels that the name of a tick needs, and that ticks without a name need."""


@on_layer("rail")
def draw_weeks(page: Page, brief: Brief, box: Box) -> None:
    """Draw bars over time, one panel for each group of theatres, all on one scale.

    A bar is a week; where the days are too many for the room, a month, quarter, year
    or decade.

    A solid bar is the low figure (reported dead at the time), a pale one with an
    outline what came later, up to the high figure. Of several campaigns incidents are
    drawn instead: their tolls are never added up.
    """
    head = page.px(24)
    x, y, width, bottom = box.x, box.y + head, box.w, box.bottom - 4
    most = width / LEAST_STEP
    bars = page.once(("bars", id(brief), most), partial(bars_of, brief, most))
    if bars is None:
        return
    size = fitting(bars.heading, head, width + 28, "bold", page.least)
    page.text(x, y, bars.heading, size, "bold")
    if bars.parts:
        y = _draw_keys(page, x, y + 1.3 * head, width, bars.parts)
    notes = wrap("; ".join(bars.notes), page.px(16), width + 28, "italic")
    for number, line in enumerate(notes, 1):
        at = bottom - (len(notes) - number) * NOTE_LEAD
        page.text(x, at, line, page.px(16), "italic", COLORS.second_text)
    space = bottom - NOTE_LEAD * (len(notes) - 1) - y - 56
    panels = bars.panels
    if bars.whole is None:  # never one panel for all: what has no room is left
        panels = panels[: max(1, int(space // LEAST_OF_TABLE))]
    elif len(panels) > 1 and _scale(panels, space) * highest_of(panels) < LEAST_BAR:
        panels = (bars.whole,)
    if len(panels) == 1 and _scale(panels, space) * highest_of(panels) < LEAST_BAR:
        panels = (panels[0]._replace(name=EVERYWHERE),)  # which names no panel
    scale, top = _scale(panels, space), y + 14
    for number, panel in enumerate(panels):
        end = number == len(panels) - 1
        base = top + _above_bars(panel) + scale * highest_of((panel,))
        _panel(page, x, top, width, base, panel, scale)
        _draw_ticks(page, x, width, base, panel.bins, named=end)
        top = base + BELOW_BARS


def _above_bars(panel: Panel) -> float:
    """Return the units above the highest bar of a panel: its name and a number.

    The panel of all rows has no name: it counts what the large numbers count.
    """
    return UNNAMED if panel.name == EVERYWHERE else NAMED


def _scale(panels: tuple[Panel, ...], space: float) -> float:
    """Return the units of height for one on every panel, so that all have room.

    A panel is as high as its own highest bar needs.
    """
    room = space - sum(_above_bars(panel) + BELOW_BARS for panel in panels)
    return max(room, 0) / max(sum(highest_of((panel,)) for panel in panels), 1)


def _draw_keys(page: Page, x, y, width: float, parts: tuple[str, ...]) -> float:
    """Write what a solid and a pale bar stand for; return the last base line."""
    px, grey = page.px(17), COLORS.second_text
    looks: tuple[dict, ...] = (
        {"fc": COLORS.hatch},
        {"fc": COLORS.added, "ec": TONE.edge, "width": 1},
    )
    at = x
    for words, look in zip(parts, looks, strict=False):
        wide = 22 + text_width(words, px)
        if at > x and at + wide > x + width:
            at, y = x, y + 1.25 * px
        page.rectangle(at, y - 14, 15, 15, zorder=5, **look)
        size = fitting(words, px, x + width + 28 - at - 22, "regular", page.least)
        page.text(at + 22, y, words, size, color=grey)
        at += wide + 24
    return y


def _panel(page, x, top, width, base, panel: Panel, scale: float) -> None:
    table = panel.bins
    highest = highest_of((panel,))
    if panel.name != EVERYWHERE:
        _panel_title(page, x, top + 16, width, panel.name, panel.counted)
    for tick in nice_ticks(highest, min(5.0, max(1.0, highest * scale / 26))):
        if tick <= highest:
            page.line([x, x + width], [base - tick * scale] * 2, 0.8, GRID, zorder=1)
            page.text(
                x + width + 4,
                base - tick * scale + 5,
                short_number(tick),
                16,
                color=COLORS.second_text,
            )
    step = width / len(table)
    wide = min(max(step - 2, 1.5), WIDEST)
    for number, each in enumerate(table.itertuples()):
        left = x + number * step + (step - wide) / 2
        if each.solid:
            page.rectangle(
                left,
                base - each.solid * scale,
                wide,
                each.solid * scale,
                fc=COLORS.hatch,
                zorder=5,
            )
        if each.top > each.solid:
            high = (each.top - each.solid) * scale
            page.rectangle(
                left + 0.5,
                base - each.top * scale,
                wide - 1,
                high,
                fc=COLORS.added,
                ec=TONE.edge,
                width=1,
                zorder=6,
            )
    page.line([x, x + width], [base, base], 1.4, zorder=7)
    peak = table["top"].idxmax()
    at = table.loc[peak]
    if at["top"] > 0:
        label = range_text(at["solid"], at["top"])
        half = text_width(label, 17, "semibold") / 2
        middle = min(max(x + (peak + 0.5) * step, x + half), x + width - half)
        y = base - at["top"] * scale - 5
        page.text(middle, y, label, 17, "semibold", ha="center", halo="white")


def _panel_title(page: Page, x, y, width: float, name: str, counted: str) -> None:
    """Write the name of a panel and what it counts; the name alone without room."""
    px = page.px(18)
    wide = text_width(f"{name} ", px, "semibold") + text_width(counted, px)
    parts = [(name, "semibold")]
    parts += [(counted, "regular")] if wide <= width + 28 else []
    page.runs(x, y, parts, px)


def _draw_ticks(
    page: Page, x: float, width: float, base: float, table, named: bool
) -> None:
    first, last = table["start"].iloc[0], table["last"].iloc[-1]
    days = (last - first).days + 1
    months, every = _tick_months(first, last, width)
    for number, month in enumerate(months):
        at = x + (month - first).days / days * width
        page.line([at, at], [base, base + 5], 1, zorder=7)
        fits = at + 56 < x + width
        if named and (12 * month.year + month.month - 1) % every == 0 and fits:
            words = tick_words(month, every, first=not number)
            page.text(at, base + 21, words, 16, color=COLORS.second_text)


def _tick_months(first, last, width: float) -> tuple[pd.DatetimeIndex, int]:
    """Return the months that have a tick, and every how many months one is named."""
    months = pd.date_range(first, last, freq="MS")
    named = len(months) * TICK_ROOM / width
    every = next((step for step in TICK_STEPS if named <= step), TICK_STEPS[-1])
    if len(months) * LEAST_TICK > width:
        months = months[(12 * months.year + months.month - 1) % every == 0]
    return months, every
