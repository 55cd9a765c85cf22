"""The command line: the same functions as the pages, for scripts and terminals.

Exit codes: 0 fine, 1 problems found in the data, 2 wrong use.
"""

import argparse
import sys

from dashboard.brief.content import LAYOUTS, TLP
from dashboard.brief.formats import FORMATS
from dashboard.commands import brief, export, region, run, selfcheck, table, totals
from dashboard.commands.options import (
    FINE,
    PROBLEMS,
    WRONG_USE,
    WrongUseError,
    add_filters,
)
from dashboard.dataset import STOPS
from dashboard.exports import FORMATS as EXPORT_FORMATS


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = build_parser()
    options = parser.parse_args(arguments)
    try:
        return options.command(options)
    except STOPS as error:
        print(error, file=sys.stderr)
        return PROBLEMS
    except BrokenPipeError:  # the reader, such as head, has seen enough
        sys.stderr.close()
        return FINE
    except WrongUseError as error:
        print(f"python -m dashboard: {error}", file=sys.stderr)
        return WRONG_USE


def build_parser() -> argparse.ArgumentParser:
    """Return the parser with every command; filters come from ``FILTERS``."""
    parser = argparse.ArgumentParser(
        prog="python -m dashboard",
        description="Reported conflict incidents in the Caribbean, Venezuela and the "
        "Eastern Pacific: check, locate and add up the table behind the dashboard.",
        epilog="Exit codes: 0 fine, 1 problems found in the data, 2 wrong use. "
        "Deaths are always low, best and high; a blank is not reported, never zero.",
    )
    doors = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_validate(doors)
    _add_locate(doors)
    _add_totals(doors)
    _add_region(doors)
    _add_brief(doors)
    _add_export(doors)
    _add_selfcheck(doors)
    _add_run(doors)
    return parser


def _add(doors, name: str, function, text: str, description: str):
    parser = doors.add_parser(name, help=text, description=description)
    parser.set_defaults(command=function)
    return parser


def _add_json(parser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON, for programs")


def _add_validate(doors) -> None:
    parser = _add(
        doors,
        "validate",
        table.run_validate,
        "check a table: all problems and warnings at once",
        "Check an incident table against datapackage.json. Problems (exit code 1) name "
        "line, column, value and what is allowed; warnings (exit code 0) are doubts "
        "that a person should look at.",
    )
    parser.add_argument("file", metavar="FILE", help="a CSV file, UTF-8")
    _add_json(parser)


def _add_locate(doors) -> None:
    parser = _add(
        doors,
        "locate",
        table.run_locate,
        "join a table of points to states, seas and zones",
        "Add to each row the region it belongs to and why (join_method), the sea, the "
        "zone and the distance to the nearest state in nautical miles. Any CSV with "
        "latitude and longitude will do; its own columns are kept.",
    )
    parser.add_argument("file", metavar="FILE", help="a CSV file, UTF-8")
    parser.add_argument("--out", required=True, metavar="OUT", help="the CSV to write")
    _add_json(parser)


def _add_totals(doors) -> None:
    parser = _add(
        doors,
        "totals",
        totals.run_totals,
        "add up a selection of the table",
        "Add up the incidents that every filter given keeps. Incidents and parts, "
        "strikes and vessels, low, best and high are counted apart.",
    )
    add_filters(parser)
    _add_json(parser)


def _add_region(doors) -> None:
    parser = _add(
        doors,
        "region",
        region.run_region,
        "what happened in a region, off it, and what could have",
        "Answer for one region, by its id (VE-R is Sucre, VE Venezuela): in it, off "
        "its coast, could have been by its own radius, known only to an area around "
        "it, left from it. The answers overlap and are never added up.",
    )
    parser.add_argument(
        "region_id", metavar="ID", help="for example VE-R, TT, zone-tt-200nm"
    )
    add_filters(parser, without=("region", "relation"))
    _add_json(parser)


def _add_brief(doors) -> None:
    parser = _add(
        doors,
        "brief",
        brief.run_brief,
        "write one page about a selection: picture, print, slide or page",
        "Write the selection as one page with its numbers, doubts and sources, and "
        "print the file's path last. The same data, filters and time give the same "
        "file. Without --campaign every campaign is in it, as in totals.",
    )
    add_filters(parser)
    group = parser.add_argument_group("the page")
    for option, fallback, metavar, text in (
        ("layout", next(iter(LAYOUTS)), "LAYOUT", _named(LAYOUTS)),
        ("title", "", "TEXT", "stands for the neutral title"),
        ("banner", "", "TEXT", f"handling banner: any text, or {', '.join(TLP)}"),
        ("against", "", "QUERY", "layout compare: the other selection, as in a link"),
        ("as-of", "", "TIME", "time of making, ISO; now, in UTC, if not given"),
        ("format", next(iter(FORMATS)), "FORMAT", _named(FORMATS)),
        ("out", ".", "DIR", "folder to write to; made if it is not there"),
    ):
        group.add_argument(f"--{option}", default=fallback, metavar=metavar, help=text)
    _add_json(parser)


def _add_export(doors) -> None:
    parser = _add(
        doors,
        "export",
        export.run_export,
        "write a selection to a file, the same bytes as the page gives",
        "Write the rows that every filter given keeps, with what the file is inside "
        "it: the filters in words, counts, the day to which the table goes, citation "
        "and licence. Without --campaign every campaign is in it, as in totals.",
    )
    add_filters(parser)
    parser.add_argument(
        "--format",
        default=next(iter(EXPORT_FORMATS)),
        metavar="FORMAT",
        help=_named(EXPORT_FORMATS),
    )
    parser.add_argument("--out", required=True, metavar="FILE", help="file to write")
    _add_json(parser)


def _named(choices: dict) -> str:
    """Return the keys of a table as words; the first is taken if none is given."""
    first, *others = choices
    return f"{first} if not given; or {', '.join(others)}"


def _add_selfcheck(doors) -> None:
    parser = _add(
        doors,
        "selfcheck",
        selfcheck.run_selfcheck,
        "check that table, regions, map assets and totals are all there and agree",
        "Check the installation: dictionary, table, region layers, map assets, and "
        "our sums against the totals that others published.",
    )
    _add_json(parser)


def _add_run(doors) -> None:
    parser = _add(
        doors,
        "run",
        run.run_run,
        "open the dashboard in a browser",
        "Start the dashboard on this machine. Further options go to streamlit, for "
        "example: python -m dashboard run -- --server.port 8600",
    )
    parser.add_argument("streamlit_options", nargs="*", metavar="-- OPTION")
