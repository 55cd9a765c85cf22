"""Ids for rows that have none, made from the name of the table and the line."""

import re
from pathlib import Path

import pandas as pd

from dashboard.checks.finding import NOTE, WARNING, Finding
from dashboard.importers.format import Format, key
from dashboard.text.language import gettext, ngettext

ONE = "one"
"""``repeats`` of a format whose rows that are the same to a letter are one report."""


def fill_ids(
    ours: pd.DataFrame, own: pd.DataFrame, name: str, form: Format
) -> list[Finding]:
    """Fill blank ids, in place, with the name of the table and the line; say so.

    Where the format says that a row told twice is one report, both get the id of the
    first, and the check leaves the second out. Elsewhere such a row is a doubt.
    """
    blank = ours["incident_id"].eq("")
    if not blank.any():
        return []
    lines = pd.Series(ours.index, index=ours.index)
    again = own.duplicated() & blank
    found = []
    if again.any() and form.repeats == ONE:
        first = lines.groupby([own[each] for each in own], sort=False).transform(
            "first"
        )
        lines = lines.mask(again, first)
    elif again.any():
        message = gettext("this row is the same as an earlier one; both are counted")
        found = [
            Finding(int(line), "incident_id", "", message, WARNING)
            for line in own.index[again]
        ]
    made = f"{table_slug(name)}-" + lines.astype("str")
    given = set(ours["incident_id"][~blank])
    while (taken := blank & made.isin(given)).any():  # an id of the file looks like it
        made = made.mask(taken, made + "-row")
    ours["incident_id"] = ours["incident_id"].mask(blank, made)
    message = no_ids_words(int(blank.sum()))
    return [Finding(None, "incident_id", "", message, NOTE), *found]


def no_ids_words(rows: int) -> str:
    """Return that so many rows had no id, and where theirs come from."""
    return ngettext(
        "{count} row has no id: it gets one of the table's name and the line",
        "{count} rows have no id: they get one of the table's name and the line",
        rows,
    )


def table_slug(name: str) -> str:
    """Return the name of a file as it stands in an id: small letters and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", key(Path(name).stem)).strip("-") or "row"


def made_of_name(text: pd.DataFrame, name: str) -> str:
    """Return the name in the ids of a table, blank where no id was made of it."""
    slug = table_slug(name)
    made = text["incident_id"].eq(f"{slug}-" + text.index.astype("str"))
    return slug if made.any() else ""
