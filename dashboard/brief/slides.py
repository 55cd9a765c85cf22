"""The brief as a slide to edit: picture, native title, numbers, table, sources, notes."""

import io
import zipfile
from datetime import datetime

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from dashboard.brief.content import ENTRY_COLUMNS, Brief, source_list
from dashboard.brief.fonts import wrap
from dashboard.safe import UNSEEN, safe_url

FONT = "Source Sans 3"
WIDTH, HEIGHT = 13.333, 7.5
"""Inches of a 16:9 slide."""
PX_PER_INCH = 100.0
MOST_ROWS = 150
"""Rows of the list on slides; beyond, the data file has them."""
MADE = datetime(2000, 1, 1)
"""A time that never changes: the same brief is the same file."""
INK, GREY = RGBColor(0x1A, 0x1A, 0x1A), RGBColor(0x4A, 0x4A, 0x4A)
PALE, RULE = RGBColor(0xF3, 0xF5, 0xF7), RGBColor(0x1A, 0x1A, 0x1A)
TITLE_SIZES = ((40, 26), (75, 24), (95, 20), (130, 17), (200, 15))
"""Up to so many characters, points of the title."""
WIDER = 1.18
"""How much wider text is where the font is not installed and another stands for it."""
COLUMNS = ((0, 1.25), (1, 3.1), (2, 1.6), (3, 1.55), (4, 1.15), (5, 2.5), (7, 1.55))
"""Which cells of ``Brief.entries`` the list shows, and inches for each."""
CELL_PT, SOURCE_PT = 9, 9


