"""The report in Spanish: whole sentences, the numbers of English, files that say so."""

import io
import json
import re
import zipfile
from datetime import date
from functools import cache

import pytest
from docx import Document
from pptx import Presentation
from pypdf import PdfReader

from dashboard.brief.report.formats import report_name
from dashboard.brief.report.months import month_of
from dashboard.brief.report.periods import period_of
from dashboard.brief.report.plan import Report, make_report
from dashboard.brief.report.since import _line, since_page
from dashboard.brief.report.words import changed_name, changed_title, table_title
from dashboard.brief.words.errors import BriefError
from dashboard.brief.words.make import make_brief
from dashboard.commands.cli import main
from dashboard.selection.selected import Selected
from dashboard.text.language import speaking
from tests.test_spanish_pictures import spanish_dataset
from tests.worlds import real_dataset

BOATS = {"campaign": ["boat_strike"]}
QUARTER = period_of("2025-Q4")
AS_OF = "2026-11-29"
NUMBER = re.compile(r"\d+")
ENGLISH = re.compile(
    r"\b(the|of|and|with|killed|strikes?|quarter|incidents?|month|table|report|since)\b",
    re.I,
)


@pytest.fixture(autouse=True)
def in_spanish():
    with speaking("es"):
        yield


@cache
def report(code: str = "es") -> Report:
    with speaking(code):
        dataset = spanish_dataset() if code == "es" else real_dataset()
        return make_report(dataset, BOATS, QUARTER, as_of=AS_OF)


def months(made: Report):
    return next(page.months for page in made.pages if page.months)


def test_a_period_has_no_article_and_its_titles_have_the_right_one():
    month, year = period_of("2026-08"), period_of("2026")
    assert month.words == "ago 2026" and year.words == "2026"
    assert QUARTER.words == "cuarto trimestre de 2025"
    assert changed_title(QUARTER.previous, QUARTER) == (
        "Qué cambió del tercer trimestre de 2025 al cuarto trimestre de 2025"
    )
    assert changed_title(month.previous, month) == "Qué cambió de jul 2026 a ago 2026"
    assert changed_name(QUARTER) == "Qué cambió desde el cuarto trimestre de 2025"
    assert changed_name(year) == "Qué cambió desde 2026"
    ends = ", del más reciente al más antiguo"
    assert table_title(QUARTER) == f"Incidentes del cuarto trimestre de 2025{ends}"
    assert table_title(year) == f"Incidentes de 2026{ends}"


def test_the_pages_are_named_in_spanish_with_a_capital_letter():
    assert [page.name for page in report().pages] == [
        *("Panorama", "Qué cambió desde el tercer trimestre de 2025"),
        *("Caribe", "Pacífico oriental", "Mar no revelado"),
        *("Mes a mes", "Tabla", "Método"),
    ]
    theatre = report().pages[4].brief.title
    assert theatre.startswith("Mar no revelado. EE. UU.:")


def test_the_table_is_known_by_its_layout_in_every_language():
    for code in ("es", "en"):
        (page,) = (page for page in report(code).pages if page.is_table)
        assert report(code).table is page.brief
        assert len(page.brief.entries) == len(report(code).overview.rows)


def test_no_word_of_ours_is_english():
    words = []
    for page in report().pages:
        brief = page.brief
        words += [page.name, brief.title, brief.subtitle, brief.counts, brief.alt]
        words += [*page.points[:-4], *(line for m in page.months for line in m.lines)]
    assert not [text for text in words if ENGLISH.search(text)]


def test_each_month_has_the_numbers_of_english():
    for spanish, english in zip(months(report()), months(report("en")), strict=True):
        said = [
            sorted(NUMBER.findall(" ".join(each.lines))) for each in (spanish, english)
        ]
        assert said[0] == said[1]


@pytest.mark.parametrize(
    ("month", "lines"),
    [
        (
            "2025-09",
            ("3 ataques, 17 muertos", "datos del 2–30 sept 2025"),
        ),
        (
            "2026-07",
            ("la tabla no recoge incidentes", "la tabla tiene un vacío en este mes"),
        ),
        (
            "2026-11",
            ("la tabla no abarca este mes", "la tabla tiene un vacío en este mes"),
        ),
        ("2025-01", ("la tabla no abarca este mes",)),
    ],
)
def test_a_month_says_what_is_reported_and_what_is_covered(month, lines):
    period = period_of(month)
    selected = Selected(spanish_dataset(), {**BOATS, **period.filters})
    assert month_of(selected, period).lines == lines


def test_one_of_them_is_counted_as_one():
    said = [line for each in months(report()) for line in each.lines]
    assert "de ellos, 5 sin punto conocido" in said
    assert "11 ataques, 44–45 muertos (mejor cifra: 45)" in said


