"""What fits on a brief: its legend in flow, its strip, and the height of its map."""

from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
import pytest
import shapely

from dashboard.brief.drawing import label_choice, map_box, rail
from dashboard.brief.drawing.boxes import Box
from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import text_width
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.key import KILLED, Piece
from dashboard.brief.drawing.key_place import FLOW, FLOW_PAD, flow_key
from dashboard.brief.drawing.label_choice import Spot
from dashboard.brief.drawing.picture import draw_picture
from dashboard.brief.drawing.strip import Item, draw_strip, lay_out_strip
from dashboard.brief.words.look import Look
from dashboard.brief.words.make import make_brief
from dashboard.brief.words.sizes import SIZES
from dashboard.figures.tolls import NONE_KILLED
from tests.worlds import OPENING, real_dataset

DATASET = real_dataset()
SUCRE = {**OPENING, "region": ("VE-R", "could", 12.0)}
LEAST_HIGH = {"half": 0.4, "wide": 0.36, "square": 0.38, "a4": 0.45, "slide": 0.45}
"""Share of the height of a picture that its one map has at least."""
GATE = [("numbers", "half"), ("region", "square")]
CASES = [
    pytest.param(layout, size, marks=() if (layout, size) in GATE else pytest.mark.full)
    for layout in ("numbers", "map", "region")
    for size in SIZES
]
LEADER, MARK, NUMBER = 11, 12, 24
"""Layers (zorder) of the drawing."""


@cache
def drawn(layout: str, size: str):
    """Return the page of a brief and the frame of its map as last drawn."""
    maps: list[tuple[Page, Frame]] = []
    draw_map = map_box.draw_map

    def recorded(page, brief, frame, *rest, **options):
        maps.append((page, frame))
        return draw_map(page, brief, frame, *rest, **options)

    more = {}
    if layout == "compare":
        more["against"] = {"from": date(2026, 1, 1)}
    selection = {"region": SUCRE, "compare": {"to": date(2025, 12, 31)}}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(map_box, "draw_map", recorded)
        brief = make_brief(
            DATASET,
            selection.get(layout, OPENING),
            layout=layout,
            as_of="2026-11-28",
            look=Look(size=size),
            **more,
        )
        draw_picture(brief)
    return maps[-1]


def texts(page: Page):
    return [each for each in page.axes.texts if each.get_text().strip()]


@pytest.mark.full
@pytest.mark.parametrize(("layout", "size"), CASES)
def test_one_map_has_most_of_the_height(layout, size):
    page, frame = drawn(layout, size)
    assert frame.h / page.height >= LEAST_HIGH[size]


@pytest.mark.full
@pytest.mark.parametrize(
    "size", ["slide", pytest.param("half", marks=pytest.mark.full)]
)
def test_the_maps_of_a_pair_are_not_flat(size):
    page, frame = drawn("compare", size)
    assert frame.h / page.height >= {"slide": 0.33, "half": 0.2}[size]


@pytest.mark.full
@pytest.mark.parametrize(("layout", "size"), CASES)
def test_no_leader_crosses_a_mark_in_any_size(layout, size):
    page, _ = drawn(layout, size)
    marks = [shapely.Point(x, y).buffer(r) for x, y, r in page.symbols]
    for line in page.axes.lines:
        if line.get_zorder() == LEADER:
            leader = shapely.LineString(np.column_stack(line.get_data()))
            assert not any(leader.intersects(mark) for mark in marks)


@pytest.mark.parametrize(("layout", "size"), CASES)
def test_the_deadliest_marks_have_a_label_or_a_number(layout, size):
    if layout == "region":
        layout = "map"
    page, _ = drawn(layout, size)
    said = {each.get_text() for each in texts(page)}
    assert {"27 Oct 2025 · 14–15 killed", "30 Dec 2025 · 3–11 killed"} <= said
    assert "about 2 Sep 2025 · 11 killed" in said


def test_the_legend_in_flow_explains_only_what_is_drawn():
    page, _ = drawn("numbers", "half")
    said = " ".join(each.get_text() for each in texts(page))
    assert KILLED in said and "may be anywhere" in said
    assert "plate: only an area" not in said


@pytest.mark.parametrize("size", ["half", "slide"])
def test_the_sizes_of_the_legend_stand_on_the_line_of_their_words(size):
    page, _ = drawn("numbers", size)
    [words] = [each for each in texts(page) if each.get_text() == KILLED]
    x, y = words.get_position()
    steps = [
        each.get_text()
        for each in texts(page)
        if each.get_position()[1] == pytest.approx(y) and each.get_position()[0] < x
    ]
    assert {"2", "5", "10", "15"} <= set(steps)


