"""Small files that mean very much: refused before anything of that size is made."""

import io
import re
import time
import zipfile
from types import SimpleNamespace
from typing import ClassVar
from weakref import WeakSet

import pytest
from python_calamine import SheetTypeEnum, SheetVisibleEnum

from dashboard.openers import shared_text, sheet_size, workbook
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import TableSource
from dashboard.table.limits import MEGABYTE
from dashboard.table.reading import UnreadableTableError
from tests.files import excel, zipped

SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
HEAD = '<row><c t="inlineStr"><is><t>id</t></is></c><c t="inlineStr"><is><t>x</t></is></c></row>'
NAMED = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
"""A row whose cells name the first two texts of the workbook."""
TOO_MUCH = f"more than {shared_text.MAX_TEXT // MEGABYTE} MB together"


def book(rows: str, texts=("a", "b"), sheets=1, **members) -> bytes:
    """Return a workbook with these rows in each sheet, and these texts for its cells."""
    whole = excel({f"S{at}": [["id"]] for at in range(sheets)})
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    sheet = f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"
    found |= {name: sheet.encode() for name in found if "worksheets/sheet" in name}
    said = "".join(f"<si><t>{each}</t></si>" for each in texts)
    found["xl/sharedStrings.xml"] = f"<sst {MAIN}>{said}</sst>".encode()
    return zipped(found | members)


def opened(content):
    return open_file(TableSource("a.xlsx", content))


def refusal(content) -> str:
    with pytest.raises(UnreadableTableError) as error:
        opened(content)
    return str(error.value)


def test_cells_that_name_one_long_text_are_refused_before_they_are_made():
    content = book(NAMED * 50_000, ["x" * 30_000, "y"])
    assert len(content) < 100_000
    start = time.monotonic()
    assert TOO_MUCH in refusal(content)
    assert time.monotonic() - start < 20


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('t="s"', "t = 's'"),
        ('t="s"', 't="&#115;"'),
        ("<v>0</v>", "<v><!-- 1 -->0</v>"),
        ("<v>0</v>", "<v>\n0\n</v>"),
        ("<v>0</v>", "<v>+1</v>"),  # no number: its reader takes the first text
        ("<c ", "<c a='>' "),
        ("<row>", "<row a=1 a=1>"),  # what we cannot read is too much
    ],
)
def test_no_way_of_writing_a_cell_hides_its_text(old, new, monkeypatch):
    monkeypatch.setattr(shared_text, "MAX_TEXT", 10_000)
    texts = ["x" * 600, "y"]
    assert "more than 0 MB together" in refusal(
        book(NAMED.replace(old, new) * 20, texts)
    )


def test_a_namespace_of_its_own_hides_no_text(monkeypatch):
    monkeypatch.setattr(shared_text, "MAX_TEXT", 10_000)
    content = book(NAMED * 20, ["x" * 600, "y"])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for name in ("xl/sharedStrings.xml", SHEET):
        named = re.sub(rb"<(/?)(\w)", rb"<\1n:\2", members[name])
        members[name] = named.replace(b"xmlns=", b"xmlns:n=")
    assert "more than 0 MB together" in refusal(zipped(members))


@pytest.mark.parametrize("name", ["XL/SharedStrings.xml", "xl\\sharedStrings.xml"])
def test_texts_under_another_name_are_counted_too(name, monkeypatch):
    monkeypatch.setattr(shared_text, "MAX_TEXT", 10_000)
    with zipfile.ZipFile(io.BytesIO(book(NAMED * 20, ["x" * 600, "y"]))) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    members[name] = members.pop("xl/sharedStrings.xml")
    assert "more than 0 MB together" in refusal(zipped(members))


def test_many_cells_and_one_long_text_are_read_where_few_name_it(monkeypatch):
    monkeypatch.setattr(shared_text, "MAX_TEXT", 10_000)
    rows = NAMED + '<row><c t="s"><v>2</v></c><c><v>3</v></c></row>' * 100
    read = opened(book(rows, ["id", "y" * 600, "z", "n" * 600]))
    assert read.text.shape == (100, 2)
    assert read.text.iloc[-1].tolist() == ["z", "3"]


def test_pieces_of_a_text_are_one_text():
    with zipfile.ZipFile(io.BytesIO(book(HEAD, ["</t><r><t>ab</t></r><t>é", ""]))) as a:
        assert shared_text._Texts(a, "xl/sharedStrings.xml").lengths == [4, 0]


FAR = '<row r="9"><c r="A9"><v>1</v></c></row><row r="99999"><c r="CZ99999"><v>1</v></c></row>'


def test_many_sheets_with_a_cell_at_their_end_are_refused():
    content = book(FAR, sheets=sheet_size.FEW + 1)
    assert len(content) < 20_000
    assert "spans more than" in refusal(content)


class Sheet:
    """A sheet of a workbook that counts how many of them are held at once."""

    width = 1
    alive: ClassVar = WeakSet()
    held: ClassVar[list[int]] = []

    def __init__(self, height):
        self.height = height
        self.alive.add(self)
        self.held.append(len(self.alive))


def test_sheets_are_looked_at_one_by_one():
    about = {"typ": SheetTypeEnum.WorkSheet, "visible": SheetVisibleEnum.Visible}
    many = SimpleNamespace(
        sheets_metadata=[SimpleNamespace(name=f"{at}", **about) for at in range(9)],
        get_sheet_by_name=lambda name: Sheet(int(name) % 3),
    )
    sheet, names = workbook._choose(many, "a.xlsx", "")
    assert sheet.height == 2 and len(names) == 9
    assert max(Sheet.held) <= 3  # the best, the last one, and the next


def test_a_workbook_that_is_two_is_refused():
    content = book(HEAD, **{"xl/Workbook.bin": b""})
    assert "it is also a binary workbook" in refusal(content)
