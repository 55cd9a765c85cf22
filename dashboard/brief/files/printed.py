"""The print of a brief as PDF: the picture on A4, then every incident with its sources.

Matplotlib draws each page, but cannot make a figure smaller: its lines and letters are
measured in points. So the picture is first a page of its own, and pypdf lays it on the
A4 page, scaled.
"""

import io

from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.generic import NameObject, TextStringObject

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
    sheet.merge_transformed_page(picture, _inside_margins(picture, first))
    sheet.compress_content_streams()
    for page in others:
        writer.add_page(page)
    writer.metadata = {
        NameObject(f"/{name}"): TextStringObject(words)
        for name, words in (
            ("Title", brief.title),
            ("Subject", brief.alt),
            ("Keywords", brief.filters),
        )
    }
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


def _inside_margins(picture, sheet) -> Transformation:
    """Return how a page is scaled and moved to lie inside the margins of a sheet."""
    margin = MARGIN * 0.72  # hundredths of an inch to points
    scale = float((sheet.mediabox.width - 2 * margin) / picture.mediabox.width)
    up = float(sheet.mediabox.height) - margin - scale * float(picture.mediabox.height)
    return Transformation().scale(scale).translate(margin, up)
