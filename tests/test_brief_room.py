"""What a brief does where room is short: its window, measures, bars and labels."""

from itertools import product

import numpy as np
import pytest
import shapely

from dashboard.brief.drawing import map_drawing, weeks
from dashboard.brief.drawing.boxes import Box
from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import text_width
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.furniture import draw_measures
from dashboard.brief.drawing.key import Piece
from dashboard.brief.drawing.key_place import find_place
from dashboard.brief.drawing.mark_labels import label_forms
from dashboard.brief.drawing.picture import draw_picture
from dashboard.brief.drawing.plates import Plate, plate_size
from dashboard.brief.drawing.sites import find_sites
from dashboard.brief.drawing.strip import Item, lay_out_strip
from dashboard.brief.drawing.window import bounds_of, bounds_of_pair, fit_window
from dashboard.brief.words.bars import EVERYWHERE, bars_of
from dashboard.brief.words.look import Look
from dashboard.brief.words.make import make_brief
from dashboard.brief.words.sizes import SIZES
from dashboard.geo.regions import BOX
from tests.worlds import OPENING, real_dataset

DATASET = real_dataset()
SEEN = (-110.5, -4.1, -60.5, 20.2)
"""West, south, east and north of the opening selection."""
FRAME = Frame(0, 0, 800, 400, -90.0, -50.0, 10.0)
NEAR = 60
"""Pixels from a mark to its number at the most."""


@pytest.mark.parametrize("box", [(0, 0, 800, 1000), (0, 0, 1200, 300), (0, 0, 90, 80)])
def test_a_window_of_any_shape_holds_what_it_shall_show(box):
    west, south, east, north = fit_window(SEEN, box).bounds
    assert west <= SEEN[0] and south <= SEEN[1]
    assert east >= SEEN[2] and north >= SEEN[3]


def test_a_window_stays_in_the_layers_box_where_that_holds_all():
    west, south, east, north = fit_window(SEEN, (0, 0, 1000, 600)).bounds
    assert BOX[0] <= west and BOX[1] <= south + 1e-9
    assert east <= BOX[2] and north <= BOX[3]


def test_an_empty_side_of_a_pair_asks_for_no_room_on_its_map():
    few, none = {"text": "Canouan"}, {"text": "no such words"}
    for sides in ((few, none), (none, few)):
        brief = make_brief(DATASET, sides[0], layout="compare", against=sides[1])
        assert bounds_of_pair(brief) == bounds_of(make_brief(DATASET, few))
    empty = make_brief(DATASET, none, layout="compare", against=none)
    assert bounds_of_pair(empty) == DATASET.description.opening_view


@pytest.mark.parametrize("weight", ["regular", "bold", "italic"])
@pytest.mark.parametrize("scale", [1, 1.04, 2, 2.5])
def test_a_line_is_as_wide_on_every_scale_as_it_was_measured(weight, scale):
    page, words = Page(1200, 60), "made-up words of a line, 215–238 killed (best 238)"
    text = page.text(0, 30, words, 17, weight)
    page.figure.set_dpi(100 * scale)
    drawn = text.artist.get_window_extent().width / scale
    assert drawn == pytest.approx(text_width(words, 17, weight), rel=0.01)


def bars_of_measures(page: Page) -> list[tuple[float, float]]:
    return [(each.get_x(), each.get_y()) for each in page.axes.patches[:1]]


@pytest.mark.parametrize(
    ("mark", "right", "low"), [(None, False, True), ((60.0, 380.0, 9.0), True, True)]
)
def test_the_scale_bar_moves_on_where_it_would_hide_a_mark(mark, right, low):
    page = Page(800, 400)
    page.symbols += [mark] if mark else []
    draw_measures(page, FRAME)
    [(x, y)] = bars_of_measures(page)
    assert (x > 400, y > 200) == (right, low)
    assert {"N", "0"} <= {each.get_text() for each in page.axes.texts}


def test_one_bar_stands_where_every_corner_hides_a_mark():
    page = Page(800, 400)
    page.symbols += [(x, y, 9.0) for x in (150, 650) for y in (60, 340)]
    draw_measures(page, FRAME)
    said = [each.get_text() for each in page.axes.texts]
    assert len(said) == 1 and " km (" in said[0] and said[0].endswith(" NM)")
    assert not any(
        a < x + r and x - r < c and b < y + r and y - r < d
        for a, b, c, d in page.blocks
        for x, y, r in page.symbols
    )


def heights(box: Box) -> dict[str, float]:
    """Return the height of the highest bar of each panel, by the panel's name."""
    found = {}

    def seen(page, x, top, width, base, panel, scale):
        found[panel.name] = scale * float(panel.bins["top"].max())

    brief = make_brief(DATASET, OPENING, as_of="2026-11-28")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weeks, "_panel", seen)
        weeks.draw_weeks(Page(1000, 800), brief, box)
    return found


