"""A map is tried until all has its room; what the tries share is done once.

Counts of calls, not seconds: a clock says little on a busy machine.
"""

from collections import Counter

import pytest
from matplotlib import rc_context

from dashboard.brief.drawing import (
    areas,
    frame,
    ground,
    map_box,
    map_drawing,
    marks,
    rail,
    towns,
    weeks,
    window,
)
from dashboard.brief.drawing.boxes import Box
from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.picture import draw_picture
from dashboard.brief.drawing.window import window_of
from dashboard.brief.files.formats import to_file
from dashboard.brief.words.look import Look
from dashboard.brief.words.make import make_brief
from dashboard.layers.incidents import has_place
from tests.worlds import OPENING, real_dataset

DATASET = real_dataset()


@pytest.fixture(scope="module")
def drawn() -> tuple[Counter, list]:
    """Draw the map of the opening view; return calls by name, and circles made."""
    calls: Counter = Counter()
    circles: list = []
    make_circle = frame.geodesic_circle

    def circle(*about, **more):
        circles.append(about)
        return make_circle(*about, **more)

    frame._circle.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        for module, name in (
            (map_box, "draw_map"),
            (map_drawing, "_draw_map"),
            (map_drawing, "draw_labels"),
            (map_drawing, "draw_names"),
            (marks, "_form"),
        ):
            function = getattr(module, name)

            def counted(*args, name=name, function=function, **more):
                calls[name] += 1
                return function(*args, **more)

            patch.setattr(module, name, counted)
        patch.setattr(frame, "geodesic_circle", circle)
        figure = draw_picture(
            make_brief(DATASET, OPENING, layout="map", look=Look("half"))
        )
        calls["patches"] = len(figure.axes[0].patches)
    return calls, circles


def test_the_map_is_tried_several_times(drawn):
    calls, _ = drawn
    assert calls["draw_map"] > 1  # else this page tests nothing


def test_the_parts_of_a_mark_are_made_for_the_last_try_alone(drawn):
    calls, _ = drawn
    rows = make_brief(DATASET, OPENING).rows
    places = rows[has_place(rows)].groupby(["longitude", "latitude"]).ngroups
    signs = 20  # marks that a legend draws at the most
    assert 3 * places <= calls["_form"] <= 3 * (places + signs)
    assert calls["_form"] < 3 * places * calls["_draw_map"]


def test_each_circle_is_worked_out_once(drawn):
    _, circles = drawn
    assert circles
    assert Counter(circles).most_common(1)[0][1] == 1


def test_names_are_written_on_the_last_try_alone(drawn):
    calls, _ = drawn
    assert calls["draw_names"] == 1


@pytest.mark.parametrize(("apart", "times"), [(True, 0), (False, 1)])
def test_no_label_is_placed_where_the_legend_sends_the_map_elsewhere(
    monkeypatch, apart, times
):
    labels = []
    draw_labels = map_drawing.draw_labels

    def counted(*args):
        labels.append(args)
        return draw_labels(*args)

    monkeypatch.setattr(map_drawing, "draw_labels", counted)
    monkeypatch.setattr(map_drawing, "find_place", lambda *_: None)
    brief, page = make_brief(DATASET, OPENING), Page(900, 600)
    window = window_of(brief, (0, 0, 900, 600))
    drawn = map_drawing.draw_map(page, brief, window, apart=lambda _: apart)
    assert drawn.key
    assert len(labels) == times


def test_no_number_is_written_where_labels_send_the_legend_beside_the_map(
    monkeypatch,
):
    numbered = []
    monkeypatch.setattr(map_drawing, "draw_labels", lambda *given: given[3])  # no room
    monkeypatch.setattr(
        map_drawing, "number_marks", lambda *given: numbered.append(given) or ([], 0)
    )
    brief, page = make_brief(DATASET, OPENING), Page(1900, 900)
    frame = window_of(brief, (0, 0, 1900, 900))
    drawn = map_drawing.draw_map(page, brief, frame, labels_first=True)
    assert drawn.is_crowded and drawn.entries and not drawn.key and not numbered
    page.undo_map(0)
    whole = map_drawing.draw_map(page, brief, frame)
    assert len(whole.entries) == len(drawn.entries) and len(numbered) == 1


