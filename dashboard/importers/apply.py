"""Map a table of another format into our columns, and keep its own beside them."""

from dataclasses import dataclass, field

import pandas as pd

from dashboard.checks.finding import Finding
from dashboard.openers.opened import Opened, TableSource
from dashboard.table.standard import STANDARD


@dataclass(frozen=True)
class Mapped:
    """A table in our columns, then its own; cells are text, the line is the index.

    Every standard column is there, blank where the file has nothing for it.
    ``importer`` is the name of the format ("ucdp"), ``title`` what it is in words.
    """

    text: pd.DataFrame
    importer: str = "table"
    title: str = "incident table"
    findings: list[Finding] = field(default_factory=list)


def map_table(opened: Opened, source: TableSource) -> Mapped:
    """Return an opened table in our columns, then its own."""
    text = opened.text.copy()
    for name in STANDARD:
        if name not in text:
            text[name] = ""
    own = [name for name in text if name not in STANDARD]
    return Mapped(text[[*STANDARD, *own]])
