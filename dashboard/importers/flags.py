"""Rows to look at: the flags of a format, and values that our columns cannot hold."""

from collections.abc import Mapping

import pandas as pd

from dashboard.checks.finding import NOTE, WARNING, Finding
from dashboard.geo.regions import Regions, read_regions
from dashboard.importers.areas import country_in
from dashboard.importers.cells import each_text
from dashboard.importers.columns import Columns, plain_codes
from dashboard.importers.format import ColumnRule, Format
from dashboard.importers.reserved import REPORTED
from dashboard.table.patterns import matches
from dashboard.table.standard import STANDARD
from dashboard.text.language import gettext, ngettext

CLOSED = {
    name: [str(code["value"]) for code in entry["categories"]]
    for name, entry in STANDARD.items()
    if "categories" in entry
}
"""Our columns with codes of which the program knows every one."""
HEADING = 60
"""Characters in which the heading of a message ends."""


def find_flags(ours: pd.DataFrame, columns: Columns, form: Format) -> list[Finding]:
    """Return what a format says about rows: warnings one by one, notes as a number."""
    found = []
    for flag in form.flags:
        rows = pd.Series(True, index=ours.index)
        for name, wanted in flag["when"].items():
            rows &= _fits(ours, columns, name, wanted)
        at = ours.index[rows]
        name, message = flag["column"], gettext(flag["message"])
        if flag["level"] == WARNING:
            cells = _cells(ours, columns, name)[at]
            found += [
                Finding(int(line), name, cell, message, WARNING)
                for line, cell in cells.items()
            ]
        elif len(at):
            words = ngettext(
                "{message}; {count} row",
                "{message}; {count} rows",
                len(at),
                message=message,
            )
            found.append(Finding(None, name, "", words, NOTE))
    found += _say_groups(columns, form)
    return found


def say_codes(
    ours: pd.DataFrame, made_of: dict[str, list[str]], rules: Mapping[str, ColumnRule]
) -> list[Finding]:
    """Say which codes of a file its format does not know: they are kept as they are."""
    found = []
    for name, rule in rules.items():
        if name not in made_of or not rule.codes or name in CLOSED:
            continue
        unknown = ours[name].ne("") & ~ours[name].isin(list(rule.codes.values()))
        for value, number in ours[name][unknown].value_counts().items():
            message = ngettext(
                "no code of this format; kept as it is in {count} row",
                "no code of this format; kept as it is in {count} rows",
                int(number),
            )
            found.append(Finding(None, made_of[name][0], value, message, NOTE))
    return found


def mend_rows(
    ours: pd.DataFrame, merged: set[str]
) -> tuple[pd.DataFrame, list[Finding]]:
    """Blank, in place, what our columns cannot hold, and warn of each.

    An unknown code of a closed column, and a last day before the first. Returns the
    raw values as columns ``reported_…`` where the file's own column is not kept; that
    of last days is whole wherever ours differs in a cell.
    """
    raw: dict[str, pd.Series] = {}
    found = []
    for name, codes in CLOSED.items():
        unknown = ours[name].ne("") & ~ours[name].isin(codes)
        message = gettext("is none of {allowed}: left blank", allowed=", ".join(codes))
        found += _set_aside(ours, name, unknown, message, raw, merged)
    end = ours["date_end"]
    ours["date_end"] = end.mask(end.eq(ours["date"]), "")
    days = end.str.fullmatch("[0-9]{4}-.*") & ours["date"].str.fullmatch("[0-9]{4}-.*")
    early = days & (end < ours["date"])
    message = gettext("is before the date on which it began: left blank")
    found += _set_aside(ours, "date_end", early, message, raw, merged)
    if "date_end" in {name.casefold() for name in merged} and (
        ours["date_end"].ne(end).any()
    ):
        raw[f"{REPORTED}date_end"] = end
    return pd.DataFrame(raw, index=ours.index), found


def _set_aside(
    ours: pd.DataFrame,
    name: str,
    rows: pd.Series,
    message: str,
    raw: dict[str, pd.Series],
    merged: set[str],
) -> list[Finding]:
    values = ours[name][rows]
    if len(values) and name in {each.casefold() for each in merged}:
        raw[f"{REPORTED}{name}"] = ours[name].where(rows, "")
    ours.loc[rows, name] = ""
    return [
        Finding(int(line), name, value, message, WARNING)
        for line, value in values.items()
    ]


def heading_countries(
    columns: Columns, form: Format, regions: Regions | None
) -> pd.DataFrame:
    """Return ``reported_country``: the country that the heading of a message names."""
    rule = form.reported.get("country_in")
    if not rule:
        return columns.own[[]]
    cells = columns.cells((rule["column"],))
    first = cells.str.slice(0, HEADING)
    heading = first.str.split(rule["before"], n=1, regex=False).str
    layers = regions or read_regions()
    country = each_text(heading[0].fillna(""), lambda text: country_in(text, layers))
    return country.mask(heading[1].isna(), "").to_frame(f"{REPORTED}country")


def _fits(ours: pd.DataFrame, columns: Columns, name: str, wanted) -> pd.Series:
    """Return which cells are one of a list, or hold what a pattern says."""
    cells = _cells(ours, columns, name)
    if isinstance(wanted, str):
        return matches(cells, wanted, whole=False)
    return plain_codes(cells).isin(wanted)


def _cells(ours: pd.DataFrame, columns: Columns, name: str) -> pd.Series:
    found = columns.find((name,))
    return ours[name] if name in ours and not found else columns.cells((found or name,))


def _say_groups(columns: Columns, form: Format) -> list[Finding]:
    """Say how many rows share a group: they are separate incidents of one event."""
    found = []
    if name := columns.find(form.groups):
        cells = columns.own[name]
        shared = cells[cells.ne("") & cells.duplicated(keep=False)]
        if len(shared):
            message = gettext(
                "{rows} rows share {values} values: groups of incidents, each row "
                "counts by itself",
                rows=len(shared),
                values=shared.nunique(),
            )
            found.append(Finding(None, name, "", message, NOTE))
    return found
