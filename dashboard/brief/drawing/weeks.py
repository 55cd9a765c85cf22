"""Weekly bars of a brief: one panel for each group of theatres, all on one scale."""

import pandas as pd

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import fitting, text_width
from dashboard.brief.drawing.furniture import nice_ticks
from dashboard.brief.words.model import Brief
from dashboard.brief.words.period import days_of
from dashboard.figures.time_words import bar_parts, bars_heading
from dashboard.figures.tolls import sum_toll, toll_with_unknown
from dashboard.figures.totals import all_added_are_missing, totals, weekly
from dashboard.style import COLORS, TONE
from dashboard.text.words import (
    MONTHS,
    count_of,
    day_in_words,
    range_text,
)

ADDED = "#F4C9A8"
GRID = "#E3E6E9"


def draw_weeks(page: Page, brief: Brief, x, y, width: float, bottom: float) -> None:
    """Draw weekly bars, one panel for each group of theatres, all on one scale.

    A solid bar is the low figure (reported dead at the time), a pale one with an
    outline what came later, up to the high figure. Of several campaigns incidents are
    drawn instead: their tolls are never added up.
    """
    rows, dictionary = brief.rows, brief.dataset.dictionary
    days = days_of(brief.selected)
    if not len(rows) or days is None:
        return
    one = rows["campaign"].nunique() == 1 and rows["deaths_high"].gt(0).any()
    first, last = days
    measure = "deaths" if one else "incidents"
    page.text(x, y, bars_heading(measure, "week", several=False), 24, "bold")
    if one:
        parts = bar_parts(all_added_are_missing(rows))
        _draw_keys(page, x, y + 31, width, *parts)
        y += 34
    panels = [
        (name, rows[rows["theatre"].astype(str).isin(codes)])
        for name, codes in dictionary.description.panels.items()
    ]
    panels = [(name, some) for name, some in panels if len(some)]
    if sum(len(some) for _, some in panels) < len(rows):  # no row may be left out
        panels = [("All seas", rows)]
    tables = [(name, some, _weeks(some, first, last, one)) for name, some in panels]
    highest = max(float(table["top"].max()) for _, _, table in tables)
    room = (bottom - y - 56) / len(tables)
    if room < 84:  # too many panels for the room: one for all
        table = _weeks(rows, first, last, one)
        tables, room = [("All seas", rows, table)], bottom - y - 56
        highest = float(table["top"].max())
    for number, (name, some, table) in enumerate(tables):
        end = number == len(tables) - 1
        top = y + 14 + number * room
        base = top + room - 12
        _panel(
            page, x, top, width, base, table, highest, (name, _panel_words(some, one))
        )
        _months(page, x, width, base, table, named=end)
    unfinished = sum(int(table["open"].sum()) for _, _, table in tables) if one else 0
    _gaps(page, dictionary, x, width, bottom, unfinished)


def _weeks(rows: pd.DataFrame, first, last, tolls: bool) -> pd.DataFrame:
    table = weekly(rows, first, last)
    if tolls:
        return table.assign(solid=table["low"], top=table["high"])
    return table.assign(solid=table["incidents"], top=table["incidents"])


def _panel_words(rows: pd.DataFrame, tolls: bool) -> str:
    sums = totals(rows)
    count = (
        count_of(sums["incidents"], "incident")
        if sums["incidents"]
        else count_of(sums["parts"], "part")
    )
    toll = toll_with_unknown(sum_toll(sums), best=False)
    return f"{count}, {toll}" if tolls else count


def _draw_keys(page: Page, x, y, width: float, low: str, added: str) -> None:
    page.rectangle(x, y - 14, 15, 15, fc=COLORS.hatch, zorder=5)
    page.text(x + 22, y, low, 17, color=COLORS.second_text)
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
                f"{tick:g}",
                16,
                color=COLORS.second_text,
            )
    step = width / len(table)
    wide = max(step - 2, 1.5)
    for number, week in enumerate(table.itertuples()):
        left = x + number * step + 1
        if week.solid:
            page.rectangle(
                left,
                base - week.solid * scale,
                wide,
                week.solid * scale,
                fc=COLORS.hatch,
                zorder=5,
            )
        if week.top > week.solid:
            high = (week.top - week.solid) * scale
            page.rectangle(
                left + 0.5,
                base - week.top * scale,
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


def _months(
    page: Page, x: float, width: float, base: float, table, named: bool
) -> None:
    first = table["week"].iloc[0]
    days = len(table) * 7
    months = pd.date_range(first, first + pd.Timedelta(days=days - 1), freq="MS")
    every = next(
        (step for step in (1, 3, 6, 12) if len(months) / step * 62 <= width), 12
    )
    for month in months:
        at = x + (month - first).days / days * width
        page.line([at, at], [base, base + 5], 1, zorder=7)
        fits = at + 56 < x + width
        if named and (month.month - 1) % every == 0 and fits:
            year = f" {month.year}" if month.month == 1 or month == months[0] else ""
            page.text(
                at,
                base + 21,
                MONTHS[month.month - 1] + year,
                16,
                color=COLORS.second_text,
            )


def _gaps(page: Page, dictionary, x, width, bottom, unfinished: int) -> None:
    notes = [
        f"No strike found {day_in_words(gap.start)} – {day_in_words(gap.end)}"
        for gap in dictionary.coverage_gaps
        if gap.end
    ]
    if unfinished:
        notes.append(f"{count_of(unfinished, 'row')} without both ends of the toll")
    words = "; ".join([*notes, "weeks begin on Monday"])
    size = fitting(words, 16, width + 28, "italic", 13)
    page.text(x, bottom, words, size, "italic", COLORS.second_text)
