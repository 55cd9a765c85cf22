"""The number of dead in Spanish: the same figures, and none for what was not reported."""

import itertools
import re

import pytest

from dashboard.figures.toll_bars import toll_bar
from dashboard.figures.toll_changes import toll_change, toll_difference
from dashboard.figures.toll_figure import toll_figure
from dashboard.figures.toll_sums import toll_with_parts
from dashboard.figures.tolls import (
    Toll,
    missing_and_survivors,
    missing_words,
    part_sentence,
    survivor_words,
    toll,
    toll_label,
    toll_plate,
    toll_popup,
    toll_sentence,
    toll_total,
    toll_with_unknown,
    unknown_words,
)
from dashboard.text.language import speaking
from tests.worlds import located


@pytest.fixture(autouse=True)
def in_spanish():
    with speaking("es"):
        yield


@pytest.mark.parametrize(
    ("cells", "sentence", "label"),
    [
        ((1, 1, 1), "1 muerto", "1 muerto"),
        ((2, 2, 2), "2 muertos", "2 muertos"),
        ((9, 10, 11), *["{} muertos (mejor cifra: 10)"] * 2),
        ((0, 0, 0), "ningún muerto", "ningún muerto"),
        ((None, None, None), "sin cifra informada", "sin cifra"),
        ((1, 1, None), *["al menos 1 muerto"] * 2),
        ((2, 2, None), *["al menos 2 muertos"] * 2),
        ((None, 2, 3), *["como máximo 3 muertos"] * 2),
        ((None, 4, None), *["4 muertos (intervalo no informado)"] * 2),
        ((1200, 1200, 1200), *["1200 muertos"] * 2),
        ((12000, 12000, 12000), *["12.000 muertos"] * 2),
    ],
)
def test_a_toll_of_one_incident(cells, sentence, label):
    dead = toll(*cells)
    assert toll_sentence(dead) == sentence.format("entre 9 y 11")
    assert toll_label(dead) == label.format("9–11")


def test_no_figure_is_never_none():
    silent = Toll(None, None, None, unknown=2, rows=2)
    said = [
        *(say(silent) for say in (toll_sentence, toll_label, toll_plate, toll_popup)),
        *(toll_total(silent), toll_with_unknown(silent), *toll_figure(silent)),
        part_sentence(silent),
    ]
    assert all(said)
    assert not [words for words in said if re.search(r"ning[uú]n|\b0\b", words)]


def test_a_sum_says_what_is_open():
    dead = Toll(None, 4, None, open_low=1, open_high=2, open_best=1, rows=3)
    assert toll_total(dead) == (
        "4 muertos (mejor cifra: 4, no informada en 1 fila; cifra máxima no informada "
        "en 2 filas; cifra mínima no informada en 1 fila)"
    )
    assert toll_figure(Toll(7, 7, None, open_high=2)) == (
        "≥ 7",
        "personas muertas",
        "mejor cifra: 7; máximo desconocido en 2 filas",
    )
    assert toll_figure(Toll(1, 1, 1))[:2] == ("1", "persona muerta")


def test_presumed_dead_and_survivors_count_in_spanish():
    for number, words in ((1, "1 de ellos dado por muerto"), (0, "")):
        assert missing_words(Toll(1, 1, 1, missing=number), "of them") == words
    assert missing_words(Toll(2, 2, 2, missing=2)) == (
        "entre ellos, 2 dados por muertos"
    )
    assert [survivor_words(Toll(1, 1, 1, survivors=n)) for n in (0, 1, 2)] == [
        "0 sobrevivientes conocidos",
        "1 sobreviviente conocido",
        "2 sobrevivientes conocidos",
    ]
    assert missing_and_survivors(2, 1) == (
        " · 2 de ellos desaparecidos y dados por muertos · 1 sobreviviente conocido"
    )


def test_a_part_a_bar_and_a_change():
    ends = ("deaths_low", "deaths_best", "deaths_high")
    rows = located(*(dict.fromkeys(ends, n) for n in ("9", "2")))
    assert toll_with_parts(rows.iloc[0], rows.iloc[1:]) == (
        "11 muertos en total: 9 al principio, 2 en sus partes"
    )
    assert toll_bar(5, 5, 1, 1) == "5 o más, con un intervalo abierto"
    assert toll_bar(0, 0, 0, 0, 2) == "2 sin cifra; en los demás, ninguno"
    assert toll_change((1, 2, None), (1, 12000, 4)) == (
        "muertos: mejor cifra +11.998, máximo no informado, ahora 4"
    )
    assert toll_difference(Toll(5, 6, 9), Toll(1, 2, 3)) == (
        "entre −8 y −2 (mejor cifra: −4)"
    )


FORMS = [
    *(toll_sentence, toll_label, toll_plate, toll_popup, toll_total),
    *(toll_with_unknown, unknown_words, missing_words, survivor_words),
    *(lambda dead: " ".join(toll_figure(dead)), part_sentence),
]


def test_every_number_is_that_of_the_english_words():
    for low, best, high in itertools.product((None, 0, 1, 7), repeat=3):
        dead = Toll(low, best, high, 2, 5, 1, 3, 4, 2, 1)
        for form in FORMS:
            said = form(dead)
            with speaking("en"):
                english = form(dead)
            assert re.findall(r"\d+", said) == re.findall(r"\d+", english)
            assert not english or said != english
