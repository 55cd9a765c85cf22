"""The sheet of a drawing: which boxes are free, and what is worked out once."""

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from dashboard.brief.drawing import canvas
from dashboard.brief.drawing.canvas import Page


@pytest.mark.parametrize(
    ("box", "free"),
    [
        ((12, 0, 20, 10), True),
        ((11.9, 0, 20, 10), False),
        ((-20, 0, -2, 10), True),
        ((-20, 0, -1.9, 10), False),
        ((0, 12, 10, 20), True),
        ((0, 11.9, 10, 20), False),
        ((0, -20, 10, -2), True),
        ((0, -20, 10, -1.9), False),
        ((2, 2, 8, 8), False),
    ],
)
def test_a_box_is_free_two_pixels_off_every_taken_one(box, free):
    page = Page(100, 100)
    page.take(0, 0, 10, 10)
    page.take(60, 60, 70, 70)
    assert page.free(box) is free
    assert page.are_free(np.array([box, (40, 40, 50, 50)])).tolist() == [free, True]


def test_on_an_empty_sheet_all_is_free():
    assert Page(100, 100).are_free(np.array([[0, 0, 1, 1]])).tolist() == [True]


def test_what_was_worked_out_is_kept_though_the_map_is_undone():
    page, made = Page(100, 100), []
    for key in ("a", "b", "a"):
        assert page.once(key, lambda key=key: made.append(key) or key) == key
        page.undo_map(0)
    assert made == ["a", "b"]


def test_a_page_that_is_only_measured_has_no_figure(monkeypatch):
    made = []
    monkeypatch.setattr(
        canvas, "Figure", lambda *size, **look: made.append(0) or Figure(*size, **look)
    )
    page = Page(100, 100)
    trial = page.trial()
    trial.text(0, 10, "words")
    trial.rectangle(0, 0, 10, 10)
    assert made == []
    assert page.figure is page.figure and made == [0]


def test_what_is_undone_never_becomes_an_artist():
    page, made = Page(100, 100), []

    def circle(*at) -> Circle:
        made.append(at)
        return Circle(*at)

    for radius in (1, 2, 3):
        kept = len(page.strokes)
        page.add(circle, (5, 5), radius)
        if radius < 3:
            page.undo_map(kept)
    assert made == []
    assert [each.radius for each in page.axes.patches] == [3]
    page.figure.draw_without_rendering()
    assert made == [((5, 5), 3)]


def test_what_was_drawn_is_undone_too():
    page = Page(100, 100)
    page.add(Circle, (5, 5), 1)
    assert len(page.axes.patches) == 1
    page.undo_map(0)
    assert len(page.axes.patches) == 0
    page.add(Circle, (5, 5), 2)
    assert [each.radius for each in page.axes.patches] == [2]


def test_what_is_drawn_later_keeps_its_place_and_its_layer():
    page = Page(100, 100)
    page.add(Circle, (5, 5), 1)
    page.layer = "circles"
    page.later(lambda: page.add(Circle, (5, 5), 2))
    page.layer = "marks"
    page.add(Circle, (5, 5), 3)
    drawn = page.axes.patches
    assert [each.radius for each in drawn] == [1, 2, 3]
    layers = [each.get_gid().partition(".")[0] for each in drawn]
    assert layers == ["page", "circles", "marks"]
