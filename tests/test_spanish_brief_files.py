"""Files of briefs in Spanish: their language, their names, and the same bytes twice."""

import io
import re
import zipfile
from datetime import date
from functools import cache

import pytest
from docx import Document
from docx.oxml.ns import qn
from pptx import Presentation
from pypdf import PdfReader

from dashboard.brief.drawing.fonts import WIDEST_BOLD, text_width
from dashboard.brief.files.document import COLUMNS
from dashboard.brief.files.document_parts import CELL_PAD
from dashboard.brief.files.formats import (
    BRIEF_FORMATS,
    brief_name,
    checked_format,
    checked_outlines,
    to_file,
)
from dashboard.brief.files.slide_chart import _on_axis
from dashboard.brief.files.tagged import bookmarks_of
from dashboard.brief.words.entries import listed_note, source_list
from dashboard.brief.words.errors import BriefError
from dashboard.brief.words.look import Look
from dashboard.brief.words.make import make_brief
from dashboard.figures.grains import GRAINS, bin_words
from dashboard.text.language import gettext, speaking
from dashboard.text.words import day_in_words
from tests.test_spanish_pictures import spanish_dataset
from tests.worlds import OPENING

FEW = {**OPENING, "from": date(2025, 9, 1), "to": date(2025, 9, 20)}


@pytest.fixture(autouse=True)
def in_spanish():
    with speaking("es"):
        yield


@cache
def brief():
    with speaking("es"):
        return make_brief(
            spanish_dataset(),
            FEW,
            layout="table",
            as_of="2026-11-28",
            look=Look("half"),
        )


@cache
def file(format: str) -> bytes:
    with speaking("es"):
        return to_file(brief(), format)


def test_a_print_says_its_language_and_its_bookmarks():
    print_ = PdfReader(io.BytesIO(file("pdf")))
    assert print_.trailer["/Root"]["/Lang"] == "es"
    assert print_.outline[0].title.startswith("Imagen")
    assert print_.outline[-1].title == "Todos los incidentes con sus fuentes"
    last = print_.pages[-1].extract_text()
    assert "Datos " in last


def test_bookmarks_of_several_pages_are_numbered():
    names = [name for name, _ in bookmarks_of(2, 3)]
    assert names[:2] == ["Imagen, página 1 de 2", "Imagen, página 2 de 2"]


def test_a_document_is_checked_as_spanish():
    document = Document(io.BytesIO(file("docx")))
    assert document.core_properties.language == "es-419"
    languages = [each.get(qn("w:val")) for each in document.styles.element.iter()]
    assert "es-419" in languages and "en-GB" not in languages
    said = [each.text for each in document.paragraphs]
    for words in ("Leer con cautela", "Anexo: fuentes y licencias", "Este documento"):
        assert words in said


@pytest.mark.parametrize(
    ("column", "word"),
    [(3, "embarcación"), (4, "Verificación"), (4, "controvertido"), (2, "muertos")],
)
def test_no_word_of_a_column_of_the_document_is_cut_in_two(column, word):
    pad = 2 * CELL_PAD / 20 / 72 * 2.54
    at_8_points = text_width(word, 8 / 0.72, WIDEST_BOLD) / 100 * 2.54
    assert at_8_points <= dict(COLUMNS)[column] - pad


def test_every_run_of_the_slides_is_spanish():
    deck = Presentation(io.BytesIO(file("pptx")))
    assert deck.core_properties.language == "es-419"
    slides = zipfile.ZipFile(io.BytesIO(file("pptx")))
    parts = [
        name for name in slides.namelist() if re.search("(s|S)lide\\d+.xml$", name)
    ]
    runs = [run for name in parts for run in runs_of(slides.read(name).decode())]
    assert len(runs) > 50
    assert [run for run in runs if 'lang="es-419"' not in run] == []


def runs_of(xml: str) -> list[str]:
    return re.findall(r"<a:r>.*?</a:r>", xml, re.DOTALL)


@pytest.mark.parametrize(
    ("format", "tag"),
    [("html", '<html lang="es">'), ("svg", ' lang="es"'), ("svg", ' xml:lang="es"')],
)
def test_a_page_and_a_vector_picture_say_their_language(format, tag):
    said = file(format).decode()
    assert tag in said and 'lang="en"' not in said


@pytest.mark.parametrize("format", ["svg", "docx", "html"])
def test_the_same_brief_gives_the_same_bytes(format):
    assert to_file(brief(), format) == file(format)


@pytest.mark.full
@pytest.mark.parametrize("format", BRIEF_FORMATS)
def test_every_format_has_the_same_bytes_after_another_language(format):
    first = file(format)
    with speaking("en"):
        to_file(brief(), format)
    assert to_file(brief(), format) == first


def test_files_of_two_languages_do_not_share_a_name():
    name = brief_name(brief(), "png")
    with speaking("en"):
        assert name.replace("_es.", ".") == brief_name(brief(), "png") != name


def test_a_week_stands_on_the_axis_as_its_day_alone():
    start = date(2025, 9, 1)
    for grain in GRAINS:
        words = bin_words(start, grain)
        shown = "1 sept 2025" if grain == "week" else words
        assert _on_axis(start, words) == shown
    assert day_in_words(start) == "1 sept 2025"


def test_formats_and_errors_are_said_in_spanish():
    assert gettext(BRIEF_FORMATS["svg"].label) == "Imagen vectorial (SVG)"
    with pytest.raises(BriefError, match="debe ser uno de png"):
        checked_format("gif")
    with pytest.raises(BriefError, match="solo en el formato svg, no en png"):
        checked_outlines(True, "png")


def test_the_kind_of_a_publisher_is_said_in_spanish():
    said = "\n".join(
        listed_note(source, spanish_dataset().dictionary)
        for _, source in source_list(brief().rows)
    )
    assert "agencia" in said and "wire or newspaper" not in said
