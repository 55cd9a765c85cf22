"""Workbooks of Excel 97 that mean or promise too much; its reader would end the program.

A number of 5 KB that is too large made it ask for 21 TB of memory, and stop everything.
"""

import base64
import struct
import zlib

import pytest

from dashboard.openers import old_size
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import TableSource
from dashboard.table.reading import UnreadableTableError

OLD = zlib.decompress(
    base64.b85decode(
        "c-rk)O=wd=5dL<PG(WWIOHGAVD4}50S`XsIOZ!yNo(xqFiVB)GIh2-Ef(P}W)taLqcv8F+dht^A;"
        "tzVLHxEKZ4}u^hdJ<29f`>NGnR)v#)f^hopt9d%XXnk%?oM`QCvW%Va;h?azqg8?FoF<jUL0+8GD"
        "RgGyf~nC&to>IV^lnge+uy!IkGK+Cmk=M>_hf<6&m-#&xiu=shq?aWM_(nObfA3Y{)6LVVJ1GZIU"
        "F>BUW_@oe;V~=v~o#Ds+!Xt_d9`-HJMnWj8yx+eGm(-7jrP@VF19&s&k~L^qyu6kocoeBB84mL_x"
        "4e`iBqxE%{1zl|1(g;H+1f;2gB0bjig@Fm!(OBpL~tz3cR-`2{b4dgd;7?_23S^~UG$#p5@JNU>7"
        "sYZz9LXkO{C(oawk|WKJ*pVf6BEk7s_OG*M|8_`Rw-e2yQ}~obw?i3v<<93<2gk?UQzDs_ob6}!&"
        "1?)jT;?9sIVmk-kLV5x-7fTsjJiqqUZH8Sl<I-8Zo?dy6P>HlIzaR661;Y|)bU%1FMm4psIUCN-A"
        "4T4X!SyR@r^r=ep-w?_2*{}LuyFfy2*I#2DLI-;GNK(Uot{WJH~d;{C#y|6$xQeLj5;h9cA=Y1AQ"
        "g>JmN*25PMQMp?!VbKwpb~$c*o=KCkSE?!p6Zr2O;)30PQISXfwCSXfxJ4$6Gp^Y?1loHzIk5jFQ"
        "Zt5j<Cn&iL5Va(8TmQI`dQKY(r^G(IiMnqIFmRe_@;J%P?lx8ns3gcqORMYWGXFyf|d)D32`F&fc"
        "+4*bD*!hR&{|@2`z~="
    )
)
"""A sheet of two columns, id and x, and two rows, as xlwt 1.3 writes it."""


def opened(content):
    return open_file(TableSource("a.xls", content))


def refusal(content) -> str:
    with pytest.raises(UnreadableTableError) as error:
        opened(content)
    return str(error.value)


def stream() -> bytes:
    (found,) = old_size._streams(OLD)
    return found


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def with_record(kind: int, form: str, *numbers: int, at: int = 0) -> bytes:
    """Return the workbook with numbers put into its first record of a kind."""
    place = 0
    for each, body in old_size._records(stream()):
        if each == kind:
            break
        place += 4 + len(body)
    content = bytearray(OLD)
    start = OLD.index(stream()[place : place + 12])
    struct.pack_into(form, content, start + 4 + at, *numbers)
    return bytes(content)


def test_an_old_workbook_is_read():
    read = opened(OLD)
    assert read.text.to_dict("list") == {"id": ["a", "é中"], "x": ["1.5", "c"]}


@pytest.mark.parametrize("rows", [20_000_000, 2**31 - 1])
def test_a_sheet_that_promises_many_rows_is_refused(rows):
    content = with_record(old_size.DIMENSIONS, "<IIHH", 0, rows, 0, 255)
    assert "spans more than" in refusal(content)


def test_a_workbook_that_promises_many_texts_is_refused():
    content = with_record(old_size.TEXTS, "<I", 2**31 - 1, at=4)
    assert "its parts do not fit" in refusal(content)


@pytest.mark.parametrize("start", [30, 48, 60, 68, 76])
@pytest.mark.parametrize("number", [0, 1, 7, 0x00FFFFFF, 2**31 - 1])
def test_a_container_that_does_not_fit_is_read_or_refused(start, number):
    content = bytearray(OLD)
    struct.pack_into("<I", content, start, number)
    try:
        opened(bytes(content))
    except UnreadableTableError as error:
        assert "a.xls: " in str(error)


