"""Colors, shapes and sizes can be told apart, on screen and in a grey print."""

import math

import pytest
from shapely import Polygon

from dashboard.style import (
    CLASSES,
    COLORS,
    LOOKS,
    OUTLINES,
    SHADE_BREAKS,
    SHADES,
    TONE,
    circle_tone,
    contrast,
    corners,
    grey,
    mark_class,
    outline,
    radius,
    shade,
    shape_factor,
)
from dashboard.table.dictionary import read_dictionary


def test_contrast_of_black_on_white_is_the_most_there_is():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#FFFFFF") == pytest.approx(1)


@pytest.mark.parametrize("look", CLASSES[:3], ids=lambda each: each.key)
@pytest.mark.parametrize("ground", [COLORS.sea, COLORS.land], ids=["sea", "land"])
def test_main_fills_stand_out_even_without_their_outline(look, ground):
    assert contrast(look.fill, ground) >= 3


@pytest.mark.parametrize(
    "ground",
    [COLORS.sea, COLORS.land, circle_tone(25), circle_tone(2000), *SHADES[:3]],
)
def test_the_outline_of_a_mark_stands_out_everywhere(ground):
    assert contrast(COLORS.outline, ground) >= 3


@pytest.mark.parametrize("look", CLASSES, ids=lambda each: each.key)
def test_the_halo_parts_a_mark_from_dark_ground(look):
    assert contrast(COLORS.halo, SHADES[-1]) >= 3


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        (COLORS.text, COLORS.panel),
        (COLORS.second_text, COLORS.panel),
        (COLORS.link, COLORS.panel),
        (COLORS.sea_name, COLORS.sea),
        (COLORS.sea_name, COLORS.panel),
        (COLORS.land_name, COLORS.land),
        (COLORS.disputed, COLORS.land),
    ],
)
def test_words_can_be_read(text, ground):
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("tone", [circle_tone(km) for km in (50, 200, 750)])
def test_the_edge_of_a_circle_shows_on_its_fill_and_on_the_sea(tone):
    assert contrast(TONE.edge, tone) >= 3
    assert contrast(TONE.edge, COLORS.sea) >= 3


@pytest.mark.parametrize("line", [COLORS.selected, COLORS.zone_line, COLORS.origin])
def test_blue_lines_and_rings_show_on_sea_and_land(line):
    assert contrast(line, COLORS.sea) >= 3
    assert contrast(line, COLORS.land) >= 3


def test_no_class_is_told_by_color_alone():
    assert len({each.shape for each in CLASSES}) == len(CLASSES)


def test_no_verification_looks_like_another():
    assert len({(each.width, each.dash) for each in OUTLINES}) == len(OUTLINES)


def test_every_event_type_and_verification_has_one_look():
    fields = read_dictionary().fields
    listed = [name for each in CLASSES for name in each.event_types]
    assert sorted(listed) == sorted(fields["event_type"].codes)
    known = [each.verification for each in OUTLINES]
    assert sorted(known) == sorted(fields["verification"].codes)


def test_a_code_that_nobody_knows_is_drawn_as_the_least_certain():
    assert mark_class("new_type").key == "other"
    assert outline("").verification == "contested"


def test_area_stands_for_deaths():
    assert radius(4) ** 2 / radius(1) ** 2 == pytest.approx(4)
    assert radius(11, unit=6) == pytest.approx(6 * math.sqrt(11))


@pytest.mark.parametrize("toll", [0, None, float("nan"), -1])
def test_a_mark_without_toll_keeps_a_size_to_be_seen(toll):
    assert radius(toll) == 5.5


def test_shapes_of_one_toll_cover_the_same_area():
    square = (2 * shape_factor("square")) ** 2
    triangle = 3 * math.sqrt(3) / 4 * shape_factor("triangle") ** 2
    assert square == pytest.approx(math.pi)
    assert triangle == pytest.approx(math.pi)


def test_the_wider_the_circle_the_paler():
    greys = [grey(circle_tone(km)) for km in (10, 50, 110, 400, 750, 2500)]
    assert greys == sorted(greys)
    assert greys[0] == greys[1] and greys[-1] == greys[-2]


def test_shades_go_one_way_and_start_at_one():
    greys = [grey(each) for each in SHADES]
    assert greys == sorted(greys, reverse=True)
    for measure, breaks in SHADE_BREAKS.items():
        assert len(breaks) == len(SHADES)
        assert shade(0, measure) == ""
        assert [shade(each, measure) for each in breaks] == list(SHADES)


OKABE_ITO = "#000000 #E69F00 #56B4E9 #009E73 #F0E442 #0072B2 #D55E00 #CC79A7".split()


def test_the_looks_of_any_table_are_color_blind_safe_and_told_apart_without_color():
    fills, shapes = zip(*LOOKS, strict=True)
    assert len(LOOKS) == len(set(fills)) == len(set(shapes)) >= 6
    assert set(fills) <= set(OKABE_ITO)


@pytest.mark.parametrize("shape", [shape for _, shape in LOOKS if shape != "circle"])
def test_every_shape_covers_the_area_of_the_circle_of_its_toll(shape):
    outline = Polygon(corners(shape))
    assert outline.is_valid
    assert outline.area * shape_factor(shape) ** 2 == pytest.approx(math.pi, rel=1e-3)
    assert max(math.hypot(*each) for each in corners(shape)) <= math.sqrt(2)
