"""Reports where something is odd: several tables, no incident, days to come."""

import io
import re

import pytest
from docx import Document

from dashboard.brief.report.formats import report_to_file
from dashboard.brief.report.periods import period_of
from dashboard.brief.report.plan import make_report
from dashboard.combined import combine
from dashboard.commands.codes import WRONG_USE
from dashboard.figures.totals import totals
from tests.foreign_tables import MEXICO, open_rows, rows_at
from tests.test_cli import run
from tests.worlds import real_dataset

AS_OF = "2026-11-27"
YEAR = period_of("2020")


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """Return two made-up tables side by side, one with names of theatres."""
    folder = tmp_path_factory.mktemp("both")
    north = [row | {"theatre": "Made-up North"} for row in rows_at(MEXICO, 20)]
    river = rows_at(MEXICO, 31)
    return combine([open_rows(folder, north, "port.csv"), open_rows(folder, river)])


def test_a_report_of_several_tables_counts_each_apart(both):
    report = make_report(both, {}, YEAR, as_of=AS_OF)
    rows = report.overview.rows
    counts = [totals(some)["incidents"] for _, some in rows.groupby("source_table")]
    assert len(counts) == 2 and min(counts) > 0
    for count in counts:
        assert re.search(rf"\b{count}\b", report.overview.paste)
    assert not re.search(rf"\b{sum(counts)} incidents", report.overview.paste)


def test_the_page_of_a_theatre_names_it_in_its_title(both):
    report = make_report(both, {}, YEAR, as_of=AS_OF)
    [page] = [page for page in report.pages if page.name == "Made-up North"]
    assert page.brief.title.startswith("Made-up North: ")
    ours = make_report(real_dataset(), {}, period_of("2026-04"), as_of=AS_OF)
    named = [page for page in ours.pages if page.name in page.brief.title]
    assert "Caribbean" in {page.name for page in named}
    assert not any(page.brief.title.startswith(f"{page.name}:") for page in named)


@pytest.mark.full
@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2026-07", "No strike was found from 22 June to 22 August 2026"),
        ("2027-01", "a period that the table does not cover"),
    ],
)
def test_a_period_without_an_incident_is_a_report_that_says_so(period, said):
    report = make_report(real_dataset(), {}, period_of(period), as_of=AS_OF)
    made = Document(io.BytesIO(report_to_file(report, "docx")))
    words = " ".join(each.text for each in made.paragraphs)
    assert "No incident of the table matches these filters." in words
    assert said in words


@pytest.mark.parametrize("text", ["2026-13", "2026-Q5", "08-2026", "", "next month"])
def test_a_wrong_period_says_what_is_allowed_and_writes_nothing(text, tmp_path, capsys):
    code, out, error = run(
        capsys, "report", "--period", text, "--out", str(tmp_path / "out")
    )
    assert code == WRONG_USE and out == "" and "such as 2026-08, 2026-Q3" in error
    assert not (tmp_path / "out").exists()
