"""Tables as strangers write them: each opens with the same place, or is refused.

Every table is made up. The place is at 10.65 N, 63.25 W in all of them.
"""

import pandas as pd
import pytest

from dashboard.openers.open_file import open_file
from dashboard.openers.opened import TableSource
from dashboard.table.coordinates import read_coordinates, read_pairs
from dashboard.table.header import fold_name
from dashboard.table.reading import UnreadableTableError

HEADER = "incident_id,latitude,longitude,location\n"
ROW = "A-1,10.65,-63.25,Carúpano\n"
PLAIN = HEADER + ROW

READ = {
    "plain": PLAIN,
    "byte order mark": PLAIN.encode("utf-8-sig"),
    "semicolons": PLAIN.replace(",", ";"),
    "semicolons, decimal commas": PLAIN.replace(",", ";").replace(".", ","),
    "semicolons, two decimal commas": (PLAIN + "A-2,9.5,-62.75,Cumaná\n").replace(",", ";").replace(".", ","),
    "decimal commas in quotes": HEADER + 'A-1,"10,65","-63,25",Carúpano\n',
    "tabs": PLAIN.replace(",", "\t"),
    "bars": PLAIN.replace(",", "|"),
    "Windows-1252": PLAIN.encode("cp1252"),
    "UTF-16": PLAIN.encode("utf-16"),
    "UTF-16, big end first, no mark": PLAIN.encode("utf-16-be"),
    "UTF-16 and tabs": PLAIN.replace(",", "\t").encode("utf-16"),
    "UTF-16 and semicolons": PLAIN.replace(",", ";").encode("utf-16-le"),
    "blanks in the header": "incident_id, latitude, longitude ,location\n" + ROW,
    "capitals in the header": HEADER.upper() + ROW,
    "no-break spaces in the header": HEADER.replace("latitude", "\xa0latitude\xa0") + ROW,
    "blanks around values": HEADER + "A-1, 10.65 , -63.25,Carúpano\n",
    "no-break spaces around values": HEADER + "A-1,\xa010.65,-63.25\xa0,Carúpano\n",
    "a Unicode minus": HEADER + "A-1,10.65,−63.25,Carúpano\n",
    "a dash for a minus": HEADER + "A-1,10.65,–63.25,Carúpano\n",
    "degrees and minutes": HEADER + "A-1,10°39'N,63°15'W,Carúpano\n",
    "degrees, minutes, seconds": HEADER + 'A-1,"10°39\'00""N","63° 15\' 0"" W",Carúpano\n',
    "letters": HEADER + "A-1,10.65N,63.25 W,Carúpano\n",
    "an empty column at the end": "incident_id,latitude,longitude,location,\nA-1,10.65,-63.25,Carúpano,\n",
    "two empty columns at the end": "incident_id,latitude,longitude,location,,\nA-1,10.65,-63.25,Carúpano,,\n",
    "commas at the end of rows alone": HEADER + "A-1,10.65,-63.25,Carúpano,,\n",
    "mixed line ends": HEADER.replace("\n", "\r\n") + ROW + "A-2,1,2,x\r\n",
    "carriage returns alone": (PLAIN + "A-2,1,2,x\n").replace("\n", "\r"),
    "no line end at the end": PLAIN.rstrip(),
    "a line break in quotes": HEADER + 'A-1,10.65,-63.25,"Carúpano\nby the sea"\n',
    "sep line": "sep=,\n" + PLAIN,
    "sep line, semicolons": "sep=;\n" + PLAIN.replace(",", ";"),
    "a row of HXL tags": HEADER + "#event+id,#geo+lat,#geo+lon,#loc+name\n" + ROW,
    "a header of numbers first": "#,incident_id,latitude,longitude,location\n1," + ROW,
    "a header that begins with #": "#" + PLAIN,
    "a header after # and a blank": "# " + PLAIN,
    "a comment": "# made up, by hand\n" + PLAIN,
    "an index without a name": ",incident_id,latitude,longitude,location\n0," + ROW,
    "Arabic digits": HEADER + "A-1,١٠.٦٥,-٦٣.٢٥,Carúpano\n",
    "full-width digits": HEADER + "A-1,１０．６５,－６３．２５,Carúpano\n",
    "a comma in quotes": HEADER + 'A-1,10.65,-63.25,"Carúpano, Sucre"\n',
    "blank lines first": "\n\n" + PLAIN,
    "rows of commas": HEADER + ",,,\n" + ROW + ",,,\n , , ,\n",
    "a title": "Made-up incidents,,,\n" + PLAIN,
    "titles of one cell": "Made-up incidents\nas of 2026-01-01\n\n" + PLAIN,
    "all in quotes": '"incident_id","latitude","longitude"\n"A-1","10.65","-63.25"\n',
}  # fmt: skip