def test_a_change_is_a_whole_line_whose_codes_stay_codes():
    assert (
        _line("A-1", "added", "", "", "2026-01-02") == "A-1, fila agregada: 2026-01-02"
    )
    assert _line("A-1", "removed", "", "Sucre", "") == "A-1, fila retirada: Sucre"
    assert _line("A-1", "changed", "Muertos", "", "3") == "A-1, Muertos: sin dato → 3"


def test_a_page_of_changes_is_in_spanish():
    dataset = spanish_dataset()
    page = since_page(dataset, "2026-10-04")
    assert page.name == "Cambios desde el 4 oct 2026"
    assert page.title == "Qué cambió en la tabla desde el final del 4 oct 2026"
    assert page.points[0].startswith("Desde el 4 oct 2026: ")
    assert re.fullmatch(r"Y \d+ cambios en las fuentes\.", page.points[-1])
    nothing = since_page(dataset, "2030-01-01").points
    assert nothing == ("No ha cambiado nada desde entonces.",)


def test_a_page_since_a_link_begins_with_a_capital_letter():
    dataset = spanish_dataset()
    page = since_page(dataset, "/?campaign=boat_strike&data=0a1b2c3d.1.1.1.1")
    assert page.title == "Qué cambió desde el enlace fijado"
    assert "ataques a embarcaciones" in page.points[1]
    assert not ENGLISH.search(" ".join(page.points))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: period_of("2026-13"), "debe ser un mes, un trimestre o un año"),
        (lambda: since_page(spanish_dataset(), "soon"), "debe ser un día"),
        (lambda: report_name(report(), "html"), "pdf, docx, pptx"),
    ],
)
def test_what_is_wrong_is_said_in_spanish(make, words):
    with pytest.raises(BriefError, match=words) as raised:
        make()
    assert "must be" not in str(raised.value)


def test_the_command_in_the_foot_asks_for_spanish():
    for page in report().pages:
        assert page.brief.again.startswith("se vuelve a hacer con python -m dashboard")
        assert page.brief.again.endswith(" --lang=es")
    assert "--lang" not in report("en").overview.again


def test_the_name_of_the_file_ends_in_the_language():
    english = report_name(report("en"), "pdf")
    with speaking("en"):
        plain = report_name(report("en"), "pdf")
    assert plain.endswith("_report.pdf") and english.endswith("_report_es.pdf")
    assert plain == english.replace("_es.", ".")


@pytest.mark.parametrize("command", ["report", "brief"])
def test_the_help_is_in_spanish(capsys, command):
    with pytest.raises(SystemExit):
        main(["--lang", "es", command, "--help"])
    out = " ".join(capsys.readouterr().out.split())
    assert "si no se indica" in out
    for words in (
        "if not given",
        "how it is drawn",
        "the pages",
        "print JSON",
        "TLP of",
    ):
        assert words not in out


def test_the_best_of_a_difference_is_written_as_that_of_a_toll():
    pair = make_brief(
        spanish_dataset(),
        {**BOATS, "from": date(2025, 9, 1), "to": date(2025, 9, 30)},
        layout="compare",
        against={**BOATS, **QUARTER.filters},
    )
    said = f"{pair.paste} {pair.alt}"
    assert "(mejor cifra: +89)" in said and "(mejor cifra: 106)" in said
    assert "mejor cifra +" not in said


@pytest.mark.full
@pytest.mark.parametrize("format", ["pdf", "pptx", "docx"])
def test_a_file_is_in_spanish_and_says_so(format, tmp_path, capsys):
    words = ["--lang", "es", "report", "--period", "2026-10", "--json"]
    words += ["--format", format, "--campaign", "boat_strike", "--out", str(tmp_path)]
    assert main(words) == 0
    out, error = capsys.readouterr()
    said = json.loads(out)
    assert said["language"] == "es" and said["period"] == "oct 2026"
    assert said["pages"][0] == "Panorama" and "inglés" not in error
    (path,) = tmp_path.iterdir()
    assert path.name.endswith(f"_report_es.{format}")
    content = path.read_bytes()
    if format == "pdf":
        reader = PdfReader(io.BytesIO(content))
        assert reader.trailer["/Root"]["/Lang"] == "es"
        assert [each.title for each in reader.outline][:1] == ["Panorama"]
        return
    if format == "docx":
        document = Document(io.BytesIO(content))
        assert document.core_properties.language == "es-419"
        heads = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
        assert heads[0] == "Panorama" and "Mes a mes" in heads
        assert document.tables[0].rows[0].cells[1].text == "Lo informado"
        return
    slides = [*Presentation(io.BytesIO(content)).slides]
    shapes = {each.name for slide in slides for each in slide.shapes}
    assert "Mapas pequeños por mes" in shapes
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert b'lang="es' in parts.read("ppt/slides/slide1.xml")
