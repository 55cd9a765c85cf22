"""The columns of a file, in one order: those of the table, then those of the join."""

from collections.abc import Iterable

import pandas as pd

from dashboard.table.dictionary import Dictionary

LOCATED_COLUMNS = (
    "join_method state_id state_name state_sure country sea_id sea_name zone zone_of "
    "zone_agree nearest_state_id nearest_state_name distance_nm distance_low_nm "
    "distance_high_nm"
).split()
REGION_COLUMNS = "answer region_nm region_low_nm region_high_nm".split()
"""Columns of a region's rows: under which answers, and how far, in nautical miles."""
JUDGED = {"state_sure": "state_id", "zone_agree": "zone"}
"""Columns that say how sure another is, and are blank where that one is."""


def column_names(rows: pd.DataFrame, dictionary: Dictionary) -> list[str]:
    """Return the columns that a file of these rows has, in order."""
    names = [*dictionary.fields, *LOCATED_COLUMNS, *REGION_COLUMNS]
    return [name for name in names if name in rows.columns]


def free_name(name: str, taken: Iterable[str]) -> str:
    """Return a name that no column has, apart from capitals: "fid", else "fid_2"."""
    folded = {str(each).casefold() for each in taken}
    names = (name, *(f"{name}_{number}" for number in range(2, len(folded) + 3)))
    return next(each for each in names if each.casefold() not in folded)


def as_in_own_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of several tables with ids and campaigns as their own table has them.

    Rows of one table stay as they are.
    """
    if "source_table" not in rows:
        return rows
    lengths = rows["source_table"].astype("str").str.len() + 1  # the slash behind it
    own = {
        name: pd.Series(
            [text[length:] for text, length in zip(rows[name], lengths, strict=True)],
            index=rows.index,
            dtype="str",
        )
        for name in ("incident_id", "parent_id")
    }
    return rows.assign(**own, campaign=rows["own_campaign"])


def export_frame(rows: pd.DataFrame, dictionary: Dictionary) -> pd.DataFrame:
    """Return the columns of a file with plain types, index from 0, nothing made up.

    Codes and texts are ``str`` with NaN where blank, dates ``datetime64``, integers
    ``Int64``, numbers ``float64``, judgements ``boolean`` and blank where there is
    nothing to judge. Of several tables the first column is ``source_table``, and the
    ids are those of each table: the key is the pair of both.
    """
    columns = {}
    rows = as_in_own_table(rows)
    for name in column_names(rows, dictionary):
        column = rows[name].reset_index(drop=True)
        if name in JUDGED:
            unjudged = rows[JUDGED[name]].eq("").to_numpy()
            columns[name] = column.astype("boolean").mask(unjudged)
        elif pd.api.types.is_numeric_dtype(column) or column.dtype.kind == "M":
            columns[name] = column
        else:
            text = column.astype("str")
            columns[name] = text.mask(text.eq(""))
    return pd.DataFrame(columns)
