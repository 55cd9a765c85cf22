"""Two tolls compared, in words: a difference with its range, a change since a link."""

from dashboard.figures.tolls import ENDS, Toll

Ends = tuple[int | None, int | None, int | None]
"""Low, best and high of a toll; None where not reported."""
UNKNOWN_DIFFERENCE = "not known: a side has no figure"


def toll_difference(one: Toll, other: Toll) -> str:
    """Return ``other`` minus ``one``: "between −12 and +30 (best +10)".

    The bounds are other low − one high and other high − one low. An end that was not
    reported leaves the difference open, and that is said.
    """
    if one.best is None or other.best is None:
        return UNKNOWN_DIFFERENCE
    best = f"best {signed(other.best - one.best)}"
    if one.open_best or other.open_best:
        best = "best not compared, a row gives none"
    low, high, other_low, other_high = one.low, one.high, other.low, other.high
    if low is None or high is None or other_low is None or other_high is None:
        return f"{best}; the range is open, an end was not reported"
    if one.unknown or other.unknown:
        return f"{best}; the range is open, a row has no figure"
    least, most = other_low - high, other_high - low
    if least == most:
        return signed(least)
    return f"between {signed(least)} and {signed(most)} ({best})"


def toll_change(then: Ends, now: Ends) -> str:
    """Return what changed between two tolls (low, best, high): "deaths best +5".

    Blank where nothing changed. An end may be None on either side.
    """
    changes = [
        _change(*ends)
        for ends in zip(ENDS, then, now, strict=True)
        if ends[1] != ends[2]
    ]
    return f"deaths {', '.join(changes)}" if changes else ""


def signed(number: int) -> str:
    """Return "+3", "−3" or "0"."""
    return f"{number:+,}".replace("-", "−") if number else "0"


def _change(end: str, then: int | None, now: int | None) -> str:
    if then is None or now is None:
        was, is_now = ("not reported" if n is None else f"{n:,}" for n in (then, now))
        return f"{end} {was}, now {is_now}"
    return f"{end} {signed(now - then)}"
