"""Refuse an ODS file that is no whole XML, or unfolds to more than the memory holds.

A few bytes can repeat a row, a cell or a space a billion times. What is counted here is
what the reader makes of it: the counts are taken from the parsed attributes, since they
may be written in several ways.
"""

import re
import zipfile
from collections import Counter
from xml.parsers import expat

from dashboard.openers.sheet_size import MAX_CELLS, too_large
from dashboard.table.reading import UnreadableTableError
from dashboard.text.language import decimal, gettext, message_of

CONTENT = "content.xml"
"""The member of an ODS file that holds its sheets."""
MAX_TEXT = 300_000_000
"""Characters of all cells, those of repeated cells each time."""
ROW = "table:table-row"
CELLS = "table:table-cell", "table:covered-table-cell"
SPACES = "text:s"
COUNT = re.compile("[0-9]{1,9}", re.ASCII)


def check_ods(archive: zipfile.ZipFile, name: str) -> None:
    """Raise :class:`UnreadableTableError` where sheets are cut or too large.

    Of a file that is cut, the reader would never come to an end.
    """
    spans = _Spans()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.EntityDeclHandler = _refuse_entity
    parser.StartElementHandler = spans.begin
    parser.EndElementHandler = spans.end
    parser.CharacterDataHandler = spans.add_text
    try:
        with archive.open(CONTENT) as file:
            parser.ParseFile(file)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise UnreadableTableError(
            gettext(
                "{file}: this is a damaged or cut workbook ({part}: {error}). Open it "
                "in a spreadsheet and save it again.",
                file=name,
                part=CONTENT,
                error=message_of(error),
            )
        ) from error
    if spans.cells > MAX_CELLS or spans.pushed > MAX_CELLS:
        raise too_large(name)
    if spans.text > MAX_TEXT:
        raise UnreadableTableError(
            gettext(
                "{file}: its cells hold more than {number} characters, repeated cells "
                "and spaces too; that is the limit. Save the table alone, or as CSV.",
                file=name,
                number=decimal(MAX_TEXT, 0),
            )
        )


def _refuse_entity(*_declared: object) -> None:
    raise expat.ExpatError(
        gettext("it has entities of its own, which no spreadsheet writes")
    )


class _Spans:
    """How many cells and characters the sheets unfold to, counted tag by tag.

    Blank cells at the end of a row and blank rows at the end of a sheet are repeated a
    million times in ordinary files, and are not kept; before others they are.
    """

    def __init__(self) -> None:
        self.cells = self.pushed = self.text = 0
        self._open: Counter[str] = Counter()
        self._sheet()

    def _sheet(self) -> None:
        self._height = self._blank_rows = self._width = 0

    def begin(self, element: str, attributes: dict[str, str]) -> None:
        if element == "table:table":
            self._sheet()
        elif element == ROW:
            self._open_alone(ROW)
            self._row_times = _count(attributes, "table:number-rows-repeated")
            self._cells = self._blanks = self._row_text = 0
            self._filled = False
        elif element in CELLS:
            self._open_alone("cell")
            self._begin_cell(attributes)
        elif element == SPACES and self._open["cell"]:
            self._cell_text += _count(attributes, "text:c")

    def _open_alone(self, kind: str) -> None:
        self._open[kind] += 1
        if self._open[kind] > 1:
            raise expat.ExpatError(gettext("it has a table in a cell"))

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._times = _count(attributes, "table:number-columns-repeated")
        self._cell_text = 0
        if not self._open[ROW]:
            return
        self._cells, self._blanks = self._cells + self._blanks, 0
        says = [each for each in attributes if "value" in each or "formula" in each]
        if says:
            self._filled = True
            self._cells += self._times
            self._cell_text = sum(
                len(attributes[each]) for each in says if not each.endswith("type")
            )
        else:
            self._blanks = self._times

    def add_text(self, text: str) -> None:
        if self._open["cell"]:
            self._cell_text += len(text)

    def end(self, element: str) -> None:
        if element in CELLS:
            self._open["cell"] -= 1
            if self._open[ROW]:
                self._row_text += self._cell_text * self._times
        elif element == ROW:
            self._open[ROW] -= 1
            self._end_row()

    def _end_row(self) -> None:
        self.pushed += self._cells
        if not self._filled:
            self._blank_rows += self._row_times
            return
        self.text += self._row_text * self._row_times
        before = self._height * self._width
        self._height += self._blank_rows + self._row_times
        self._blank_rows = 0
        self._width = max(self._width, self._cells)
        self.cells += self._height * self._width - before


def _count(attributes: dict[str, str], name: str) -> int:
    """Return a count of the file, 1 without one. Raises an error for an odd one."""
    written = attributes.get(name, "1")
    if not COUNT.fullmatch(written):
        raise expat.ExpatError(
            gettext(
                "{name} is {value}, which is no usual count",
                name=name,
                value=repr(written[:40]),
            )
        )
    return int(written)
