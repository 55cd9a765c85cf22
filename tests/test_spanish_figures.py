"""Titles, headlines, answers and filters in Spanish: the numbers of the English ones."""

import re
from datetime import date

import pandas as pd
import pytest

from dashboard.figures.beside_shape import beside_words
from dashboard.figures.compare import Side, differences, pair_sentence
from dashboard.figures.edit_words import conflict_line, problems_head, total_lines
from dashboard.figures.filter_words import dates_words, shown_words
from dashboard.figures.grains import in_bin_words
from dashboard.figures.headline import headline, sentence, sum_lines
from dashboard.figures.incident_words import claim_words, near_note, shown_of
from dashboard.figures.large_numbers import count_selection
from dashboard.figures.region_report import answer_lines, summary
from dashboard.figures.since_words import for_readers
from dashboard.figures.timeline import binned, finding
from dashboard.figures.title import ENDS_WITH_DAY, limits, usual_title
from dashboard.figures.totals import placed
from dashboard.geo.phrase_place import name_place
from dashboard.geo.place_search import PlaceError, find_places
from dashboard.in_language import in_language
from dashboard.selection.filters import FILTERS, describe, parse_selection
from dashboard.selection.presets import calendar_presets
from dashboard.selection.selected import Selected
from dashboard.table.changes import COLUMNS
from dashboard.text.language import again, in_english, speaking
from tests.worlds import real_dataset

CHOSEN = [
    {},
    {"campaign": ["boat_strike"]},
    {"campaign": ["venezuela_operation"]},
    {"campaign": ["boat_strike"], "region": ("VE-R", "off", 12.0)},
    {"region": ("basin-caribbean", "in", 12.0), "deaths_min": 3},
    {"text": "no such text", "from": date(2026, 1, 1)},
    {"shape": ((10.0, -66.0), (10.0, -60.0), (13.0, -60.0), (13.0, -66.0))},
]
"""Selections that ask for one campaign, for several, for none, for a place."""

WRONG = {
    "event_type": ["war"],
    "from": ["2026-02-30"],
    "region": ["Atlantis"],
    "deaths_min": ["many"],
    "shape": ["1,2"],
    "bounds": ["1"],
    "text": ["x" * 201],
}
"""Of each kind of filter a value that is not allowed."""


@pytest.fixture(autouse=True)
def in_spanish():
    real_dataset()  # opened in English, as the program does
    with speaking("es"):
        yield


def words_of(selection):
    """Return every sentence of the figures about a selection, in the language of now."""
    dataset = in_language(real_dataset())
    selected = Selected(dataset, selection)
    rows, dictionary = selected.rows, dataset.dictionary
    counted = count_selection(selected)
    lines = [
        *headline(rows, dataset.everything, dictionary),
        *sum_lines(rows, dictionary),
        sentence(rows, selected.words, dictionary, "f00", ""),
        limits(rows, placed(rows), dictionary),
        counted.sentence,
        *counted.lines,
        *(figure.in_words for figure in counted.figures),
        describe(selection, dictionary, dataset.regions),
        beside_words(rows, dictionary, "shape"),
        pair_sentence(Side(rows, "1"), Side(rows[:5], "2"), dictionary, "f00", ""),
    ]
    if "region" in selection:
        lines.append(summary(selected.answers, dataset))
        lines += [line.words for line in answer_lines(selected.answers, dataset)]
    period = (pd.Timestamp(2025, 9, 1), pd.Timestamp(2026, 10, 4))
    sums = binned(rows, "month", *period)
    lines.append(finding(rows, sums, "month", "incidents", period))
    return lines


def numbers(text):
    """Return the numbers of a text, those of its dates too: a translation may turn them."""
    return sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[.,](?=\d)", "", text)))


@pytest.mark.parametrize("selection", CHOSEN, ids=lambda each: "+".join(each) or "all")
def test_every_number_is_that_of_the_english_words(selection):
    spanish = words_of(selection)
    with speaking("en"):
        english = words_of(selection)
    assert len(spanish) == len(english) > 8
    for said, there in zip(spanish, english, strict=True):
        assert numbers(said) == numbers(there), (said, there)
        assert not re.search(r"\b(de|a) el\b|\b(killed|known|with|NM|rows?)\b", said), (
            said
        )


def test_titles():
    def title(selection):
        selected = Selected(in_language(real_dataset()), selection)
        return usual_title(selected, selected.rows, every_relation=False)

    assert title({"region": ("sea-gulf-of-paria", "in", 12.0)}).startswith(
        "Incidentes reportados en el golfo de Paria, 2 sept 2025"
    )
    assert title({"region": ("VE-R", "left", 12.0)}).endswith(
        " según informes tras una salida reportada desde Sucre, Venezuela, 2 sept 2025 – "
        "4 oct 2026"
    )


@pytest.mark.parametrize(
    ("name", "is_day"),
    [
        ("US operation in Venezuela, 3 January 2026", True),
        ("operación de EE. UU. en Venezuela, 3 de enero de 2026", True),
        ("phase 2 offensive 2026", False),
        ("ataques desde enero de 2026", False),
    ],
)
def test_a_campaign_of_one_day_is_known_by_its_name(name, is_day):
    assert bool(ENDS_WITH_DAY.search(name)) is is_day


