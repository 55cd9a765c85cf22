"""Names of regions: two places never share one, in any language."""

import json
from collections import Counter

import pandas as pd
import pytest

from dashboard.figures.region_report import report_lines
from dashboard.figures.region_words import about_lines, no_incident
from dashboard.geo import layer_names
from dashboard.geo.articles import in_sentence
from dashboard.geo.catalog import list_choices
from dashboard.geo.layer_files import LAYERS
from dashboard.geo.layer_names import former_names, with_own_names
from dashboard.geo.locate import find_regions
from dashboard.geo.place_search import find_places
from dashboard.geo.place_words import (
    area_in_sentence,
    full_name,
    name_in_sentence,
    region_name,
    where_in_words,
)
from dashboard.geo.region_facts import find_facts, how_far
from dashboard.geo.relations import RELATIONS
from dashboard.geo.reported_regions import (
    disagreement_words,
    find_disagreements,
    find_state_id,
)
from dashboard.geo.waters import outside_name
from dashboard.in_language import in_language
from dashboard.layers import unpack
from dashboard.layers.focus import focus
from dashboard.layers.shaded import shaded_regions
from dashboard.selection.selected import Selected
from dashboard.text.fold import fold
from dashboard.text.language import speaking
from dashboard.text.pseudo import PSEUDO
from tests.foreign_tables import open_rows, rows_at
from tests.worlds import real_dataset

LANGUAGES = ("en", "es", PSEUDO)
CALLED_AS_THEIR_COUNTRY = {
    "en": {"BZ-BZ", "DJ-DJ", "GT-01", "LU-L", "MX-MEX", "PA-8", "SM-07"},
    "es": {
        *("BZ-BZ", "DJ-DJ", "GT-01", "LU-L", "MX-MEX", "PA-8", "SM-07"),
        *("MO-M", "TN-11"),
    },
}


@pytest.fixture(scope="module")
def regions():
    return real_dataset().regions


