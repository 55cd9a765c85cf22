"""The commands that only read a table: their lines in the help, and their options.

Each imports what it needs when it is first used: ``totals`` must not wait for the code
that draws.
"""

import argparse

from dashboard.text.language import N_, gettext


def _add_json(parser) -> None:
    parser.add_argument(
        "--json", action="store_true", help=gettext("print JSON, for programs")
    )


def _fill_validate(parser) -> None:
    from dashboard.commands.table import run_validate

    parser.set_defaults(command=run_validate)
    _add_file(parser)
    parser.add_argument(
        "--seal",
        action="store_true",
        help=gettext(
            "then write rows, bytes and checksum of incidents.csv into datapackage.json"
        ),
    )
    _add_json(parser)


def _add_file(parser) -> None:
    """Add FILE; ``--data FILE`` is another way to give it, as in other commands."""
    parser.add_argument("file", nargs="?", metavar="FILE", help=gettext("the table"))
    parser.add_argument("--data", metavar="FILE", help=gettext("the same as FILE"))


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
        "region_id", metavar="ID", help=gettext("for example VE-R, TT, zone-tt-200nm")
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
    group = parser.add_argument_group(gettext("the page"))
    for option, fallback, metavar, text in (
        ("layout", next(iter(LAYOUTS)), "LAYOUT", _named(LAYOUTS)),
        ("title", "", "TEXT", gettext("stands for the neutral title")),
        (
            "banner",
            None,
            "TEXT",
            gettext("handling banner: any text, or {marks}", marks=", ".join(TLP)),
        ),
        (
            "against",
            "",
            "QUERY",
            gettext("layout compare: the other selection, as in a link"),
        ),
        (
            "as-of",
            "",
            "TIME",
            gettext("time of making, ISO; now, in UTC, if not given"),
        ),
        ("format", next(iter(BRIEF_FORMATS)), "FORMAT", _named(BRIEF_FORMATS)),
        ("out", ".", "DIR", gettext("folder to write to; made if it is not there")),
        (
            "settings",
            "",
            "FILE",
            gettext("settings of the office: names, logo, address"),
        ),
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
        help=gettext(
            "CSV without lines that begin with #, which most programs take for data; "
            "what they say stands beside it in OUT-metadata.json"
        ),
    )
    parser.add_argument(
        "--out",
        required=True,
        metavar="OUT",
        help=gettext("file to write, or FOLDER/ for a folder of GeoParquet files"),
    )
    _add_json(parser)


def _named(choices: dict) -> str:
    """Return the keys of a table as words; the first is taken if none is given."""
    first, *others = choices
    return gettext(
        "{first} if not given; or {others}", first=first, others=", ".join(others)
    )


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
        help=gettext(
            "let the page Data save: on this machine only, for there is no login"
        ),
    )
    parser.add_argument(
        "--settings",
        default="",
        metavar="FILE",
        help=gettext("settings of the office: names, logo, address"),
    )
    parser.add_argument("--folder", default="", help=argparse.SUPPRESS)


COMMANDS = {
    "validate": (
        N_("check a table: all problems and warnings at once"),
        N_(
            "Check an incident table against datapackage.json. Problems (exit code 1) "
            "name line, column, value and what is allowed; warnings (exit code 0) are "
            "doubts that a person should look at."
        ),
        _fill_validate,
    ),
    "locate": (
        N_("join a table of points to states, seas and zones"),
        N_(
            "Add to each row the region it belongs to and why (join_method), the sea, "
            "the zone and the distance to the nearest state in nautical miles. Any "
            "table with latitude and longitude will do; its own columns are kept. Of "
            "a folder of Parquet files each is written to the folder OUT."
        ),
        _fill_locate,
    ),
    "import": (
        N_("read a table of another format and write it in our columns"),
        N_(
            "Read tables as others publish them (UCDP, ACLED, IOM, ASAM, IMB, HXL "
            "tags, or any table with a mapping) and write one CSV: our columns, then "
            "theirs. Exit code 0: every row accepted; 1: some rejected, the report "
            "says which and how many deaths hang on them; 2: a file that cannot be "
            "read."
        ),
        _fill_import,
    ),
    "totals": (
        N_("add up a selection of the table"),
        N_(
            "Add up the incidents that every filter given keeps. Incidents and parts, "
            "strikes and vessels, low, best and high are counted apart."
        ),
        _fill_totals,
    ),
    "region": (
        N_("what happened in a region, off it, and what could have"),
        N_(
            "Answer for one region, by its id (VE-R is Sucre, VE Venezuela): in it, "
            "off its coast, could have been by its own radius, known only to an area "
            "around it, left from it. The answers overlap and are never added up."
        ),
        _fill_region,
    ),
    "brief": (
        N_("write one page about a selection: picture, print, slide or page"),
        N_(
            "Write the selection as one page with its numbers, doubts and sources, and "
            "print the file's path last. The same data, filters and time give the same "
            "file. Without --campaign every campaign is in it, as in totals."
        ),
        _fill_brief,
    ),
    "report": (
        N_("write several pages about a month, quarter or year"),
        N_(
            "Write a report of a period to one file and print its path last: "
            "overview, what changed since the period before, each theatre, month by "
            "month, the table with its sources, and the method. The same data, "
            "filters and time give the same file."
        ),
        _fill_report,
    ),
    "export": (
        N_("write a selection to a file, the same bytes as the page gives"),
        N_(
            "Write the rows that every filter given keeps, with what the file is "
            "inside it: the filters in words, counts, the day to which the table "
            "goes, citation and licence. Without --campaign every campaign is in it, "
            "as in totals."
        ),
        _fill_export,
    ),
    "selfcheck": (
        N_("check that table, regions, map assets and totals are all there and agree"),
        N_(
            "Check the installation: dictionary, table, region layers, map assets, and "
            "our sums against the totals that others published."
        ),
        _fill_selfcheck,
    ),
    "run": (
        N_("open the dashboard in a browser"),
        N_(
            "Start the dashboard on this machine, with our table or with those of "
            "--data. All other options go to streamlit: python -m dashboard run "
            "--data mine.csv --server.port 8600"
        ),
        _fill_run,
    ),
}
"""Every command that only reads: its line in the help, description and options."""
