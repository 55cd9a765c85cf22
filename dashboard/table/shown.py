"""Rows as they are shown: long texts are cut, and said. Files have the rows whole."""

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.table.sources import shorten_sources
from dashboard.text.long import LONGEST_PRINTED, LONGEST_SHOWN, shortened


def printed_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with no text too long for a brief; themselves where none is."""
    if "sources" in rows and rows["sources"].str.len().max() > LONGEST_SHOWN:
        rows = rows.assign(sources=rows["sources"].map(shorten_sources))
    texts = rows.drop(columns="sources", errors="ignore")
    short = shorten_texts(texts, LONGEST_PRINTED)
    return rows if short is texts else rows.assign(**{n: short[n] for n in short})


def shorten_texts(rows: pd.DataFrame, most: int = LONGEST_SHOWN) -> pd.DataFrame:
    """Return a frame whose texts are short enough to show; itself where all are."""
    long = {
        name: rows[name].map(lambda text: shortened(text, most), na_action="ignore")
        for name in rows
        if _longest(rows[name]) > most
    }
    return rows.assign(**long) if long else rows


def _longest(column: pd.Series) -> int:
    """Return how many characters the longest text of a column has; 0 for no texts."""
    if not (pd.api.types.is_string_dtype(column) or column.dtype == object):
        return 0
    try:
        texts = pa.array(column, pa.string(), from_pandas=True)
    except (pa.ArrowException, TypeError):  # objects that are no texts
        return 0
    return pc.max(pc.utf8_length(texts)).as_py() or 0
