"""Small helpers for tests of importers: a table as text, mapped and checked."""

from pathlib import Path

import pandas as pd

from dashboard.geo.regions import read_regions
from dashboard.importers.apply import Mapped, map_table
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import TableSource

SAMPLES = Path(__file__).parent / "samples"
REGIONS = read_regions()


def mapped(rows: list[dict], name: str = "made up.csv", **options) -> Mapped:
    """Map rows (each a dict of texts) as if they stood in a file from line 2 on."""
    text = pd.DataFrame(rows, dtype="str").fillna("")
    return of_text(text, name, **options)


def of_text(
    text: pd.DataFrame, name: str, formats=None, header: bool = True, **options
) -> Mapped:
    """Map a table as if it stood in a CSV file."""
    content = text.to_csv(index=False, header=header).encode()
    return of_source(TableSource(name, content, **options), formats)


def of_source(source: TableSource, formats=None) -> Mapped:
    return map_table(open_file(source), source, REGIONS, formats)


def sample(name: str) -> tuple[pd.DataFrame, Mapped]:
    """Return a sample as pandas reads it, and as its importer does.

    Both have the line of the file as index; a row of HXL tags is in neither.
    """
    mapped = of_source(TableSource(name, SAMPLES / name))
    came = pd.read_csv(SAMPLES / name, dtype=str, keep_default_na=False)
    came = came[~came.iloc[:, 0].str.startswith("#")]
    return came.set_axis(mapped.text.index), mapped


def said(found: Mapped, column: str = "", level: str = "") -> list[str]:
    """Return the messages of a mapped table, of one column or level if given."""
    return [
        each.message
        for each in found.findings
        if column in ("", each.column) and level in ("", each.level)
    ]
