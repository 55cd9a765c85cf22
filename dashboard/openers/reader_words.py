"""Why the process that reads a file gave no table of it, in words."""

from dashboard.openers import reader_process
from dashboard.openers.reader_process import (
    BUSY,
    NOT_STARTED,
    TIME,
    TOO_MUCH,
    ReaderError,
)
from dashboard.openers.reader_script import DAMAGED, GAVE_UP, MEMORY, PASSWORD
from dashboard.table.limits import MEGABYTE
from dashboard.table.reading import UnreadableTableError
from dashboard.text.language import gettext, number


def damaged(name: str, why: str) -> UnreadableTableError:
    """Return the error for a workbook that is damaged, or none."""
    return UnreadableTableError(
        gettext(
            "{file}: this is a damaged workbook, or none ({why}). Open it in a "
            "spreadsheet and save it again.",
            file=name,
            why=why,
        )
    )


def unread(name: str, error: ReaderError) -> UnreadableTableError:
    """Return the words for a file whose reader gave no answer, or not a whole one.

    Each says what is allowed where that may be why.
    """
    if error.wrong == PASSWORD:
        return locked(name)
    if error.wrong == DAMAGED:
        return damaged(name, error.why)
    if error.wrong == GAVE_UP:
        return damaged(name, gettext("its reader gave up"))
    if error.wrong == NOT_STARTED:
        words = gettext(
            "{file}: the reader of this file could not be started ({error}). Try "
            "again, or save the table as CSV.",
            error=error.why,
            file=name,
        )
    elif error.wrong == BUSY:
        words = gettext(
            "{file}: so many other files are being read that it was not its turn. "
            "Try again in a few minutes, or save the table as CSV.",
            file=name,
        )
    elif error.wrong == MEMORY:
        words = gettext(
            "{file}: to read this file takes more memory than {megabytes} MB, "
            "which is the limit. Save the table alone, or as CSV.",
            file=name,
            megabytes=number(reader_process.MAX_MEMORY // MEGABYTE),
        )
    elif error.wrong == TIME:
        words = gettext(
            "{file}: to read this file takes too long; {seconds} seconds of work "
            "or {wait} by the clock are the limit. Save the table alone, or as CSV.",
            file=name,
            seconds=number(reader_process.MAX_CPU),
            wait=number(reader_process.MAX_SECONDS),
        )
    elif error.wrong == TOO_MUCH:
        words = gettext(
            "{file}: its cells hold more than {megabytes} MB, or those of one row more "
            "than {row} MB, which is the limit. Save the table alone, or as CSV.",
            file=name,
            megabytes=number(reader_process.MAX_ANSWER // MEGABYTE),
            row=number(reader_process.MAX_LINE // MEGABYTE),
        )
    else:
        words = gettext(
            "{file}: the reader of this file broke off; it may take {megabytes} MB of "
            "memory and {seconds} seconds. Open the file in the program that it comes "
            "from and save it again, or save the table as CSV.",
            file=name,
            megabytes=number(reader_process.MAX_MEMORY // MEGABYTE),
            seconds=number(reader_process.MAX_CPU),
        )
    return UnreadableTableError(words)


def locked(name: str) -> UnreadableTableError:
    """Return the error for a workbook that needs a password."""
    return UnreadableTableError(
        gettext(
            "{file}: this is a workbook with a password. Save it without one.",
            file=name,
        )
    )
