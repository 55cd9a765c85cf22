"""Made-up tables, written in every format and opened again: the same cells come back.

What a format cannot hold is kept out and said at its test. Rows of blanks are left out
by every reader.
"""

import re
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dashboard.openers.open_file import open_file
from dashboard.openers.opened import TableSource
from dashboard.table.layout import is_tag_row
from dashboard.table.write import csv_bytes
from tests.files import excel, geoparquet, kml, ods, parquet, placemark, points, zipped

NAMES = st.lists(
    st.text(st.sampled_from("abcdefghñé_"), min_size=2, max_size=6),
    min_size=2,
    max_size=4,
    unique_by=str.casefold,
).filter(lambda names: "id" not in names)
ANY = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
VISIBLE = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=8)
"""Text without control characters, which XML cannot hold."""
TRIMMED = VISIBLE.map(str.strip)
SHORT = st.text(
    st.characters(max_codepoint=0x24F, exclude_categories=["C", "Z"]), max_size=8
)
DEGREES = st.tuples(
    st.floats(-180, 180).map(lambda x: round(x, 6)),
    st.floats(-90, 90).map(lambda y: round(y, 6)),
)


@st.composite
def tables(draw, texts):
    """Return names and rows; no row is blank, the first is no row of HXL tags."""
    names = draw(NAMES)
    row = st.lists(texts, min_size=len(names), max_size=len(names))
    rows = draw(
        st.lists(row.filter(lambda r: "".join(r).strip()), min_size=1, max_size=5)
    )
    assume(not is_tag_row(rows[0]))
    return names, rows


def check(content, name, names, rows):
    text = open_file(TableSource(name, content)).text
    assert list(text.columns)[: len(names)] == names
    assert text[names].to_numpy().tolist() == rows
    return text


@settings(max_examples=30)
@given(
    tables(ANY),
    st.booleans(),
    st.lists(st.text(st.sampled_from("ab ,"), max_size=5), max_size=2),
)
def test_our_own_csv(table, with_mark, comments):
    """What a spreadsheet would run gets an apostrophe, which a comment takes off."""
    names, rows = table
    assume(
        comments
        or not any(cell[:1] in "=+-@\t\r'" for row in rows for cell in row if cell)
    )
    content = csv_bytes(names, rows, comments, with_mark)
    check(content, "a.csv", names, rows)
    check(zipped({"a.csv": content}), "a.zip", names, rows)


@settings(max_examples=25)
@given(
    tables(VISIBLE),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-16", "utf-8-sig"]),
)
def test_csv_of_pandas(table, delimiter, encoding):
    """Where every cell is quoted, no delimiter inside one is taken for another."""
    names, rows = table
    frame = pd.DataFrame(rows, columns=names)
    content = frame.to_csv(index=False, sep=delimiter, quoting=1).encode(encoding)
    check(content, "a.csv", names, rows)


@settings(max_examples=25)
@given(tables(VISIBLE))
def test_excel(table):
    names, rows = table
    check(excel({"One": [names, *rows]}), "a.xlsx", names, rows)


@settings(max_examples=30)
@given(tables(TRIMMED.filter(lambda t: "  " not in t)))
def test_ods(table):
    """ODF folds blanks at the ends of a cell and doubled ones, as pandas writes it."""
    names, rows = table
    check(ods([names, *rows]), "a.ods", names, rows)


@settings(max_examples=25)
@given(tables(ANY))
def test_parquet(table):
    names, rows = table
    columns = {name: [row[n] for row in rows] for n, name in enumerate(names)}
    check(parquet(columns), "a.parquet", names, rows)


def placed(table, data):
    names, rows = table
    places = data.draw(
        st.lists(st.none() | DEGREES, min_size=len(rows), max_size=len(rows))
    )
    assume(any(places))
    return points(pd.DataFrame(rows, columns=names), places), places


def check_places(text, places):
    for column, at in (("longitude", 0), ("latitude", 1)):
        found = [float(cell) if cell else None for cell in text[column]]
        wanted = [None if place is None else place[at] for place in places]
        assert found == pytest.approx(wanted, abs=1e-9)


@settings(max_examples=15)
@given(tables(ANY), st.data())
def test_geoparquet(table, data):
    frame, places = placed(table, data)
    check_places(check(geoparquet(frame), "a.parquet", *table), places)


@settings(max_examples=20)
@given(tables(VISIBLE), st.data())
def test_geojson(table, data):
    frame, places = placed(table, data)
    content = frame.to_json().encode()
    text = open_file(TableSource("a.geojson", content)).text
    assert text[table[0]].to_numpy().tolist() == table[1]
    check_places(text, places)


@pytest.mark.parametrize("name", ["a.gpkg", "a.geojson", "a.zip"])
@settings(max_examples=15)
@given(table=tables(SHORT.filter(bool)), data=st.data())
def test_files_of_gdal(name, table, data):
    """A shapefile has ten letters for a name and no room for rows without a place."""
    frame, places = placed(table, data)
    with tempfile.TemporaryDirectory() as folder:
        if name == "a.zip":
            frame.to_file(Path(folder) / "a.shp", encoding="utf-8")
            files = {path.name: path.read_bytes() for path in Path(folder).iterdir()}
            content = zipped(files)
        else:
            frame.to_file(Path(folder) / name)
            content = (Path(folder) / name).read_bytes()
    check_places(check(content, name, *table), places)


@settings(max_examples=15)
@given(
    tables(st.text(st.sampled_from("abcñ é1"), max_size=8).map(str.strip)), st.data()
)
def test_kml(table, data):
    """KML trims the blanks at the ends of a value, and GDAL tells names apart by ASCII."""
    frame, places = placed(table, data)
    assume(len({re.sub("[ñé]", "__", name) for name in table[0]}) == len(table[0]))
    marks = [
        placemark(
            "x",
            f"{place[0]},{place[1]}" if place else "",
            **dict(zip(table[0], row, strict=True)),
        )
        for row, place in zip(table[1], places, strict=True)
    ]
    text = open_file(TableSource("a.kml", kml(*marks).encode())).text
    assert text[table[0]].to_numpy().tolist() == table[1]
    check_places(text, places)


@settings(max_examples=30)
@given(
    st.floats(-1e9, 1e9),
    st.integers(-(10**15), 10**15),
    st.dates(pd.Timestamp("1900-03-01").date()),
)
def test_numbers_and_days_of_a_workbook(number, whole, day):
    """A workbook keeps 15 digits of a number, and days from 1900 on."""
    number = float(f"{number:.15g}")
    book = excel({"One": [["number", "whole", "day"], [number, whole, day]]})
    row = open_file(TableSource("a.xlsx", book)).text.iloc[0]
    assert float(row["number"]) == number and "e" not in row["number"]
    assert row["whole"] == str(whole)
    assert row["day"] == day.isoformat()
