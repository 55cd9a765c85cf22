"""What the map, the card and the charts say in Spanish, by the rules of the glossary."""

import re
from datetime import datetime

import pytest

from dashboard.figures.legend_words import (
    in_no_region,
    perhaps_elsewhere,
    shade_words,
    white_words,
)
from dashboard.figures.mark_words import count_words, region_count
from dashboard.layers import base_map
from dashboard.layers.web_texts import WEB_TEXTS, web_texts
from dashboard.look.card import incident_card
from dashboard.look.charts import axis_of_counts, axis_of_days
from dashboard.text.language import speaking
from tests.worlds import DICTIONARY, located


@pytest.fixture(autouse=True)
def in_spanish():
    with speaking("es"):
        yield


def test_what_is_counted_follows_the_number():
    assert [count_words(n, 0, n, 0) for n in (1, 2)] == ["1 ataque", "2 ataques"]
    assert count_words(0, 1, 0, 0) == "1 parte de un incidente"
    assert region_count(1, 2, "x") == "1 incidente, 2 partes · x"
    assert in_no_region(0, "sea") == "0 incidentes fuera de todo mar"
    assert perhaps_elsewhere(1) == "1 puede estar en otro estado"


def test_no_figure_is_never_said_as_none():
    assert white_words(False, True) == "blanco: “?”, sin cifra"
    assert white_words(True, True) == "blanco: ningún muerto; “?”: sin cifra"


def test_shades_have_their_numbers():
    assert shade_words(2, 4, False) == "2–4 incidentes"
    assert shade_words(1, 1, False) == "1 incidente"
    assert shade_words(25, None, True) == "25 o más muertos (mejor cifra)"


def test_the_browser_gets_its_texts_in_spanish_with_the_same_fields():
    spanish = base_map(DICTIONARY.description).setup["texts"]
    assert spanish["sum_toll"]["best"] == "mejor cifra: {best}"
    assert spanish["locale"] == "es" and WEB_TEXTS["locale"] == "en"
    assert spanish["lines"][1] == ["location", "Lugar según se informó"]

    def leaves(texts):
        for each in texts.values():
            if isinstance(each, dict):
                yield from leaves(each)
            elif isinstance(each, str):
                yield sorted(re.findall(r"\{\w+\}", each))

    assert list(leaves(web_texts())) == list(leaves(WEB_TEXTS))


def test_the_card_names_whose_claim_it_is_in_spanish():
    row = located({"actor": "US military", "claimed_target": "a group"})
    row = row.assign(where_words="x")
    card = incident_card(row.iloc[0], row.iloc[:0], DICTIONARY)
    assert "<b>Afirmación:</b>" in card and "<b>Actor:</b> US military" in card


def test_axes_have_spanish_months_and_numbers():
    days = axis_of_days("date", (datetime(2025, 1, 1), datetime(2025, 2, 1)))
    expression = days.to_dict(validate=False)["axis"]["labelExpr"]
    assert expression.startswith('date(datum.value) + \' \' + ["ene", "feb"')
    assert '"dic"][month(datum.value)]' in expression
    counts = axis_of_counts("killed").to_dict(validate=False)["axis"]["labelExpr"]
    assert "' mil'" in counts and "'.', ','" in counts
