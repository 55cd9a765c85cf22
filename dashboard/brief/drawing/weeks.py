"""Bars of a brief over time: a panel for each group of theatres, all on one scale."""

import pandas as pd

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import fitting, text_width
from dashboard.brief.drawing.furniture import nice_ticks
from dashboard.brief.words.model import Brief
from dashboard.figures.dataset_words import gaps_between
from dashboard.figures.days import days_of
from dashboard.figures.grains import MOST_BINS, fitting_grain
from dashboard.figures.large_numbers import counted
from dashboard.figures.table_groups import table_groups
from dashboard.figures.time_words import bar_parts, bars_heading
from dashboard.figures.timeline import per_bin, span_of
from dashboard.figures.tolls import sum_toll, toll_with_unknown
from dashboard.figures.totals import (
    all_added_are_missing,
    several_campaigns,
    totals,
)
from dashboard.style import COLORS, TONE
from dashboard.text.words import (
    MONTHS,
    count_of,
    range_text,
    short_number,
)

ADDED = "#F4C9A8"
GRID = "#E3E6E9"
EVERYWHERE = "All rows"
"""Title of the one panel where the description sets none apart."""
LEAST_OF_TABLE = 48
"""Pixels that the panel of one of several tables needs."""
WIDEST_BAR = 40
"""Pixels that a bar is wide at most: a few weeks are no giant squares."""
LEAST_STEP = 4
"""Pixels from one bar to the next, below which they are of a coarser grain."""
TICK_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600)
"""Months from one named tick to the next."""
TICK_ROOM, LEAST_TICK = 62, 4
"""Pixels that the name of a tick needs, and that ticks without a name need."""


