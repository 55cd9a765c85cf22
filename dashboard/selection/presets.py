"""The periods that a page offers with one click: they follow from the table's days."""

from datetime import date, timedelta
from typing import NamedTuple

from dashboard.selection.value_filter_kinds import FIRST_DAY
from dashboard.table.dictionary import Dictionary

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
    presets = {"all": Preset("all")}
    first, last = dictionary.first_day, dictionary.last_day
    if first is None or last is None:
        return presets
    for days in LAST_DAYS:
        since = max(last - timedelta(days=days - 1), FIRST_DAY)
        presets[f"last_{days}"] = Preset(f"last {days} days", since)
    years = range(first.year, last.year + 1)
    for year in years[-MOST_YEARS:] if len(years) > 1 else ():
        presets[str(year)] = Preset(
            str(year),
            date(year, 1, 1) if year > first.year else None,
            date(year, 12, 31) if year < last.year else None,
        )
    return presets
