"""The strip below a map: what has no place on it, and the list of its numbers."""

from typing import NamedTuple

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import wrap
from dashboard.brief.drawing.on_layer import on_layer
from dashboard.brief.drawing.stroke import Stroke
from dashboard.brief.words.left_out import more_entries

PX, LEADING = 16, 20
COLUMN = 290.0
"""Pixels that a column of the strip needs."""
GAP, INDENT, ABOVE = 24, 26, 10
"""Pixels between columns, before a numbered text, and above the strip."""

SEMIBOLD = 14
"""Pixels that the name of an area is wider than the same in regular type."""


class Item(NamedTuple):
    """A text of the strip; ``number`` is that of a mark, blank for an area.

    ``artists`` draw the number on the map; ``deaths`` say how important it is;
    ``short`` says less, for a strip that would be cut.
    """

    number: str
    words: str
    artists: tuple[Stroke, ...] = ()
    deaths: float = 0.0
    short: str = ""


class Line(NamedTuple):
    """One line: a number, blank where its text goes on, and words; ``x`` is theirs.

    ``begins`` says whether it begins with the name of an area.
    """

    number: str
    x: float
    words: str
    begins: bool = False


class Strip(NamedTuple):
    """Columns of lines; ``wide`` is a column, ``high`` the strip, in pixels.

    ``shown`` are the numbers of the items that have room, in order.
    """

    columns: list[list[Line]]
    wide: float
    high: float
    shown: list[int]


def lay_out_strip(
    items: list[Item], width: float, most: float = 1e9, in_order: bool = False
) -> Strip:
    """Return items in even columns, at most ``most`` pixels high.

    As many columns as show the most items in the least height. What has no room is
    counted in the last line: the items of the fewest deaths, of these the areas before
    the marks; or with ``in_order`` the last items.
    """
    most_columns = max(1, int((width + GAP) // (COLUMN + GAP)))
    shorter = [each._replace(words=each.short or each.words) for each in items]
    for some in (items, shorter):
        tried = [
            _in_columns(some, width, many, most, in_order)
            for many in range(1, most_columns + 1)
        ]
        strip = min(tried, key=lambda strip: (-len(strip.shown), strip.high))
        if len(strip.shown) == len(items) or in_order:
            break
    return strip


def _in_columns(
    items: list[Item], width: float, many: int, most: float, in_order: bool
) -> Strip:
    wide = (width - GAP * (many - 1)) / many
    blocks = [_lines(item, wide) for item in items]
    room = max(1, int((most - ABOVE) // LEADING))
    shown = list(range(len(items)))
    ranked = shown if in_order else sorted(shown, key=lambda n: _rank(items[n]))
    columns = _columns(blocks, many, room)
    while columns is None and shown:
        shown = sorted(ranked[: len(shown) - 1])
        rest = _lines(Item("", more_entries(len(items) - len(shown))), wide)
        columns = _columns([*(blocks[n] for n in shown), rest], many, room)
    columns = columns or []
    high = LEADING * max(map(len, columns)) + ABOVE if columns else 0.0
    return Strip(columns, wide, high, shown)


def _rank(item: Item) -> tuple[float, bool]:
    """Return how early an item stays: the most deaths first, then a mark's number."""
    return -item.deaths, not item.number


def split_items(
    items: list[Item], width: float, most: float
) -> tuple[list[Item], list[Item]]:
    """Return the items that have room in a strip, and those that are left."""
    strip = lay_out_strip(items, width, most, in_order=True)
    shown = len(strip.shown) if most >= 2 * LEADING + ABOVE else 0
    if shown == len(items):
        return items, []
    return items[:shown], items[shown:]


@on_layer("plates")
def draw_strip(page: Page, strip: Strip, x: float, y: float) -> None:
    """Write a strip with its upper left corner at a place."""
    for number, column in enumerate(strip.columns):
        left = x + number * (strip.wide + GAP)
        for row, line in enumerate(column):
            base = y + ABOVE + LEADING * (row + 1) - 5
            page.text(left, base, line.number, PX, "bold")
            head, colon, rest = line.words.partition(":")
            parts = [(head + colon, "semibold"), (rest.strip(), "regular")]
            if not line.begins or not colon:
                parts = [(line.words, "regular")]
            page.runs(left + line.x, base, parts, PX)


def without_unlisted(items: list[Item], strip: Strip) -> None:
    """Remove the numbers on the map whose items have no room in the strip."""
    for number, item in enumerate(items):
        for artist in item.artists if number not in strip.shown else ():
            artist.remove()


def _lines(item: Item, wide: float) -> list[Line]:
    if item.number:
        lines = wrap(item.words, PX, wide - INDENT)
        return [
            Line("" if row else item.number, INDENT, words)
            for row, words in enumerate(lines)
        ]
    lines = wrap(item.words, PX, wide - SEMIBOLD)
    return [Line("", 0, words, not row) for row, words in enumerate(lines)]


def _columns(blocks: list[list[Line]], many: int, room: int) -> list[list[Line]] | None:
    """Return blocks in the lowest columns that hold them; None where none does."""
    if not blocks:
        return []
    for high in range(max(map(len, blocks)), room + 1):
        columns: list[list[Line]] = [[]]
        for block in blocks:
            if columns[-1] and len(columns[-1]) + len(block) > high:
                columns.append([])
            columns[-1] += block
        if len(columns) <= many:
            return columns
    return None
