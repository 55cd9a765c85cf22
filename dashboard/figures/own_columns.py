"""The columns that a table brings besides the standard ones, as cards show them."""

from dashboard.table.dictionary import Dictionary
from dashboard.table.standard import STANDARD
from dashboard.text.escape import safe
from dashboard.text.language import N_
from dashboard.text.long import shortened

OWN_COLUMNS = N_("Other columns of the table")
SOURCE_TABLE = "source_table"
"""Column that the program adds where several tables are open."""
KEPT_CURRENT = {"last_updated": "date", "revision": "integer"}
"""Columns of a table that is kept current, by their type; cards say them in words."""
LONGEST = 400
"""Letters of a cell that a card shows; the table and the files have the whole."""


def own_columns(dictionary: Dictionary) -> list[str]:
    """Return the names of a table's own columns, in its order."""
    ours = {*STANDARD, SOURCE_TABLE}
    return [
        name
        for name, field in dictionary.fields.items()
        if name not in ours and KEPT_CURRENT.get(name) != field.type
    ]


def own_text(cell: str) -> str:
    """Return a cell of an own column, safe for HTML, shortened where it is long."""
    return safe(shortened(cell, LONGEST))
