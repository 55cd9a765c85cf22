"""What a large number counts, in words: strikes, vessels, parts of incidents."""

import pandas as pd

from dashboard.figures.toll_phrases import with_no_figure
from dashboard.figures.totals import Totals
from dashboard.text import counts
from dashboard.text.language import ngettext, npgettext, number


def unit_words(unit: str, many: int) -> str:
    """Return the unit beside a large number: "strike", "incidents"."""
    if unit == "strike":
        return ngettext("strike", "strikes", many)
    return ngettext("incident", "incidents", many)


def parts_words(rows: pd.DataFrame) -> str:
    """Return "3 follow-up strikes", or "4 parts, 2 with a place"."""
    parts = rows[rows["parent_id"].ne("")]
    if parts["event_type"].eq("follow_up_strike").all():
        return ngettext(
            "{count} follow-up strike", "{count} follow-up strikes", len(parts)
        )
    named = int(parts["geo_precision"].isin([1, 2]).sum())
    if named == len(parts):
        return ngettext(
            "{count} part, each with a place",
            "{count} parts, each with a place",
            len(parts),
        )
    return ngettext(
        "{count} part, {named} with a place",
        "{count} parts, {named} with a place",
        len(parts),
        named=number(named),
    )


def vessels_words(sums: Totals, unit: str) -> str:
    """Return "on 73 vessels, 2 with no figure", behind strikes or incidents."""
    many, unknown = sums["vessels"] or 0, sums["vessels_unknown"]
    if unit == "strike":
        words = npgettext("strikes", "on {count} vessel", "on {count} vessels", many)
    else:
        words = npgettext("incidents", "on {count} vessel", "on {count} vessels", many)
    return f"{words}, {with_no_figure(unknown)}" if unknown else words


def counted_units(many: int, unit: str) -> str:
    """Return "3 strikes" or "3 incidents"; ``unit`` is "strike" or "incident"."""
    return counts.strikes(many) if unit == "strike" else counts.incidents(many)
