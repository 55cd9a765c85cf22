"""One record of a CSV changes, and every other byte stays."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.table.reading import UnreadableTableError
from dashboard.table.records import csv_line, read_records

PLAIN = b'id,n,note\nA,1,x\nB,2,"y, z"\nC,3,\n'


def test_a_file_that_is_not_touched_keeps_its_bytes():
    for content in (PLAIN, PLAIN.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + PLAIN[:-1]):
        assert read_records(content, "t.csv").to_bytes() == content


@pytest.mark.parametrize(
    ("content", "after"),
    [
        (PLAIN, b'id,n,note\nA,1,x\nB,7,"y, z"\nC,3,\n'),
        (
            PLAIN.replace(b"\n", b"\r\n"),
            b'id,n,note\r\nA,1,x\r\nB,7,"y, z"\r\nC,3,\r\n',
        ),
        (
            PLAIN.replace(b",", b";").replace(b"y; z", b"y, z"),
            b'id;n;note\nA;1;x\nB;7;"y, z"\nC;3;\n',
        ),
        (b'"id","n"\n"A","1"\n"B","2"\n', b'"id","n"\n"A","1"\n"B","7"\n'),
        (b'"id";"n"\n"A";1\n"B";2', b'"id";"n"\n"A";1\n"B";7'),
        (b"\xef\xbb\xbfid,n\nA,1\n\nB,2\n", b"\xef\xbb\xbfid,n\nA,1\n\nB,7\n"),
        (b"id,n\r\nA,1\nB,2\r\n", b"id,n\r\nA,1\nB,7\r\n"),
    ],
)
def test_a_changed_cell_is_written_as_the_file_writes_that_column(content, after):
    records = read_records(content, "t.csv")
    (number,) = records.find("id", "B")
    changed = records.changed(number, {"n": "7"})
    assert changed.to_bytes() == after
    assert changed.changed(number, {"n": "2"}).to_bytes() == content


@pytest.mark.parametrize(
    ("content", "value", "after"),
    [
        # the header is not quoted, every cell is
        (b'id,n\n"A","1"\n"B","2"\n', "7", b'id,n\n"A","1"\n"B","7"\n'),
        # some cells of the column are quoted
        (b'id,n\nA,"1"\nC,3\nB,2\n', "7", b'id,n\nA,"1"\nC,3\nB,7\n'),
        # filled cells are quoted, blank ones are not
        (b'"id","n"\n"A",\n"C","3"\n"B","2"\n', "7", b'"B","7"\n'),
        (b'"id","n"\n"A",\n"C","3"\n"B","2"\n', "", b'"B",\n'),
        # a record that ends before the column
        (b"id,m,n\nA,1,2\nB\n", "7", b"B,,7\n"),
        # the cell that changes does not tell how it is written
        (b'id,n\nA,"1"\nB,2\n', "7", b'B,"7"\n'),
        # no other cell of the column is filled: those of other columns tell
        (b'"id","m","n"\n"B",,\n', "7", b'"B",,"7"\n'),
        # readers that take blanks away
        (b"id,n\nA,1\nB,2\n", " 7", b'B," 7"\n'),
    ],
)
def test_quotation_marks_are_those_of_cells_of_the_same_kind(content, value, after):
    records = read_records(content, "t.csv")
    (number,) = records.find("id", "B")
    assert records.changed(number, {"n": value}).to_bytes().endswith(after)


@pytest.mark.parametrize("value", ['say "so"', "a,b", "a\nb", " edged ", ""])
def test_a_cell_that_needs_quotation_marks_gets_them_and_is_read_back(value):
    records = read_records(PLAIN, "t.csv")
    (number,) = records.find("id", "A")
    content = records.changed(number, {"note": value}).to_bytes()
    rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    assert rows[0]["note"] == value
    again = read_records(content, "t.csv").changed(number, {"note": "x"})
    assert again.to_bytes() == PLAIN


@pytest.mark.parametrize("content", [PLAIN, PLAIN[:-1], PLAIN.replace(b"\n", b"\r\n")])
@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_record_that_came_and_went_leaves_the_first_bytes(content, number):
    records = read_records(content, "t.csv")
    more = records.inserted(number, {"id": "N", "note": "new"})
    assert more.find("id", "N") == [number]
    assert more.to_bytes().count(b"\n") == content.count(b"\n") + 1
    assert more.removed(number).to_bytes() == content


@pytest.mark.parametrize(
    "content",
    [b"", b"\nid\n", b'id,n\nA,"1\nB,2\n', b"id\rA\r", "id\né".encode("latin-1")],
)
def test_what_is_no_plain_csv_is_refused_with_what_to_do(content):
    with pytest.raises(UnreadableTableError, match="`python -m dashboard import"):
        read_records(content, "t.csv")


texts = st.text(st.characters(exclude_characters="\r\x00", codec="utf-8"), max_size=6)


@given(
    st.lists(st.lists(texts, min_size=2, max_size=2), min_size=1, max_size=4), st.data()
)
def test_any_table_takes_a_change_and_gives_it_back(rows, data):
    out = io.StringIO()
    quoting = data.draw(st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
    end = data.draw(st.sampled_from(["\n", "\r\n"]))
    writer = csv.writer(out, lineterminator=end, quoting=quoting)
    writer.writerows(
        [["id", "a", "b"], *([f"R{n}", *row] for n, row in enumerate(rows))]
    )
    content = out.getvalue().encode()
    records = read_records(content, "t.csv")
    number, new = data.draw(st.integers(1, len(rows))), data.draw(texts)
    before = records.cells(number)[1]
    changed = records.changed(number, {"a": new})
    assert changed.cells(number)[1] == new
    assert [row["id"] for _, row in changed.rows()] == [
        f"R{n}" for n in range(len(rows))
    ]
    if len(rows) > 1 or quoting == csv.QUOTE_MINIMAL:
        assert changed.changed(number, {"a": before}).to_bytes() == content


@given(st.lists(texts, min_size=1, max_size=4))
def test_a_line_is_read_back_by_another_reader(cells):
    line = csv_line(cells)
    assert list(csv.reader(io.StringIO(line, newline=""))) == [
        cells if cells != [""] else []
    ]
