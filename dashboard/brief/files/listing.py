"""The pages of a printed brief that are text: every incident with all its sources.

A page is A4 or Letter, as the settings say, landscape, in hundredths of an inch.
Nothing is cut: what does not fit on a line or a page goes to the next.
"""

from itertools import groupby
from typing import NamedTuple

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import text_width
from dashboard.brief.files.spoken import from_words
from dashboard.brief.words.entries import ENTRY_COLUMNS, listed_note, source_list
from dashboard.brief.words.model import Brief
from dashboard.brief.words.table import page_words
from dashboard.table.dictionary import Dictionary
from dashboard.table.sources import Source
from dashboard.text.kept import keeps_texts
from dashboard.text.language import gettext

MARGIN = 39.4
BODY, SMALL, NOTE, HEAD = 11.5, 10.0, 10.5, 15.0
"""Sizes of type; 100 are 72 points."""
LEADING = 1.3
TOP, FOOT = 84.0, 50.0
"""Where the lines of a page begin, and the room below them."""
GREY, BLACK = "#4A4A4A", "#1A1A1A"
SHARES = dict(
    zip(
        (name for name in ENTRY_COLUMNS if name != "Sources"),
        (105, 225, 110, 135, 105, 230, 180.5),
        strict=True,
    )
)
"""Widths of the columns on A4; sources have lines of their own under each incident."""
GAP = 10


class Sheet(NamedTuple):
    """A page of paper, landscape, in hundredths of an inch."""

    width: float
    height: float

    @property
    def inner(self) -> float:
        """Return the width between the margins."""
        return self.width - 2 * MARGIN

    @property
    def room(self) -> float:
        """Return the height for lines."""
        return self.height - FOOT - TOP

    @property
    def columns(self) -> dict[str, float]:
        """Return the widths of the columns."""
        share = self.inner / sum(SHARES.values())
        return {name: share * wide for name, wide in SHARES.items()}


SHEETS = {"A4": Sheet(1169.3, 826.8), "Letter": Sheet(1100.0, 850.0)}
"""The sheet of each paper of the settings."""


class Line(NamedTuple):
    """A line of a page: pieces (x, words, weight), a size, and a rule above it."""

    pieces: tuple[tuple[float, str, str], ...]
    px: float = BODY
    color: str = BLACK
    rule: bool = False

    @property
    def height(self) -> float:
        """Return the room that the line takes."""
        return self.px * LEADING + (8 if self.rule else 0)


def text_pages(brief: Brief, pictures: int = 1) -> list:
    """Return the figures of the pages behind the ``pictures`` of a printed brief.

    First what belongs to the picture, then every incident with its sources.
    """
    sheet = sheet_of(brief)
    words = [[line] for line in _picture_lines(brief, sheet)]
    blocks = [*words, [_column_titles(sheet)], *entry_blocks(brief)]
    sheets = fill(blocks, sheet)
    total = pictures + len(sheets)
    pages = []
    for number, lines in enumerate(sheets, 1):
        page = _sheet(brief, lines, TOP, page_words(pictures + number, total))
        _draw_head(page, brief, with_columns=number > 1)
        pages.append(page.figure)
    return pages


def sheet_of(brief: Brief) -> Sheet:
    """Return the sheet of the paper that the office's settings ask for."""
    return SHEETS[brief.settings.paper]


def entry_blocks(brief: Brief) -> list[list[Line]]:
    """Return the lines of each incident and source; a block stays on one page."""
    by_id = {
        incident_id: [source for _, source in pairs]
        for incident_id, pairs in groupby(source_list(brief.rows), lambda pair: pair[0])
    }
    if not brief.entries:
        return [[Line(((MARGIN, brief.subtitle, "regular"),))]]
    blocks, dictionary, sheet = [], brief.dataset.dictionary, sheet_of(brief)
    for entry in brief.entries:
        cells = dict(zip(ENTRY_COLUMNS, entry, strict=True))
        sources = by_id.get(cells["Id"].split(",")[0], [])
        source_lines = [
            _small(source_words(source, dictionary), sheet) for source in sources
        ]
        none = gettext("No source given.")
        first = source_lines[0] if source_lines else _small(none, sheet)
        blocks.append(_row_lines(cells, sheet) + first)
        blocks += source_lines[1:]
    return blocks


def source_words(source: Source, dictionary: Dictionary) -> str:
    """Return a source as the list prints it: its kind and how it was seen come last."""
    note = listed_note(source, dictionary)
    parts = (source.publisher, source.date, source.url, note)
    return ", ".join(part for part in parts if part)


def fill(blocks: list[list[Line]], sheet: Sheet) -> list[list[Line]]:
    """Return the lines of each page; a block is split only where no page holds it."""
    sheets: list[list[Line]] = [[]]
    room = sheet.room
    for block in blocks:
        height = sum(line.height for line in block)
        pieces = [block] if height <= sheet.room else [[line] for line in block]
        for piece in pieces:
            needed = sum(line.height for line in piece)
            if needed > room and sheets[-1]:
                sheets.append([])
                room = sheet.room
            sheets[-1] += piece
            room -= needed
    return sheets


