"""The days that a selection is about."""

from datetime import date

from dashboard.figures.totals import period
from dashboard.selection.selected import Selected


def days_of(selected: Selected) -> tuple[date, date] | None:
    """Return the first and last day that the filters ask for and the table has.

    The table has the days that its description claims to cover; where it claims none,
    those of its own rows. None where that leaves no day.
    """
    selection, dictionary = selected.selection, selected.dataset.dictionary
    first, last = period(selected.dataset.incidents)
    start = dictionary.coverage_start or (first and first.date())
    end = dictionary.coverage_end or (last and last.date())
    if start is None or end is None:
        return None
    start = max(selection.get("from") or start, start)
    end = min(selection.get("to") or end, end)
    return (start, end) if start <= end else None
