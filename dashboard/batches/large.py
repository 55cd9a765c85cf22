"""Which tables are read in pieces, and of which files they are made."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import file_digest, sha256
from pathlib import Path

import pyarrow.parquet as pq

from dashboard.batches.pieces import Piece, pieces_of
from dashboard.checks.finding import Finding
from dashboard.openers.opened import TableSource
from dashboard.table.limits import MEGABYTE
from dashboard.table.reading import UnreadableTableError
from dashboard.text.language import gettext
from dashboard.text.machine import reason_of

LARGE_BYTES = 64 * MEGABYTE
"""A text from this size on is read in pieces."""
LARGE_ROWS = 200_000
"""A Parquet file from so many rows on is read in pieces."""
PARQUET = (".parquet", ".geoparquet")
TEXTS = (".csv", ".tsv")
"""How the names end of the files of a folder that are read."""


def is_large(source: TableSource) -> bool:
    """Return whether a table is read in pieces; a folder always is."""
    path = source.content
    if not isinstance(path, Path) or source.part:
        return False
    if path.is_dir():
        return True
    if path.suffix.lower() in PARQUET:
        try:
            return bool(pq.read_metadata(path).num_rows >= LARGE_ROWS)
        except Exception:  # whoever opens it says what is wrong
            return False
    try:
        return path.stat().st_size >= LARGE_BYTES
    except OSError:
        return False


def files_in(folder: Path, endings: tuple[str, ...] = PARQUET) -> list[Path]:
    """Return the files of a folder whose names end so, by name.

    Raises :class:`~dashboard.table.reading.UnreadableTableError` where it has none.
    """
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise UnreadableTableError(
            gettext(
                "{file}: cannot be opened ({why}).",
                file=folder.name,
                why=reason_of(error),
            )
        ) from error
    found = [e for e in entries if e.suffix.lower() in endings and e.is_file()]
    if not found:
        raise UnreadableTableError(
            gettext(
                "{name}: a folder without a file that ends in {endings}.",
                name=folder.name,
                endings=" or ".join(endings),
            )
        )
    return found


def files_of_table(source: TableSource) -> list[Path]:
    """Return the files of which a table is made: one, or all those of a folder.

    Raises :class:`~dashboard.table.reading.UnreadableTableError` where a folder has
    none, or files of both kinds.
    """
    path = Path(str(source.content))
    if not path.is_dir():
        return [path]
    found = files_in(path, (*PARQUET, *TEXTS))
    if len({each.suffix.lower() in PARQUET for each in found}) > 1:
        raise UnreadableTableError(
            gettext(
                "{file}: a folder with Parquet files and text files; one table is of "
                "one kind.",
                file=path.name,
            )
        )
    return found


class Places:
    """Where a line of a table stands that is made of several files."""

    def __init__(self) -> None:
        self._starts: list[tuple[int, str]] = []

    def begin(self, name: str, lines_before: int) -> None:
        """Say that a file begins whose line 1 is the line ``lines_before`` + 1."""
        self._starts.append((lines_before, name))

    @property
    def file(self) -> str:
        """The file that began last, blank where there is only one."""
        return self._starts[-1][1] if len(self._starts) > 1 else ""

    def of(self, found: Finding) -> Finding:
        """Return a finding with its file and the line there."""
        if len(self._starts) < 2 or not found.line:
            return found
        before, name = max(each for each in self._starts if each[0] < found.line)
        return replace(found, line=found.line - before, file=name)


def pieces_of_table(source: TableSource, places: Places) -> Iterator[Piece]:
    """Give the pieces of a table, of a folder one file after the other.

    Lines run on from file to file; ``places`` hears where each begins. Raises
    :class:`~dashboard.table.reading.UnreadableTableError`, which names the file.
    """
    before = 0
    for path in files_of_table(source):
        places.begin(path.name, before)
        last = before
        for piece in pieces_of(replace(source, name=path.name, content=path)):
            opened = piece.opened
            text = opened.text.set_axis(opened.text.index + before)
            findings = [
                replace(each, line=each.line + before) if each.line else each
                for each in opened.findings
            ]
            last = int(text.index[-1])
            moved = replace(opened, name=source.name, text=text, findings=findings)
            yield Piece(moved, piece.table)
        before = last


def sha256_of_table(source: TableSource) -> str:
    """Return the SHA-256 of a file, of a folder that of its files' names and bytes."""
    lines = []
    for path in files_of_table(source):
        with path.open("rb") as file:
            lines.append(f"{path.name} {file_digest(file, 'sha256').hexdigest()}")
    path = Path(str(source.content))
    if not path.is_dir():
        return lines[0].rsplit(" ", 1)[1]
    return sha256("\n".join(lines).encode()).hexdigest()
