"""The print of a brief as PDF: the picture in its size, then every incident on A4.

Matplotlib draws each page, but cannot make a figure smaller: its lines and letters are
measured in points. So the picture is first a page of its own, and pypdf lays it on the
page of its size, scaled, as a form (PDF 1.4, 4.9): one step of drawing that holds a
whole page. To merge both pages would take as long as all the rest, for each stroke is
read again.
"""

import io
from dataclasses import replace
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
    StreamObject,
    TextStringObject,
)

from dashboard.brief.drawing.picture import count_pictures, draw_picture
from dashboard.brief.files.listing import text_pages
from dashboard.brief.files.tagged import bookmarks_of, named, tag
from dashboard.brief.words.model import Brief

IMAGE_DPI = 300
"""Dots per inch for what a PDF cannot hold as lines."""
HEADER = "%PDF-1.4"
NOTHING = dict.fromkeys(("CreationDate", "ModDate", "Creator", "Producer"))
"""What would tell one run from another, and is left out."""


def to_pdf(brief: Brief) -> bytes:
    """Return the print; the same brief gives the same bytes.

    A table has as many pages of pictures as it needs; each page is as large as the size
    of the brief is where it is read.
    """
    pictures = pictures_of(brief)
    texts = text_pages(brief, len(pictures))
    marks = bookmarks_of(len(pictures), len(pictures) + len(texts))
    return bind(brief, pictures, texts, [brief.alt] * len(pictures), marks)


def bind(
    brief: Brief,
    pictures: list[Figure],
    texts: list[Figure],
    alts: list[str],
    bookmarks: list[tuple[str, int]],
) -> bytes:
    """Return pictures in the size of a brief and pages of text as one print.

    The brief gives the print its title and subject; ``alts`` are the words of the
    pictures, ``bookmarks`` names with the numbers of their pages, from 0.
    """
    pages = PdfReader(_drawn([*pictures, *texts])).pages
    writer = PdfWriter()
    writer.pdf_header = HEADER
    wide, high = (72 * inches for inches in brief.look.sheet.inches)
    for picture in pages[: len(pictures)]:
        _lay_on(writer.add_blank_page(wide, high), picture, writer)
    for page in pages[len(pictures) :]:
        writer.add_page(page)
    writer.metadata = named(
        Title=TextStringObject(brief.title),
        Subject=TextStringObject(brief.alt),
        Keywords=TextStringObject(brief.filters),
    )
    tag(writer, alts, bookmarks)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pictures_of(brief: Brief) -> list[Figure]:
    """Return every picture of a brief: all pages of a table, else one."""
    looks = (brief.look._replace(page=n + 1) for n in range(count_pictures(brief)))
    return [draw_picture(replace(brief, look=look)) for look in looks]


def _drawn(figures: list[Figure]) -> io.BytesIO:
    """Return figures as the pages of one PDF, each as large as its figure."""
    out = io.BytesIO()
    with PdfPages(out, metadata=NOTHING) as file:
        for figure in figures:
            file.savefig(figure, dpi=IMAGE_DPI)
    return out


def _lay_on(sheet: PageObject, picture: PageObject, writer: PdfWriter) -> None:
    """Draw a page of another file so that it fills an empty sheet of ``writer``."""
    drawn = DecodedStreamObject()
    drawn.set_data(cast(StreamObject, picture["/Contents"]).get_data())
    form = drawn.flate_encode()
    scale = float(sheet.mediabox.width) / float(picture.mediabox.width)
    form.update(
        named(
            Type=NameObject("/XObject"),
            Subtype=NameObject("/Form"),
            BBox=picture.mediabox.clone(writer),
            Matrix=ArrayObject(map(FloatObject, (scale, 0, 0, scale, 0, 0))),
            Resources=picture["/Resources"].clone(writer),
        )
    )
    drawing = DecodedStreamObject()
    drawing.set_data(b"q /Figure <</MCID 0>> BDC /Picture Do EMC Q")
    objects = DictionaryObject(named(Picture=writer._add_object(form)))
    resources = DictionaryObject(named(XObject=objects))
    sheet.update(named(Resources=resources, Contents=writer._add_object(drawing)))
