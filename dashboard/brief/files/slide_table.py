"""The slides after the first: the table of incidents, and every source."""

from pptx.util import Inches

from dashboard.brief.files.slide_front import open_front
from dashboard.brief.files.slide_text import (
    GREY,
    INK,
    LEADING,
    PALE,
    WHITE,
    add_box,
    add_notes,
    add_slide,
    clean,
    count_lines,
    describe,
    office_high,
    text_height,
    write_runs,
)
from dashboard.brief.words.entries import (
    ENTRY_COLUMNS,
    incidents_of_sources,
    listed_note,
    source_list,
)
from dashboard.brief.words.model import Brief
from dashboard.brief.words.table import sum_words
from dashboard.text.escape import safe_url
from dashboard.text.language import gettext
from dashboard.text.language import number as number_words

MOST_ROWS = 1_000
"""Rows of the list on slides, a hundred of them; beyond, the print has them."""
COLUMNS = (1.1, 2.4, 1.3, 1.3, 1.15, 2.1, 1.9, 1.45)
"""Inches of each column, one for each cell of ``Brief.entries``."""
BOLD = (0, 2)
"""Cells in bold: date and toll."""
CELL_PT, SOURCE_PT = 9, 9
LINE = CELL_PT * LEADING / 72
"""Inches of a line of a cell."""
ROOM, REST_AT = 5.6, 6.85
"""Inches of height for the list on a slide of its own, and where its note stands."""


def add_list(deck, brief: Brief, is_first: bool = False) -> None:
    """Add slides with the table of incidents, as many rows on each as it has room.

    The last row is the sum. ``is_first`` puts the table on the first slide, below its
    title and over its small text.
    """
    entries = [[*map(clean, entry)] for entry in brief.entries[:MOST_ROWS]]
    heights = [_row_height(entry) for entry in entries]
    total = clean(sum_words(brief))
    sum_high = count_lines(total, CELL_PT, sum(COLUMNS) - 0.14, True) * LINE + 0.07
    head, first = _row_height(_titles()), ROOM - office_high(brief)
    is_cut, at = len(brief.entries) > MOST_ROWS, REST_AT
    if is_first:
        slide, (_, top, _, room) = open_front(deck, brief)
        first = room - (0.3 if is_cut else 0)
        at = top + first
    if not entries and not is_first:
        return
    later = ROOM - office_high(brief)
    pages = _fill([*entries, [total]], [*heights, sum_high], later - head, first - head)
    for number, rows in enumerate(pages, 1):
        if number > 1 or not is_first:
            title = gettext(
                "Incidents, newest first ({number} of {many})",
                number=number,
                many=len(pages),
            )
            slide, at = add_slide(deck, brief, title), REST_AT
            top = 1.0 + office_high(brief)
            add_notes(slide, _table_notes(brief))
        words = gettext(
            "{title}, page {number} of {many}",
            title=brief.title,
            number=number,
            many=len(pages),
        )
        _table(slide, rows, top, words)
        if is_cut:
            add_box(slide, 0.4, at, 12, 0.3, [[(_rest(brief), 10, False, GREY)]])


def _rest(brief: Brief) -> str:
    """Return how many rows the slides list, and where the others are."""
    return gettext(
        "The list holds the newest {most} of {many} rows; the others, and their "
        "sources, are in the PDF of this brief.",
        most=number_words(MOST_ROWS),
        many=number_words(len(brief.entries)),
    )


def _titles() -> list[str]:
    """Return the titles of the columns in the language of now."""
    return [gettext(title) for title in ENTRY_COLUMNS]


def _table_notes(brief: Brief) -> str:
    return gettext(
        "{title}. Filters: {filters}. {stamp}",
        title=brief.title,
        filters=brief.filters,
        stamp=brief.stamp,
    )


def _fill(
    items: list, heights: list[float], room: float, first: float = 0
) -> list[list]:
    """Return items in order, shared out to pages of so much room, the first its own."""
    pages: list[list] = []
    used = room
    for item, high in zip(items, heights, strict=True):
        if not pages or used + high > (first or room if len(pages) == 1 else room):
            pages.append([])
            used = 0.0
        pages[-1].append(item)
        used += high
    return pages


