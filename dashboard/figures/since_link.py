"""The pin that a link holds of its rows, and what has changed since it was made."""

from typing import Any

import pandas as pd

from dashboard.figures.toll_changes import signed, toll_change
from dashboard.figures.totals import several_campaigns, totals
from dashboard.selection.link import Pin, filters_of
from dashboard.text.language import gettext, ngettext
from dashboard.text.words import listing


def pin_of(rows: pd.DataFrame, fingerprint: str, selection: dict[str, Any]) -> Pin:
    """Return the pin of the rows of a selection, of the data with this fingerprint."""
    sums, filters = totals(rows), filters_of(selection)
    if several_campaigns(rows):
        return Pin(fingerprint, sums["incidents"], filters=filters)
    deaths = (sums["deaths_low"], sums["deaths_best"], sums["deaths_high"])
    return Pin(fingerprint, sums["incidents"], deaths, filters)


def since_words(then: Pin, now: Pin, then_table: str = "", now_table: str = "") -> str:
    """Return what has changed between two pins of one selection; blank for nothing.

    "+2 incidents, deaths best +5 since this link (data f4dc1a04, now 0a1b2c3d)".
    ``then_table`` and ``now_table`` are the fingerprints of the tables alone, blank
    where not known. A link of before pins the table alone, and says nothing of the
    description and the layers.
    """
    changes = _differences(then, now)
    told = {"changes": changes, "then": then.table, "now": now.table}
    if then.table == now.table:
        if not changes:
            return ""
        return gettext(
            "{changes} since this link, on the same data ({now}): the rules that "
            "select have changed",
            **told,
        )
    if now_table and now_table in (then.table, then_table):
        if changes:
            return gettext(
                "{changes} since this link, on the same table ({table}): the "
                "description, the layers or the rules that select have changed",
                changes=changes,
                table=now_table,
            )
        if then.table == now_table:
            return ""
        return gettext(
            "the description or the layers have changed since this link (data {then}, "
            "now {now})",
            **told,
        )
    if changes:
        return gettext("{changes} since this link (data {then}, now {now})", **told)
    return gettext(
        "the data has changed since this link (data {then}, now {now}), its totals "
        "have not",
        **told,
    )


def other_data_words(then: str, now: str) -> str:
    """Return that a link was made on data that this machine never had."""
    return gettext(
        "data {then}: the numbers here are not those of the link, they are of data "
        "{now}. The link's data was never opened on this machine: it is an earlier or "
        "later state of this table, or another table",
        then=then,
        now=now,
    )


def _differences(then: Pin, now: Pin) -> str:
    changes = []
    if more := now.incidents - then.incidents:
        count = signed(more)
        changes.append(
            ngettext("{change} incident", "{change} incidents", abs(more), change=count)
        )
    if then.deaths and now.deaths:
        if change := toll_change(then.deaths, now.deaths):
            changes.append(change)
    elif then.deaths or now.deaths:
        changes.append(
            gettext("several campaigns on one side, so deaths are not compared")
        )
    return listing(changes)


def held_words(filters: str) -> str:
    """Return of which selection the changes since a link are."""
    return gettext("Of the selection that the link held: {filters}", filters=filters)
