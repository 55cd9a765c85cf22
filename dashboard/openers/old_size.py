"""Refuse a workbook of Excel 97 to 2003 whose cells would fill the memory.

Its reader makes a full rectangle of each sheet, all sheets at once, and copies a text
for every cell that names it ([MS-CFB] the container, [MS-XLS] the records).
"""

import struct
from collections.abc import Iterator

from dashboard.openers.shared_text import MAX_TEXT, too_much_text
from dashboard.openers.sheet_size import MAX_CELLS, too_large
from dashboard.table.reading import UnreadableTableError
from dashboard.text.language import gettext

STREAMS = ("workbook", "book")
SMALL, SMALL_SECTOR = 4096, 64
"""Bytes below which a stream lies in the root's, and of its sectors. The container
says both too, and its reader does not ask."""
LAST_SECTOR = 0xFFFFFFF0
"""Numbers of sectors from here on have a meaning of their own, such as the end."""
DIMENSIONS, TEXTS, MORE, NAMES_TEXT = 0x0200, 0x00FC, 0x003C, 0x00FD
END, SHEET = 0x000A, 0x0085
"""The end of the workbook's own records or of a sheet's, and where a sheet begins."""
CELLS = {0x0203, 0x0204, 0x0205, 0x027E, 0x00D6, 0x0006, 0x0206, 0x0406, NAMES_TEXT}
"""Records of one cell; they begin with its row and column."""
SEVERAL = 0x00BD
"""A record of several numbers in a row, six bytes each."""
WIDE = 3
"""Bytes that a letter of two bytes may have as UTF-8."""


def check_old_workbook(raw: bytes, name: str) -> None:
    """Raise :class:`UnreadableTableError` where the sheets hold or promise too much."""
    try:
        for stream in _streams(raw):
            _check_stream(stream, name)
    except (struct.error, IndexError, KeyError, ValueError) as error:
        raise UnreadableTableError(
            gettext(
                "{file}: this is a damaged workbook, or none (its parts do not fit). "
                "Open it in a spreadsheet and save it again.",
                file=name,
            )
        ) from error


def _check_stream(stream: bytes, name: str) -> None:
    places, texts = _own_records(stream)
    lengths = _lengths(texts) if texts else []
    cells = text = read = 0
    for place in places:
        rows = columns = 0
        for kind, body in _records(stream, place):
            if kind == END:
                break
            read += 4 + len(body)
            if read > 2 * len(stream):
                raise ValueError("its sheets lie in one another")
            if kind == DIMENSIONS:  # its reader asks for that much memory at once
                if _promised(body) > MAX_CELLS:
                    raise too_large(name)
            elif kind in CELLS or kind == SEVERAL:
                row, column = struct.unpack_from("<HH", body)
                wide = (len(body) - 6) // 6 if kind == SEVERAL else 1
                rows, columns = max(rows, row + 1), max(columns, column + wide)
                if kind == NAMES_TEXT:
                    number = struct.unpack_from("<I", body, 6)[0]
                    text += lengths[number] if number < len(lengths) else 0
            if cells + rows * columns > MAX_CELLS:
                raise too_large(name)
            if text > MAX_TEXT:
                raise too_much_text(name)
        cells += rows * columns


def _own_records(stream: bytes) -> tuple[list[int], list[bytes]]:
    """Return where the sheets begin, and the pieces of the workbook's texts.

    A sheet may begin anywhere, also within a record of another.
    """
    places: list[int] = []
    texts: list[bytes] = []
    last = 0
    for kind, body in _records(stream):
        if kind == END:
            break
        if kind == SHEET:
            places.append(struct.unpack_from("<I", body)[0])
        elif kind == TEXTS:
            if texts:
                raise ValueError("two lists of texts")
            texts.append(body)
        elif kind == MORE and last in (TEXTS, MORE) and texts:
            texts.append(body)
        last = kind
    return places, texts


