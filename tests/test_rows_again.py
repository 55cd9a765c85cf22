"""Rows that a page holds for its next click: the same again, and no copy meanwhile."""

import gc
from weakref import ref

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from dashboard.exports import Export
from dashboard.table.dictionary import read_dictionary
from dashboard.views import _rows_again
from dashboard.views._download import _held
from dashboard.views._rows_again import again

TABLE = pd.DataFrame({"id": list("abcdef"), "deaths": range(6)}, index=range(2, 14, 2))


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Let two rows be many."""
    monkeypatch.setattr(_rows_again, "LEAST_ROWS", 2)


def gone(rows):
    """Return whether a frame is no more, once nobody but ``again`` holds it."""
    gc.collect()
    return rows() is None


@pytest.mark.parametrize("at", [[0, 2, 5], [4, 1], [1, 2, 3, 4, 5], [0, 5], [3, 3, 1]])
def test_rows_come_back_and_are_not_held(at):
    rows = TABLE.iloc[at]
    held, expected = again(rows, TABLE), rows.copy()
    assert held() is rows  # as long as they are there
    known = ref(rows)
    del rows
    assert gone(known)
    assert_frame_equal(held(), expected)
    assert held() is not held()


def other_columns():
    return TABLE.iloc[:3].assign(answer="inside")


def not_in_the_table():
    return TABLE.iloc[:3].set_axis([2, 4, 99])


def all_rows():
    return TABLE.copy()


def few():
    return TABLE.iloc[:1]


@pytest.mark.parametrize("make", [other_columns, not_in_the_table, all_rows, few])
def test_what_could_not_be_taken_again_is_held(make):
    held = again(make(), TABLE)
    gc.collect()
    assert held() is held()
    assert_frame_equal(held(), make())


def test_a_table_that_has_a_row_twice_is_not_asked_for_it():
    table = TABLE.set_axis([1, 1, 2, 3, 4, 5])
    rows = table.iloc[[1, 2, 3]]
    held = again(rows, table)
    assert_frame_equal(held(), table.iloc[[1, 2, 3]])


def test_a_download_that_waits_for_a_click_holds_no_copy_of_its_rows():
    rows = TABLE[np.array([True, False, True, True, False, True])]
    held = _held(Export(rows, "words", read_dictionary(), "data"), TABLE)
    expected, known = rows.copy(), ref(rows)
    assert held().rows is rows
    del rows
    assert gone(known)
    assert_frame_equal(held().rows, expected)
    assert (held().words, held().data) == ("words", "data")
