"""ODS files of a few bytes that unfold to gigabytes: refused, or read, at once."""

import io
import struct
import zipfile

import pytest

from dashboard.openers import ods_size
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import TableSource
from dashboard.table.reading import UnreadableTableError
from tests.files import excel, ods, zipped

ROWS = [["id", "place"], ["a", "Here"]]
ROW, CELL = "<table:table-row>", "<table:table-cell "
IN_ROW, IN_CELL = "table:number-rows-repeated", "table:number-columns-repeated"


def book(*changes: tuple[str, str]) -> bytes:
    """Return an ODS file in which the first of each text is another."""
    with zipfile.ZipFile(io.BytesIO(ods(ROWS))) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    xml = members["content.xml"].decode()
    for old, new in changes:
        assert old in xml
        xml = xml.replace(old, new, 1)
    return zipped({**members, "content.xml": xml})


def refusal(content: bytes, name="a.ods") -> str:
    with pytest.raises(UnreadableTableError) as error:
        open_file(TableSource(name, content))
    return str(error.value)


def rows(times: str) -> tuple[str, str]:
    return ROW, f'<table:table-row {IN_ROW}="{times}">'


def cells(times: str) -> tuple[str, str]:
    return CELL, f'{CELL}{IN_CELL}="{times}" '


def spaces(times: str) -> tuple[str, str]:
    return "Here", f'Here<text:s text:c="{times}"/>'


BLANK_ROWS = (
    f'<table:table-row {IN_ROW}="900000000"><table:table-cell/></table:table-row>'
)
BLANK_CELLS = f'<table:table-cell {IN_CELL}="900000000"/>'


@pytest.mark.parametrize("change", [rows, cells, spaces])
@pytest.mark.parametrize(
    "times", ["+100000000", "-1", "", " 7", "0x10", "1e9", "1000000000", "٣", "7_0"]
)
def test_a_count_that_no_program_writes_is_refused(change, times):
    assert "which is no usual count" in refusal(book(change(times)))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (rows("&#49;&#48;0000000"), "spans more than"),
        (rows("1&#x30;0000000"), "spans more than"),
        (cells("&#49;&#48;0000000"), "spans more than"),
        (spaces("&#54;00000000"), "characters, repeated cells and spaces too"),
        (spaces("600000000"), "characters, repeated cells and spaces too"),
        ((ROW, BLANK_ROWS + ROW), "spans more than"),
        ((CELL, BLANK_CELLS + CELL), "spans more than"),
        ((ROW, ROW + BLANK_CELLS * 2), "spans more than"),
        (("Here", "Here" * 100_000 + "<text:s/>"), ""),
    ],
)
def test_what_a_count_unfolds_to_is_limited_however_it_is_written(change, words):
    content = book(change)
    if words:
        assert words in refusal(content)
    else:
        assert len(open_file(TableSource("a.ods", content)).text) == 1


def test_a_long_text_that_is_repeated_is_counted_each_time():
    long = "<text:p>Here", f"<text:p>{'x' * 10_000}"
    wide = book(long, rows("1000"), cells("100"))
    assert len(open_file(TableSource("a.ods", book(long))).text) == 1
    tall = f'</table:table-row><table:table-row {IN_ROW}="100000">'
    assert "300,000,000 characters" in refusal(
        book(long, ("</table:table-row><table:table-row>", tall))
    )
    assert "id" in refusal(wide)  # two columns of one name, and no more than that


@pytest.mark.parametrize(("most", "refused"), [(6, False), (5, True)])
def test_the_rectangle_of_a_sheet_is_counted_to_the_cell(most, refused, monkeypatch):
    """Two columns, three rows: one of them is blank, between the others."""
    monkeypatch.setattr(ods_size, "MAX_CELLS", most)
    blank = "<table:table-row><table:table-cell/></table:table-row>"
    after = "</table:table-row><table:table-row>"
    content = book((after, f"</table:table-row>{blank}<table:table-row>"))
    if refused:
        assert "spans more than" in refusal(content)
    else:
        assert len(open_file(TableSource("a.ods", content)).text) == 1


@pytest.mark.parametrize(("most", "refused"), [(16, False), (15, True)])
def test_characters_are_counted_to_the_last(most, refused, monkeypatch):
    """``id``, ``place``, ``a``, ``Here`` and four spaces."""
    monkeypatch.setattr(ods_size, "MAX_TEXT", most)
    content = book(spaces("4"))
    if refused:
        assert "characters" in refusal(content)
    else:
        read = open_file(TableSource("a.ods", content))
        assert read.text["place"].str.len().tolist() == [8]


def test_blank_cells_and_rows_at_an_end_cost_nothing():
    tail = f"{BLANK_CELLS.replace('900000000', '16384')}</table:table-row>"
    last = BLANK_ROWS.replace("900000000", "1048574") + "</table:table>"
    content = book(("</table:table-row>", tail), ("</table:table>", last))
    read = open_file(TableSource("a.ods", content))
    assert read.text.to_dict("list") == {"id": ["a"], "place": ["Here"]}


def test_a_table_in_a_cell_is_refused():
    inner = f"<table:table>{ROW}{CELL}/></table:table-row></table:table>"
    assert "a table in a cell" in refusal(book(("Here", inner)))


def test_a_member_with_a_second_name_is_no_way_round():
    """One program goes by the one name and the next by the other."""
    stream = io.BytesIO(excel({"One": ROWS}))
    with zipfile.ZipFile(stream, "a") as archive:
        member = zipfile.ZipInfo("other.xml")
        field = b"\1" + bytes(4) + b"content.xml"
        member.extra = struct.pack("<HH", 0x7075, len(field)) + field
        archive.writestr(member, "<")
    assert "two names" in refusal(stream.getvalue(), "a.xlsx")
