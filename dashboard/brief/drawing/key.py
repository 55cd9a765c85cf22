"""The legend of a brief: only what occurs, drawn by the functions that draw the map."""

from matplotlib.patches import Circle

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.circles import tone
from dashboard.brief.drawing.fonts import text_width
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.marks import Site, draw_mark, reach_of
from dashboard.layers.incidents import outline_words, tells_verification
from dashboard.style import (
    COLORS,
    MOST_BY_AREA,
    OUTLINES,
    TONE,
    MarkClass,
    shape_factor,
    size_steps,
)
from dashboard.table.dictionary import Dictionary
from dashboard.table.looks import Looks

PX = 17
PAD = 16
SIGN = 8.5
"""Pixels that a sign of the legend reaches from its middle, as a circle."""
LINE = OUTLINES[1]
"""The plain outline of signs that do not stand for an outline."""


def draw_key(
    page: Page, frame: Frame, sites: list[Site], dictionary: Dictionary, more: dict
):
    """Draw the legend in the corner that hides least.

    ``more`` says what else is on the map: ``circles``, ``plates``, ``territorial``,
    ``disputed`` (words or blank).
    """
    entries = _entries(sites, dictionary, more)
    if not entries:
        return
    w = 2 * PAD + max(wide for wide, _, _ in entries)
    h = 2 * PAD - 4 + sum(high for _, high, _ in entries)
    x, y = _corner(page, frame, w, h)
    page.rectangle(x, y, w, h, fc="white", ec=COLORS.outline, width=1, zorder=26)
    page.block(x - 6, y - 6, x + w + 6, y + h + 6)
    at = y + PAD - 2
    for _, high, draw in entries:
        draw(page, x + PAD, at + high)
        at += high


def _corner(page: Page, frame: Frame, w: float, h: float) -> tuple[float, float]:
    """Return the corner with the fewest marks; the lower right one if all are free."""
    right, low = frame.x + frame.w - w - 12, frame.y + frame.h - h - 12
    corners = [
        (right, low),
        (frame.x + 12, low),
        (frame.x + 12, frame.y + 12),
        (right, frame.y + 12),
    ]

    def hidden(corner):
        x, y = corner
        marks = sum(
            x - r < sx < x + w + r and y - r < sy < y + h + r
            for sx, sy, r in page.symbols
        )
        met = any(
            x < c + 4 and a < x + w + 4 and y < d + 4 and b < y + h + 4
            for a, b, c, d in page.blocks
        )
        return marks + 1000 * met

    return min(corners, key=hidden)


def _entries(sites: list[Site], dictionary: Dictionary, more: dict) -> list:
    """Return (width, height, draw(page, x, y)) of each line; y is its lower edge."""
    entries = []
    looks = dictionary.looks
    for look in looks.classes:
        tolls = [site.best for site in sites if site.look == look]
        if tolls:
            entries.append(_class_entry(look, any(tolls)))
    killed = [site for site in sites if site.best]
    if killed:
        highest = max(site.best or 0 for site in killed)
        entries.append(_sizes(killed[0].look, highest, looks))
    if len(killed) < len(sites):
        entries.append(_white([site for site in sites if not site.best]))
    drawn = {site.line for site in sites}
    lines = [line for line in looks.outlines if line in drawn]
    if lines and tells_verification(looks):
        words = [outline_words(line, dictionary) for line in lines]
        entries.append(_outlines(looks.classes[0], lines, words))
    if more.get("circles"):
        entries.append(_words_entry("may be anywhere in the circle", _circle))
    if more.get("plates"):
        entries.append(_words_entry("plate: only an area is known, so no mark", _plate))
    if more.get("signs"):
        entries.append(_signs_entry(more["signs"]))
    if more.get("territorial"):
        entries.append(
            _words_entry(
                "12 NM line, approximate, not legal", _dashes(COLORS.zone_line, 1.8)
            )
        )
    if more.get("disputed"):
        entries.append(_words_entry(more["disputed"], _dashes(COLORS.disputed, 1.3)))
    return entries


