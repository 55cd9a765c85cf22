"""How large the marks of a brief are, and that none leaves its map (made-up rows)."""

from math import hypot
from types import SimpleNamespace

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.patches import Patch, Rectangle

from dashboard.brief.drawing import map_drawing, marks, numbers
from dashboard.brief.drawing.areas import rows_beyond
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.numbers import (
    MOST_TOUCHING,
    NO_NUMBER,
    Placed,
    _spot,
)
from dashboard.brief.drawing.picture import draw_picture
from dashboard.brief.drawing.points import points_of
from dashboard.brief.drawing.sites import (
    MOST_RADIUS,
    UNIT,
    find_sites,
    sites_in,
    unit_of,
)
from dashboard.brief.words.make import make_brief
from dashboard.dataset import open_dataset
from dashboard.style import shape_factor
from tests import foreign_tables as foreign

MARKS = 12
"""The layer (zorder) that the drawing puts marks on."""
FRAME = Frame(40.0, 120.0, 900.0, 600.0, -110.0, -90.0, 22.0)


def opened(folder, *tolls: int, places=foreign.MEXICO):
    rows = foreign.rows_at(places, len(tolls))
    tolled = [
        row | dict.fromkeys(("deaths_low", "deaths_best", "deaths_high"), str(toll))
        for row, toll in zip(rows, tolls, strict=True)
    ]
    return foreign.open_rows(folder, tolled)


def largest_radius(dataset, rows) -> float:
    looks = dataset.dictionary.looks
    unit = unit_of(dataset.incidents, looks)
    sites = find_sites(rows, FRAME, dataset.dictionary, unit)
    return max(site.r / shape_factor(site.look.shape) for site in sites)


@pytest.mark.parametrize("toll", [26, 91, 120, 121, 999, 1_000, 40_000])
def test_no_mark_is_larger_than_the_cap_whatever_the_toll(tmp_path, toll):
    dataset = opened(tmp_path, toll, 1, 1, 1)
    assert largest_radius(dataset, dataset.incidents) <= MOST_RADIUS + 1e-9


@pytest.mark.parametrize(("toll", "whole"), [(4, True), (25, True), (26, False)])
def test_marks_shrink_only_where_one_would_be_too_large(tmp_path, toll, whole):
    dataset = opened(tmp_path, toll, 1, 1, 1)
    unit = unit_of(dataset.incidents, dataset.dictionary.looks)
    assert (unit == UNIT) is whole


def test_several_rows_of_one_place_are_within_the_cap_too(tmp_path):
    dataset = opened(tmp_path, 20, 20, 20, 20, places=foreign.MEXICO[:1])
    assert largest_radius(dataset, dataset.incidents) == pytest.approx(MOST_RADIUS)


def test_a_selection_has_the_unit_of_its_table(tmp_path):
    dataset = opened(tmp_path, 100, 4, 4, 4)
    some = dataset.incidents[dataset.incidents["deaths_best"].eq(4)]
    assert largest_radius(dataset, some) == pytest.approx(MOST_RADIUS * 0.2)


def test_rows_without_a_precision_outside_the_window_are_counted(tmp_path):
    rows = foreign.rows_at([*foreign.MEXICO[:1], (-33.9, 18.4)], 2)
    rows = [row | {"geo_precision": ""} for row in rows]
    rows.append(foreign.area_row("MX-JAL"))
    dataset = foreign.open_rows(tmp_path, rows)
    assert rows_beyond(dataset.incidents, FRAME)["latitude"].tolist() == [-33.9]


