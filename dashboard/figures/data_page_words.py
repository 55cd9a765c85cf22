"""The words of page Data, and of the notices about which table is open."""

from collections.abc import Sequence

import pandas as pd

from dashboard.figures.caveats import as_sentences
from dashboard.figures.totals import period
from dashboard.text.language import N_, SOURCE, current, decimal, gettext, ngettext
from dashboard.text.language import number as whole
from dashboard.text.words import listing, period_in_words

MEGABYTE = 1024 * 1024
STAYS_HERE = N_(
    "An uploaded file stays in the memory of this browser session, on the computer "
    "that runs the dashboard. It is written nowhere and shown to no other session. "
    "Reload the page or close it, and the file is gone."
)
"""What happens with an uploaded file, as the page promises it."""
OPENING = {
    "read": N_("Reading the file"),
    "wait": N_("Waiting for a turn: other files are being read"),
    "map": N_("Finding the columns of {rows}"),
    "check": N_("Checking and placing {rows}"),
}
"""What each step of opening does, with the rows that it has before it."""
OPEN_HEAD = N_("**Open your own table**")
OPEN_WORDS = N_(
    "A table of incidents has a row for each incident, with a date and, where it is "
    "known, a latitude and a longitude. Columns may have any name and any order."
)
FOUND_TITLES = {
    "problem": N_("Left out, and why"),
    "warning": N_("Used, but look at these"),
    "note": N_("Assumed"),
}
"""What the page calls the findings of each level."""
NOTHING_FOUND = N_("Every row is in order, and nothing was assumed.")
NO_CLAIMS = N_(
    "The file comes without a description, so nothing is claimed of it: no coverage, "
    "no licence and no citation. Title and days are those of the file."
)
MAPPING_WORDS = N_(
    "Each line is a column that the dashboard knows; choose which column of your file "
    "it is. All columns of the file are kept, under their own names."
)
MAPPING_OF_RUN = N_(
    "This table was opened when the dashboard was started. What you change here is for "
    "this session alone. To change it for everybody, save the mapping and start again "
    "with --mapping FILE."
)
AS_READ = N_("The first rows, as they will be read")
READ_AS = {"auto": N_("what it looks like")}
HOW_READ = N_("How the file was read")
TEMPLATE = N_("Download an empty template")
NOT_IN_FILE = N_("not in the file")
SAVED_MAPPING_HELP = N_("A file that was saved here with Save mapping")
ADD_UP_HELP = N_(
    "Two tables may hold the same incident. Added up, it counts twice, and every page "
    "and file says that tables were added up. Without this, counts and tolls stand for "
    "each table."
)
OURS_WORDS = N_("The table that comes with the dashboard")
OF_RUN = N_("Opened when the dashboard was started")
UPLOADED = N_("Uploaded in this session, and seen in it alone")
READ_ANEW = N_(
    "Opened when the dashboard was started; read in another way in this session"
)
AS_STARTED = N_("Read as at the start")


def _rows(rows: int) -> str:
    return ngettext("{count} row", "{count} rows", rows)


def step_words(step: str, rows: int) -> str:
    """Return what a step of opening does: "Checking and placing 1,204 rows"."""
    return gettext(OPENING[step], rows=_rows(rows))


def reading_title(name: str) -> str:
    """Return what is done while a file is opened."""
    return gettext("Opening {name}", name=name)


def size_words(size: int) -> str:
    """Return bytes as people read them: "3.4 MB", "12 KB"."""
    if size >= MEGABYTE:
        return f"{decimal(size / MEGABYTE, 1)} MB"
    return f"{whole(max(1, round(size / 1024)))} KB"


def no_room(size: int, free: int, most: int) -> str:
    """Return that the server has no room for a file, and what to do."""
    return gettext(
        "The file has {size}, and there is room for {free}: all open sessions "
        "together may hold {most} of uploaded tables. Remove a table here, wait until "
        "another session ends, or open the file with python3 start.py run --data FILE.",
        size=size_words(size),
        free=size_words(free),
        most=size_words(most),
    )


def limits_words(megabytes: int, rows: int, columns: int) -> str:
    """Return how large an uploaded file may be, and what to do with a larger one.

    The uploader itself refuses a larger file, before any code of ours sees it.
    """
    return gettext(
        "A file may have up to {megabytes} MB, {rows} rows and {columns} columns. A "
        "larger one is refused: save a part of it, such as some years or one country, "
        "as a file of its own, and open that.",
        megabytes=whole(megabytes),
        rows=whole(rows),
        columns=whole(columns),
    )


