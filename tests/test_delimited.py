"""One reader of delimited text: delimiters, encodings, and what stands around a table.

All rows are made up.
"""

import codecs
import csv
import io

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dashboard.checks.finding import Finding
from dashboard.table import delimited
from dashboard.table import rows as rows_module
from dashboard.table.delimited import read_delimited
from dashboard.table.layout import is_tag_row
from dashboard.table.reading import UnreadableTableError
from dashboard.table.regular import split_regular

PLACES = {"id": ["A-1", "A-2"], "lat": ["10.65", "10.45"], "place": ["Año", "Bé"]}


def read(content, encoding="utf-8"):
    raw = content.encode(encoding) if isinstance(content, str) else content
    return read_delimited(raw, "a.csv")


def cells(content, encoding="utf-8"):
    return read(content, encoding).text.to_dict("list")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter_is_found(delimiter):
    content = "id,lat,place\nA-1,10.65,Año\nA-2,10.45,Bé\n".replace(",", delimiter)
    assert cells(content) == PLACES


def test_the_format_names_the_delimiter():
    assert read("a,b\n1,2\n").format == "CSV"
    assert read("a;b\n1;2\n").format == "CSV, semicolons"
    assert read("a\tb\n1\t2\n").format == "CSV, tabs"


def test_a_decimal_comma_is_no_delimiter():
    assert cells("id;lat;lon\nA;10,65;-63,25\nB;10,45;-64,18\n") == {
        "id": ["A", "B"],
        "lat": ["10,65", "10,45"],
        "lon": ["-63,25", "-64,18"],
    }


def test_a_list_inside_cells_is_no_delimiter():
    rows = "".join(f"x{n}; y; z,{n}\n" for n in range(40))
    assert read(f"sources,n\n{rows}").text.columns.tolist() == ["sources", "n"]


def test_a_list_inside_cells_is_no_delimiter_though_some_rows_are_too_long():
    rows = "".join(f"x; y; z,{n}{',more' * (n < 3)}\n" for n in range(40))
    assert read(f"sources,n\n{rows}").text.columns.tolist() == ["sources", "n"]


def test_a_list_inside_the_header_is_no_delimiter():
    assert cells("a;lat, lon;b\n1;10.6, -63.2;x\n") == {
        "a": ["1"],
        "lat, lon": ["10.6, -63.2"],
        "b": ["x"],
    }


@pytest.mark.parametrize("top", ["sep=;\n", "SEP=;\r\n", '"sep=;"\r', "sep=;;;\n"])
def test_a_first_line_may_name_the_delimiter(top):
    table = read(f"{top}a;b\n1,5;2,5\n").text
    assert table.to_dict("index") == {3: {"a": "1,5", "b": "2,5"}}


def test_the_line_that_names_the_delimiter_is_believed():
    assert cells("sep=|\na;b|c;d\n1|2\n") == {"a;b": ["1"], "c;d": ["2"]}


@pytest.mark.parametrize(
    ("encoding", "mark", "words"),
    [
        ("utf-8", b"", "UTF-8"),
        ("utf-8", codecs.BOM_UTF8, "UTF-8"),
        ("utf-16-le", b"", "UTF-16"),
        ("utf-16-be", b"", "UTF-16"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "UTF-16"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "UTF-16"),
        ("utf-32-le", codecs.BOM_UTF32_LE, "UTF-32"),
        ("cp1252", b"", "Windows-1252"),
        ("latin-1", b"", "Windows-1252"),
    ],
)
def test_encodings_are_read_and_named(encoding, mark, words):
    content = "id,lat,place\nA-1,10.65,Año\nA-2,10.45,Bé\n"
    table = read(mark + content.encode(encoding))
    assert table.text.to_dict("list") == PLACES
    named = [each.message for each in table.remarks if words in each.message]
    assert len(named) == (words != "UTF-8") == len(table.remarks)


def test_signs_of_windows_are_read():
    assert cells("a,b\n“x” – €5,Žižek\n", "cp1252") == {
        "a": ["“x” – €5"],
        "b": ["Žižek"],
    }


def test_another_alphabet_is_found():
    rows = "Москва,в городе прогремел взрыв\nКазань,на окраине найдены люди\n" * 20
    table = read("место,описание\n" + rows, "cp1251")
    assert table.text["место"].tolist()[:2] == ["Москва", "Казань"]
    assert "cp1251" in table.remarks[0].message


def test_a_broken_letter_in_utf_8_is_damage_with_its_line():
    raw = "a,b\nñ,é\nó,í\n".encode() + b"\xf1,x\n"
    with pytest.raises(UnreadableTableError, match="line 4: not UTF-8"):
        read(raw)