@pytest.mark.sample(1)
@pytest.mark.parametrize("count", [4, 280])
def test_marks_are_cut_to_their_map(tmp_path, count):
    places = [(15 + n % 20, -105 + n // 20) for n in range(count)]
    dataset = opened(tmp_path, *([9] * count), places=places)
    [axes] = draw_picture(make_brief(dataset, {}, layout="map")).axes
    inside = [
        each
        for each in axes.get_children()
        if each.get_zorder() == MARKS
        and (isinstance(each, Patch) or each in axes.collections)
    ]
    assert inside
    sea = next(each for each in axes.patches if isinstance(each, Rectangle))
    for mark in inside:
        # a rectangle as clip path becomes the clip box of the artist
        assert mark.get_clip_box().extents == pytest.approx(window(sea))


def test_a_place_outside_the_window_has_no_mark(tmp_path):
    dataset = opened(tmp_path, 1, 1, places=[*foreign.MEXICO[:1], (-33.9, 18.4)])
    (site,) = find_sites(dataset.incidents, FRAME, dataset.dictionary)
    assert site.latitude == foreign.MEXICO[0][0]


@pytest.mark.parametrize(("count", "in_strokes"), [(4, False), (5, True)])
def test_marks_are_drawn_in_few_strokes_above_a_number(
    tmp_path, monkeypatch, count, in_strokes
):
    monkeypatch.setattr(marks, "MANY", 4)
    dataset = opened(
        tmp_path, *([9] * count), places=[(20 + n, -100) for n in range(5)]
    )
    [axes] = draw_picture(make_brief(dataset, {}, layout="map")).axes
    strokes = [each for each in axes.collections if each.get_zorder() == MARKS]
    assert bool(strokes) is in_strokes


def window(sea: Rectangle) -> list[float]:
    """Return the left, upper, right and lower edge of a map in canvas pixels."""
    return [*sea.get_window_extent().extents]


@given(st.lists(st.tuples(*[st.integers(0, 40)] * 2, st.integers(1, 9)), min_size=1))
def test_a_mark_over_others_takes_the_first_of_their_numbers(marks):
    sites = [SimpleNamespace(x=x, y=y, r=r) for x, y, r in marks]
    placed, groups = Placed(np.array(marks)), []
    for at, site in enumerate(sites):
        over = [
            number
            for number, group in enumerate(groups)
            if any(hypot(site.x - o.x, site.y - o.y) < site.r + o.r for o in group)
        ]
        assert placed.over(at) == (over[0] if over else NO_NUMBER)
        number = over[0] if over else len(groups)
        if not over:
            groups.append([])
        groups[number].append(site)
        placed.add(at, number)


@given(
    st.lists(st.tuples(*[st.integers(0, 40)] * 2, st.integers(1, 6)), min_size=9),
    st.integers(1, 7),
    st.integers(0, 9),
)
def test_marks_that_are_left_take_numbers_together_as_one_by_one(marks, asked, alone):
    otherwise = np.arange(len(marks)) % 3 + NO_NUMBER - 2  # every third has none
    one_by_one, together = Placed(np.array(marks)), Placed(np.array(marks))
    together.asked = asked
    for at in range(len(marks)):
        number = one_by_one.over(at)
        number = int(otherwise[at]) if number == NO_NUMBER else number
        one_by_one.add(at, number)
        if at < alone:
            together.add(at, number)
    together.add_rest(otherwise)
    assert together.numbers.tolist() == one_by_one.numbers.tolist()


def test_a_heap_of_marks_is_looked_at_in_small_parts(monkeypatch):
    monkeypatch.setattr(numbers, "MOST_PAIRS", 40_000)
    placed = Placed(np.tile([(5.0, 5.0, 9.0)], (1_000, 1)))
    first, asked = 0, []
    while first < 1_000:
        last, one, _ = placed._cover(first)
        asked.append(last - first)
        first = last
    assert max(asked) == numbers.ASKED and len(one)


def test_a_place_becomes_an_object_only_where_it_is_asked_for(tmp_path):
    dataset = opened(tmp_path, 3, 2, 1)
    sites = find_sites(dataset.incidents, FRAME, dataset.dictionary)
    assert len(sites) == 3 and not sites.made
    last = find_sites(dataset.incidents, FRAME, dataset.dictionary)[-1]
    assert len(last.rows) == 1 and last.best == sites.best[-1]
    least = sites.take([2, 0])[0]
    assert least is sites[2] and len(sites.made) == 1
    assert [site.best for site in sites.without([least])] == [3, 2]


@pytest.mark.full
def test_what_no_window_changes_is_worked_out_once_for_all_tries(monkeypatch):
    made = []
    monkeypatch.setattr(
        map_drawing, "points_of", lambda *given: made.append(0) or points_of(*given)
    )
    tries = []
    monkeypatch.setattr(
        map_drawing, "sites_in", lambda *given: tries.append(0) or sites_in(*given)
    )
    draw_picture(make_brief(open_dataset(), {}, layout="weekly"))
    assert len(made) == 1 < len(tries)


def test_a_point_keeps_its_own_rows_where_longitudes_are_shared(tmp_path):
    places = [(20, -100), (21, -99), (22, -100), (20, -99)]
    dataset = opened(tmp_path, 1, 2, 3, 4, places=places)
    rows = dataset.incidents.iloc[[0, 1, 2, 3, 1]]  # and one of them twice
    sites = find_sites(rows, FRAME, dataset.dictionary)
    tolls = {(each.latitude, each.longitude): each.best for each in sites}
    assert tolls == {(20, -100): 1, (21, -99): 4, (22, -100): 3, (20, -99): 4}
    for each in sites:
        assert each.best == each.rows["deaths_best"].sum()


def test_a_heap_of_marks_without_room_is_looked_around_once():
    heap = [(100.0 + n % 20, 100.0 + n // 20, 12.0) for n in range(400)]
    page = SimpleNamespace(symbols=heap, taken=[(0, 0, 400, 400)])
    frame, full = SimpleNamespace(box=shapely.box(0, 0, 400, 400)), set()
    first = heap[0]
    assert _spot(page, frame, first, full) is None
    assert len(full) == MOST_TOUCHING and heap[0] in full
    page.taken = []  # what is known to be full is not looked at again
    assert _spot(page, frame, first, full) is None
    assert _spot(page, frame, first, set()) is not None
