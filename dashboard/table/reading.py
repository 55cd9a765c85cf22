"""What reading a file gives: its table as text, and remarks on what was noticed."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # the process that reads a stranger's file needs no second for pandas
    import pandas as pd


class UnreadableTableError(Exception):
    """Raised when a file is not a table at all; the message says why and what to do."""


class Remark(NamedTuple):
    """Something that the reading noticed; the same members as a ``Finding``.

    ``level`` is "problem" where the row cannot be used, "warning" where a person should
    look, "note" for an assumption.
    """

    line: int | None
    column: str
    value: str
    message: str
    level: str = "note"
    allowed: str = ""
    fix: str = ""


@dataclass(frozen=True)
class ReadTable:
    """A table as text: cells ``str``, the line of each row as the index.

    ``format`` says in words what the file is. ``hxl`` gives the HXL tag of a column
    where the file has a row of tags. ``has_header`` is False where the first row holds
    data: the columns are then ``column_1``, ``column_2`` and so on.
    """

    text: "pd.DataFrame"
    format: str
    remarks: list[Remark] = field(default_factory=list)
    hxl: dict[str, str] = field(default_factory=dict)
    has_header: bool = True

    def moved(self, lines: int) -> "ReadTable":
        """Return the same rows as they stand so many lines further down in a file."""
        remarks = [
            each._replace(line=each.line + lines) if each.line else each
            for each in self.remarks
        ]
        text = self.text.set_axis(self.text.index + lines)
        return replace(self, text=text, remarks=remarks)
