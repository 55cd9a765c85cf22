"""The slide of a brief: native text, notes, table, sources, same bytes."""

import io
import zipfile
from datetime import date
from functools import cache

import pytest
from PIL import Image
from pptx import Presentation
from pptx.util import Emu

from dashboard.brief.files import slide_table, slide_text
from dashboard.brief.files.slide_text import BAR, HEIGHT, WIDTH
from dashboard.brief.files.slides import to_pptx
from dashboard.brief.words.entries import incidents_of_sources, source_list
from dashboard.brief.words.make import make_brief
from tests.worlds import OPENING, real_dataset

DATASET = real_dataset()
LONG = {
    "event_type": ["vessel_strike", "land_strike"],
    "verification": ["corroborated", "official_claim", "contested"],
    "deaths_min": 0,
    "text": "a very long search that somebody typed into the field of text",
}
ROOT_URL = "https://dashboard.an-organisation-of-a-long-name.example.org/some/where"
HOSTILE = '<img src=x onerror="x">${1}`\\2 {{7*7}} \x07 =1+1'


@cache
def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1336, 800), "#DCE9F2").save(out, format="png")
    return out.getvalue()


def deck_of(selection: dict, **more):
    brief = make_brief(DATASET, selection, as_of="2026-11-27", **more)
    return brief, Presentation(io.BytesIO(to_pptx(brief, picture())))


@pytest.fixture
def a_short_list(monkeypatch):
    """Leave out most of the slides behind the first, for tests of that one alone."""
    monkeypatch.setattr(slide_table, "MOST_ROWS", 1)


def words(slide) -> str:
    told = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            told += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(told)


@pytest.mark.usefixtures("a_short_list")
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
    for each in (brief.credits, brief.counts, brief.data, brief.again, "TLP:GREEN"):
        assert each in said
    for figure in brief.figures:
        assert {figure.number, figure.unit, figure.doubt} <= set(said.split("\n"))
    for each in (brief.paste, brief.filters, brief.disclaimer, "never zero"):
        assert each in notes
    (drawn,) = [shape for shape in first.shapes if shape.shape_type == 13]
    assert drawn._element.nvPicPr.cNvPr.get("descr") == brief.alt


def lists(said: str, each_id: str, source) -> bool:
    """Return whether a line names an incident, its source and the address."""
    return any(
        each_id in line.partition(f" {source.publisher}")[0].split(", ")
        and source.url in line
        for line in said.splitlines()
    )


def test_every_incident_and_every_source_is_on_a_slide():
    brief, deck = deck_of(OPENING)
    said = "\n".join(words(slide) for slide in deck.slides)
    for entry in brief.entries:
        assert entry[-1] in said and entry[2] in said
    for each_id, source in source_list(brief.rows):
        assert lists(said, each_id, source)
    many = incidents_of_sources(source_list(brief.rows))
    assert any(len(ids) > 1 for ids in many.values())
    lines = [line for line in said.splitlines() if "http" in line]
    assert len(lines) == len({source for source in many if source.url})
    assert "; page not opened by us)" in said


def test_nothing_stands_outside_its_slide():
    _, deck = deck_of({}, title="W" * 30 + " Niño Güiria" * 10, banner="x" * 60)
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.top >= 0
            assert Emu(shape.left + shape.width).inches <= WIDTH + 0.01
            assert Emu(shape.top + shape.height).inches <= HEIGHT + 0.01


def edges(shape) -> tuple[float, float]:
    return Emu(shape.top).inches, Emu(shape.top + shape.height).inches


@pytest.mark.usefixtures("a_short_list")
@pytest.mark.parametrize("title", ["", "WGQM " * 31, "x" * 160])
@pytest.mark.parametrize(
    ("selection", "more"),
    [
        (OPENING, {}),
        ({}, {"root": ROOT_URL}),
        (LONG, {"root": ROOT_URL}),
        (
            {"to": date(2025, 12, 31)},
            {"layout": "compare", "against": {}, "root": ROOT_URL},
        ),
    ],
)
def test_nothing_on_the_first_slide_covers_anything_else(selection, more, title):
    brief, deck = deck_of(selection, title=title, banner="TLP:RED", **more)
    first = deck.slides[0]
    named = {shape.name: shape for shape in first.shapes}
    texts = [shape for shape in first.shapes if shape.has_text_frame]
    at = {shape.text_frame.text: shape for shape in texts}
    small = next(shape for text, shape in at.items() if text.startswith("Sources "))
    title_top, title_end = edges(first.shapes.title)
    assert title_top >= BAR and title_end <= edges(at[brief.subtitle])[0]
    assert edges(at[brief.subtitle])[1] <= edges(named["Map"])[0]
    beside = [each for each in at.values() if each.left > named["Map"].width]
    ends = [edges(each)[1] for each in beside]
    starts = [edges(each)[0] for each in beside]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
    assert max([edges(named["Map"])[1], *ends]) <= edges(small)[0]
    assert edges(small)[1] <= HEIGHT - BAR
    assert slide_text._title_size(brief.title) * 1.24 / 72 <= slide_text.TITLE_HIGH
    for paragraph in small.text_frame.paragraphs:
        assert all(run.font.size.pt >= 8 for run in paragraph.runs)


def test_the_handling_banner_is_its_color_on_black_at_both_ends():
    _, deck = deck_of(OPENING, banner="TLP:AMBER")
    for slide in deck.slides:
        bars = [each for each in slide.shapes if each.name == "Handling banner"]
        assert [edges(each)[0] < 1 for each in bars] == [True, False]
        for bar in bars:
            assert str(bar.fill.fore_color.rgb) == "000000"
            (run,) = bar.text_frame.paragraphs[0].runs
            assert (run.text, str(run.font.color.rgb)) == ("TLP:AMBER", "FFC000")


def test_a_list_too_long_for_slides_says_so_with_its_sources(monkeypatch):
    monkeypatch.setattr(slide_table, "MOST_ROWS", 20)
    brief, deck = deck_of(OPENING)
    said = "\n".join(words(slide) for slide in list(deck.slides)[1:])
    told = f"The list holds the newest 20 of {len(brief.entries)} rows"
    assert said.count(told) == len(deck.slides) - 1
    ids = [entry[-1].split(",")[0] for entry in brief.entries]
    for each_id, source in source_list(brief.rows):
        assert lists(said, each_id, source) == (each_id in ids[:20])


def test_hostile_text_is_only_text_and_links_are_web_addresses():
    _, deck = deck_of(OPENING, title=HOSTILE)
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
