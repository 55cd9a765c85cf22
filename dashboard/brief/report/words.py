"""The words of a report that no brief has: titles of its pages, and its method."""

import shlex

from dashboard.brief.report.periods import Period
from dashboard.brief.words.again import PROGRAM, brief_command
from dashboard.brief.words.model import MAX_TITLE, Brief
from dashboard.figures.method_words import reading_points
from dashboard.selection.selected import Selected
from dashboard.text.words import count_of

MONTHS_SUBTITLE = (
    "One window and one scale; a mark is as large as its toll, and what is known only "
    "to an area has none."
)


def changed_title(before: str, now: str) -> str:
    """Return the title of the comparison of two periods."""
    return f"What changed from {before} to {now}"


def months_title(first: str, last: str) -> str:
    """Return the title of the small maps."""
    return f"Month by month, {first} – {last}"


def theatre_title(theatre: str, usual: str) -> str:
    """Return a title that names its theatre, cut to what a title may have."""
    return f"{theatre[0].upper()}{theatre[1:]}: {usual[0].lower()}{usual[1:]}"[
        :MAX_TITLE
    ]


def table_title(period: str) -> str:
    """Return the title of the table."""
    return f"Incidents of {period}, newest first"


def method_title(period: str) -> str:
    """Return the title of the last page."""
    return f"Method of this report on {period}"


def report_command(
    selected: Selected, period: Period, since: str, given: dict[str, str]
) -> str:
    """Return the command that makes a report of our own table again.

    ``selected`` has the filters without days, ``since`` the link or day asked for,
    ``given`` title, banner and time of making. Blank for another table.
    """
    command = brief_command(
        selected,
        layout="",
        title=given["title"],
        banner=given["banner"],
        as_of=given["as_of"],
    )
    if not command:
        return ""
    asked = [f"--period={period.code}"]
    asked += [shlex.quote(f"--since={since}")] if since else []
    program = PROGRAM.replace("brief", "report")
    return " ".join([program, *asked, command.removeprefix(PROGRAM).strip()]).strip()


def method_points(overview: Brief) -> tuple[str, ...]:
    """Return how the report is to be read, and what it cannot say, as paragraphs."""
    points = [
        point.replace("**", "") for point in reading_points(overview.dataset.dictionary)
    ]
    return (
        *(point.replace("**", "") for point in points),
        (
            "Tolls of several campaigns are not added up: their sum matches nothing "
            "that anyone published."
        ),
        *_without_theatre(overview),
        overview.care,
        overview.sources,
        overview.credits,
        f"Filters: {overview.filters}. {overview.counts}.",
    )


def _without_theatre(overview: Brief) -> list[str]:
    """Say how many incidents have no page of a theatre."""
    rows = overview.rows
    none = rows["theatre"].isna() | rows["theatre"].astype("object").eq("")
    number = int((none & rows["parent_id"].eq("")).sum())
    if not number:
        return []
    return [
        f"No theatre is given for {count_of(number, 'incident')}: on the overview and "
        "in the table, and on no page of a theatre."
    ]
