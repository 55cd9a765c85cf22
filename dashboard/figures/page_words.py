"""The words around what a page shows: notices, titles of its parts, labels of files."""

from functools import reduce

import pandas as pd

from dashboard.figures.citation import licence_names
from dashboard.figures.dataset_words import data_to, gaps_text
from dashboard.figures.table_groups import by_table
from dashboard.figures.toll_sums import campaign_tolls, rows_toll
from dashboard.figures.tolls import toll_total, unknown_words
from dashboard.figures.totals import several_campaigns, totals
from dashboard.resources import STATIC
from dashboard.table.dictionary import Dictionary
from dashboard.text.cure import cure
from dashboard.text.language import N_, gettext, ngettext, number
from dashboard.text.words import day_in_words

SURER_LABELS = {
    "all": N_("Everything shown"),
    "corroborated only": N_("Only what others confirmed"),
    "placed only": N_("Only what can be placed"),
    "two opened sources": N_("Only with two pages that we opened"),
    "two sources": N_("Only with two sources"),
}
"""What the page calls the sets of :func:`dashboard.figures.totals.sensitivity`."""


def ignored_link(*notices: str) -> str:
    """Return that a part of a link was ignored, and why."""
    return gettext(
        "Part of the link was ignored: {notices}", notices="; ".join(notices)
    )


def filters_line(filters: str, data: str) -> str:
    """Return the filters in words and the fingerprint of the table."""
    return gettext("{filters} · data {data}", filters=filters, data=data)


def left_out_parts(parts: pd.DataFrame, dictionary: Dictionary) -> str:
    """Return how many parts the filters leave out, and their toll.

    ``parts`` are parts of incidents that are shown.
    """
    return ngettext(
        "{count} part of these incidents left out by the filters: {toll}",
        "{count} parts of these incidents left out by the filters: {toll}",
        len(parts),
        toll=campaign_tolls(parts, dictionary),
    )


def counts_and_tolls(rows: pd.DataFrame, dictionary: Dictionary) -> str:
    """Return :func:`count_and_toll`, of several tables each apart.

    Tolls of several campaigns are left out: they are not added up.
    """
    return by_table(
        rows, dictionary, lambda some: count_and_toll(some, not several_campaigns(some))
    )


def count_and_toll(rows: pd.DataFrame, with_toll: bool = True) -> str:
    """Return "12 incidents · 40–45 killed (best 45) · 1 with no figure"."""
    count = ngettext("{count} incident", "{count} incidents", totals(rows)["incidents"])
    if not with_toll:
        return count
    dead = rows_toll(rows)
    return f"{count} · {toll_total(dead)}{unknown_words(dead, ' · ', unit='')}"


def settings_not_used(trouble: str) -> str:
    """Return that the office's settings are left out, and why."""
    return gettext(
        "The settings of this office are not used. {trouble}", trouble=trouble
    )


def no_map(missing: list[str]) -> str:
    """Return that files of the map are missing or cut, and what to do."""
    return gettext(
        "The map cannot be drawn: {files} missing or not whole. Stop the dashboard and "
        "{cure}.",
        files=", ".join(missing),
        cure=cure(),
    )


def _both(one: str, other: str) -> str:
    return gettext("{one}, and {other}", one=one, other=other)


def looks_otherwise(missing: list[str]) -> str:
    """Return that files of the page are missing, and what brings them back."""
    cures = dict.fromkeys(cure(STATIC / name) for name in missing)
    return gettext(
        "This page looks and works otherwise than it should: {files} missing or not "
        "whole. To mend it, {cures}.",
        files=", ".join(missing),
        cures=reduce(_both, cures),
    )


def other_face_words(missing: list[str]) -> str:
    """Return that a picture has other letters than it should, and what to do."""
    return gettext(
        "Another typeface is used: {files} missing or not whole. To mend it, {cure}.",
        files=", ".join(missing),
        cure=cure(),
    )


