"""A number of dead, missing and survivors in words: every way, in this one room.

A toll is low, best and high. Which words are used depends on the room there is:

=============  =================  =====================  ===============================
Function       Place              9, 10 and 11 dead      9, 10 and no upper figure
=============  =================  =====================  ===============================
toll_sentence  one incident       between 9 and 11       at least 9 killed
                                  killed (best 10)
toll_label     a line of a list   9–11 killed (best 10)  at least 9 killed
toll_popup     a mark or an area  9–11 killed (best 10)  as toll_total where several
                                                         rows share it
toll_plate     a plate            9–11 killed            at least 9 killed (2 no figure)
toll_total     a sum              9–11 killed (best 10)  at least 9 killed (best 10;
                                                         upper figure not reported for
                                                         1 row)
=============  =================  =====================  ===============================

A sum says for how many rows an end is open; one row has no need to. A plate and a short
label leave the best figure out: there is no room for it.

Three rules hold for all of them. No figure is never said as none: 0 is "none killed",
blank is "no figure". An end of the range that was not reported is never filled in: it
is said as "at least", "at most" or "or more". Rows with no figure are counted beside
the toll, by :func:`unknown_words`.

The neighbors: :mod:`~dashboard.figures.toll_figure` (the large number of a brief),
:mod:`~dashboard.figures.toll_sums` (rows added up, campaigns apart),
:mod:`~dashboard.figures.toll_bars` (a week or month) and
:mod:`~dashboard.figures.toll_changes` (two tolls compared).
"""

from typing import Any, NamedTuple

from dashboard.figures import toll_phrases as say
from dashboard.figures.totals import Totals
from dashboard.text.language import N_, gettext
from dashboard.text.words import Cell, is_blank

ENDS = ("low", "best", "high")
TOLL_COLUMNS = tuple(f"deaths_{end}" for end in ENDS)
"""Columns of the table, and keys of the totals, that hold a toll."""

NO_FIGURE = N_("no figure")
NONE_KILLED = say.NONE_KILLED
NO_RANGE = N_("no range reported")
"""Where every row that gives a figure gives a best one alone. Said by ``gettext``."""


class Toll(NamedTuple):
    """The dead of one row, or of ``rows`` rows added up; None is not reported.

    ``unknown`` counts the rows with no figure at all, ``open_low``, ``open_best`` and
    ``open_high`` those that give a figure and not that one. ``missing`` are presumed
    dead and inside best and high already; ``survivors`` is None where no row reports
    any.
    """

    low: int | None
    best: int | None
    high: int | None
    unknown: int = 0
    rows: int = 1
    open_low: int = 0
    open_high: int = 0
    missing: int = 0
    survivors: int | None = None
    open_best: int = 0

    @property
    def is_unknown(self) -> bool:
        """Whether there is no figure at all."""
        return self.low is None and self.best is None and self.high is None

    @property
    def is_open(self) -> bool:
        """Whether an end of the range was not reported."""
        return self.low is None or self.high is None

    @property
    def is_best_alone(self) -> bool:
        """Whether each row that gives a figure gives the best one and no end."""
        with_figure = self.rows - self.unknown
        ends_missing = self.open_low == self.open_high == with_figure > 0
        return self.best is not None and ends_missing


def toll(low: Cell, best: Cell, high: Cell, unknown: int = 0, rows: int = 1) -> Toll:
    """Return a toll from three cells; NA, NaN and None are not reported."""
    ends = [None if is_blank(each) else int(each) for each in (low, best, high)]
    return Toll(ends[0], ends[1], ends[2], int(unknown), int(rows))


def row_toll(row: Any) -> Toll:
    """Return the toll of one row of the table (a Series or a named tuple)."""
    people = [
        None if is_blank(number) else int(number)
        for number in (row.missing, row.survivors)
    ]
    own = toll(row.deaths_low, row.deaths_best, row.deaths_high)
    return own._replace(missing=people[0] or 0, survivors=people[1])


def sum_toll(sums: Totals) -> Toll:
    """Return the toll of the totals of :func:`dashboard.figures.totals.totals`."""
    return Toll(
        low=sums["deaths_low"],
        best=sums["deaths_best"],
        high=sums["deaths_high"],
        unknown=sums["deaths_unknown"],
        rows=sums["incidents"] + sums["parts"],
        open_low=sums["open_low"],
        open_high=sums["open_high"],
        missing=sums["missing"] or 0,
        survivors=sums["survivors"],
        open_best=sums["open_best"],
    )


def toll_sentence(dead: Toll) -> str:
    """Return "between 9 and 11 killed (best 11)", "11 killed", "no figure reported"."""
    if dead.is_unknown:
        return gettext("no figure reported")
    if dead.low is None or dead.high is None:
        return _open_end(dead) or (
            say.killed_without_range(dead.best) if dead.best else say.none_killed()
        )
    if dead.low == dead.high:
        return say.killed(dead.low) if dead.low else say.none_killed()
    words = say.killed_between(dead.low, dead.high)
    return words if dead.best is None else f"{words} ({best_words(dead)})"


def toll_label(dead: Toll, best: bool = True) -> str:
    """Return "9–11 killed (best 11)", without ``best`` "9–11 killed".

    An open range is said as in :func:`toll_sentence`.
    """
    if dead.is_unknown:
        return gettext(NO_FIGURE)
    if dead.low is None or dead.high is None:
        return toll_sentence(dead)
    if not dead.high:
        return say.none_killed()
    words = say.killed_range(dead.low, dead.high)
    named = best and dead.best is not None and dead.low != dead.high
    return f"{words} ({best_words(dead)})" if named else words


