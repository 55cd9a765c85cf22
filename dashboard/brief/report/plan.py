"""Which pages a report has, and what each says: every page is a brief of its own.

A page counts nothing itself. Its brief does, from the same functions as the command
``totals``, so a number of a report is that of the same filters anywhere else.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from dashboard.brief.report.months import Month, month_of, months_alt
from dashboard.brief.report.periods import Period
from dashboard.brief.report.since import SinceWords
from dashboard.brief.report.words import (
    MONTHS_SUBTITLE,
    changed_name,
    changed_title,
    method_points,
    method_title,
    months_title,
    report_command,
    table_title,
    theatre_title,
)
from dashboard.brief.words.again import again_words
from dashboard.brief.words.make import make_brief
from dashboard.brief.words.model import MAX_TITLE, Brief
from dashboard.dataset import Dataset
from dashboard.selection.selected import Selected
from dashboard.settings import USUAL, Settings
from dashboard.text.language import N_, gettext

OVERVIEW, TABLE = N_("Overview"), N_("Table")
MONTHS, METHOD = N_("Month by month"), N_("Method")
"""Names of the pages, as bookmarks and headings, said by ``gettext``; a theatre has its
own name."""
LISTED = "table"
"""The layout of the page that lists every incident; no other page has it."""


class ReportPage(NamedTuple):
    """A page: its name, and the brief that it shows.

    With ``months`` small maps of these stand in the place of the brief's own, with
    ``points`` paragraphs.
    """

    name: str
    brief: Brief
    months: tuple[Month, ...] = ()
    points: tuple[str, ...] = ()

    @property
    def is_table(self) -> bool:
        """Return whether this is the page that lists every incident."""
        return self.brief.layout == LISTED


class Report(NamedTuple):
    """The pages of a report; the first is the overview, ``table`` the list of rows."""

    title: str
    period: Period
    pages: tuple[ReportPage, ...]

    @property
    def overview(self) -> Brief:
        """Return the brief of the whole period."""
        return self.pages[0].brief

    @property
    def table(self) -> Brief:
        """Return the brief whose list has every incident of the period."""
        return next(page.brief for page in self.pages if page.is_table)


def make_report(
    dataset: Dataset,
    selection: dict[str, Any],
    period: Period,
    *,
    title: str = "",
    banner: str = "",
    as_of: str = "",
    since: SinceWords | None = None,
    settings: Settings = USUAL,
) -> Report:
    """Return the pages of a report about a period.

    ``selection`` are filters without days; ``title`` stands on the overview in the
    place of the usual one; ``since`` says what changed since a link or a day. The
    others are those of :func:`dashboard.brief.words.make.make_brief`. Raises BriefError
    for what is not allowed.
    """
    make = partial(
        make_brief,
        dataset,
        root=settings.public_address,
        banner=banner,
        as_of=as_of,
        settings=settings,
    )
    asked = {**selection, **period.filters}
    overview = make(asked, title=title)
    pages = [ReportPage(gettext(OVERVIEW), overview), _changed(make, selection, period)]
    if since is not None:
        page = _worded(overview, since.title, since.subtitle)
        pages.append(ReportPage(since.name, page, points=since.points))
    pages += _theatres(make, overview, asked)
    pages.append(_months(make, selection, period))
    table = make(asked, layout=LISTED, title=table_title(period))
    pages.append(ReportPage(gettext(TABLE), table))
    method = _worded(overview, method_title(period), overview.counts)
    pages.append(ReportPage(gettext(METHOD), method, points=method_points(overview)))
    if not settings.public_address:
        plain = Selected(overview.dataset, selection)
        given = {"title": title, "banner": banner, "as_of": as_of}
        command = report_command(plain, period, since.asked if since else "", given)
        again = again_words("", command)
        pages = [_made_again(page, again) for page in pages]
    return Report(overview.title, period, tuple(pages))


def _made_again(page: ReportPage, again: str) -> ReportPage:
    """Return a page that says how the whole report is made again."""
    return page._replace(brief=replace(page.brief, again=again))


def _changed(
    make: Callable[..., Brief], selection: dict[str, Any], period: Period
) -> ReportPage:
    """Return the comparison with the period before."""
    before = period.previous
    brief = make(
        {**selection, **before.filters},
        layout="compare",
        against={**selection, **period.filters},
        title=changed_title(before, period),
    )
    return ReportPage(changed_name(before), brief)


def _theatres(
    make: Callable[..., Brief], overview: Brief, asked: dict[str, Any]
) -> list[ReportPage]:
    """Return one page for each theatre with rows, in the order of the table's codes."""
    dictionary = overview.dataset.dictionary
    present = set(overview.rows["theatre"].dropna().astype("str")) - {""}
    listed = [code for code in dictionary.fields["theatre"].codes if code in present]
    order = [*listed, *sorted(present - {*listed})]
    return [
        _theatre(make, {**asked, "theatre": [code]}, dictionary.label("theatre", code))
        for code in order
    ]


def _theatre(
    make: Callable[..., Brief], asked: dict[str, Any], name: str
) -> ReportPage:
    """Return the page of a theatre; a title that does not name it begins with it."""
    brief = make(asked)
    heading = name[:1].upper() + name[1:]  # labels of codes are in small letters
    if name not in brief.title:
        brief = make(asked, title=theatre_title(heading, brief.title)[:MAX_TITLE])
    return ReportPage(heading, brief)


def _months(
    make: Callable[..., Brief], selection: dict[str, Any], period: Period
) -> ReportPage:
    months = period.months
    days = {"from": months[0].first, "to": months[-1].last}
    title = months_title(months[0], months[-1])
    brief = make({**selection, **days}, layout="map", title=title)
    shown = tuple(
        month_of(Selected(brief.dataset, {**selection, **each.filters}), each)
        for each in months
    )
    subtitle = f"{brief.subtitle} {gettext(MONTHS_SUBTITLE)}"
    brief = replace(brief, subtitle=subtitle, alt=months_alt(title, shown))
    return ReportPage(gettext(MONTHS), brief, months=shown)


def _worded(overview: Brief, title: str, subtitle: str) -> Brief:
    """Return the overview with another head, for a page of paragraphs."""
    return replace(overview, title=title, subtitle=subtitle, alt=f"{title}. {subtitle}")
