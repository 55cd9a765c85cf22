"""Two periods to compare before anybody has chosen: what a table is cut into."""

from datetime import date, timedelta
from typing import Any

from dashboard.dataset import Dataset
from dashboard.selection.filters import describe, offered
from dashboard.table.dictionary import Dictionary
from dashboard.text.language import gettext, ngettext
from dashboard.text.words import day_in_words, listing

MOST_OFFERED = 3


def parting_day(dictionary: Dictionary, selection: dict[str, Any]) -> date | None:
    """Return the first day of the second of two periods.

    It is 1 January of the last year where the table has more than one year; else the
    middle of its days. None where the selection has a period of its own, or the table
    no two days.
    """
    first, last = dictionary.first_day, dictionary.last_day
    if {"from", "to"} & set(selection) or not first or not last or first == last:
        return None
    if first.year < last.year:
        return date(last.year, 1, 1)
    return first + timedelta(days=((last - first).days + 1) // 2)


def halves(
    selection: dict[str, Any], parting: date
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a selection before a day, and on that day and after it."""
    until = parting - timedelta(days=1)
    return {**selection, "to": until}, {**selection, "from": parting}


def halves_words(parting: date, undated: int = 0) -> str:
    """Return what is compared before anybody has chosen.

    ``undated`` is the number of rows without a date, which neither side can hold.
    """
    words = gettext(
        "Nothing is chosen yet, so the time before {day} is compared with the time "
        "from then on.",
        day=day_in_words(parting),
    )
    if not undated:
        return words
    more = ngettext(
        "{count} row without a date in neither.",
        "{count} rows without a date in neither.",
        undated,
    )
    return f"{words} {more}"


def side_title(
    name: str, selection: dict[str, Any], other: dict[str, Any], dataset: Dataset
) -> str:
    """Return the name of a side with what only it asks: "Left: to 31 Dec 2025".

    ``other`` is the selection of the other side.
    """
    own = {key: value for key, value in selection.items() if other.get(key) != value}
    if not own:
        return name
    return f"{name}: {describe(own, dataset.dictionary, dataset.regions)}"


def what_may_differ(dictionary: Dictionary) -> str:
    """Return the first filters of a table: "Choose: from, to and campaign …"."""
    labels = [gettext(each.label).lower() for each in offered(dictionary)]
    return gettext("Choose: {filters} …", filters=listing(labels[:MOST_OFFERED]))
