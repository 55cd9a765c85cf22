"""The large number of a brief: a sum of dead, its unit and the doubt about it."""

from dashboard.figures.tolls import (
    NO_RANGE,
    Toll,
    best_words,
    missing_words,
    unknown_words,
)
from dashboard.text.language import gettext, ngettext, number
from dashboard.text.words import range_text


def toll_figure(dead: Toll) -> tuple[str, str, str]:
    """Return the large number of a brief, its unit and the doubt about it."""
    if dead.is_unknown:
        blank = gettext("blank, which is not zero")
        return "–", gettext("deaths not reported"), blank
    if dead.is_best_alone:
        return number(dead.best or 0), _unit(dead.best), _best_alone(dead)
    if dead.low is None or dead.high is None:
        return _open_number(dead), _unit(None), _open_doubt(dead)
    remarks = []
    if dead.best is not None and dead.low != dead.high:
        remarks.append(best_words(dead))
    if dead.missing:
        remarks.append(missing_words(dead, ""))
    remarks.append(unknown_words(dead, before=""))
    if dead.best is None:
        without = gettext("best figure not reported")
    else:
        without = gettext("low, best and high agree")
    doubt = "; ".join(filter(None, remarks)) or without
    unit = _unit(dead.high if dead.low == dead.high else None)
    return range_text(dead.low, dead.high), unit, doubt


def _unit(people: int | None) -> str:
    """Return the unit of a number of people, of a range where it is None."""
    if people is None:
        return gettext("people killed")
    return ngettext("person killed", "people killed", people)


def _open_number(dead: Toll) -> str:
    """Return what is known of a sum with an open end: "≥ 5", "≤ 919" or the best."""
    if dead.low is not None:
        return f"≥ {number(dead.low)}"
    return f"≤ {number(dead.high)}" if dead.high is not None else number(dead.best or 0)


def _open_doubt(dead: Toll) -> str:
    """Return which end is open and for how many rows: "low not known for 21 rows"."""
    words = [] if dead.best is None else [best_words(dead)]
    if dead.low is None and dead.high is None:
        words = [_best_figure(dead.open_best)]
    if dead.low is None:
        rows = max(dead.open_low, 1)
        words.append(
            ngettext(
                "low not known for {count} row", "low not known for {count} rows", rows
            )
        )
    if dead.high is None:
        rows = max(dead.open_high, 1)
        words.append(
            ngettext(
                "high not known for {count} row",
                "high not known for {count} rows",
                rows,
            )
        )
    words += [missing_words(dead, ""), unknown_words(dead, before="")]
    return "; ".join(filter(None, words))


def _best_figure(rows: int) -> str:
    """Return that the number is the best figure, and how many ``rows`` give none."""
    if not rows:
        return gettext("best figure")
    return ngettext(
        "best figure, not reported for {count} row",
        "best figure, not reported for {count} rows",
        rows,
    )


def _best_alone(dead: Toll) -> str:
    """Return the doubt about a sum of best figures, of which none has a range."""
    words = [gettext(NO_RANGE), missing_words(dead, ""), unknown_words(dead, before="")]
    return "; ".join(filter(None, words))
