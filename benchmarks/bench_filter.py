"""Filter a million rows against the masks that most people write.

Run from the project's folder: ``python -m benchmarks.bench_filter [rows]``. In one run
the same selection (a period, three event types, one theatre, and then a text) is made
by ``dashboard.selection.filters.keeps`` and by pandas masks over columns of text and
over categories. Both keep the same rows, which is checked; seconds are medians of
five. To copy the rows that are kept costs the same on every side and is left out.
"""

import statistics
import sys
import time
from datetime import date

import numpy as np
import pandas as pd

from dashboard.geo.regions import read_regions
from dashboard.selection.filters import keeps
from dashboard.selection.text_filter_kind import Text
from dashboard.table.dictionary import read_dictionary
from dashboard.table.read import INCIDENTS, read_text, to_types

REPEATS = 5
SELECTION = {
    "from": date(2025, 12, 1),
    "to": date(2026, 4, 30),
    "event_type": ["vessel_strike", "land_strike", "raid"],
    "theatre": ["caribbean"],
}
TEXT = "Venezuela"


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


def seconds(function) -> float:
    """Return the median time of a call."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def compare(count: int) -> None:
    """Print one table: our seconds, theirs, and the ratio."""
    rows, regions = made_up(count), read_regions()
    plain = rows.assign(
        **{name: rows[name].astype("str") for name in ("event_type", "theatre")}
    )
    print(f"{count:,} rows{'ours ms':>22}{'text masks ms':>15}{'categories ms':>15}")
    for what, text in (("codes and dates", ""), ("and a text", TEXT)):
        selection = {**SELECTION, **({"text": text} if text else {})}
        assert (keeps(rows, selection, regions) == by_masks(rows, text)).all()
        ours = seconds(lambda chosen=selection: keeps(rows, chosen, regions))
        theirs = seconds(lambda said=text: by_masks(plain, said))
        coded = seconds(lambda said=text: by_masks(rows, said))
        print(
            f"{what:<18}{ours * 1000:>14.1f}{theirs * 1000:>15.1f}"
            f"{coded * 1000:>15.1f}   {theirs / ours:.1f}× and {coded / ours:.1f}×"
        )


if __name__ == "__main__":
    compare(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
