"""Names are found however they are written: accents, capitals, dashes, spaces."""

import random
import sys
import unicodedata

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.geo.place_search import find_places
from dashboard.selection.filters import FILTERS, parse_selection, select
from dashboard.selection.value_filter_kinds import by_name
from dashboard.text import fold as folding
from dashboard.text.fold import fold, holds
from tests.test_app import first_line, opened, widget
from tests.worlds import located, real_dataset

DATASET = real_dataset()
CUMANA = "Cumaná"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Cumaná", "cumana"),
        ("CUMANA\u0301", "cumana"),
        ("Bolívar", "bolivar"),
        ("España", "espana"),
        ("Straße", "strasse"),
        ("STRAẞE", "strasse"),
        ("Tromsø", "tromso"),
        ("Łódź", "lodz"),
        ("Đakovo", "dakovo"),
        ("Þórshöfn", "thorshofn"),
        ("Ærø", "aero"),
        ("Cœur", "coeur"),
        ("İstanbul", "istanbul"),
        ("Diyarbakır", "diyarbakir"),
        ("Curaçao", "curacao"),
        ("Χανιά", "χανια"),
        ("Йод", "иод"),
        ("ﬁn", "fin"),
        ("d’Ivoire", "d'ivoire"),
        ("Port–au–Prince", "port-au-prince"),
        ("  Puerto\u00a0la \n Cruz ", "puerto la cruz"),
        ("Cu\u00admaná", "cumana"),
        ("東京", "東京"),
        ("", ""),
        (" ", ""),
        ("´", "´"),
        ("\u0301", "\u0301"),
    ],
)
def test_a_name_folds_to_its_bare_letters(written, folded):
    assert fold(written) == folded


def test_every_letter_folds_alike_composed_decomposed_and_in_capitals():
    wrong = []
    for code in range(sys.maxunicode + 1):
        sign = chr(code)
        if not sign.isalpha():
            continue
        text = f"a{sign}b"
        forms = {unicodedata.normalize(form, text) for form in ("NFC", "NFD", "NFKC")}
        if len({fold(each) for each in forms | {text}}) > 1:
            wrong.append(sign)
        if fold(fold(text)) != fold(text):
            wrong.append(sign)
    assert wrong == []


@pytest.mark.parametrize("at_once", [17, 1000, 100_000])
@pytest.mark.parametrize("few", [0, 4])
def test_a_search_gives_what_folding_each_text_would_give(monkeypatch, at_once, few):
    """In parts and at once, each text by itself and each distinct one once."""
    monkeypatch.setattr(folding, "AT_ONCE", at_once)
    monkeypatch.setattr(folding, "FEW", few)
    folding._forget()
    chance = random.Random(7)
    signs = "aAáÁn\u0303ñßsøl \t-–'’\u0301zZ日\u00ad"
    texts = [
        "".join(chance.choices(signs, k=chance.randint(0, 9))) for _ in range(3000)
    ]
    column = pd.Series([*texts, None, CUMANA], dtype="str")
    for wanted in (*texts[:60], "a", "ss", "a n", "ñ", "日", ".", "", "´"):
        expected = [fold(wanted) in fold(text) for text in texts]
        expected += [False, fold(wanted) in "cumana"]
        assert holds(column, wanted).tolist() == expected, wanted


def test_numbers_days_and_codes_of_a_column_are_searched_as_text():
    assert holds(pd.Series([1, 22, None], dtype="Int64"), "2").tolist() == [0, 1, 0]
    days = pd.Series(pd.to_datetime(["2025-09-02", "2026-01-03"])).dt.date
    assert holds(days, "2025-09").tolist() == [True, False]
    codes = pd.Series(["Río", "sea", "Río"], dtype="category")
    assert holds(codes, "RIO").tolist() == [True, False, True]


def test_what_is_kept_belongs_to_its_own_column_and_is_bounded(monkeypatch):
    monkeypatch.setattr(folding, "MOST_BYTES", 400)
    columns = [
        pd.Series([f"Cumaná {n} {m}" for m in range(10)], dtype="str")
        for n in range(20)
    ]
    for _ in range(3):
        for n, column in enumerate(columns):
            assert holds(column, f"cumana {n} ").all()
            assert not holds(column, f"cumana {n + 1} ").any()
    assert 1 <= len(folding._KEPT) <= 3
    changed = columns[0].copy()
    assert holds(changed, "Cumana 0 3").sum() == 1
    changed[3] = "Bolívar"
    assert holds(changed, "Cumana 0 3").sum() == 0
    assert holds(changed[3:5], "BOLIVAR").tolist() == [True, False]


