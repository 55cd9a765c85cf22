"""The bars of a brief over time: the numbers and words of every drawing of them.

The picture, the chart of a slide and the bars of a page are all made from these, so
they cannot differ.
"""

from typing import NamedTuple

import pandas as pd

from dashboard.brief.words.model import Brief
from dashboard.figures.dataset_words import gaps_between
from dashboard.figures.days import days_of
from dashboard.figures.grains import MOST_BINS, bin_words, fitting_grain
from dashboard.figures.large_numbers import counted
from dashboard.figures.table_groups import table_groups
from dashboard.figures.time_words import bar_parts, bars_heading
from dashboard.figures.timeline import per_bin, span_of
from dashboard.figures.tolls import sum_toll, toll_with_unknown
from dashboard.figures.totals import all_added_are_missing, several_campaigns, totals
from dashboard.text.language import N_, gettext, ngettext
from dashboard.text.words import month_name, range_text

EVERYWHERE = N_("All rows")
"""Title of the one panel where the description sets none apart."""
TICK_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600)
"""Months from one named tick to the next."""


class Panel(NamedTuple):
    """The bars of some rows: their name, what they add up to, and one line a bin.

    Columns of ``bins``: those of :func:`dashboard.figures.timeline.per_bin`, ``solid``
    and ``top`` (where the two parts of a bar end), and ``words`` for the bin.
    """

    name: str
    counted: str
    bins: pd.DataFrame


class Bars(NamedTuple):
    """Bars over time: their heading, parts (none of incidents), panels and notes.

    ``whole`` is one panel of all rows, for where several have no room; it is None
    where tables are not added up.
    """

    heading: str
    parts: tuple[str, ...]
    panels: tuple[Panel, ...]
    whole: Panel | None
    notes: tuple[str, ...]


def bars_of(brief: Brief, most: float = MOST_BINS) -> Bars | None:
    """Return the bars of a brief, at most ``most`` of them; None where none can be.

    Of several campaigns incidents are counted: their tolls are never added up.
    """
    rows, dictionary = brief.rows, brief.dataset.dictionary
    days = days_of(brief.selected)
    if not len(rows) or days is None:
        return None
    tolls = not several_campaigns(rows) and bool(rows["deaths_high"].gt(0).any())
    grain = fitting_grain([span_of(rows, *days) or days], min(MOST_BINS, most))
    panels = tuple(_panel(*each, days, grain, tolls) for each in _groups(brief))
    parts: tuple[str, ...] = ()
    if tolls:
        parts = bar_parts(all_added_are_missing(rows, dictionary))
    if not rows["deaths_high"].gt(rows["deaths_low"]).any():
        parts = parts[:1]  # no bar has a second part
    whole = None if dictionary.tables_apart else (EVERYWHERE, rows)
    unfinished = sum(int(panel.bins["open"].sum()) for panel in panels) if tolls else 0
    return Bars(
        heading=bars_heading("deaths" if tolls else "incidents", grain),
        parts=parts,
        panels=panels,
        whole=_panel(*whole, days, grain, tolls) if whole else None,
        notes=_notes(dictionary, days, unfinished, grain),
    )


def highest_of(panels: tuple[Panel, ...]) -> float:
    """Return the top of the highest bar: one scale holds for every panel."""
    return max(float(panel.bins["top"].max()) for panel in panels)


def bar_words(bin, parts: tuple[str, ...]) -> str:
    """Return what one bar says: "week of 1 Sep 2025: 3–11 killed"."""
    told = {"bin": bin.words, "range": range_text(bin.solid, bin.top)}
    if parts:
        return ngettext(
            "{bin}: {range} killed", "{bin}: {range} killed", int(bin.top), **told
        )
    return ngettext(
        "{bin}: {range} incident", "{bin}: {range} incidents", int(bin.top), **told
    )


def bars_in_words(bars: Bars, panel: Panel) -> str:
    """Return a chart for those who cannot see it: what it counts, and its peak."""
    said = f"{bars.heading}, {panel.name}: {panel.counted}."
    if not panel.bins["top"].max() > 0:
        return said
    peak = next(panel.bins.loc[[panel.bins["top"].idxmax()]].itertuples())
    return gettext(
        "{chart} Most in the {bar}.", chart=said, bar=bar_words(peak, bars.parts)
    )


def _groups(brief: Brief) -> list[tuple[str, pd.DataFrame]]:
    """Return the rows of each panel with its name: of each table, or each theatre."""
    rows, dictionary = brief.rows, brief.dataset.dictionary
    groups = [
        (each.beside.label, some) for each, some in table_groups(rows, dictionary)
    ] or [
        (name, rows[rows["theatre"].astype(str).isin(codes)])
        for name, codes in dictionary.description.panels.items()
    ]
    groups = [(name, some) for name, some in groups if len(some)]
    if sum(len(some) for _, some in groups) < len(rows):  # no row may be left out
        return [(EVERYWHERE, rows)]
    return groups


def _panel(name: str, rows: pd.DataFrame, days, grain: str, tolls: bool) -> Panel:
    bins = per_bin(rows, *days, grain=grain)
    solid, top = ("low", "high") if tolls else ("incidents", "incidents")
    bins = bins.assign(
        solid=bins[solid],
        top=bins[top],
        words=[bin_words(start, grain) for start in bins["start"]],
    )
    return Panel(name, _counted(rows, tolls), bins)


def _counted(rows: pd.DataFrame, tolls: bool) -> str:
    sums = totals(rows)
    count = counted(rows, sums)
    toll = toll_with_unknown(sum_toll(sums), best=False)
    return f"{count}, {toll}" if tolls else count


def _notes(dictionary, days, unfinished: int, grain: str) -> tuple[str, ...]:
    """Return what stands below the bars: gaps in these days, tolls without an end."""
    notes = [
        gap.text.split(";")[0].rstrip(".")
        for gap in gaps_between(dictionary, *days)
        if gap.end
    ]
    if unfinished:
        notes.append(
            ngettext(
                "{count} row without both ends of the toll",
                "{count} rows without both ends of the toll",
                unfinished,
            )
        )
    if grain == "week":
        notes.append(gettext("weeks begin on Monday"))
    return tuple(notes)


def month_ticks(bins: pd.DataFrame, most: float) -> list[tuple[float, str]]:
    """Return at most ``most`` named months: how far along (0 to 1), and the name."""
    first, last = bins["start"].iloc[0], bins["last"].iloc[-1]
    days = (last - first).days + 1
    months = pd.date_range(first, last, freq="MS")
    steps = (step for step in TICK_STEPS if len(months) <= step * most)
    every = next(steps, TICK_STEPS[-1])
    named = months[(12 * months.year + months.month - 1) % every == 0]
    return [
        ((month - first).days / days, tick_words(month, every, first=not number))
        for number, month in enumerate(named)
    ]


def tick_words(month: pd.Timestamp, every: int, first: bool) -> str:
    """Return "Jan 2026", "Feb", or "1990" where ticks are whole years apart."""
    if every % 12 == 0:
        return f"{month.year}"
    year = f" {month.year}" if month.month == 1 or first else ""
    return f"{month_name(month.month)}{year}"
