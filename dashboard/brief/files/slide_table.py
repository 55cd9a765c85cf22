"""The slides after the first: the table of incidents, and every source."""

from pptx.util import Inches

from dashboard.brief.files.slide_text import (
    GREY,
    INK,
    LEADING,
    PALE,
    WHITE,
    add_box,
    add_slide,
    clean,
    count_lines,
    write_runs,
)
from dashboard.brief.words.entries import (
    ENTRY_COLUMNS,
    incidents_of_sources,
    listed_note,
    source_list,
)
from dashboard.brief.words.model import Brief
from dashboard.text.escape import safe_url

MOST_ROWS = 150
"""Rows of the list on slides; beyond, the data file has them."""
COLUMNS = ((0, 1.25), (1, 3.1), (2, 1.6), (3, 1.55), (4, 1.15), (5, 2.5), (7, 1.55))
"""Which cells of ``Brief.entries`` the list shows, and inches for each."""
BOLD = (0, 2)
"""Cells in bold: date and toll."""
CELL_PT, SOURCE_PT = 9, 9


def add_list(deck, brief: Brief) -> None:
    """Add slides with the table of incidents, as many rows on each as it has room."""
    entries = [
        [clean(entry[i]) for i, _ in COLUMNS] for entry in brief.entries[:MOST_ROWS]
    ]
    pages = _fill(entries, [_row_height(entry) for entry in entries], 5.35)
    for number, rows in enumerate(pages, 1):
        title = f"Incidents, newest first ({number} of {len(pages)})"
        slide = add_slide(deck, brief, title)
        _table(slide, rows)
        if len(brief.entries) > MOST_ROWS:
            add_box(slide, 0.4, 6.85, 12, 0.3, [[(_rest(brief), 10, False, GREY)]])


def _rest(brief: Brief) -> str:
    """Return how many rows the slides list, and where the others are."""
    return (
        f"The list holds the newest {MOST_ROWS:,} of {len(brief.entries):,} rows; the "
        "others, and their sources, are in the data file."
    )


def _fill(items: list, heights: list[float], room: float) -> list[list]:
    """Return items in order, shared out to pages of so much room."""
    pages: list[list] = []
    used = room
    for item, high in zip(items, heights, strict=True):
        if used + high > room or not pages:
            pages.append([])
            used = 0.0
        pages[-1].append(item)
        used += high
    return pages


def _row_height(entry: list[str]) -> float:
    """Return the inches of a row: its longest cell, wrapped as it will be."""
    lines = max(
        count_lines(text, CELL_PT, wide - 0.14, i in BOLD)
        for text, (i, wide) in zip(entry, COLUMNS, strict=True)
    )
    return lines * CELL_PT * LEADING / 72 + 0.07


def _table(slide, rows: list[list[str]]) -> None:
    top = 1.05
    shape = slide.shapes.add_table(
        len(rows) + 1, len(COLUMNS), Inches(0.3), Inches(top), Inches(12.7), Inches(0.3)
    )
    table = shape.table
    for column, (_, wide) in enumerate(COLUMNS):
        table.columns[column].width = Inches(wide)
    titles = [ENTRY_COLUMNS[i] for i, _ in COLUMNS]
    for number, row in enumerate([titles, *rows]):
        table.rows[number].height = Inches(_row_height(row))
        for column, text in enumerate(row):
            cell = table.cell(number, column)
            cell.margin_left = cell.margin_right = Inches(0.06)
            cell.margin_top = cell.margin_bottom = Inches(0.025)
            cell.fill.solid()
            cell.fill.fore_color.rgb = (
                INK if number == 0 else PALE if number % 2 else WHITE
            )
            color = WHITE if number == 0 else INK
            bold = number == 0 or COLUMNS[column][0] in BOLD
            write_runs(cell.text_frame, [[(text, CELL_PT, bold, color)]])


def add_sources(deck, brief: Brief) -> None:
    """Add slides with every source of the listed rows, in two columns."""
    room, wide = 5.6, 6.1
    dictionary = brief.dataset.dictionary
    lines = [
        _source_line(key, each, dictionary) for key, each in _listed_sources(brief)
    ]
    heights = [
        count_lines("".join(run[0] for run in line), SOURCE_PT, wide)
        * (SOURCE_PT * LEADING / 72)
        for line in lines
    ]
    columns = _fill(lines, heights, room)
    pages = [columns[i : i + 2] for i in range(0, len(columns), 2)]
    for number, pair in enumerate(pages, 1):
        slide = add_slide(deck, brief, f"Sources ({number} of {len(pages)})")
        for place, some in enumerate(pair):
            runs = [
                [(text, SOURCE_PT, bold, INK) for text, bold, _ in line]
                for line in some
            ]
            box = add_box(slide, 0.4 + place * 6.35, 1.05, wide, room, runs)
            _link(box, some)
        if len(brief.entries) > MOST_ROWS:
            add_box(slide, 0.4, 6.85, 12, 0.3, [[(_rest(brief), 10, False, GREY)]])


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
