"""The settings of an office, drawn: in every format, and nothing without them."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from PIL import Image
from pypdf import PdfReader

from dashboard.brief.drawing.canvas import page_of
from dashboard.brief.drawing.head_foot import foot_rows
from dashboard.brief.drawing.picture import draw_picture
from dashboard.brief.files.formats import brief_name, to_file
from dashboard.brief.files.listing import SHEETS, text_pages
from dashboard.brief.words.look import Look
from dashboard.brief.words.make import make_brief
from dashboard.brief.words.sizes import SIZES
from dashboard.settings import USUAL, Settings
from tests.test_brief_sizes import check, texts_of
from tests.worlds import real_dataset

DATASET = real_dataset()
FEW = {"text": "Canouan"}
OFFICE, FROM = "Made-up Institute, Regional desk", "The desk, desk@example.org"


def logo() -> bytes:
    """Return a picture that is one red, 20 by 10 pixels."""
    out = io.BytesIO()
    Image.new("RGB", (20, 10), "#FF0000").save(out, "PNG")
    return out.getvalue()


SETTINGS = Settings(
    organisation="Made-up Institute",
    unit="Regional desk",
    author="The desk",
    contact="desk@example.org",
    logo=logo(),
    paper="Letter",
    frame="#123B5A",
    frame_text="#FFEEDD",
)


def brief_of(settings=SETTINGS, layout="table", banner="", **look):
    return make_brief(
        DATASET,
        FEW,
        layout=layout,
        banner=banner,
        as_of="2026-11-27",
        look=Look(**look),
        settings=settings,
    )


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("banner", ["", "TLP:AMBER"])
def test_bar_and_foot_name_the_office_and_cover_nothing(size, banner):
    figure = draw_picture(brief_of(size=size, banner=banner))
    check(figure, size)
    said = {text.get_text(): text for text in texts_of(figure)}
    assert said[OFFICE].get_color() == "#FFEEDD" and FROM in " ".join(said)
    pixels = pixels_of(figure)
    assert {(255, 0, 0), (0x12, 0x3B, 0x5A)} <= pixels


@pytest.mark.parametrize("author", ["The desk", "made-up desk " * 6])
def test_a_short_foot_has_two_lines_with_an_author_too(author):
    settings = replace(SETTINGS, author=author.strip())
    page = page_of(SIZES["square"])
    rows = foot_rows(page, brief_of(settings, size="square"))
    assert [(head, len(lines)) for head, _, lines in rows] == [
        ("Sources", 1),
        ("Data", 1),
    ]
    assert f"from {settings.from_whom}" in " ".join(sum((r[2] for r in rows), []))


def pixels_of(figure) -> set:
    figure.canvas.draw()
    width, height = figure.canvas.get_width_height()
    image = Image.frombytes("RGBA", (width, height), figure.canvas.buffer_rgba())
    return {color[:3] for _, color in image.getcolors(width * height)}


def test_a_name_as_long_as_may_be_stays_on_its_bar():
    long = replace(SETTINGS, organisation="W" * 80, unit="M" * 80, author="W" * 80)
    for size in ("wide", "square"):
        check(draw_picture(brief_of(long, size=size)), size)


def test_a_grey_proof_has_a_grey_logo():
    figure = draw_picture(brief_of(grey=True))
    assert all(max(each) - min(each) <= 2 for each in pixels_of(figure))


def test_without_settings_there_is_no_bar_and_the_name_stays():
    bare = brief_of(USUAL)
    said = {text.get_text() for text in texts_of(draw_picture(bare))}
    assert not said & {OFFICE, FROM, "From"}
    assert brief_name(bare, "png").endswith("_table.png")
    assert brief_name(brief_of(), "png") != brief_name(bare, "png")
    assert to_file(bare, "html") == to_file(replace(bare, settings=Settings()), "html")


def test_the_annex_is_of_the_paper_and_names_the_office():
    reader = PdfReader(io.BytesIO(to_file(brief_of(), "pdf")))
    last = reader.pages[-1]
    assert [float(each) for each in last.mediabox[2:]] == [792.0, 612.0]
    words = " ".join(last.extract_text().split())
    assert f"From: {OFFICE} · {FROM}" in words
    sheet = SHEETS["Letter"]
    for page in text_pages(brief_of()):
        page.canvas.draw()
        boxes = [each.get_window_extent() for each in page.axes[0].texts]
        assert max(box.x1 for box in boxes) <= sheet.width - 30
        assert min(box.y0 for box in boxes) >= 0


@pytest.mark.sample(2)
@pytest.mark.parametrize("format", ["pptx", "docx", "html", "svg"])
def test_every_other_format_names_the_office_in_its_colors(format):
    content = to_file(brief_of(), format)
    assert content == to_file(brief_of(), format)
    if format in ("pptx", "docx"):
        package = zipfile.ZipFile(io.BytesIO(content))
        parts = [package.read(name) for name in package.namelist()]
        assert logo() in parts
        content = b" ".join(parts)
    text = content.decode("utf-8", "replace")
    assert OFFICE in text and FROM in text and re.search("123b5a", text, re.I)


def test_a_document_is_of_the_paper():
    package = zipfile.ZipFile(io.BytesIO(to_file(brief_of(), "docx")))
    text = package.read("word/document.xml").decode()
    assert '<w:pgSz w:w="12240" w:h="15840"' in text


def test_the_command_that_makes_it_again_asks_for_the_settings():
    assert " --settings=settings.toml" in brief_of().again
    for plain in (USUAL, Settings(banner="TLP:GREEN")):
        assert "--settings" not in brief_of(plain).again