def to_pptx(brief: Brief, picture: bytes) -> bytes:
    """Return a presentation: one slide with the picture, then the list and sources.

    ``picture`` is a PNG of the map alone (or of the page where there is no map).
    Title, numbers, table and sources can be edited; the notes of the first slide
    hold the method. The same brief gives the same bytes.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    _first(deck, brief, picture)
    _list(deck, brief)
    _sources(deck, brief)
    properties = deck.core_properties
    properties.title = _clean(brief.title)
    properties.comments = _clean(brief.subtitle)[:255]
    properties.author = "Incident dashboard"
    properties.last_modified_by, properties.revision = properties.author, 1
    properties.created = properties.modified = properties.last_printed = MADE
    out = io.BytesIO()
    deck.save(out)
    return _steady(out.getvalue())


def _steady(package: bytes) -> bytes:
    """Return a zip file with its entries in order and without the time of making."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = sorted(old.namelist(), key=lambda name: (name[0] != "[", name))
        for name in names:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()


def _clean(text: str) -> str:
    """Return a text without characters that no reader can see and no file may hold."""
    return UNSEEN.sub("", text)


def _slide(deck, brief: Brief, title: str):
    """Add a slide with its title and, where there is one, the handling banner."""
    slide = deck.slides.add_slide(deck.slide_layouts[5])  # title only
    box = slide.shapes.title
    down = 0.3 if brief.banner else 0.12
    box.left, box.top = Inches(0.4), Inches(down)
    box.width, box.height = Inches(WIDTH - 0.8), Inches(0.62)
    size = next(points for most, points in TITLE_SIZES if len(title) <= most)
    frame = box.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_top = frame.margin_bottom = 0
    _write(frame, [[(title, size, True, INK)]])
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    if brief.banner:
        _banner(slide, brief)
    return slide


def _banner(slide, brief: Brief) -> None:
    color = RGBColor.from_string(brief.banner_color.lstrip("#"))
    for top in (0, HEIGHT - 0.27):
        bar = slide.shapes.add_shape(1, 0, Inches(top), Inches(WIDTH), Inches(0.27))
        bar.fill.solid()
        bar.fill.fore_color.rgb = INK
        bar.line.fill.background()
        bar.shadow.inherit = False
        _write(bar.text_frame, [[(brief.banner, 12, True, color)]])


def _write(frame, paragraphs) -> None:
    """Fill a text frame: paragraphs of (text, points, bold, color)."""
    for number, runs in enumerate(paragraphs):
        lines = frame.paragraphs
        paragraph = lines[0] if number == 0 else frame.add_paragraph()
        for text, size, bold, color in runs:
            run = paragraph.add_run()
            run.text = _clean(text)
            run.font.name, run.font.size, run.font.bold = FONT, Pt(size), bold
            run.font.color.rgb = color


def _box(slide, x, y, w, h, paragraphs):
    box = slide.shapes.add_textbox(Inches(x), Inches(y), Inches(w), Inches(h))
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    _write(frame, paragraphs)
    return box


def _first(deck, brief: Brief, picture: bytes) -> None:
    slide = _slide(deck, brief, brief.title)
    down = 0.95 if brief.banner else 0.78
    _box(slide, 0.4, down, WIDTH - 0.8, 0.35, [[(brief.subtitle, 13, False, GREY)]])
    top, foot = down + 0.42, HEIGHT - (1.5 if brief.banner else 1.25)
    shape = slide.shapes.add_picture(
        io.BytesIO(picture), Inches(0.4), Inches(top), height=Inches(foot - top - 0.08)
    )
    widest = Inches(9.0)
    if shape.width > widest:
        shape.height = Emu(int(shape.height * widest / shape.width))
        shape.width = widest
    shape.name = "Map"
    shape._element.nvPicPr.cNvPr.set("descr", _clean(brief.alt))
    right = 0.4 + shape.width / Inches(1) + 0.3
    _numbers(slide, brief, right, top, WIDTH - right - 0.4)
    small = [
        [
            ("Sources ", 8.5, True, GREY),
            (f"{brief.sources} {brief.credits}", 8.5, False, GREY),
        ],
        [
            ("Read with care ", 8.5, True, GREY),
            (f"{brief.disclaimer} {brief.coverage}", 8.5, False, GREY),
        ],
        [
            ("This picture ", 8.5, True, GREY),
            (f"{brief.counts} · {brief.stamp} · link {brief.link}", 8.5, False, GREY),
        ],
    ]
    _box(slide, 0.4, foot, WIDTH - 0.8, 1.1, small)
    slide.notes_slide.notes_text_frame.text = _clean(_method(brief))


def _numbers(slide, brief: Brief, x: float, y: float, w: float) -> None:
    """Write the large numbers as text of their own, then what stands apart."""
    for each in brief.figures:
        lines = [
            [(each.number, 30, True, INK)],
            [(each.unit, 14, True, INK)],
            [(each.doubt, 12, False, GREY)],
        ]
        _box(slide, x, y, w, 1.15, lines)
        y += 1.3
    further = [[(line, 11, False, INK)] for line in brief.by_campaign]
    for side in brief.sides:
        further.append(
            [(f"{side.period}: ", 12, True, INK), (side.filters, 12, False, GREY)]
        )
        told = [f"{each.number} {each.unit} ({each.doubt})" for each in side.figures]
        further += [[(line, 12, False, INK)] for line in [*told, *side.by_campaign]]
    if brief.difference:
        further.append([(brief.difference, 13, True, INK)])
    if further:
        _box(slide, x, y, w, 3.0, further)


def _method(brief: Brief) -> str:
    """Return the notes: how the numbers and positions came to be."""
    return "\n\n".join(
        (
            brief.paste,
            f"Filters: {brief.filters}. {brief.counts}.",
            "Deaths are low, best and high; missing are presumed dead, inside best and "
            "high and not inside low; blank is not reported, never zero. Tolls of "
            "several campaigns are not added up. Where only an area is known there is "
            "no mark; a circle is our reading of a report.",
            f"{brief.disclaimer} {brief.coverage}",
            f"{brief.sources} {brief.credits}",
            f"{brief.stamp} · link {brief.link}",
        )
    )


def _list(deck, brief: Brief) -> None:
    """Add slides with the table of incidents, as many rows on each as it has room."""
    entries = [
        [_clean(each[i]) for i, _ in COLUMNS] for each in brief.entries[:MOST_ROWS]
    ]
    left = len(brief.entries) - len(entries)
    pages, page, used = [], [], 0.0
    for entry in entries:
        high = _row_height(entry)
        if used + high > 5.35 and page:
            pages, page, used = [*pages, page], [], 0.0
        page.append(entry)
        used += high
    pages += [page] if page else []
    for number, rows in enumerate(pages, 1):
        slide = _slide(
            deck, brief, f"Incidents, newest first ({number} of {len(pages)})"
        )
        _table(slide, rows)
        if left and number == len(pages):
            words = f"{left:,} more rows are in the data file."
            _box(slide, 0.4, 6.9, 8, 0.3, [[(words, 10, False, GREY)]])


def _row_height(entry: list[str]) -> float:
    """Return the inches of a row: its longest cell, wrapped as it will be."""
    px = CELL_PT / 0.72
    lines = max(
        len(wrap(text, px, (wide - 0.14) * PX_PER_INCH / WIDER))
        for text, (_, wide) in zip(entry, COLUMNS, strict=True)
    )
    return lines * CELL_PT * 1.22 / 72 + 0.07


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
                RULE if number == 0 else PALE if number % 2 else RGBColor(255, 255, 255)
            )
            color = RGBColor(255, 255, 255) if number == 0 else INK
            bold = number == 0 or column in (0, 2)
            _write(cell.text_frame, [[(text, CELL_PT, bold, color)]])


def _sources(deck, brief: Brief) -> None:
    """Add slides with every source of the rows, in two columns."""
    told = source_list(brief.rows)[: 3 * MOST_ROWS]
    lines = [_source_line(each_id, source) for each_id, source in told]
    px, wide, room = SOURCE_PT / 0.72, 6.1 * PX_PER_INCH / WIDER, 5.6
    columns, column, used = [], [], 0.0
    for line in lines:
        text = "".join(run[0] for run in line)
        high = len(wrap(text, px, wide)) * SOURCE_PT * 1.24 / 72
        if used + high > room and column:
            columns, column, used = [*columns, column], [], 0.0
        column.append(line)
        used += high
    columns += [column] if column else []
    pages = [columns[i : i + 2] for i in range(0, len(columns), 2)]
    for number, pair in enumerate(pages, 1):
        slide = _slide(deck, brief, f"Sources ({number} of {len(pages)})")
        for place, some in enumerate(pair):
            runs = [
                [(text, SOURCE_PT, bold, INK) for text, bold, _ in line]
                for line in some
            ]
            box = _box(slide, 0.4 + place * 6.35, 1.05, 6.1, room, runs)
            _link(box, some)


def _source_line(each_id: str, source) -> list[tuple[str, bool, str]]:
    """Return runs of one source: (text, bold, address or blank)."""
    date = f", {source.date}" if source.date else ""
    seen = "" if source.opened else f" (page not opened by us, via {source.via})"
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
                run.hyperlink.address = _clean(address)
