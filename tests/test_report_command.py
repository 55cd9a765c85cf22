"""The report of a period: its pages, its numbers against ``totals``, its command."""

import io
import json
from datetime import date
from itertools import pairwise

import pypdfium2
import pytest
from docx import Document
from matplotlib.text import Text
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from dashboard.brief.drawing.boxes import Box
from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.picture import UNITS_PER_INCH
from dashboard.brief.report import document as report_document
from dashboard.brief.report import slides as report_slides
from dashboard.brief.report.formats import (
    REPORT_FORMATS,
    report_name,
    report_to_file,
)
from dashboard.brief.report.month_maps import draw_months
from dashboard.brief.report.months import THE_REST
from dashboard.brief.report.periods import LENGTHS, period_of
from dashboard.brief.report.plan import MONTHS, TABLE, make_report
from dashboard.brief.report.since import since_page
from dashboard.brief.words.errors import BriefError
from dashboard.commands import report as report_command
from dashboard.figures.totals import totals
from dashboard.layers.incidents import has_place
from dashboard.selection.filters import select
from dashboard.text.words import range_text
from tests.test_cli import run
from tests.worlds import real_dataset

DATASET = real_dataset()
BOATS = {"campaign": ["boat_strike"]}
APRIL = period_of("2026-04")
AS_OF = "2026-11-27"


@pytest.fixture(scope="module")
def april():
    return make_report(DATASET, BOATS, APRIL, as_of=AS_OF)


@pytest.fixture(scope="module")
def printed(april) -> bytes:
    return report_to_file(april, "pdf")


@pytest.fixture(scope="module")
def pages(printed) -> list[str]:
    """Return the words of each page of the print, in the order they are drawn."""
    file = pypdfium2.PdfDocument(printed)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in file]


def sums_of(first: date, last: date, **more):
    asked = {**BOATS, "from": first, "to": last, **more}
    return totals(select(DATASET.incidents, asked, DATASET.regions))


def killed(sums) -> str:
    return range_text(sums["deaths_low"], sums["deaths_high"])


