"""Refuse a workbook whose cells name a long text so often that it fills the memory.

An Excel workbook keeps each text once, and a cell is its number: a file of 17 KB can
mean 1 GB. Its reader copies the text for every cell.
"""

import re
import zipfile
from itertools import zip_longest
from xml.parsers import expat

from dashboard.openers.sheet_size import local_name, pieces_of
from dashboard.table.limits import MEGABYTE
from dashboard.table.reading import UnreadableTableError
from dashboard.text.language import gettext

MAX_TEXT = 400 * MEGABYTE
"""Bytes of text in all cells of a workbook: its reader then takes about 1 GB."""
PIECE = 64 * 1024
"""Bytes that are read between two looks at the sum."""
TEXT = re.compile(rb"[<:]si[\s>/]")
"""A text of the workbook begins."""
VALUE = re.compile(rb"[<:]v[\s>/]")
"""The value of a cell begins, which may be the number of a text."""
PROMISE = re.compile(rb"""[cC]ount\s*=\s*["'][^"'0-9]{0,20}[0-9]{9}""")
"""A hundred million of something: the reader asks for that much memory at once."""


def check_promises(archive: zipfile.ZipFile, name: str) -> None:
    """Raise :class:`UnreadableTableError` where a workbook promises absurdly much.

    Where there is not so much memory, its reader would end without a word.
    """
    for member in archive.namelist():
        if any(PROMISE.search(piece) for piece in pieces_of(archive, member)):
            raise UnreadableTableError(
                gettext(
                    "{file}: this is a damaged workbook (a count in it is above all "
                    "reason). Open it in a spreadsheet and save it again.",
                    file=name,
                )
            )


def check_shared_texts(archive: zipfile.ZipFile, name: str) -> None:
    """Raise :class:`UnreadableTableError` where the cells mean too much text.

    A quick look says how much it can be at most; only where that is too much are the
    cells added up.
    """
    members = archive.namelist()
    shared = [each for each in members if _holds_texts(each)]
    longest = max((_longest_at_most(archive, each) for each in shared), default=0)
    room = MAX_TEXT // max(longest, 1)
    for member in members:
        room -= sum(len(VALUE.findall(each)) for each in pieces_of(archive, member))
    if room < 0 and _all_text(archive, shared) > MAX_TEXT:
        raise too_much_text(name)


def too_much_text(name: str) -> UnreadableTableError:
    """Return the error for a workbook of more text than :data:`MAX_TEXT`."""
    return UnreadableTableError(
        gettext(
            "{file}: the texts of its cells are more than {megabytes} MB together, "
            "which is the limit. Save the table alone, or as CSV.",
            file=name,
            megabytes=MAX_TEXT // MEGABYTE,
        )
    )


def _holds_texts(member: str) -> bool:
    """Return whether the reader may look for texts in a member of this name."""
    return member.casefold().endswith("sharedstrings.xml")


def _longest_at_most(archive: zipfile.ZipFile, member: str) -> int:
    """Return a number of bytes that no text is longer than: those of its markup."""
    longest = current = 0
    for piece in pieces_of(archive, member):
        first, *others = TEXT.split(piece)
        current += len(first)
        for each in others:
            longest, current = max(longest, current), len(each)
    return max(longest, current)


def _all_text(archive: zipfile.ZipFile, shared: list[str]) -> int:
    """Return the bytes of all texts that cells name, up to just over the limit.

    Markup that cannot be read is more than the limit: the reader may go on where this
    one stops.
    """
    try:
        lengths: list[int] = []
        for member in shared:
            pairs = zip_longest(lengths, _Texts(archive, member).lengths, fillvalue=0)
            lengths = [max(pair) for pair in pairs]
        total = 0
        for member in archive.namelist():
            if member not in shared and _has_values(archive, member):
                total += _Cells(archive, member, lengths).total
    except expat.ExpatError:
        return MAX_TEXT + 1
    return total


def _has_values(archive: zipfile.ZipFile, member: str) -> bool:
    return any(VALUE.search(piece) for piece in pieces_of(archive, member))


class _Markup:
    """A member read once from its beginning; what is in a tag is kept until its end."""

    whole = ""
    """The element that is never in one of its own."""

    def __init__(self, archive: zipfile.ZipFile, member: str) -> None:
        self.text: list[str] = []
        self._open = 0
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.text.append
        with archive.open(member) as file:
            while chunk := file.read(PIECE):
                parser.Parse(chunk, False)
                if self.is_enough():
                    return
        parser.Parse(b"", True)

    def _begin(self, tag: str, given: dict[str, str]) -> None:
        name = local_name(tag)
        if name == self.whole:
            self._open += 1
            if self._open > 1:  # the reader sees one of the two
                raise expat.ExpatError(f"{name} in {name}")
        self.begin(name, given)

    def _end(self, tag: str) -> None:
        name = local_name(tag)
        self._open -= name == self.whole
        self.end(name)

    def is_enough(self) -> bool:
        """Return whether the rest need not be read."""
        return False

    def begin(self, tag: str, given: dict[str, str]) -> None:
        """Take the beginning of an element."""
        self.text.clear()

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        self.text.clear()


class _Texts(_Markup):
    """How many bytes each text has, in the order of the workbook."""

    whole = "si"

    def __init__(self, archive: zipfile.ZipFile, member: str) -> None:
        self.lengths: list[int] = []
        super().__init__(archive, member)

    def begin(self, tag: str, given: dict[str, str]) -> None:
        """Begin a text."""
        if tag == "si":
            self.lengths.append(0)
        super().begin(tag, given)

    def end(self, tag: str) -> None:
        """Add a piece to the text that it belongs to."""
        if tag == "t" and self.lengths:
            self.lengths[-1] += len("".join(self.text).encode())
        super().end(tag)


class _Cells(_Markup):
    """How many bytes the texts of all cells of a sheet have together."""

    whole = "c"

    def __init__(self, archive: zipfile.ZipFile, member: str, lengths: list[int]):
        self.total, self._lengths, self._is_text = 0, lengths, False
        self._longest = max(lengths, default=0)
        super().__init__(archive, member)

    def is_enough(self) -> bool:
        """Return whether it is more than the limit already."""
        return self.total > MAX_TEXT

    def begin(self, tag: str, given: dict[str, str]) -> None:
        """Note whether a cell holds the number of a text."""
        if tag == "c":
            self._is_text = given.get("t") == "s"
        super().begin(tag, given)

    def end(self, tag: str) -> None:
        """Add the text that a cell names; what is no number may be any.

        Nor is a number in pieces: of "1<!-- -->0" the reader takes the 1.
        """
        if tag == "v" and self._is_text:
            number = "".join(self.text)
            is_number = len(self.text) == 1 and number.isdecimal()
            known = is_number and int(number[:9]) < len(self._lengths)
            self.total += self._lengths[int(number)] if known else self._longest
        super().end(tag)
