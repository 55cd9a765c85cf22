"""What a report says of country and state, against what the point says."""

import pandas as pd
import pytest

from dashboard.geo.locate import locate
from dashboard.geo.regions import read_regions
from dashboard.geo.reported_regions import (
    agreement_words,
    disagreement_words,
    find_country_id,
    find_disagreements,
    find_state_id,
)
from dashboard.text.language import again, in_english, speaking
from tests.pin_located import PINNED

MEXICO = PINNED.with_name("ucdp_mexico.csv")


@pytest.fixture(scope="module")
def regions():
    return read_regions()


@pytest.mark.parametrize(
    "name, country",
    [
        ("Mexico", "MX"),
        ("MÉXICO", "MX"),
        ("mex", "MX"),
        ("MX", "MX"),
        ("United States of America", "US"),
        ("Myanmar (Burma)", "MM"),
        ("DR Congo (Zaire)", "CD"),
        ("Congo", "CG"),
        ("Russia (Soviet Union)", "RU"),
        ("Yemen (North Yemen)", "YE"),
        ("Côte d'Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("Bosnia-Herzegovina", "BA"),
        ("Turkey", "TR"),
        ("Republic of Korea", "KR"),
        ("Siria", "SY"),
        ("Guinea", "GN"),
        ("Guinea-Bissau", "GW"),
        ("Atlantis", ""),
        ("", ""),
    ],
)
def test_a_country_is_known_by_its_names_and_codes(regions, name, country):
    assert find_country_id(name, regions) == country


def test_every_country_is_known_by_its_own_names(regions):
    facts = regions.world.facts
    countries = facts[facts.index == facts["country_id"]]
    for country, row in countries.iterrows():
        assert find_country_id(row["name"], regions) == country
        twice = row["name_es"] == "San Martín"  # said of the Dutch part too
        assert find_country_id(row["name_es"], regions) == ("" if twice else country)


@pytest.mark.parametrize(
    "name, country, state",
    [
        ("Estado de México", "MX", "MX-MEX"),
        ("México state", "MX", "MX-MEX"),
        ("michoacan", "MX", "MX-MIC"),
        ("MX-MIC", "MX", "MX-MIC"),
        ("MIC", "MX", "MX-MIC"),
        ("Provincia de Bolívar", "EC", "EC-B"),
        ("Bolívar", "VE", "VE-F"),
        ("Departamento de Bolívar", "CO", "CO-BOL"),
        ("Alepo", "SY", "SY-HL"),
        ("Aleppo governorate", "SY", "SY-HL"),
        ("New York", "US", "US-NY"),
        ("Neutral Zone", "AE", ""),
        ("Nowhere", "MX", ""),
    ],
)
def test_a_state_is_known_within_its_country(regions, name, country, state):
    assert find_state_id(name, country, regions) == state


def test_locate_agrees_with_the_states_that_ucdp_reports_for_mexico(regions):
    rows = pd.read_csv(MEXICO, comment="#", dtype={"id": "str"}).fillna({"adm_1": ""})
    located = locate(rows.drop(columns="country"), regions)
    compared = int((rows["adm_1"].ne("") & located["state_id"].ne("")).sum())
    assert compared > 150
    states = find_disagreements(located, None, rows["adm_1"], regions)
    failing = rows.loc[states.index, ["id", "adm_1"]].assign(got=states["computed"])
    assert len(states) <= 0.01 * compared, failing.to_string()
    assert find_disagreements(located, rows["country"], None, regions).empty


def made_up(regions, *rows):
    columns = ["latitude", "longitude", "radius_km", "country", "state"]
    table = pd.DataFrame(
        rows, columns=columns, index=[f"r{n}" for n in range(len(rows))]
    )
    located = locate(table.drop(columns=["country", "state"]), regions)
    return find_disagreements(located, table["country"], table["state"], regions)


def test_a_lost_sign_that_moves_a_ship_to_another_country_is_listed(regions):
    """Callao lies at 12.0° S; without its sign the point is off Nicaragua."""
    found = made_up(
        regions, (12.05, -83.3, 1.0, "Peru", ""), (-5.2, -80.6, 1.0, "Peru", "Piura")
    )
    assert found.index.tolist() == ["r0"]
    line = found.iloc[0]
    assert (line["field"], line["reported_id"], line["computed_id"]) == (
        "country",
        "PE",
        "NI",
    )
    assert disagreement_words(line) == (
        "country 'Peru' is reported; the point lies in Nicaragua (NI)"
    )


def test_where_the_point_lies_is_said_again_in_another_language(regions):
    with in_english():
        found = made_up(regions, (24.7, -77.8, 1.0, "Peru", ""))
        words = disagreement_words(found.iloc[0])
    assert words == "country 'Peru' is reported; the point lies in the Bahamas (BS)"
    with speaking("es"):
        assert again(words) == (
            "país 'Peru' según el informe; el punto está en las Bahamas (BS)"
        )


def test_rows_without_a_name_or_a_place_are_not_compared(regions):
    found = made_up(
        regions,
        (10.5, -66.9, 1.0, "", ""),
        (10.5, -66.9, 1.0, None, None),
        (float("nan"), float("nan"), 1.0, "Peru", "Lima"),
        (61.5, -13.0, 1.0, "Iceland", ""),
    )
    assert found.empty


def test_a_state_within_the_circle_is_told_from_one_that_is_not(regions):
    found = made_up(
        regions,
        (40.75, -73.98, 6.0, "USA", "New Jersey"),
        (40.75, -73.98, 1.0, "USA", "New Jersey"),
        (40.75, -73.98, 1.0, "USA", "Gotham"),
        (40.75, -73.98, 1.0, "USA", "State of New York"),
    )
    assert found["within_circle"].tolist() == [True, False, False]
    assert found["reported_id"].tolist() == ["US-NJ", "US-NJ", ""]
    words = [disagreement_words(row) for _, row in found.iterrows()]
    assert words[0].endswith(
        "New York (US-NY), and its circle reaches the reported one"
    )
    assert words[2].endswith("New York (US-NY), and no region has that name")
    assert agreement_words(found, 4) == "1 of 4 rows agree"


def test_repeated_labels_of_a_frame_are_each_listed(regions):
    table = pd.DataFrame({"latitude": 40.75, "longitude": [-73.98] * 2}, index=[7, 7])
    located = locate(table, regions)
    reported = pd.Series(["New Jersey", "Texas"], index=[7, 7])
    found = find_disagreements(located, None, reported, regions)
    assert found["reported"].tolist() == ["New Jersey", "Texas"]
