"""The brief as a Word document: picture, text to paste, table, sources as an annex.

It is what a report writer takes from: every part can be copied on its own. The type is
the reader's own (that of Word's usual template), for the text is meant to be moved.
"""

import io

from docx import Document
from docx.document import Document as Docx
from docx.shared import Cm, Pt, RGBColor

from dashboard.brief.files.document_parts import (
    add_linked,
    add_picture,
    add_table,
    set_language,
    write_banner,
    write_office,
)
from dashboard.brief.files.spoken import filters_and_counts, office_language
from dashboard.brief.files.steady import MADE, steady
from dashboard.brief.words.entries import (
    ENTRY_COLUMNS,
    incidents_of_sources,
    listed_note,
    source_list,
)
from dashboard.brief.words.model import Brief
from dashboard.brief.words.pair import side_lines
from dashboard.brief.words.table import NO_ROW, sum_words
from dashboard.table.sources import Source
from dashboard.text.escape import UNSEEN, safe_url
from dashboard.text.language import gettext

PAPERS = {"A4": (21.0, 29.7), "Letter": (21.59, 27.94)}
"""Centimetres of a page, upright, by the paper of the settings."""
TEXT_CM = 16.0
"""Width of the text between its margins, and of the picture: half a page is made for
it."""
INK = RGBColor(0x1A, 0x1A, 0x1A)
SIZES = {
    "Title": 20,
    "Subtitle": 12,
    "Heading 1": 14,
    "Normal": 10.5,
    "Caption": 8.5,
    "List Bullet 2": 8.5,
}
"""Points of the styles."""
COLUMNS = ((0, 1.9), (1, 2.65), (2, 1.7), (3, 2.35), (4, 2.4), (5, 2.7), (7, 2.3))
"""Which cells of ``Brief.entries`` the table shows, and centimetres for each."""
BOLD = (0, 2)
"""Cells in bold: date and toll."""


def to_docx(brief: Brief, picture: bytes | None) -> bytes:
    """Return the document; ``picture`` is a PNG, None where the table stands for it.

    The same brief gives the same bytes.
    """
    document = Document()
    set_up(document, brief)
    document.add_paragraph(clean(brief.title), "Title")
    document.add_paragraph(clean(brief.subtitle), "Subtitle")
    if brief.missing:
        document.add_paragraph().add_run(clean(brief.missing)).bold = True
    if picture is None:
        write_incidents(document, brief)
    else:
        add_picture(document, picture, clean(brief.title), clean(brief.alt), TEXT_CM)
        document.add_paragraph(clean(f"{brief.counts}. {brief.stamp}"), "Caption")
    add_linked(document.add_paragraph(), clean(brief.paste), brief.link)
    write_further(document, brief)
    if picture is not None:
        write_incidents(document, brief)
    document.add_heading(gettext("Read with care"))
    document.add_paragraph(clean(brief.care))
    write_annex(document, brief)
    write_about(document, brief)
    return packed(document)


def packed(document: Docx) -> bytes:
    """Return a document as a file without the time of its making."""
    out = io.BytesIO()
    document.save(out)
    return steady(out.getvalue())


def clean(text: str) -> str:
    """Return a text without characters that no reader can see and no file may hold."""
    return UNSEEN.sub("", text)


def set_up(document: Docx, brief: Brief) -> None:
    """Set paper, styles, language, title and banner."""
    section = document.sections[0]
    wide, high = PAPERS[brief.settings.paper]
    section.page_width, section.page_height = Cm(wide), Cm(high)
    section.left_margin = section.right_margin = Cm((wide - TEXT_CM) / 2)
    section.top_margin = section.bottom_margin = Cm(2)
    for name, points in SIZES.items():
        font = document.styles[name].font
        font.size, font.color.rgb = Pt(points), INK
    language = office_language()
    set_language(document, language)
    properties = document.core_properties
    properties.title, properties.subject = clean(brief.title)[:255], ""
    properties.comments = clean(brief.subtitle)[:255]
    properties.keywords = clean(brief.filters)[:255]
    properties.author = properties.last_modified_by = gettext("Incident dashboard")
    properties.language, properties.revision = language, 1
    properties.created = properties.modified = MADE
    if brief.banner:
        write_banner(section, clean(brief.banner), brief.banner_color)
    write_office(section, brief.settings)


def write_further(document: Docx, brief: Brief) -> None:
    """Write what stands apart: campaigns, answers, the sides of a pair."""
    for line in brief.lines:
        document.add_paragraph(clean(line), "List Bullet")
    for side in brief.sides:
        lines = "; ".join(side_lines(side))
        words = f"{' · '.join(side.head)}: {lines}"
        document.add_paragraph(clean(words), "List Bullet")
    if brief.difference:
        document.add_paragraph().add_run(clean(brief.difference)).bold = True


def write_incidents(document: Docx, brief: Brief) -> None:
    """Write the table of incidents with its sum, below its heading."""
    document.add_heading(gettext("Incidents, newest first"))
    titles = [gettext(ENTRY_COLUMNS[i]) for i, _ in COLUMNS]
    rows = [[clean(entry[i]) for i, _ in COLUMNS] for entry in brief.entries]
    if not rows:
        document.add_paragraph(gettext(NO_ROW))
        return
    bold = [i in BOLD for i, _ in COLUMNS]
    words = clean(f"{brief.title}. {brief.counts}")
    widths = [wide for _, wide in COLUMNS]
    add_table(document, titles, rows, widths, bold, clean(sum_words(brief)), words)


def write_annex(document: Docx, brief: Brief) -> None:
    """Write every source once, under its incidents, as a link where it has one."""
    document.add_heading(gettext("Annex: sources and licences"))
    document.add_paragraph(clean(brief.sources))
    dictionary = brief.dataset.dictionary
    for source, ids in incidents_of_sources(source_list(brief.rows)).items():
        paragraph = document.add_paragraph(style="List Bullet 2")
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(clean(f"{', '.join(ids)} ")).bold = True
        note = listed_note(source, dictionary)
        add_linked(paragraph, *_source_words(source, note))
    document.add_paragraph(clean(brief.credits))


def _source_words(source: Source, note: str) -> tuple[str, str]:
    """Return the words of a source and the address among them, blank for none."""
    parts = (source.publisher, source.date, note, source.url)
    words = ", ".join(part for part in parts if part)
    return clean(words), clean(source.url) if safe_url(source.url) else ""


def write_about(document: Docx, brief: Brief) -> None:
    """Write the filters, which data these are, and how the file is made again."""
    document.add_heading(gettext("This document"))
    document.add_paragraph(clean(filters_and_counts(brief)))
    words = f"{brief.stamp} · {brief.again}"
    add_linked(document.add_paragraph(), clean(words), brief.link)
