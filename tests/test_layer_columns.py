"""The columns of a layer: each distinct row is worded once, and what is not read is not
made."""

import numpy as np
import pandas as pd
import pytest

from dashboard.layers import base_map, columns
from dashboard.layers.areas import area_columns, no_areas
from dashboard.layers.columns import distinct, worded
from dashboard.layers.details import parents_of
from dashboard.layers.element import PLACE, Layer
from dashboard.layers.incidents import mark_columns
from dashboard.text.escape import safe, safe_each
from dashboard.text.long import LONGEST_SHOWN
from tests.worlds import AREA, DICTIONARY, located


@pytest.mark.parametrize("most", [2**62, 1, 40])
def test_distinct_rows_are_told_apart_however_many_there_could_be(most, monkeypatch):
    monkeypatch.setattr(columns, "MOST_CODES", most)
    random = np.random.default_rng(1)
    names = [f"n{each}" for each in range(12)]
    table = pd.DataFrame(random.choice([0.0, 7.0, np.nan], (400, 12)), columns=names)
    table.iloc[200:] = table.iloc[:200].to_numpy()
    table["text"] = np.where(np.arange(400) < 200, "a", "b")
    found = distinct(table)
    given = [str(row) for row in table.itertuples(index=False, name=None)]
    assert [str(found.rows[each]) for each in found.numbers] == given
    assert [str(row) for row in found.rows] == [*dict.fromkeys(given)]
    assert distinct(table.iloc[:0]) == ([], [])
    blanks = pd.DataFrame({"a": pd.Series([None, np.nan], dtype="object")})
    assert distinct(blanks) == ([(None,)], [0, 0])  # as it stands the first time


def test_words_are_made_once_for_each_distinct_row():
    asked = []
    table = pd.DataFrame({"a": [1, 2, 1], "b": ["<x>", "y", "<x>"]})
    made = worded(table, lambda *row: asked.append(row) or row[1])
    assert made == {"d": [safe("<x>"), "y"], "i": [0, 1, 0]}
    assert asked == [(1, "<x>"), (2, "y")]


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["a", "b-1", "two\nlines"],
        ["a", "<b>"],
        ["a", "${x}"],
        ["a\u202eb"],
        ["a", "x" * (LONGEST_SHOWN + 1)],
        ["x" * LONGEST_SHOWN],
        [1, None],
    ],
)
def test_texts_are_made_safe_together_as_each_alone(texts):
    assert safe_each(texts) == [safe(each) for each in texts]


def test_rows_that_all_have_a_place_have_no_plate_and_the_same_columns():
    rows = located().reset_index(drop=True)
    area = area_columns(rows, np.arange(len(rows)) == 0, None, DICTIONARY)
    none = area_columns(rows, np.zeros(len(rows), dtype=bool), None, DICTIONARY)
    assert none == no_areas() and list(none) == list(area)
    assert {name: type(none[name]) for name in none} == {
        name: type(area[name]) for name in area
    }
    assert not any(
        none[name] for name in none if name not in ("count", "toll", "short")
    )


def test_a_mark_has_no_short_toll_and_a_plate_has_one():
    rows = located(AREA, {}).reset_index(drop=True)
    assert "short" not in mark_columns(rows, DICTIONARY)
    plate = area_columns(rows, rows["geo_precision"].eq(3).to_numpy(), None, DICTIONARY)
    assert plate["short"]["d"]


def test_rows_without_a_part_have_no_parent():
    rows = located({}, {}).reset_index(drop=True)
    assert parents_of(rows.assign(parent_id="")) == [-1] * len(rows)
    own = rows["incident_id"].tolist()
    parents = [own[1], *[""] * (len(rows) - 1)]
    assert parents_of(rows.assign(parent_id=parents))[0] == 1


def test_the_page_has_the_packed_columns_as_they_are_and_jinja_reads_them_once():
    page = base_map(DICTIONARY.description)
    layer = Layer("incidents", "QUJD{{ 1 + 1 }}", selected=PLACE, state={"t": PLACE})
    layer.add_to(page)
    html = page.get_root().render()
    assert html.count("QUJD{{ 1 + 1 }}") == 1
    assert html.count(PLACE) == 2 and layer.packed.startswith("QUJD")
    assert html.index("L.map(") < html.index("IncidentMap.layer")
    assert html.index("IncidentMap.layer") < html.index(".addTo(")
