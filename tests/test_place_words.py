"""Distances and coordinates in words: each range, each side of each edge."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from dashboard.geo import place_words
from dashboard.geo.length_words import (
    KM_PER_NM,
    both_units,
    fine_number,
    fine_numbers,
    kilometers_words,
    length_words,
    miles_words,
    ranges_in_both_units,
)
from dashboard.geo.place_words import (
    coordinate_words,
    distance_to_region_words,
    region_name,
    where_in_words,
)
from dashboard.geo.region_facts import side_of_line_words
from dashboard.text.language import speaking
from tests.worlds import real_dataset

NONE = float("nan")


@pytest.mark.parametrize(
    ("miles", "low", "high", "method", "words"),
    [
        (24.4, 0.0, 83.4, "zone", "45 km (24 NM) off Sucre, between 0 and 154 km"),
        (24.4, NONE, NONE, "zone", "45 km (24 NM) off Sucre"),
        (0.0, 0.0, 10.0, "inside", "in Sucre"),
        (NONE, NONE, NONE, "area", ""),
        (24.4, 0.0, 83.4, "reported", "in Apure, as reported"),
    ],
)
def test_a_distance_to_a_region_has_its_range(miles, low, high, method, words):
    row = SimpleNamespace(
        region_nm=miles,
        region_low_nm=low,
        region_high_nm=high,
        join_method=method,
        where_words="in Apure, as reported",
    )
    assert distance_to_region_words(row, "Sucre") == words


@pytest.mark.parametrize(
    ("miles", "radius", "words"),
    [
        (24.0, 59.4, "44 km (24 NM), between 0 and 154 km"),
        (24.0, 4.0, "44 km (24 NM), between 37 and 52 km"),
        (24.0, NONE, "44 km (24 NM), range not known"),
        (NONE, 4.0, ""),
    ],
)
def test_miles_have_the_range_that_the_radius_allows(miles, radius, words):
    assert miles_words(miles, radius) == words


@pytest.mark.parametrize(
    ("miles", "radius", "words"),
    [
        (12.0, 0.0, "inside as drawn; outside cannot be ruled out"),
        (11.9, 0.05, "inside as drawn"),
        (12.1, 0.05, "outside as drawn"),
        (13.0, 1.0, "outside as drawn; inside cannot be ruled out"),
        (13.0, 0.99, "outside as drawn"),
        (13.0, NONE, "outside as drawn; inside cannot be ruled out"),
        (NONE, 1.0, ""),
    ],
)
def test_the_side_of_the_12_mile_line_is_sure_only_beyond_the_radius(
    miles, radius, words
):
    assert side_of_line_words(miles, radius) == words


@pytest.mark.parametrize(
    ("km", "radius", "words"),
    [
        (1852.0, 2000.0, "1,852 km (1,000 NM) away, between 0 and 3,852 km"),
        (85.0, 20.0, "85 km (46 NM) away, between 65 and 105 km"),
        (85.0, NONE, "85 km (46 NM) away; how exactly is not reported"),
        (NONE, NONE, "known only to the same area"),
    ],
)
def test_two_incidents_are_apart_by_a_range(km, radius, words):
    assert kilometers_words(km, radius) == words


def test_a_length_is_in_miles_and_kilometres():
    assert length_words(1_852_000) == "1,852.0 km (1,000.0 NM)"


def test_coordinates_are_written_both_ways_and_minutes_never_reach_60():
    words = coordinate_words(10.6, -63.2)
    assert words == "10.600°, -63.200° (10°36.0′ N, 63°12.0′ W)"
    assert "11°00.0′ S" in coordinate_words(-10.99999, 0)
    assert coordinate_words(0, 0) == "0.000°, 0.000° (0°00.0′ N, 0°00.0′ E)"


def test_a_state_that_is_called_as_a_country_is_told_apart():
    regions = real_dataset().regions
    assert region_name("MX-MEX", regions) == "México (state)"
    assert region_name("GT-01", regions) == "Guatemala (state)"
    assert region_name("MX", regions) == "Mexico"
    assert region_name("VE-R", regions) == "Sucre"
    assert region_name("AW", regions) == "Aruba"  # a state and a country in one
    assert region_name("no such id", regions) == ""


def test_where_a_row_was_tells_a_state_from_its_country():
    regions = real_dataset().regions
    state = {"state_id": "MX-MEX", "state_name": "México", "country": "MX"}
    country = {"state_name": "", "country": "MX", "area_id": "MX"}
    rows = pd.DataFrame(
        [{"join_method": "area", **state}, {"join_method": "area", **country}]
    )
    assert where_in_words(rows, regions).tolist() == [
        "known only to México (state)",
        "known only to Mexico",
    ]


@pytest.mark.parametrize("language", ["en", "es"])
def test_many_lengths_are_said_as_each_alone(language):
    # 0.35 is a little less than it looks: its text is not that of 0.4, nor of 3.5 / 10.
    edges = [
        0.4,
        0.35,
        0.25,
        0.3,
        19.94,
        19.95,
        19.96,
        20.0,
        2.5,
        25.5,
        26.0,
        24.5,
        0.0,
    ]
    random = np.random.default_rng(7).uniform(0, 3_000, 500)
    values = np.array([*edges, *random, *random / 100, *np.arange(0, 25, 0.05)])
    with speaking(language):
        assert fine_numbers(values).tolist() == [*map(fine_number, values.tolist())]
        miles = values[:20]
        assert ranges_in_both_units(miles, miles * 2) == [
            both_units(
                f"{fine_number(low * KM_PER_NM)}–{fine_number(2 * low * KM_PER_NM)}",
                f"{fine_number(low)}–{fine_number(2 * low)}",
            )
            for low in miles.tolist()
        ]


def test_rows_at_sea_among_others_keep_their_own_words():
    rows = pd.DataFrame(
        {
            "join_method": ["zone", "inside", "territorial", "zone"],
            "nearest_state_name": ["Sucre", "Zulia", "Sucre", "Falcón"],
            "state_name": ["", "Zulia", "", ""],
            "state_sure": [False, True, False, False],
            "distance_nm": [24.0, 0.0, 11.9, 24.0],
            "distance_low_nm": [0.0, 0.0, NONE, 23.5],
            "distance_high_nm": [83.4, 0.0, NONE, 24.5],
            "radius_km": [110.0, 1.0, NONE, 0.9],
        },
        index=[7, 3, 5, 1],
    )
    words = where_in_words(rows)
    assert words.to_dict() == {
        7: "44 km (24 NM) off Sucre as drawn; ±110 km allows 0–154 km (0–83 NM)",
        3: "in Zulia",
        5: "22 km (11.9 NM) off Sucre as drawn, within 12 NM; "
        "how exactly is not reported",
        1: "44 km (24 NM) off Falcón as drawn; ±0.9 km allows 44–45 km (24–24 NM)",
    }


def test_reported_rows_are_one_kind_whatever_their_distance(monkeypatch):
    worded, word = [], place_words._row_words
    monkeypatch.setattr(
        place_words, "_row_words", lambda *row: worded.append(row) or word(*row)
    )
    row = {
        "join_method": "reported",
        "state_id": "VE-Y",
        "state_name": "Delta Amacuro",
        "nearest_state_id": "VE-R",
        "nearest_state_name": "Sucre",
    }
    rows = pd.DataFrame([row | {"distance_nm": each} for each in (1.5, 0.0, 2.5)])
    elsewhere = "in Delta Amacuro, as reported"
    drawn = f"{elsewhere}; as drawn its point lies in Sucre"
    assert where_in_words(rows).tolist() == [elsewhere, drawn, elsewhere]
    assert len(worded) == 2
