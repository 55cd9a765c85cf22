"""The command line: the same functions as the pages, for scripts and terminals.

Exit codes: 0 fine, 1 problems in the data, 2 wrong use or a file that cannot be read or
written, 3 a fault of the program.
"""

import argparse
import sys
from contextlib import redirect_stderr, redirect_stdout

from dashboard.commands.codes import FINE, STOPPED, WRONG_USE, WrongUseError, say_error
from dashboard.commands.keeping import KEEPING
from dashboard.commands.parser import CommandParser
from dashboard.table.dictionary import read_dictionary
from dashboard.text.terminal import let_go, let_go_of_broken, safe_stream


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code.

    All that it prints, errors too, goes through
    :func:`dashboard.text.terminal.terminal_safe`.
    """
    words = sys.argv[1:] if arguments is None else arguments
    out, error = safe_stream(sys.stdout), safe_stream(sys.stderr)
    with redirect_stdout(out), redirect_stderr(error):
        return _run(words)


def _run(arguments: list[str]) -> int:
    try:
        try:
            options = build_parser().parse_args(arguments)
            return options.command(options)
        finally:
            sys.stdout.flush()  # what cannot be written is noticed here, not at the end
    except BrokenPipeError:  # the reader, such as head, has seen enough
        let_go(sys.stdout)
        return FINE
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return STOPPED
    except WrongUseError as error:
        print(f"python -m dashboard: {error}", file=sys.stderr)
        return WRONG_USE
    except BaseException as error:  # say_error raises what is no fault
        if isinstance(error, OSError):
            let_go_of_broken(sys.stdout)
        return say_error(error, " ".join(arguments[:1]))


def build_parser() -> argparse.ArgumentParser:
    """Return the parser with every command; filters come from ``FILTERS``."""
    parser = argparse.ArgumentParser(
        prog="python -m dashboard",
        description=f"{read_dictionary().description.title}. Check, locate and add up "
        "the table behind the dashboard.",
        epilog="Exit codes: 0 fine, 1 problems in the data (rows left out, a table cut "
        "short), 2 wrong use or a file that cannot be read or written, 3 a fault of "
        "the program. Deaths are always low, best and high; a blank is not reported, "
        "never zero.",
    )
    doors = parser.add_subparsers(
        required=True, metavar="COMMAND", parser_class=CommandParser
    )
    for name, (text, description, fill) in {**COMMANDS, **KEEPING}.items():
        doors.add_parser(name, help=text, description=description, fill=fill)
    return parser


def _add_json(parser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON, for programs")


def _fill_validate(parser) -> None:
    from dashboard.commands.table import run_validate

    parser.set_defaults(command=run_validate)
    _add_file(parser)
    parser.add_argument(
        "--seal",
        action="store_true",
        help="then write rows, bytes and checksum of incidents.csv into "
        "datapackage.json",
    )
    _add_json(parser)


def _add_file(parser) -> None:
    """Add FILE; ``--data FILE`` is another way to give it, as in other commands."""
    parser.add_argument("file", nargs="?", metavar="FILE", help="the table")
    parser.add_argument("--data", metavar="FILE", help="the same as FILE")


def _fill_locate(parser) -> None:
    from dashboard.commands.locate import add_options

    _add_file(parser)
    add_options(parser)
    _add_json(parser)


def _fill_import(parser) -> None:
    from dashboard.commands.import_table import add_options

    add_options(parser)


def _fill_totals(parser) -> None:
    from dashboard.commands.opening import add_data
    from dashboard.commands.options import add_filters
    from dashboard.commands.totals import run_totals

    parser.set_defaults(command=run_totals)
    add_data(parser)
    add_filters(parser)
    _add_json(parser)


def _fill_region(parser) -> None:
    from dashboard.commands.opening import add_data
    from dashboard.commands.options import add_filters
    from dashboard.commands.region import run_region

    parser.set_defaults(command=run_region)
    parser.add_argument(
        "region_id", metavar="ID", help="for example VE-R, TT, zone-tt-200nm"
    )
    add_data(parser, several=False)
    add_filters(parser, without=("region", "relation"))
    _add_json(parser)


def _fill_brief(parser) -> None:
    from dashboard.brief.files.formats import BRIEF_FORMATS
    from dashboard.brief.words.layouts import LAYOUTS
    from dashboard.commands.brief import add_look, run_brief
    from dashboard.commands.opening import add_data
    from dashboard.commands.options import add_filters
    from dashboard.text.banner import TLP

    parser.set_defaults(command=run_brief)
    add_data(parser)
    add_filters(parser)
    group = parser.add_argument_group("the page")
    for option, fallback, metavar, text in (
        ("layout", next(iter(LAYOUTS)), "LAYOUT", _named(LAYOUTS)),
        ("title", "", "TEXT", "stands for the neutral title"),
        ("banner", None, "TEXT", f"handling banner: any text, or {', '.join(TLP)}"),
        ("against", "", "QUERY", "layout compare: the other selection, as in a link"),
        ("as-of", "", "TIME", "time of making, ISO; now, in UTC, if not given"),
        ("format", next(iter(BRIEF_FORMATS)), "FORMAT", _named(BRIEF_FORMATS)),
        ("out", ".", "DIR", "folder to write to; made if it is not there"),
        ("settings", "", "FILE", "settings of the office: names, logo, address"),
    ):
        group.add_argument(f"--{option}", default=fallback, metavar=metavar, help=text)
    add_look(parser)
    _add_json(parser)


def _fill_report(parser) -> None:
    from dashboard.commands.report import add_options

    add_options(parser)


def _fill_export(parser) -> None:
    from dashboard.commands.export import run_export
    from dashboard.commands.opening import add_data
    from dashboard.commands.options import add_filters
    from dashboard.exports import EXPORT_FORMATS

    parser.set_defaults(command=run_export)
    add_data(parser)
    add_filters(parser)
    parser.add_argument(
        "--format",
        default=next(iter(EXPORT_FORMATS)),
        metavar="FORMAT",
        help=_named(EXPORT_FORMATS),
    )
    parser.add_argument(
        "--plain",
        action="store_true",
        help="CSV without lines that begin with #, which most programs take for data; "
        "what they say stands beside it in OUT-metadata.json",
    )
    parser.add_argument("--out", required=True, metavar="FILE", help="file to write")
    _add_json(parser)


def _named(choices: dict) -> str:
    """Return the keys of a table as words; the first is taken if none is given."""
    first, *others = choices
    return f"{first} if not given; or {', '.join(others)}"


def _fill_selfcheck(parser) -> None:
    from dashboard.commands.selfcheck import run_selfcheck

    parser.set_defaults(command=run_selfcheck)
    _add_json(parser)


def _fill_run(parser) -> None:
    from dashboard.commands.opening import add_data
    from dashboard.commands.run import run_run, split_options

    parser.set_defaults(command=run_run)
    parser.split = split_options
    add_data(parser, importer_names=("--from",))
    parser.add_argument(
        "--edit",
        action="store_true",
        help="let the page Data save: on this machine only, for there is no login",
    )
    parser.add_argument(
        "--settings",
        default="",
        metavar="FILE",
        help="settings of the office: names, logo, address",
    )
    parser.add_argument("--folder", default="", help=argparse.SUPPRESS)


COMMANDS = {
    "validate": (
        "check a table: all problems and warnings at once",
        "Check an incident table against datapackage.json. Problems (exit code 1) name "
        "line, column, value and what is allowed; warnings (exit code 0) are doubts "
        "that a person should look at.",
        _fill_validate,
    ),
    "locate": (
        "join a table of points to states, seas and zones",
        "Add to each row the region it belongs to and why (join_method), the sea, the "
        "zone and the distance to the nearest state in nautical miles. Any table with "
        "latitude and longitude will do; its own columns are kept. Of a folder of "
        "Parquet files each is written to the folder OUT.",
        _fill_locate,
    ),
    "import": (
        "read a table of another format and write it in our columns",
        "Read tables as others publish them (UCDP, ACLED, IOM, ASAM, IMB, HXL tags, or "
        "any table with a mapping) and write one CSV: our columns, then theirs. Exit "
        "code 0: every row accepted; 1: some rejected, the report says which and how "
        "many deaths hang on them; 2: a file that cannot be read.",
        _fill_import,
    ),
    "totals": (
        "add up a selection of the table",
        "Add up the incidents that every filter given keeps. Incidents and parts, "
        "strikes and vessels, low, best and high are counted apart.",
        _fill_totals,
    ),
    "region": (
        "what happened in a region, off it, and what could have",
        "Answer for one region, by its id (VE-R is Sucre, VE Venezuela): in it, off "
        "its coast, could have been by its own radius, known only to an area around "
        "it, left from it. The answers overlap and are never added up.",
        _fill_region,
    ),
    "brief": (
        "write one page about a selection: picture, print, slide or page",
        "Write the selection as one page with its numbers, doubts and sources, and "
        "print the file's path last. The same data, filters and time give the same "
        "file. Without --campaign every campaign is in it, as in totals.",
        _fill_brief,
    ),
    "report": (
        "write several pages about a month, quarter or year",
        "Write a report of a period to one file and print its path last: overview, "
        "what changed since the period before, each theatre, month by month, the "
        "table with its sources, and the method. The same data, filters and time give "
        "the same file.",
        _fill_report,
    ),
    "export": (
        "write a selection to a file, the same bytes as the page gives",
        "Write the rows that every filter given keeps, with what the file is inside "
        "it: the filters in words, counts, the day to which the table goes, citation "
        "and licence. Without --campaign every campaign is in it, as in totals.",
        _fill_export,
    ),
    "selfcheck": (
        "check that table, regions, map assets and totals are all there and agree",
        "Check the installation: dictionary, table, region layers, map assets, and "
        "our sums against the totals that others published.",
        _fill_selfcheck,
    ),
    "run": (
        "open the dashboard in a browser",
        "Start the dashboard on this machine, with our table or with those of --data. "
        "All other options go to streamlit: python -m dashboard run --data mine.csv "
        "--server.port 8600",
        _fill_run,
    ),
}
"""Every command that only reads: its line in the help, description and options."""