def draw_weeks(page: Page, brief: Brief, x, y, width: float, bottom: float) -> None:
    """Draw bars over time, one panel for each group of theatres, all on one scale.

    A bar is a week; where the days are too many for the room, a month, quarter, year
    or decade.

    A solid bar is the low figure (reported dead at the time), a pale one with an
    outline what came later, up to the high figure. Of several campaigns incidents are
    drawn instead: their tolls are never added up.
    """
    rows, dictionary = brief.rows, brief.dataset.dictionary
    days = days_of(brief.selected)
    if not len(rows) or days is None:
        return
    one = not several_campaigns(rows) and rows["deaths_high"].gt(0).any()
    first, last = days
    measure = "deaths" if one else "incidents"
    span = span_of(rows, first, last) or (first, last)
    grain = fitting_grain([span], min(MOST_BINS, width / LEAST_STEP))
    page.text(x, y, bars_heading(measure, grain), 24, "bold")
    if one:
        parts = bar_parts(all_added_are_missing(rows, dictionary))
        later = bool(rows["deaths_high"].gt(rows["deaths_low"]).any())
        _draw_keys(page, x, y + 31, width, *parts[: 1 + later])
        y += 34
    panels = [
        (each.beside.label, some) for each, some in table_groups(rows, dictionary)
    ] or [
        (name, rows[rows["theatre"].astype(str).isin(codes)])
        for name, codes in dictionary.description.panels.items()
    ]
    panels = [(name, some) for name, some in panels if len(some)]
    if sum(len(some) for _, some in panels) < len(rows):  # no row may be left out
        panels = [(EVERYWHERE, rows)]
    tables = [(name, some, _bins(some, days, grain, one)) for name, some in panels]
    highest = max(float(table["top"].max()) for _, _, table in tables)
    space = bottom - y - 56
    if dictionary.tables_apart:  # never one panel for all: what has no room is left
        tables = tables[: max(1, int(space // LEAST_OF_TABLE))]
    room = space / len(tables)
    if (
        room < 84 and not dictionary.tables_apart
    ):  # too many panels for the room: one for all
        table = _bins(rows, days, grain, one)
        tables, room = [(EVERYWHERE, rows, table)], bottom - y - 56
        highest = float(table["top"].max())
    for number, (name, some, table) in enumerate(tables):
        end = number == len(tables) - 1
        top = y + 14 + number * room
        base = top + room - 12
        _panel(
            page, x, top, width, base, table, highest, (name, _panel_words(some, one))
        )
        _draw_ticks(page, x, width, base, table, named=end)
    unfinished = sum(int(table["open"].sum()) for _, _, table in tables) if one else 0
    _notes(page, dictionary, days, x, width, bottom, unfinished, grain)


def _bins(rows: pd.DataFrame, days, grain: str, tolls: bool) -> pd.DataFrame:
    table = per_bin(rows, *days, grain=grain)
    if tolls:
        return table.assign(solid=table["low"], top=table["high"])
    return table.assign(solid=table["incidents"], top=table["incidents"])


def _panel_words(rows: pd.DataFrame, tolls: bool) -> str:
    sums = totals(rows)
    count = counted(rows, sums)
    toll = toll_with_unknown(sum_toll(sums), best=False)
    return f"{count}, {toll}" if tolls else count


def _draw_keys(page: Page, x, y, width: float, low: str, added: str = "") -> None:
    """Explain the parts of a bar; without ``added`` no bar has a second part."""
    page.rectangle(x, y - 14, 15, 15, fc=COLORS.hatch, zorder=5)
    page.text(x + 22, y, low, 17, color=COLORS.second_text)
    if not added:
        return
    page.rectangle(x + 200, y - 14, 15, 15, fc=ADDED, ec=TONE.edge, width=1, zorder=5)
    size = fitting(added, 17, width - 222, "regular", 14)
    page.text(x + 222, y, added, size, color=COLORS.second_text)


def _panel(page, x, top, width, base, table, highest, words) -> None:
    name, counted = words
    page.runs(x, top + 16, [(name, "semibold"), (counted, "regular")], 18)
    scale = (base - top - 44) / max(highest, 1)
    for tick in nice_ticks(highest, min(5.0, max(1.0, (base - top - 44) / 26))):
        if base - tick * scale > top + 22:
            page.line([x, x + width], [base - tick * scale] * 2, 0.8, GRID, zorder=1)
            page.text(
                x + width + 4,
                base - tick * scale + 5,
                short_number(tick),
                16,
                color=COLORS.second_text,
            )
    step = width / len(table)
    wide = min(max(step - 2, 1.5), WIDEST_BAR)
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
                fc=ADDED,
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
            words = _tick_words(month, every, first=not number)
            page.text(at, base + 21, words, 16, color=COLORS.second_text)


def _tick_words(month: pd.Timestamp, every: int, first: bool) -> str:
    """Return "Jan 2026", "Feb", or "1990" where ticks are whole years apart."""
    if every % 12 == 0:
        return f"{month.year}"
    year = f" {month.year}" if month.month == 1 or first else ""
    return f"{MONTHS[month.month - 1]}{year}"


def _tick_months(first, last, width: float) -> tuple[pd.DatetimeIndex, int]:
    """Return the months that have a tick, and every how many months one is named."""
    months = pd.date_range(first, last, freq="MS")
    named = len(months) * TICK_ROOM / width
    every = next((step for step in TICK_STEPS if named <= step), TICK_STEPS[-1])
    if len(months) * LEAST_TICK > width:
        months = months[(12 * months.year + months.month - 1) % every == 0]
    return months, every


def _notes(
    page: Page, dictionary, days, x, width, bottom, unfinished: int, grain: str
) -> None:
    notes = [
        gap.text.split(";")[0].rstrip(".")
        for gap in gaps_between(dictionary, *days)
        if gap.end
    ]
    if unfinished:
        notes.append(f"{count_of(unfinished, 'row')} without both ends of the toll")
    if grain == "week":
        notes.append("weeks begin on Monday")
    words = "; ".join(notes)
    size = fitting(words, 16, width + 28, "italic", 13)
    page.text(x, bottom, words, size, "italic", COLORS.second_text)
