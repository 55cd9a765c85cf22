"""The words of a report that no brief has: titles of its pages, and its method."""

import shlex

from dashboard.brief.report.periods import Period
from dashboard.brief.words.again import PROGRAM, brief_command
from dashboard.brief.words.model import Brief
from dashboard.figures.method_words import reading_points
from dashboard.selection.selected import Selected
from dashboard.text.language import N_, gettext, ngettext

TOLLS_APART = N_(
    "Tolls of several campaigns are not added up: their sum matches nothing that "
    "anyone published."
)


def changed_title(before: str, now: str) -> str:
    """Return the title of the comparison of two periods."""
    return gettext("What changed from {before} to {now}", before=before, now=now)


def months_title(first: str, last: str) -> str:
    """Return the title of the small maps."""
    return gettext("Month by month, {first} – {last}", first=first, last=last)


def months_subtitle(usual: str) -> str:
    """Return what stands below the title of the small maps."""
    return gettext(
        "{usual} One window and one scale; a mark is as large as its toll, and what is "
        "known only to an area has none.",
        usual=usual,
    )


def table_title(period: str) -> str:
    """Return the title of the table."""
    return gettext("Incidents of {period}, newest first", period=period)


def method_title(period: str) -> str:
    """Return the title of the last page."""
    return gettext("Method of this report on {period}", period=period)


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
        gettext(TOLLS_APART),
        *_without_theatre(overview),
        overview.care,
        overview.sources,
        overview.credits,
        gettext(
            "Filters: {filters}. {counts}.",
            filters=overview.filters,
            counts=overview.counts,
        ),
    )


def _without_theatre(overview: Brief) -> list[str]:
    """Say how many incidents have no page of a theatre."""
    rows = overview.rows
    none = rows["theatre"].isna() | rows["theatre"].astype("object").eq("")
    number = int((none & rows["parent_id"].eq("")).sum())
    if not number:
        return []
    return [
        ngettext(
            "No theatre is given for {count} incident: on the overview and in the "
            "table, and on no page of a theatre.",
            "No theatre is given for {count} incidents: on the overview and in the "
            "table, and on no page of a theatre.",
            number,
        )
    ]
