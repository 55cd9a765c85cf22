"""Rows taken out of a large table: the same as pandas takes, their texts later.

Tables are small here: the bound below which all is taken at once is set to 1.
"""

import gc
import pickle
from weakref import ref

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from dashboard.table import taken
from dashboard.table.taken import TakenTexts, take_rows

TABLE = pd.DataFrame(
    {
        "notes": ["a", "", "Cumaná", "d", "e"],
        "gap": pd.Series(["x", None, "y", None, "z"], dtype="str"),
        "code": pd.Categorical(["p", "q", "p", None, "q"], ["q", "p"]),
        "deaths": pd.array([1, None, 3, 4, 5], dtype="Int64"),
        "date": pd.to_datetime(["2025-09-01", None, "2025-09-03", None, "2026-01-01"]),
        "longitude": [1.0, np.nan, 3.0, 4.0, 5.0],
    },
    index=[10, 11, 12, 13, 14],
)


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Let a table of one row be a large one."""
    monkeypatch.setattr(taken, "FEWEST_ROWS", 1)


@pytest.fixture
def large():
    """Return a table whose texts are taken later, all of them or some."""
    numbers = np.arange(8)
    notes = pd.Series([f"note {each}" for each in numbers], dtype="str").array
    return pd.DataFrame({"number": numbers, "notes": TakenTexts.whole(notes)})


def is_left(column):
    """Return whether the texts of a column were not taken yet."""
    return column.array._source.left is not None


@pytest.mark.parametrize("at", [[0, 2, 4], [3], [], [4, 0, 0], [0, 1, 2, 3, 4]])
def test_rows_are_those_that_pandas_takes(at):
    at = np.array(at, dtype="int64")
    rows = take_rows(TABLE, at)
    assert_frame_equal(rows, TABLE.iloc[at])
    assert rows.dtypes.equals(TABLE.dtypes)


def test_rows_of_texts_that_were_taken_copy_none(large):
    taken_before = large["notes"].array
    taken_before._pa_array = taken_before._pa_array
    assert not is_left(large["notes"])
    rows = take_rows(large, np.array([1, 3]))
    assert is_left(rows["notes"])
    assert rows["notes"].tolist() == ["note 1", "note 3"]


def test_of_a_small_table_all_is_taken_at_once(monkeypatch):
    for fewest, later in ((5, True), (6, False)):
        monkeypatch.setattr(taken, "FEWEST_ROWS", fewest)
        rows = take_rows(TABLE, np.array([1, 2]))
        assert isinstance(rows["notes"].array, TakenTexts) is later
    monkeypatch.undo()
    assert taken.FEWEST_ROWS == 100_000


AT = np.array([4, 2, 1, 0])
WAYS = {
    "slice": lambda rows: rows.iloc[1:3],
    "backwards": lambda rows: rows.iloc[::-1],
    "positions": lambda rows: rows.iloc[[3, 0]],
    "negative": lambda rows: rows.iloc[[-1, 0]],
    "none": lambda rows: rows.iloc[[]],
    "mask": lambda rows: rows[np.array([True, False, True, False])],
    "mask of a column": lambda rows: rows[rows["notes"].ne("")],
    "of these again": lambda rows: rows.iloc[[3, 1, 0]].iloc[[2, 0]],
    "labels": lambda rows: rows.loc[[12, 14]],
    "sorted": lambda rows: rows.sort_values("notes"),
    "reindexed": lambda rows: rows.reindex([14, 99]),
    "head": lambda rows: rows.head(2),
    "copy": lambda rows: rows.copy(),
    "reset": lambda rows: rows.reset_index(drop=True),
    "assigned": lambda rows: rows.assign(notes=rows["notes"] + "!"),
    "together": lambda rows: pd.concat([rows, rows.iloc[:1]]),
    "without twice": lambda rows: rows.drop_duplicates("notes"),
    "grouped": lambda rows: rows.groupby("notes", as_index=False)["deaths"].sum(),
    "merged": lambda rows: rows.merge(rows[["notes", "deaths"]], on="notes"),
    "texts": lambda rows: rows[["notes", "gap"]].astype(object),
    "upper": lambda rows: rows["notes"].str.upper().to_frame(),
    "mapped": lambda rows: rows["gap"].map(str).to_frame(),
    "numbers": lambda rows: pd.DataFrame({"n": pd.factorize(rows["notes"])[0]}),
    "records": lambda rows: pd.DataFrame(rows.to_dict("records")),
    "pickled": lambda rows: pickle.loads(pickle.dumps(rows)),
    "where": lambda rows: rows["notes"].where(rows["deaths"].gt(2), "no").to_frame(),
    "filled": lambda rows: rows["gap"].fillna("none").to_frame(),
    "one row": lambda rows: rows.iloc[2].to_frame(),
    "stacked": lambda rows: pd.DataFrame(rows.itertuples(index=False)),
    "hashed": lambda rows: pd.util.hash_pandas_object(rows).to_frame(),
    "arrow": lambda rows: pd.DataFrame(rows.to_records()),
}


def set_in(rows):
    """Change a cell of a copy: what it was made of stays."""
    changed = rows.copy()
    changed.iloc[0, 0] = "changed"
    assert rows["notes"].iloc[0] == "e"
    return changed


WAYS["set"] = set_in


@pytest.mark.parametrize("way", WAYS)
def test_pandas_does_the_same_with_them(way):
    before = TABLE.copy()
    assert_frame_equal(WAYS[way](take_rows(TABLE, AT)), WAYS[way](TABLE.iloc[AT]))
    assert_frame_equal(TABLE, before)


@pytest.mark.parametrize("way", WAYS)
def test_pandas_does_the_same_with_a_whole_table_of_them(way):
    table = TABLE.iloc[AT]
    whole = table.copy()
    for name in ("notes", "gap"):
        whole[name] = TakenTexts.whole(table[name].array)
    assert_frame_equal(WAYS[way](whole), WAYS[way](table))
    assert_frame_equal(whole, table)


def test_some_rows_of_a_whole_table_copy_no_text_and_the_whole_never_does():
    table = pd.DataFrame({"notes": TABLE["notes"]})
    table["notes"] = TakenTexts.whole(TABLE["notes"].array)
    some = [
        table[table["notes"].ne("")],
        table.iloc[[3, 1]],
        table.take([2]),
        take_rows(table, np.array([1, 0])),
    ]
    assert all(is_left(each["notes"]) for each in (*some, table))
    assert [each["notes"].tolist() for each in some] == [
        ["a", "Cumaná", "d", "e"],
        ["d", ""],
        ["Cumaná"],
        ["", "a"],
    ]
    assert table["notes"].array._pa_array is TABLE["notes"].array._pa_array


@pytest.mark.parametrize(
    "way", ["slice", "positions", "mask", "none", "of these again"]
)
def test_rows_of_these_rows_take_no_text_either(way):
    rows = take_rows(TABLE, AT)
    some = WAYS[way](rows)
    assert is_left(rows["notes"]) and is_left(some["notes"])
    assert some["notes"].tolist() == WAYS[way](TABLE.iloc[AT])["notes"].tolist()
    assert is_left(rows["notes"])  # only those that were asked for were taken


def test_texts_are_taken_once_for_all_views():
    rows = take_rows(TABLE, AT)
    whole, column = pd.DataFrame(rows), rows["notes"]
    assert column.eq("a").sum() == 1
    assert not is_left(rows["notes"]) and not is_left(whole["notes"])
    assert is_left(rows["gap"])


def test_one_text_takes_no_others():
    rows = take_rows(TABLE, AT)
    assert rows["notes"].iloc[1] == "Cumaná" and rows["gap"].isna().iloc[2]
    assert is_left(rows["notes"])


def test_columns_share_the_positions_of_their_rows():
    rows = take_rows(TABLE, AT)
    some = rows.iloc[[3, 1]]
    positions = [some[name].array._source.left[1] for name in ("notes", "gap")]
    assert positions[0] is positions[1]


def test_taken_texts_let_go_of_the_table():
    table = TABLE.copy(deep=True)
    table["notes"] = table["notes"] + "!"
    held = ref(table["notes"].array)
    rows = take_rows(table, AT)
    del table
    gc.collect()
    assert rows["notes"].tolist() == ["e!", "Cumaná!", "!", "a!"]
    gc.collect()
    assert held() is None


def test_positions_that_are_written_over_later_change_no_rows(large):
    at = np.array([0, 1])
    first, whole = large.iloc[at], take_rows(large, at)
    at[:] = [2, 3]
    second = large.iloc[at]
    for rows, numbers in ((first, [0, 1]), (whole, [0, 1]), (second, [2, 3])):
        assert rows["notes"].tolist() == [f"note {each}" for each in numbers]
        assert rows["number"].tolist() == numbers
    mask = np.zeros(len(large), bool)
    mask[0] = True
    third = second["notes"][np.array([True, False])]
    assert third.tolist() == ["note 2"]


@pytest.mark.parametrize("at", [[-1], [0, -2]])
def test_positions_from_the_end_are_counted_as_pandas_does(large, at):
    texts = large["notes"].array
    assert list(texts[np.array(at)]) == [f"note {each % len(large)}" for each in at]


@pytest.mark.parametrize("over", [0, 1])
def test_a_position_that_is_not_there_is_an_error_at_once(large, over):
    texts, last = large["notes"].array, len(large) - 1
    if not over:
        assert list(texts[np.array([last, -last - 1])]) == [f"note {last}", "note 0"]
        return
    for wrong in (last + 1, -last - 2):
        with pytest.raises(IndexError):
            texts[np.array([wrong])]
