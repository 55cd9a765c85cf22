"""The command line: the same functions as the pages, for scripts and terminals.

Exit codes: 0 fine, 1 problems found in the data, 2 wrong use.
"""

import argparse
import sys
from contextlib import redirect_stderr, redirect_stdout

from dashboard.commands.codes import FINE, PROBLEMS, WRONG_USE, WrongUseError
from dashboard.table.dictionary import DictionaryError, read_dictionary
from dashboard.text.terminal import safe_stream


class CommandParser(argparse.ArgumentParser):
    """The parser of one command, which gets its options when it is first used.

    A command imports what it needs for itself alone: ``totals`` must not wait for the
    code that draws. ``fill`` adds the options and the function to a parser.
    """

    def __init__(self, *words, fill=None, **options):
        super().__init__(*words, **options)
        self._fill = fill

    def parse_known_args(self, args=None, namespace=None):
        """Add the options, once, and parse as every parser does."""
        if self._fill is not None:
            fill, self._fill = self._fill, None
            fill(self)
        return super().parse_known_args(args, namespace)


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code.

    All that it prints, errors too, goes through
    :func:`dashboard.text.terminal.terminal_safe`.
    """
    out, error = safe_stream(sys.stdout), safe_stream(sys.stderr)
    with redirect_stdout(out), redirect_stderr(error):
        return _run(arguments)


def _run(arguments: list[str] | None) -> int:
    try:
        options = build_parser().parse_args(arguments)
        return options.command(options)
    except BrokenPipeError:  # the reader, such as head, has seen enough
        sys.stderr.close()
        return FINE
    except WrongUseError as error:
        print(f"python -m dashboard: {error}", file=sys.stderr)
        return WRONG_USE
    except Exception as error:
        if not isinstance(error, (DictionaryError, *_stops())):
            raise
        print(error, file=sys.stderr)
        return PROBLEMS


def _stops() -> tuple:
    """Return the errors that leave nothing to go on with."""
    from dashboard.dataset import STOPS

    return STOPS


def build_parser() -> argparse.ArgumentParser:
    """Return the parser with every command; filters come from ``FILTERS``."""
    parser = argparse.ArgumentParser(
        prog="python -m dashboard",
        description=f"{read_dictionary().description.title}. Check, locate and add up "
        "the table behind the dashboard.",
        epilog="Exit codes: 0 fine, 1 problems found in the data, 2 wrong use. "
        "Deaths are always low, best and high; a blank is not reported, never zero.",
    )
    doors = parser.add_subparsers(
        required=True, metavar="COMMAND", parser_class=CommandParser
    )
    for name, (text, description, fill) in COMMANDS.items():
        doors.add_parser(name, help=text, description=description, fill=fill)
    return parser


def _add_json(parser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON, for programs")


def _fill_validate(parser) -> None:
    from dashboard.commands.table import run_validate

    parser.set_defaults(command=run_validate)
    parser.add_argument("file", metavar="FILE", help="a CSV file, UTF-8")
    _add_json(parser)


def _fill_locate(parser) -> None:
    from dashboard.commands.table import run_locate

    parser.set_defaults(command=run_locate)
    parser.add_argument("file", metavar="FILE", help="a CSV file, UTF-8")
    parser.add_argument("--out", required=True, metavar="OUT", help="the CSV to write")
    _add_json(parser)


def _fill_import(parser) -> None:
    from dashboard.commands.import_table import add_options

    add_options(parser)


def _fill_totals(parser) -> None:
    from dashboard.commands.options import add_filters
    from dashboard.commands.totals import run_totals

    parser.set_defaults(command=run_totals)
    add_filters(parser)
    _add_json(parser)


def _fill_region(parser) -> None:
    from dashboard.commands.options import add_filters
    from dashboard.commands.region import run_region

    parser.set_defaults(command=run_region)
    parser.add_argument(
        "region_id", metavar="ID", help="for example VE-R, TT, zone-tt-200nm"
    )
    add_filters(parser, without=("region", "relation"))
    _add_json(parser)


def _fill_brief(parser) -> None:
    from dashboard.brief.files.formats import BRIEF_FORMATS
    from dashboard.brief.words.layouts import LAYOUTS
    from dashboard.brief.words.model import TLP
    from dashboard.commands.brief import run_brief
    from dashboard.commands.options import add_filters

    parser.set_defaults(command=run_brief)
    add_filters(parser)
    group = parser.add_argument_group("the page")
    for option, fallback, metavar, text in (
        ("layout", next(iter(LAYOUTS)), "LAYOUT", _named(LAYOUTS)),
        ("title", "", "TEXT", "stands for the neutral title"),
        ("banner", "", "TEXT", f"handling banner: any text, or {', '.join(TLP)}"),
        ("against", "", "QUERY", "layout compare: the other selection, as in a link"),
        ("as-of", "", "TIME", "time of making, ISO; now, in UTC, if not given"),
        ("format", next(iter(BRIEF_FORMATS)), "FORMAT", _named(BRIEF_FORMATS)),
        ("out", ".", "DIR", "folder to write to; made if it is not there"),
    ):
        group.add_argument(f"--{option}", default=fallback, metavar=metavar, help=text)
    _add_json(parser)


def _fill_export(parser) -> None:
    from dashboard.commands.export import run_export
    from dashboard.commands.options import add_filters
    from dashboard.exports import EXPORT_FORMATS

    parser.set_defaults(command=run_export)
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


def _fill_selfcheck(parser) -> None:
    from dashboard.commands.selfcheck import run_selfcheck

    parser.set_defaults(command=run_selfcheck)
    _add_json(parser)


def _fill_run(parser) -> None:
    from dashboard.commands.run import run_run

    parser.set_defaults(command=run_run)
    parser.add_argument("streamlit_options", nargs="*", metavar="-- OPTION")


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
        "zone and the distance to the nearest state in nautical miles. Any CSV with "
        "latitude and longitude will do; its own columns are kept.",
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
        "Start the dashboard on this machine. Further options go to streamlit, for "
        "example: python -m dashboard run -- --server.port 8600",
        _fill_run,
    ),
}
"""Every command: its line in the help, its description, and what adds its options."""
