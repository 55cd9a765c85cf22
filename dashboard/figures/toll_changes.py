"""Two tolls compared, in words: a difference with its range, a change since a link."""

from dashboard.figures.tolls import Toll
from dashboard.text.language import N_, gettext, pgettext
from dashboard.text.language import number as whole

Ends = tuple[int | None, int | None, int | None]
"""Low, best and high of a toll; None where not reported."""
UNKNOWN_DIFFERENCE = N_("not known: a side has no figure")
CHANGED = (N_("low {change}"), N_("best {change}"), N_("high {change}"))
BECAME_KNOWN = (
    N_("low not reported, now {number}"),
    N_("best not reported, now {number}"),
    N_("high not reported, now {number}"),
)
BECAME_UNKNOWN = (
    N_("low {number}, now not reported"),
    N_("best {number}, now not reported"),
    N_("high {number}, now not reported"),
)


def toll_difference(one: Toll, other: Toll) -> str:
    """Return ``other`` minus ``one``: "between −12 and +30 (best +10)".

    The bounds are other low − one high and other high − one low. An end that was not
    reported leaves the difference open, and that is said.
    """
    if one.best is None or other.best is None:
        return gettext(UNKNOWN_DIFFERENCE)
    change = signed(other.best - one.best)
    best = pgettext("the best of a range", "best {change}", change=change)
    if one.open_best or other.open_best:
        best = gettext("best not compared, a row gives none")
    low, high, other_low, other_high = one.low, one.high, other.low, other.high
    if low is None or high is None or other_low is None or other_high is None:
        return gettext("{best}; the range is open, an end was not reported", best=best)
    if one.unknown or other.unknown:
        return gettext("{best}; the range is open, a row has no figure", best=best)
    least, most = other_low - high, other_high - low
    if least == most:
        return signed(least)
    return gettext(
        "between {least} and {most} ({best})",
        least=signed(least),
        most=signed(most),
        best=best,
    )


def toll_change(then: Ends, now: Ends) -> str:
    """Return what changed between two tolls (low, best, high): "deaths best +5".

    Blank where nothing changed. An end may be None on either side.
    """
    changes = [
        _change(end, *figures)
        for end, figures in enumerate(zip(then, now, strict=True))
        if figures[0] != figures[1]
    ]
    return gettext("deaths {changes}", changes=", ".join(changes)) if changes else ""


def signed(number: int) -> str:
    """Return "+3", "−3" or "0"."""
    sign = "+" if number > 0 else "−" if number else ""
    return f"{sign}{whole(abs(number))}"


def _change(end: int, then: int | None, now: int | None) -> str:
    """Return the change of one end: 0 is the low, 1 the best and 2 the high figure."""
    if now is None:
        return gettext(BECAME_UNKNOWN[end], number=whole(then or 0))
    if then is None:
        return gettext(BECAME_KNOWN[end], number=whole(now))
    return gettext(CHANGED[end], change=signed(now - then))
