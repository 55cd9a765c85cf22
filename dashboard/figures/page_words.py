"""The words around what a page shows: notices, titles of its parts, labels of files."""

import pandas as pd

from dashboard.figures.citation import licence_names
from dashboard.figures.dataset_words import data_to, gaps_text
from dashboard.figures.table_groups import by_table
from dashboard.figures.toll_sums import campaign_tolls, rows_toll
from dashboard.figures.tolls import toll_total, unknown_words
from dashboard.figures.totals import several_campaigns, totals
from dashboard.resources import STATIC, how_to_mend
from dashboard.table.dictionary import Dictionary
from dashboard.text.words import count_of, day_in_words

SURER_LABELS = {
    "all": "Everything shown",
    "corroborated only": "Only what others confirmed",
    "placed only": "Only what can be placed",
    "two opened sources": "Only with two pages that we opened",
    "two sources": "Only with two sources",
}
"""What the page calls the sets of :func:`dashboard.figures.totals.sensitivity`."""


def ignored_link(*notices: str) -> str:
    """Return that a part of a link was ignored, and why."""
    return f"Part of the link was ignored: {'; '.join(notices)}"


def filters_line(filters: str, data: str) -> str:
    """Return the filters in words and the fingerprint of the table."""
    return f"{filters} · data {data}"


def left_out_parts(parts: pd.DataFrame, dictionary: Dictionary) -> str:
    """Return how many parts the filters leave out, and their toll.

    ``parts`` are parts of incidents that are shown.
    """
    count = count_of(len(parts), "part")
    toll = campaign_tolls(parts, dictionary)
    return f"{count} of these incidents left out by the filters: {toll}"


def counts_and_tolls(rows: pd.DataFrame, dictionary: Dictionary) -> str:
    """Return :func:`count_and_toll`, of several tables each apart.

    Tolls of several campaigns are left out: they are not added up.
    """
    return by_table(
        rows, dictionary, lambda some: count_and_toll(some, not several_campaigns(some))
    )


def count_and_toll(rows: pd.DataFrame, with_toll: bool = True) -> str:
    """Return "12 incidents · 40–45 killed (best 45) · 1 with no figure"."""
    count = count_of(totals(rows)["incidents"], "incident")
    if not with_toll:
        return count
    dead = rows_toll(rows)
    return f"{count} · {toll_total(dead)}{unknown_words(dead, ' · ', unit='')}"


def settings_not_used(trouble: str) -> str:
    """Return that the office's settings are left out, and why."""
    return f"The settings of this office are not used. {trouble}"


def no_map(missing: list[str]) -> str:
    """Return that files of the map are missing or cut, and what to do."""
    return (
        f"The map cannot be drawn: {', '.join(missing)} missing or not whole. "
        f"Stop the dashboard and {how_to_mend()}."
    )


def looks_otherwise(missing: list[str]) -> str:
    """Return that files of the page are missing, and what brings them back."""
    cures = dict.fromkeys(how_to_mend(STATIC / name) for name in missing)
    return (
        f"This page looks and works otherwise than it should: {', '.join(missing)} "
        f"missing or not whole. To mend it, {', and '.join(cures)}."
    )


def other_face_words(missing: list[str]) -> str:
    """Return that a picture has other letters than it should, and what to do."""
    return (
        f"Another typeface is used: {', '.join(missing)} missing or not whole. "
        f"To mend it, {how_to_mend()}."
    )


def table_title(
    shown: int, whole: int, position: int = 0, listed: tuple[int, int] | None = None
) -> tuple[str, str]:
    """Return the title of the table and what follows it.

    ``shown`` of ``whole`` rows are found; ``position`` is the selected row, from 1.
    ``listed`` are the first and last row of the page that is seen, from 1; None where
    all are on one.
    """
    rows = f"{shown:,} of {whole:,} rows" if shown < whole else f"{whole:,} rows"
    if listed:
        first, last = listed
        rest = f", {rows}; here are {first:,} to {last:,}, a click on a heading sorts"
        rest += " these alone"
    else:
        rest = f", {rows}; opens newest first, a click on a heading sorts"
    if position:
        rest += f" · selected: row {position:,}"
    return "Incidents and their parts", rest


