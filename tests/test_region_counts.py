"""Which regions a list puts first: counted at once, beside the exact answers."""

import pandas as pd
import pytest

from dashboard.geo.place_words import full_name
from dashboard.geo.region_answers import find_answers
from dashboard.geo.region_counts import incidents_by_region
from dashboard.selection.filters import FILTERS
from dashboard.text.fold import fold
from tests.worlds import located, real_dataset

DATASET = real_dataset()
REGIONS, ROWS = DATASET.regions, DATASET.incidents
COUNTED = ("inside", "off_coast", "could_have_been", "left_from")
SUCRE_COAST = {"latitude": "10.85", "longitude": "-63.2"}
"""Some 10 NM north of the coast of Sucre."""


@pytest.fixture(scope="module")
def counts():
    return incidents_by_region(ROWS, REGIONS)


@pytest.fixture(scope="module")
def picker():
    return FILTERS["region"].choices(ROWS, DATASET.dictionary, REGIONS)


def exact(region_id: str) -> int:
    answers = find_answers(ROWS, region_id, 12.0, REGIONS)
    rows = pd.concat([answers.rows[key] for key in COUNTED])
    return (
        rows["incident_id"].where(rows["parent_id"].eq(""), rows["parent_id"]).nunique()
    )


def typed(text: str, picker: dict[str, str]) -> list[str]:
    """Return what the picker lists for a text: Streamlit's "contains", no accent folded."""
    return [key for key, label in picker.items() if text.lower() in label.lower()]


@pytest.mark.parametrize(
    "region_id", ["VE-R", "VE", "TT", "CO-SUC", "CO-CES", "GD-03", "sea-gulf-of-paria"]
)
def test_the_count_is_that_of_the_answers(region_id, counts):
    assert counts.get(region_id, 0) == exact(region_id)


@pytest.mark.parametrize(
    ("radius", "sucre"), [("", 1), ("5", 1)], ids=["no radius", "a radius"]
)
def test_a_row_off_the_coast_counts_with_and_without_a_radius(radius, sucre):
    row = {**SUCRE_COAST, "geo_precision": "2" if radius else "1", "radius_km": radius}
    found = incidents_by_region(located(row), REGIONS)
    assert (found.get("VE-R", 0), found.get("VE", 0)) == (sucre, sucre)
    assert "CO-SUC" not in found


def test_a_part_counts_for_its_incident():
    whole = {"incident_id": "A-1", **SUCRE_COAST}
    part = {"incident_id": "A-2", "parent_id": "A-1", **SUCRE_COAST}
    alone = {"incident_id": "A-3", **SUCRE_COAST}
    assert incidents_by_region(located(whole, part), REGIONS)["VE-R"] == 1
    assert incidents_by_region(located(whole, alone), REGIONS)["VE-R"] == 2


def test_no_rows_are_no_counts():
    assert incidents_by_region(ROWS.iloc[:0], REGIONS).empty


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("sucre", "VE-R"),
        ("Sucre, V", "VE-R"),
        ("trinidad y tobago", "TT"),
        ("Mar Caribe", "sea-caribbean-sea"),
        ("golfo de uraba", "sea-gulf-of-uraba"),
        ("anzoategui", "VE-B"),
        ("Anzoátegui", "VE-B"),
        ("aruba", "AW"),
    ],
)
def test_a_typed_name_lists_first_what_most_incidents_concern(text, first, picker):
    assert typed(text, picker)[0] == first


def test_what_is_typed_brings_nothing_that_does_not_hold_it(picker):
    assert typed("sucre", picker) == ["VE-R", "CO-SUC"]


def test_every_region_is_found_by_its_names_without_accents(picker):
    for region_id, label in picker.items():
        for language in ("en", "es"):
            assert fold(REGIONS.name(region_id, language)) in label.lower(), region_id


def test_regions_with_incidents_come_first_by_number_then_kind_then_name(
    picker, counts
):
    order = [
        (
            -counts.get(region_id, 0),
            ["country", "state", "sea", "basin", "zone"].index(REGIONS.kind(region_id)),
            fold(label.split(" · ")[0]),
        )
        for region_id, label in picker.items()
    ]
    assert order == sorted(order) and order[0][0] < order[-1][0] == 0


@pytest.mark.parametrize(
    ("region_id", "name"),
    [
        ("VE-R", "Sucre, Venezuela"),
        ("VE", "Venezuela"),
        ("AW", "Aruba"),
        ("MX-MEX", "México (state)"),
        ("sea-caribbean-sea", "Caribbean Sea"),
        ("zone-ve-12nm", "Venezuela, 12 NM zone"),
        ("", ""),
    ],
)
def test_a_name_carries_its_country(region_id, name):
    assert full_name(region_id, REGIONS) == name
