"""The slide of a brief: native text, notes, table, sources, same bytes."""

import io
import zipfile
from datetime import date
from functools import cache
from itertools import combinations

import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.chart import XL_TICK_LABEL_POSITION
from pptx.oxml.ns import qn
from pptx.util import Emu

from dashboard.brief.files import slide_table, slide_text
from dashboard.brief.files.slide_pair import LEAST_MAP
from dashboard.brief.files.slide_text import BAR, HEIGHT, WIDTH
from dashboard.brief.files.slides import to_pptx
from dashboard.brief.words.bars import bars_of
from dashboard.brief.words.entries import incidents_of_sources, source_list
from dashboard.brief.words.make import make_brief
from dashboard.brief.words.pair import TOLLS_NEXT, side_lines
from dashboard.brief.words.table import sum_words
from dashboard.figures.totals import totals
from tests.worlds import OPENING, real_dataset

DATASET = real_dataset()
LONG = {
    "event_type": ["vessel_strike", "land_strike"],
    "verification": ["corroborated", "official_claim", "contested"],
    "deaths_min": 0,
    "text": "a very long search that somebody typed into the field of text",
}
LOW, NONE = XL_TICK_LABEL_POSITION.LOW, XL_TICK_LABEL_POSITION.NONE
ROOT_URL = "https://dashboard.an-organisation-of-a-long-name.example.org/some/where"
HOSTILE = '<img src=x onerror="x">${1}`\\2 {{7*7}} \x07 =1+1'


@cache
def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1336, 800), "#DCE9F2").save(out, format="png")
    return out.getvalue()


def pictures(brief):
    """Return what stands for the drawing of maps."""
    return lambda inches: [picture() for _ in brief.sides or (brief,)]


def deck_of(selection: dict, **more):
    brief = make_brief(DATASET, selection, as_of="2026-11-27", **more)
    return brief, Presentation(io.BytesIO(to_pptx(brief, pictures(brief))))


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


@pytest.mark.full
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


@pytest.mark.full
def test_nothing_stands_outside_its_slide():
    _, deck = deck_of({}, title="W" * 30 + " Niño Güiria" * 10, banner="x" * 60)
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.top >= 0
            assert Emu(shape.left + shape.width).inches <= WIDTH + 0.01
            assert Emu(shape.top + shape.height).inches <= HEIGHT + 0.01


def edges(shape) -> tuple[float, float]:
    return Emu(shape.top).inches, Emu(shape.top + shape.height).inches


@pytest.mark.sample(9)
@pytest.mark.usefixtures("a_short_list")
@pytest.mark.parametrize("title", ["", "WGQM " * 31, "x" * 160])
@pytest.mark.parametrize(
    ("selection", "more"),
    [
        (OPENING, {}),
        (OPENING, {"layout": "weekly"}),
        ({}, {"layout": "weekly", "root": ROOT_URL}),
        (OPENING, {"layout": "table"}),
        ({}, {"layout": "map"}),
        ({"region": ("VE-R", "could", 12.0)}, {"layout": "region"}),
        ({}, {"root": ROOT_URL}),
        (LONG, {"root": ROOT_URL}),
        (
            {"to": date(2025, 12, 31)},
            {"layout": "compare", "against": {}, "root": ROOT_URL},
        ),
    ],
)
def test_nothing_on_a_slide_covers_anything_else(selection, more, title):
    brief, deck = deck_of(selection, title=title, banner="TLP:RED", **more)
    assert slide_text.title_size(brief.title) * 1.24 / 72 <= slide_text.TITLE_HIGH
    for slide in deck.slides:
        shapes = [each for each in slide.shapes if each.name != "Handling banner"]
        for one, other in combinations(shapes, 2):
            assert not overlaps(one, other), (one.name, other.name)
        assert min(edges(each)[0] for each in shapes) >= BAR
        assert max(edges(each)[1] for each in shapes) <= HEIGHT - BAR


def overlaps(one, other) -> bool:
    """Return whether two shapes share more than a hundredth of an inch."""
    a, b = edges(one), edges(other)
    level = min(a[1], b[1]) - max(a[0], b[0])
    ends = [(each.left, each.left + each.width) for each in (one, other)]
    across = min(end for _, end in ends) - max(start for start, _ in ends)
    return level > 0.01 and Emu(across).inches > 0.01


@pytest.mark.parametrize("layout", ["numbers", "map", "table", "weekly"])
def test_no_box_is_smaller_than_its_text(layout):
    _, deck = deck_of(OPENING, layout=layout)
    for slide in deck.slides:
        for shape in slide.shapes:
            if not shape.has_text_frame or shape.name == "Handling banner":
                continue
            lines = [
                [(run.text, run.font.size.pt, run.font.bold) for run in each.runs]
                for each in shape.text_frame.paragraphs
            ]
            if lines[0][0][0] == "Sources ":  # measured with its bold heads
                continue
            tall = slide_text.text_height(lines, Emu(shape.width).inches)
            assert tall <= Emu(shape.height).inches + 0.01, lines[0]


def charts(slide):
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def test_each_layout_has_its_own_first_slide():
    kinds = {}
    for layout in ("numbers", "map", "table", "weekly"):
        _, deck = deck_of(OPENING, layout=layout)
        first = deck.slides[0]
        kinds[layout] = (
            sum(shape.shape_type == 13 for shape in first.shapes),
            sum(shape.has_table for shape in first.shapes),
        )
    assert kinds["map"] == kinds["weekly"] == kinds["numbers"] == (1, 0)
    assert kinds["table"] == (0, 1)
    large = {
        layout: next(
            shape.height
            for shape in deck_of(OPENING, layout=layout)[1].slides[0].shapes
            if shape.shape_type == 13
        )
        for layout in ("numbers", "map", "weekly")
    }
    assert large["weekly"] < large["numbers"] <= large["map"]


