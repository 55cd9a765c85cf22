"""Rows that no drawn shape and no view can hold: which they are, and their words."""

from dataclasses import replace

import pytest
import shapely

from dashboard.figures.beside_shape import beside_shape, beside_words
from dashboard.geo.drawn_shape import drawn_area, parse_corners
from dashboard.layers import pack_incidents, unpack
from dashboard.selection.filters import select
from tests.worlds import AREA, DICTIONARY, located, real_dataset

DATASET = real_dataset()
BOATS = {"campaign": ["boat_strike"]}
CARIBBEAN = parse_corners("8,-90;24,-90;24,-59;8,-59")
INLAND = parse_corners("5,-63;6,-63;6,-62;5,-62")  # in Bolívar, a state of Venezuela


def areas_of(selection: dict) -> dict[str, int]:
    rows = beside_shape(DATASET, selection).rows
    return rows["area_id"].value_counts().to_dict()


def test_a_rectangle_over_the_caribbean_leaves_no_row_of_its_sea_unsaid():
    """The steps of the issue: boat strikes, a rectangle over the whole Caribbean."""
    found = beside_shape(DATASET, {**BOATS, "shape": CARIBBEAN})
    boats = select(DATASET.incidents, BOATS, DATASET.regions)
    only = boats[boats["join_method"].isin(["area", "unlocated"])]
    assert set(found.rows["incident_id"]) == set(only["incident_id"])
    whole = only[only["parent_id"].eq("")]
    assert found.words.startswith(f"+ {len(whole)} incidents that no shape can hold: ")
    assert "known only to an area that it touches" in found.words
    low, high = only["deaths_low"].sum(), only["deaths_high"].sum()
    assert f"{low}–{high} killed" in found.words


@pytest.mark.parametrize(
    ("selection", "areas"),
    [
        # two sides of the coast of Central America, and land that touches no sea
        ({"shape": parse_corners("14,-80;16,-80;16,-70;14,-70")}, {"basin-caribbean"}),
        (
            {"shape": parse_corners("1,-99;2,-99;2,-95;1,-95")},
            {"basin-eastern-pacific"},
        ),
        ({"shape": INLAND}, {"VE", "VE-F"}),
        ({"bounds": (14, -80, 16, -70)}, {"basin-caribbean"}),
        ({"bounds": (5, -423, 6, -422)}, {"VE", "VE-F"}),  # a turn of the world away
        ({"bounds": (-15, 60, 5, 80)}, {"outside:Indian Ocean"}),
    ],
)
def test_only_areas_that_touch_are_told_and_what_has_no_area_always(selection, areas):
    assert set(areas_of(selection)) - {""} == areas
    assert areas_of(selection)[""] == 2  # no sea was named: it may be anywhere


def test_where_shape_and_view_have_nothing_in_common_nothing_may_be_inside():
    assert areas_of({"bounds": (14, -80, 16, -70), "shape": INLAND}) == {}


def test_a_view_is_called_a_view():
    words = beside_shape(DATASET, {**BOATS, "bounds": (14, -80, 16, -70)}).words
    assert " that no view can hold" in words and "shape" not in words


def test_without_shape_and_view_nothing_stands_beside():
    found = beside_shape(DATASET, BOATS)
    assert found.rows.empty and found.words == ""
    nothing = {"text": "no such text", "shape": CARIBBEAN}
    assert beside_shape(DATASET, nothing).words == ""


def test_no_row_is_both_in_a_shape_and_beside_it():
    for selection in ({"shape": CARIBBEAN}, {"bounds": (-10, -120, 33, -50)}):
        inside = select(DATASET.incidents, selection, DATASET.regions)
        beside = beside_shape(DATASET, selection).rows
        assert len(inside) and len(beside)
        assert not set(inside["incident_id"]) & set(beside["incident_id"])


def test_the_words_count_incidents_parts_and_campaigns_apart():
    nowhere = {"latitude": "", "longitude": "", "geo_precision": ""}
    part = {**AREA, "parent_id": "TST-2025-09-02-01", "strikes": ""}
    rows = located(AREA, nowhere, part)
    words = beside_words(rows, DICTIONARY, "shape")
    assert words.startswith("+ 2 incidents and 1 part that no shape can hold: ")
    assert "1 known only to an area that it touches, 1 not even to an area" in words
    assert beside_words(located(nowhere), DICTIONARY, "view") == (
        "+ 1 incident that no view can hold: 1 without a place · 2–4 killed (best 3)"
    )
    mixed = located(AREA, {**AREA, "campaign": "vessel_seizure"})
    assert "boat strikes: 2–4 killed" in beside_words(mixed, DICTIONARY, "shape")
    assert "4–8" not in beside_words(mixed, DICTIONARY, "shape")


def test_a_drawn_area_across_180_degrees_lies_on_both_sides():
    area = drawn_area(parse_corners("-18,178;-16,178;-16,182;-18,182"))
    assert area.bounds == pytest.approx((-180, -18, 180, -16))
    assert area.contains(shapely.Point(179, -17))
    assert area.contains(shapely.Point(-179, -17))
    assert not area.intersects(shapely.Point(-177.9, -17))


def test_plates_beside_a_shape_are_told_apart_and_their_rows_come_last():
    beside = located(AREA, {**AREA, "area_id": "", "theatre": "not_disclosed"})
    sent = unpack(pack_incidents(located({}, AREA), DICTIONARY, beside=beside))
    areas = sent["areas"]
    assert (sent["n"], sent["beside"]) == (4, 2)
    assert areas["id"] == [
        "basin-caribbean",
        "beside:basin-caribbean",
        "beside:undisclosed",
    ]
    assert areas["maybe"] == ["", "may be inside", "may be inside"]
    assert areas["name"][0] == areas["name"][1] == "Caribbean Sea"
    assert areas["rows"] == [1, 2, 3]
    assert [note.endswith("may be inside") for note in areas["note"]] == [
        *(False, True, True)
    ]
    none = unpack(pack_incidents(located({}, AREA), DICTIONARY, beside=beside.iloc[:0]))
    assert none == unpack(pack_incidents(located({}, AREA), DICTIONARY))
    assert none["beside"] == 0 and set(none["areas"]["maybe"]) == {""}


def test_an_area_of_which_no_outline_is_known_may_reach_into_any_shape():
    one = located({**AREA, "area_id": "XX-NO-SUCH"})
    world = replace(DATASET, incidents=one)
    assert len(beside_shape(world, {"shape": INLAND}).rows) == 1
    sea = replace(DATASET, incidents=located(AREA))
    assert len(beside_shape(sea, {"shape": INLAND}).rows) == 0
