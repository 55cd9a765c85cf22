"""How much a file may hold. Each limit is checked while reading, not after it."""

import zipfile
import zlib
from collections import Counter
from pathlib import Path

from dashboard.table.reading import UnreadableTableError
from dashboard.text.language import gettext, number
from dashboard.text.machine import reason_of

MEGABYTE = 1024 * 1024
MAX_BYTES = 200 * MEGABYTE
"""Size of a file, and of what an archive unpacks to."""
MAX_MARKUP = 1024 * MEGABYTE
"""What a workbook unpacks to: its markup takes several times the room of its cells."""
MAX_ROWS = 2_000_000
MAX_COLUMNS = 500
MAX_MEMBERS = 10_000
"""Files in one archive."""
CHUNK = 1 * MEGABYTE
DAMAGED_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,  # a member with a password
    NotImplementedError,  # a way of packing that Python does not know
)
"""What unpacking raises where an archive is not what it should be."""


def read_limited(path: Path, name: str = "") -> bytes:
    """Return the content of a file.

    Raises :class:`UnreadableTableError` where it is absent, cannot be opened, or is
    larger than :data:`MAX_BYTES`.
    """
    name = name or path.name
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableTableError(
            gettext("{file}: there is no such file.", file=name)
        ) from error
    except OSError as error:
        raise UnreadableTableError(
            gettext(
                "{file}: cannot be opened ({error}).", file=name, error=reason_of(error)
            )
        ) from error
    check_size(len(raw), name)
    return raw


def check_size(size: int, name: str) -> None:
    """Raise :class:`UnreadableTableError` for a file above :data:`MAX_BYTES`."""
    if size > MAX_BYTES:
        raise UnreadableTableError(
            gettext(
                "{file}: larger than {megabytes} MB, which is the limit. Split the "
                "table, or leave out columns and rows that are not needed.",
                file=name,
                megabytes=MAX_BYTES // MEGABYTE,
            )
        )


def check_rows(rows: int, name: str) -> None:
    """Raise :class:`UnreadableTableError` for more rows than :data:`MAX_ROWS`."""
    if rows > MAX_ROWS:
        raise UnreadableTableError(
            gettext(
                "{file}: more than {rows} rows, which is the limit. Split the table, "
                "for example by year.",
                file=name,
                rows=number(MAX_ROWS),
            )
        )


def check_columns(columns: int, name: str) -> None:
    """Raise :class:`UnreadableTableError` for more columns than :data:`MAX_COLUMNS`."""
    if columns > MAX_COLUMNS:
        raise UnreadableTableError(
            gettext(
                "{file}: {columns} columns; {limit} is the limit. Leave out those that "
                "are not needed.",
                file=name,
                columns=number(columns),
                limit=MAX_COLUMNS,
            )
        )


def check_archive(archive: zipfile.ZipFile, name: str, limit: int = 0) -> None:
    """Raise :class:`UnreadableTableError` where an archive unpacks to too much.

    ``limit`` is in bytes; :data:`MAX_BYTES` unless one is given.

    Every member is unpacked and thrown away, because the size that an archive states
    may be false. Also raised for a damaged archive, one with a password, and one where
    two members have the same name: programs differ in which of them they read.
    """
    limit = limit or MAX_BYTES
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise UnreadableTableError(
            gettext(
                "{file}: an archive of {files} files; {limit} is the limit.",
                file=name,
                files=number(len(members)),
                limit=number(MAX_MEMBERS),
            )
        )
    names = Counter(member.filename for member in members)
    if twice := next((each for each, times in names.items() if times > 1), ""):
        raise UnreadableTableError(
            gettext(
                "{file}: two files in it are called {name}. Give each its own name.",
                file=name,
                name=repr(twice),
            )
        )
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableTableError(
            gettext("{file}: protected by a password. Save it without one.", file=name)
        )
    total = sum(member.file_size for member in members)
    try:
        for member in members:
            if total > limit:
                break
            total += _unpacked(archive, member, limit) - member.file_size
    except DAMAGED_ARCHIVE as error:
        raise UnreadableTableError(
            gettext("{file}: a damaged archive ({error}).", file=name, error=error)
        ) from error
    if total > limit:
        raise UnreadableTableError(
            gettext(
                "{file}: unpacks to more than {megabytes} MB, the limit.",
                file=name,
                megabytes=number(limit // MEGABYTE),
            )
        )


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> int:
    """Return how many bytes a member unpacks to, counted up to just over the limit."""
    size = 0
    with archive.open(member) as file:
        while size <= limit and (chunk := file.read(CHUNK)):
            size += len(chunk)
    return size
