"""Rows left out and a table cut short are said on every output, with their deaths.

The table is ours, cut after 42 rows, with a wrong date, a wrong latitude and a wrong
count of deaths in three of them: made wrong for the test, and nowhere else.
"""

import csv
import io
import json
import re
import sqlite3
import zipfile

import pyarrow.parquet as pq
import pytest
from docx import Document
from matplotlib.text import Text
from pptx import Presentation
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from dashboard import ROOT
from dashboard.brief.drawing.picture import draw_picture
from dashboard.brief.files.formats import BRIEF_FORMATS, to_file
from dashboard.brief.words.layouts import LAYOUTS
from dashboard.brief.words.look import Look
from dashboard.brief.words.make import make_brief
from dashboard.checks.left_out import LeftOut
from dashboard.commands.cli import main
from dashboard.dataset import open_dataset
from dashboard.exports import EXPORT_FORMATS, Export
from dashboard.figures.caveats import (
    caveats,
    cut_short_words,
    left_out_count,
    left_out_words,
    short_caveats,
    standing_words,
    table_facts,
)
from dashboard.table import archive, read
from dashboard.table.standing import Standing
from tests.drawn_once import drawn_once
from tests.worlds import real_dataset

ROWS, KEPT = 42, 39
LOST = "3 rows with at least 11 deaths left out"
CUT = "The table is cut short: 42 of 110 rows"
SELECTION = {"campaign": ["boat_strike"], "region": ("VE-R", "could", 12.0)}
PAGES = sorted(
    path.stem
    for path in (ROOT / "dashboard" / "views").glob("*.py")
    if not path.stem.startswith("_")
)
LARGE = 16
"""Pixels of the smallest type in which a caveat may stand on a picture of 1,920."""


FORMATS = [name for name in BRIEF_FORMATS if name != "png2x"]


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """Our table, cut short and with three broken rows."""
    path = tmp_path_factory.mktemp("broken") / "incidents.csv"
    text = (ROOT / "incidents.csv").read_text(encoding="utf-8")
    head, *rows = list(csv.reader(io.StringIO(text)))[: 1 + ROWS]
    for row, column, value in (
        (rows[0], "date", "2025-09-31"),
        (rows[1], "latitude", "95"),
        (rows[2], "deaths_best", "many"),
    ):
        row[head.index(column)] = value
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([head, *rows])
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def dataset(broken):
    return open_dataset(broken)


def check(words: str, reason: bool = False) -> None:
    """Say which caveat is not in some words."""
    words = re.sub(r"\s+", " ", words.replace("\\", "").replace("‑", "-"))
    for each in (LOST, CUT, *(["latitude: must be between -90 and 90"] * reason)):
        assert each in words, f"not there: {each}"


# The words


def test_the_dataset_knows_what_is_lost(dataset):
    lost = dataset.left_out
    assert (lost.rows, lost.deaths_at_least, len(dataset.incidents)) == (3, 11, KEPT)
    assert short_caveats(dataset) == [LOST, CUT]
    assert caveats(dataset)[0].startswith(f"{LOST}: ")
    assert caveats(dataset)[1].startswith(
        f"{CUT}; the period and its gaps are those of"
    )
    facts = table_facts(dataset)
    assert (facts["rows_left_out"], facts["deaths_left_out"]) == (3, 11)


def test_a_whole_table_has_no_caveat():
    assert caveats(real_dataset()) == short_caveats(real_dataset()) == []
    assert left_out_words(LeftOut()) == left_out_count(LeftOut()) == ""