def opened_words(name: str, rows: int, caveats: list[str]) -> str:
    """Return that a file was opened, its rows, and what is missing from it."""
    return as_sentences(
        [gettext("{name} is open: {rows}", name=name, rows=_rows(rows)), *caveats]
    )


def not_opened_words(name: str, reason: str) -> str:
    """Return that a file could not be opened, and why."""
    rest = reason if reason.startswith(name) else f"{name}: {reason}"
    return gettext("Not opened. {reason}", reason=rest)


def other_than_asked(name: str, data: str) -> str:
    """Return that an uploaded file is not the one that the link is about."""
    return gettext(
        "{name} is open too, but it is not the table of the link: its data is {data}. "
        "To look at it, choose it on page Data.",
        name=name,
        data=data,
    )


def asked_title(names: tuple[str, ...]) -> str:
    """Return the name of the table that a link is about, which is not open."""
    named = listing([f"“{name}”" for name in names])
    return ngettext(
        "This link is about the table {named}, which is not open here.",
        "This link is about the tables {named}, which are not open here.",
        len(names),
        named=named,
    )


def asked_words(data: Sequence[str], same_name: Sequence[str] = ()) -> str:
    """Return why a table is gone and what to do.

    ``data`` are the fingerprints that the link carries, ``same_name`` the names in it
    that another open table has.
    """
    why = gettext(
        "An uploaded table is in one browser session alone, and a reload ends the "
        "session: the table is gone then."
    )
    if same_name:
        named = listing([f"“{name}”" for name in same_name])
        if data:
            why = gettext(
                "A table called {named} is open, but its data is not that of the link.",
                named=named,
            )
        else:
            why = gettext(
                "The link does not say which open table called {named} it means.",
                named=named,
            )
    if not data:
        return gettext(
            "{why} Open the file again to see what the link shows. Until then no "
            "number is shown, for it would be another table's.",
            why=why,
        )
    return gettext(
        "{why} Open the file (data {data}) again to see what the link shows. Until "
        "then no number is shown, for it would be another table's.",
        why=why,
        data=listing(list(data)),
    )


def strip_words(title: str, uploaded: bool) -> tuple[str, str]:
    """Return which table the pages show where it is not the default one, and where."""
    if not title:
        return gettext("The open table cannot be read"), ""
    if uploaded:
        return title, gettext("· open in this session alone")
    return title, gettext("· open now")


def facts_line(parts: list[str]) -> str:
    """Return facts about a table on one line."""
    return " · ".join(part for part in parts if part)


def rows_and_days(incidents: pd.DataFrame) -> str:
    """Return how many rows a table has and from when: "42 rows · 2 Sep – 4 Oct"."""
    first, last = period(incidents)
    days = period_in_words(first, last) if first is not None else gettext("no dates")
    return facts_line([_rows(len(incidents)), days])


def fingerprint_words(data: str) -> str:
    """Return the fingerprint of a data set, as every output has it."""
    return gettext("data {data}", data=data)


def format_words(format: str, title: str, importer: str) -> str:
    """Return what a file is: "CSV, semicolons · looks like an ACLED export"."""
    known = importer not in ("", "table")
    if not known:
        return format
    kind = _of_kind(title) if current() == SOURCE else title
    return facts_line([format, gettext("this looks like {kind}", kind=kind)])


def _of_kind(title: str) -> str:
    """Return "an ACLED export"; a name that is no single thing has no article."""
    if not title.endswith(("export", "tags", "table")):
        return title
    return f"{'an' if title[:1] in 'AEIOH' and title[1:2].isupper() else 'a'} {title}"


def counts_of_rows(accepted: int, warned: int, rejected: int) -> list[tuple[str, str]]:
    """Return (label, number) of the rows by what became of them."""
    return [
        (gettext("Accepted"), whole(accepted)),
        (gettext("Accepted with a warning"), whole(warned)),
        (gettext("Left out"), whole(rejected)),
    ]


def notices_title(number: int) -> str:
    """Return the title of many notices: "27 things noticed about the data"."""
    return ngettext(
        "{count} thing noticed about the data",
        "{count} things noticed about the data",
        number,
    )


def report_name(name: str, data: str, ending: str) -> str:
    """Return the name of the file with the report on a table."""
    return f"report-{name.rsplit('.', 1)[0]}-{data}.{ending}"


def mapping_name(name: str) -> str:
    """Return the name of the file with the mapping of a table."""
    return f"mapping-{name.rsplit('.', 1)[0]}.json"


def joined_columns(names: list[str]) -> str:
    """Return several columns of a file that are put together."""
    return " + ".join(names)


def column_label(title: str, name: str) -> str:
    """Return how the form calls one of our columns: "Date (date)"."""
    return f"{title} ({name})"