def test_a_few_letters_that_look_like_utf_8_do_not_make_it_utf_8():
    raw = b"a,b\n\xf1,\xe9\n\xf3,x\n" + "é".encode() + b",y\n"
    assert read(raw).text["a"].tolist() == ["ñ", "ó", "Ã©"]


def test_half_a_letter_of_utf_16_is_damage():
    with pytest.raises(UnreadableTableError, match="line 2: not UTF-16"):
        read("a,b\n1,2\n".encode("utf-16")[:-1])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end(end):
    table = read(end.join(["a,b", "1,2", "3,4", ""])).text
    assert table.to_dict("index") == {2: {"a": "1", "b": "2"}, 3: {"a": "3", "b": "4"}}


def test_mixed_line_ends_and_a_break_inside_a_cell_keep_the_lines():
    table = read('a,b\r\n1,"x\ny\r\nz"\n2,w\r3,v\r\n').text
    assert table.index.tolist() == [2, 5, 6]
    assert table["b"].tolist() == ["x\ny\r\nz", "w", "v"]


@pytest.mark.parametrize("spans", ["", '9,"x\ny"\n'])
def test_rows_of_commas_alone_are_blank_whatever_else_is_there(spans):
    table = read(f"a,b\n1,2\n,\n\n , \n3,4\n{spans}").text
    assert table.index.tolist()[:2] == [2, 6]
    assert table["a"].tolist() == ["1", "3"] + ["9"] * bool(spans)


@pytest.mark.parametrize("size", [131_072, 131_073, 1_000_000])
def test_a_long_cell_is_read(size):
    assert cells(f'a,b\n1,{"x" * size}\n2,"{"y" * size}"\n')["b"] == [
        "x" * size,
        "y" * size,
    ]


def test_a_missing_quotation_mark_is_named_with_the_line_of_its_row():
    with pytest.raises(UnreadableTableError, match="line 3: not CSV .* quotation mark"):
        read('a,b\n1,2\n3,"x\ny\nz\n')


def test_blank_lines_above_the_header_do_no_harm():
    assert read("\n\na,b\n1,2\n").text.index.tolist() == [4]


def test_titles_above_the_header_are_skipped_and_said():
    table = read("Made-up table,,,\nas of 2026-01-01\n\na,b,c,d\n1,2,3,x\n")
    assert table.text.to_dict("index") == {5: {"a": "1", "b": "2", "c": "3", "d": "x"}}
    assert [(each.line, each.value) for each in table.remarks] == [
        (1, "Made-up table"),
        (2, "as of 2026-01-01"),
        (3, ""),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a,b\n1,2\n", []),
        ("a,b\n,\n1,2\n", [(2, "a blank row was left out")]),
        ("\na,b\n1,2\n\n,\n", [(1, "3 blank rows were left out, the first here")]),
        ("a,b,\n1,2,\n", [(None, "a column without name and value was left out")]),
        ("a,b,,\n1,2\n", [(None, "2 columns without name and value were left out")]),
    ],
)
def test_what_is_left_out_is_said(content, said):
    notes = [each for each in read(content).remarks if each.level == "note"]
    assert [(each.line, each.message) for each in notes] == said


@pytest.mark.parametrize(("filled", "is_title"), [(1, True), (2, True), (3, False)])
def test_a_title_fills_a_third_of_the_columns_at_most(filled, is_title):
    top = ",".join(["made up"] + [f"m{n}" for n in range(1, filled)])
    names = [f"c{n}" for n in range(7)]
    table = read(f"{top}\n{','.join(names)}\n" + "1,2,3,4,5,6,x\n" * 3)
    assert (table.text.columns.tolist() == names) == is_title


def test_a_header_of_many_columns_over_rows_with_few_is_no_title():
    assert read("a,b,c,d,e,f\n1,,,,,\n2,,,,,\n").remarks == []


def test_a_short_header_over_rows_of_numbers_is_no_title():
    (remark,) = read("a\n1,2,3\n").remarks
    assert (remark.line, remark.message) == (2, "3 values for 1 columns")


@pytest.mark.parametrize(
    "header", ["#,id,lat", "#id,n,lat", "# id,n,lat", "#id,2020,2021"]
)
def test_a_header_that_begins_with_a_hash_is_a_header(header):
    table = read(f"{header}\n1,2,10.65\n").text
    assert table.columns.tolist() == header.split(",")
    assert table.index.tolist() == [2]


