"""Files of exactly the selection, each with its filters, date and licence inside."""

import csv
import hashlib
import io

import pandas as pd

from dashboard.dictionary import Dictionary
from dashboard.words import day_in_words, is_blank

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that a spreadsheet takes for a formula (OWASP, CSV injection)."""
TABLE_LICENCE = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
LOCATED_COLUMNS = (
    "join_method state_id state_name state_sure country sea_id sea_name zone zone_of "
    "zone_agree nearest_state_id nearest_state_name distance_nm distance_low_nm "
    "distance_high_nm"
).split()


REGION_COLUMNS = "answer region_nm region_low_nm region_high_nm".split()
"""Columns of a region's rows: under which answers, and how far, in nautical miles."""
JUDGED = {"state_sure": "state_id", "zone_agree": "zone"}
"""Columns that say how sure another is, and are blank where that one is."""


def to_csv(
    rows: pd.DataFrame, words: str, dictionary: Dictionary, data: str, link: str = ""
) -> str:
    """Return located rows as CSV text that a spreadsheet opens without running it.

    Lines that begin with ``#`` come first: what the file is, the selection in words
    (``words``), the day to which the table goes, version and fingerprint (``data``),
    licence, and the link that shows the same. Then the columns of the table and those
    of the join. Text that a spreadsheet would run gets an apostrophe in front.
    """
    out = io.StringIO()
    for line in _preamble(rows, words, dictionary, data, link):
        out.write(f"# {' '.join(line.split())}\n")
    columns = [*dictionary.fields, *LOCATED_COLUMNS, *REGION_COLUMNS]
    columns = [name for name in columns if name in rows.columns]
    rows = rows.astype({name: object for name in JUDGED if name in rows.columns})
    for name, about in JUDGED.items():
        if name in rows.columns:
            rows[name] = rows[name].map({True: "true", False: "false"})
            rows.loc[rows[about].eq(""), name] = ""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for values in zip(*(_as_text(rows[name]) for name in columns), strict=True):
        writer.writerow(values)
    return out.getvalue()


def _preamble(rows, words, dictionary, data, link) -> list[str]:
    gaps = "; ".join(each.text for each in dictionary.coverage_gaps)
    incidents = int(rows["parent_id"].eq("").sum())
    lines = [
        f"{dictionary.title}, version {dictionary.version}, data {data}",
        f"Selection: {words}",
        f"{incidents} incidents and {len(rows) - incidents} parts of incidents",
        f"Data to {day_in_words(dictionary.coverage_end)}. {gaps}",
        "Deaths are low, best and high; missing are presumed dead and are inside best "
        "and high; blank is not reported, never zero",
        "geo_precision 3: only an area is known, the coordinates are a representative "
        "point and no place",
        f"Licence: {TABLE_LICENCE}",
    ]
    return lines + ([f"Link: {link}"] if link else [])


def _as_text(column: pd.Series) -> list[str]:
    if pd.api.types.is_datetime64_any_dtype(column):
        return ["" if is_blank(day) else f"{day:%Y-%m-%d}" for day in column]
    if pd.api.types.is_bool_dtype(column):
        return ["true" if each else "false" for each in column]
    if pd.api.types.is_numeric_dtype(column):
        return ["" if is_blank(each) else f"{each:.10g}" for each in column]
    return [_guarded("" if is_blank(each) else str(each)) for each in column]


def _guarded(text: str) -> str:
    """Keep a spreadsheet from running a text as a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def file_name(
    dictionary: Dictionary, selection: dict, data: str, extension: str
) -> str:
    """Return ``YYYYMMDD_topic_from-to_fingerprint.ext`` for a file of a selection.

    Filters beyond campaign and period add four letters to the fingerprint, so that two
    selections never share a name. The first date is the day to which the table goes, so that the same selection of
    the same data always has the same name.
    """
    campaign = selection.get("campaign") or []
    topic = "-".join(campaign).replace("_", "-") if len(campaign) == 1 else "incidents"
    first = selection.get("from") or dictionary.coverage_start
    last = selection.get("to") or dictionary.coverage_end
    made = f"{dictionary.coverage_end:%Y%m%d}"
    others = sorted(
        (key, str(value))
        for key, value in selection.items()
        if key not in ("campaign", "from", "to")
    )
    if others:
        data += "-" + hashlib.sha256(repr(others).encode()).hexdigest()[:4]
    return f"{made}_{topic}_{first:%Y%m%d}-{last:%Y%m%d}_{data}.{extension}"
