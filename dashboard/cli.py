"""The command line: the same functions as the pages, for scripts and terminals.

Exit codes: 0 fine, 1 problems found in the data, 2 wrong use.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from dashboard import ROOT
from dashboard.answers import find_answers
from dashboard.dataset import STOPS, Dataset, open_dataset
from dashboard.dictionary import read_dictionary
from dashboard.doubts import find_warnings
from dashboard.exports import LOCATED_COLUMNS
from dashboard.filters import FILTERS, RELATIONS, describe, parse_selection, select
from dashboard.headline import headline
from dashboard.load import INCIDENTS, LINE, UnreadableTableError, read_text, to_types
from dashboard.locate import locate
from dashboard.region_report import report, report_lines
from dashboard.regions import read_regions
from dashboard.selfcheck import run_checks
from dashboard.summarize import TOTALS, totals
from dashboard.validate import InvalidIncidentsError, find_problems, sound_rows

FINE, PROBLEMS, WRONG_USE = 0, 1, 2

def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = build_parser()
    options = parser.parse_args(arguments)
    try:
        return options.command(options)
    except STOPS as error:
        print(error, file=sys.stderr)
        return PROBLEMS
    except argparse.ArgumentTypeError as error:
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
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_validate(commands)
    _add_locate(commands)
    _add_totals(commands)
    _add_region(commands)
    _add_selfcheck(commands)
    _add_run(commands)
    return parser


def _add(commands, name: str, function, text: str, description: str):
    parser = commands.add_parser(name, help=text, description=description)
    parser.set_defaults(command=function)
    return parser


def _add_json(parser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON, for programs")


def _add_validate(commands) -> None:
    parser = _add(
        commands,
        "validate",
        _validate,
        "check a table: all problems and warnings at once",
        "Check an incident table against datapackage.json. Problems (exit code 1) name "
        "line, column, value and what is allowed; warnings (exit code 0) are doubts "
        "that a person should look at.",
    )
    parser.add_argument("file", metavar="FILE", help="a CSV file, UTF-8")
    _add_json(parser)


def _add_locate(commands) -> None:
    parser = _add(
        commands,
        "locate",
        _locate,
        "join a table of points to states, seas and zones",
        "Add to each row the region it belongs to and why (join_method), the sea, the "
        "zone and the distance to the nearest state in nautical miles. Any CSV with "
        "latitude and longitude will do; its own columns are kept.",
    )
    parser.add_argument("file", metavar="FILE", help="a CSV file, UTF-8")
    parser.add_argument("--out", required=True, metavar="OUT", help="the CSV to write")
    _add_json(parser)


def _add_totals(commands) -> None:
    parser = _add(
        commands,
        "totals",
        _totals,
        "add up a selection of the table",
        "Add up the incidents that every filter given keeps. Incidents and parts, "
        "strikes and vessels, low, best and high are counted apart.",
    )
    _add_filters(parser)
    _add_json(parser)


def _add_region(commands) -> None:
    parser = _add(
        commands,
        "region",
        _region,
        "what happened in a region, off it, and what could have",
        "Answer for one region, by its id (VE-R is Sucre, VE Venezuela): in it, off its "
        "coast, could have been by its own radius, known only to an area around it, "
        "left from it. The answers overlap and are never added up.",
    )
    parser.add_argument("region_id", metavar="ID", help="for example VE-R, TT, zone-tt-200nm")
    _add_filters(parser, without=("region", "relation"))
    _add_json(parser)


def _add_selfcheck(commands) -> None:
    parser = _add(
        commands,
        "selfcheck",
        _selfcheck,
        "check that table, regions, map assets and totals are all there and agree",
        "Check the installation: dictionary, table, region layers, map assets, and "
        "our sums against the totals that others published.",
    )
    _add_json(parser)


def _add_run(commands) -> None:
    parser = _add(
        commands,
        "run",
        _run,
        "open the dashboard in a browser",
        "Start the dashboard on this machine. Further options go to streamlit, for "
        "example: python -m dashboard run -- --server.port 8600",
    )
    parser.add_argument("streamlit_options", nargs="*", metavar="-- OPTION")


def _add_filters(parser, without: tuple = ()) -> None:
    """Add one option for each filter, as the pages have one widget for each."""
    group = parser.add_argument_group(
        "filters", "an option may be given again to allow several values"
    )
    fields = read_dictionary().fields
    for key, each in FILTERS.items():
        if key in without:
            continue
        codes = list(fields[key].codes) if key in fields else []
        words = f"{each.label}; one of {', '.join(codes)}" if codes else each.label
        group.add_argument(
            f"--{key.replace('_', '-')}",
            dest=key,
            action="append",
            metavar=key.upper() if not codes else "CODE",
            help=f"{words}. {type(each).__doc__.splitlines()[0]}".replace("%", "%%"),
        )
    if "relation" not in without:
        _add_relation(group)
    group.add_argument(
        "--within-nm",
        dest="within_nm",
        action="append",
        metavar="NM",
        help="how far off the coast, in nautical miles; 12 if not given",
    )


def _add_relation(group) -> None:
    group.add_argument(
        "--relation",
        action="append",
        metavar="|".join(RELATIONS),
        help="what asking for a region means: in it (the default), off its coast, "
        "could have been by its own radius, known only to an area around it, left from it",
    )


def _chosen(options, dataset: Dataset) -> dict:
    texts = {
        key: getattr(options, key, None) or []
        for key in (*FILTERS, "relation", "within_nm")
    }
    selection, wrong = parse_selection(
        texts, dataset.incidents, dataset.dictionary, dataset.regions
    )
    if wrong:
        raise argparse.ArgumentTypeError("; ".join(wrong))
    return selection


def _validate(options) -> int:
    dictionary = read_dictionary()
    text = read_text(options.file)
    problems = find_problems(text, dictionary)
    try:
        sound = to_types(sound_rows(text, problems), dictionary)
    except InvalidIncidentsError:
        warnings = []
    else:
        lines = sound_rows(text, problems)[LINE].tolist()
        warnings = find_warnings(sound, lines, dictionary, read_regions())
    if options.json:
        report = {
            "file": Path(options.file).name,
            "rows": len(text),
            "problems": [vars(each) for each in problems],
            "warnings": [vars(each) for each in warnings],
        }
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        for each in (*problems, *warnings):
            print(f"{each.level}: {each}")
        print(
            f"{Path(options.file).name}: {len(text)} rows, {len(problems)} problems, "
            f"{len(warnings)} warnings"
        )
    return PROBLEMS if problems else FINE


def _totals(options) -> int:
    dataset = open_dataset()
    selection = _chosen(options, dataset)
    rows = select(dataset.incidents, selection, dataset.regions)
    sums = totals(rows)
    for notice in _notices(dataset):
        print(notice, file=sys.stderr)
    if options.json:
        report = {
            **{key: sums[key] for key in TOTALS},
            "open_high": sums["open_high"],
            "open_low": sums["open_low"],
            "filters": describe(selection, dataset.dictionary, dataset.regions),
            "data_to": dataset.dictionary.coverage_end.isoformat(),
            "data": dataset.fingerprint,
        }
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        for line in headline(rows, dataset.everything, dataset.dictionary):
            print(line)
        print(describe(selection, dataset.dictionary, dataset.regions))
        for key in TOTALS:
            print(f"{key:15} {'–' if sums[key] is None else sums[key]:>6}")
    return PROBLEMS if dataset.problems else FINE


def _region(options) -> int:
    dataset = open_dataset()
    options.region, options.relation = [options.region_id], ["off"]
    selection = _chosen(options, dataset)
    region_id, _, within_nm = selection.pop("region")
    rows = select(dataset.incidents, selection, dataset.regions)
    answers = find_answers(rows, region_id, within_nm, dataset.regions)
    words = describe(selection, dataset.dictionary, dataset.regions)
    if options.json:
        print(json.dumps(report(answers, dataset, words), ensure_ascii=False, indent=1))
    else:
        print("\n".join(report_lines(answers, dataset, words)))
    return PROBLEMS if dataset.problems else FINE


def _notices(dataset: Dataset) -> list[str]:
    rows = f"{dataset.set_aside} rows of incidents.csv have problems and are left out"
    aside = [rows, *map(str, dataset.problems)] if dataset.problems else []
    return [*aside, *dataset.notices]


def _selfcheck(options) -> int:
    checks = run_checks()
    if options.json:
        print(json.dumps([vars(each) for each in checks], ensure_ascii=False, indent=1))
    else:
        for each in checks:
            print(f"{'ok     ' if each.ok else 'PROBLEM'} {each.what}: {each.found}")
    return FINE if all(each.ok for each in checks) else PROBLEMS


def _run(options) -> int:
    command = [sys.executable, "-m", "streamlit", "run", "dashboard/app.py"]
    return subprocess.call([*command, *options.streamlit_options], cwd=ROOT)


def _locate(options) -> int:
    text = read_text(options.file)
    absent = [name for name in ("latitude", "longitude") if name not in text.columns]
    if absent:
        raise UnreadableTableError(
            f"{Path(options.file).name}, line 1: no column {' and no column '.join(absent)}; "
            "latitude and longitude are needed, in degrees (WGS84)."
        )
    dictionary = read_dictionary()
    known = [name for name in dictionary.fields if name in text.columns]
    problems = [
        each
        for each in find_problems(text[[LINE, *known]], dictionary)
        if each.column in LOCATING and each.message and each.line != 1
    ]
    sound = sound_rows(text, problems)
    typed = to_types(sound[[LINE, *(n for n in LOCATING if n in known)]], dictionary)
    located = locate(typed, read_regions())
    out = _with_own_columns(text, sound, located)
    out.to_csv(options.out, index=False, lineterminator="\n")
    _report_located(options, text, problems, located)
    return PROBLEMS if problems else FINE


LOCATING = "latitude longitude geo_precision radius_km area_id reported_region".split()
"""The columns of a table that decide where a row is; all but the first two may lack."""


def _with_own_columns(text, sound, located):
    """Return the table as it came, with the join's columns; a faulty row has blanks."""
    names = [name for name in LOCATED_COLUMNS if name in located.columns]
    joined = located[names].set_axis(sound.index).reindex(text.index)
    return text.drop(columns=[LINE, *(n for n in names if n in text)]).join(joined)


def _report_located(options, text, problems, located) -> None:
    counts = located["join_method"].value_counts().to_dict()
    if options.json:
        report = {
            "rows": len(text),
            "join_method": counts,
            "problems": [vars(each) for each in problems],
            "out": str(options.out),
        }
        print(json.dumps(report, ensure_ascii=False, indent=1))
        return
    for each in problems:
        print(f"problem: {each}")
    words = ", ".join(f"{number} {method}" for method, number in counts.items())
    print(f"{len(text)} rows: {words}")
    print(options.out)
