"""How a table stands to its description, in words: whole, edited or cut short."""

from dashboard.table.standing import Standing
from dashboard.text.language import gettext, ngettext, number


def cut_short_words(standing: Standing) -> str:
    """Return "The table is cut short: 42 of 110 rows", blank where it is not."""
    if standing.kind != "cut_short":
        return ""
    if standing.described is None or standing.rows >= standing.described:
        return gettext("The table is cut short: its last line is unfinished")
    return gettext(
        "The table is cut short: {rows} of {described} rows",
        rows=number(standing.rows),
        described=number(standing.described),
    )


def cut_short_in_full(standing: Standing) -> str:
    """Return the same, and whose the period and its gaps are."""
    words = cut_short_words(standing)
    if not words or standing.described is None:
        return words
    return gettext(
        "{cut_short}; the period and its gaps are those of the whole table, so days "
        "that look empty may have had incidents",
        cut_short=words,
    )


def standing_words(standing: Standing) -> str:
    """Return how one table stands to its description."""
    rows = standing.rows
    if standing.kind == "cut_short":
        return cut_short_in_full(standing)
    if standing.kind == "edited":
        return ngettext(
            "The table was edited since its release; it has {count} row",
            "The table was edited since its release; it has {count} rows",
            rows,
        )
    if standing.kind == "sealed":
        return ngettext(
            "The table is whole: {count} row, as its description says",
            "The table is whole: {count} rows, as its description says",
            rows,
        )
    return ngettext(
        "The table has {count} row; nothing tells whether that is all of them",
        "The table has {count} rows; nothing tells whether that is all of them",
        rows,
    )
