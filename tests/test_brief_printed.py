"""The printed brief: the whole picture in its size, then A4, type that is searched."""

import io
from datetime import date

import numpy as np
import pypdfium2
import pytest
from numpy.lib.stride_tricks import sliding_window_view
from PIL import Image, ImageFilter
from pypdf import PdfReader

from dashboard.brief.drawing.picture import count_pictures
from dashboard.brief.files.formats import to_file
from dashboard.brief.files.tagged import LIST
from dashboard.brief.words.layouts import LAYOUTS, REGION
from dashboard.brief.words.make import make_brief
from tests.drawn_once import drawn_once
from tests.worlds import real_dataset

DATASET = real_dataset()
JANUARY = {"from": date(2026, 1, 1), "to": date(2026, 1, 31)}
AGAINST = {"from": date(2026, 2, 1), "to": date(2026, 2, 28)}
A4 = tuple(np.float32([0, 0, 841.896, 595.296]))
"""Corners of a sheet in points, as pdfium reads them: in single precision."""
SLIDE = tuple(np.float32([0, 0, 960, 540]))
SIZE, CELLS = (1920, 1080), (96, 54)
"""Pixels of a picture, and the squares of it whose mean shades are compared."""
STROKE = 100
"""Pixels of a line that no letter is as long as."""
IN_THE_GATE = "map"
"""The layout that is drawn soonest; every other one is a long test."""


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(code, marks=[] if code == IN_THE_GATE else pytest.mark.full)
        for code in LAYOUTS
    ],
)
def made(request) -> tuple:
    """Return one brief, its PDF, its picture as PNG and as printed, and its drawing.

    Both pictures are grey.
    """
    asked = {"region": ("VE-R", "could", 12.0)} if request.param == REGION else {}
    brief = make_brief(
        DATASET,
        JANUARY | asked,
        layout=request.param,
        against=AGAINST,
        as_of="2026-11-27",
    )
    with drawn_once() as figures:
        pdf, png = to_file(brief, "pdf"), to_file(brief, "png")
    picture = Image.open(io.BytesIO(png)).convert("L")
    return brief, pdf, picture, printed_picture(pdf), figures[0]


def printed_picture(pdf: bytes) -> Image.Image:
    """Return the picture on the first page in grey, 1920 × 1080."""
    page = pypdfium2.PdfDocument(pdf)[0]
    return page.render(scale=SIZE[0] / page.get_width()).to_pil().convert("L")


def cells(picture: Image.Image) -> np.ndarray:
    return np.asarray(picture.resize(CELLS, Image.Resampling.BOX), dtype=float)


def long_strokes(dark: np.ndarray) -> np.ndarray:
    """Return the middles (y, x) of dark lines, level or upright."""
    level, upright = (
        np.argwhere(sliding_window_view(dark, STROKE, axis=axis).all(axis=-1))
        for axis in (1, 0)
    )
    half = STROKE // 2
    return np.vstack([level + (0, half), upright + (half, 0)])


def test_the_print_shows_what_the_picture_shows(made):
    _, _, picture, printed, _ = made
    assert abs(cells(printed) - cells(picture)).mean() < 2.5  # of 255: smoothed type


@pytest.mark.parametrize(
    "part", [(960, 0, 1920, 540), (0, 0, 960, 540), (0, 540, 1920, 1080)]
)
def test_the_print_loses_no_line(made, part):
    """A writer that thinks the page is A4 cuts what lies right of and above A4."""
    brief, _, picture, printed, _ = made
    lines = long_strokes(np.asarray(picture.crop(part)) < 120)
    near = np.asarray(printed.crop(part).filter(ImageFilter.MinFilter(5)))
    assert len(lines) > 100 or brief.layout == "table"
    assert (near[tuple(lines.T)] < 180).sum() >= 0.99 * len(lines)


def test_the_print_has_the_size_of_the_picture_then_a4_and_can_be_searched(made):
    brief, pdf, *_ = made
    pages = pypdfium2.PdfDocument(pdf)
    words = (page.get_textpage().get_text_range() for page in pages)
    text = " ".join(" ".join(page.split()) for page in words)
    boxes = [page.get_mediabox() for page in pages]
    pictures = boxes.count(SLIDE)
    assert pictures == (2 if brief.layout == "table" else 1)
    assert boxes == pictures * [SLIDE] + (len(boxes) - pictures) * [A4]
    assert len(boxes) > pictures
    assert brief.title in text and brief.subtitle in text
    for incident_id in brief.rows["incident_id"]:
        assert incident_id in text


def test_the_print_holds_no_time_program_or_random_id(made):
    _, pdf, *_ = made
    assert {*PdfReader(io.BytesIO(pdf)).metadata} == {"/Title", "/Subject", "/Keywords"}
    assert pdf.startswith(b"%PDF-1.4")
    assert "/ID" not in PdfReader(io.BytesIO(pdf)).trailer


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_label_of_the_picture_is_text_that_search_finds(made):
    _, pdf, *_, figure = made
    found = squeezed(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range())
    written = [each for axes in figure.axes for each in axes.texts]
    labels = {squeezed(each.get_text()) for each in written} - {""}
    assert len(labels) > 40
    assert {each for each in labels if each not in found} == set()


def test_the_print_has_language_bookmarks_and_the_words_of_its_figure(made):
    brief, pdf, *_ = made
    reader = PdfReader(io.BytesIO(pdf))
    root = reader.root_object
    assert root["/Lang"] == "en" and root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    marks = [
        (each.title, reader.get_destination_page_number(each))
        for each in reader.outline
    ]
    assert marks[0][0].startswith("Picture") and marks[0][1] == 0
    assert marks[-1] == (LIST, len(marks) - 1)
    elements = root["/StructTreeRoot"]["/K"]["/K"]
    kinds = [each.get_object()["/S"] for each in elements]
    pictures = len(marks) - 1
    text = ["/P"] * (len(reader.pages) - pictures)
    assert kinds == ["/Figure"] * pictures + text
    assert elements[0].get_object()["/Alt"] == brief.alt


def test_every_tag_has_its_piece_of_its_page(made):
    _, pdf, *_ = made
    reader = PdfReader(io.BytesIO(pdf))
    tree = reader.root_object["/StructTreeRoot"]
    parents = tree["/ParentTree"]["/Nums"]
    for number, page in enumerate(reader.pages):
        (element,) = parents[2 * number + 1]
        assert parents[2 * number] == page["/StructParents"] == number
        assert element.get_object()["/Pg"] == page
        drawn = page.get_contents().get_data()
        assert drawn.count(b"/MCID 0>> BDC") == drawn.count(b"EMC") == 1


def test_each_page_of_a_table_has_its_bookmark():
    few = {"theatre": ["caribbean"]}
    brief = make_brief(DATASET, few, layout="table", as_of="2026-11-27")
    reader = PdfReader(io.BytesIO(to_file(brief, "pdf")))
    titles = [each.title for each in reader.outline]
    pictures = count_pictures(brief)
    assert pictures > 1 and len(titles) == pictures + 1
    assert titles[0] == f"Picture, page 1 of {pictures}" and titles[-1] == LIST
