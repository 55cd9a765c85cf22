"""A report as a Word document: a heading for each page, native text and tables."""

import io
from dataclasses import replace

from docx import Document
from docx.document import Document as Docx

from dashboard.brief.drawing.picture import dots_per_inch, draw_picture
from dashboard.brief.files.document import (
    TEXT_CM,
    clean,
    packed,
    set_up,
    write_about,
    write_annex,
    write_further,
    write_incidents,
)
from dashboard.brief.files.document_parts import add_linked, add_picture, add_table
from dashboard.brief.files.formats import PASTED_SIZE
from dashboard.brief.report.month_maps import months_picture
from dashboard.brief.report.plan import Report, ReportPage
from dashboard.brief.words.model import Brief
from dashboard.brief.words.sizes import POINTS_PER_CM, SIZES
from dashboard.brief.words.table import sum_words
from dashboard.text.language import N_, gettext

MONTHS_CM = 17.5
"""Height of the small maps."""
MONTH_COLUMNS, MONTH_WIDTHS = (N_("Month"), N_("Reported")), [3.0, 13.0]
"""The columns of the table of months, and centimetres for each."""


def report_to_docx(report: Report) -> bytes:
    """Return the document; the same report gives the same bytes."""
    document = Document()
    brief = report.overview
    set_up(document, brief)
    document.add_paragraph(clean(report.title), "Title")
    document.add_paragraph(clean(brief.subtitle), "Subtitle")
    if brief.missing:
        document.add_paragraph().add_run(clean(brief.missing)).bold = True
    for page in report.pages:
        if page.is_table:
            write_incidents(document, page.brief)
            continue
        document.add_heading(clean(page.name))
        if page.months:
            _write_months(document, page)
        elif page.points:
            for words in page.points:
                document.add_paragraph(clean(words))
        else:
            _write_brief(document, page.brief)
    write_annex(document, brief)
    write_about(document, brief)
    return packed(document)


def _write_brief(document: Docx, brief: Brief) -> None:
    """Write a picture with its caption, the text to paste and what stands apart."""
    picture = _picture(brief)
    add_picture(document, picture, clean(brief.title), clean(brief.alt), TEXT_CM)
    document.add_paragraph(clean(f"{brief.title}. {brief.counts}"), "Caption")
    add_linked(document.add_paragraph(), clean(brief.paste), brief.link)
    write_further(document, brief)


def _picture(brief: Brief) -> bytes:
    drawn = replace(brief, look=brief.look._replace(size=PASTED_SIZE))
    out = io.BytesIO()
    draw_picture(drawn).savefig(
        out, format="png", dpi=dots_per_inch(drawn), metadata={"Software": None}
    )
    return out.getvalue()


def _write_months(document: Docx, page: ReportPage) -> None:
    """Write the small maps, and what they count as a table."""
    brief, unit = page.brief, SIZES[PASTED_SIZE].unit
    inches = (TEXT_CM / 2.54, MONTHS_CM / 2.54)
    picture = months_picture(page, inches, POINTS_PER_CM * 2.54 / unit)
    add_picture(document, picture, clean(brief.title), clean(brief.alt), TEXT_CM)
    document.add_paragraph(clean(f"{brief.title}. {brief.subtitle}"), "Caption")
    rows = [[clean(each.name), clean("; ".join(each.lines))] for each in page.months]
    total, words = clean(sum_words(brief)), clean(brief.alt)
    bold = [True, False]
    heads = [gettext(head) for head in MONTH_COLUMNS]
    add_table(document, heads, rows, MONTH_WIDTHS, bold, total, words)
