"""Filter rows against what most people write, and against two fast libraries.

Run from the project's folder: ``python -m benchmarks.bench_filter [rows …]``. In one
run the same selection (a period, three event types, one theatre, and then a text) is
made by ``dashboard.selection.filters.keeps``, by pandas masks over columns of text and
over categories, by polars and by duckdb, over columns that each holds in memory
already. All keep the same rows, which is checked; seconds are medians of five. To copy
the rows that are kept costs the same on every side and is left out. ``…, processor``
are seconds of the processor beside those of the clock, on which other work tells; for
pandas alone, since polars and duckdb use several threads.
"""

import sys
import time
from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd

from benchmarks.result import SIZES, STRESS, Result, peer_module, tell, timed
from dashboard.geo.regions import read_regions
from dashboard.selection.filters import keeps
from dashboard.selection.text_filter_kind import Text
from dashboard.table.dictionary import read_dictionary
from dashboard.table.read import INCIDENTS, read_text, to_types

SELECTION = {
    "from": date(2025, 12, 1),
    "to": date(2026, 4, 30),
    "event_type": ["vessel_strike", "land_strike", "raid"],
    "theatre": ["caribbean"],
}
TEXT = "Venezuela"
PROMISED = "pandas masks, texts"
"""The peer against which a ratio is promised."""


def made_up(count: int, seed: int = 7) -> pd.DataFrame:
    """Return rows of the real table's shape, drawn at random."""
    table = to_types(read_text(INCIDENTS), read_dictionary())
    rows = table.sample(count, replace=True, random_state=seed)
    days = np.random.default_rng(seed).integers(0, 398, count)
    start = np.datetime64("2025-09-02")
    return rows.reset_index(drop=True).assign(
        date=(start + days).astype("datetime64[us]")
    )


def by_masks(rows: pd.DataFrame, text: str = "") -> np.ndarray:
    """Filter as most people write it: one mask a line, all of them over all rows."""
    mask = (rows["date"] >= pd.Timestamp(SELECTION["from"])) & (
        rows["date"] <= pd.Timestamp(SELECTION["to"])
    )
    mask &= rows["event_type"].isin(SELECTION["event_type"])
    mask &= rows["theatre"].isin(SELECTION["theatre"])
    if text:
        found = pd.Series(False, index=rows.index)
        for name in Text.columns:
            found |= rows[name].str.contains(text, case=False, regex=False)
        mask &= found
    return mask.to_numpy()


def polars_masks(rows: pd.DataFrame) -> Callable[[str], np.ndarray]:
    """Return a function that filters in polars, over its own columns."""
    import polars as pl

    names = ["date", "event_type", "theatre", *Text.columns]
    table = pl.from_pandas(rows[names])
    first, last = SELECTION["from"], SELECTION["to"]
    mask = pl.col("date").is_between(first, last)
    mask &= pl.col("event_type").is_in(SELECTION["event_type"])
    mask &= pl.col("theatre").is_in(SELECTION["theatre"])

    def kept(text: str) -> np.ndarray:
        wanted = mask
        if text:
            cells = [
                pl.col(name)
                .fill_null("")
                .str.to_lowercase()
                .str.contains(text.lower(), literal=True)
                for name in Text.columns
            ]
            wanted = mask & pl.any_horizontal(cells)
        return table.select(wanted.fill_null(False)).to_series().to_numpy()

    return kept


def duckdb_masks(rows: pd.DataFrame) -> Callable[[str], np.ndarray]:
    """Return a function that filters in duckdb, over a table of its own."""
    import duckdb

    base = duckdb.connect()
    names = ["date", "event_type", "theatre", *Text.columns]
    given = rows[names].assign(row=np.arange(len(rows)))
    base.register("given", given)
    base.execute("create table incidents as select * from given order by row")
    types = ", ".join(f"'{each}'" for each in SELECTION["event_type"])
    theatres = ", ".join(f"'{each}'" for each in SELECTION["theatre"])
    condition = (
        f"date between '{SELECTION['from']}' and '{SELECTION['to']}' "
        f"and event_type in ({types}) and theatre in ({theatres})"
    )

    def kept(text: str) -> np.ndarray:
        more = " or ".join(
            f"contains(lower({name}), '{text.lower()}')" for name in Text.columns
        )
        query = f"select row from incidents where {condition}"
        found = base.execute(query + (f" and ({more})" if text else "")).fetchnumpy()
        mask = np.zeros(len(rows), dtype=bool)
        mask[found["row"]] = True
        return mask

    return kept


def compare(count: int) -> None:
    """Tell our seconds beside those of each peer."""
    rows, regions = made_up(count), read_regions()
    coded = ("event_type", "theatre", *Text.columns)
    plain = rows.assign(**{name: rows[name].astype("str") for name in coded})
    peers: dict[str, Callable[[str], np.ndarray] | None] = {
        PROMISED: lambda text: by_masks(plain, text),
        "pandas masks, categories": lambda text: by_masks(rows, text),
        "polars": polars_masks(plain) if peer_module("polars") else None,
        "duckdb": duckdb_masks(plain) if peer_module("duckdb") else None,
    }
    for what, text in (("codes and dates", ""), ("and a text", TEXT)):
        selection = {**SELECTION, **({"text": text} if text else {})}
        ours, kept = timed(lambda chosen=selection: keeps(rows, chosen, regions))
        told = {"group": "filter", "what": what, "rows": count, "unit": "ms"}
        for name, filter_by in peers.items():
            mine = {**told, "ours": ours * 1000, "peer": name}
            if filter_by is None:
                tell(Result(**mine, note="not installed"))
                continue
            theirs, mask = timed(lambda by=filter_by, said=text: by(said))
            aim = 8.0 if count == STRESS and name == PROMISED else None
            equal = bool((mask == kept).all())
            tell(Result(**mine, theirs=theirs * 1000, promised=aim, equal=equal))
        ours, _ = timed(
            lambda chosen=selection: keeps(rows, chosen, regions), 5, time.process_time
        )
        theirs, _ = timed(lambda said=text: by_masks(plain, said), 5, time.process_time)
        told["what"] = f"{what}, processor"
        both = {"ours": ours * 1000, "peer": PROMISED, "theirs": theirs * 1000}
        tell(Result(**told, **both, promised=8.0 if count == STRESS else None))


if __name__ == "__main__":
    for each in map(int, sys.argv[1:] or [*SIZES, STRESS]):
        compare(each)
