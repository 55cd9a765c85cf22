"""Dates that a person should look at: before 1950, and after the day of reading."""

from datetime import date

import pandas as pd

from dashboard.checks.finding import WARNING, Finding
from dashboard.text.language import gettext

FIRST_DAY = "1950-01-01"
"""Older dates are mostly slips, or the day that a spreadsheet counts from."""
ISO = r"\d{4}-\d{2}-\d{2}"


def find_far_dates(dates: pd.Series, today: date | None = None) -> list[Finding]:
    """Return a warning for each date before 1950, and for each after ``today``.

    ``dates`` are texts in ISO form with the line of the file as index; other texts are
    passed over. Without ``today`` no date is too late. All rows of a kind have the same
    message, so that a report says them once.
    """
    days = dates[dates.str.fullmatch(ISO)]  # ISO dates sort as text
    before = gettext("lies before {year}; is the year right?", year=FIRST_DAY[:4])
    kinds = [(days < FIRST_DAY, before)]
    if today is not None:
        last = today.isoformat()
        after = gettext("lies after today, {day}; is the date right?", day=last)
        kinds.append((days > last, after))
    return [
        Finding(int(line), "date", day, message, WARNING)
        for far, message in kinds
        for line, day in days[far].items()
    ]