def months_back(year: int, month: int) -> tuple[int, int]:
    return (year, month - 1) if month > 1 else (year - 1, 12)


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("2026-08", "month", date(2026, 8, 1), date(2026, 8, 31)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-12", "month", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026-Q1", "quarter", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q4", "quarter", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026", "year", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_has_its_days_and_the_period_before(text, kind, first, last):
    period = period_of(text)
    assert (period.kind, period.first, period.last) == (kind, first, last)
    assert period.code == text
    before = period.previous
    assert before.kind == kind and (first - before.last).days == 1
    months = (first.year - before.first.year) * 12 + first.month - before.first.month
    assert months == LENGTHS[kind]


@pytest.mark.parametrize(
    "text",
    [
        *("2026-13", "2026-00", "2026-Q0", "2026-Q5", "2026-1", "26-01", "0002"),
        *("9999", "2026-08-01", "", "August", "2026-q1", "٢٠٢٦"),
    ],
)
def test_another_period_is_refused_in_words(text):
    with pytest.raises(BriefError, match="month, quarter or year, such as 2026-08"):
        period_of(text)


def test_the_months_are_twelve_without_a_gap_up_to_the_last_of_the_period():
    for text, last in (("2026-02", "2026-02"), ("2026-Q3", "2026-09"), ("2025", "")):
        months = period_of(text).months
        assert len(months) == 12 and months[-1].code == (last or "2025-12")
        assert all((b.first - a.last).days == 1 for a, b in pairwise(months))


def test_the_pages_are_in_order_with_one_for_each_theatre_that_has_incidents(april):
    names = [page.name for page in april.pages]
    assert names == [
        *("Overview", "What changed since Mar 2026", "Caribbean", "Eastern Pacific"),
        *(MONTHS, TABLE, "Method"),
    ]
    shown = {page.name: len(page.brief.rows) for page in april.pages[2:4]}
    assert sum(shown.values()) == len(april.overview.rows) and min(shown.values()) > 0


def test_a_theatre_without_incidents_has_no_page():
    report = make_report(DATASET, {**BOATS, "theatre": ["caribbean"]}, APRIL)
    assert "Eastern Pacific" not in [page.name for page in report.pages]


def test_each_small_map_has_count_and_toll_of_its_month(april):
    (page,) = (each for each in april.pages if each.months)
    year, month = 2026, 4
    for shown, days in zip(page.months[::-1], APRIL.months[::-1], strict=True):
        assert (days.first.year, days.first.month) == (year, month)
        sums = sums_of(days.first, days.last)
        assert len(shown.rows) == sums["incidents"] + sums["parts"]
        if sums["incidents"]:
            noun = "strike" if sums["strikes"] == 1 else "strikes"
            said = f"{sums['strikes']} {noun}, {killed(sums)} killed"
            assert shown.lines[0].startswith(said)
        year, month = months_back(year, month)


def test_a_month_without_a_row_says_what_the_table_covers():
    asked = make_report(DATASET, BOATS, period_of("2026-10"))
    (page,) = (each for each in asked.pages if each.months)
    said = {month.name: month.lines for month in page.months}
    assert said["Jul 2026"] == ("none found in the table", "the table has a gap here")
    late = make_report(DATASET, BOATS, period_of("2026-11"))
    (page,) = (each for each in late.pages if each.months)
    said = {month.name: month.lines for month in page.months}
    assert said["Nov 2026"][0] == "not covered by the table"
    assert "1–4 Oct 2026" in " ".join(said["Oct 2026"])
    assert all(lines for lines in said.values())


def test_every_page_has_the_numbers_that_totals_gives(april, pages):
    whole = sums_of(APRIL.first, APRIL.last)
    before = sums_of(APRIL.previous.first, APRIL.previous.last)
    overview, changed, caribbean, pacific, months, table = pages[:6]
    assert f"{whole['strikes']} strikes" in overview
    assert f"{killed(whole)} people killed" in overview
    for sums in (before, whole):
        assert f"{sums['strikes']} strikes" in changed
        assert f"{killed(sums)} killed" in changed
    least = whole["deaths_low"] - before["deaths_high"]
    most = whole["deaths_high"] - before["deaths_low"]
    assert f"Right minus left: between +{least} and +{most} (" in changed
    for words, code in ((caribbean, "caribbean"), (pacific, "eastern_pacific")):
        sums = sums_of(APRIL.first, APRIL.last, theatre=[code])
        assert f"{sums['strikes']} strike" in words
        assert f"{killed(sums)} people killed" in words
    for month in APRIL.months:
        sums = sums_of(month.first, month.last)
        said = f"{killed(sums)} killed" if sums["incidents"] else "not covered"
        assert month.words in months and said in months
    assert f"Sum, {whole['incidents']} incidents in all: {killed(whole)}" in table
    assert len(april.table.entries) == whole["incidents"] + whole["parts"]


def test_the_print_has_a_bookmark_for_each_page_and_for_the_list(april, printed, pages):
    reader = PdfReader(io.BytesIO(printed))
    marks = {
        each.title: reader.get_destination_page_number(each) for each in reader.outline
    }
    names = [page.name for page in april.pages]
    assert [*marks] == [*names, "Every incident and its sources"]
    assert [*marks.values()] == sorted(marks.values())
    for page, number in zip(april.pages, marks.values(), strict=False):
        assert page.brief.title in pages[number]


@pytest.fixture
def undrawn(monkeypatch):
    """Put one pixel in the place of every map."""
    out = io.BytesIO()
    Image.new("RGB", (16, 9)).save(out, "PNG")
    pixel = out.getvalue()

    def map_pictures(brief, inches):
        return [pixel] * (len(brief.sides) or 1)

    monkeypatch.setattr(report_slides, "map_pictures", map_pictures)
    for module in (report_slides, report_document):
        monkeypatch.setattr(module, "months_picture", lambda *_: pixel)
    monkeypatch.setattr(report_document, "_picture", lambda brief: pixel)


def test_the_slides_hold_each_page_with_its_numbers_as_text(april, undrawn):
    content = report_to_file(april, "pptx")
    slides = [*Presentation(io.BytesIO(content)).slides]
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert titles[:7] == [page.brief.title for page in april.pages]
    sizes = {
        run.font.size
        for slide in slides
        for run in slide.shapes.title.text_frame.paragraphs[0].runs
    }
    assert len(sizes) == 1 and all(slide.has_notes_slide for slide in slides[:7])
    words = [
        "\n".join(each.text_frame.text for each in slide.shapes if each.has_text_frame)
        for slide in slides
    ]
    whole = sums_of(APRIL.first, APRIL.last)
    assert f"{killed(whole)}\npeople killed" in words[0]
    assert f"{killed(whole)} killed" in words[1]
    (table,) = (each.table for each in slides[5].shapes if each.has_table)
    *_, last = table.rows
    assert (
        f"{whole['incidents']} incidents in all: {killed(whole)}" in last.cells[0].text
    )
    pictures = [
        each for slide in slides for each in slide.shapes if each.shape_type == 13
    ]
    described = [
        each._element.xpath("./*[1]/p:cNvPr")[0].get("descr") for each in pictures
    ]
    assert len(described) == 6 and all(described)
    assert report_to_file(april, "pptx") == content


def test_the_document_has_a_heading_and_the_numbers_of_each_page(april, undrawn):
    content = report_to_file(april, "docx")
    document = Document(io.BytesIO(content))
    heads = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    table_name = "Incidents, newest first"
    names = [page.name if page.name != TABLE else table_name for page in april.pages]
    assert heads == [*names, "Annex: sources and licences", "This document"]
    words = "\n".join(p.text for p in document.paragraphs)
    for page in april.pages[:4]:
        assert page.brief.paste in words
    months, incidents = document.tables
    assert [row.cells[0].text for row in months.rows][1:-1] == [
        month.words for month in APRIL.months
    ]
    whole = sums_of(APRIL.first, APRIL.last)
    assert (
        f"{whole['strikes']} strikes, {killed(whole)}" in months.rows[-2].cells[1].text
    )
    assert f"in all: {killed(whole)}" in incidents.rows[-1].cells[0].text
    assert report_to_file(april, "docx") == content


@pytest.mark.sample(1)
@pytest.mark.parametrize("inches", [(12.5, 5.0), (7.2, 8.0)])
def test_every_place_has_its_mark_on_the_small_map_of_its_month(april, inches):
    (shown,) = (page for page in april.pages if page.months)
    wide, high = (UNITS_PER_INCH * each for each in inches)
    page = Page(wide, high)
    draw_months(page, shown, Box(1, 1, wide - 2, high - 2))
    places = [
        point
        for month in shown.months
        for point in set(
            month.rows.loc[has_place(month.rows), ["longitude", "latitude"]].itertuples(
                index=False, name=None
            )
        )
    ]
    assert len(page.symbols) == len(places) > 5
    said = [text for text in page.figure.findobj(Text) if text.get_text()]
    assert min(text.get_fontsize() for text in said) >= 16 * 0.72
    assert all(text.get_window_extent().x1 <= wide + 1 for text in said)


@pytest.mark.full
def test_what_lies_outside_the_small_maps_is_counted():
    report = make_report(DATASET, {}, period_of("2026-02"))
    (shown,) = (page for page in report.pages if page.months)
    page = Page(1800, 720)
    draw_months(page, shown, Box(1, 1, 1798, 718))
    said = [text.get_text() for text in page.figure.findobj(Text)]
    assert said.count("1 incident outside this map") == 2  # January and February 2026


@pytest.mark.parametrize(
    ("count", "is_cut"), [pytest.param(2, False, marks=pytest.mark.full), (60, True)]
)
def test_many_words_over_a_small_map_leave_it_room(april, count, is_cut):
    """Thirty campaigns in a month left a map less than no height, and ended the report."""
    (shown,) = (page for page in april.pages if page.months)
    words = tuple(f"made up {at}: 1 strike" for at in range(count))
    months = tuple(month._replace(lines=words) for month in shown.months)
    page = Page(1400, 800)
    draw_months(page, shown._replace(months=months), Box(1, 1, 1398, 798))
    said = [text.get_text() for text in page.figure.findobj(Text)]
    assert said.count(THE_REST) == (len(months) if is_cut else 0)
    assert said.count(words[0]) == len(months) and len(page.symbols) > 5


@pytest.mark.full
@pytest.mark.parametrize("format", REPORT_FORMATS)
def test_the_same_report_is_the_same_file_twice(april, format):
    again = make_report(DATASET, BOATS, APRIL, as_of=AS_OF)
    assert report_to_file(again, format) == report_to_file(april, format)


def test_a_day_gives_a_page_of_changes_and_another_text_is_refused():
    page = since_page(DATASET, "2026-11-20")
    assert page.points[0].startswith("Since 20 Nov 2026: ")
    assert any("→" in line for line in page.points)
    nothing = since_page(DATASET, "2100-01-01")
    assert nothing.points == ("Nothing has changed since.",)
    for text in ("yesterday", "https://example.org/brief?campaign=boat_strike"):
        with pytest.raises(BriefError, match="must be a day, such as 2026-10-04"):
            since_page(DATASET, text)
    with pytest.raises(BriefError, match="must be a fingerprint and totals"):
        since_page(DATASET, "?data=nonsense")


def test_a_pinned_link_says_what_its_totals_became():
    sums = sums_of(date(2026, 4, 1), date(2026, 4, 30))
    ends = (sums[f"deaths_{end}"] for end in ("low", "best", "high"))
    low, best, high = ends
    link = "https://example.org/?campaign=boat_strike&from=2026-04-01&to=2026-04-30"
    now = (
        f"{link}&v=1&data={DATASET.fingerprint}.{sums['incidents']}.{low}.{best}.{high}"
    )
    assert since_page(DATASET, now).points[0] == "Nothing has changed since."
    fewer = sums["incidents"] - 2
    then = f"{link}&v=1&data=00000000.{fewer}.{low}.{best - 3}.{high}"
    page = since_page(DATASET, then)
    assert "+2 incidents" in page.points[0] and "deaths best +3" in page.points[0]
    with pytest.raises(BriefError, match="filters are not those"):
        since_page(DATASET, f"{now}.s0000")


def test_the_command_says_where_the_file_is_and_how_it_is_made_again(
    capsys, tmp_path, monkeypatch
):
    drawn = []
    monkeypatch.setattr(
        report_command,
        "report_to_file",
        lambda report, format: drawn.append(report) or b"drawn",
    )
    code, out, err = run(
        capsys,
        *("report", "--period", "2026-04", "--campaign", "boat_strike"),
        *("--as-of", AS_OF, "--title", "April", "--out", tmp_path / "new", "--json"),
    )
    said = json.loads(out)
    assert code == 0 and err == ""
    (report,) = drawn
    assert report.title == said["title"] == "April" and said["period"] == "Apr 2026"
    assert said["out"] == str(tmp_path / "new" / report_name(report, "pdf"))
    assert (tmp_path / "new" / report_name(report, "pdf")).read_bytes() == b"drawn"
    again = (
        "make it again with python -m dashboard report --period=2026-04 "
        "--campaign=boat_strike --title=April --as-of=2026-11-27"
    )
    assert {page.brief.again for page in report.pages} == {again}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--period", "2026-13"), "period '2026-13': must be a month"),
        (("--period", "2026-04", "--format", "png"), "format 'png': must be one of"),
        (("--period", "2026-04", "--since", "x"), "since 'x': must be a day"),
        (("--period", "2026-04", "--title", "x" * 161), "at most 160 characters"),
    ],
)
def test_wrong_use_is_one_clear_sentence(capsys, tmp_path, options, said):
    code, out, err = run(capsys, "report", *options, "--out", tmp_path / "none")
    assert code == 2 and out == "" and said in err
    assert not (tmp_path / "none").exists()