@pytest.mark.parametrize(
    ("lost", "words"),
    [
        (LeftOut(1, 1), "1 row with at least 1 death left out"),
        (LeftOut(2, 0), "2 rows with at least 0 deaths left out"),
        (LeftOut(2, 5, 1), "2 rows with at least 5 deaths (1 with no figure) left out"),
        (LeftOut(2, 0, 2), "2 rows without a readable death toll left out"),
        (
            LeftOut(1, 0, 1, 1, 9),
            "1 row (1 with no lower figure (up to 9)) left out",
        ),
        (
            LeftOut(4, 5, 2, 1, 9),
            "4 rows with at least 5 deaths (1 with no figure, 1 with no lower figure "
            "(up to 9)) left out",
        ),
        (
            LeftOut(1, 3, parts=1),
            "1 row with at least 3 deaths left out; 1 part of an incident left out is "
            "counted without it",
        ),
        (
            LeftOut(2, 3, parts=4),
            "2 rows with at least 3 deaths left out; 4 parts of incidents left out are "
            "counted without them",
        ),
        (LeftOut(1_234, 90_000), "1,234 rows with at least 90,000 deaths left out"),
    ],
)
def test_rows_left_out_are_counted_with_their_deaths(lost, words):
    assert left_out_count(lost) == words


def test_reasons_are_shortened_and_the_rarest_counted():
    reasons = [(f"column_{n}: must be {'x' * 70}", 9 - n, 2) for n in range(6)]
    six = left_out_words(LeftOut(9, 1, reasons=reasons))
    assert six.count(" …") == 6 and "other reason" not in six
    seven = left_out_words(LeftOut(9, 1, reasons=[*reasons, ("date: wrong", 1, 5)]))
    assert seven.endswith(", and 1 other reason")


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing("cut_short", 42, 110), CUT),
        (Standing("cut_short", 110, 110), "its last line is unfinished"),
        (Standing("cut_short", 5), "its last line is unfinished"),
        (Standing("edited", 111, 110), ""),
        (Standing("sealed", 110, 110), ""),
        (Standing("unsealed", 5), ""),
    ],
)
def test_only_a_table_cut_short_is_said_everywhere(standing, words):
    found = cut_short_words(standing)
    assert words in found if words else found == ""
    assert standing_words(standing)


# Every output


@pytest.mark.sample(3)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_of_a_brief_says_it_on_the_picture(dataset, layout):
    brief = make_brief(dataset, SELECTION, layout=layout, against={"campaign": []})
    written = draw_picture(brief).findobj(Text)
    both = [each for each in written if CUT in each.get_text()]
    shown = max(both, key=lambda each: each.get_fontsize())
    check(shown.get_text())
    assert shown.get_fontsize() / 0.72 >= LARGE
    foot = " ".join(each.get_text() for each in written)
    check(foot, reason=True)
    check(brief.alt, reason=True)
    check(brief.paste, reason=True)


@pytest.mark.parametrize("layout", ["numbers", "table"])
def test_a_short_foot_says_it_too(dataset, layout):
    look = Look(size="half")
    brief = make_brief(dataset, SELECTION, layout=layout, look=look)
    written = [each.get_text() for each in draw_picture(brief).findobj(Text)]
    assert "Read with care" not in written
    check(" ".join(written))


def test_a_brief_of_a_whole_table_has_the_room_of_before():
    brief = make_brief(real_dataset(), SELECTION)
    assert brief.missing == brief.missing_in_short == ""
    assert "left out" not in brief.alt + brief.paste + brief.care


def pdf_words(content: bytes) -> str:
    return PdfReader(io.BytesIO(content)).pages[0].extract_text()


def slide_words(content: bytes) -> str:
    slide = Presentation(io.BytesIO(content)).slides[0]
    return " ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)


