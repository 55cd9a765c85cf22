"""Small files that mean very much: refused before anything of that size is made."""

import io
import re
import threading
import time
import zipfile
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import ClassVar
from weakref import WeakSet

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.openers import arrow_layer, reader_script, shared_text, sheet_size
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import TableSource
from dashboard.table.limits import MEGABYTE
from dashboard.table.reading import UnreadableTableError
from tests.files import KML_HEAD, excel, placemark, zipped

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


def opened(content, name="a.xlsx"):
    return open_file(TableSource(name, content))


def refusal(content, name="a.xlsx") -> str:
    with pytest.raises(UnreadableTableError) as error:
        opened(content, name)
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
    ],
)
def test_no_way_of_writing_a_cell_hides_its_text(old, new, monkeypatch):
    monkeypatch.setattr(shared_text, "MAX_TEXT", 10_000)
    texts = ["x" * 600, "y"]
    assert "more than 0 MB together" in refusal(
        book(NAMED.replace(old, new) * 20, texts)
    )


def test_a_sheet_that_we_cannot_parse_is_refused():
    assert "not well-formed" in refusal(book(NAMED.replace("<row>", "<row a=1 a=1>")))


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
    names = [f"{at}" for at in range(9)]
    many = SimpleNamespace(get_sheet_by_name=lambda name: Sheet(int(name) % 3))
    sheet = reader_script.choose_sheet(many, names, [], "")
    assert sheet.height == 2
    assert max(Sheet.held) <= 3  # the best, the last one, and the next


def test_a_workbook_that_is_two_is_refused():
    content = book(HEAD, **{"xl/Workbook.bin": b""})
    assert "it is also a binary workbook" in refusal(content)


def packed(columns) -> bytes:
    """Return a Parquet file that is packed as small as it goes."""
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream, compression="zstd")
    return stream.getvalue()


@pytest.mark.parametrize(
    "columns",
    [
        {f"c{at}": pa.nulls(1_000_000, pa.string()) for at in range(51)},
        {"list": pa.array([[None] * 1_000_000] * 51, pa.list_(pa.null()))},
    ],
    ids=["blank columns", "a long list"],
)
def test_a_small_parquet_of_very_many_values_is_refused_before_it_is_read(
    columns, monkeypatch
):
    monkeypatch.setattr(arrow_layer, "_read_limited", None)
    content = packed(columns)
    assert len(content) < 500_000
    assert "more than 50,000,000 values" in refusal(content, "a.parquet")


def test_a_parquet_that_says_that_it_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(arrow_layer, "_read_limited", None)
    monkeypatch.setattr(arrow_layer, "MAX_MARKUP", 10 * MEGABYTE)
    texts = pa.array([f"{at:01000d}" for at in range(12_000)])
    assert "more than 10 MB, the limit" in refusal(packed({"id": texts}), "a.parquet")


def test_long_lists_are_measured_after_a_few_rows(monkeypatch):
    read = []
    unpacked = arrow_layer._unpacked

    def measured(column):
        read.append(len(column))
        return unpacked(column)

    monkeypatch.setattr(arrow_layer, "_unpacked", measured)
    lists = pa.array([[1.0] * 10] * 1000, pa.list_(pa.float64()))
    opened(packed({"id": pa.array(["a"] * 1000), "list": lists}), "a.parquet")
    assert max(read) <= 1000  # values of a hundred rows of ten


@pytest.mark.parametrize("kind", [pa.binary(), pa.large_binary(), pa.binary(3)])
def test_bytes_have_no_text(kind):
    read = opened(packed({"id": ["a"], "raw": pa.array([b"abc"], kind)}), "a.parquet")
    assert read.text.iloc[0].tolist() == ["a", ""]


def test_a_column_that_is_named_as_a_path_is_a_column():
    columns = {"../../etc/passwd": ["a"], "file": ["/etc/passwd"], "a.b": ["c"]}
    read = opened(packed(columns), "a.parquet")
    assert read.text.iloc[0].to_dict() == {each: columns[each][0] for each in columns}