def _promised(body: bytes) -> int:
    """Return how many cells a sheet says that it has, ValueError for less than none."""
    shape = "<IIHH" if len(body) >= 14 else "<HHHH"
    first, end, left, right = struct.unpack_from(shape, body)
    if end and right and (end < first or right < left):
        raise ValueError("a sheet ends before it begins")
    return int((end - first) * (right - left))


def _records(stream: bytes, at: int = 0) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and body of each record from a place on."""
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _lengths(pieces: list[bytes]) -> list[int]:
    """Return the bytes of each text; a text may go on in the next record."""
    number = struct.unpack_from("<I", pieces[0], 4)[0]
    if number > sum(map(len, pieces)) // 3:  # each has three bytes at least
        raise ValueError(number)
    at, piece = 8, 0
    found: list[int] = []
    while len(found) < number:
        if at >= len(pieces[piece]):
            at, piece = 0, piece + 1
            if piece == len(pieces):
                break
        letters, flags = struct.unpack_from("<HB", pieces[piece], at)
        at += 3
        after = 0
        if flags & 8:
            after += 4 * struct.unpack_from("<H", pieces[piece], at)[0]
            at += 2
        if flags & 4:
            after += struct.unpack_from("<I", pieces[piece], at)[0]
            at += 4
        found.append(letters * (WIDE if flags & 1 else 2))
        size = 2 if flags & 1 else 1
        while letters:
            here = min(letters, (len(pieces[piece]) - at) // size)
            at, letters = at + here * size, letters - here
            if letters:
                piece += 1
                size, at = (2 if pieces[piece][0] & 1 else 1), 1
        while after > len(pieces[piece]) - at:
            after -= len(pieces[piece]) - at
            piece, at = piece + 1, 0
        at += after
    return found


def _streams(raw: bytes) -> Iterator[bytes]:
    """Yield the streams of the container that may be a workbook."""
    size = {9: 512, 12: 4096}[struct.unpack_from("<H", raw, 30)[0]]
    start, small_table, _, more, _ = struct.unpack_from("<I8xIIII", raw, 48)
    tables = list(struct.unpack_from("<109I", raw, 76))
    while more < LAST_SECTOR and len(tables) * size < len(raw) + 128 * size:
        *numbers, more = _numbers(_sector(raw, more, size))
        tables += numbers
    if more < LAST_SECTOR:
        raise ValueError(more)  # it leads back to itself
    parts = [_sector(raw, each, size) for each in tables if each < LAST_SECTOR]
    following = _numbers(b"".join(parts))

    def chain(first: int) -> bytes:
        return b"".join(_sector(raw, each, size) for each in _chain(first, following))

    small_next = _numbers(chain(small_table))
    entries = chain(start)
    root = struct.unpack_from("<I", entries, 116)[0]
    small = chain(root) if small_next else b""
    for at in range(0, len(entries) - 127, 128):
        title = entries[at : at + 64].decode("utf-16-le", "replace").partition("\0")[0]
        if title.casefold() not in STREAMS:
            continue
        shape = "<II" if size == 512 else "<IQ"
        first, extent = struct.unpack_from(shape, entries, at + 116)
        if extent >= SMALL:
            yield chain(first)[:extent]
        else:
            parts = [
                small[each * SMALL_SECTOR : (each + 1) * SMALL_SECTOR]
                for each in _chain(first, small_next)
            ]
            yield b"".join(parts)[: extent or None]


def _sector(raw: bytes, number: int, size: int) -> bytes:
    return raw[(number + 1) * size : (number + 2) * size]


def _numbers(sector: bytes) -> tuple[int, ...]:
    return struct.unpack_from(f"<{len(sector) // 4}I", sector)


def _chain(first: int, following: tuple[int, ...]) -> Iterator[int]:
    """Yield the sectors of a stream. Raises ValueError where it leads back to itself.

    Its reader would follow it for ever, and fill the memory.
    """
    for _ in range(len(following) + 1):
        if first >= LAST_SECTOR:
            return
        yield first
        first = following[first]
    raise ValueError(first)
