"""The large number of a brief: a sum of dead, its unit and the doubt about it."""

from dashboard.figures.tolls import (
    NO_RANGE,
    Toll,
    best_words,
    missing_words,
    unknown_words,
)
from dashboard.text.words import count_of, range_text


def toll_figure(dead: Toll) -> tuple[str, str, str]:
    """Return the large number of a brief, its unit and the doubt about it."""
    if dead.is_unknown:
        return "–", "deaths not reported", "blank, which is not zero"
    if dead.is_best_alone:
        return f"{dead.best:,}", "people killed", _best_alone(dead)
    if dead.is_open:
        return _open_number(dead), "people killed", _open_doubt(dead)
    remarks = []
    if dead.best is not None and dead.low != dead.high:
        remarks.append(best_words(dead))
    if dead.missing:
        remarks.append(missing_words(dead, ""))
    remarks.append(unknown_words(dead, before=""))
    doubt = "; ".join(filter(None, remarks)) or "low, best and high agree"
    return range_text(dead.low, dead.high), "people killed", doubt


def _open_number(dead: Toll) -> str:
    """Return what is known of a sum with an open end: "≥ 5", "≤ 919" or the best."""
    if dead.low is not None:
        return f"≥ {dead.low:,}"
    return f"≤ {dead.high:,}" if dead.high is not None else f"{dead.best:,}"


def _open_doubt(dead: Toll) -> str:
    """Return which end is open and for how many rows: "low not known for 21 rows"."""
    words = [] if dead.best is None else [best_words(dead)]
    if dead.low is None and dead.high is None:
        words = [best_words(dead).replace(f"best {dead.best:,}", "best figure")]
    for name, end, rows in (
        ("low", dead.low, dead.open_low),
        ("high", dead.high, dead.open_high),
    ):
        if end is None:
            words.append(f"{name} not known for {count_of(max(rows, 1), 'row')}")
    words += [missing_words(dead, ""), unknown_words(dead, before="")]
    return "; ".join(filter(None, words))


def _best_alone(dead: Toll) -> str:
    """Return the doubt about a sum of best figures, of which none has a range."""
    words = [NO_RANGE, missing_words(dead, ""), unknown_words(dead, before="")]
    return "; ".join(filter(None, words))
