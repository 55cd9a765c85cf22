"""The print of a brief as PDF: the picture on A4, then every incident with its sources.

Matplotlib draws each page, but cannot make a figure smaller: its lines and letters are
measured in points. So the picture is first a page of its own, and pypdf lays it on the
A4 page, scaled, as a form (PDF 1.4, 4.9): one step of drawing that holds a whole page.
To merge both pages would take as long as all the rest, for each stroke is read again.
"""

import io
from typing import cast

from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from dashboard.brief.drawing.picture import draw_picture
from dashboard.brief.files.listing import MARGIN, text_pages
from dashboard.brief.words.model import Brief

IMAGE_DPI = 300
"""Dots per inch for what a PDF cannot hold as lines."""
HEADER = "%PDF-1.4"
NOTHING = dict.fromkeys(("CreationDate", "ModDate", "Creator", "Producer"))
"""What would tell one run from another, and is left out."""


def to_pdf(brief: Brief) -> bytes:
    """Return the print; the same brief gives the same bytes."""
    pages = PdfReader(_drawn([draw_picture(brief), *text_pages(brief)])).pages
    picture, first, *others = pages
    writer = PdfWriter()
    writer.pdf_header = HEADER
    sheet = writer.add_page(first)
    _lay_on(sheet, picture, writer)
    for page in others:
        writer.add_page(page)
    writer.metadata = _named(
        Title=TextStringObject(brief.title),
        Subject=TextStringObject(brief.alt),
        Keywords=TextStringObject(brief.filters),
    )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _drawn(figures: list[Figure]) -> io.BytesIO:
    """Return figures as the pages of one PDF, each as large as its figure."""
    out = io.BytesIO()
    with PdfPages(out, metadata=NOTHING) as file:
        for figure in figures:
            file.savefig(figure, dpi=IMAGE_DPI)
    return out


def _lay_on(sheet: PageObject, picture: PageObject, writer: PdfWriter) -> None:
    """Draw a page inside the margins of a sheet of ``writer``."""
    drawn = DecodedStreamObject()
    drawn.set_data(cast(StreamObject, picture["/Contents"]).get_data())
    form = drawn.flate_encode()
    form.update(
        _named(
            Type=NameObject("/XObject"),
            Subtype=NameObject("/Form"),
            BBox=picture.mediabox.clone(writer),
            Matrix=_inside_margins(picture, sheet),
            Resources=picture["/Resources"].clone(writer),
        )
    )
    drawing = DecodedStreamObject()
    drawing.set_data(b"q /Picture Do Q")
    # Those of all pages, and of the form: changed in a copy.
    resources = cast(DictionaryObject, sheet["/Resources"])
    others = dict(resources.get("/XObject", {}))
    others |= _named(Picture=writer._add_object(form))
    more = dict(resources) | _named(XObject=DictionaryObject(others))
    contents = [sheet.raw_get("/Contents"), writer._add_object(drawing)]
    sheet.update(
        _named(Resources=DictionaryObject(more), Contents=ArrayObject(contents))
    )


def _named(**values: PdfObject) -> dict[NameObject, PdfObject]:
    """Return the entries of a dictionary as a PDF has them."""
    return {NameObject(f"/{name}"): each for name, each in values.items()}


def _inside_margins(picture: PageObject, sheet: PageObject) -> ArrayObject:
    """Return the matrix that scales and moves a page into the margins of a sheet."""
    margin = MARGIN * 0.72  # hundredths of an inch to points
    scale = float((sheet.mediabox.width - 2 * margin) / picture.mediabox.width)
    up = float(sheet.mediabox.height) - margin - scale * float(picture.mediabox.height)
    return ArrayObject(map(FloatObject, (scale, 0, 0, scale, margin, up)))
