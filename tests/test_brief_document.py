"""The Word document of a brief: picture, text, table, annex of links, same bytes."""

import io
import zipfile
from datetime import date
from functools import cache

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm
from PIL import Image

from dashboard.brief.drawing.fonts import WIDEST_BOLD, text_width
from dashboard.brief.files.document import COLUMNS, TEXT_CM, to_docx
from dashboard.brief.files.document_parts import CELL_PAD, add_table
from dashboard.brief.files.formats import to_file
from dashboard.brief.words.entries import source_list
from dashboard.brief.words.make import make_brief
from dashboard.brief.words.sizes import SIZES
from dashboard.brief.words.table import NO_ROW, sum_words
from dashboard.text.escape import safe_url
from tests.worlds import OPENING, real_dataset

DATASET = real_dataset()
JANUARY = {"from": date(2026, 1, 1), "to": date(2026, 1, 31)}
NONE = {"text": "no such words anywhere"}
HOSTILE = '<img src=x onerror="x">${1} </w:t> & \x07 =1+1'


@cache
def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1920, 1080), "#DCE9F2").save(out, format="png")
    return out.getvalue()


def document_of(selection, **more):
    brief = make_brief(DATASET, selection, as_of="2026-11-27", **more)
    made = to_docx(brief, None if brief.layout == "table" else picture())
    return brief, Document(io.BytesIO(made))


def texts(document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def links(document) -> list[str]:
    """Return the address of every link, through its relation."""
    found = document.element.body.iter(qn("w:hyperlink"))
    return [document.part.rels[each.get(qn("r:id"))].target_ref for each in found]


def test_title_picture_paste_table_and_annex_come_in_this_order():
    brief, document = document_of(OPENING)
    styles = [each.style.name for each in document.paragraphs]
    heads = [t for t, s in zip(texts(document), styles, strict=True) if "Heading" in s]
    assert texts(document)[0] == brief.title and styles[:2] == ["Title", "Subtitle"]
    assert heads == [
        "Incidents, newest first",
        "Read with care",
        "Annex: sources and licences",
        "This document",
    ]
    at = [texts(document).index(each) for each in (brief.subtitle, brief.paste)]
    assert at == sorted(at) and at[-1] < texts(document).index(heads[0])
    for each in (brief.care, brief.sources, brief.credits):
        assert each in texts(document)


def test_the_picture_is_as_wide_as_the_text_and_says_what_it_shows():
    brief, document = document_of(OPENING)
    (shape,) = document.inline_shapes
    section = document.sections[0]
    inner = section.page_width - section.left_margin - section.right_margin
    assert abs(shape.width - inner) < 1000 and abs(inner - Cm(TEXT_CM)) < 1000
    named = shape._inline.docPr
    assert (named.get("title"), named.get("descr")) == (brief.title, brief.alt)


def test_the_table_holds_every_row_and_its_head_comes_again_on_each_page():
    brief, document = document_of({})
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert {*rows.pop()} == {sum_words(brief)}  # one cell across all columns
    assert [row[-1] for row in rows[1:]] == [entry[-1] for entry in brief.entries]
    assert [row[2] for row in rows[1:]] == [entry[2] for entry in brief.entries]
    assert rows[0] == "Date|Place as reported|Killed|What|Verification|Where|Id".split(
        "|"
    )
    heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert heads == [True] + [False] * (len(brief.entries) + 1)
    assert sum(column.width for column in table.columns) <= Cm(TEXT_CM) + 1000


def test_every_source_is_a_link_in_the_annex():
    brief, document = document_of(OPENING)
    urls = {each.url for _, each in source_list(brief.rows) if safe_url(each.url)}
    assert len(urls) > 100 and urls <= {*links(document)}
    assert all(each.startswith(("http://", "https://")) for each in links(document))
    said = "\n".join(texts(document))
    for incident_id, source in source_list(brief.rows):
        assert incident_id in said and source.publisher in said


def test_where_the_layout_is_the_table_it_comes_first_and_there_is_no_picture():
    brief, document = document_of(JANUARY, layout="table")
    assert not document.inline_shapes
    body = [each.tag for each in document.element.body]
    table = body.index(qn("w:tbl"))
    paste = texts(document).index(brief.paste)
    assert table < 5 and paste >= 3
    _, other = document_of(JANUARY, layout="map")
    assert [each.tag for each in other.element.body].index(qn("w:tbl")) > 5


def test_both_sides_of_a_pair_and_the_difference_are_written():
    brief, document = document_of(JANUARY, layout="compare", against=OPENING)
    said = "\n".join(texts(document))
    assert brief.difference in said
    for side in brief.sides:
        assert side.filters in said


def test_a_selection_of_nothing_says_so_without_a_table():
    _, document = document_of(NONE)
    said = texts(document)
    assert not document.tables
    assert said[said.index("Incidents, newest first") + 1] == NO_ROW


def test_no_word_of_a_column_is_cut_in_two():
    """Measured in the widest typeface that may stand for a missing one."""
    wide = dict(COLUMNS)
    pad = 2 * CELL_PAD / 20 / 72 * 2.54
    for column, words in ((4, "Verification"), (4, "corroborated"), (0, "2025")):
        at_8_points = text_width(words, 8 / 0.72, WIDEST_BOLD) / 100 * 2.54
        assert at_8_points <= wide[column] - pad, words


def test_language_title_and_banner_are_set():
    brief, document = document_of(JANUARY, banner="TLP:AMBER")
    assert document.core_properties.title == brief.title
    assert document.core_properties.language == "en-GB"
    languages = [each.get(qn("w:val")) for each in document.styles.element.iter()]
    assert "en-GB" in languages and "en-US" not in languages
    for place in (document.sections[0].header, document.sections[0].footer):
        (run,) = place.paragraphs[0].runs
        assert (run.text, str(run.font.color.rgb)) == ("TLP:AMBER", "FFC000")
        shade = place.paragraphs[0]._p.find(f".//{qn('w:shd')}")
        assert shade.get(qn("w:fill")) == "000000"
        assert shade.getnext().tag == qn("w:jc")  # the order that Word asks for


def test_hostile_text_is_only_text():
    brief, document = document_of(NONE, title=HOSTILE)
    assert texts(document)[0] == brief.title.replace("\x07", "")
    add_table(
        document, ["a"], [[HOSTILE.replace("\x07", "")]], [3.0], [False], "&<", '"&'
    )
    assert document.tables[-1].cell(2, 0).text == "&<"
    assert document.tables[-1].cell(1, 0).text == HOSTILE.replace("\x07", "")


def test_a_document_has_no_time_of_making():
    made = to_docx(make_brief(DATASET, JANUARY), picture())
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert {each.date_time[:3] for each in package.infolist()} == {(1980, 1, 1)}
        assert package.namelist()[0] == "[Content_Types].xml"
        assert b"2000-01-01T00:00:00Z" in package.read("docProps/core.xml")


def test_the_picture_of_a_document_has_the_size_of_half_a_page():
    brief = make_brief(DATASET, JANUARY, as_of="2026-11-27")
    (shape,) = Document(io.BytesIO(to_file(brief, "docx"))).inline_shapes
    size = SIZES["half"]
    assert abs(shape.height / shape.width - size.height / size.width) < 0.001
