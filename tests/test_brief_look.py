"""How a brief is drawn: window, corners, labels, grey, and the link that keeps it."""

import io
from datetime import date
from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Rectangle
from PIL import Image

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.furniture import draw_inset
from dashboard.brief.drawing.grey import grey_of, without_color
from dashboard.brief.drawing.key import Piece
from dashboard.brief.drawing.key_place import EDGE, find_place
from dashboard.brief.drawing.marks import sites_to_label
from dashboard.brief.drawing.sites import find_sites
from dashboard.brief.drawing.window import bounds_of, fit_window
from dashboard.brief.files.formats import to_file
from dashboard.brief.words.errors import BriefError
from dashboard.brief.words.look import CHOICES, USUAL_LOOK, Look, look_of, look_query
from dashboard.brief.words.make import make_brief
from dashboard.style import LOOKS
from tests.worlds import OPENING, real_dataset

DATASET = real_dataset()
SUCRE = {"region": ("VE-R", "could", 12.0)}
VIEW = (8.0, -66.0, 12.0, -58.0)
FRAME = Frame(0, 0, 1000, 600, -90, -60, 10)
LEGEND = [[Piece(100, 20, 10, lambda page, x, y: None)]]


def brief_of(selection: dict, **look):
    return make_brief(DATASET, selection, layout="map", look=Look(**look))


def marks_at(*places: tuple[float, float]) -> np.ndarray:
    """Return marks at places of the page, 10 units large."""
    return np.array([(x, y, 10.0) for x, y in places]).reshape(-1, 3)


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ({"size": "A3"}, "size 'A3': must be one of slide, half, a4, square, wide"),
        ({"foot": "tiny"}, "foot 'tiny': must be one of auto, long, short"),
        ({"window": "world"}, "must be one of theatre, tight, region, bounds"),
        ({"legend": "none"}, "must be one of auto, nw, ne, sw, se"),
        ({"labels": "some"}, "must be one of all, deadliest, none"),
        ({"page": "0"}, "page '0': must be a whole number from 1 on"),
        ({"page": "²"}, "page '²': must be a whole number"),
        ({"grey": "yes"}, "grey 'yes': must be 1, or left out"),
    ],
)
def test_a_wrong_choice_is_named_with_what_is_allowed(texts, words):
    with pytest.raises(BriefError) as error:
        look_of(texts)
    assert words in str(error.value)


def test_a_link_keeps_every_choice_and_leaves_out_what_is_usual():
    last = {key: words[-1] for key, words in CHOICES.items()}
    look = look_of(last | {"page": "3", "grey": "1"})
    assert dict(look_query(look)) == last | {"page": "3", "grey": "1"}
    assert look_of(dict(look_query(look))) == look
    assert look_query(USUAL_LOOK) == () and look_of({}) == USUAL_LOOK
    assert "size=square&foot=long" in brief_of(OPENING, size="square", foot="long").link


@pytest.mark.parametrize("window", ["region", "bounds"])
def test_a_window_that_needs_a_filter_says_so(window):
    with pytest.raises(BriefError, match=f"needs the filter {window}"):
        brief_of(OPENING, window=window)


def test_each_window_shows_what_its_name_says():
    south, west, north, east = VIEW
    assert bounds_of(brief_of({"bounds": VIEW}, window="bounds")) == (
        west,
        south,
        east,
        north,
    )
    near = bounds_of(brief_of(SUCRE, window="region"))
    assert near[0] < -64.5 and near[2] > -61.8 and near[2] - near[0] < 8
    wide = bounds_of(brief_of(OPENING))
    tight = bounds_of(brief_of(OPENING, window="tight"))
    assert wide[0] < tight[0] and tight[2] - tight[0] < wide[2] - wide[0]
    own = brief_of(OPENING).rows.dropna(subset=["latitude"])
    own = own[own["geo_precision"].isin([1, 2])]
    assert (own["longitude"].between(tight[0], tight[2])).all()
    beyond = bounds_of(brief_of(SUCRE, window="tight"))
    assert beyond != near


@pytest.mark.parametrize(
    ("corner", "at_right", "at_foot"),
    [("nw", 0, 0), ("ne", 1, 0), ("sw", 0, 1), ("se", 1, 1), ("auto", 1, 1)],
)
def test_a_legend_stands_in_its_corner_unless_it_would_hide_a_mark(
    corner, at_right, at_foot
):
    page = Page(1000, 600)
    key, x, y = find_place(page, FRAME, marks_at(), LEGEND, None, corner)
    free = (1000 - key.w - 2 * EDGE, 600 - key.h - 2 * EDGE)
    assert (x, y) == (EDGE + at_right * free[0], EDGE + at_foot * free[1])
    mark = marks_at((x + key.w / 2, y + key.h / 2))
    _, moved_x, moved_y = find_place(page, FRAME, mark, LEGEND, None, corner)
    assert (moved_x, moved_y) != (x, y)
    beside = marks_at((x + key.w + 11, y + key.h / 2), (x - 11, y + key.h / 2))
    assert find_place(page, FRAME, beside, LEGEND, None, corner)[1:] == (x, y)