@pytest.mark.parametrize("content", READ.values(), ids=READ)
def test_a_table_opens_with_its_place(content):
    raw = content.encode() if isinstance(content, str) else content
    text = open_file(TableSource("a.csv", raw)).text
    names = {fold_name(name).strip("# "): name for name in text.columns}
    assert {"incident_id", "latitude", "longitude"} <= set(names)
    assert text[names["incident_id"]].iloc[0] == "A-1"
    for axis, degrees in (("latitude", "10.65"), ("longitude", "-63.25")):
        read = read_coordinates(text[names[axis]], axis)
        assert (read.text.iloc[0], read.refused.iloc[0]) == (degrees, "")


@pytest.mark.parametrize(
    ("content", "lat", "lon"),
    [
        ("#event+id,#geo+lat,#geo+lon\nA-1,10.65,-63.25\n", "#geo+lat", "#geo+lon"),
        ("id,lat,lon,name\nA-1,10.65,-63.25,a\n", "lat", "lon"),
    ],
)
def test_columns_of_another_name_are_there(content, lat, lon):
    row = open_file(TableSource("a.csv", content.encode())).text.iloc[0]
    assert (row[lat], row[lon]) == ("10.65", "-63.25")


def test_both_coordinates_in_one_cell():
    content = 'Main ID,Coordinates\n1,"10.65, -63.25"\n2,"10,65; -63,25"\n'
    read = read_pairs(
        open_file(TableSource("a.csv", content.encode())).text["Coordinates"]
    )
    assert set(read.latitude) == {"10.65"} and set(read.longitude) == {"-63.25"}


REFUSED = {
    "one name twice": ("id,notes,notes\n1,a,b\n", "columns 2 and 3"),
    "one name twice but for a blank": ('id,notes,"notes "\n1,a,b\n', "columns 2 and 3"),
    "one name twice but for capitals": ("id,Notes,NOTES\n1,a,b\n", "columns 2 and 3"),
    "empty": ("", "empty"),
    "a header alone": (HEADER, "a header without rows"),
    "a cut workbook": (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00", "workbook"),
    "an error page": ("<!DOCTYPE html>\n<html><body>x</body></html>", "an HTML page"),
    "a quotation mark that never ends": (PLAIN + 'A-2,"10.65,-63.25,a\n', "line 3"),
}


@pytest.mark.parametrize(("content", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused(content, words):
    raw = content.encode() if isinstance(content, str) else content
    with pytest.raises(UnreadableTableError) as error:
        open_file(TableSource("a.csv", raw))
    assert words in str(error.value)


@pytest.mark.parametrize(
    ("row", "level", "words"),
    [
        ("A-1,10.65,-63.25,Carúpano, Sucre\n", "problem", "5 values for 4 columns"),
        ("A-1,10.65\n", "warning", "2 values for 4 columns"),
    ],
)
def test_a_row_of_another_width_is_named_with_its_line(row, level, words):
    content = HEADER + ROW + row
    (found,) = open_file(TableSource("a.csv", content.encode())).findings
    assert (found.line, found.level) == (3, level) and words in found.message


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("inf", "infinite"),
        ("1,234", "may be"),
        ("10.6.5", "must be"),
        ("ten", "must be"),
    ],
)
def test_a_cell_that_is_no_degree_is_refused_with_a_reason(cell, words):
    read = read_coordinates(pd.Series([cell]), "latitude")
    assert read.text[0] == "" and words in read.refused[0]


@pytest.mark.parametrize("word", ["NaN", "NA", "-", "unknown", "null", "n/a", ""])
def test_a_word_for_nothing_is_blank_beside_a_place(word):
    read = read_coordinates(pd.Series([word, "10.65"]), "latitude")
    assert read.text.tolist() == ["", "10.65"] and set(read.refused) == {""}