def test_counts_of_none_one_and_two():
    assert [shown_of(n, n, 97) for n in (0, 1, 2)] == [
        "0 de 97 incidentes",
        "1 de 97 incidentes (1 parte)",
        "2 de 97 incidentes (2 partes)",
    ]
    assert shown_of(0, 0, 0) == "Ningún incidente en la tabla"
    assert shown_of(0, 2, 0) == "2 partes de incidentes excluidos"
    assert shown_words(1, 1) == "1 incidente en total"
    assert shown_words(97, 97) == "los 97 incidentes"
    assert near_note(1).endswith("de toda la tabla; 1 más no figura en la lista.")
    assert near_note(2).endswith("de toda la tabla; 2 más no figuran en la lista.")


def test_a_claim_has_its_claimant():
    dictionary = in_language(real_dataset()).dictionary
    words = claim_words("US military", "Tren de Aragua", dictionary)
    assert words == (
        "según las fuerzas armadas de EE. UU., el objetivo era el Tren de Aragua"
    )
    words = claim_words("Guardia Costera", "el ELN", dictionary)
    assert words == "según Guardia Costera, el objetivo era el ELN"
    assert claim_words("", "el ELN", dictionary) == ""


def test_a_difference_names_both_sides():
    rows = real_dataset().incidents
    table = differences(Side(rows[:3], ""), Side(rows[3:9], ""))
    assert list(table) == ["Izquierda", "Derecha", "Derecha − izquierda"]
    assert "Muertos, mínimo–máximo (mejor cifra)" in table.index


@pytest.mark.parametrize(
    ("grain", "words"),
    [
        ("week", "en la semana del 1 ene 2026"),
        ("month", "en el mes del 1 ene 2026"),
        ("quarter", "en el trimestre desde ene 2026"),
        ("year", "en el año 2026"),
        ("decade", "en la década desde 2026"),
    ],
)
def test_a_bin_stands_in_a_sentence_with_its_article(grain, words):
    assert in_bin_words(pd.Timestamp(2026, 1, 1), grain) == words


def test_days_and_periods():
    assert dates_words(date(2026, 1, 1), None) == "Desde el 1 ene 2026"
    presets = calendar_presets([date(2026, 1, 3)] * 2, real_dataset().dictionary)
    assert presets["2026-01"].label == "enero de 2026 · 2 incidentes"
    assert presets["2026-Q1"].label.startswith("trimestre 1 de 2026, enero–marzo")


def test_what_a_link_asks_in_vain_is_said_with_what_is_allowed():
    dataset = real_dataset()
    _, wrong = parse_selection(
        WRONG, dataset.incidents, dataset.dictionary, dataset.regions
    )
    assert len(wrong) == len(WRONG)
    assert all("debe" in words for words in wrong), wrong
    assert {words.split(" ")[0].rstrip(":") for words in wrong} == set(WRONG)
    assert wrong[0].startswith("from '2026-02-30': debe ser una fecha real")


def test_what_was_wrong_in_a_link_is_said_again_to_each_reader():
    dataset = real_dataset()
    with in_english():  # the page reads its address once, and keeps what was wrong
        _, wrong = parse_selection(
            WRONG, dataset.incidents, dataset.dictionary, dataset.regions
        )
    assert all("must" in words for words in wrong), wrong
    assert all("debe" in again(words) for words in wrong), wrong


def test_every_filter_speaks():
    dataset = in_language(real_dataset())
    for kind in FILTERS.values():
        name, words = kind.option_help(dataset.dictionary)
        assert "Conserva las filas" in words, name


def test_a_place_is_found_by_its_label_in_both_languages():
    regions = real_dataset().regions
    (hit,) = find_places("Cumaná, town in Sucre (Venezuela)", regions)
    assert hit.label == "Cumaná, población de Sucre (Venezuela)"
    assert find_places(hit.label, regions) == [hit]
    assert name_place("Margarita, Nueva Esparta", regions).what == "island"
    with pytest.raises(PlaceError, match="^“Sucre, Venezuela” es una región"):
        name_place("Sucre, Venezuela", regions)


def test_a_save_says_its_totals_and_what_is_blank():
    before = {"deaths_low": 215, "deaths_high": None, "missing": 23}
    after = {"deaths_low": 1218, "deaths_high": 4, "missing": 23}
    assert total_lines(before, after) == [
        "Muertos, mínimo: 215 → 1218 (+1003)",
        "Muertos, máximo: no se informó → 4",
    ]
    assert conflict_line("notas", "", "x") == "notas: al abrir era sin dato, ahora es x"
    assert problems_head([1]) == "No se guardó: 1 problema"
    assert problems_head([1, 2]) == "No se guardó: 2 problemas"


def test_a_table_of_changes_has_its_headings_and_its_codes_said():
    lines = [("X-1", "changed", "Notas", "a", "b"), ("X-2", "removed", "", "a", "")]
    said = for_readers(pd.DataFrame(lines, columns=list(COLUMNS)))
    assert list(said) == ["ID", "Qué ocurrió", "Columna", "Antes", "Ahora"]
    assert list(said["Qué ocurrió"]) == ["cambiada", "retirada"]
    assert list(said["Antes"]) == ["a", "a"]