def document_words(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    return " ".join(each.text for each in document.paragraphs[:4])


BRIEF_READERS = {
    "png": lambda content: content.decode("latin-1"),
    "png2x": lambda content: content.decode("latin-1"),
    "svg": bytes.decode,
    "pdf": pdf_words,
    "pptx": slide_words,
    "docx": document_words,
    "html": lambda content: re.split("</h1>|<div class=.map", content.decode())[1],
}


def test_every_format_of_a_brief_has_its_reader_here():
    assert set(BRIEF_READERS) == set(BRIEF_FORMATS)


@pytest.fixture(scope="module")
def brief_files(dataset):
    brief = make_brief(dataset, SELECTION)
    with drawn_once():
        return {name: to_file(brief, name) for name in FORMATS}


@pytest.mark.full
@pytest.mark.parametrize("format", FORMATS)
def test_every_format_of_a_brief_says_it(brief_files, format):
    check(BRIEF_READERS[format](brief_files[format]))


@pytest.mark.full
def test_a_slide_of_a_pair_says_it_too(dataset):
    brief = make_brief(dataset, SELECTION, layout="compare", against={"campaign": []})
    check(slide_words(to_file(brief, "pptx")))


def xlsx_words(path) -> str:
    with zipfile.ZipFile(path) as book:
        return book.read("xl/sharedStrings.xml").decode()


def gpkg_words(path) -> str:
    rows = sqlite3.connect(path).execute("select text from about").fetchall()
    return " ".join(text for (text,) in rows)


EXPORT_READERS = {
    "csv": lambda path: " ".join(
        line for line in path.read_text("utf-8-sig").splitlines() if line[:1] == "#"
    ),
    "xlsx": xlsx_words,
    "geojson": lambda path: json.dumps(json.loads(path.read_text("utf-8"))["about"]),
    "gpkg": gpkg_words,
    "parquet": lambda path: pq.read_metadata(path).metadata[b"about"].decode(),
    "kml": lambda path: path.read_text("utf-8").split("<Style", 1)[0],
}


@pytest.mark.parametrize("kind", EXPORT_FORMATS)
def test_every_file_says_it(dataset, kind, tmp_path):
    export = Export(
        dataset.incidents,
        "everything",
        dataset.dictionary,
        dataset.fingerprint,
        caveats=tuple(caveats(dataset)),
    )
    path = tmp_path / f"out.{kind}"
    path.write_bytes(EXPORT_FORMATS[kind].write(export))
    check(EXPORT_READERS[kind](path), reason=True)


COMMANDS = (
    ("totals",),
    ("totals", "--campaign", "boat_strike"),
    ("region", "VE-R"),
    ("brief", "--out", "{folder}", "--format", "html"),
    ("export", "--out", "{folder}/out.csv"),
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_it_in_words_and_for_programs(
    command, broken, monkeypatch, capsys, tmp_path
):
    monkeypatch.setattr(read, "INCIDENTS", broken)
    words = [each.format(folder=tmp_path) for each in command]
    assert main(words) == 1
    out, err = capsys.readouterr()
    check(out)
    check(err, reason=True)
    assert main([*words, "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["rows_left_out"], report["deaths_left_out"]) == (3, 11)
    assert report["data_to"] == "2026-10-04" and report["title"]
    check(" ".join(report["caveats"]), reason=True)


def test_selfcheck_says_it(broken, monkeypatch, capsys):
    monkeypatch.setattr(read, "INCIDENTS", broken)
    assert main(["selfcheck"]) == 1
    check(capsys.readouterr().out, reason=True)


def said(at: AppTest) -> str:
    kinds = (at.markdown, at.caption, at.warning, at.code, at.expander, at.error)
    return " ".join(
        getattr(each, "value", None) or getattr(each, "label", "")
        for kind in kinds
        for each in kind
    )


@pytest.mark.sample(3)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_it(page, broken, monkeypatch, tmp_path):
    monkeypatch.setattr(read, "INCIDENTS", broken)
    monkeypatch.setattr(archive, "ARCHIVE", tmp_path / "kept")
    at = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60)
    if page == "region":
        at.query_params["region"] = "VE-R"
    at.run()
    at.switch_page(f"views/{page}.py").run()
    assert not at.exception
    check(said(at))
    if page not in ("data", "method", "changes"):  # they have no sentence to take away
        check(" ".join(each.value for each in at.code), reason=True)
    if page == "map":  # under the charts of time
        check(" ".join(each.value for each in at.caption), reason=True)