@pytest.mark.full
def test_notes_about_labels_stand_in_the_strip_and_not_on_the_map():
    for layout, size in (("numbers", "half"), ("compare", "slide")):
        page, frame = drawn(layout, size)
        for each in texts(page):
            if "without room" in each.get_text():
                assert each.get_position()[1] > frame.y + frame.h


def piece(wide: float, **more) -> Piece:
    return Piece(wide, 19, 11, lambda page, x, middle: None, **more)


@pytest.mark.parametrize(("room", "lines"), [(0, 1), (-1, 2)])
def test_pieces_in_flow_follow_each_other_without_columns(room, lines):
    entries = [[piece(100), piece(57)], [piece(50)]]
    width = 100 + 57 + 50 + 2 * FLOW + 2 * FLOW_PAD
    key = flow_key(entries, width + room)
    assert len(key.lines) == lines
    assert key.w <= width + room


def test_in_flow_words_stand_near_their_sign():
    near = piece(60)
    key = flow_key([[piece(80, close=near)], [piece(70, after=18)]], 500)
    assert key.w == 60 + (70 - 18) + FLOW + 2 * FLOW_PAD


def area(name: str, deaths: float) -> Item:
    return Item("", f"Known only to {name}: made-up", deaths=deaths)


def test_a_cut_strip_drops_the_fewest_deaths_and_areas_before_marks():
    items = [area("A", 0), area("B", 9), Item("1", "made-up", deaths=3)]
    items += [area("C", 2), Item("2", "made-up", deaths=0)]
    order = []
    for most in (110, 90, 70, 50):
        strip = lay_out_strip(items, 400, most)
        order.append(sorted(strip.shown))
    assert order == [[0, 1, 2, 3, 4], [1, 2, 3], [1, 2], [1]]
    assert lay_out_strip(items, 400, 90, in_order=True).shown == [0, 1, 2]


def test_a_strip_that_would_be_cut_says_less_first():
    long = "made-up words that go on for more than one line of this strip"
    items = [Item(str(n), long, deaths=n, short="short") for n in (3, 2, 1)]
    whole, cut = lay_out_strip(items, 250), lay_out_strip(items, 250, 70)
    assert cut.shown == [0, 1, 2]
    assert [line.words for line in cut.columns[0]] == ["short"] * 3
    assert "short" not in [line.words for line in whole.columns[0]]


def test_a_strip_has_as_many_columns_as_make_it_low():
    items = [area(name, 1) for name in "ABCD"]
    assert [len(lay_out_strip(items, w).columns) for w in (603, 604)] == [1, 2]


@pytest.mark.parametrize("scale", [1, 2.2])
def test_words_of_two_weights_do_not_touch_at_any_scale(scale):
    page = Page(600, 100)
    draw_strip(page, lay_out_strip([area("the Eastern Pacific", 1)], 600), 10, 10)
    page.figure.set_dpi(100 * scale)
    head, rest = (
        each.get_window_extent() for each in page.axes.texts if each.get_text().strip()
    )
    assert rest.x0 - head.x1 >= 0.6 * scale * text_width(" ", 16)


def spot(left: float, right: float, cost: float) -> Spot:
    box = (left, 0.0, right, 10.0)
    return Spot(box, "left", 0, (left, 0.0, left, 0.0), cost, ())


def test_the_most_important_labels_are_placed_together(monkeypatch):
    monkeypatch.setattr(label_choice, "_move_aside", lambda *_: None)
    first = [spot(0, 50, 1), spot(100, 110, 9)]
    second = [spot(40, 105, 1), spot(20, 30, 9)]  # the cheap one of each hides both
    picked = label_choice.choose([first, second])
    assert picked == {0: first[1], 1: second[1]}


@pytest.mark.parametrize("high", range(60, 200, 20))
def test_campaigns_without_a_death_are_the_first_without_room(high):
    brief = make_brief(DATASET, {}, as_of="2026-11-28")
    page, box = Page(1000, 400), Box(20, 20, 960, high)
    rail.draw_number_row(page, replace(brief, figures=()), box)
    said = " ".join(each.get_text() for each in texts(page))
    named = [line.partition(": ") for line in brief.lines]
    shown = [rest for name, _, rest in named if name in said]
    left = len(named) - len(shown)
    assert (f"and {left} more campaign" in said) is bool(left)
    assert "boat strikes" in said or not any(
        rest.endswith(NONE_KILLED) for rest in shown
    )
    assert max(each.get_position()[1] for each in texts(page)) <= max(box.bottom, 70)


def test_campaigns_that_have_no_room_in_columns_stand_in_one_text():
    brief = make_brief(DATASET, {}, as_of="2026-11-28")
    page = Page(1000, 400)
    rail.draw_number_row(page, replace(brief, figures=()), Box(20, 20, 960, 85))
    said = " ".join(each.get_text() for each in texts(page))
    assert "US operation in Venezuela, 3 January 2026: 1 incident, 57–100" in said
