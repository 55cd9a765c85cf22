"""A report in Spanish: every page's words, the English numbers, and its files."""

import io
import re

import pytest
from docx import Document
from pypdf import PdfReader

from dashboard.brief.report.formats import report_name, report_to_file
from dashboard.brief.report.periods import period_of
from dashboard.brief.report.plan import TABLE, make_report
from dashboard.brief.report.since import since_page
from dashboard.brief.words.errors import BriefError
from dashboard.dataset import open_dataset
from dashboard.in_language import in_language
from dashboard.text.language import speaking
from tests.test_cli import run
from tests.test_spanish_brief import numbers

AS_OF = "2026-11-28T09:30Z"
BOATS = {"campaign": ["boat_strike"]}
DAY = "2026-11-20"
ENGLISH = re.compile(r"\b(the|of|and|with|killed|strikes?|incidents?|since|known)\b")
"""Words of ours that no Spanish sentence has."""


@pytest.fixture(scope="module")
def both():
    """Return a report of two campaigns in English and in Spanish."""
    ours = open_dataset()
    asked = {"campaign": ["boat_strike", "vessel_seizure"]}

    def made(dataset):
        since = since_page(dataset, DAY)
        period = period_of("2025-Q4")
        return make_report(dataset, asked, period, as_of=AS_OF, since=since)

    english = made(ours)
    with speaking("es"):
        return english, made(in_language(ours))


def test_the_pages_are_the_same_with_spanish_names(both):
    english, spanish = both
    assert [page.code for page in spanish.pages] == [p.code for p in english.pages]
    names = [page.name for page in spanish.pages]
    assert names[0] == "Panorama" and names[-3:] == ["Mes a mes", "Tabla", "Método"]
    assert "tercer trimestre de 2025" in names[1] and names[2].endswith("20 nov 2026")
    assert spanish.table.layout == "table" and spanish.pages[-2].code == TABLE


def test_every_number_of_a_page_is_that_of_the_english_one(both):
    for one, other in zip(both[0].pages, both[1].pages, strict=True):
        for part in ("title", "subtitle", "counts", "paste"):
            said = getattr(other.brief, part)
            assert numbers(said) == numbers(getattr(one.brief, part)), (part, said)
        for month, same in zip(other.months, one.months, strict=True):
            assert numbers(" ".join(month.lines)) == numbers(" ".join(same.lines))


def test_heads_months_and_method_have_no_english_word_of_ours(both):
    for page in both[1].pages:
        lines = [line for month in page.months for line in month.lines]
        points = page.points if page.code else ()  # changes hold texts of the table
        for words in (page.name, page.brief.title, page.brief.subtitle, *lines):
            assert not ENGLISH.search(words), words
        for words in points:
            own = re.sub(r"(Southern Command|Agencia|Según|Tabla:).*", "", words)
            assert not ENGLISH.search(own), own


def test_a_month_says_in_words_what_is_none_and_what_was_not_looked_at():
    ours = open_dataset()
    with speaking("es"):
        dataset = in_language(ours)
        report = make_report(dataset, BOATS, period_of("2026-11"), as_of=AS_OF)
    (page,) = (page for page in report.pages if page.months)
    said = {month.name: month.lines for month in page.months}
    assert said["nov 2026"][0] == "la tabla no cubre estos días"
    assert said["jul 2026"][0] == "ninguno hallado en la tabla"
    assert any("vacío" in line for line in said["jul 2026"])
    assert "datos: 1–4 oct 2026" in said["oct 2026"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("2026-Q1", "primer trimestre de 2026"),
        ("2026-Q4", "cuarto trimestre de 2026"),
        ("2026-09", "sept 2026"),
        ("2026", "2026"),
    ],
)
def test_a_period_is_named_in_spanish(code, words):
    with speaking("es"):
        assert period_of(code).words == words


def test_what_is_wrong_is_said_in_spanish(capsys):
    with speaking("es"), pytest.raises(BriefError, match="debe ser un mes"):
        period_of("2026-13")
    code, _, error = run(
        capsys, "--lang=es", "report", "--period", "2026-09", "--since", "ayer"
    )
    assert code == 2 and "debe ser un día" in error


@pytest.mark.full
@pytest.mark.parametrize("format", ["docx", "pptx", "pdf"])
def test_the_file_is_in_spanish_names_it_and_has_the_same_bytes_twice(both, format):
    report = both[1]
    with speaking("es"):
        made = report_to_file(report, format)
        assert made == report_to_file(report, format)
        assert "_es_report." in report_name(report, format)
    if format == "docx":
        document = Document(io.BytesIO(made))
        assert document.core_properties.language == "es-419"
        heads = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
        assert not any(ENGLISH.search(each) for each in heads)
    if format == "pdf":
        assert PdfReader(io.BytesIO(made)).trailer["/Root"]["/Lang"] == "es"
