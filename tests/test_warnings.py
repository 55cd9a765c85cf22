"""Warnings: what a person should look at, and what needs no look."""

import pytest

from dashboard.checks.problems import typed_incidents
from dashboard.checks.warnings import find_warnings
from dashboard.geo.regions import read_regions
from dashboard.table.read import INCIDENTS, read_text
from tests.worlds import AREA, DICTIONARY, NO_TOLL, incidents

REGIONS = read_regions()


def warnings(*changes):
    table = incidents(*changes)
    lines = list(range(2, len(table) + 2))
    return [str(each) for each in find_warnings(table, lines, DICTIONARY, REGIONS)]


def test_a_plain_row_raises_no_doubt():
    assert warnings({}) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"latitude": "-62.6", "longitude": "11.15"}, "latitude and longitude swapped"),
        ({"longitude": "62.6"}, "longitude -62.6 (sign lost)"),
        ({"latitude": "48", "longitude": "2"}, "outside the theatre Caribbean"),
        ({"reported_region": "CO"}, "reported_region 'CO': the report names it"),
        (
            {"incident_id": "TST-2025-09-03-01"},
            "names another day than date, 2025-09-02",
        ),
        (
            {"date": "2024-01-01", "incident_id": "TST-2024-01-01-01"},
            "outside the period",
        ),
        ({"radius_km": ""}, "radius_km (blank): blank, so nobody knows"),
        ({"latitude": "", "longitude": ""}, "latitude (blank): blank, though"),
        ({**AREA, "area_id": ""}, "area_id (blank): blank, though"),
        ({"area_id": "VE"}, "area_id 'VE': only a row with geo_precision 3"),
        ({"missing": "2"}, "missing '2': with deaths_low it is more than deaths_best"),
        ({"notes": "a\u202eb"}, "holds invisible characters"),
        ({"notes": "a\nb"}, "tabs or line breaks"),
    ],
)
def test_a_doubt_is_named_with_its_line(change, words):
    found = warnings(change)
    assert len(found) == 1 and words in found[0], found
    assert found[0].startswith("line 2, ")


def test_a_point_near_its_reported_state_but_at_sea_is_a_doubt():
    assert warnings({"reported_region": "VE-R"}) != []


def test_a_point_in_its_reported_region_is_none():
    cumana = {"latitude": "10.456", "longitude": "-64.167", "reported_region": "VE-R"}
    assert warnings(cumana) == []
    assert warnings({**cumana, "reported_region": "VE"}) == []


NEAR = {"date": "2025-09-04", "latitude": "11.2", "strikes": "0"}


def test_the_same_toll_near_in_place_and_time_may_be_one_incident_twice():
    (found,) = warnings({}, NEAR)
    assert found.startswith("line 3, incident_id 'TST-2025-09-04-02'")
    assert "may be TST-2025-09-02-01 told twice" in found


@pytest.mark.parametrize(
    "change",
    [
        {"date": "2025-09-06"},  # four days
        {"latitude": "11.65"},  # 55 km
        {"deaths_low": "1"},  # another toll
        {"parent_id": "TST-2025-09-02-01"},  # its own part
    ],
)
def test_rows_further_apart_or_of_one_incident_are_not_told_twice(change):
    found = warnings({}, {**NEAR, **change})
    assert not any("told twice" in each for each in found)


def test_two_numbered_strikes_of_a_day_are_two():
    assert warnings({}, {}) == []


def test_two_rows_that_name_each_other_in_their_notes_are_two():
    one = {"notes": "not TST-2025-09-04-02"}
    assert warnings(one, {**NEAR, "notes": "not TST-2025-09-02-01"}) == []
    assert warnings(one, NEAR) != []


def test_the_same_day_area_toll_and_source_may_be_one_incident_twice():
    assert len(warnings(AREA, AREA)) == 1
    assert warnings(AREA, {**AREA, "sources": "B <https://b.org>"}) == []
    assert warnings(AREA, {**AREA, "deaths_low": "1"}) == []


def test_a_part_that_repeats_the_toll_of_its_incident_is_a_doubt():
    part = {"parent_id": "TST-2025-09-02-01", "strikes": "0"}
    assert any(
        "is the same toll as that of its incident" in each
        for each in warnings({}, part)
    )
    assert warnings({}, {**part, **NO_TOLL}) == []
    assert any(
        "its incident has boat_strike" in each
        for each in warnings({}, {**part, **NO_TOLL, "campaign": "accident"})
    )


def test_a_part_without_dead_does_not_repeat_an_incident_without_dead():
    none = {"deaths_low": "0", "deaths_best": "0", "deaths_high": "0", "missing": "0"}
    part = {"parent_id": "TST-2025-09-02-01", "strikes": "0", **none}
    assert warnings(none, part) == []


def test_the_bounds_of_a_theatre_are_inside_it():
    west, south, east, north = DICTIONARY.fields["theatre"].codes["caribbean"].bounds
    middle = {"longitude": (west + east) / 2, "latitude": (south + north) / 2}
    for name, edge, beyond in (
        ("longitude", west, west - 0.01),
        ("longitude", east, east + 0.01),
        ("latitude", south, south - 0.01),
        ("latitude", north, north + 0.01),
    ):
        for value, doubted in ((edge, False), (beyond, True)):
            place = {
                key: f"{number}" for key, number in (middle | {name: value}).items()
            }
            found = [
                words for words in warnings(place) if "outside the theatre" in words
            ]
            assert bool(found) == doubted, place


def test_the_one_doubt_about_our_table_is_explained_in_its_notes():
    text = read_text(INCIDENTS)
    table = typed_incidents(text, DICTIONARY)
    found = find_warnings(table, text.index.tolist(), DICTIONARY, REGIONS)
    assert [(each.column, each.value) for each in found] == [
        ("reported_region", "VE-V")
    ]
    row = table[text.index == found[0].line].iloc[0]
    assert row["incident_id"] == "VEN-2025-12-18-01"
    assert "falls on the Colombian side" in row["notes"]


def test_sixty_rows_on_one_spot_do_not_fill_the_screen():
    many = incidents(*[{"date": "2025-09-02", "strikes": "0"} for _ in range(60)])
    found = find_warnings(many, list(range(2, 62)), DICTIONARY, REGIONS)
    assert len(found) == 201
    assert found[-1].line is None
    assert str(found[-1]).endswith("more rows may be told twice; 200 pairs are listed")
