"""Made-up tables in the shape of the real one; nothing in them happened.

The same count and seed give the same table, on every computer.
"""

import numpy as np
import pandas as pd

from dashboard.dictionary import read_dictionary
from dashboard.load import INCIDENTS, LINE, read_text, to_types

WORDS = np.array(
    "vessel crew reported struck coast guard statement boat sunk named port later survey"
    " relatives navy fuel engine night speedboat tanker boarded search area".split()
)
SEED = 7
PART_EVERY = 8
"""One row in eight is a part of the row before it, as in the real table."""


def typed_rows(count: int, seed: int = SEED) -> pd.DataFrame:
    """Return typed rows at random points, each with texts of its own."""
    random = np.random.default_rng(seed)
    table = to_types(read_text(INCIDENTS), read_dictionary())
    placed = table[table["geo_precision"].lt(3).fillna(False)]
    rows = placed.sample(count, replace=True, random_state=seed).reset_index(drop=True)
    notes = WORDS[random.integers(0, len(WORDS), (count, 12))]
    number = pd.Series(np.arange(count)).astype(str)
    pages = " <https://news.example.org/2026/" + number + "> 2026-01-02"
    return rows.assign(
        incident_id="TST-2026-01-02-" + number.str.zfill(6),
        parent_id="",
        latitude=random.uniform(-9, 32, count).round(4),
        longitude=random.uniform(-119, -51, count).round(4),
        deaths_low=pd.array(random.integers(0, 4, count), dtype="Int64"),
        deaths_best=pd.array(random.integers(4, 9, count), dtype="Int64"),
        deaths_high=pd.array(random.integers(9, 15, count), dtype="Int64"),
        location="Place " + pd.Series(random.integers(0, 20_000, count)).astype(str),
        notes=[" ".join(each) for each in notes],
        sources="A Paper" + pages,
        geo_note="our point, read from the reports",
    )


def text_rows(count: int, seed: int = SEED) -> pd.DataFrame:
    """Return rows as text, all columns of the dictionary, without a problem.

    Codes, blanks and short words come from real rows, so each column has its own
    number of distinct values; ids, points, notes and sources differ from row to row.
    """
    random = np.random.default_rng(seed)
    real = read_text(INCIDENTS).drop(columns=LINE)
    rows = real.sample(count, replace=True, random_state=seed).reset_index(drop=True)
    number = pd.Series(np.arange(count)).astype(str)
    ids = "TST-2026-01-02-" + number.str.zfill(7)
    part = (np.arange(count) % PART_EVERY == 1) & (count > 1)
    day = np.datetime64("2025-09-02") + random.integers(0, 390, count)
    notes = WORDS[random.integers(0, len(WORDS), (count, 12))]
    return rows.assign(
        incident_id=ids,
        parent_id=ids.shift(fill_value="").where(part, ""),
        date=np.datetime_as_string(day),
        date_end="",
        latitude=random.uniform(-9, 32, count).round(4).astype(str),
        longitude=random.uniform(-119, -51, count).round(4).astype(str),
        location="Place " + pd.Series(random.integers(0, 20_000, count)).astype(str),
        geo_note="our point, read from the reports",
        notes=[" ".join(each) for each in notes],
        sources="A Paper <https://news.example.org/2026/" + number + "> 2026-01-02",
    )