def test_lists_within_lists_are_read_or_refused():
    for depth, is_read in ((20, True), (300, False)):
        kind, value = pa.string(), "x"
        for _ in range(depth):
            kind, value = pa.list_(kind), [value]
        content = packed({"id": ["a"], "deep": pa.array([value], kind)})
        if is_read:
            text = opened(content, "a.parquet").text["deep"][2]
            assert text == "[" * depth + '"x"' + "]" * depth
        else:
            assert "too deeply nested" in refusal(content, "a.parquet")


@pytest.fixture
def asked():
    """Return the address of a server on this machine, and what it was asked for."""
    paths = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            paths.append(self.path)
            self.send_error(404)

        do_HEAD = do_GET

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        forever = partial(server.serve_forever, poll_interval=0.01)
        threading.Thread(target=forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", paths
        server.shutdown()


LINKS = {
    "NetworkLink": "<NetworkLink><Link><href>{0}</href></Link></NetworkLink>",
    "old NetworkLink": "<NetworkLink><Url><href>{0}</href></Url></NetworkLink>",
    "icon": "<Style id='s'><IconStyle><Icon><href>{0}</href></Icon></IconStyle></Style>",
    "style of a mark": "<Placemark><styleUrl>{0}#s</styleUrl></Placemark>",
    "overlay": "<GroundOverlay><Icon><href>{0}</href></Icon></GroundOverlay>",
    "model": "<Placemark><Model><Link><href>{0}</href></Link></Model></Placemark>",
    "schema": "<Placemark><ExtendedData><SchemaData schemaUrl='{0}#s'/></ExtendedData>"
    "</Placemark>",
}


@pytest.mark.parametrize("link", LINKS)
def test_a_link_of_a_kml_is_not_followed(link, asked, tmp_path):
    url, paths = asked
    other = tmp_path / "other.kml"
    other.write_text(f"{KML_HEAD}{placemark('secret', '3,4')}</Document></kml>")
    for address in (f"{url}/other.kml", f"file://{other}", str(other)):
        inside = LINKS[link].format(address) + placemark("a", "1,2", number="7")
        read = opened(f"{KML_HEAD}{inside}</Document></kml>".encode(), "a.kml")
        assert "a" in read.text["Name"].tolist()
        assert "secret" not in read.text.to_csv()
    assert paths == []


@pytest.mark.parametrize("tag", ["Folder", "MultiGeometry"])
def test_a_kml_that_is_nested_very_deeply_is_refused(tag):
    deep = f"<{tag}>" * 20_000 + "</" + f"{tag}></" * 19_999 + f"{tag}>"
    mark = f"<Placemark>{deep}</Placemark>" if tag == "MultiGeometry" else deep
    content = f"{KML_HEAD}{mark}</Document></kml>".encode()
    assert "damaged KML" in refusal(content, "a.kml")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html><table><tr><td>id</td></tr></table></html>", "an HTML page"),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:x'/>", "a file of markup"),
        (b"\x09\x00\x04\x00\x02\x00\x10\x00" + bytes(100), "neither text nor"),
        (b"\x09\x08\x08\x00\x00\x05\x10\x00" + bytes(100), "neither text nor"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(5000), "a damaged workbook"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\xff" * 5000, "a damaged workbook"),
    ],
)
def test_what_is_only_called_an_old_workbook_is_refused(content, words):
    assert words in refusal(content, "a.xls")


@pytest.mark.parametrize(
    "row",
    [
        '<row r="+2"><c r="A2"><v>1</v></c></row>',
        '<row r="2"><c r="+A2"><v>1</v></c></row>',
        '<row r="2"><c r="+1"><v>1</v></c></row>',
        '<row r="2"><c r="$A$2"><v>1</v></c></row>',
        '<row r="-1"><c r="A-1"><v>1</v></c></row>',
        '<row r="2"><c r="A&#50;"><v>1</v></c></row>',
    ],
)
def test_a_place_that_is_none_is_refused(row):
    assert "damaged workbook" in refusal(book(HEAD + row))


@pytest.mark.parametrize("attribute", ["count", "uniqueCount"])
def test_a_workbook_that_promises_many_texts_is_refused(attribute):
    texts = f"<sst {MAIN} {attribute}=' 4000000000'><si><t>id</t></si></sst>"
    content = book(HEAD, **{"xl/sharedStrings.xml": texts.encode()})
    assert "a count in it is above all reason" in refusal(content)
