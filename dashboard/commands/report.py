"""The command that writes a report of a period to a file; returns its exit code."""

import json
import sys
from datetime import UTC, datetime

from dashboard.brief.report.formats import (
    REPORT_FORMATS,
    checked_report_format,
    report_name,
    report_to_file,
)
from dashboard.brief.report.periods import period_of
from dashboard.brief.report.plan import Report, make_report
from dashboard.brief.report.since import since_page
from dashboard.brief.words.model import BriefError
from dashboard.commands.brief import write_file
from dashboard.commands.codes import WrongUseError
from dashboard.commands.opening import add_data
from dashboard.commands.options import (
    add_filters,
    exit_code,
    notices_of,
    open_data,
    selection_of_options,
    settings_of_options,
)
from dashboard.figures.caveats import table_facts
from dashboard.text.banner import TLP
from dashboard.text.language import current, gettext


def add_options(parser) -> None:
    """Add the options of the command; its days come from the period alone."""
    parser.set_defaults(command=run_report)
    text = gettext("a month, quarter or year: 2026-08, 2026-Q3 or 2026")
    parser.add_argument("--period", required=True, metavar="PERIOD", help=text)
    add_data(parser)
    add_filters(parser, without=("from", "to"))
    group = parser.add_argument_group(gettext("the pages"))
    for option, usual, metavar, words in _options():
        group.add_argument(f"--{option}", default=usual, metavar=metavar, help=words)
    text = gettext("print JSON, for programs")
    parser.add_argument("--json", action="store_true", help=text)


def _options() -> tuple:
    """Return the options of the pages: name, usual value, what it takes, and help."""
    usual, *others = REPORT_FORMATS
    since = gettext("a page on what changed since a pinned link or a day")
    banner = gettext("handling banner: any text, or {marks}", marks=", ".join(TLP))
    formats = gettext(
        "{first} if not given; or {others}", first=usual, others=", ".join(others)
    )
    title = gettext("stands for the neutral title of the overview")
    as_of = gettext("time of making, ISO; now, in UTC, if not given")
    out = gettext("folder to write to; made if it is not there")
    office = gettext("settings of the office: names, logo, address")
    return (
        ("since", "", "LINK_OR_DAY", since),
        ("title", "", "TEXT", title),
        ("banner", None, "TEXT", banner),
        ("as-of", "", "TIME", as_of),
        ("format", usual, "FORMAT", formats),
        ("out", ".", "DIR", out),
        ("settings", "", "FILE", office),
    )


def run_report(options) -> int:
    """Write the report of a period and print where it is, last."""
    try:
        format = checked_report_format(options.format)
        period = period_of(options.period)
        settings = settings_of_options(options)
        dataset = open_data(options)
        report = make_report(
            dataset,
            selection_of_options(options, dataset),
            period,
            title=options.title,
            banner=settings.banner if options.banner is None else options.banner,
            as_of=options.as_of or f"{datetime.now(UTC):%Y-%m-%dT%H:%MZ}",
            since=since_page(dataset, options.since) if options.since else None,
            settings=settings,
        )
        name = report_name(report, format)
        path = write_file(options, name, lambda: report_to_file(report, format))
    except BriefError as error:
        raise WrongUseError(str(error)) from error
    for notice in notices_of(dataset):
        print(notice, file=sys.stderr)
    _report(report, options, str(path))
    return exit_code(dataset)


def _report(report: Report, options, path: str) -> None:
    if not options.json:
        print(report.overview.paste)
        print(path)
        return
    said = {
        "language": current(),
        "format": options.format,
        "period": report.period.words,
        "pages": [page.name for page in report.pages],
        "filters": report.overview.filters,
        "paste": report.overview.paste,
        **table_facts(report.overview.dataset),
        "title": report.title,
        "out": path,
    }
    print(json.dumps(said, ensure_ascii=False, indent=1))