def table_alt(shown: int, whole: int) -> str:
    """Return what the table holds, for those who cannot see it.

    ``shown`` rows are on the page that is seen, of ``whole``.
    """
    what = "date, place, toll and sources"
    rows = f"{shown:,} rows" if shown == whole else f"{shown:,} of {whole:,} rows"
    return f"Incidents of this selection, {rows}, with {what}"


def sum_title(rows: int, paged: bool = False) -> str:
    """Return the title of the sums under the table.

    ``paged`` is whether more rows are summed than the page above has.
    """
    if paged:
        return f"Sum of all {rows:,} rows, not of this page alone"
    return f"Sum of {'this row' if rows == 1 else f'these {rows:,} rows'}"


def download_label(file: str, rows: int, size: int | None) -> str:
    """Return "Download CSV (71 rows, 98 KB)"; ``size`` is in bytes, None: not known."""
    kilobytes = "" if size is None else f", {max(1, round(size / 1024)):,} KB"
    return f"Download {file} ({count_of(rows, 'row')}{kilobytes})"


def found_label(file: str, rows: int) -> str:
    """Return "CSV of these 3 rows": the download of what the table's search found."""
    return f"{file} of {'this row' if rows == 1 else f'these {rows:,} rows'}"


def whole_label(file: str, rows: int, size: int | None) -> str:
    """Return "CSV of all 72 rows (77 KB)", beside :func:`found_label`."""
    kilobytes = "" if size is None else f" ({max(1, round(size / 1024)):,} KB)"
    return f"{file} of all {count_of(rows, 'row')}{kilobytes}"


def narrowed_words(words: str, text: str) -> str:
    """Return a selection in words with what the table's search adds to it."""
    return f"{words}; of these the rows in which the table holds “{text}”"


def coverage_words(dictionary: Dictionary) -> str:
    """Return which days the table covers, and the gaps in them."""
    if dictionary.tables:
        return " ".join(
            f"{each.beside.label}: {coverage_words(each)}" for each in dictionary.tables
        )
    first, last = dictionary.coverage_start, dictionary.coverage_end
    if first and last:
        days = f"The table covers {day_in_words(first)} to {day_in_words(last)}."
    else:
        days = f"What the table covers is not described; {data_to(dictionary)}."
    return f"{days} {gaps_text(dictionary)}".strip()


def codes_title(title: str, codes: int) -> str:
    """Return the title of the codes of a column: "Campaign: 4 codes"."""
    return f"{title}: {codes} codes"


def licence_line(dictionary: Dictionary) -> str:
    """Return the licences of tables, code and layers."""
    titles = (each.get("title") or each.get("name") for each in dictionary.licenses)
    names = ", ".join(str(title) for title in titles if title)
    if not names:
        names = licence_names(dictionary)
    return f"Tables: {names}. Code: MIT. Each boundary layer keeps its own."


def failed_words(log: str) -> str:
    """Return what a page says where the program failed; ``log`` is its file's name."""
    return (
        "This could not be drawn: the fault is in the program, not in your table. "
        "The rest may still work; to begin anew, open the page without filters. "
        f"Please report it. {_where_to_look(log)}"
    ).strip()


def not_done_words(log: str) -> str:
    """Return what a page says where the program failed to follow a click."""
    return (
        "Your last click was not followed, or only in part: the fault is in the "
        "program, not in your table. To begin anew, open the page without filters. "
        f"Please report it. {_where_to_look(log)}"
    ).strip()


def _where_to_look(log: str) -> str:
    where = f"The file {log} in the folder “crashes” of the dashboard's cache, on the "
    where += "machine that it runs on, says what happened."
    return where if log else ""


def machine_failed_words(lacking: str) -> str:
    """Return what a page says where its machine lacks room, memory or leave."""
    return (
        f"This could not be drawn on the machine that the dashboard runs on: {lacking}."
    )


def machine_not_done_words(lacking: str) -> str:
    """Return what a page says where its machine could not follow a click."""
    return (
        "Your last click was not followed, or only in part, on the machine that the "
        f"dashboard runs on: {lacking}."
    )
