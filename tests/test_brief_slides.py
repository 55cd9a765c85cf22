"""The slide of a brief: native text, notes, table, sources, same bytes."""

import io
import zipfile
from functools import cache

import pytest
from PIL import Image
from pptx import Presentation
from pptx.util import Emu

from dashboard.brief.content import make_brief, source_list
from dashboard.brief.slides import HEIGHT, WIDTH, to_pptx
from dashboard.dataset import open_dataset
from dashboard.filters import OPENING

DATASET = open_dataset()
HOSTILE = '<img src=x onerror="x">${1}`\\2 {{7*7}} \x07 =1+1'


@cache
def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1336, 800), "#DCE9F2").save(out, format="png")
    return out.getvalue()


def deck_of(selection: dict, **more):
    brief = make_brief(DATASET, selection, as_of="2026-11-27", **more)
    return brief, Presentation(io.BytesIO(to_pptx(brief, picture())))


def words(slide) -> str:
    told = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            told += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(told)


@pytest.mark.parametrize(
    "selection", [OPENING, {}, {"text": "no such"}, {"text": "Beata"}]
)
def test_the_first_slide_has_all_its_furniture(selection):
    brief, deck = deck_of(selection, banner="TLP:GREEN")
    first = deck.slides[0]
    said, notes = words(first), first.notes_slide.notes_text_frame.text
    assert first.shapes.title.text_frame.text == brief.title
    for each in (brief.subtitle, brief.coverage, brief.disclaimer, brief.sources):
        assert each in said
    for each in (brief.credits, brief.counts, brief.data, brief.link, "TLP:GREEN"):
        assert each in said
    for figure in brief.figures:
        assert {figure.number, figure.unit, figure.doubt} <= set(said.split("\n"))
    for each in (brief.paste, brief.filters, brief.disclaimer, "never zero"):
        assert each in notes
    (drawn,) = [shape for shape in first.shapes if shape.shape_type == 13]
    assert drawn._element.nvPicPr.cNvPr.get("descr") == brief.alt


def test_every_incident_and_every_source_is_on_a_slide():
    brief, deck = deck_of(OPENING)
    said = "\n".join(words(slide) for slide in deck.slides)
    for entry in brief.entries:
        assert entry[-1] in said and entry[2] in said
    for each_id, source in source_list(brief.rows):
        assert f"{each_id} {source.publisher}" in said and source.url in said
    assert "page not opened by us, via " in said


def test_nothing_stands_outside_its_slide():
    _, deck = deck_of({}, title="W" * 30 + " Niño Güiria" * 10, banner="x" * 60)
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.top >= 0
            assert Emu(shape.left + shape.width).inches <= WIDTH + 0.01
            assert Emu(shape.top + shape.height).inches <= HEIGHT + 0.01


def test_hostile_text_is_only_text_and_links_are_web_addresses():
    brief, deck = deck_of(OPENING, title=HOSTILE)
    assert "\x07" not in deck.slides[0].shapes.title.text_frame.text
    assert "onerror" in deck.slides[0].shapes.title.text_frame.text
    links = [
        run.hyperlink.address
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.hyperlink.address
    ]
    assert len(links) > 100
    assert all(each.startswith(("http://", "https://")) for each in links)


def test_the_same_brief_is_the_same_file_without_a_time_of_making():
    brief = make_brief(DATASET, OPENING, as_of="2026-11-27")
    made = to_pptx(brief, picture())
    assert made == to_pptx(brief, picture())
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert {each.date_time[:3] for each in package.infolist()} == {(1980, 1, 1)}
        assert package.namelist()[0] == "[Content_Types].xml"
