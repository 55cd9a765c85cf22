"""The single phrases of a toll, each a text of the catalogues, for :mod:`.tolls`.

A phrase has one number of people, so that its plural is that of the language. Which one
is said where is decided in :mod:`dashboard.figures.tolls`.
"""

from dashboard.text.language import N_, gettext, ngettext, number
from dashboard.text.words import range_text

NONE_KILLED = N_("none killed")


def none_killed(reported: bool = False) -> str:
    """Return "none killed"; ``reported`` here and below: "none reported killed"."""
    return gettext("none reported killed") if reported else gettext(NONE_KILLED)


def killed(people: int, reported: bool = False) -> str:
    """Return "11 killed"."""
    if reported:
        return ngettext("{count} reported killed", "{count} reported killed", people)
    return ngettext("{count} killed", "{count} killed", people)


def killed_range(low: int, high: int, reported: bool = False) -> str:
    """Return "9–11 killed", or "11 killed" where both ends agree."""
    if low == high:
        return killed(high, reported)
    both = range_text(low, high)
    if reported:
        return ngettext(
            "{range} reported killed", "{range} reported killed", high, range=both
        )
    return ngettext("{range} killed", "{range} killed", high, range=both)


def killed_between(low: int, high: int) -> str:
    """Return "between 9 and 11 killed"."""
    return ngettext(
        "between {low} and {high} killed",
        "between {low} and {high} killed",
        high,
        low=number(low),
        high=number(high),
    )


def killed_without_range(people: int) -> str:
    """Return "4 killed (range not reported)"."""
    return ngettext(
        "{count} killed (range not reported)",
        "{count} killed (range not reported)",
        people,
    )


def at_least_killed(people: int, reported: bool = False) -> str:
    """Return "at least 9 killed"."""
    if reported:
        return ngettext(
            "at least {count} reported killed",
            "at least {count} reported killed",
            people,
        )
    return ngettext("at least {count} killed", "at least {count} killed", people)


def at_most_killed(people: int, reported: bool = False) -> str:
    """Return "at most 11 killed"."""
    if reported:
        return ngettext(
            "at most {count} reported killed", "at most {count} reported killed", people
        )
    return ngettext("at most {count} killed", "at most {count} killed", people)


def best(people: int) -> str:
    """Return "best 10"."""
    return gettext("best {number}", number=number(people))


def best_not_of_all(people: int, rows: int) -> str:
    """Return "best 5, not reported for 1 row"."""
    return ngettext(
        "best {number}, not reported for {count} row",
        "best {number}, not reported for {count} rows",
        rows,
        number=number(people),
    )


def no_upper_figure(rows: int) -> str:
    """Return "upper figure not reported for 2 rows"."""
    return ngettext(
        "upper figure not reported for {count} row",
        "upper figure not reported for {count} rows",
        rows,
    )


def no_lower_figure(rows: int) -> str:
    """Return "lower figure not reported for 2 rows"."""
    return ngettext(
        "lower figure not reported for {count} row",
        "lower figure not reported for {count} rows",
        rows,
    )


def rows_with_no_figure(rows: int) -> str:
    """Return "3 rows with no figure"."""
    return ngettext("{count} row with no figure", "{count} rows with no figure", rows)


def with_no_figure(rows: int) -> str:
    """Return "3 with no figure": the rows are named beside it."""
    return ngettext("{count} with no figure", "{count} with no figure", rows)


def no_figure_short(rows: int) -> str:
    """Return "3 no figure", for a plate."""
    return ngettext("{count} no figure", "{count} no figure", rows)


def presumed_dead(people: int) -> str:
    """Return "23 presumed dead"."""
    return ngettext("{count} presumed dead", "{count} presumed dead", people)


def presumed_dead_among_them(people: int) -> str:
    """Return "23 presumed dead among them"."""
    return ngettext(
        "{count} presumed dead among them", "{count} presumed dead among them", people
    )


def of_them_presumed_dead(people: int) -> str:
    """Return "23 of them presumed dead"."""
    return ngettext(
        "{count} of them presumed dead", "{count} of them presumed dead", people
    )


def of_them_missing(people: int) -> str:
    """Return "2 of them missing, presumed dead"."""
    return ngettext(
        "{count} of them missing, presumed dead",
        "{count} of them missing, presumed dead",
        people,
    )


def known_survivors(people: int) -> str:
    """Return "2 known survivors"."""
    return ngettext("{count} known survivor", "{count} known survivors", people)
