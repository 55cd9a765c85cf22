"""Whether a table is whole: sealed, cut short, edited, or nothing is told of it."""

import hashlib
import json

import pytest

from dashboard import ROOT
from dashboard.dataset import open_dataset, open_table
from dashboard.openers.opened import TableSource
from dashboard.table.dictionary import read_dictionary
from dashboard.table.fingerprint import file_sha256
from dashboard.table.json_members import Member, MemberError
from dashboard.table.read import read_text
from dashboard.table.seal import Seal, read_seal
from dashboard.table.standing import (
    Standing,
    ends_in_a_short_record,
    find_standing,
)
from tests.worlds import real_dataset, to_file

TABLE = b"id,place,note\n1,here,a\n2,there,b\n3,nowhere,c\n"
ROWS = 3


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


SEAL = Seal(ROWS, len(TABLE), sha256(TABLE))


def standing(content: bytes, rows: int, seal: Seal | None = SEAL) -> str:
    return find_standing(content, rows, seal, sha256(content)).kind


def test_our_table_is_sealed():
    """After a change of incidents.csv: python -m dashboard validate --seal."""
    found = real_dataset().standing
    assert found.kind == "sealed", "run: python -m dashboard validate --seal"
    told = read_dictionary().seal
    table = ROOT / "incidents.csv"
    rows = len(read_text(table))
    assert told == Seal(rows, table.stat().st_size, file_sha256(table))


@pytest.mark.parametrize(
    ("content", "rows", "kind"),
    [
        (TABLE, 3, "sealed"),
        (TABLE[:-1], 3, "edited"),  # the last line end alone: nothing is lost
        (TABLE[:-2], 3, "cut_short"),  # and one letter more
        (TABLE.replace(b"b", b"c"), 3, "edited"),
        (TABLE + b"4,far,d\n", 4, "edited"),
        (TABLE[: TABLE.index(b"3,")], 2, "cut_short"),
        (TABLE[: TABLE.index(b",nowhere")], 3, "cut_short"),
        (TABLE.replace(b"\n", b"\r\n"), 3, "edited"),
        (TABLE.split(b"\n")[0] + b"\n", 0, "cut_short"),
    ],
)
def test_a_table_is_compared_with_its_seal(content, rows, kind):
    assert standing(content, rows) == kind


@pytest.mark.parametrize(
    ("seal", "kind"),
    [
        (Seal(rows=3), "sealed"),
        (Seal(rows=2), "edited"),
        (Seal(rows=4), "cut_short"),
        (Seal(sha256="0" * 64), "edited"),
        (None, "unsealed"),
    ],
)
def test_a_description_may_tell_only_a_part(seal, kind):
    assert standing(TABLE, 3, seal) == kind


def test_a_standing_has_the_rows_found_and_the_rows_described():
    found = find_standing(TABLE[:24], 1, SEAL, "")
    assert found == Standing("cut_short", 1, 3)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("a,b,c\n1,2,3\n4,5", True),
        ("a,b,c\n1,2,3\n4,5,", False),
        ("a;b;c\n1;2;3\n4;5", True),
        ("a\tb\n1\t2\n3", True),
        ('a,b,c\n1,2,3\n4,"5, 6, 7"', True),  # commas inside a cell are no cells
        ('a,b\n1,"x\n', False),  # the reader says that a quotation mark is missing
        ('a,b,c\n1,2,"3\n4"', False),  # a line break inside the last cell
        ("a,b,c\n1,2\n4,5", False),  # every row is short: so the file was made
        ("# made up, a, b, c\na,b\n1,2\n3", True),
        ("a,b,c\n1", True),  # fewer than the header
        ("a,b,c", False),
        ("", False),
    ],
)
def test_a_short_last_record_is_one_with_fewer_cells_than_every_other(text, short):
    assert ends_in_a_short_record(text) is short


def test_a_foreign_table_tells_only_by_its_last_line(tmp_path):
    path = to_file(tmp_path / "made up.csv", {}, {})
    source = TableSource(path.name, path)
    assert open_table(source).standing.kind == "unsealed"
    content = path.read_bytes()
    path.write_bytes(content[: content.rindex(b"made up for a test")])
    assert open_table(source).standing == Standing("cut_short", 2)


def test_half_of_our_table_is_cut_short(tmp_path):
    lines = (ROOT / "incidents.csv").read_bytes().splitlines(keepends=True)
    half = tmp_path / "incidents.csv"
    half.write_bytes(b"".join(lines[:43]))
    assert open_dataset(half).standing == Standing("cut_short", 42, 110)


def test_a_seal_is_what_the_description_tells():
    digits = "ab" * 32
    members = {"hash": f"SHA256:{digits.upper()}", "bytes": 5, "rows": 1}
    assert read_seal(Member(members)) == Seal(1, 5, digits)
    assert read_seal(Member({"hash": "0123456789abcdef0123456789abcdef"})) is None
    assert read_seal(Member({"rows": 0})) == Seal(rows=0)
    assert read_seal(Member({})) is None


@pytest.mark.parametrize("value", [-1, "110", 1.5, True])
def test_a_number_of_rows_that_is_none_is_refused(value):
    with pytest.raises(MemberError, match="rows .*must be a whole number"):
        read_seal(Member({"rows": value}))


def test_a_description_beside_a_table_tells_its_rows_too(tmp_path):
    path = to_file(tmp_path / "made up.csv", {}, {}, {})
    content = path.read_bytes()
    resource = {
        "name": "made-up",
        "path": path.name,
        "rows": 3,
        "hash": f"sha256:{sha256(content)}",
    }
    package = {"title": "Made up", "resources": [resource]}
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    source = TableSource(path.name, path)
    assert open_table(source).standing == Standing("sealed", 3, 3)
    path.write_bytes(b"".join(content.splitlines(keepends=True)[:-1]))
    assert open_table(source).standing == Standing("cut_short", 2, 3)


def test_only_a_file_in_lines_can_end_in_the_middle_of_one():
    shorter = TABLE[:-2]
    for in_lines, kind in ((True, "cut_short"), (False, "edited")):
        found = find_standing(shorter, ROWS, SEAL, sha256(shorter), in_lines)
        assert found.kind == kind


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_an_unfinished_line_is_seen_in_any_encoding(encoding):
    whole = "id,place,note\n1,Cumaná,a\n2,there,b\n"
    for text, kind in ((whole, "unsealed"), (whole[:-4], "cut_short")):
        content = text.encode(encoding)
        assert standing(content, 2, None) == kind
