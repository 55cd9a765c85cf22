"""Places of other tables: seas, states and codes that our layers do not have."""

import pytest

from dashboard.checks.finding import NOTE, WARNING
from dashboard.geo.reported_regions import find_state_id
from tests.importing import REGIONS, mapped, said

PLACE = ["geo_precision", "radius_km", "area_id"]


def ucdp(where_prec: str, **more: str) -> dict:
    """Return a made-up row of UCDP's columns."""
    row = {
        "id": where_prec + str(sorted(more.items())),
        "where_prec": where_prec,
        "date_prec": "1",
        "type_of_violence": "1",
        "side_a": "Made-up A",
        "date_start": "2020-01-02",
        "where_coordinates": "",
        "adm_1": "",
        "country": "",
        "latitude": "44.5",
        "longitude": "31",
        "best": "3",
    }
    return row | more


def acled(geo_precision: str, **more: str) -> dict:
    """Return a made-up row of ACLED's columns."""
    row = {
        "event_id_cnty": geo_precision + str(sorted(more.items())),
        "event_date": "2026-01-02",
        "time_precision": "1",
        "geo_precision": geo_precision,
        "country": "",
        "admin1": "",
        "admin2": "",
        "location": "",
        "latitude": "12.5",
        "longitude": "45",
        "fatalities": "3",
    }
    return row | more


def places(rows: list[dict]) -> list[list[str]]:
    return mapped(rows).text[PLACE].values.tolist()


def test_a_sea_that_our_layers_do_not_have_is_an_area_and_never_a_point():
    rows = [
        ucdp("7", where_coordinates="Black Sea"),
        ucdp("7", latitude="12.5", longitude="45"),
        ucdp("7", latitude="13.5", longitude="-75"),
    ]
    assert places(rows) == [
        ["3", "", "outside: Black Sea"],
        ["3", "", "outside: sea"],
        ["3", "", "sea-caribbean-sea"],
    ]


def test_a_zone_at_sea_has_the_name_that_the_file_gives():
    sea = {"country": "Pacific Ocean", "latitude": "5", "longitude": "-150"}
    rows = [
        acled("3", **sea),
        acled("3", **sea, admin2="Made-up Basin"),
        acled("3", country="Yemen"),
        acled("3", country="Yemen", admin1="Sanaa"),
    ]
    found = mapped(rows)
    areas = ["outside: Pacific Ocean", "outside: Made-up Basin", "YE", "YE-SN"]
    assert found.text["area_id"].tolist() == areas
    assert found.text["geo_precision"].eq("3").all()
    assert found.text["radius_km"].eq("").all()


def test_the_deaths_on_no_point_are_those_of_rows_that_became_areas():
    rows = [acled("3", country="Yemen"), acled("1"), acled("3", fatalities="0")]
    notes = [each for each in said(mapped(rows), "geo_precision") if "deaths" in each]
    assert notes == [
        "deaths known only to a region or a sea: they are on no point; 1 row"
    ]


@pytest.mark.parametrize(
    ("state", "country", "area"),
    [
        ("Abidjan district", "Ivory Coast", "CI"),
        ("Sarajevo canton", "Bosnia-Herzegovina", "BA"),
        ("", "Iraq", "IQ"),
        ("Nineveh governorate", "Iraq", "IQ-NI"),
        ("Sanaa governorate", "Yemen (North Yemen)", "YE-SN"),
        ("Chechnya", "Russia (Soviet Union)", "RU-CE"),
        ("Gaza Strip", "Israel", "PS-GZZ"),
    ],
)
def test_where_a_state_is_not_known_its_country_stands_for_it(state, country, area):
    found = mapped([ucdp("4", adm_1=state, country=country)])
    row = found.text.iloc[0]
    assert [row[name] for name in PLACE] == ["3", "", area]
    whole = "-" not in area
    assert ("assumed to be known to the country only" in row["geo_note"]) == whole
    warned = [each for each in found.findings if "whole country" in each.message]
    assert [(each.level, each.value) for each in warned] == [(WARNING, state)] * whole


def test_a_state_of_an_unknown_country_is_a_circle_and_what_it_noted_is_kept():
    rows = [
        ucdp("4", adm_1="Made-up", country="Atlantis"),
        ucdp("3", adm_1="Made-up", country="Iraq", where_description="made up"),
    ]
    found = mapped(rows)
    assert found.text[PLACE].values.tolist() == [["2", "300", ""], ["3", "", "IQ"]]
    assert found.text["geo_note"].iloc[1].startswith("made up; our layers have no")


@pytest.mark.parametrize("code", ["", "8", "x"])
def test_a_code_of_precision_that_is_none_is_no_exact_place(code):
    found = mapped([ucdp(code), ucdp("1"), ucdp(code, latitude="", longitude="")])
    assert found.text[PLACE].values.tolist() == [
        ["2", "", ""],
        ["1", "2", ""],
        ["", "", ""],
    ]
    warned = [each for each in found.findings if each.column == "where_prec"]
    assert [(each.line, each.level, each.value) for each in warned] == [
        (2, WARNING, code)
    ]


def test_a_file_without_the_code_says_so_once():
    rows = [acled("") | {"event_id_cnty": str(at)} for at in range(3)]
    for row in rows:
        del row["geo_precision"]
    found = mapped(rows)
    assert found.importer == "acled"
    assert found.text["geo_precision"].eq("2").all()
    warned = [each for each in said(found, level=WARNING) if "no column" in each]
    assert len(warned) == 1 and warned[0].endswith("; 3 rows")


def test_the_subregion_of_a_message_has_two_names():
    row = {
        "reference": "2026-1",
        "dateofocc": "2026-01-02",
        "subreg": "61",
        "lat": "1",
        "lng": "103",
        "hostility_d": "MADE UP",
        "victim_d": "",
        "description": "MADE UP",
    }
    found = mapped([row | {"lat": "12", "lng": "48"}])
    assert found.importer == "asam"
    assert found.text["area_id"].tolist() == ["outside: NGA subregion 61"]


def test_other_names_of_states_are_of_their_own_country_alone():
    assert find_state_id("Basra", "IQ", REGIONS) == "IQ-BA"
    assert find_state_id("Basra", "YE", REGIONS) == ""
    assert find_state_id("Chechen Republic", "RU", REGIONS) == "RU-CE"
    assert find_state_id("West Bank", "IL", REGIONS) == "PS-WBK"


def test_what_is_assumed_of_a_sea_is_a_note_with_its_number():
    notes = said(mapped([ucdp("7", where_coordinates="Black Sea")]), level=NOTE)
    assert (
        "where_prec 7 (over water): taken as an area that our layers do not have, with no point; 1 row"
        in notes
    )
