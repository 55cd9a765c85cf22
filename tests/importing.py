"""Small helpers for tests of importers: a table as text, mapped and checked."""

from pathlib import Path

import pandas as pd

from dashboard.geo.regions import read_regions
from dashboard.importers.apply import Mapped, map_table
from dashboard.openers.opened import Opened, TableSource

SAMPLES = Path(__file__).parent / "samples"
REGIONS = read_regions()


def mapped(rows: list[dict], name: str = "made up.csv", **options) -> Mapped:
    """Map rows (each a dict of texts) as if they stood in a file from line 2 on."""
    text = pd.DataFrame(rows, index=range(2, len(rows) + 2), dtype="str").fillna("")
    return of_text(text, name, **options)


def of_text(text: pd.DataFrame, name: str, formats=None, **options) -> Mapped:
    source = TableSource(name, b"", **options)
    return map_table(Opened(name, "CSV", text), source, REGIONS, formats)


def sample(name: str) -> tuple[pd.DataFrame, Mapped]:
    """Return a sample as pandas reads it, and as its importer does."""
    came = pd.read_csv(SAMPLES / name, dtype=str, keep_default_na=False)
    came.index += 2
    return came, of_text(came, name)


def said(found: Mapped, column: str = "", level: str = "") -> list[str]:
    """Return the messages of a mapped table, of one column or level if given."""
    return [
        each.message
        for each in found.findings
        if column in ("", each.column) and level in ("", each.level)
    ]
