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
    changed_title,
    method_points,
    method_title,
    months_subtitle,
    months_title,
    report_command,
    table_title,
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
"""Names of the pages, as bookmarks and headings; other pages have their own."""


class ReportPage(NamedTuple):
    """A page: its name as a reader sees it, and the brief that it shows.

    ``code`` is one of the constants above, blank for a page with a name of its own.
    With ``months`` small maps of these stand in the place of the brief's own, with
    ``points`` paragraphs.
    """

    name: str
    brief: Brief
    months: tuple[Month, ...] = ()
    points: tuple[str, ...] = ()
    code: str = ""


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
        return next(page.brief for page in self.pages if page.code == TABLE)


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
    pages = [_named(OVERVIEW, overview), _changed(make, selection, period)]
    if since is not None:
        page = _worded(overview, since.title, since.subtitle)
        pages.append(ReportPage(since.name, page, points=since.points))
    pages += _theatres(make, overview, asked)
    pages.append(_months(make, selection, period))
    table = make(asked, layout="table", title=table_title(period.words))
    pages.append(_named(TABLE, table))
    method = _worded(overview, method_title(period.words), overview.counts)
    pages.append(_named(METHOD, method, points=method_points(overview)))
    if not settings.public_address:
        plain = Selected(overview.dataset, selection)
        given = {"title": title, "banner": banner, "as_of": as_of}
        command = report_command(plain, period, since.asked if since else "", given)
        again = again_words("", command)
        pages = [_made_again(page, again) for page in pages]
    return Report(overview.title, period, tuple(pages))


def _named(code: str, brief: Brief, **more) -> ReportPage:
    """Return a page with the name that its code has in the language of now."""
    return ReportPage(gettext(code), brief, code=code, **more)


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
        title=changed_title(before.words, period.words),
    )
    name = gettext("What changed since {before}", before=before.words)
    return ReportPage(name, brief)


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
    if name not in brief.title:
        title = gettext("{theatre}: {title}", theatre=name, title=brief.title)
        brief = make(asked, title=f"{title[0].upper()}{title[1:MAX_TITLE]}")
    return ReportPage(name, brief)


def _months(
    make: Callable[..., Brief], selection: dict[str, Any], period: Period
) -> ReportPage:
    months = period.months
    days = {"from": months[0].first, "to": months[-1].last}
    title = months_title(months[0].words, months[-1].words)
    brief = make({**selection, **days}, layout="map", title=title)
    shown = tuple(
        month_of(Selected(brief.dataset, {**selection, **each.filters}), each)
        for each in months
    )
    subtitle = months_subtitle(brief.subtitle)
    brief = replace(brief, subtitle=subtitle, alt=months_alt(title, shown))
    return _named(MONTHS, brief, months=shown)


def _worded(overview: Brief, title: str, subtitle: str) -> Brief:
    """Return the overview with another head, for a page of paragraphs."""
    return replace(overview, title=title, subtitle=subtitle, alt=f"{title}. {subtitle}")
