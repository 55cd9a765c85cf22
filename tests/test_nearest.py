"""The nearest coast: few places are measured one by one, many with a tree."""

import numpy as np
import pytest

from dashboard.geo.nearest import FEW, Outline


@pytest.fixture(scope="module")
def lines() -> tuple:
    """Made-up lines of up to 3° with owners, and places among and far from them."""
    random = np.random.default_rng(4)
    start = random.uniform((-80, 5), (-60, 20), (400, 2))
    end = start + random.uniform(-3, 3, start.shape)
    start[0] = end[0] = start[1]  # a line of no length, on another one's end
    places = np.vstack([random.uniform((-90, -5), (-50, 30), (FEW - 1, 2)), start[1]])
    return (start, end, np.arange(len(start)) // 4), places


def test_one_by_one_and_by_tree_give_the_same_answers(lines):
    made, places = lines
    by_hand, by_tree = Outline(*made), Outline(*made)
    assert by_tree.tree.n == len(by_tree.corners)
    few, many = by_hand.nearest(*places.T), by_tree.nearest(*places.T)
    assert "tree" not in vars(by_hand)
    for one, other in zip(few, many, strict=True):
        assert np.array_equal(one, other)
    assert few.meters[-1] == 0 and few.meters[:-1].max() > 100_000


def test_many_places_make_a_tree_and_none_need_nothing(lines):
    outline = Outline(*lines[0])
    assert len(outline.nearest(np.empty(0), np.empty(0)).meters) == 0
    more = np.vstack([lines[1], lines[1][:1]])
    outline.nearest(*more.T)
    assert "tree" in vars(outline)
