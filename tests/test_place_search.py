"""Places by name and by coordinates, as people write them."""

import pytest
from pyproj import Geod

from dashboard.geo.length_words import length_words
from dashboard.geo.place_question import (
    MOST_LETTERS,
    find_asked,
    geodesic_line,
    question_of,
    split_pair,
)
from dashboard.geo.place_search import (
    Hit,
    PlaceError,
    find_places,
    meters_between,
    parse_coordinates,
)
from tests.worlds import real_dataset

REGIONS = real_dataset().regions


@pytest.mark.parametrize(
    "text",
    [
        "10.6, -63.2",
        "10.6 -63.2",
        "10.6,-63.2",
        "+10.6; -63.2",
        "10.6N 63.2W",
        "10.6° N, 63.2° W",
        "N10.6 W63.2",
        "63.2W 10.6N",
        "63.2O, 10.6N",
        "10°36'N 63°12'W",
        "10º 36′ N 63º 12′ O",
        "10 36 N, 63 12 W",
        "10 36 0 N, 63 12 0 W",
        "10°36'00\"N 63°12'00\"W",
        "10 36 -63 12",
        "10° 36.0' n / 63° 12.0' w",
    ],
)
def test_one_place_in_the_ways_people_write_it(text):
    assert parse_coordinates(text) == pytest.approx((10.6, -63.2), abs=1e-9)
    (hit,) = find_places(text, REGIONS)
    assert (hit.latitude, hit.longitude) == pytest.approx((10.6, -63.2), abs=1e-9)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("-100, 10", "seem to be swapped"),
        ("100, 200", "latitude must be within ±90"),
        ("10, 181", "longitude within ±180"),
        ("91N 10W", "latitude must be within ±90"),
        ("10 60 N, 63 W", "minutes and seconds must be below 60"),
        ("10 30 60 N, 63 W", "minutes and seconds must be below 60"),
        ("10.5 30 N, 63 W", "only the last figure of an angle has decimals"),
        ("-10 N, 63 W", "a sign or a letter, not both"),
        ("10N 11N", "one latitude"),
        ("10W 11W", "one latitude"),
        ("1, 2, 3", "not two coordinates"),
        ("10", "not two coordinates"),
        ("10,,", "not two coordinates"),
    ],
)
def test_what_is_no_place_is_told_why(text, words):
    with pytest.raises(PlaceError, match=words):
        find_places(text, REGIONS)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("cumana", "Cumaná", "town in Sucre (Venezuela)"),
        ("CUMANÁ", "Cumaná", "town in Sucre (Venezuela)"),
        ("golfo de paria", "Golfo de Paria", "sea, a spot inside"),
        ("Gulf of Paria", "Gulf of Paria", "sea, a spot inside"),
        ("venezuela", "Venezuela", "country or territory, a spot inside"),
        ("san juan de unare", "San Juan de Unare", "town in Sucre (Venezuela)"),
    ],
)
def test_a_name_is_found_without_accents_and_says_what_it_is(text, name, kind):
    best = find_places(text, REGIONS)[0]
    assert (best.name, best.kind) == (name, kind)


def test_a_name_of_several_places_gives_them_all_to_choose_from():
    kinds = [
        each.kind for each in find_places("Sucre", REGIONS) if each.name == "Sucre"
    ]
    assert len(kinds) > 2 and len(set(kinds)) == len(kinds)
    assert any("Venezuela" in each for each in kinds)


@pytest.mark.parametrize("text", ["no such place", "<script>", "   ", "°", "—"])
def test_an_unknown_name_is_told_what_is_allowed(text):
    with pytest.raises(
        PlaceError, match="no town, island, port, state, country or sea"
    ):
        find_places(text, REGIONS)


def test_two_places_give_their_geodesic_distance():
    assert split_pair("10.6,-63.2 to 11.0,-62.0") == ["10.6,-63.2", "11.0,-62.0"]
    assert split_pair("Puerto la Cruz") == ["Puerto la Cruz"]
    one, two = Hit("", "", 10.6, -63.2), Hit("", "", 11.0, -62.0)
    *_, meters = Geod(ellps="WGS84").inv(-63.2, 10.6, -62.0, 11.0)
    assert length_words(meters_between(one, two)) == (
        f"{meters / 1000:.1f} km ({meters / 1852:.1f} NM)"
    )


def test_a_whole_label_finds_its_place_alone():
    first, *others = find_places("Sucre", REGIONS)
    assert len(others) > 3
    for hit in (first, others[-1]):
        assert {each.label for each in find_places(hit.label.upper(), REGIONS)} == {
            hit.label
        }


def test_a_question_of_a_link_finds_what_was_chosen_and_else_keeps_the_words():
    towns = find_places("San Juan", REGIONS)
    asked = question_of(["San Juan", "Cumaná"], [towns[2], towns[0]], [True, False])
    assert asked == f"{towns[2].label} to Cumaná"
    assert find_asked(asked, REGIONS)[0][0] == towns[2]
    split = Hit("A to B", "", 1.0, 2.0)  # its label would be read as two places
    assert question_of(["here"], [split], [True]) == "here"


def test_a_question_may_be_as_long_as_two_labels_and_no_longer():
    with pytest.raises(PlaceError, match="no town"):
        find_asked("x" * MOST_LETTERS, REGIONS)
    with pytest.raises(PlaceError, match="241 letters; at most 240"):
        find_asked("x" * (MOST_LETTERS + 1), REGIONS)


@pytest.mark.parametrize(
    "ends",
    [
        (10.6, -63.2, 40.0, 20.0),
        (10.0, 170.0, 35.0, -140.0),
        (35.0, -140.0, 10.0, 179.0),
    ],
)
def test_the_line_between_two_places_is_the_shortest_and_in_one_piece(ends):
    one, two = Hit("", "", *ends[:2]), Hit("", "", *ends[2:])
    line = geodesic_line(one, two)
    latitudes, longitudes = zip(*line, strict=True)
    geod = Geod(ellps="WGS84")
    shortest = geod.inv(ends[1], ends[0], ends[3], ends[2])[2]
    assert geod.line_length(longitudes, latitudes) == pytest.approx(shortest, rel=1e-8)
    for (latitude, longitude), end in zip(
        (line[0], line[-1]), (ends[:2], ends[2:]), strict=True
    ):
        assert latitude == end[0] and (longitude - end[1]) % 360 == 0
    assert abs(longitudes[0] + longitudes[-1]) / 2 <= 180
    steps = [abs(a - b) for a, b in zip(longitudes, longitudes[1:], strict=False)]
    assert len(line) == 65 and max(steps) < 10
