"""Markup that the reader of workbooks takes, and that hid cells from our count.

The reader wants no blank between attributes, goes by what follows the first colon of a
name, and skips what is in a formula. A workbook of 1.3 KB asked for 400 GB so, which
ended the server.
"""

import pytest

from dashboard.openers import shared_text
from tests.hostile.test_bombs import HEAD, MAIN, SHEET, book, opened, refusal

ONE = "<c><v>1</v></c>"
LAST = f'<row r="1048576">{ONE}</row>'
NESTED = f"<row>{ONE * 400}" * 200 + "</row>" * 200
"""Rows in rows: only the end of one begins with the first column again."""


@pytest.mark.parametrize(
    "rows",
    [
        '<row><c t="n"r="XFD1048576"><v>1</v></c></row>',
        f'<row>{ONE * 3000}</row><row spans="1:1"r="1048576">{ONE}</row>',
        f"<row>{ONE * 300}<!--<row></row>-->{ONE * 300}</row>{LAST}",
        f'<row>{ONE * 300}<c a="&lt;/row>"><f><row></row></f></c></row>{LAST * 300}',
        f"{NESTED}<row/>{LAST}",
    ],
)
def test_no_way_of_writing_a_sheet_hides_where_its_cells_are(rows):
    said = refusal(book(HEAD + rows))
    assert "spans more than" in said or "damaged or cut workbook" in said


@pytest.mark.parametrize("prefix", ["a-b", "é", "a.b"])
@pytest.mark.parametrize(
    "rows",
    [
        '<p:row r="9"><p:c r="XFD1048576"><p:v>1</p:v></p:c></p:row>',
        f"<p:row>{'<p:c><p:v>1</p:v></p:c>' * 90}</p:row>"
        '<p:row r="1048576"><p:c><p:v>1</p:v></p:c></p:row>',
    ],
)
def test_no_prefix_hides_a_sheet(prefix, rows):
    sheet = f"<p:worksheet xmlns:p='p'><p:sheetData>{rows}</p:sheetData></p:worksheet>"
    sheet = sheet.replace("p:", f"{prefix}:").replace("xmlns:p=", f"xmlns:{prefix}=")
    assert "spans more than" in refusal(book("", **{SHEET: sheet.encode()}))


def test_cells_without_a_place_are_read():
    read = opened(book(HEAD + f"<row>{ONE}{ONE}</row>" * 3))
    assert read.text.shape == (3, 2)


@pytest.mark.parametrize(
    ("cell", "texts"),
    [
        ('<c t="s"><f><c/></f><v>0</v></c>', "<si><t>{long}</t></si>"),
        (
            '<c t="s"><v>1<!-- -->0</v></c>',
            f"<si><t>a</t></si><si><t>{{long}}</t></si>{'<si><t>b</t></si>' * 9}",
        ),
        ('<c t="s"><v>0</v></c>', "<a:b:si></a:b:si><si><t>{long}</t></si>"),
        ('<c t="s"><v>0</v></c>', "<si><si><t>{long}</t></si></si>"),
    ],
)
def test_no_way_of_writing_hides_which_text_a_cell_names(cell, texts, monkeypatch):
    monkeypatch.setattr(shared_text, "MAX_TEXT", 10_000)
    shared = f"<sst {MAIN}>{texts.format(long='x' * 600)}</sst>".encode()
    rows = f"<row>{cell}</row>" * 40
    content = book(HEAD + rows, **{"xl/sharedStrings.xml": shared})
    assert "more than 0 MB together" in refusal(content)
