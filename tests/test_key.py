"""The legend of a brief hides no mark: measured in the drawing itself (made-up rows)."""

from functools import cache

import numpy as np
import pytest
from matplotlib.patches import Patch, Rectangle

from dashboard.brief.drawing.key import PX, Piece
from dashboard.brief.drawing.key_place import PAD, lay_out
from dashboard.brief.drawing.picture import draw_picture
from dashboard.brief.words.make import make_brief
from dashboard.figures.legend_words import MOST_LETTERS, short_labels
from tests import foreign_tables as foreign

GRID = [
    (18.0 + 0.9 * row, -104.0 + 1.3 * column) for row in range(8) for column in range(9)
]
"""Marks all over the map: the legend has no corner and no edge for itself."""
MANY = [(18.0 + 0.5 * (n // 20), -104.0 + 0.6 * (n % 20)) for n in range(280)]
"""So many that they are drawn in few strokes."""
TABLES = {
    "Mexico": foreign.rows_at(foreign.MEXICO),
    "Sudan": [*foreign.rows_at(foreign.SUDAN), foreign.area_row("SD-KH")],
    "Fiji": foreign.rows_at(foreign.FIJI),
    "world": foreign.rows_at(foreign.WORLD),
    "everywhere": foreign.rows_at(GRID, len(GRID)),
    "many": foreign.rows_at(MANY, len(MANY)),
}
LEGEND, MARKS = 26, 12
"""The layers (zorder) that the drawing puts the box of the legend and the marks on."""
LONG = ("numbers", "weekly", "compare")
"""Layouts that only the long tests draw here; other tests draw them too."""
PAIRS = [(name, "map") for name in TABLES]
PAIRS += [("everywhere", each) for each in ("numbers", "weekly", "region", "compare")]


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """Return a function that opens one of the tables, each once."""
    folder = tmp_path_factory.mktemp("key")
    return cache(lambda name: foreign.open_rows(folder, TABLES[name]))


def drawn(dataset, layout: str):
    selection = {"region": ("MX-VER", "in", 12.0)} if layout == "region" else {}
    against = {"text": "made-up"} if layout == "compare" else None
    return draw_picture(make_brief(dataset, selection, layout=layout, against=against))


def boxes_of_marks(figure) -> np.ndarray:
    """Return x0, y0, x1, y1 of every mark of the maps, in pixels of the canvas."""
    [axes] = figure.axes
    boxes = [
        each.get_window_extent().extents
        for each in axes.get_children()
        if isinstance(each, Patch) and each.get_zorder() == MARKS
    ]
    for each in axes.collections:
        middle = each.get_offset_transform().transform(each.get_offsets())
        boxes += [(x, y, x, y) for x, y in middle]
    return np.array(boxes)


def box_of_legend(figure) -> np.ndarray:
    [box] = [
        each
        for each in figure.axes[0].patches
        if isinstance(each, Rectangle) and each.get_zorder() == LEGEND
    ]
    return box.get_window_extent().extents


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    ("name", "layout"),
    [
        pytest.param(*each, marks=pytest.mark.full if each[1] in LONG else ())
        for each in PAIRS
    ],
)
def test_the_legend_hides_no_mark_and_stays_on_the_page(opened, name, layout):
    figure = drawn(opened(name), layout)
    marks, (x0, y0, x1, y1) = boxes_of_marks(figure), box_of_legend(figure)
    assert len(marks) >= 3
    hidden = (marks[:, 0] < x1) & (x0 < marks[:, 2])
    hidden &= (marks[:, 1] < y1) & (y0 < marks[:, 3])
    assert hidden.sum() == 0
    assert x0 >= 0 and y0 >= 0 and x1 <= 1920 and y1 <= 1080


def piece(wide: float) -> Piece:
    return Piece(wide, 19, 11, lambda page, x, middle: None)


@pytest.mark.parametrize(("width", "lines"), [(300, 2), (299, 3), (100, 3)])
def test_a_line_is_parted_where_it_is_wider_than_the_room(width, lines):
    key = lay_out([[piece(200), piece(100)], [piece(50)]], width)
    assert (len(key.lines), key.h) == (lines, 2 * PAD - 4 + 30 * lines)


def test_without_a_limit_each_entry_is_a_line():
    key = lay_out([[piece(200), piece(100)], [piece(50)]], np.inf)
    assert [len(line) for line in key.lines] == [2, 1]
    assert key.w == 2 * PAD + 300
    assert len(lay_out([[piece(PX)], [piece(PX)]], 200, flow=True).lines) == 1


def test_long_labels_are_cut_at_a_word_and_stay_apart():
    long = "made-up conditions / lack of shelter, food, water and more"
    assert short_labels([long, "short"]) == [
        "made-up conditions / lack of shelter …",
        "short",
    ]
    exact = "x" * MOST_LETTERS
    assert short_labels([exact, f"{exact}y"])[0] == exact
    assert max(map(len, short_labels([long, f"{exact}y"]))) <= MOST_LETTERS + 1
    alike = [f"{long}, first", f"{long}, second"]
    assert short_labels(alike) == alike
