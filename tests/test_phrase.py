"""From the words of a report to a point: held against pyproj and against the coasts."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from dashboard.geo.phrase import position_of
from dashboard.geo.place_search import PlaceError
from dashboard.geo.regions import read_regions

WGS84 = Geod(ellps="WGS84")
BEATA, GOLFITO, ACAPULCO = (17.58, -71.52), (8.60327, -83.11342), (16.85, -99.93333)


@pytest.fixture(scope="module")
def regions():
    return read_regions()


def metres_from(position, latitude, longitude) -> float:
    ends = position.longitude, position.latitude, longitude, latitude
    return WGS84.inv(*ends)[2]


# words, start, azimuth, metres: the way that pyproj is asked to go.
PHRASES = [
    ("80 NM south of Isla Beata", BEATA, 180, 80 * 1852),
    ("about 80 nm due south of Isla Beata, Dominican Republic", BEATA, 180, 80 * 1852),
    ("48 nautical miles north-east of Isla Beata", BEATA, 45, 48 * 1852),
    ("48 nmi NE of isla beata", BEATA, 45, 48 * 1852),
    ("1 NM north of Isla Beata", BEATA, 0, 1852),
    ("2.5 nm to the north-west of Isla Beata", BEATA, 315, 2.5 * 1852),
    ("30 NM east of Isla Beata", BEATA, 90, 30 * 1852),
    ("30 NM south east of Isla Beata", BEATA, 135, 30 * 1852),
    ("30 NM west of Isla Beata", BEATA, 270, 30 * 1852),
    ("about 60 NM south-west of Golfito", GOLFITO, 225, 60 * 1852),
    ("approximately 60 NM southwest of Golfito, Costa Rica", GOLFITO, 225, 60 * 1852),
    ("60 NM SW off Golfito", GOLFITO, 225, 60 * 1852),
    ("126 km S of Golfito", GOLFITO, 180, 126_000),
    ("126 kilometres west of Golfito", GOLFITO, 270, 126_000),
    ("126 kilometers south-southwest of Golfito", GOLFITO, 202.5, 126_000),
    ("830 km SW of Acapulco", ACAPULCO, 225, 830_000),
    ("1,200 km west of Acapulco", ACAPULCO, 270, 1_200_000),
    ("500 km WSW of Acapulco", ACAPULCO, 247.5, 500_000),
    ("500 km south of Acapulco.", ACAPULCO, 180, 500_000),
    ("32 miles east of Isla Beata", BEATA, 90, 32 * 1609.344),
    ("32 mi NW of Isla Beata", BEATA, 315, 32 * 1609.344),
    ("65 statute miles south-east of Isla Beata", BEATA, 135, 65 * 1609.344),
    ("some 400 miles south west of Acapulco", ACAPULCO, 225, 400 * 1609.344),
    ("~20 km N of Isla Beata", BEATA, 0, 20_000),
    ("20 km ESE of Isla Beata", BEATA, 112.5, 20_000),
    ("a 80 millas náuticas al sur de Isla Beata", BEATA, 180, 80 * 1852),
    ("60 millas nauticas al suroeste de Golfito", GOLFITO, 225, 60 * 1852),
    ("unos 60 kilómetros al noroeste de Golfito", GOLFITO, 315, 60_000),
    ("30 km north of 10.600, -63.200", (10.6, -63.2), 0, 30_000),
    ("30 km east of 10°36'N 63°12'W", (10.6, -63.2), 90, 30_000),
    ("12 NM northeast from Isla Beata", BEATA, 45, 12 * 1852),
]


@pytest.mark.parametrize(("words", "start", "azimuth", "metres"), PHRASES)
def test_point_is_where_pyproj_ends_and_the_circle_holds_the_sector(
    regions, words, start, azimuth, metres
):
    found = position_of(words, regions)
    longitude, latitude, _ = WGS84.fwd(start[1], start[0], azimuth, metres)
    assert metres_from(found, latitude, longitude) < 80  # 0.001° rounded
    assert found.bearing == azimuth
    assert found.geo_precision == 2
    half = 5.6 if "due" in words else 11.25 if azimuth % 45 else 22.5
    for side in (-half, half):
        longitude, latitude, _ = WGS84.fwd(start[1], start[0], azimuth + side, metres)
        assert metres_from(found, latitude, longitude) <= found.radius_km * 1000
    # Not wider than the words leave room for: the corners of the sector and 1 km.
    across = 2 * np.sin(np.radians(half) / 2) * metres * 1.1
    along = 0.5 * metres
    assert found.radius_km * 1000 < max(np.hypot(across, along) + 2000, 5001)


@pytest.mark.parametrize(
    ("words", "room"),
    [
        ("80 NM south of Isla Beata", "75 to 85 NM"),
        ("126 NM south of Isla Beata", "125.5 to 126.5 NM"),
        ("about 126 NM south of Isla Beata", "119.7 to 132.3 NM"),
        ("about 80 NM south of Isla Beata", "75 to 85 NM"),
        ("1,000 km south of Acapulco", "500 to 1,500 km"),
        ("2.5 km south of Acapulco", "2.45 to 2.55 km"),
    ],
)
def test_the_last_figure_says_how_exact_a_distance_is(regions, words, room):
    assert room in position_of(words, regions).geo_note


def test_a_narrow_gap_in_the_land_is_not_where_a_place_looks_out_to_sea(regions):
    """Kingston looks south; a gap of 6° lies nearer to it. Barranquilla is inland."""
    kingston = position_of("off Kingston, Jamaica", regions)
    assert 160 <= kingston.bearing <= 200
    with pytest.raises(PlaceError, match="no open water lies within 12 NM"):
        position_of("off Barranquilla", regions)


def test_five_places_of_a_name_are_listed_and_the_others_counted(regions):
    with pytest.raises(PlaceError, match="; and 3 more\\."):
        position_of("San Juan", regions)
    with pytest.raises(PlaceError) as refused:
        position_of("Santa Cruz", regions)
    assert str(refused.value).count("Santa Cruz, town") == 5
    assert "more" not in str(refused.value)


def test_due_leaves_less_open_than_a_direction_alone(regions):
    due, alone = (
        position_of(f"80 NM {word}south of Isla Beata", regions)
        for word in ("due ", "")
    )
    assert "every bearing within 5.6°" in due.geo_note
    assert "every bearing within 22.5°" in alone.geo_note
    assert due.radius_km < alone.radius_km


def test_miles_may_be_nautical_miles(regions):
    statute = position_of("100 miles due south of Isla Beata", regions)
    longitude, latitude, _ = WGS84.fwd(BEATA[1], BEATA[0], 180, 100 * 1852)
    assert metres_from(statute, latitude, longitude) <= statute.radius_km * 1000
    assert "nautical" in statute.geo_note
    other = position_of("100 km due south of Isla Beata", regions)
    assert "nautical" not in other.geo_note


def test_without_a_direction_the_circle_holds_the_ocean_of_the_place_at_that_distance(
    regions,
):
    found = position_of("126 nm off Golfito", regions)
    pacific = regions.basins.set_index("name").geometry["Eastern Pacific"]
    held = 0
    for azimuth in range(0, 360, 4):
        ring = WGS84.fwd(GOLFITO[1], GOLFITO[0], azimuth, 126 * 1852)
        if pacific.covers(shapely.Point(*ring[:2])):
            held += 1
            assert metres_from(found, ring[1], ring[0]) <= found.radius_km * 1000
    assert held > 10
    assert pacific.covers(shapely.Point(found.longitude, found.latitude))
    # No wider than the far end of that ocean's ring, and no dot on the town.
    assert found.radius_km * 1000 < 2 * 126 * 1852
    assert abs(metres_from(found, *GOLFITO) - 126 * 1852) < 80


def test_off_a_place_is_open_water_within_12_nm(regions):
    found = position_of("off Macuro", regions)
    assert not found.on_land
    assert metres_from(found, 10.65, -61.935) < 12 * 1852
    assert found.radius_km >= 11
    assert "no distance or direction" in found.geo_note
    assert found == position_of("just off the coast of Macuro", regions)
    assert found == position_of("frente a Macuro", regions)


def test_behind_a_peninsula_is_another_water(regions):
    """San Juan de Unare looks north: 20 km south of it lies the Gulf of Paria."""
    found = position_of("20 km off San Juan de Unare", regions)
    north = WGS84.fwd(-62.767, 10.747, 0, 20_000)
    assert metres_from(found, north[1], north[0]) < 20_000


def test_a_point_on_land_is_told(regions):
    assert position_of("60 NM south-west of Cumaná", regions).on_land
    assert not position_of("60 NM north of Cumaná", regions).on_land


def test_named_places_keep_their_point(regions):
    found = position_of("Güiria, Sucre", regions)
    assert (found.geo_precision, found.radius_km) == (1, 5)
    near = position_of("near Guiria", regions)
    assert (near.geo_precision, near.radius_km) == (2, 23)  # 12 NM are 22.2 km
    assert (near.latitude, near.longitude) == (found.latitude, found.longitude)
    exact = position_of("10.12345, -63.54321", regions)
    assert (exact.latitude, exact.longitude) == (10.12345, -63.54321)
    assert exact.geo_precision == 2


@pytest.mark.parametrize(
    ("words", "km"),
    [
        ("10.12345, -63.54321", 5),
        ("10.60, -63.20", 5),
        ("10.6, -63.2", 8),
        ("10.60, -63.2", 8),
        ("10°36'00\"N 63°12'00\"W", 5),
        ("10°36'N 63°W", 78),
        ("10N 62W", 78),
        ("0N 0E", 79),
        ("10S 62W", 78),
    ],
)
def test_coordinates_are_as_exact_as_their_last_figure(regions, words, km):
    found = position_of(words, regions)
    assert found.radius_km == km
    assert ("last figure" in found.geo_note) == (km > 5)
    away = position_of(f"1 km south of {words}", regions)
    assert away.radius_km >= max(km - 5, 1)


def test_half_a_unit_of_the_last_figure_is_inside_the_circle(regions):
    for words in ("60 km due south of 10N 62W", "near 10N 62W", "10N 62W"):
        found = position_of(words, regions)
        far = 60_000 if "due" in words else 0
        for latitude in (9.5, 10.5):
            for longitude in (-62.5, -61.5):
                east, north, _ = WGS84.fwd(longitude, latitude, 180, far)
                away = metres_from(found, north, east)
                assert away <= found.radius_km * 1000 + 200


@pytest.mark.parametrize("words", ["1 km south of Caracas", "0.1 NM east of Macuro"])
def test_no_circle_is_smaller_than_the_place_it_is_worked_out_from(regions, words):
    assert position_of(words, regions).radius_km == 5
    assert position_of("9.3 km due south of Caracas", regions).radius_km == 5


def test_a_town_in_its_own_state_and_an_island_by_its_short_name_are_meant(regions):
    assert position_of("La Guaira", regions).place.startswith("La Guaira, town in")
    assert position_of("Venezuela, Cuba", regions).place.endswith("(Cuba)")
    assert position_of("80 NM south of Beata", regions).place.startswith("Isla Beata")


def test_between_two_places_is_half_way_and_reaches_both(regions):
    found = position_of("between Macuro and Güiria", regions)
    one, other = position_of("Macuro", regions), position_of("Güiria", regions)
    away = [metres_from(found, e.latitude, e.longitude) for e in (one, other)]
    assert abs(away[0] - away[1]) < 200
    assert max(away) <= found.radius_km * 1000 < max(away) + 1500


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("80 NM south of Atlantis", "no town, island"),
        ("off Sucre", "several places"),
        ("off Barbados", "is a region"),
        ("off Venezuela", "is a region"),
        ("80 NM south of Jamaica", "is a region"),
        ("60 km off Costa Rica", "is a region"),
        ("near Puerto Rico", "is a region"),
        ("Panamá", "is a region"),
        ("1.500 km al sur de Isla Beata", "may be 1500 or 1.5"),
        ("12.000 NM south of Isla Beata", "may be 12000 or 12"),
        ("\u0668\u0660 NM south of Isla Beata", "no town, island"),
        ("Buenaventura", "several places"),
        ("60 NM south of Golf", "whole name"),
        ("60 NM south of Golfito, Panama", "no “Golfito” in “Panama”"),
        ("south of Cumaná", "a direction and no distance"),
        ("80 NM", "no town, island"),
        ("", "Known are"),
        ("0 NM south of Isla Beata", "above 0"),
        ("5,001 km south of Isla Beata", "at most 5,000 km"),
        ("100 miles off Bogotá", "no water of its ocean"),
        ("off Bogotá", "no open water"),
        ("120 km off Isla de Aves", "water on most sides"),
        ("off Isla de Aves", "water on most sides"),
        ("80 furlongs south of Isla Beata", "no town, island"),
        ("-80 NM south of Isla Beata", "no town, island"),
    ],
)
def test_what_cannot_be_told_is_refused(regions, words, says):
    with pytest.raises(PlaceError, match=says):
        position_of(words, regions)


def test_two_of_one_name_are_told_apart_after_a_comma(regions):
    port = position_of("Buenaventura, port", regions)
    assert port.place == "Buenaventura, port, Colombia"
    assert position_of("5,000 km south of Isla Beata", regions).meters == 5_000_000


@given(st.text(max_size=40))
def test_any_text_gives_a_point_or_a_sentence(text):
    try:
        found = position_of(text, read_regions_once())
    except PlaceError as error:
        assert str(error)
    else:
        assert -90 <= found.latitude <= 90


_READ = []


def read_regions_once():
    if not _READ:
        _READ.append(read_regions())
    return _READ[0]


def test_an_island_is_not_a_town_inland_of_the_same_name(regions):
    """Reports say Margarita for Isla de Margarita; a town in Colombia has the name."""
    with pytest.raises(PlaceError, match="several places"):
        position_of("near Margarita", regions)
    found = position_of("near Margarita, island", regions)
    assert found.place.startswith("Isla de Margarita, island")