def wrap_by_letters(
    text: str, px: float, width: float, weight: str = "regular"
) -> list[str]:
    """Return a text as lines of at most ``width``; a long address breaks anywhere.

    It adds up the widths of letters, ten times as fast for a thousand lines as to
    measure each attempt. One per cent of the width is kept free, for the sum is a
    little wrong.
    """
    room, lines, line, used = width * 0.99 / px, [], "", 0.0
    for word in text.split():
        wide = sum(_letter(letter, weight) for letter in word)
        gap = _letter(" ", weight) if line else 0.0
        if line and used + gap + wide > room:
            lines.append(line)
            line, used, gap = "", 0.0, 0.0
        if wide <= room:
            line, used = f"{line} {word}" if line else word, used + gap + wide
            continue
        for letter in word:
            if line and used + _letter(letter, weight) > room:
                lines.append(line)
                line, used = "", 0.0
            line, used = line + letter, used + _letter(letter, weight)
    return [*lines, line] if line else lines


@keeps_texts(16_384)
def _letter(letter: str, weight: str) -> float:
    """Return how far a letter moves the pen, in sizes of type."""
    return (
        text_width(f"H{letter}H", 100, weight) - text_width("HH", 100, weight)
    ) / 100


def _row_lines(cells: dict[str, str], sheet: Sheet) -> list[Line]:
    """Return the lines of an incident's cells, side by side."""
    columns, x = [], MARGIN
    for name, width in sheet.columns.items():
        weight = "semibold" if name in ("Date", "Killed") else "regular"
        lines = wrap_by_letters(cells[name], BODY, width - GAP, weight)
        columns.append([(x, words, weight) for words in lines])
        x += width
    depth = max(1, *(len(column) for column in columns))
    return [
        Line(tuple(column[n] for column in columns if n < len(column)), rule=n == 0)
        for n in range(depth)
    ]


def _small(words: str, sheet: Sheet) -> list[Line]:
    x = MARGIN + sheet.columns["Date"]
    lines = wrap_by_letters(words, SMALL, sheet.width - MARGIN - x)
    return [Line(((x, line, "regular"),), SMALL, GREY) for line in lines]


def _picture_lines(brief: Brief, sheet: Sheet) -> list[Line]:
    """Return the lines that belong to the picture, wrapped."""
    shown = gettext(
        "Shown: {counts}. Filters: {filters}.",
        counts=brief.counts,
        filters=brief.filters,
    )
    settings = brief.settings
    office = " · ".join(filter(None, (settings.office, settings.from_whom)))
    own = (from_words(office),) if office else ()
    words = (brief.paste, shown, *brief.lines, brief.stamp, *own)
    return [
        Line(((MARGIN, line, "regular"),), NOTE)
        for paragraph in words
        for line in wrap_by_letters(paragraph, NOTE, sheet.inner)
    ]


def _sheet(brief: Brief, lines: list[Line], y: float, number: str) -> Page:
    sheet = sheet_of(brief)
    page, right = Page(*sheet), sheet.width - MARGIN
    for line in lines:
        if line.rule:
            page.line((MARGIN, right), (y - 8, y - 8), 0.7, "#B8BEC4")
            y += 8
        for x, words, weight in line.pieces:
            page.text(x, y, words, line.px, weight, line.color)
        y += line.px * LEADING
    foot = sheet.height - 22
    data = gettext("Data {data}", data=brief.data)
    page.text(MARGIN, foot, data, SMALL, color=GREY)
    page.text(right, foot, number, SMALL, color=GREY, ha="right")
    _draw_banner(page, brief, foot)
    return page


def _draw_banner(page: Page, brief: Brief, y: float) -> None:
    """Draw the handling banner on its dark bar, in the middle of a line."""
    if not brief.banner:
        return
    wide = text_width(brief.banner, BODY, "bold") + 20
    middle = page.width / 2
    page.rectangle(middle - wide / 2, y - 13, wide, 18, fc="#000000", zorder=28)
    page.text(middle, y, brief.banner, BODY, "bold", brief.banner_color, ha="center")


def _column_titles(sheet: Sheet) -> Line:
    """Return the names of the columns as a line."""
    pieces, x = [], MARGIN
    for name, width in sheet.columns.items():
        pieces.append((x, gettext(name), "semibold"))
        x += width
    return Line(tuple(pieces), SMALL, GREY, rule=True)


def _draw_head(page: Page, brief: Brief, with_columns: bool) -> None:
    """Draw banner and title at the top of a page, and the names of the columns."""
    _draw_banner(page, brief, 24)
    size, sheet = HEAD, sheet_of(brief)
    while size > BODY * 0.8 and text_width(brief.title, size, "bold") > sheet.inner:
        size -= 0.5
    for n, words in enumerate(
        wrap_by_letters(brief.title, size, sheet.inner, "bold")[:2]
    ):
        page.text(MARGIN, 45 + n * size, words, size, "bold")
    if with_columns:
        for x, name, weight in _column_titles(sheet).pieces:
            page.text(x, TOP - 15, name, SMALL, weight, GREY)
