"""What opening a table holds in memory: each text once, and in the end its rows alone."""

import pandas as pd
from pandas.testing import assert_frame_equal

from dashboard.importers.cells import stripped
from dashboard.openers import arrow_layer
from dashboard.openers.arrow_layer import AT_ONCE
from dashboard.openers.opened import TableSource
from dashboard.openers.parquet import read_parquet
from dashboard.views._open import FIRST_ROWS, open_in_steps
from tests.worlds import ROW


def bytes_of(text):
    """Return the bytes that the texts of a frame hold in memory, shared ones too."""
    chunks = [each for name in text for each in text[name].array._pa_array.chunks]
    return sum(chunk.get_total_buffer_size() for chunk in chunks)


def test_of_the_text_of_a_file_only_the_first_rows_stay(tmp_path):
    rows = [
        ROW | {"incident_id": f"TST-2025-09-02-{n:04}", "notes": "x" * 2_000}
        for n in range(FIRST_ROWS + 300)
    ]
    path = tmp_path / "made up.csv"
    pd.DataFrame(rows).to_csv(path, index=False)
    opened = open_in_steps(TableSource(path.name, path))
    text = opened.opened.text
    assert text["notes"].tolist() == ["x" * 2_000] * FIRST_ROWS
    assert text.index.tolist() == [*range(2, FIRST_ROWS + 2)]
    assert bytes_of(text) < 2_500 * FIRST_ROWS
    assert bytes_of(opened.mapped.text) < 10_000
    assert bytes_of(opened.mapped.own) < 10_000
    assert opened.mapped.text.dtypes.eq("str").all()


def test_texts_without_blanks_around_them_are_held_once():
    plain = pd.Series(["a", "", "b c"], dtype="str")
    assert stripped(plain) is plain
    assert stripped(pd.Series(["a", " b "], dtype="str")).tolist() == ["a", "b"]
    assert stripped(plain, ("a",)).tolist() == ["", "", "b c"]
    assert plain.tolist() == ["a", "", "b c"]


def test_each_text_of_a_parquet_file_is_held_once_while_it_is_read(monkeypatch):
    rows = 3 * AT_ONCE
    number = pd.Series(range(rows)).astype("str")
    text = pd.DataFrame({"notes": number.str.zfill(200), "few": "a text that repeats"})
    text["grade"] = pd.Categorical(["low", None, "high"] * AT_ONCE, ordered=True)
    text.loc[AT_ONCE + 1, "notes"] = None
    raw = text.to_parquet(index=False)
    read = arrow_layer._read_limited
    held = []
    monkeypatch.setattr(
        arrow_layer, "_read_limited", lambda *of: held.append(read(*of)) or held[0]
    )
    opened = read_parquet(raw, "made up.parquet").text
    assert held[0].get_total_buffer_size() < 300 * rows  # 600 with all in each part
    expected = text.astype(object).where(text.notna(), "").astype("str")
    assert_frame_equal(opened, expected.set_axis(opened.index), check_index_type=False)