def inset_box(page: Page) -> Rectangle | None:
    boxes = [each for each in page.axes.patches if isinstance(each, Rectangle)]
    return boxes[-1] if boxes else None


@pytest.mark.parametrize(
    ("corner", "at_right", "at_foot"),
    [("auto", True, False), ("nw", False, False), ("se", True, True)],
)
def test_an_inset_stands_in_its_corner_and_never_on_a_mark(corner, at_right, at_foot):
    page = Page(1000, 600)
    draw_inset(page, FRAME, DATASET.regions, corner)
    box = inset_box(page)
    x, y = box.get_xy()
    assert (x > 500, y > 300) == (at_right, at_foot)
    hidden = Page(1000, 600)
    hidden.symbols.append((x + 10, y + 10, 5))
    draw_inset(hidden, FRAME, DATASET.regions, corner)
    assert inset_box(hidden).get_xy() != (x, y)


def test_an_inset_without_a_free_corner_or_asked_for_as_none_is_left_out():
    everywhere = Page(1000, 600)
    everywhere.symbols += [
        (x, y, 5) for x in range(0, 1000, 50) for y in range(0, 600, 50)
    ]
    draw_inset(everywhere, FRAME, DATASET.regions)
    asked = Page(1000, 600)
    draw_inset(asked, FRAME, DATASET.regions, "none")
    assert inset_box(everywhere) is None and inset_box(asked) is None


def test_the_deadliest_five_marks_have_a_label():
    brief = brief_of(OPENING)
    frame = fit_window(bounds_of(brief), (40, 122, 1336, 760))
    sites = find_sites(brief.rows, frame, DATASET.dictionary)
    best = sorted((site.best or 0 for site in sites), reverse=True)
    deadly = [site.best for site in sites_to_label(sites, "deadliest")]
    assert len(sites) > 5 and deadly == best[:5]
    assert sites_to_label(sites, "all") is sites
    assert len(sites_to_label(sites, "none")) == 0


def test_grey_is_grey_and_as_light_as_the_color():
    figure = Figure()
    axes = figure.add_axes((0, 0, 1, 1))
    circle = axes.add_patch(Circle((0.5, 0.5), 0.1, fc="#D55E00", ec="#0072B2"))
    text = axes.text(0, 0, "words", color="#8A3D00")
    without_color(figure)
    for color in (circle.get_facecolor(), circle.get_edgecolor(), text.get_color()):
        red, green, blue, _ = to_rgba(color)
        assert red == green == blue
    assert circle.get_facecolor()[0] > to_rgba(text.get_color())[0]
    assert circle.get_facecolor()[0] == pytest.approx(0.467, abs=0.001)


def test_without_color_marks_of_two_kinds_differ_in_shape_or_lightness():
    for (fill, shape), (other_fill, other_shape) in combinations(LOOKS, 2):
        apart = abs(grey_of(fill)[0] - grey_of(other_fill)[0])
        assert shape != other_shape or apart > 0.2, (fill, other_fill)


def test_a_picture_in_grey_has_no_color_and_the_same_light():
    week = {**OPENING, "from": date(2025, 9, 1), "to": date(2025, 9, 7)}
    pixels, light = {}, {}
    for grey in (False, True):
        png = to_file(brief_of(week, size="wide", grey=grey), "png")
        picture = Image.open(io.BytesIO(png))
        pixels[grey] = np.asarray(picture.convert("RGB"), int)
        light[grey] = np.asarray(picture.convert("L"), int)
    spread = {grey: np.ptp(each, axis=2).max() for grey, each in pixels.items()}
    assert spread[False] > 100 and spread[True] == 0
    differs = np.abs(light[True] - light[False]) > 8  # Pillow turns it grey by itself
    assert differs.mean() < 0.001


def test_what_is_not_filled_stays_so_in_grey():
    figure = Figure()
    axes = figure.add_axes((0, 0, 1, 1))
    line = axes.add_patch(Circle((0.5, 0.5), 0.1, fc="none", ec="#0072B2", alpha=0.7))
    without_color(figure)
    assert line.get_facecolor()[3] == 0 and line.get_edgecolor()[3] == 0.7