def _row_height(entry: list[str]) -> float:
    """Return the inches of a row: its longest cell, wrapped as it will be."""
    lines = max(
        count_lines(text, CELL_PT, wide - 0.14, i in BOLD)
        for i, (text, wide) in enumerate(zip(entry, COLUMNS, strict=True))
    )
    return lines * LINE + 0.07


def _table(slide, rows: list[list[str]], top: float, words: str) -> None:
    """Add a table; a row of one cell, the sum, goes across all columns."""
    shape = slide.shapes.add_table(
        len(rows) + 1, len(COLUMNS), Inches(0.3), Inches(top), Inches(12.7), Inches(0.3)
    )
    shape.name = gettext("Incidents")
    describe(shape, words)
    table = shape.table
    for column, wide in enumerate(COLUMNS):
        table.columns[column].width = Inches(wide)
    for number, row in enumerate([_titles(), *rows]):
        if len(row) == 1:
            table.cell(number, 0).merge(table.cell(number, len(COLUMNS) - 1))
            lines = count_lines(row[0], CELL_PT, sum(COLUMNS) - 0.14, True)
            table.rows[number].height = Inches(lines * LINE + 0.07)
        else:
            table.rows[number].height = Inches(_row_height(row))
        for column, text in enumerate(row):
            _write_cell(table.cell(number, column), number, column, text, len(row) == 1)


def _write_cell(cell, number: int, column: int, text: str, is_sum: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(0.06)
    cell.margin_top = cell.margin_bottom = Inches(0.025)
    cell.fill.solid()
    cell.fill.fore_color.rgb = INK if number == 0 else PALE if number % 2 else WHITE
    color = WHITE if number == 0 else INK
    bold = number == 0 or is_sum or column in BOLD
    write_runs(cell.text_frame, [[(text, CELL_PT, bold, color)]])


def add_sources(deck, brief: Brief) -> None:
    """Add slides with every source of the listed rows, in two columns."""
    room, wide = 5.6 - office_high(brief), 6.1
    dictionary = brief.dataset.dictionary
    lines = [
        _source_line(key, each, dictionary) for key, each in _listed_sources(brief)
    ]
    heights = [
        text_height([[(text, SOURCE_PT, bold, INK) for text, bold, _ in line]], wide)
        for line in lines
    ]
    columns = _fill(lines, heights, room)
    pages = [columns[i : i + 2] for i in range(0, len(columns), 2)]
    for number, pair in enumerate(pages, 1):
        title = gettext("Sources ({number} of {many})", number=number, many=len(pages))
        slide = add_slide(deck, brief, title)
        add_notes(slide, f"{brief.sources} {brief.credits}")
        for place, some in enumerate(pair):
            runs = [
                [(text, SOURCE_PT, bold, INK) for text, bold, _ in line]
                for line in some
            ]
            box = add_box(
                slide, 0.4 + place * 6.35, 1.05 + office_high(brief), wide, room, runs
            )
            _link(box, some)
        if len(brief.entries) > MOST_ROWS:
            add_box(slide, 0.4, REST_AT, 12, 0.3, [[(_rest(brief), 10, False, GREY)]])


def _listed_sources(brief: Brief) -> list:
    """Return each source once with the ids of its incidents, in order of the list."""
    ids = [entry[-1].split(",")[0] for entry in brief.entries[:MOST_ROWS]]
    place = {each_id: number for number, each_id in enumerate(ids)}
    pairs = [pair for pair in source_list(brief.rows) if pair[0] in place]
    ordered = sorted(pairs, key=lambda pair: place[pair[0]])
    incidents = incidents_of_sources(ordered)
    return [(", ".join(ids), source) for source, ids in incidents.items()]


def _source_line(each_id: str, source, dictionary) -> list[tuple[str, bool, str]]:
    """Return runs of one source: (text, bold, address or blank)."""
    date = f", {source.date}" if source.date else ""
    note = listed_note(source, dictionary)
    seen = f" ({note})" if note else ""
    address = source.url if safe_url(source.url) else ""
    shown = f" {source.url}" if source.url else ""
    return [
        (f"{each_id} ", True, ""),
        (f"{source.publisher}{date}{seen}", False, ""),
        (shown, False, address),
    ]


def _link(box, lines) -> None:
    for paragraph, line in zip(box.text_frame.paragraphs, lines, strict=True):
        for run, (_, _, address) in zip(paragraph.runs, line, strict=True):
            if address:
                run.hyperlink.address = clean(address)
