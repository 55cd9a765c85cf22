"""The periods that a page offers with one click: they follow from the table's days."""

from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from dashboard.selection.value_filter_kinds import FIRST_DAY
from dashboard.table.dictionary import Dictionary
from dashboard.text.language import gettext, ngettext, pgettext
from dashboard.text.words import month_name

LAST_DAYS = (30, 90)
MOST_YEARS = 4
"""Years offered, the latest; the filters From and To ask for any other."""


class Preset(NamedTuple):
    """A period to choose; None leaves an end open, as the table has it."""

    label: str
    since: date | None = None
    until: date | None = None


def period_presets(dictionary: Dictionary) -> dict[str, Preset]:
    """Return the periods by their key: all, the last days, and the table's years.

    Days are counted back from the last that the table covers or, where it claims none,
    from the last in its file. A table of one year has no year to choose, and one
    without dates only "all".
    """
    presets = {"all": Preset(pgettext("a period", "all"))}
    first, last = dictionary.first_day, dictionary.last_day
    if first is None or last is None:
        return presets
    for days in LAST_DAYS:
        since = max(last - timedelta(days=days - 1), FIRST_DAY)
        presets[f"last_{days}"] = Preset(_last(days), since)
    years = range(first.year, last.year + 1)
    for year in years[-MOST_YEARS:] if len(years) > 1 else ():
        presets[str(year)] = Preset(
            str(year),
            date(year, 1, 1) if year > first.year else None,
            date(year, 12, 31) if year < last.year else None,
        )
    return presets


def _last(days: int) -> str:
    return ngettext("last {count} day", "last {count} days", days)


def calendar_presets(
    days: Collection[date], dictionary: Dictionary
) -> dict[str, Preset]:
    """Return the years, quarters and months in which incidents began, newest first.

    ``days`` are the first days of the incidents, one each, so that a label can count
    them: "January 2026 · 7 incidents". Keys are 2026, 2026-Q1 and 2026-01; a year comes
    before its quarters and those before their months. Ends are cut to the days of the
    table, which may begin and end inside a month.
    """
    counts: Counter[tuple[int, int, int]] = Counter()
    of_day = Counter(days)
    for day, number in of_day.items():
        quarter = (day.month + 2) // 3
        year = day.year
        for period in (year, 0, 0), (year, quarter, 0), (year, quarter, day.month):
            counts[period] += number
    every = [*of_day, *filter(None, (dictionary.first_day, dictionary.last_day))]
    presets = {}
    for period in sorted(counts, key=_newest_first):
        key, words, since, until = _calendar_period(*period)
        label = words
        if not dictionary.tables_apart:  # nothing is added up over tables
            label = ngettext(
                "{period} · {count} incident",
                "{period} · {count} incidents",
                counts[period],
                period=words,
            )
        presets[key] = Preset(label, max(since, min(every)), min(until, max(every)))
    return presets


def _newest_first(period: tuple[int, int, int]) -> tuple[int, int, int]:
    year, quarter, month = period
    return -year, -quarter if quarter else -5, -month if month else -13


def _calendar_period(
    year: int, quarter: int, month: int
) -> tuple[str, str, date, date]:
    """Return key, words, first and last day; a quarter or month of 0 is none."""
    if month:
        # whole, so that typing any of its name finds a month
        name = month_name(month, long=True)
        key = f"{year}-{month:02}"
        words = pgettext("a month", "{month} {year}", month=name, year=year)
        begin, end = month, month
    elif quarter:
        begin, end = quarter * 3 - 2, quarter * 3
        key = f"{year}-Q{quarter}"
        words = gettext(
            "Q{quarter} {year}, {first}–{last}",
            quarter=quarter,
            year=year,
            first=month_name(begin, long=True),
            last=month_name(end, long=True),
        )
    else:
        key, words, begin, end = str(year), str(year), 1, 12
    after = date(year + end // 12, end % 12 + 1, 1)
    return key, words, date(year, begin, 1), after - timedelta(days=1)


def before(day: date) -> Preset:
    """Return all days before one; with :func:`from_on` it parts a table in two."""
    return Preset(
        pgettext("a period", "before"), None, max(day - timedelta(days=1), FIRST_DAY)
    )


def from_on(day: date) -> Preset:
    """Return a day and all after it."""
    return Preset(gettext("from then on"), day, None)
