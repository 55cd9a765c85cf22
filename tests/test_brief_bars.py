"""The bars of a brief: one set of numbers and words for picture, slide and page."""

import re
from datetime import date

import pytest

from dashboard.brief.files.standalone import to_html
from dashboard.brief.files.standalone_bars import WIDEST, bars_figure
from dashboard.brief.words.bars import bar_words, bars_in_words, bars_of, month_ticks
from dashboard.brief.words.make import make_brief
from dashboard.brief.words.table import sum_words
from dashboard.figures.totals import totals
from dashboard.text.escape import safe
from tests.worlds import OPENING, real_dataset

DATASET = real_dataset()
JANUARY = {"from": date(2026, 1, 1), "to": date(2026, 1, 31)}
SUMMER = {**OPENING, "from": date(2026, 6, 1), "to": date(2026, 8, 31)}


def brief_of(selection, **more):
    return make_brief(DATASET, selection, as_of="2026-11-27", **more)


def test_the_bars_of_one_campaign_add_up_to_its_tolls():
    brief = brief_of(OPENING)
    bars = bars_of(brief)
    sums = totals(brief.rows)
    low = sum(panel.bins["solid"].sum() for panel in bars.panels)
    high = sum(panel.bins["top"].sum() for panel in bars.panels)
    assert (low, high) == (sums["deaths_low"], sums["deaths_high"])
    assert len(bars.parts) == 2 and bars.heading.startswith("People killed")
    assert bars.whole.bins["top"].sum() == high
    assert (
        sum(panel.bins["incidents"].sum() for panel in bars.panels)
        == (sums["incidents"])
    )


def test_of_several_campaigns_incidents_are_counted():
    brief = brief_of({})
    bars = bars_of(brief)
    counted = sum(panel.bins["top"].sum() for panel in bars.panels)
    assert counted == totals(brief.rows)["incidents"] and not bars.parts
    assert bars.heading.startswith("Incidents")


def test_no_rows_no_bars():
    assert bars_of(brief_of({"text": "no such words anywhere"})) is None
    assert bars_figure(brief_of({"text": "no such words anywhere"})) == ""


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 1, 1), date(2026, 1, 31), False),
        (date(2026, 5, 1), date(2026, 6, 21), False),
        (date(2026, 5, 1), date(2026, 6, 22), True),
        (date(2026, 8, 22), date(2026, 9, 30), True),
        (date(2026, 8, 23), date(2026, 9, 30), False),
    ],
)
def test_a_gap_is_only_noted_in_days_that_meet_it(first, last, said):
    (gap,) = [each for each in DATASET.dictionary.coverage_gaps if each.end]
    assert (gap.start, gap.end) == (date(2026, 6, 22), date(2026, 8, 22))
    bars = bars_of(brief_of({"from": first, "to": last}))
    assert any("22 June" in note for note in bars.notes) == said


def test_a_bar_and_a_chart_say_their_numbers():
    bars = bars_of(brief_of(OPENING))
    panel = bars.panels[0]
    first = next(panel.bins.itertuples())
    assert bar_words(first, bars.parts) == "week of 1 Sep 2025: 11 killed"
    words = bars_in_words(bars, panel)
    assert words.startswith(f"{bars.heading}, Caribbean: {panel.counted}.")
    assert "Most in the week of" in words


def test_few_months_are_all_named_and_many_every_so_often():
    bins = bars_of(brief_of(OPENING)).whole.bins
    assert [words for _, words in month_ticks(bins, 14)][:4] == [
        "Sep 2025",
        "Oct",
        "Nov",
        "Dec",
    ]
    few = month_ticks(bins, 5)
    assert len(few) == 5 and all(0 <= share < 1 for share, _ in few)


def places(page: str, *marks: str) -> list[int]:
    """Return where each mark first stands on a page; each is there."""
    return [page.index(mark) for mark in marks]


@pytest.mark.parametrize(
    ("layout", "marks"),
    [
        ("numbers", ('class="figures"', 'class="map"', 'class="bars"', "<table")),
        ("map", ('class="map"', "<table")),
        ("weekly", ('class="bars"', 'class="figures"', 'class="map"', "<table")),
        ("table", ("<table", 'class="figures"', 'class="map"')),
    ],
)
def test_a_page_holds_the_parts_of_its_layout_in_their_order(layout, marks):
    brief = brief_of(OPENING, layout=layout)
    page = to_html(brief).decode()
    assert page.count(f">{safe(sum_words(brief))}</th></tr></tfoot>") == 1
    found = places(page, *marks)
    assert found == sorted(found)
    others = {'class="bars"', 'class="figures"'} - {*marks}
    assert not any(each in page for each in others)


@pytest.mark.full
def test_a_page_draws_a_bar_for_each_week_with_dead_and_says_it():
    brief = brief_of(OPENING)
    figure = bars_figure(brief)
    full = [
        bar_words(each, bars_of(brief).parts)
        for panel in bars_of(brief).panels
        for each in panel.bins.itertuples()
        if each.top > 0
    ]
    said = re.findall(r"<title>(.*?)</title>", figure)
    assert said == full and len(said) > 40
    assert figure.count("<svg") == len(bars_of(brief).panels)


def test_a_bar_alone_is_no_giant_square():
    one = {**OPENING, "from": date(2025, 9, 1), "to": date(2025, 9, 7)}
    figure = bars_figure(brief_of(one))
    (wide,) = {float(each) for each in re.findall(r'width="([\d.]+)"', figure)}
    assert wide == WIDEST
    many = bars_figure(brief_of(OPENING))
    assert max(map(float, re.findall(r'width="([\d.]+)"', many))) < WIDEST
