"""The way of a new user, for each sample: upload, map, card, mapping, brief.

What the pages say is compared with what pandas finds in the file's own columns.
"""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import pytest
from PIL import Image

from tests.browser import wait_until_still
from tests.importing import SAMPLES
from tests.test_browser import headline, map_frame, wait_for_rows
from tests.test_browser_brief import wait_for_picture
from tests.test_browser_data import PATIENCE, go, wait_for_page
from tests.test_drawn_foreign import found_of_ours

UCDP = "UCDP Georeferenced Event Dataset (GED)"
NO_FIGURE = "deaths: no figure reported"
OF_41 = {"low_est": "low", "best_est": "best", "high_est": "high"}


@dataclass(frozen=True)
class Facts:
    """What the pages have to say of a file: rows read and shown, toll, days."""

    rows: int
    shown: int
    toll: str
    oldest: str
    newest: str


@dataclass(frozen=True)
class Sample:
    """A sample, how it is recognised, its facts, and a column to take for deaths.

    ``other`` is None where the file has no other column of whole numbers.
    """

    name: str
    looks_like: str
    facts: Callable[[pd.DataFrame], Facts]
    other: str | None = None


def ranged(table: pd.DataFrame) -> Facts:
    """UCDP: each row counts with the widest range of its three figures."""
    three = table[["low", "best", "high"]].astype(float)
    low, high = three.min(axis=1).sum(), three.max(axis=1).sum()
    toll = f"{low:,.0f}–{high:,.0f} killed (best {three['best'].sum():,.0f})"
    return Facts(len(table), len(table), toll, *ends(table["date_start"]))


def of_ucdp_41(table: pd.DataFrame) -> Facts:
    return ranged(table.rename(columns=OF_41))


def of_headless(_: pd.DataFrame) -> Facts:
    """The file is the first 40 rows of another one, whose columns have names."""
    return ranged(pd.read_csv(SAMPLES / "ucdp_mexico.csv", dtype=str).head(40))


def without_tolls(day: str) -> Callable[[pd.DataFrame], Facts]:
    return lambda table: Facts(
        len(table), len(table), NO_FIGURE, *ends(table[day].replace("NA", pd.NaT))
    )


def of_acled(table: pd.DataFrame) -> Facts:
    return counted(table, table["fatalities"], table["event_date"])


def of_hxl(table: pd.DataFrame) -> Facts:
    rows = table[~table["No"].str.startswith("#")]
    return counted(rows, rows["Killed"], rows["When"])


def counted(table: pd.DataFrame, deaths: pd.Series, days: pd.Series) -> Facts:
    toll = f"{pd.to_numeric(deaths).sum():,.0f} killed (no range reported)"
    return Facts(len(table), len(table), toll, *ends(days))


def of_iom(table: pd.DataFrame) -> Facts:
    """Best is dead and missing; a number below 0 is no count and left blank."""
    missing = pd.to_numeric(table["Minimum Estimated Number of Missing"])
    dead = pd.to_numeric(table["Number Dead"])
    best = dead.fillna(0) + missing.mask(missing.lt(0)).fillna(0)
    toll = f"at most {best.sum():,.0f} killed (best {best.sum():,.0f}; lower figure "
    toll += f"not reported for {dead.isna().sum()} row"
    days = table.get("Incident Date", table.get("Reported Date"))
    days = days.str.removesuffix(" - 12:00")
    return Facts(len(table), len(table), toll, *ends(days))


def ends(days: pd.Series) -> tuple[str, str]:
    """Return the first and the last day as the pages write them."""
    read = pd.to_datetime(days, format="mixed")
    first, last = (f"{day.day} {day:%b %Y}" for day in (read.min(), read.max()))
    return first, last


EVERY = [
    Sample("ucdp_mexico.csv", UCDP, ranged, "deaths_civilians"),
    Sample("ucdp_41.csv", UCDP, of_ucdp_41, "deaths_civilians"),
    Sample("ucdp_headless.csv", UCDP, of_headless),
    Sample("imb.csv", "IMB piracy reports", without_tolls("date")),
    Sample(
        "asam.csv",
        "NGA Anti-Shipping Activity Messages (ASAM)",
        without_tolls("date_of_occurrence"),
    ),
    Sample("iom_2026.csv", "an IOM Missing Migrants export", of_iom, "Number Dead"),
    Sample("iom_older_made_up.csv", "an IOM Missing Migrants export", of_iom),
    Sample("acled_made_up.csv", "an ACLED export", of_acled, "time_precision"),
    Sample("hxl_made_up.csv", "a table with HXL tags", of_hxl, "Injured"),
]
IN_THE_GATE: tuple[str, ...] = ()
"""A sample takes half a minute: tests/test_browser_data.py uploads smaller tables."""


def samples() -> list:
    full = pytest.mark.full
    return [
        pytest.param(each, id=each.name, marks=() if each.name in IN_THE_GATE else full)
        for each in EVERY
    ]


def own(sample: Sample) -> pd.DataFrame:
    """Return a sample as pandas reads it."""
    return pd.read_csv(
        SAMPLES / sample.name, dtype=str, keep_default_na=True, encoding="utf-8-sig"
    )


def said(page) -> str:
    return page.locator("[data-testid='stMain']").inner_text()


