"""The brief as slides to edit: picture, title, numbers, notes, table and sources.

Whoever opens the file may not have the typeface, and no program tells us which stands
for it. So every text is measured as the widest usual one before it gets its room.
"""

import io
import zipfile
from datetime import datetime

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from dashboard.brief.entries import ENTRY_COLUMNS, source_list
from dashboard.brief.fonts import wrap
from dashboard.brief.model import Brief
from dashboard.text.escape import UNSEEN, safe_url

FONT = "Source Sans 3"
WIDTH, HEIGHT = 13.333, 7.5
"""Inches of a 16:9 slide."""
PX_PER_INCH = 100.0
MOST_ROWS = 150
"""Rows of the list on slides; beyond, the data file has them."""
MADE = datetime(2000, 1, 1)
"""A time that never changes: the same brief is the same file."""
INK, GREY = RGBColor(0x1A, 0x1A, 0x1A), RGBColor(0x4A, 0x4A, 0x4A)
PALE, WHITE = RGBColor(0xF3, 0xF5, 0xF7), RGBColor(0xFF, 0xFF, 0xFF)
BLACK = RGBColor(0, 0, 0)
"""Under a handling banner, where TLP asks for black."""
WIDER = {"regular": 1.25, "bold": 1.33}
"""How much wider text is in DejaVu Sans, the widest that stands for a missing font."""
LEADING = 1.24
"""From one line to the next, in sizes of type; between those of the two fonts."""
TITLE_HIGH = 0.62
TITLE_SIZES = (26, 24, 22, 20, 18, 16, 15, 14, 13, 12, 11, 10)
"""Points of a title; the first that fits is taken."""
FOOT_SIZES = (8.5, 8)
"""Points of the small text; below 8 nobody reads it on paper."""
SCALES = (1, 0.9, 0.8, 0.7, 0.6)
"""How far the numbers may shrink where much is said beside the picture."""
BAR = 0.27
SMALLEST_MAP = 2.0
"""Inches of the picture that even the longest small text leaves."""
COLUMNS = ((0, 1.25), (1, 3.1), (2, 1.6), (3, 1.55), (4, 1.15), (5, 2.5), (7, 1.55))
"""Which cells of ``Brief.entries`` the list shows, and inches for each."""
BOLD = (0, 2)
"""Cells in bold: date and toll."""
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
    down = BAR + 0.03 if brief.banner else 0.12
    box.left, box.top = Inches(0.4), Inches(down)
    box.width, box.height = Inches(WIDTH - 0.8), Inches(TITLE_HIGH)
    frame = box.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = 0
    frame.margin_top = frame.margin_bottom = 0
    _write(frame, [[(title, _title_size(title), True, INK)]])
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    if brief.banner:
        _banner(slide, brief)
    return slide


def _title_size(title: str) -> float:
    """Return the largest size at which a title fits its box."""
    sizes = (
        each
        for each in TITLE_SIZES
        if _high([[(title, each, True, INK)]], WIDTH - 0.8) <= TITLE_HIGH
    )
    return next(sizes, TITLE_SIZES[-1])


def _banner(slide, brief: Brief) -> None:
    color = RGBColor.from_string(brief.banner_color.lstrip("#"))
    for top in (0, HEIGHT - BAR):
        bar = _box(slide, 0, top, WIDTH, BAR, [[(brief.banner, 12, True, color)]])
        bar.name = "Handling banner"
        bar.fill.solid()
        bar.fill.fore_color.rgb = BLACK
        bar.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        bar.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER


def _lines(text: str, points: float, wide: float, bold: bool = False) -> int:
    """Return how many lines a text takes at most, in a box so many inches wide."""
    weight = "bold" if bold else "regular"
    room = wide * PX_PER_INCH / WIDER[weight]
    return len(wrap(_clean(text), points / 0.72, room, weight))


def _high(paragraphs, wide: float) -> float:
    """Return the inches that paragraphs as for :func:`_write` take at most."""
    return sum(
        _lines("".join(run[0] for run in runs), size, wide, any(run[2] for run in runs))
        * size
        * LEADING
        / 72
        for runs in paragraphs
        for size in [max(run[1] for run in runs)]
    )


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
    top, foot = down + 0.42, HEIGHT - (BAR + 0.05 if brief.banner else 0.1)
    small, high = _small(brief, foot - top - SMALLEST_MAP)
    foot -= high
    _box(slide, 0.4, foot, WIDTH - 0.8, high, small)
    right = 0.7 + _picture(slide, brief, picture, top, foot - top - 0.08)
    _numbers(slide, brief, (right, top, WIDTH - right - 0.4, foot - top - 0.08))
    slide.notes_slide.notes_text_frame.text = _clean(_method(brief))


def _picture(slide, brief: Brief, picture: bytes, top: float, high: float) -> float:
    """Add the map at the left, whole, as large as it fits; return its width."""
    shape = slide.shapes.add_picture(io.BytesIO(picture), Inches(0.4), Inches(top))
    scale = min(Inches(9.0) / shape.width, Inches(high) / shape.height)
    shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
    shape.name = "Map"
    shape._element.nvPicPr.cNvPr.set("descr", _clean(brief.alt))
    return shape.width / Inches(1)


