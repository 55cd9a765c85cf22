"""The bars of a brief on a page of its own: drawn in the page, nothing loaded."""

from dashboard.brief.files.spoken import said_name
from dashboard.brief.words.bars import (
    Bars,
    Panel,
    bar_words,
    bars_in_words,
    bars_of,
    highest_of,
    month_ticks,
)
from dashboard.brief.words.model import Brief
from dashboard.style import COLORS, TONE
from dashboard.text.escape import safe
from dashboard.text.words import range_text

WIDTH, HIGH = 1000.0, 130.0
"""Units of a panel's bars; the page makes them as wide as it is."""
ABOVE, BELOW = 26.0, 24.0
"""Units above the bars for the figure of the highest, and below for the months."""
GAP, WIDEST = 0.15, 40.0
"""Share of a bar's step that stays free, and the widest bar: one alone is no square."""
MOST_MONTHS = 14


def bars_figure(brief: Brief) -> str:
    """Return the bars of a brief as a figure, blank where there are none.

    Each bar says its numbers to those who point at it, the figure its highest bar to
    those who cannot see it. One scale holds for every panel.
    """
    bars = bars_of(brief)
    if bars is None:
        return ""
    keys = "".join(
        f'<span class="key {name}"></span>{safe(words)} '
        for name, words in zip(("solid", "added"), bars.parts, strict=False)
    )
    panels = "".join(_panel(bars, panel) for panel in bars.panels)
    notes = safe("; ".join(bars.notes))
    return (
        f'<h2>{safe(bars.heading)}</h2><figure class="bars">'
        f'<figcaption class="second">{keys}</figcaption>{panels}'
        f'<p class="second">{notes}</p></figure>'
    )


def bars_style() -> str:
    """Return how the bars look, as part of the page's style."""
    return (
        ".bars { margin: 0 } .bars svg { width: 100%; height: auto }\n"
        f".bars .solid {{ fill: {COLORS.hatch}; background: {COLORS.hatch} }}\n"
        f".bars .added {{ fill: {COLORS.added}; background: {COLORS.added};"
        f" stroke: {TONE.edge} }}\n"
        ".bars text { font-size: 15px } .bars line { stroke: currentColor }\n"
        ".bars .key { display: inline-block; width: 12px; height: 12px;"
        " margin-left: 8px; margin-right: 4px }\n"
    )


def _panel(bars: Bars, panel: Panel) -> str:
    bins = panel.bins
    step = WIDTH / len(bins)
    scale = HIGH / max(highest_of(bars.panels), 1)
    base = ABOVE + HIGH
    drawn = "".join(
        _bar(each, number * step, step, base, scale, bars.parts)
        for number, each in enumerate(bins.itertuples())
    )
    return (
        f"<p><b>{safe(said_name(panel))}</b> {safe(panel.counted)}</p>"
        f'<svg viewBox="0 0 {WIDTH:g} {base + BELOW:g}" role="img" '
        f'aria-label="{safe(bars_in_words(bars, panel))}">{drawn}'
        f'<line x1="0" x2="{WIDTH:g}" y1="{base:g}" y2="{base:g}"/>'
        f"{_peak(bins, step, base, scale)}{_months(bins, base)}</svg>"
    )


def _bar(bin, x: float, step: float, base: float, scale: float, parts) -> str:
    """Return the two parts of a bar with its words; nothing for an empty bin."""
    if not bin.top > 0:
        return ""
    wide = min(step * (1 - GAP), WIDEST)
    pieces = (("solid", 0, bin.solid), ("added", bin.solid, bin.top))
    drawn = "".join(
        f'<rect class="{name}" x="{x + (step - wide) / 2:.2f}" width="{wide:.2f}" '
        f'y="{base - end * scale:.2f}" height="{(end - start) * scale:.2f}"/>'
        for name, start, end in pieces
        if end > start
    )
    return f"<g><title>{safe(bar_words(bin, parts))}</title>{drawn}</g>"


def _peak(bins, step: float, base: float, scale: float) -> str:
    """Return the figure over the highest bar."""
    if not bins["top"].max() > 0:
        return ""
    number = int(bins["top"].idxmax())
    peak = bins.loc[number]
    x = min(max((number + 0.5) * step, 30), WIDTH - 30)
    return (
        f'<text x="{x:.1f}" y="{base - peak["top"] * scale - 6:.1f}" '
        f'text-anchor="middle">{safe(range_text(peak["solid"], peak["top"]))}</text>'
    )


def _months(bins, base: float) -> str:
    return "".join(
        f'<line x1="{share * WIDTH:.1f}" x2="{share * WIDTH:.1f}" y1="{base:g}" '
        f'y2="{base + 5:g}"/><text x="{share * WIDTH:.1f}" y="{base + 20:g}">'
        f"{safe(words)}</text>"
        for share, words in month_ticks(bins, MOST_MONTHS)
    )
