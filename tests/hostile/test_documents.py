"""Every payload in files to hand on: nothing in them runs, and links are of sources alone.

Each is read back by a program that we did not write (pypdf, zipfile, Pillow).
"""

import io
import re
import zipfile

import openpyxl
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, IndirectObject, NameObject

from dashboard.brief.files.formats import to_file
from dashboard.brief.report.formats import REPORT_FORMATS, report_to_file
from dashboard.brief.report.periods import period_of
from dashboard.brief.report.plan import make_report
from dashboard.brief.words.make import make_brief
from dashboard.dataset import open_table
from dashboard.openers.opened import TableSource
from dashboard.text.escape import UNSEEN
from tests.hostile.payloads import ALL
from tests.hostile.world import NAME, OWN, TEXTS, WORDS, hostile_csv, hostile_rows

ROWS = 12
"""Rows of the table, so that it is drawn soon; its cells hold every payload."""
TITLE = f"{ALL[0]} {ALL[20]} \u202eabc\u200b"
RUNS = {
    "/JavaScript", "/JS", "/Launch", "/URI", "/SubmitForm", "/ImportData", "/GoToR",
    "/GoToE", "/OpenAction", "/AA", "/EmbeddedFile", "/EmbeddedFiles", "/AcroForm",
    "/RichMedia", "/Movie", "/Sound", "/XFA",
}  # fmt: skip
"""What a PDF has where it runs, opens, sends or holds something (ISO 32000-1, 12.6)."""


@pytest.fixture(scope="module")
def few():
    """Return a table whose cells hold every payload that a CSV file can."""
    columns, rows = [*WORDS, *OWN], hostile_rows()[:ROWS]
    for at, row in enumerate(rows):
        texts = TEXTS[at::ROWS]
        assert len(texts) >= len(columns)
        row |= dict(zip(columns, texts, strict=False))
        row["notes"] = " ".join(texts[len(columns) - 1 :])
    return open_table(TableSource(NAME, hostile_csv(rows)))


def brief(dataset, layout="table"):
    return make_brief(dataset, {}, layout=layout, title=TITLE, banner=ALL[1])


def words_of_pdf(content: bytes) -> set[str]:
    """Return the keys of all objects of a PDF, and the kinds of its actions."""
    reader, words = PdfReader(io.BytesIO(content)), set()
    objects = [
        reader.get_object(IndirectObject(number, at, reader))
        for at, numbers in reader.xref.items()
        for number in numbers
    ]
    objects += [reader.trailer]
    while objects:
        each = objects.pop()
        if isinstance(each, dict):
            words |= {*each, str(each.get("/S", ""))}
            objects += [value for value in each.values() if is_whole(value)]
        elif isinstance(each, list):
            objects += [value for value in each if is_whole(value)]
    return words


def is_whole(value) -> bool:
    return isinstance(value, dict | list) and not isinstance(value, IndirectObject)


def check_pdf(content: bytes) -> None:
    words = words_of_pdf(content)
    assert {"/Contents", "/GoTo", "/Title"} <= words and not words & RUNS
    metadata = PdfReader(io.BytesIO(content)).metadata or {}
    assert not UNSEEN.search("".join(map(str, metadata.values())))


def cells_of(workbook: bytes) -> list:
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    return [cell for sheet in book for row in sheet for cell in row]


def check_office(content: bytes) -> None:
    """Hold a document or slides against what would lead away, run or be hidden."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    assert not [each for each in parts if re.search("(?i)vba|activex|ole", each)]
    for each, inner in parts.items():
        if "/embeddings/" in each:  # the numbers of a chart
            cells = cells_of(inner)
            assert cells and not [cell for cell in cells if cell.data_type == "f"]
    links = b"".join(text for each, text in parts.items() if each.endswith(".rels"))
    away = re.findall(rb'Target="(\w+:[^"]*)"', links)
    assert all(each.startswith(b"https://example.org/a?b=") for each in away)
    shown = [text for each, text in parts.items() if each.endswith(".xml")]
    text = b"".join(shown).decode("utf-8")
    assert "instrText" not in text and not UNSEEN.search(text)


def test_what_runs_in_a_pdf_would_be_noticed():
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(10, 10)
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript")})
    writer.root_object[NameObject("/OpenAction")] = action
    writer.write(out)
    assert words_of_pdf(out.getvalue()) & RUNS == {"/JavaScript", "/OpenAction"}


@pytest.mark.full
@pytest.mark.parametrize("layout", ["table", "numbers"])
def test_a_print_of_every_payload_runs_nothing(few, layout):
    check_pdf(to_file(brief(few, layout), "pdf"))


@pytest.mark.full
@pytest.mark.parametrize("format", ["docx", "pptx"])
def test_a_document_of_every_payload_leads_to_sources_alone(few, format):
    check_office(to_file(brief(few), format))


@pytest.mark.full
@pytest.mark.parametrize("format", REPORT_FORMATS)
def test_a_report_of_every_payload_runs_nothing(few, format):
    period = period_of("2025-09")
    report = make_report(
        few, {}, period, title=TITLE, banner=ALL[2], as_of="2026-01-01"
    )
    content = report_to_file(report, format)
    (check_pdf if format == "pdf" else check_office)(content)


@pytest.mark.full
@pytest.mark.parametrize("format", ["png", "svg", "html"])
def test_a_picture_of_every_payload_hides_no_sign(few, format):
    content = to_file(brief(few), format)
    if format == "png":
        with Image.open(io.BytesIO(content)) as picture:
            assert not UNSEEN.search(f"{picture.info}") and picture.info["Title"]
    else:
        assert not UNSEEN.search(content.decode("utf-8"))