def test_a_header_with_a_hash_needs_no_number_below_it():
    assert cells("#name,town\nx,Cali\n") == {"#name": ["x"], "town": ["Cali"]}


@pytest.mark.parametrize(
    "comment",
    ["# made up", "# made up, by hand", "#", "#made up", "# made up\n#again\n\n#more"],
)
def test_a_comment_above_a_header_is_a_comment(comment):
    table = read(f"{comment}\na,b\n1,'=x\n").text
    assert table.columns.tolist() == ["a", "b"]
    assert table.to_numpy().tolist() == [["1", "=x"]]
    assert table.index.tolist() == [comment.count("\n") + 3]


def test_without_a_comment_apostrophes_stay_where_another_text_has_none():
    assert cells("a,b\n1,'=x\n2,=y\n")["b"] == ["'=x", "=y"]
    assert cells("a,b\n1,'=x\n2,'quoted\n")["b"] == ["=x", "'quoted"]


def test_a_row_of_hxl_tags_is_used_and_not_read_as_data():
    table = read("Id,Lat,note\n#event+id,#geo +lat,\nA,10.65,x\n")
    assert table.text.to_dict("index") == {3: {"Id": "A", "Lat": "10.65", "note": "x"}}
    assert table.hxl == {"Id": "#event+id", "Lat": "#geo+lat"}
    assert table.remarks[0].line == 2


def test_hxl_tags_may_be_the_header():
    table = read("#event+id,#geo+lat\nA,10.65\n")
    assert table.text.to_dict("index") == {2: {"#event+id": "A", "#geo+lat": "10.65"}}
    assert table.hxl == {"#event+id": "#event+id", "#geo+lat": "#geo+lat"}


def test_hxl_tags_under_a_header_with_a_hash_and_a_comment():
    table = read("# made up\n#,Lat\n#event+id,#geo+lat\n1,10.65\n")
    assert table.hxl == {"#": "#event+id", "Lat": "#geo+lat"}
    assert table.text.index.tolist() == [4]


def test_a_file_without_a_header_keeps_its_first_row():
    table = read("412,MEX-1,2024-01-05,19.43,-99.13\n413,MEX-2,2024-01-06,19.5,-99\n")
    assert not table.has_header
    assert table.text.columns.tolist() == [f"column_{n}" for n in range(1, 6)]
    assert table.text.index.tolist() == [1, 2]


@pytest.mark.parametrize(
    ("row", "has_header"),
    [
        ("412,x,2024-01-05", False),
        ("x,y,2024-01-05", True),
        ("412,x,y", True),
        ("x,y,19.43", False),
    ],
)
def test_a_first_row_is_data_by_a_decimal_or_a_date_beside_a_number(row, has_header):
    assert read(f"{row}\n413,x,2024-01-06\n").has_header == has_header


@pytest.mark.parametrize("header", ["country,2020,2021", "place,2020-01-01,2020-01-02"])
def test_years_and_dates_may_be_names_of_columns(header):
    table = read(f"{header}\nx,1.5,2.5\n")
    assert table.has_header and table.text.columns.tolist() == header.split(",")


def test_columns_without_name_and_value_are_left_out():
    assert read("a,b,,\n1,2,,\n3,4,,,\n").text.columns.tolist() == ["a", "b"]


def test_a_column_without_a_name_is_named_by_its_position():
    table = read(",a,column_1\n0,x,y\n1,z,w\n")
    assert table.text.columns.tolist() == ["column_1_", "a", "column_1"]
    assert [each.column for each in table.remarks] == ["column_1_"]


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (Finding(None, "", "", "so"), "so"),
        (Finding(2, "", "", "so"), "line 2: so"),
        (Finding(2, "", "x", "so"), "line 2, 'x': so"),
        (Finding(2, "a", "", "so"), "line 2, a (blank): so"),
        (Finding(None, "a", "x", "so", fix="Do."), "a 'x': so; Do."),
    ],
)
def test_a_finding_says_where_it_is(finding, words):
    assert str(finding) == words


def test_blanks_and_capitals_of_a_header_stay():
    assert read("id, Latitude\xa0,LON \n1,2,3\n").text.columns.tolist() == [
        "id",
        " Latitude\xa0",
        "LON ",
    ]


@pytest.mark.parametrize("again", ["notes", "notes ", "Notes", "\xa0NOTES", "ﬀ,FF"])
def test_two_columns_of_one_name_are_refused_with_both_positions(again):
    first = "notes" if "," not in again else "x"
    with pytest.raises(UnreadableTableError) as error:
        read(f"id,{first},{again}\n1,2,3,4\n")
    place = "columns 2 and 3" if "," not in again else "columns 3 and 4"
    assert place in str(error.value) and "line 1" in str(error.value)


