"""The legend of a brief: only what occurs, drawn by the functions that draw the map.

Where it may stand is found by :mod:`dashboard.brief.drawing.key_place`.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from matplotlib.patches import Circle

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.circles import tone
from dashboard.brief.drawing.fonts import text_width
from dashboard.brief.drawing.marks import draw_mark
from dashboard.brief.drawing.sites import UNIT, Sites, reach_of
from dashboard.figures.legend_words import short_labels, size_steps
from dashboard.layers.incidents import outline_words, tells_verification
from dashboard.style import (
    COLORS,
    MOST_BY_AREA,
    OUTLINES,
    TONE,
    MarkClass,
    shape_factor,
)
from dashboard.table.dictionary import Dictionary
from dashboard.table.looks import Looks
from dashboard.text.language import N_, gettext, number

PX = 17
SIGN = 8.5
"""Pixels that a sign of the legend reaches from its middle, as a circle."""
LINE = OUTLINES[1]
"""The plain outline of signs that do not stand for an outline."""


class Piece(NamedTuple):
    """A sign with its words: width, room above and below its middle, and its drawing.

    ``draw`` takes the page, the left edge and the height of the middle, in pixels.
    ``after`` is the part of ``wide`` that is room behind the words. ``close`` is the
    same with its words nearer to the sign, for lines without columns.
    """

    wide: float
    above: float
    below: float
    draw: Callable[[Page, float, float], None]
    after: float = 0.0
    close: "Piece | None" = None


def key_entries(
    sites: Sites, dictionary: Dictionary, more: dict, unit: float = UNIT
) -> list[list[Piece]]:
    """Return the pieces of each line of the legend.

    ``more`` says what else is on the map: ``circles``, ``plates``, ``territorial``,
    ``disputed`` (words or blank), ``signs``. ``unit`` is that of the marks.
    """
    entries = []
    looks = dictionary.looks
    labels = short_labels([look.label for look in looks.classes])
    killed, look_of = sites.has_toll, sites.look
    there, with_toll = set(look_of.tolist()), set(look_of[killed].tolist())
    for at, (look, label) in enumerate(zip(looks.classes, labels, strict=True)):
        if at in there:
            entries.append([_class_piece(look, label, at in with_toll)])
    if killed.any():
        highest = int(sites.best[killed].max())
        first = looks.classes[look_of[killed.argmax()]]
        entries.append([_sizes(first, highest, looks, unit)])
    if not killed.all():
        first = looks.classes[look_of[killed.argmin()]]
        entries.append([_white(first, sites.best[~killed])])
    drawn = [looks.outlines[number] for number in np.unique(sites.line)]
    lines = [line for line in looks.outlines if line in drawn]
    if lines and tells_verification(looks):
        words = short_labels([outline_words(line, dictionary) for line in lines])
        entries.append(_outlines(looks.classes[0], lines, words))
    if more.get("circles"):
        circle = gettext("may be anywhere in the circle")
        entries.append([_words_piece(circle, _circle, (5, 29))])
    if more.get("plates"):
        plate = gettext("plate: only an area is known, so no mark")
        entries.append([_words_piece(plate, _plate, (0, 34))])
    if more.get("signs"):
        entries.append(_signs(more["signs"]))
    if more.get("territorial"):
        sign = _dashes(COLORS.zone_line, 1.8)
        line = gettext("12 NM line, approximate, not legal")
        entries.append([_words_piece(line, sign, (0, 36))])
    if more.get("disputed"):
        sign = _dashes(COLORS.disputed, 1.3)
        entries.append([_words_piece(more["disputed"], sign, (0, 36))])
    return entries


def _words_piece(words: str, sign, reach: tuple[float, float] = (8, 26)) -> Piece:
    """Return words in a column behind a sign; it lies within ``reach``."""
    start, end = reach

    def piece(before: float, at: float) -> Piece:
        def draw(page: Page, x: float, middle: float) -> None:
            sign(page, x - before, middle)
            page.text(x + at, middle + 6, words, PX, zorder=28)

        return Piece(at + text_width(words, PX), 19, 11, draw)

    return piece(0, 46)._replace(close=piece(start, end - start + 8))


def _class_piece(look: MarkClass, label: str, toll: bool) -> Piece:
    def sign(page, x, y):
        draw_mark(page, x + 17, y, _sign(look), int(toll), look, LINE, 28)

    return _words_piece(label, sign)


def _sign(look: MarkClass, radius: float = SIGN) -> float:
    return radius * shape_factor(look.shape)


def _steps(highest: float, looks: Looks) -> list[tuple[int, str]]:
    """Return the deaths that the legend draws a mark for, each with its words."""
    if looks.sizes:
        return [step for step in size_steps(looks.sizes) if step[0] <= highest]
    steps = [step for step in size_steps(()) if step[0] < highest]
    capped = int(min(highest, MOST_BY_AREA))
    words = number(capped)
    if highest > capped:
        words = gettext("{number} or more", number=number(capped))
    return [*steps, (capped, words)]


def _sizes(look: MarkClass, highest: float, looks: Looks, unit: float) -> Piece:
    """Return a mark for each step of deaths with what the sizes stand for, as one."""
    steps = [
        (deaths, words, reach_of(deaths, look, looks, unit))
        for deaths, words in _steps(highest, looks)
    ]

    killed = gettext(KILLED)

    def wide(words: str, reach: float) -> float:
        return 2 * reach + 10 + text_width(words, PX) + STEP_GAP

    def draw(page: Page, x: float, middle: float) -> None:
        for deaths, words, r in steps:
            draw_mark(page, x + r + 2, middle, r, deaths, look, LINE, 28)
            page.text(x + 2 * r + 8, middle + 6, words, PX, zorder=28)
            x += wide(words, r)
        page.text(x, middle + 6, killed, PX, zorder=28)

    whole = sum(wide(words, r) for _, words, r in steps) + text_width(killed, PX)
    most = max(r for _, _, r in steps)
    return Piece(whole, max(most + 10, 19), max(most + 4, 11), draw)


KILLED = N_("people killed (best)")
STEP_GAP = 14
"""Pixels between the marks of two steps."""


def _white(look: MarkClass, tolls: np.ndarray) -> Piece:
    """Return a white mark with what it means; ``tolls`` are 0, or NaN without one."""
    unknown = np.isnan(tolls)
    none = not unknown.all()

    def sign(page, x, y):
        draw_mark(page, x + 17, y, _sign(look, 7.9), 0, look, LINE, 28)

    return _words_piece(_white_words(none, bool(unknown.any())), sign)


def _white_words(none: bool, unknown: bool) -> str:
    """Return what a white mark means: none killed, no toll, or either."""
    if none and unknown:
        return gettext("white: none killed or no death toll reported")
    if none:
        return gettext("white: none killed")
    return gettext("white: no death toll reported")


def _outlines(look: MarkClass, lines, words) -> list[Piece]:
    def piece(line, label: str) -> Piece:
        def draw(page: Page, x: float, middle: float) -> None:
            draw_mark(page, x + 14, middle, _sign(look, 9.3), 1, look, line, 28)
            page.text(x + 34, middle + 6, label, PX, zorder=28)

        return Piece(38 + text_width(label, PX) + 18, 21, 11, draw, 18)

    return [piece(line, label) for line, label in zip(lines, words, strict=True)]


def _signs(signs) -> list[Piece]:
    """Return small signs, each given as (draw(page, x, y, zorder), word)."""

    def piece(sign, word: str) -> Piece:
        def draw(page: Page, x: float, middle: float) -> None:
            sign(page, x + 9, middle, 28)
            page.text(x + 24, middle + 6, word, PX, zorder=28)

        return Piece(26 + text_width(word, PX) + 18, 19, 11, draw, 18)

    return [piece(sign, word) for sign, word in signs]


def _circle(page: Page, x: float, y: float) -> None:
    look = {"fc": tone(60), "ec": TONE.edge, "lw": 1.0, "ls": (0, (4, 2.5))}
    page.add(Circle, (x + 17, y), 12, zorder=28, **look)


def _plate(page: Page, x: float, y: float) -> None:
    page.rectangle(
        x + 1, y - 10, 32, 20, fc="white", ec=COLORS.outline, width=1.8, zorder=28
    )
    hatched = {"ec": COLORS.hatch, "hatch": "/////", "hatch_linewidth": 2.0}
    page.rectangle(x + 1, y - 10, 9, 20, fc="white", zorder=28.1, **hatched)


def _dashes(color: str, width: float):
    def sign(page: Page, x: float, y: float) -> None:
        page.line([x, x + 36], [y, y], width, color, ls=(0, (5, 3)), zorder=28)

    return sign