def test_panels_are_as_high_as_their_own_bars_on_one_scale():
    found = heights(Box(20, 20, 900, 500))
    bars = bars_of(make_brief(DATASET, OPENING, as_of="2026-11-28"))
    tops = {panel.name: panel.bins["top"].max() for panel in bars.panels}
    scale = {found[name] / tops[name] for name in tops}
    assert len(found) > 1 and np.ptp(list(scale)) < 1e-6
    assert sum(found.values()) > 200


@pytest.mark.parametrize(("high", "apart"), [(430, True), (330, False)])
def test_without_room_for_panels_there_is_one_for_all_rows(high, apart):
    found = heights(Box(20, 20, 400, high))
    assert (EVERYWHERE not in found) is apart
    assert max(found.values()) >= 56


def test_a_label_has_a_form_of_its_day_and_toll_alone():
    frame = fit_window(SEEN, (0, 0, 1000, 600))
    sites = find_sites(make_brief(DATASET, OPENING).rows, frame, DATASET.dictionary)
    whole, short, head = label_forms(sites[0], DATASET.dictionary, 20, 18)
    assert [words for words, *_ in head] == ["27 Oct 2025 · 14–15 killed"]
    assert len(whole) > len(short) > len(head)
    assert head[0] == short[0] == whole[0]


def test_a_plate_is_smaller_on_a_page_of_small_type():
    plate = Plate("made-up area", "3 strikes", ("1–2 killed",), ("made up",), None, 2)
    page, small = Page(1000, 500), Page(1000, 500)
    small.type, small.least = 0.85, 16
    assert np.all(np.array(plate_size(small, plate)) < plate_size(page, plate))


def marks_without_words(selection: dict, layout: str, size: str) -> list[str]:
    """Return the days of the most important marks without a label or a number."""
    maps: list[list] = []
    draw_labels, number_marks = map_drawing.draw_labels, map_drawing.number_marks

    def labels(page, frame, ground, sites, dictionary):
        left = draw_labels(page, frame, ground, sites, dictionary)
        maps.append(
            [page, [each for each in sites[: map_drawing.IMPORTANT] if each in left]]
        )
        return left

    def numbers(page, frame, sites, dictionary):
        items, left = number_marks(page, frame, sites, dictionary)
        maps[-1].append([disc for item in items for disc in item.artists[:1]])
        return items, left

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(map_drawing, "draw_labels", labels)
        patch.setattr(map_drawing, "number_marks", numbers)
        draw_picture(make_brief(DATASET, selection, layout=layout, look=Look(size)))
    page, important, discs = maps[-1]
    there = set(map(id, page.axes.get_children()))
    middles = np.array(
        [disc.artist.center for disc in discs if id(disc.artist) in there]
    )
    middles = middles.reshape(-1, 2)
    return [
        str(site.rows["date"].iloc[0])
        for site in important
        if not (np.hypot(*(middles - (site.x, site.y)).T) < site.r + NEAR).any()
    ]


GATE = [("all", "numbers", "half"), ("boats", "weekly", "wide")]
CASES = [
    pytest.param(*each, marks=() if each in GATE else pytest.mark.full)
    for each in [
        *product(("boats", "all"), ("numbers", "map"), SIZES),
        *product(("boats",), ("weekly",), SIZES),
    ]
]


@pytest.mark.full
@pytest.mark.parametrize(("name", "layout", "size"), CASES)
def test_an_important_mark_has_a_label_or_a_number(name, layout, size):
    selection = {"boats": OPENING, "all": {}}[name]
    assert marks_without_words(selection, layout, size) == []


def test_a_legend_hides_a_circle_only_where_it_must():
    entries = [[Piece(200, 19, 11, lambda page, x, middle: None)]]
    page = Page(800, 400)
    page.rings.append(shapely.Point(750, 370).buffer(60))  # over the corner it likes
    _, x, _ = find_place(page, FRAME, np.zeros((0, 3)), entries, None)
    assert x < 200
    page.rings.append(shapely.box(0, 0, 800, 400))
    _, x, y = find_place(page, FRAME, np.zeros((0, 3)), entries, None)
    assert x > 400 and y > 200


@pytest.mark.parametrize(("circles", "kept"), [(0, False), (9, True)])
def test_a_cut_strip_says_which_circles_are_missing_before_all_else(circles, kept):
    area = Item("", "Known only to a made-up area: 2 killed", deaths=2)
    items = [area, area, area, *map_drawing._left_out(3, circles)]
    strip = lay_out_strip(items, 400, 70)
    assert (3 in strip.shown) is kept and len(strip.shown) < 4
