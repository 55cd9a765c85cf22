"""Where labels may stand: what is asked only of some gives what all would give."""

from types import SimpleNamespace

import numpy as np
import pytest
import shapely

from dashboard.brief.drawing import label_choice, label_spots, names
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.label_choice import Spot
from dashboard.brief.drawing.points import points_of
from dashboard.geo import distance_words
from tests.worlds import real_dataset

GROUND = SimpleNamespace(
    land_raster=SimpleNamespace(share=lambda boxes: boxes[:, 0] / 1000)
)


def some_boxes(rng, count: int) -> np.ndarray:
    corner = rng.uniform(0, 800, (count, 2))
    return np.hstack([corner, corner + rng.uniform(20, 90, (count, 2))])


@pytest.mark.parametrize("seed", range(5))
def test_the_cheapest_spots_are_those_of_all(monkeypatch, seed):
    rng = np.random.default_rng(seed)
    box, base = some_boxes(rng, 400), rng.uniform(0, 900, 400)
    circles = [shapely.Point(*at).buffer(80) for at in rng.uniform(0, 800, (20, 2))]
    rings = label_spots.rings_of(SimpleNamespace(rings=circles))
    marks = np.hstack([rng.uniform(0, 800, (30, 2)), rng.uniform(3, 20, (30, 1))])
    about = GROUND, rings, marks, box, base
    asked = []
    with_circles = label_spots._with_circles

    def counted(rings, boxes, cost):
        asked.append(len(boxes))
        return with_circles(rings, boxes, cost)

    monkeypatch.setattr(label_spots, "_with_circles", counted)
    cost, best = label_spots._cheapest(*about)
    assert sum(asked) < 300
    monkeypatch.setattr(label_spots, "SPOTS", 400)
    every, order = label_spots._cheapest(*about)
    assert best.tolist() == order[:100].tolist()
    assert cost[best].tolist() == every[best].tolist()


@pytest.mark.parametrize("seed", range(5))
def test_a_look_at_near_pairs_finds_every_clash(monkeypatch, seed):
    rng = np.random.default_rng(seed)
    boxes, starts = some_boxes(rng, 150), rng.uniform(0, 800, (150, 2))
    starts[:20] = boxes[:20, :2] - (2, 2)  # and lines that touch a box, or stand
    leaders = np.hstack([starts, starts + rng.uniform(-90, 90, (150, 2))])
    leaders[20:40, 2] = leaders[20:40, 0]
    spots = [
        Spot(tuple(box), "left", reach, tuple(leader), 0.0, ())
        for box, leader, reach in zip(boxes, leaders, [8, 36, 56] * 50, strict=True)
    ]
    looked_at = []
    near = label_choice._near

    def counted(*about):
        looked_at.append(near(*about).mean())
        return near(*about)

    monkeypatch.setattr(label_choice, "_near", counted)
    few = label_choice._clashes(spots)
    assert max(looked_at) < 0.2
    all_pairs = lambda some, others: np.ones((len(some), len(others)), bool)  # noqa: E731
    monkeypatch.setattr(label_choice, "_near", all_pairs)
    assert (few == label_choice._clashes(spots)).all()


def test_bits_of_a_row_are_the_spots_it_clashes_with():
    clash = np.random.default_rng(1).random((70, 70)) < 0.3
    rows = label_choice._as_bits(clash)
    found = [[bool(row >> at & 1) for at in range(70)] for row in rows]
    assert found == clash.tolist()
    own = label_choice._own_bits([0, 3, 3, 70])
    assert own == [0b111, 0, (1 << 70) - 8]
    assert label_choice._lowest(own[2]) == 3


def test_a_name_asks_for_room_where_it_is_free_alone(monkeypatch):
    asked = []
    has_room = names._has_room
    monkeypatch.setattr(
        names, "_has_room", lambda *about: asked.append(0) or has_room(*about)
    )
    written = []
    page = SimpleNamespace(
        are_free=lambda boxes, pad: np.ones(len(boxes), bool),
        text=lambda *about, **look: written.append(about),
        take=lambda *box: None,
    )
    frame = Frame(0.0, 0.0, 900.0, 600.0, -110.0, -90.0, 22.0)
    part = shapely.box(100, 100, 800, 500), np.array([400.0, 300.0])
    names._name(page, frame, "a sea", lambda: part, 23, "italic", "k", None, 8)
    assert len(written) == len(asked) == 1


@pytest.mark.parametrize(
    ("room", "share", "enough"),
    [
        ((10, 10, 20, 20), 1, True),
        ((0, 10, 20, 20), 1, False),  # at the edge
        ((-10, 10, 10, 20), 0.45, True),
        ((-12, 10, 8, 20), 0.45, False),
        ((-30, 10, -10, 20), 0.45, False),
    ],
)
def test_a_room_lies_in_an_area_or_mostly(room, share, enough):
    main = shapely.box(0, 0, 100, 100)
    assert names._has_room(main, shapely.box(*room), share) is enough


def test_rows_of_labels_are_cut_out_of_plain_columns():
    dataset = real_dataset()
    table = points_of(dataset.incidents, dataset.dictionary).table
    assert all(isinstance(each, np.dtype) for each in table.dtypes)  # none of Arrow
    assert {each.kind for each in table.dtypes} == {"O", "f", "M"}


def test_a_text_without_a_distance_is_looked_at_once(monkeypatch):
    def fail(*_):
        raise AssertionError("asked for each unit")

    each_unit = {"NM": SimpleNamespace(sub=fail)}
    monkeypatch.setattr(distance_words, "_DISTANCES", each_unit)
    assert distance_words.in_kilometers("off Sucre, 12 boats") == "off Sucre, 12 boats"
    with pytest.raises(AssertionError, match="each unit"):
        distance_words.in_kilometers("80 nm off Sucre")
