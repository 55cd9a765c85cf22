"""Pictures of briefs in Spanish: longer words fit, and say the same."""

import re
from functools import cache
from types import SimpleNamespace

import pytest

from dashboard.brief.drawing import areas, rail
from dashboard.brief.drawing.boxes import Box
from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.frame import fit_frame
from dashboard.brief.drawing.furniture import scale_words
from dashboard.brief.drawing.grid import latitude_words, longitude_words
from dashboard.brief.drawing.ground import ground
from dashboard.brief.drawing.key import _white_words
from dashboard.brief.drawing.mark_labels import _days, _notes, _places
from dashboard.brief.drawing.picture import draw_picture
from dashboard.brief.words.left_out import (
    more_campaigns,
    more_entries,
    more_incidents,
    not_on_map,
)
from dashboard.in_language import in_language
from dashboard.style import OUTLINES
from dashboard.text.language import speaking
from tests import test_brief_sizes as sizes
from tests.in_gate import in_gate
from tests.worlds import located, real_dataset

NUMBERS = re.compile(r"\d+")


@pytest.fixture(autouse=True)
def in_spanish():
    with speaking("es"):
        yield


@cache
def spanish_dataset():
    with speaking("es"):
        return in_language(real_dataset())


def drawn(monkeypatch, name: str, layout: str, size: str):
    monkeypatch.setattr(sizes, "DATASET", spanish_dataset())
    return draw_picture(sizes.brief_of(sizes.SELECTIONS[name], layout, size=size))


GATE = [("opening", "numbers", "half"), ("Sucre", "region", "a4")]
CASES = in_gate([*sizes.EACH, *sizes.ALL], *GATE)


@pytest.mark.sample(1)
@pytest.mark.parametrize(("name", "layout", "size"), CASES)
def test_no_text_is_too_small_cut_or_covered(monkeypatch, name, layout, size):
    sizes.check(drawn(monkeypatch, name, layout, size), size)


@pytest.mark.parametrize(
    ("say", "words"),
    [
        (more_campaigns, ("{} campañas", "1 campaña", "{} campañas")),
        (more_entries, ("{} entradas", "1 entrada", "{} entradas")),
        (more_incidents, ("{} incidentes", "1 incidente", "{} incidentes")),
    ],
)
def test_what_has_no_room_is_counted(say, words):
    for number, expected in enumerate(words):
        assert expected.format(number) in say(number) and "PDF" in say(number)


def test_a_map_says_what_it_leaves_out():
    assert not_on_map(0, 0) == ""
    assert not_on_map(1, 0) == "1 marca sin espacio para su etiqueta: en el PDF"
    assert not_on_map(2, 1) == (
        "2 marcas sin espacio para su etiqueta, "
        "círculos de 1 lugar sin dibujar: en el PDF"
    )
    for marks, circles in ((1, 2), (1200, 12000)):
        both = NUMBERS.findall(not_on_map(marks, circles).replace(".", ""))
        assert both == [str(marks), str(circles)]


def test_degrees_have_the_sides_and_the_comma_of_the_language():
    assert longitude_words(-62.5) == "62,5°O" and longitude_words(10) == "10°E"
    assert latitude_words(9) == "9°N" and latitude_words(0) == "0°"
    frame = fit_frame((0, 0, 400, 400), (-64, 8, -60, 12), (-90, -10, -50, 30), 4)
    assert scale_words(frame) == "escala exacta a 10°N"


def test_white_is_none_or_no_figure_and_never_both_in_one_word():
    none, unknown = "ningún muerto", "sin cifra de muertos informada"
    assert _white_words(True, False) == f"blanco: {none}"
    assert _white_words(False, True) == f"blanco: {unknown}"
    assert _white_words(True, True) == f"blanco: {none} o {unknown}"


def test_a_label_says_days_places_and_parts():
    some = located({"date": "2025-09-02"}, {"date": "2025-09-05"})
    assert _days(some) == "2 y 5 sept 2025"
    places = located(*({"location": f"place {each}"} for each in "abc"))
    assert _places(places.iloc[:1], ()) == "place a"
    assert _places(places.iloc[:2], ()) == "place a y 1 lugar más"
    assert _places(places, ()) == "place a y 2 lugares más"


@pytest.mark.parametrize(("parts", "words"), [(1, "parte de"), (2, "2 partes de")])
def test_a_part_has_no_toll_of_its_own(parts, words):
    some = located(*[{"deaths_low": "", "deaths_best": "", "deaths_high": ""}] * parts)
    note, *_ = _notes(some, some, OUTLINES[1], parts)
    assert note == f"{words} un incidente, sin cifra propia"


def test_campaigns_that_killed_none_are_one_line_of_a_plate():
    tolls = ("ataques: 9–11 muertos", "redes: ningún muerto", "otra: ningún muerto")
    assert areas._in_short(tolls) == [tolls[0], "otras: ningún muerto"]
    assert areas._in_short(tolls[:1]) == [*tolls[:1]]


def test_what_is_known_only_to_an_area_has_one_colon_before_its_number():
    some = located({"location": "x", "latitude": "", "longitude": ""})
    some["where_words"] = "solo se conoce la zona: el Caribe"
    plate = areas._plate(some, spanish_dataset().dictionary)
    assert plate.words.startswith("Solo se conoce la zona (el Caribe): 1 ")


def test_campaigns_without_a_death_come_last():
    lines = ("a: 1 incidente, ningún muerto", "b: 1 incidente, 4 muertos")
    page = Page(1000, 400)
    rail._draw_lines(page, SimpleNamespace(lines=lines), Box(20, 20, 960, 300))
    said = [each.get_text() for each in page.axes.texts]
    assert said.index("b") < said.index("a")


def test_the_names_of_the_ground_are_those_of_the_language():
    frame = fit_frame((0, 0, 400, 400), (-64, 8, -60, 12), (-90, -10, -50, 30), 4)
    regions = real_dataset().regions
    spanish = ground(frame, regions).names
    with speaking("en"):
        english = ground(frame, regions).names
    assert (spanish["TT"], english["TT"]) == (
        "Trinidad y Tobago",
        "Trinidad and Tobago",
    )
