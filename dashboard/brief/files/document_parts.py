"""What python-docx has no call for: links, alt text, language, a table made at once."""

import io
from xml.sax.saxutils import escape

from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from dashboard.brief.files.spoken import from_words, logo_words
from dashboard.settings import Settings
from dashboard.text.escape import UNSEEN, safe_url
from dashboard.text.language import gettext

LINK = "1F5F8B"
CELL_HALF_POINTS = 16
"""Size of type in the table as Word counts it: 8 points."""
LOGO_CM = 0.8
"""Height of the logo above a page."""
HEAD_FILL, RULE = "1A1A1A", "B8BEC4"
CELL_PAD = 60
"""Twentieths of a point between the edge of a cell and its text."""


def set_language(document: Docx, language: str) -> None:
    """Set the language in which Word reads and checks the whole document."""
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)


def add_picture(
    document: Docx, picture: bytes, title: str, alt: str, wide_cm: float
) -> None:
    """Add a picture as wide as the text, with words for those who cannot see it."""
    shape = document.add_picture(io.BytesIO(picture), width=Cm(wide_cm))
    named = shape._inline.docPr
    named.set("title", title)
    named.set("descr", alt)
    named.set("name", gettext("Picture of the brief"))
    document.paragraphs[-1].paragraph_format.keep_with_next = True


def add_linked(paragraph: Paragraph, words: str, address: str) -> None:
    """Add words to a paragraph; the address among them becomes a link if it is one."""
    before, found, after = words.rpartition(address) if address else (words, "", "")
    if not found or not safe_url(address):
        paragraph.add_run(words)
        return
    paragraph.add_run(before)
    to = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), to)
    run = paragraph.add_run(address)
    run.font.color.rgb, run.font.underline = RGBColor.from_string(LINK), True
    link.append(run._r)
    paragraph._p.append(link)
    if after:
        paragraph.add_run(after)


def write_banner(section, banner: str, color: str) -> None:
    """Write a handling banner in its color on black above and below every page."""
    for place in (section.header, section.footer):
        paragraph = place.paragraphs[0]
        shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="000000"/>')
        paragraph._p.get_or_add_pPr().append(shade)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER  # Word wants it behind
        run = paragraph.add_run(banner)
        run.bold, run.font.size = True, Pt(12)
        run.font.color.rgb = RGBColor.from_string(color.lstrip("#"))


def write_office(section, settings: Settings) -> None:
    """Write logo and name of the office above every page, author and contact below.

    Nothing is written of what the settings leave blank.
    """
    if settings.has_bar:
        fill, ink = (color.lstrip("#") for color in settings.bar_colors)
        paragraph = _own_paragraph(section.header)
        shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{fill}"/>')
        paragraph._p.get_or_add_pPr().append(shade)
        if settings.logo:
            _add_logo(paragraph, settings)
        run = paragraph.add_run(UNSEEN.sub("", settings.office))
        run.bold, run.font.size = True, Pt(10)
        run.font.color.rgb = RGBColor.from_string(ink)
    if settings.from_whom:
        paragraph = _own_paragraph(section.footer)
        run = paragraph.add_run(UNSEEN.sub("", from_words(settings.from_whom)))
        run.font.size = Pt(8)


def _own_paragraph(part) -> Paragraph:
    """Return an empty paragraph of a header or footer, below a banner."""
    first = part.paragraphs[0]
    return part.add_paragraph() if first.text else first


def _add_logo(paragraph: Paragraph, settings: Settings) -> None:
    run = paragraph.add_run()
    picture = run.add_picture(io.BytesIO(settings.logo), height=Cm(LOGO_CM))
    picture._inline.docPr.set("descr", logo_words(settings))
    paragraph.add_run("  ")


def add_table(
    document: Docx,
    titles: list[str],
    rows: list[list[str]],
    widths_cm: list[float],
    bold: list[bool],
    total: str,
    words: str,
) -> None:
    """Add a table whose first row comes again on each page; no row is torn apart.

    ``total`` is the sum, a last row across all columns; ``words`` describe the table
    to those who cannot see it. Written as one piece of XML:
    python-docx looks for each cell anew, which takes minutes for a thousand rows.
    """
    widths = [round(each * 567) for each in widths_cm]  # twentieths of a point
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
    table = parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        f'<w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f"<w:tblBorders>{_rules()}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{CELL_PAD}" w:type="dxa"/>'
        f'<w:right w:w="{CELL_PAD}" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:firstRow="1" w:val="0020"/>'
        f'<w:tblCaption w:val="{_quoted(gettext("Incidents"))}"/>'
        f'<w:tblDescription w:val="{_quoted(words)}"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{_row(titles, widths, [True] * len(titles), head=True)}"
        f"{''.join(_row(row, widths, bold) for row in rows)}"
        f"{_row([total], [sum(widths)], [True], span=len(widths))}</w:tbl>"
    )
    body = document.element.body
    body.insert_element_before(table, "w:sectPr")
    document.add_paragraph()  # Word wants one between a table and what follows


def _row(
    cells: list[str],
    widths: list[int],
    bold: list[bool],
    head: bool = False,
    span: int = 1,
) -> str:
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    repeated = "<w:tblHeader/>" if head else ""
    fill = f'<w:shd w:val="clear" w:fill="{HEAD_FILL}"/>' if head else ""
    color = '<w:color w:val="FFFFFF"/>' if head else ""
    columns = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{across}{fill}</w:tcPr>'
        '<w:p><w:pPr><w:spacing w:before="20" w:after="20"/></w:pPr>'
        f"<w:r><w:rPr>{'<w:b/>' if heavy else ''}{color}"
        f'<w:sz w:val="{CELL_HALF_POINTS}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p></w:tc>'
        for text, wide, heavy in zip(cells, widths, bold, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{columns}</w:tr>"


def _rules() -> str:
    """Return pale lines around and between the rows, none between columns."""
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    none = 'w:val="nil"'
    sides = {"top": rule, "left": none, "bottom": rule, "right": none}
    sides |= {"insideH": rule, "insideV": none}
    return "".join(f"<w:{side} {line}/>" for side, line in sides.items())


def _quoted(text: str) -> str:
    return escape(text, {'"': "&quot;"})