def upload_sample(page, name: str) -> None:
    page.set_input_files("[data-testid='stFileUploader'] input", SAMPLES / name)
    told = page.locator("[data-testid='stAlert']").filter(has_text=name)
    told.first.wait_for(timeout=PATIENCE)
    wait_until_still(page)


def open_map(page, rows: int):
    page.get_by_role("button", name="Open on the map").click()
    wait_for_page(page, "Map")
    wait_until_still(page)
    frame = map_frame(page)
    wait_for_rows(frame, rows)
    return frame


def assert_nothing_of_ours(page, sample: Sample, data: bool = False) -> None:
    """Page Data alone names our table, as one that can be opened."""
    words = said(page)
    if data:
        words = words.replace(page.locator(".st-key-open_list").inner_text(), "")
    for each in page.locator("[class*=st-key-open_region_]").all_inner_texts():
        words = words.replace(each, "")  # a sea has its name on any table
    assert_foreign(words, sample)


def assert_foreign(words: str, sample: Sample) -> None:
    """The file's own words and days may be ours too: ACLED has a "Caribbean Sea"."""
    facts = sample.facts(own(sample))
    theirs = (SAMPLES / sample.name).read_text(encoding="utf-8-sig")
    theirs += f" {facts.oldest} {facts.newest}"
    assert set(found_of_ours(words)) <= set(found_of_ours(theirs))


@pytest.mark.parametrize("sample", samples())
def test_a_sample_is_uploaded_seen_corrected_and_briefed(page_at, sample: Sample):
    facts = sample.facts(own(sample))
    page = page_at(path="/data")
    upload_sample(page, sample.name)
    assert_page_data(page, sample, facts)
    open_map(page, facts.shown)
    words = headline(page)
    assert words.startswith(f"{facts.shown:,} of {facts.shown:,} incidents · ")
    assert facts.toll in words and f"to {facts.newest} in the file" in words
    assert_nothing_of_ours(page, sample)
    assert_card(page, facts)
    assert_brief(page, sample, facts)
    for name in ("Region", "Compare", "Method"):
        go(page, name)
        assert_nothing_of_ours(page, sample)
    if sample.other:
        assert_mapping(page, sample, sample.other)


def assert_page_data(page, sample: Sample, facts: Facts) -> None:
    words = said(page)
    assert f"{sample.name} is open: {facts.rows:,} rows" in words
    assert f"this looks like {sample.looks_like}" in words
    numbers = [
        int(each.inner_text().replace(",", ""))
        for each in page.locator("[data-testid='stMetricValue']").all()
    ]
    assert sum(numbers) == facts.rows and numbers[2] == facts.rows - facts.shown
    assert_nothing_of_ours(page, sample, data=True)


def assert_card(page, facts: Facts) -> None:
    page.locator(".st-key-list_of_map button").first.click()
    page.get_by_role("combobox", name="Open an incident of the map").click()
    page.get_by_role("option").first.click()  # the newest
    card = page.locator(".st-key-card")
    card.get_by_role("button", name="Close", exact=True).wait_for()
    wait_until_still(page)
    assert facts.newest in card.inner_text()
    assert "id=" in page.url


def assert_brief(page, sample: Sample, facts: Facts) -> None:
    go(page, "Brief")
    image = wait_for_picture(page)
    alt = image.get_attribute("alt")
    assert alt.startswith(sample.name.removesuffix(".csv"))
    assert f"{facts.shown:,} incidents" in alt
    assert_foreign(alt, sample)
    with page.expect_download() as started:
        page.get_by_role("button", name="Download PNG").click()
    picture = Image.open(io.BytesIO(started.value.path().read_bytes()))
    assert picture.size == (1920, 1080) and len(picture.getcolors(1 << 24)) > 50
    assert_foreign(str(picture.text), sample)
    assert_nothing_of_ours(page, sample)


def pick(page, label: str, option: str) -> None:
    """Choose by typing: of a long list only the part around the choice is drawn."""
    box = page.get_by_role("combobox", name=label)
    box.scroll_into_view_if_needed()
    page.wait_for_timeout(500)  # a list that is open closes when the page scrolls
    box.click()
    page.keyboard.type(option)
    page.get_by_role("option", name=option, exact=True).click()
    wait_until_still(page)


def assert_mapping(page, sample: Sample, column: str) -> None:
    """Another column is taken for the deaths: the numbers follow it."""
    go(page, "Data")
    page.get_by_text("Columns of the file, and what they are read as").click()
    pick(page, "Deaths, low", "not in the file")
    pick(page, "Deaths, high", "not in the file")
    pick(page, "Deaths, best", column)
    page.get_by_role("button", name="Read the file this way").click()
    page.wait_for_function("!document.body.innerText.includes('this looks like')")
    wait_until_still(page)
    table = own(sample)
    table = table[~table.iloc[:, 0].str.startswith("#")]
    killed = pd.to_numeric(table[column]).sum()
    go(page, "Map")
    page.wait_for_function(
        "words => document.querySelector('.st-key-headline').innerText.includes(words)",
        arg=f"{killed:,.0f} killed",
    )
    assert re.search(rf"\b{killed:,.0f} killed", headline(page))