def _words_entry(words: str, sign):
    def draw(page: Page, x: float, y: float) -> None:
        sign(page, x, y - 11)
        page.text(x + 46, y - 5, words, PX, zorder=28)

    return 46 + text_width(words, PX), 30, draw


def _class_entry(look, toll: bool):
    def sign(page, x, y):
        draw_mark(page, x + 17, y, _sign(look), int(toll), look, LINE, 28)

    return _words_entry(look.label, sign)


def _sign(look: MarkClass, radius: float = SIGN) -> float:
    return radius * shape_factor(look.shape)


def _steps(highest: float, looks: Looks) -> list[tuple[int, str]]:
    """Return the deaths that the legend draws a mark for, each with its words."""
    if looks.sizes:
        return [step for step in size_steps(looks.sizes) if step[0] <= highest]
    steps = [step for step in size_steps(()) if step[0] < highest]
    capped = int(min(highest, MOST_BY_AREA))
    more = " or more" if highest > capped else ""
    return [*steps, (capped, f"{capped}{more}")]


def _sizes(look: MarkClass, highest: float, looks: Looks):
    steps = _steps(highest, looks)
    reach = [reach_of(deaths, look, looks) for deaths, _ in steps]
    wide = sum(
        2 * r + 10 + text_width(words, PX) + 16
        for r, (_, words) in zip(reach, steps, strict=True)
    )
    words = "people killed (best)"
    high = 2 * max(reach) + 14

    def draw(page: Page, x: float, y: float) -> None:
        middle = y - max(reach) - 4
        for r, (deaths, step) in zip(reach, steps, strict=True):
            draw_mark(page, x + r + 2, middle, r, deaths, look, LINE, 28)
            page.text(x + 2 * r + 8, middle + 6, step, PX, zorder=28)
            x += 2 * r + 10 + text_width(step, PX) + 16
        page.text(x, middle + 6, words, PX, zorder=28)

    return wide + text_width(words, PX), high, draw


def _white(sites: list[Site]):
    meanings = ["none killed"] if any(site.best == 0 for site in sites) else []
    meanings += (
        ["no death toll reported"] if any(site.best is None for site in sites) else []
    )

    def sign(page, x, y):
        look = sites[0].look
        draw_mark(page, x + 17, y, _sign(look, 7.9), 0, look, LINE, 28)

    return _words_entry(f"white: {' or '.join(meanings)}", sign)


def _outlines(look: MarkClass, lines, words):
    wide = sum(38 + text_width(word, PX) + 18 for word in words)

    def draw(page: Page, x: float, y: float) -> None:
        for line, label in zip(lines, words, strict=True):
            draw_mark(page, x + 14, y - 11, _sign(look, 9.3), 1, look, line, 28)
            page.text(x + 34, y - 5, label, PX, zorder=28)
            x += 38 + text_width(label, PX) + 18

    return wide, 32, draw


def _signs_entry(signs):
    """Return one line of small signs, each (draw(page, x, y), word)."""
    wide = sum(26 + text_width(word, PX) + 18 for _, word in signs)

    def draw(page: Page, x: float, y: float) -> None:
        for sign, word in signs:
            sign(page, x + 9, y - 11, 28)
            page.text(x + 24, y - 5, word, PX, zorder=28)
            x += 26 + text_width(word, PX) + 18

    return wide, 30, draw


def _circle(page: Page, x: float, y: float) -> None:
    look = {"fc": tone(60), "ec": TONE.edge, "lw": 1.0, "ls": (0, (4, 2.5))}
    page.add(Circle((x + 17, y), 12, zorder=28, **look))


def _plate(page: Page, x: float, y: float) -> None:
    page.rectangle(
        x + 1, y - 10, 32, 20, fc="white", ec=COLORS.outline, width=1.8, zorder=28
    )
    band = page.rectangle(
        x + 1, y - 10, 9, 20, fc="white", ec=COLORS.hatch, zorder=28.1
    )
    band.set_hatch("/////")
    band.set_hatch_linewidth(2.0)


def _dashes(color: str, width: float):
    def sign(page: Page, x: float, y: float) -> None:
        page.line([x, x + 36], [y, y], width, color, ls=(0, (5, 3)), zorder=28)

    return sign
