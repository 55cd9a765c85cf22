"""A table that holds every payload in every column of words, and as names of columns.

No row is an incident that happened.
"""

import csv
import io
from functools import cache

from dashboard.dataset import Dataset, open_table
from dashboard.openers.opened import TableSource
from tests.hostile.payloads import ALL
from tests.worlds import ROW

WORDS = "location geo_note actor claimed_target vessel_type nationality notes".split()
"""Columns that take any text."""
OWN = [
    "own <b>x</b> ${1} {{2}}",
    ":red[a] $x$",
    "=1+1",
    "![x](https://hostile.invalid/a)",
]
"""Columns that only this table has."""
NAME = "a<img src=x onerror=window.top.hit=17> ${1} :red[b] ![c](https://hostile.invalid).csv"
"""What the file is called."""
TEXTS = [text for text in ALL if text.strip() and "\0" not in text]
"""Payloads that a cell of a CSV file can hold."""


def hostile_rows() -> list[dict[str, str]]:
    """Return one row for each payload, at places of their own."""
    rows = []
    for at, text in enumerate(TEXTS):
        row = dict(ROW, incident_id=f"TST-2025-09-{at % 28 + 1:02d}-{at // 28 + 1:02d}")
        row |= {
            "date": row["incident_id"][4:14],
            "geo_precision": "1",
            "radius_km": "2",
        }
        row |= {"latitude": f"{11 + at % 13 * 0.2:.2f}"}
        row |= {"longitude": f"{-70 + at // 13 * 0.4:.2f}"}
        row |= dict.fromkeys((*WORDS, *OWN), text)
        row |= dict.fromkeys(("event_type", "campaign"), text if at < 12 else "other")
        row["sources"] = (
            f"{' '.join(text.split())} <https://example.org/a?b='c\"`${{1}}>"
        )
        rows.append(row)
    return rows


def hostile_csv(rows: list[dict[str, str]] | None = None) -> bytes:
    """Return the rows as a CSV file."""
    out = io.StringIO()
    writer = csv.DictWriter(out, [*ROW, *OWN])
    writer.writeheader()
    writer.writerows(hostile_rows() if rows is None else rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


@cache
def hostile_dataset() -> Dataset:
    """Return the table, opened as an upload is."""
    return open_table(TableSource(NAME, hostile_csv()))
