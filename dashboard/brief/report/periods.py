"""Periods of a report: a month, a quarter or a year of the calendar."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from dashboard.brief.words.errors import BriefError
from dashboard.text.language import N_, gettext
from dashboard.text.words import month_in_words

MOST_MONTHS = 12
"""Months that the small maps show: those of a year."""
LENGTHS = {"month": 1, "quarter": 3, "year": 12}
"""Months of each kind of period."""
FORM = re.compile(r"([0-9]{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])))?")
QUARTERS = (
    *(N_("first quarter of {year}"), N_("second quarter of {year}")),
    *(N_("third quarter of {year}"), N_("fourth quarter of {year}")),
)


class Period(NamedTuple):
    """A period: its kind, a key of LENGTHS, and its first day."""

    kind: str
    first: date

    @property
    def last(self) -> date:
        """Return the last day."""
        return _later(self.first, LENGTHS[self.kind]) - timedelta(days=1)

    @property
    def previous(self) -> "Period":
        """Return the period of the same kind just before."""
        return Period(self.kind, _later(self.first, -LENGTHS[self.kind]))

    @property
    def months(self) -> list["Period"]:
        """Return the months up to and with the last of the period, twelve in all."""
        end = self.last.replace(day=1)
        starts = (_later(end, 1 + n - MOST_MONTHS) for n in range(MOST_MONTHS))
        return [Period("month", start) for start in starts]

    @property
    def filters(self) -> dict[str, date]:
        """Return the filters that keep the days of the period."""
        return {"from": self.first, "to": self.last}

    @property
    def code(self) -> str:
        """Return the text that :func:`period_of` reads."""
        if self.kind == "quarter":
            return f"{self.first:%Y}-Q{self.first.month // 3 + 1}"
        return f"{self.first:%Y-%m}" if self.kind == "month" else f"{self.first:%Y}"

    @property
    def words(self) -> str:
        """Return "Aug 2026", "third quarter of 2026" or "2026"."""
        year = self.first.year
        if self.kind == "month":
            return month_in_words(year, self.first.month)
        if self.kind == "quarter":
            return gettext(QUARTERS[self.first.month // 3], year=year)
        return str(year)


def period_of(text: str) -> Period:
    """Return the period of ``YYYY-MM``, ``YYYY-Qn`` or ``YYYY``.

    Raises BriefError for another text, and for years without one before and after
    them in the calendar.
    """
    found = FORM.fullmatch(text)
    if not found or not 3 <= int(found[1]) <= 9998:
        raise BriefError(
            gettext(
                "period '{given}': must be a month, quarter or year, such as 2026-08, "
                "2026-Q3 or 2026",
                given=text,
            )
        )
    year, month, quarter = found.groups()
    if month:
        return Period("month", date(int(year), int(month), 1))
    if quarter:
        return Period("quarter", date(int(year), 3 * int(quarter) - 2, 1))
    return Period("year", date(int(year), 1, 1))


def _later(day: date, months: int) -> date:
    """Return the first day of the month so many months after that of a day."""
    number = 12 * day.year + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)
