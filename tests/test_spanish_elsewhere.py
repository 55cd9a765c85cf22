"""A table from elsewhere in the world, in Spanish: seas, countries and their articles."""

import re

import pytest

from dashboard.brief.files.formats import to_file
from dashboard.brief.words.make import make_brief
from dashboard.exports.about import Export
from dashboard.exports.areas import area_frame
from dashboard.in_language import in_language
from dashboard.layers import unpack
from dashboard.layers.incidents import incidents
from dashboard.text.language import speaking
from tests.foreign_tables import area_row, open_rows, rows_at

AREAS = {
    "outside:Indian Ocean": "océano Índico",
    "outside:the Gulf of Aden": "golfo de Adén",
    "DO": "República Dominicana",
    "VE-W": "Dependencias Federales",
    "outside:around a made-up bank": "around a made-up bank",
}
ENGLISH = re.compile(r"\b(Indian Ocean|Gulf of|Federal Dep|Dominican Rep)", re.I)


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    rows = [*rows_at([(24.7, -77.8), (11.9, -65.2)], 4), *map(area_row, AREAS)]
    return open_rows(tmp_path_factory.mktemp("elsewhere"), rows)


def test_where_rows_lie_is_said_with_spanish_names_and_articles(opened):
    with speaking("es"):
        where = in_language(opened).incidents["where_words"].tolist()
    said = {each.partition(": ")[2] for each in where if "solo se conoce" in each}
    assert said == {
        "el océano Índico",
        "el golfo de Adén",
        "la República Dominicana",
        "las Dependencias Federales",
        "around a made-up bank",
    }
    assert any("de las Dependencias Federales según el mapa" in each for each in where)
    english = opened.incidents["where_words"].tolist()
    assert "known only to the Indian Ocean" in english
    assert not ENGLISH.search(" ".join(where))


def test_plates_and_the_layer_of_areas_have_the_spanish_names(opened):
    with speaking("es"):
        spanish = in_language(opened)
        rows, regions = spanish.incidents, spanish.regions
        plates = unpack(incidents(rows, spanish.dictionary, regions=regions).packed)[
            "areas"
        ]
        frame = area_frame(Export(rows, "", spanish.dictionary, "", regions=regions))
    assert {"Océano Índico", "Golfo de Adén"} <= {*plates["name"]}
    assert {"Océano Índico", "Golfo de Adén"} <= {*frame["area_name"]}
    assert not ENGLISH.search(" ".join([*plates["name"], *frame["area_name"]]))


def test_a_brief_has_no_english_name_of_a_sea(opened):
    with speaking("es"):
        made = make_brief(in_language(opened), {}, as_of="2026-11-28T09:30Z")
        page = to_file(made, "html").decode()
    shown = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.S)
    shown = re.sub("AREA-outside:[^<·]*", " ", shown)  # the id of a made-up row
    assert "océano Índico" in shown and "golfo de Adén" in shown
    assert not ENGLISH.search(shown)