@pytest.fixture(scope="module")
def ids(regions):
    return [*dict.fromkeys([*regions.catalog.index, *regions.world.facts.index])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_regions_of_the_world_have_one_full_name(regions, ids, language):
    with speaking(language):
        names = Counter(fold(full_name(each, regions)) for each in ids)
    assert len(ids) > 4_500
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_state_that_has_the_name_of_its_country_says_so_everywhere(
    regions, ids, language
):
    word = {"en": "state", "es": "estado"}[language]
    with speaking(language):
        found = {
            each for each in ids if full_name(each, regions).endswith(f" ({word})")
        }
        assert found == CALLED_AS_THEIR_COUNTRY[language]
        for each in found:
            name = f"{regions.name(each)} ({word})"
            assert full_name(each, regions) == region_name(each, regions) == name
            assert name in name_in_sentence(each, regions)
            country = full_name(regions.country(each), regions)
            assert fold(country) == fold(regions.name(each))


def test_a_filter_a_sentence_and_the_facts_tell_the_province_from_the_country(regions):
    with speaking("es"):
        province, country = (full_name(each, regions) for each in ("PA-8", "PA"))
        assert RELATIONS["could"].described(province, 12) == (
            "pudo haber ocurrido en Panamá (estado), o frente a su costa, por su propio radio"
        )
        assert no_incident(province) != no_incident(country)
        facts = find_facts("PA-8", regions)
        assert facts.name == "Panamá (estado)"
        lines = about_lines(facts, "PA-8")
        assert "País: Panamá" in lines
        assert not any(each.startswith("En español") for each in lines)
        assert "Panamá (estado)" in find_facts("PA-3", regions).neighbors
        towns = {place.kind for place in find_places("Chepo", regions)}
        assert "población de Panamá (estado)" in towns
    with speaking("en"):
        assert full_name("US-GA", regions) == "Georgia, United States"
        assert region_name("US-GA", regions) == "Georgia (state)"


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_list_calls_each_region_as_its_filter_does(regions, language):
    with speaking(language):
        labels = {each.region_id: each.label for each in list_choices(regions.catalog)}
        assert labels == {each: full_name(each, regions) for each in labels}
        assert len({*labels.values()}) == len(labels) > 500


def test_a_sea_is_told_from_the_basin_of_its_name(regions):
    assert full_name("sea-gulf-of-mexico", regions) == "Gulf of Mexico (sea)"
    assert full_name("basin-gulf-of-mexico", regions) == "Gulf of Mexico (basin)"
    assert full_name("basin-caribbean", regions) == "Caribbean"


def test_names_of_the_layers_are_put_right_once_and_for_a_reason():
    groups = json.loads(layer_names.NAMES.read_text(encoding="utf-8"))
    columns = ["region_id", "name", "name_es"]
    raw = pd.concat(
        pd.read_parquet(LAYERS / f"world_{layer}.parquet", columns=columns)
        for layer in ("states", "countries")
    ).drop_duplicates("region_id")
    raw = raw.set_index("region_id")
    seen = set()
    for group in groups:
        assert group["why"] and isinstance(group["former_is_wrong"], bool)
        for region_id, (former, name) in group["names"].items():
            assert raw.at[region_id, group["column"]] == former != name
            assert (region_id, group["column"]) not in seen
            seen.add((region_id, group["column"]))


def test_a_layer_that_has_another_name_keeps_it():
    layer = pd.DataFrame(
        {"region_id": ["SX", "HT-ND", "XX"], "name_es": ["St. M.", "Norte", "Norte"]}
    )
    assert with_own_names(layer)["name_es"].tolist() == [
        *("St. M.", "Departamento del Norte", "Norte")
    ]
    assert with_own_names(pd.DataFrame({"name": ["Norte"]}))["name"].tolist() == [
        "Norte"
    ]


@pytest.mark.parametrize(
    ("name", "country", "state"),
    [
        ("Norte", "HT", "HT-ND"),
        ("Departamento del Norte", "HT", "HT-ND"),
        ("Nord", "HT", "HT-ND"),
        ("Buenos Aires", "AR", ""),  # the city or the province
        ("Ciudad de Buenos Aires", "AR", "AR-C"),
        ("Provincia de Buenos Aires", "AR", "AR-B"),
        ("Halton", "GB", "GB-HAL"),
        ("Wirral", "GB", "GB-WRL"),
        ("Lankaran", "AZ", "AZ-LA"),
        ("Distrito Federal", "BR", "BR-DF"),
    ],
)
def test_a_report_may_call_a_region_as_the_layers_do(regions, name, country, state):
    assert find_state_id(name, country, regions) == state


def test_the_name_of_another_place_is_none_of_its_own():
    assert former_names("GB-WRL") == []
    assert former_names("SX") == ["San Martín"]


def test_two_parts_of_one_island_are_told_apart_in_a_finding(regions):
    rows = pd.DataFrame(
        {"longitude": [-63.05], "latitude": [18.03], "geo_precision": [1.0]}
    )
    located = find_regions(rows, regions)
    assert located["country"].tolist() == ["SX"]
    found = find_disagreements(located, pd.Series(["Saint Martin"]), None, regions)
    with speaking("es"):
        assert "Sint Maarten (SX)" in disagreement_words(found.iloc[0])
        assert regions.name("zone-sx-12nm") == "Sint Maarten, zona de 12 MN"


@pytest.mark.parametrize(
    ("area_id", "words"),
    [
        ("outside:the Red Sea", "known only to the Red Sea"),
        ("outside:The Red Sea", "known only to the Red Sea"),
        ("outside:Red Sea", "known only to the Red Sea"),
        ("outside: sea", "known only to the sea"),
        ("outside:Lake Chad", "known only to Lake Chad"),
        ("outside:Bab el-Mandeb", "known only to Bab el-Mandeb"),
        ("outside:Gulf of Aden", "known only to the Gulf of Aden"),
        ("outside:NGA subregion 62", "known only to NGA subregion 62"),
        ("outside:around the Dead Sea", "known only to around the Dead Sea"),
        ("outside:", "place not reported"),
        ("outside: ", "place not reported"),
        ("sea-lake-maracaibo", "known only to Lake Maracaibo"),
        ("sea-gulf-of-paria", "known only to the Gulf of Paria"),
        ("basin-atlantic", "known only to the Atlantic"),
    ],
)
def test_an_area_has_one_article_or_none(regions, area_id, words):
    row = pd.DataFrame({"area_id": [area_id], "geo_precision": [3.0]})
    located = find_regions(row.assign(longitude=None, latitude=None), regions)
    rows = pd.concat([row, located], axis=1)
    assert where_in_words(rows, regions).tolist() == [words]
    known = words.partition("known only to ")[2]
    assert area_in_sentence(area_id, regions) == known
    method = "unlocated" if words == "place not reported" else "area"
    assert located["join_method"].tolist() == [method]


def test_an_area_without_a_name_has_the_words_of_no_place():
    assert outside_name("outside: ") == "place not reported"
    with speaking("es"):
        assert outside_name("outside:") == "lugar no informado"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Bahamas", "the Bahamas"),
        ("Berry Islands, Bahamas", "the Berry Islands, Bahamas"),
        ("Netherlands", "the Netherlands"),
        ("Caribbean Netherlands", "the Caribbean Netherlands"),
        ("United States", "the United States"),
        ("United Kingdom", "the United Kingdom"),
        ("United Arab Emirates", "the United Arab Emirates"),
        ("Philippines", "the Philippines"),
        ("Dominican Republic", "the Dominican Republic"),
        ("Democratic Republic of the Congo", "the Democratic Republic of the Congo"),
        ("Maldives", "the Maldives"),
        ("Cayman Islands", "the Cayman Islands"),
        ("Falkland Islands (Islas Malvinas)", "the Falkland Islands (Islas Malvinas)"),
        ("Northern Territory, Australia", "the Northern Territory, Australia"),
        ("Bouvet Island", "Bouvet Island"),
        ("Heard Island and McDonald Islands", "Heard Island and McDonald Islands"),
        ("Florida, United States", "Florida, United States"),
        ("Guatemala (state)", "Guatemala (state)"),
        ("Red Sea, Sudan", "Red Sea, Sudan"),
        ("Sucre, Venezuela", "Sucre, Venezuela"),
        ("Red Sea", "the Red Sea"),
        ("Gulf of Mexico (basin)", "the Gulf of Mexico (basin)"),
        ("Caribbean", "the Caribbean"),
        ("Hudson Bay", "Hudson Bay"),
        ("Lake Maracaibo", "Lake Maracaibo"),
        ("around a made-up bank", "around a made-up bank"),
        ("", ""),
    ],
)
def test_english_has_its_few_articles(name, said):
    assert in_sentence(name) == said
    assert in_sentence(said) == said