def _small(brief: Brief, room: float) -> tuple[list, float]:
    """Return the paragraphs under the picture, and the inches that they take."""
    told = (
        ("Sources ", f"{brief.sources} {brief.credits}"),
        ("Read with care ", f"{brief.disclaimer} {brief.coverage}"),
        ("This picture ", f"{brief.counts} · {brief.stamp} · link {brief.link}"),
    )
    for size in FOOT_SIZES:
        lines = [
            [(head, size, True, GREY), (text, size, False, GREY)] for head, text in told
        ]
        # only the first words are bold: measured as regular text, with a little more
        plain = [[(f"{head}mm{text}", size, False, GREY)] for head, text in told]
        high = _high(plain, WIDTH - 0.8)
        if high <= min(room, 1.15):
            break
    return lines, min(high, room)


def _numbers(slide, brief: Brief, room: tuple[float, float, float, float]) -> None:
    """Write the large numbers as text of their own, then what stands apart."""
    x, y, wide, high = room
    for scale in SCALES:
        blocks = _blocks(brief, scale)
        heights = [_high(each, wide) for each in blocks]
        gap = 0.22 * scale
        if sum(heights) + gap * (len(blocks) - 1) <= high:
            break
    for block, tall in zip(blocks, heights, strict=True):
        _box(slide, x, y, wide, tall, block)
        y += tall + gap


def _blocks(brief: Brief, scale: float) -> list[list]:
    """Return the paragraphs of each box beside the picture."""

    def points(size: float) -> float:
        return max(8, round(size * scale * 2) / 2)

    blocks = [
        [
            [(each.number, points(30), True, INK)],
            [(each.unit, points(14), True, INK)],
            [(each.doubt, points(12), False, GREY)],
        ]
        for each in brief.figures
    ]
    small = points(12)
    further = [[(line, small, False, INK)] for line in brief.lines]
    for side in brief.sides:
        head, words = (f"{side.period}: ", True, INK), (side.filters, False, GREY)
        further.append([(text, small, *rest) for text, *rest in (head, words)])
        told = [f"{each.number} {each.unit} ({each.doubt})" for each in side.figures]
        further += [[(line, small, False, INK)] for line in [*told, *side.lines]]
    if brief.difference:
        further.append([(brief.difference, points(13), True, INK)])
    return [*blocks, *([further] if further else [])]


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
    pages = _fill(entries, [_row_height(each) for each in entries], 5.35)
    for number, rows in enumerate(pages, 1):
        title = f"Incidents, newest first ({number} of {len(pages)})"
        slide = _slide(deck, brief, title)
        _table(slide, rows)
        if len(brief.entries) > MOST_ROWS:
            _box(slide, 0.4, 6.85, 12, 0.3, [[(_rest(brief), 10, False, GREY)]])


def _rest(brief: Brief) -> str:
    """Return how many rows the slides list, and where the others are."""
    return (
        f"The list holds the newest {MOST_ROWS:,} of {len(brief.entries):,} rows; the "
        "others, and their sources, are in the data file."
    )


def _fill(items: list, heights: list[float], room: float) -> list[list]:
    """Return items in order, shared out to pages of so much room."""
    pages, used = [], room
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
        _lines(text, CELL_PT, wide - 0.14, i in BOLD)
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
            _write(cell.text_frame, [[(text, CELL_PT, bold, color)]])


def _sources(deck, brief: Brief) -> None:
    """Add slides with every source of the listed rows, in two columns."""
    room, wide = 5.6, 6.1
    lines = [_source_line(*each) for each in _listed_sources(brief)]
    heights = [
        _lines("".join(run[0] for run in line), SOURCE_PT, wide)
        * (SOURCE_PT * LEADING / 72)
        for line in lines
    ]
    columns = _fill(lines, heights, room)
    pages = [columns[i : i + 2] for i in range(0, len(columns), 2)]
    for number, pair in enumerate(pages, 1):
        slide = _slide(deck, brief, f"Sources ({number} of {len(pages)})")
        for place, some in enumerate(pair):
            runs = [
                [(text, SOURCE_PT, bold, INK) for text, bold, _ in line]
                for line in some
            ]
            box = _box(slide, 0.4 + place * 6.35, 1.05, wide, room, runs)
            _link(box, some)
        if len(brief.entries) > MOST_ROWS:
            _box(slide, 0.4, 6.85, 12, 0.3, [[(_rest(brief), 10, False, GREY)]])


def _listed_sources(brief: Brief) -> list:
    """Return pairs of incident id and source, in the order of the list."""
    ids = [each[-1].split(",")[0] for each in brief.entries[:MOST_ROWS]]
    place = {each_id: number for number, each_id in enumerate(ids)}
    pairs = [each for each in source_list(brief.rows) if each[0] in place]
    return sorted(pairs, key=lambda pair: place[pair[0]])


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
