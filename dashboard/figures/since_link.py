"""The pin that a link holds of its rows, and what has changed since it was made."""

from typing import Any

import pandas as pd

from dashboard.figures.toll_changes import signed, toll_change
from dashboard.figures.totals import several_campaigns, totals
from dashboard.selection.link import Pin, filters_of
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
    data = f"(data {then.table}, now {now.table})"
    if then.table == now.table:
        same, cause = f"data ({now.table})", "the rules that select have changed"
    elif now_table and now_table in (then.table, then_table):
        same = f"table ({now_table})"
        cause = "the description, the layers or the rules that select have changed"
        if not changes and then.table != now_table:
            return f"the description or the layers have changed since this link {data}"
    elif not changes:
        return f"the data has changed since this link {data}, its totals have not"
    else:
        return f"{changes} since this link {data}"
    return f"{changes} since this link, on the same {same}: {cause}" if changes else ""


def other_data_words(then: str, now: str) -> str:
    """Return that a link was made on data that this machine never had."""
    return (
        f"data {then}: the numbers here are not those of the link, they are of data "
        f"{now}. The link's data was never opened on this machine: it is an earlier or "
        "later state of this table, or another table"
    )


def _differences(then: Pin, now: Pin) -> str:
    changes = []
    if more := now.incidents - then.incidents:
        changes.append(f"{signed(more)} incident{'' if abs(more) == 1 else 's'}")
    if then.deaths and now.deaths:
        if change := toll_change(then.deaths, now.deaths):
            changes.append(change)
    elif then.deaths or now.deaths:
        changes.append("several campaigns on one side, so deaths are not compared")
    return listing(changes)


def held_words(filters: str) -> str:
    """Return of which selection the changes since a link are."""
    return f"Of the selection that the link held: {filters}"