def test_a_row_with_too_many_values_is_a_problem_and_the_others_stay():
    table = read("a,b,c\n1,2,3\n4,Puerto,Sucre,5\n6,7,8\n")
    (remark,) = table.remarks
    assert (remark.line, remark.level) == (3, "problem")
    assert table.text["a"].tolist() == ["1", "4", "6"]
    assert table.text.loc[3].tolist() == ["4", "", ""]


def test_a_short_row_is_filled_and_said():
    table = read("a,b,c\n1\n4,5,6\n")
    assert [(each.line, each.level) for each in table.remarks] == [(2, "warning")]
    assert table.text.loc[2].tolist() == ["1", "", ""]


def test_a_header_alone_is_a_table_without_rows():
    table = read("a,b\n").text
    assert table.columns.tolist() == ["a", "b"] and len(table) == 0


def test_more_rows_than_a_chunk(monkeypatch):
    monkeypatch.setattr(rows_module, "CHUNK", 3)
    table = read("a,b\n" + "".join(f"{n},x\n" for n in range(7))).text
    assert table["a"].tolist() == [*"0123456"] and table.index.tolist() == [
        *range(2, 9)
    ]


PIECES = st.sampled_from(
    [
        "a",
        "b1",
        ",",
        ",",
        ",",
        "\n",
        "\n",
        '"',
        '"',
        '""',
        '"x"',
        " ",
        "\r\n",
        "\r",
        ";",
        "#geo",
        "é",
        "\u2028",
    ]
)


def outcome(raw):
    try:
        table = read_delimited(raw, "a.csv")
    except UnreadableTableError as error:
        return str(error)
    return (table.text.to_dict("split"), table.remarks, table.hxl, table.has_header)


@pytest.mark.sample(2)
@pytest.mark.parametrize("header", ["", "x,y\n", "x;y\n", "# c\nx,y\n", "x,y\n#a,#b\n"])
@settings(max_examples=300)
@given(pieces=st.lists(PIECES, max_size=25))
def test_all_rows_at_once_and_row_by_row_are_the_same(header, pieces):
    raw = (header + "".join(pieces)).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "SMALL", 0)
        at_once = outcome(raw)
        patch.setattr(delimited, "SMALL", 10**9)
        assert outcome(raw) == at_once


REGULAR_CELLS = st.text(st.sampled_from('ab, "\n;é'), max_size=6)


@settings(max_examples=200)
@given(
    st.lists(st.lists(REGULAR_CELLS, min_size=3, max_size=3), max_size=6),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_regular_is_split_at_once(rows, end):
    rows = [["id", "x", "y"], *rows]
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=end).writerows(rows)
    whole = split_regular(out.getvalue(), ",", 3)
    assert whole is not None
    assert [list(row.values()) for row in whole.table.to_pylist()] == rows


@pytest.mark.parametrize(
    "text",
    ["a,b\n1\n", "a,b\n1,2,3\n", "a,b\n\n1,2\n", "a,b\r1,2\n", 'a,b\n1,"2\n',
     'a,b\n1, "2"\n', 'a,b\n1,"2"x\n', 'a,b\n1,x"2"\n', 'a,b\n""x,2\n', "a,b\n1,\0\n", "\ufeffa,b\n1,2\n"],
)  # fmt: skip
def test_what_is_not_regular_is_left_to_the_reader_of_rows(text):
    assert split_regular(text, ",", 2) is None
    assert (
        split_regular(text.split("\n")[0].replace("\ufeff", "") + "\n", ",", 1) is None
    )


TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
NAME = st.text(st.sampled_from("abcdefgh"), min_size=1, max_size=8)


@settings(max_examples=200, deadline=None)
@given(
    names=st.lists(NAME, min_size=2, max_size=5, unique=True),
    rows=st.lists(st.lists(TEXT, min_size=5, max_size=5), max_size=6),
    delimiter=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_the_csv_module_writes_comes_back(names, rows, delimiter, end, encoding):
    """But for rows that are blank, which are left out."""
    rows = [row[: len(names)] for row in rows]
    out = io.StringIO(newline="")
    writer = csv.writer(
        out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL
    )
    writer.writerows([names, *rows])
    raw = (f"sep={delimiter}{end}" + out.getvalue()).encode(encoding)
    found = read_delimited(raw, "a.csv").text
    assert found.columns.tolist() == names
    filled = [row for row in rows if "".join(row).strip()]
    assume(not any(map(is_tag_row, filled)))
    assert found.to_numpy().tolist() == filled