def test_a_state_that_is_called_like_a_water_has_no_article_in_english():
    assert in_sentence("Red Sea", on_land=True) == "Red Sea"
    assert in_sentence("Milne Bay", on_land=True) == "Milne Bay"
    assert in_sentence("Bahamas", on_land=True) == "the Bahamas"


def test_a_distance_off_the_bahamas_has_the_article(regions):
    rows = pd.DataFrame(
        [{"join_method": "zone", "nearest_state_id": "BS-BY", "distance_nm": 24.4}]
    ).assign(nearest_state_name="Berry Islands", radius_km="", distance_low_nm=None)
    assert where_in_words(rows, regions).tolist() == [
        "45 km (24 NM) off the Berry Islands as drawn; how exactly is not reported"
    ]
    assert RELATIONS["off"].described(full_name("BS", regions), 12) == (
        "within 12 NM off the coast of the Bahamas"
    )
    assert name_in_sentence("US", regions) == "the United States"


@pytest.fixture(scope="module")
def off_panama(tmp_path_factory):
    rows = rows_at([(8.9, -78.6), (8.3, -78.7)], 4)
    return open_rows(tmp_path_factory.mktemp("panama"), rows)


def test_lists_and_layers_of_a_province_never_read_as_the_country(off_panama):
    with speaking("es"):
        dataset = in_language(off_panama)
        rows, regions = dataset.incidents, dataset.regions
        assert all(" Panamá (estado)" in words for words in rows["where_words"])
        asked = Selected(dataset, {"region": ("PA-8", "in", 12.0)})
        far = how_far(asked.answers.rows["inside"], "PA-8", regions)
        assert "Costa de Panamá (estado)" in far.columns
        lines = report_lines(asked.answers, dataset, "")
        assert sum("en Panamá (estado)" in line for line in lines) >= 2
        legend = unpack(
            focus(rows, dataset.dictionary, regions, focus_id="PA-8").packed
        )
        assert legend["tip"] == ["Panamá (estado)"]
        tips = unpack(shaded_regions(rows, dataset.dictionary, regions).packed)["tip"]
        assert any("<b>Panamá (estado)</b>" in tip for tip in tips)


def test_a_sea_as_reported_has_its_article(regions):
    row = {
        "join_method": "reported",
        "sea_id": "basin-atlantic",
        "sea_name": "Atlantic",
    }
    assert where_in_words(pd.DataFrame([row]), regions).tolist() == [
        "in the Atlantic, as reported"
    ]
    row |= {"sea_id": "basin-all", "sea_name": "All Waters"}
    assert where_in_words(pd.DataFrame([row]), regions).tolist() == [
        "in the All Waters, as reported"
    ]
    row |= {"sea_id": "", "sea_name": "Lake Chad"}
    assert where_in_words(pd.DataFrame([row]), regions).tolist() == [
        "in Lake Chad, as reported"
    ]
