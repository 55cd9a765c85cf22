"""Whether a table is whole: as its description says, cut short, or edited since."""

import csv
import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dashboard.table.decode import decode
from dashboard.table.seal import Seal

Kind = Literal["sealed", "cut_short", "edited", "unsealed"]
DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Standing:
    """How a table stands to its description.

    ``sealed``: the very file that is described. ``cut_short``: rows are missing, or
    the last line is unfinished. ``edited``: no row is missing, but the file is another
    one. ``unsealed``: nothing is told of the file. ``rows`` are those of the table,
    ``described`` those that it should have.
    """

    kind: Kind = "unsealed"
    rows: int = 0
    described: int | None = None


def find_standing(
    content: Path | bytes,
    rows: int,
    seal: Seal | None,
    sha256: str,
    in_lines: bool = True,
) -> Standing:
    """Return how a table stands to its description.

    ``rows`` are the records below its header, ``sha256`` is that of its content.
    ``in_lines`` says whether its file is text with a row to a line (CSV): only such a
    file can end in the middle of a row and be opened all the same.
    """
    seal = seal or Seal()
    if seal.sha256 == sha256:
        return Standing("sealed", rows, seal.rows)
    fewer = seal.rows is not None and rows < seal.rows
    if fewer or (in_lines and _is_unfinished(content, seal)):
        return Standing("cut_short", rows, seal.rows)
    if seal == Seal():
        return Standing("unsealed", rows)
    as_told = seal.sha256 is None and seal.rows in (None, rows)
    return Standing("sealed" if as_told else "edited", rows, seal.rows)


def _is_unfinished(content: Path | bytes, seal: Seal) -> bool:
    """Return whether a file ends in the middle of a line.

    Many editors leave out the last line end, so that alone says nothing: the last
    record must have fewer cells than every other, or the file fewer bytes than told.
    """
    if isinstance(content, Path) and _ends_whole(content):
        return False
    raw = content.read_bytes() if isinstance(content, Path) else content
    if not raw or raw.endswith((b"\n", b"\r")):
        return False
    if seal.size is not None and len(raw) < seal.size - len(b"\n"):
        return True
    text, _ = decode(raw, "")
    return ends_in_a_short_record(text)


def _ends_whole(path: Path) -> bool:
    """Return whether a file is empty or ends with a line, without reading all of it."""
    with path.open("rb") as file:
        if not file.seek(0, os.SEEK_END):
            return True
        file.seek(-1, os.SEEK_END)
        return file.read(1) in (b"\n", b"\r")


def ends_in_a_short_record(text: str) -> bool:
    """Return whether the last record of a CSV text has fewer cells than every other.

    The delimiter is the commonest of the first line that is no comment.
    """
    if text.endswith(("\n", "\r")):  # of UTF-16
        return False
    first = next((each for each in text.splitlines() if not each.startswith("#")), "")
    delimiter = max(DELIMITERS, key=first.count)
    last_line = text[text.rfind("\n") + 1 :]
    try:
        # An even number of quotes: the line is a record of its own. That mostly spares
        # a large table to be read once more.
        if last_line.count('"') % 2 == 0:
            header, last = csv.reader([first, last_line], delimiter=delimiter)
            if len(last) >= len(header):
                return False
        records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        cells = [len(record) for record in records if any(record)]
    except (csv.Error, ValueError):  # whoever opens the table says so
        return False
    return len(cells) > 1 and cells[-1] < min(cells[:-1])