def test_a_second_search_folds_nothing(monkeypatch):
    column = pd.Series([f"Río {n}" for n in range(50)] * 2, dtype="str")
    folded = []
    counted = fold
    monkeypatch.setattr(
        folding, "fold", lambda text: folded.append(text) or counted(text)
    )
    assert holds(column, "rio 7").sum() == 2
    assert len(folded) == 51  # each distinct text once, and what is looked for
    assert holds(column, "RÍO 8").sum() == 2
    assert len(folded) == 52


@pytest.mark.parametrize("asked", ["Cumana", "CUMANÁ", "cumana\u0301", "Cumaná"])
@pytest.mark.parametrize("written", ["Cumana", "Cumaná", "Cumana\u0301"])
def test_the_text_filter_finds_a_name_however_it_is_written(asked, written):
    rows = located({}, {"location": f"off {written}, Sucre"})
    found = select(rows, {"text": asked}, DATASET.regions)
    assert found.index.tolist() == [1]


def shown(at):
    return next(each.value for each in at.dataframe if "Id" in each.value)[
        "Id"
    ].tolist()


def test_the_page_finds_the_same_rows_with_and_without_an_accent():
    lines = {
        first_line(opened(campaign="", text=text)) for text in ("Cumaná", "CUMANA")
    }
    assert len(lines) == 1 and lines.pop().startswith("**1 of 97")


@pytest.mark.parametrize(
    ("plain", "accented", "rows"),
    [
        ("Sucumbios", "Sucumbíos", 1),
        ("Bolivar", "Bolívar", 1),
        ("Puerto Lopez", "Puerto López", 2),
        ("Anzoategui", "Anzoátegui", 2),
        ("Galapagos", "Galápagos", 1),
        ("Nino Guerrero", "Niño Guerrero", 1),
    ],
)
def test_the_text_filter_finds_a_place_with_and_without_its_accents(
    plain, accented, rows
):
    found = [
        FILTERS["text"].mask(DATASET.incidents, text, DATASET.regions)
        for text in (
            plain,
            accented,
            plain.upper(),
            unicodedata.normalize("NFD", accented),
        )
    ]
    assert [mask.sum() for mask in found] == [rows] * 4
    assert all((mask == found[0]).all() for mask in found)


def test_the_search_in_the_table_finds_the_same_rows_with_and_without_an_accent():
    at, found = opened(campaign=""), []
    for text in ("Bolívar", "bolivar", "BOLI\u0301VAR"):
        widget(at, "table_find_widget").set_value(text).run()
        assert not at.exception
        found.append(shown(at))
    assert found[0] and found[0] == found[1] == found[2]


def test_the_place_search_folds_by_the_same_rule():
    assert find_places("cumana", DATASET.regions)[0].name == CUMANA
    assert find_places("CUMANA\u0301", DATASET.regions)[0].name == CUMANA


def test_a_region_that_is_named_without_its_accent_is_suggested():
    world = (DATASET.incidents, DATASET.dictionary, DATASET.regions)
    _, wrong = parse_selection({"region": ["bolivar"]}, *world)
    assert "VE-F (Bolívar, Venezuela)" in wrong[0]
    _, wrong = parse_selection({"publisher": ["cbs news"]}, *world)
    assert wrong[0].startswith("publisher 'cbs news': must be one of CBS News, ")


def test_names_are_sorted_as_people_sort_them():
    names = ["Zulia", "Éire", "eire", "Álava", "alba", "Ñuble", "Nuble"]
    assert by_name(names) == [
        "Álava",
        "alba",
        "eire",
        "Éire",
        "Nuble",
        "Ñuble",
        "Zulia",
    ]
    labels = [each.label for each in DATASET.regions.choices() if each.kind == "state"]
    assert [fold(each) for each in labels] == sorted(map(fold, labels))


def test_masks_of_the_text_filter_are_those_of_every_column():
    rows = DATASET.incidents
    found = FILTERS["text"].mask(rows, "beata", DATASET.regions)
    columns = FILTERS["text"].columns
    assert found.tolist() == [
        any("beata" in fold(text) for text in row)
        for row in rows[list(columns)].itertuples(index=False)
    ]
    assert 0 < np.count_nonzero(found) < len(rows)


WORDS = st.text("aé Ñ\tb-—ß", max_size=6)


@pytest.mark.full
@given(st.lists(st.none() | WORDS, max_size=40), WORDS)
def test_a_search_through_all_bytes_finds_what_each_text_holds(values, wanted):
    column = pd.Series(values, dtype="str")
    each = [value is not None and fold(wanted) in fold(value) for value in values]
    assert holds(column, wanted).tolist() == each
    many = pd.concat([column] * 9, ignore_index=True)  # few distinct ones
    assert holds(many, wanted).tolist() == each * 9
    assert holds(many.iloc[3:], wanted).tolist() == (each * 9)[3:]