def test_a_stream_that_leads_back_to_itself_is_refused():
    content = bytearray(OLD)
    table = (struct.unpack_from("<I", OLD, 76)[0] + 1) * 512
    struct.pack_into("<II", content, table, 1, 0)  # sector 0, then 1, then 0
    assert "its parts do not fit" in refusal(bytes(content))


def texts(*lengths: int) -> bytes:
    each = [struct.pack("<HB", length, 0) + b"x" * length for length in lengths]
    head = struct.pack("<II", len(each), len(each))
    return record(old_size.TEXTS, head + b"".join(each))


def cell(row: int, column: int, text: int) -> bytes:
    return record(old_size.NAMES_TEXT, struct.pack("<HHHI", row, column, 0, text))


def whole(own: bytes, *sheets: bytes) -> bytes:
    """Return the records of a workbook and of its sheets."""
    end = record(old_size.END, b"")
    at = len(own) + 14 * len(sheets) + len(end)
    places = b""
    for each in sheets:
        name = struct.pack("<IBB", at, 0, 0) + b"\1\0S\0"
        places += record(old_size.SHEET, name)
        at += len(each) + len(end)
    return own + places + end + b"".join(each + end for each in sheets)


def test_cells_of_an_old_workbook_that_name_one_long_text_are_refused():
    cells = b"".join(cell(row, 0, 0) for row in range(20_000))
    with pytest.raises(UnreadableTableError, match="the texts of its cells"):
        old_size._check_stream(whole(texts(30_000, 5), cells), "a.xls")
    few = b"".join(cell(row, 0, 1) for row in range(20_000))
    old_size._check_stream(whole(texts(30_000, 5), few), "a.xls")


def test_sheets_of_an_old_workbook_are_added_up():
    far = cell(65_535, 255, 0)
    old_size._check_stream(whole(b"", far), "a.xls")
    with pytest.raises(UnreadableTableError, match="spans more than"):
        old_size._check_stream(whole(b"", far, far), "a.xls")


def test_a_sheet_that_begins_within_a_record_is_measured():
    """Its reader goes where the workbook says, and asked for 21 TB there."""
    promise = record(old_size.DIMENSIONS, struct.pack("<IIHHH", 0, 2**31, 0, 255, 0))
    hidden = record(0x1234, promise + record(old_size.END, b""))
    content = bytearray(stream())
    place = len(content.rstrip(b"\0")) + 4
    content[place : place + len(hidden)] = hidden
    at = content.index(record(old_size.SHEET, bytes.fromhex("c00300000000010053")))
    struct.pack_into("<I", content, at + 4, place + 4)
    whole_file = OLD.replace(stream(), bytes(content[: len(stream())]))
    assert "spans more than" in refusal(whole_file)


def test_sheets_that_lie_in_one_another_are_refused():
    sheet = record(0x1234, bytes(8000))
    one = whole(b"", sheet)
    assert one.count(struct.pack("<HH", old_size.SHEET, 10)) == 1
    old_size._check_stream(one, "a.xls")
    many = bytearray(whole(b"", *[b""] * 3, sheet))
    for at in range(4, 4 + 14 * 3, 14):
        struct.pack_into("<I", many, at, 14 * 4 + 4 + 12)
    with pytest.raises(ValueError, match="in one another"):
        old_size._check_stream(bytes(many), "a.xls")


def test_a_sheet_that_ends_before_it_begins_is_refused():
    content = with_record(old_size.DIMENSIONS, "<IIHH", 100, 1, 0, 255)
    assert "its parts do not fit" in refusal(content)


def test_a_second_list_of_texts_is_refused():
    with pytest.raises(ValueError, match="two lists"):
        old_size._check_stream(whole(texts(5) + texts(5)), "a.xls")


def test_the_container_does_not_say_where_the_workbook_lies():
    """Its reader takes 4,096 bytes for small, and the first entry for the root."""
    content = bytearray(with_record(old_size.DIMENSIONS, "<IIHH", 0, 2**31, 0, 255))
    struct.pack_into("<I", content, 56, 2**31)
    entry = content.index("Workbook".encode("utf-16-le"))
    content[entry + 66] = 1  # no stream, says the container
    assert "spans more than" in refusal(bytes(content))


def test_a_text_goes_on_in_the_next_record():
    head = struct.pack("<II", 2, 2) + struct.pack("<HB", 5, 0) + b"abc"
    more = b"\x01" + "de".encode("utf-16-le") + struct.pack("<HB", 2, 9)
    runs = struct.pack("<H", 3) + "fg".encode("utf-16-le") + bytes(12)
    assert old_size._lengths([head, more + runs]) == [10, 6]