def toll_popup(dead: Toll) -> str:
    """Return "14–15 killed (best 15), 2 with no figure" for a mark or an area.

    Several rows are said as :func:`toll_total` says them.
    """
    some = dead.unknown < dead.rows
    single = dead.rows <= 1
    words = toll_label(dead) if single else toll_total(dead, unknown=gettext(NO_FIGURE))
    return words + (unknown_words(dead, unit="") if some else "")


def toll_plate(dead: Toll) -> str:
    """Return "14–15 killed (2 no figure)": what a plate has room for."""
    if dead.unknown == dead.rows:
        return gettext(NO_FIGURE)
    both_open = dead.rows > 1 and dead.low is None and dead.high is None
    known = toll_total(dead, best=False) if both_open else toll_label(dead, best=False)
    return f"{known} ({say.no_figure_short(dead.unknown)})" if dead.unknown else known


def toll_total(
    dead: Toll, best: bool = True, unknown: str = "", reported: bool = False
) -> str:
    """Return "215–238 killed (best 238)" for a sum over a selection.

    Where an end is open it says for how many rows. Without ``best`` the remark in
    brackets is left out where it names a best figure; this keeps the short lines of a
    brief as they are. ``unknown`` stands for "deaths: no figure reported" where no row
    has a figure. With ``reported`` it is "215–238 reported killed (best 238)".
    """
    if dead.is_unknown:
        return unknown or gettext("deaths: no figure reported")
    if dead.low is None or dead.high is None:
        head, remarks = _open_total(dead, reported)
    elif not dead.high:
        return say.none_killed(reported)
    else:
        head = say.killed_range(dead.low, dead.high, reported)
        agree = dead.best is None or dead.low == dead.best == dead.high
        remarks = [] if agree else [best_words(dead)]
    if not remarks or (not best and dead.best is not None):
        return head
    return f"{head} ({'; '.join(remarks)})"


def toll_with_unknown(dead: Toll, best: bool = True, unknown: str = "") -> str:
    """Return the total and, where some rows have a figure, how many have none.

    "215–238 killed (best 238), 1 row with no figure".
    """
    more = "" if dead.is_unknown else unknown_words(dead)
    return toll_total(dead, best, unknown) + more


def best_words(dead: Toll) -> str:
    """Return "best 10", or "best 5, not reported for 1 row" where a row gives no best.

    Such a row is in low and high, so the best may lie below the low. ``dead.best`` must
    be there.
    """
    best = dead.best or 0
    return (
        say.best_not_of_all(best, dead.open_best) if dead.open_best else say.best(best)
    )


def unknown_words(dead: Toll, before: str = ", ", unit: str = "row") -> str:
    """Return ", 3 rows with no figure"; blank where every row has one.

    Without ``unit`` it is the short ", 3 with no figure". ``before`` stands in front.
    """
    if not dead.unknown:
        return ""
    phrase = say.rows_with_no_figure if unit else say.with_no_figure
    return before + phrase(dead.unknown)


def missing_words(dead: Toll, among: str = "among them") -> str:
    """Return "23 presumed dead among them"; they are inside best and high already.

    ``among`` may be "among them", "of them" or blank. Blank where nobody is missing.
    """
    if not dead.missing:
        return ""
    if among == "of them":
        return say.of_them_presumed_dead(dead.missing)
    phrase = say.presumed_dead_among_them if among else say.presumed_dead
    return phrase(dead.missing)


def survivor_words(dead: Toll) -> str:
    """Return "2 known survivors", blank where none is reported."""
    return "" if dead.survivors is None else say.known_survivors(dead.survivors)


def people_words(dead: Toll) -> str:
    """Return what follows a toll: " · 2 of them missing, presumed dead · 1 known …".

    Blank where nobody is missing and no survivor is known.
    """
    return missing_and_survivors(dead.missing, dead.survivors)


def missing_and_survivors(missing: Cell, survivors: Cell) -> str:
    """Return :func:`people_words` of two cells, which may be blank."""
    words = []
    if not is_blank(missing) and missing:
        words.append(say.of_them_missing(int(missing)))
    if not is_blank(survivors) and survivors:
        words.append(say.known_survivors(int(survivors)))
    return "".join(f" · {each}" for each in words)


def part_sentence(dead: Toll, whole: str = "incident") -> str:
    """Return the toll of a part; a blank one was reported for the ``whole`` alone.

    ``whole`` is "incident" or "operation".
    """
    if not dead.is_unknown:
        return toll_sentence(dead)
    if whole == "operation":
        return gettext("toll reported for the whole operation only")
    return gettext("toll reported for the whole incident only")


def _open_end(dead: Toll, reported: bool = False) -> str:
    """Return "at least 5 killed" or "at most 5 killed", blank where both are open."""
    if dead.low is not None:
        return say.at_least_killed(dead.low, reported)
    return "" if dead.high is None else say.at_most_killed(dead.high, reported)


def _open_total(dead: Toll, reported: bool) -> tuple[str, list[str]]:
    """Return the toll of a sum with an open end, and the remarks that belong to it."""
    best = dead.best or 0
    if dead.is_best_alone:
        words = say.killed(best, reported) if best else say.none_killed(reported)
        return words, [gettext(NO_RANGE)]
    end = _open_end(dead, reported)
    twice = not end and not dead.open_best
    remarks = [] if dead.best is None or twice else [best_words(dead)]
    if dead.high is None:
        remarks.append(say.no_upper_figure(max(dead.open_high, 1)))
    if dead.low is None:
        remarks.append(say.no_lower_figure(max(dead.open_low, 1)))
    return end or say.killed(best, reported), remarks
