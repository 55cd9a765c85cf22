"""The words of a report that no brief has: titles of its pages, and its method."""

import shlex

from dashboard.brief.report.periods import Period
from dashboard.brief.words.again import PROGRAM, brief_command
from dashboard.brief.words.model import Brief
from dashboard.figures.method_words import reading_points
from dashboard.selection.selected import Selected
from dashboard.text.language import N_, gettext, ngettext, pgettext

MONTHS_SUBTITLE = N_(
    "One window and one scale; a mark is as large as its toll, and what is known only "
    "to an area has none."
)
"""Said by ``gettext``.

A quarter has texts of its own: many languages put an article before it, and none before
a month or a year ("de 2026", "del tercer trimestre de 2026").
"""


def changed_title(before: Period, now: Period) -> str:
    """Return the title of the comparison of two periods of one kind."""
    told = {"before": before.words, "now": now.words}
    if now.kind == "quarter":
        return pgettext("quarters", "What changed from {before} to {now}", **told)
    return gettext("What changed from {before} to {now}", **told)


def changed_name(before: Period) -> str:
    """Return the name of the page that compares a period with the one before."""
    if before.kind == "quarter":
        return pgettext("a quarter", "What changed since {period}", period=before.words)
    return gettext("What changed since {period}", period=before.words)


def months_title(first: Period, last: Period) -> str:
    """Return the title of the small maps."""
    return gettext(
        "Month by month, {first} – {last}", first=first.words, last=last.words
    )


def theatre_title(theatre: str, usual: str) -> str:
    """Return a title that begins with the name of its theatre."""
    return gettext("{theatre}: {title}", theatre=theatre, title=usual)


def table_title(period: Period) -> str:
    """Return the title of the table."""
    words = period.words
    if period.kind == "quarter":
        return pgettext(
            "a quarter", "Incidents of {period}, newest first", period=words
        )
    return gettext("Incidents of {period}, newest first", period=words)


def method_title(period: Period) -> str:
    """Return the title of the last page."""
    words = period.words
    if period.kind == "quarter":
        return pgettext("a quarter", "Method of this report on {period}", period=words)
    return gettext("Method of this report on {period}", period=words)


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
        gettext(
            "Tolls of several campaigns are not added up: their sum matches nothing "
            "that anyone published."
        ),
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