def test_the_places_of_departure_are_found_once_for_all_tries(monkeypatch):
    calls: list = []
    left_from = towns._left_from

    def counted(*given):
        calls.append(given)
        return left_from(*given)

    monkeypatch.setattr(towns, "_left_from", counted)
    region = OPENING | {"region": ("VE-R", "could", 12.0)}
    draw_picture(make_brief(DATASET, region, layout="region"))
    assert len(calls) == 1


def test_what_is_said_beside_a_map_is_put_together_once_for_all_tries(monkeypatch):
    calls: Counter = Counter()

    def count(module, name):
        function = getattr(module, name)

        def counted(*args, **more):
            calls[name] += 1
            return function(*args, **more)

        monkeypatch.setattr(module, name, counted)

    count(map_box, "draw_map")
    count(weeks, "bars_of")
    count(rail, "sensitivity")
    count(window, "bounds_of")
    count(areas, "_plate")
    draw_picture(make_brief(DATASET, OPENING, layout="weekly"))
    assert calls.pop("draw_map") > 1
    areas_named = calls.pop("_plate")
    assert calls == {"bars_of": 1, "sensitivity": 1, "bounds_of": 1}
    rows = make_brief(DATASET, OPENING).rows
    only = rows.loc[rows["join_method"].isin(["area", "unlocated"]), "area_id"]
    assert areas_named <= 2 * only.nunique()  # on the map, and before any map


def tried(monkeypatch, draw, heights) -> list:
    """Return the windows that are tried for strips of these heights, one a try."""
    windows = []
    heights = iter(heights)

    def draw_map(page, brief, frame, **_):
        windows.append(frame)
        return map_drawing.NOTHING

    def lay_out_strip(items, width, most=1e9, in_order=False):
        return map_box.Strip([], width, next(heights), [])

    monkeypatch.setattr(map_box, "draw_map", draw_map)
    monkeypatch.setattr(map_box, "lay_out_strip", lay_out_strip)
    monkeypatch.setattr(map_box, "_draw_strip", lambda *_: None)
    monkeypatch.setattr(map_box, "split_items", lambda *_: ([], []))
    draw(Page(900, 600), make_brief(DATASET, OPENING), Box(0, 0, 900, 600))
    return windows


def test_no_map_over_a_strip_is_tried_twice_in_the_same_window(monkeypatch):
    def draw(*given):
        map_box.map_over_strip(*given, apart=True)

    windows = tried(monkeypatch, draw, [50, 100, 60, 60])
    assert len(windows) == len(set(windows)) == 2
    assert windows[1].h == 500  # the strip has the most room that it was given


def test_no_map_beside_a_legend_is_tried_twice_in_the_same_window(monkeypatch):
    def draw(*given):
        map_box._with_column(*given, [])

    windows = tried(monkeypatch, draw, [400, 400, 400])
    assert len(windows) == len(set(windows)) == 2


def test_land_becomes_a_path_once_for_all_pictures_of_a_window(monkeypatch):
    brief = make_brief(DATASET, OPENING)
    view = window_of(brief, (0, 0, 901, 601))
    made = []
    to_path = ground.to_path
    monkeypatch.setattr(ground, "to_path", lambda *a: made.append(a) or to_path(*a))
    for _ in range(2):
        page = Page(901, 601)
        ground.draw_ground(page, view, ground.ground(view, DATASET.regions))
        assert page.figure.axes
    assert (
        len(made) == 6
    )  # lines at sea, land here and beyond, its three kinds of lines


def test_letters_are_drawn_the_same_whatever_was_drawn_before():
    brief = make_brief(DATASET, {"text": "no such words"}, layout="table")
    made = to_file(brief, "png")
    with rc_context({"text.hinting": "force_autohint"}):
        assert to_file(brief, "png") == made