def table_title(
    shown: int, whole: int, position: int = 0, listed: tuple[int, int] | None = None
) -> tuple[str, str]:
    """Return the title of the table and what follows it.

    ``shown`` of ``whole`` rows are found; ``position`` is the selected row, from 1.
    ``listed`` are the first and last row of the page that is seen, from 1; None where
    all are on one.
    """
    words = _rows_of(shown, whole)
    if listed:
        rest = gettext(
            ", {rows}; here are {first} to {last}, a click on a heading sorts these "
            "alone",
            rows=words,
            first=number(listed[0]),
            last=number(listed[1]),
        )
    else:
        rest = gettext(
            ", {rows}; opens newest first, a click on a heading sorts", rows=words
        )
    if position:
        rest += gettext(" · selected: row {position}", position=number(position))
    return gettext("Incidents and their parts"), rest


def _rows_of(shown: int, whole: int) -> str:
    if shown >= whole:
        return gettext("{rows} rows", rows=number(whole))
    return gettext("{shown} of {rows} rows", shown=number(shown), rows=number(whole))


def table_alt(shown: int, whole: int) -> str:
    """Return what the table holds, for those who cannot see it.

    ``shown`` rows are on the page that is seen, of ``whole``.
    """
    if shown == whole:
        return gettext(
            "Incidents of this selection, {rows} rows, with date, place, toll and "
            "sources",
            rows=number(whole),
        )
    return gettext(
        "Incidents of this selection, {shown} of {rows} rows, with date, place, toll "
        "and sources",
        shown=number(shown),
        rows=number(whole),
    )


def sum_title(rows: int, paged: bool = False) -> str:
    """Return the title of the sums under the table.

    ``paged`` is whether more rows are summed than the page above has.
    """
    if paged:
        return gettext(
            "Sum of all {rows} rows, not of this page alone", rows=number(rows)
        )
    return ngettext("Sum of this row", "Sum of these {count} rows", rows)


def download_label(file: str, rows: int, size: int | None) -> str:
    """Return "Download CSV (71 rows, 98 KB)"; ``size`` is in bytes, None: not known."""
    if size is None:
        return ngettext(
            "Download {file} ({count} row)",
            "Download {file} ({count} rows)",
            rows,
            file=file,
        )
    return ngettext(
        "Download {file} ({count} row, {size} KB)",
        "Download {file} ({count} rows, {size} KB)",
        rows,
        file=file,
        size=_kilobytes(size),
    )


def _kilobytes(size: int) -> str:
    return number(max(1, round(size / 1024)))


def found_label(file: str, rows: int) -> str:
    """Return "CSV of these 3 rows": the download of what the table's search found."""
    return ngettext(
        "{file} of this row", "{file} of these {count} rows", rows, file=file
    )


def whole_label(file: str, rows: int, size: int | None) -> str:
    """Return "CSV of all 72 rows (77 KB)", beside :func:`found_label`."""
    if size is None:
        return ngettext(
            "{file} of all {count} row", "{file} of all {count} rows", rows, file=file
        )
    return ngettext(
        "{file} of all {count} row ({size} KB)",
        "{file} of all {count} rows ({size} KB)",
        rows,
        file=file,
        size=_kilobytes(size),
    )


def narrowed_words(words: str, text: str) -> str:
    """Return a selection in words with what the table's search adds to it."""
    return gettext(
        "{selection}; of these the rows in which the table holds “{found}”",
        selection=words,
        found=text,
    )


def coverage_words(dictionary: Dictionary) -> str:
    """Return which days the table covers, and the gaps in them."""
    if dictionary.tables:
        return " ".join(
            f"{each.beside.label}: {coverage_words(each)}" for each in dictionary.tables
        )
    first, last = dictionary.coverage_start, dictionary.coverage_end
    if first and last:
        days = gettext(
            "The table covers {first} to {last}.",
            first=day_in_words(first),
            last=day_in_words(last),
        )
    else:
        days = gettext(
            "What the table covers is not described; {days}.", days=data_to(dictionary)
        )
    return f"{days} {gaps_text(dictionary)}".strip()


def codes_title(title: str, codes: int) -> str:
    """Return the title of the codes of a column: "Campaign: 4 codes"."""
    return ngettext(
        "{title}: {count} codes", "{title}: {count} codes", codes, title=title
    )


def licence_line(dictionary: Dictionary) -> str:
    """Return the licences of tables, code and layers."""
    titles = (each.get("title") or each.get("name") for each in dictionary.licenses)
    names = ", ".join(str(title) for title in titles if title)
    if not names:
        names = licence_names(dictionary)
    return gettext(
        "Tables: {names}. Code: MIT. Each boundary layer keeps its own.", names=names
    )
