"""The records of a CSV with their bytes, so that one can change and the rest stay.

A table that is kept by hand has its own line ends, quotes and order. Only the record
that an editor changes is written anew; taking the change back gives the first bytes.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.table.reading import UnreadableTableError
from dashboard.text.language import N_, gettext

MARK = "\ufeff"
RECORD = re.compile(r'((?:[^"\r\n]|"[^"]*")*)(\r\n|\n|\Z)')
"""One record and its line end; a line break inside quotation marks ends none."""
DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Records:
    """A CSV whose header is its first record.

    ``records`` are texts without line ends, the header first; ``ends`` is the line end
    of each, blank for a last one without. ``mark`` is the byte order mark, blank where
    there is none.
    """

    mark: str
    delimiter: str
    records: tuple[str, ...]
    ends: tuple[str, ...]

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self.cells(0)

    def cells(self, number: int) -> list[str]:
        """Return the cells of a record, by its number; 0 is the header."""
        return _cells(self.records[number], self.delimiter)

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield the number of each record below the header, and its cells by column."""
        names = self.columns
        for number in range(1, len(self.records)):
            if self.records[number]:
                cells = self.cells(number) + [""] * len(names)
                yield number, dict(zip(names, cells, strict=False))

    def find(self, column: str, value: str) -> list[int]:
        """Return the numbers of the records that have a value in a column."""
        return [number for number, row in self.rows() if row[column] == value]

    def to_bytes(self) -> bytes:
        """Return the whole file again."""
        pairs = zip(self.records, self.ends, strict=True)
        return (self.mark + "".join(r + e for r, e in pairs)).encode("utf-8")

    def changed(self, number: int, cells: dict[str, str]) -> "Records":
        """Return the file with other values in some cells of one record."""
        tokens = _tokens(self.records[number], self.delimiter)
        names = self.columns
        tokens += [""] * (len(names) - len(tokens))
        for column, value in cells.items():
            tokens[names.index(column)] = self._token(column, value, number)
        return self._with(number, self.delimiter.join(tokens))

    def inserted(self, number: int, row: dict[str, str]) -> "Records":
        """Return the file with a new record that then has this number."""
        tokens = [self._token(name, row.get(name, "")) for name in self.columns]
        record, end = self.delimiter.join(tokens), self._usual_end
        records, ends = list(self.records), list(self.ends)
        if number == len(records):
            ends[-1], end = ends[-1] or end, ends[-1]
        records.insert(number, record)
        ends.insert(number, end)
        return replace(self, records=tuple(records), ends=tuple(ends))

    def removed(self, number: int) -> "Records":
        """Return the file without one record; the inverse of :meth:`inserted`."""
        records, ends = list(self.records), list(self.ends)
        del records[number]
        end = ends.pop(number)
        if number == len(records):
            ends[-1] = end
        return replace(self, records=tuple(records), ends=tuple(ends))

    @property
    def _usual_end(self) -> str:
        return next((end for end in self.ends if end), "\n")

    def _with(self, number: int, record: str) -> "Records":
        records = list(self.records)
        records[number] = record
        return replace(self, records=tuple(records))

    def _token(self, column: str, value: str, besides: int = 0) -> str:
        """Return a cell as the file writes such cells: quoted where it quotes them.

        Cells that would need no quotation marks tell: those of the column, else all.
        """
        at = self.columns.index(column)
        plain = [each for each in self._plain if each[:2] != (besides, at)]
        alike = [each for each in plain if (_bare(each[2]) == "") == (value == "")]
        own = [each for each in alike if each[1] == at and each[0] > 0]
        telling = [token for _, _, token in own or alike or plain]
        quoted = [token.startswith('"') for token in telling]
        if self._needs_quotes(value) or (quoted and all(quoted)):
            return '"' + value.replace('"', '""') + '"'
        return value

    @cached_property
    def _plain(self) -> list[tuple[int, int, str]]:
        """Number, place and writing of each cell that would need no quotation marks."""
        return [
            (number, place, token)
            for number, record in enumerate(self.records)
            for place, token in enumerate(_tokens(record, self.delimiter))
            if record and not self._needs_quotes(_bare(token))
        ]

    def _needs_quotes(self, value: str) -> bool:
        special = any(sign in value for sign in (self.delimiter, '"', "\n", "\r"))
        return special or value != value.strip(" ")


def _bare(token: str) -> str:
    """Return a cell without its quotation marks."""
    if len(token) > 1 and token.startswith('"') and token.endswith('"'):
        return token[1:-1].replace('""', '"')
    return token


def read_records(content: bytes, name: str) -> Records:
    """Return the records of a CSV in UTF-8 whose first line is its header.

    Raises :class:`~dashboard.table.reading.UnreadableTableError` for any other file:
    it says what an editor can do.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableTableError(
            gettext("{file}: is not UTF-8. {do}", file=name, do=gettext(CONVERT))
        ) from error
    mark = MARK if text.startswith(MARK) else ""
    text = text[len(mark) :]
    found, at = [], 0
    while at < len(text):
        match = RECORD.match(text, at)
        if match is None:
            line = text.count("\n", 0, at) + 1
            raise UnreadableTableError(
                gettext(
                    "{file}, line {line}: an odd quotation mark or line end. {do}",
                    file=name,
                    line=line,
                    do=gettext(CONVERT),
                )
            )
        found.append((match[1], match[2]))
        at = match.end()
    if not found or not found[0][0]:
        raise UnreadableTableError(
            gettext(
                "{file}: the first line is no header. {do}",
                file=name,
                do=gettext(CONVERT),
            )
        )
    delimiter = max(DELIMITERS, key=found[0][0].count)
    records, ends = zip(*found, strict=True)
    return Records(mark, delimiter, records, ends)


CONVERT = N_(
    "Only a CSV in our columns can be edited; `python -m dashboard import FILE --out "
    "NEW.csv` makes one of any table."
)


def _cells(record: str, delimiter: str) -> list[str]:
    return next(csv.reader([record], delimiter=delimiter, strict=False), [])


def _tokens(record: str, delimiter: str) -> list[str]:
    """Return the cells of a record as they are written, with their quotation marks."""
    if '"' not in record:
        return record.split(delimiter)
    tokens: list[str] = []
    start, inside = 0, False
    for at, sign in enumerate(record):
        if sign == '"':
            inside = not inside
        elif sign == delimiter and not inside:
            tokens.append(record[start:at])
            start = at + 1
    return [*tokens, record[start:]]


def csv_line(cells: Sequence[str]) -> str:
    """Return one line of a CSV with commas, ended, quoted only where it must be."""
    quoted = [
        '"' + cell.replace('"', '""') + '"'
        if any(sign in cell for sign in ',"\n\r') or cell != cell.strip(" ")
        else cell
        for cell in cells
    ]
    return ",".join(quoted) + "\n"