@pytest.mark.parametrize("layout", ["numbers", "weekly"])
def test_bars_are_a_chart_to_edit_with_the_numbers_of_the_picture(layout):
    brief, deck = deck_of(OPENING, layout=layout)
    drawn = [chart for slide in deck.slides for chart in charts(slide)]
    sums = totals(brief.rows)
    low, added = (
        sum(sum(chart.plots[0].series[n].values) for chart in drawn) for n in (0, 1)
    )
    assert (low, low + added) == (sums["deaths_low"], sums["deaths_high"])
    assert len({chart.value_axis.maximum_scale for chart in drawn}) == 1
    names = [series.name for series in drawn[0].plots[0].series]
    assert names == list(bars_of(brief).parts)


def test_bars_of_several_campaigns_count_incidents():
    brief, deck = deck_of({}, layout="weekly")
    drawn = [chart for slide in deck.slides for chart in charts(slide)]
    counted = sum(sum(chart.plots[0].series[0].values) for chart in drawn)
    assert counted == totals(brief.rows)["incidents"]
    assert all(len(chart.plots[0].series) == 1 for chart in drawn)


def test_where_bars_are_the_subject_they_take_two_fifths_of_the_height():
    _, deck = deck_of(OPENING, layout="weekly")
    ends = [edges(shape) for shape in deck.slides[0].shapes if shape.has_chart]
    high = max(end for _, end in ends) - min(start for start, _ in ends)
    assert high >= 0.4 * HEIGHT


def test_a_pair_has_two_maps_their_words_and_the_difference():
    brief, deck = deck_of(OPENING, layout="compare", against={})
    first = deck.slides[0]
    maps = [shape for shape in first.shapes if shape.shape_type == 13]
    told = [shape._element.nvPicPr.cNvPr.get("descr") for shape in maps]
    assert told == [side.alt for side in brief.sides]
    assert maps[0].top == maps[1].top and maps[0].width == maps[1].width
    said = words(first) + words(deck.slides[1])
    assert brief.difference in words(first)
    for side in brief.sides:
        assert " · ".join(side.head) in words(first)
        assert all(line in said for line in side_lines(side))


@pytest.mark.full
def test_many_words_of_a_pair_stand_on_a_slide_of_their_own_and_leave_high_maps():
    _, few = deck_of(OPENING, layout="compare", against=OPENING)
    assert TOLLS_NEXT not in words(few.slides[0])
    many = deck_of({"to": date(2026, 1, 2)}, layout="compare", against={})
    assert TOLLS_NEXT in words(many[1].slides[0])
    for side in many[0].sides:
        assert all(line in words(many[1].slides[1]) for line in side_lines(side))
    asked: list[tuple[float, float]] = []
    to_pptx(many[0], lambda inches: asked.append(inches) or [picture()] * 2)
    ((_, high),) = asked
    assert high >= LEAST_MAP


def test_bars_below_each_other_stand_in_one_line_with_one_legend_and_names():
    _, deck = deck_of(OPENING, layout="weekly")
    drawn = charts(deck.slides[0])
    assert len(drawn) == 3
    assert [chart.has_legend for chart in drawn] == [True, False, False]
    named = [chart.category_axis.tick_label_position for chart in drawn]
    assert named == [NONE, NONE, LOW]
    ends = {
        tuple(each.get("val") for each in chart._chartSpace.iter(qn("c:x"), qn("c:w")))
        for chart in drawn
    }
    assert len(ends) == 1


@pytest.mark.parametrize("layout", ["numbers", "weekly", "table"])
def test_every_picture_chart_and_table_has_words_and_every_slide_notes(layout):
    _, deck = deck_of(OPENING, layout=layout)
    sizes = set()
    for slide in deck.slides:
        assert len(slide.notes_slide.notes_text_frame.text) > 40
        (run,) = slide.shapes.title.text_frame.paragraphs[0].runs
        sizes.add(run.font.size)
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape.shape_type == 13:
                (named,) = shape._element.xpath("./*[1]/p:cNvPr")
                assert len(named.get("descr")) > 20
    assert len(sizes) == 1


def test_the_list_ends_with_the_sum():
    brief, deck = deck_of(OPENING, layout="table")
    tables = [each.table for s in deck.slides for each in s.shapes if each.has_table]
    assert [row.cells[0].text for row in tables[-1].rows][-1] == sum_words(brief)
    rows = [row.cells[7].text for table in tables for row in list(table.rows)[1:]]
    assert rows[:-1] == [entry[-1] for entry in brief.entries]


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
    made = to_pptx(brief, pictures(brief))
    assert made == to_pptx(brief, pictures(brief))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert {each.date_time[:3] for each in package.infolist()} == {(1980, 1, 1)}
        assert package.namelist()[0] == "[Content_Types].xml"
        books = [each for each in package.namelist() if each.endswith(".xlsx")]
        assert books  # the numbers of each chart
        for each in books:
            with zipfile.ZipFile(io.BytesIO(package.read(each))) as book:
                assert b">2000-01-01T00:00:00Z<" in book.read("docProps/core.xml")
