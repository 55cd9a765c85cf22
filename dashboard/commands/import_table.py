"""The command that reads a table of any format and writes it in our columns."""

import json
import sys
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pandas as pd

from dashboard.checks.finding import WARNING, Finding
from dashboard.checks.report import Report, summary
from dashboard.commands.codes import FINE, PROBLEMS, WRONG_USE, WrongUseError
from dashboard.commands.options import today
from dashboard.commands.progress import progress
from dashboard.figures.standing_words import cut_short_words
from dashboard.geo.kept_layers import regions_for_table
from dashboard.geo.regions import RegionsError
from dashboard.importers.checked import Checked, check_table
from dashboard.importers.format import read_formats
from dashboard.importers.recognize import AUTO
from dashboard.openers.opened import TableSource
from dashboard.table.fingerprint import bytes_sha256
from dashboard.table.given import describe_by, find_description
from dashboard.table.read import UnreadableTableError
from dashboard.table.standard import STANDARD
from dashboard.table.standing import find_standing
from dashboard.table.write import csv_bytes, guard, write_whole

GUARDED = "Texts that a spreadsheet would run as a formula have an apostrophe in front."
SOURCE_TABLE = "source_table"
"""Column that names the file of each row, where several were read."""


def run_import(options) -> int:
    """Read tables, write their sound rows as one CSV, and say what was left out."""
    mapping = _text(options.mapping, "--mapping") if options.mapping else ""
    sources = [
        TableSource(
            Path(name).name, Path(name), importer=options.format, mapping=mapping
        )
        for name in options.files
    ]
    try:
        regions = regions_for_table()
        tables = []
        for source in sources:
            with progress(f"Reading {source.name}"):
                tables.append(check_table(source, regions, today()))
    except (UnreadableTableError, RegionsError) as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    pairs = zip(sources, tables, strict=True)
    reports = [_with_standing(source, each) for source, each in pairs]
    table = _together(tables)
    _write(options.out, "--out", table_bytes(table))
    if _is_guarded(table):
        print(f"{options.out}: {GUARDED}", file=sys.stderr)
    if options.report:
        _write(options.report, "--report", report_json(reports).encode())
    for report in reports:
        print("\n".join(summary(report)))
    print(options.out)
    return PROBLEMS if any(each.rejected for each in reports) else FINE


def _with_standing(source: TableSource, checked: Checked) -> Report:
    """Return the report of a table, which also says where the table is cut short."""
    path, text = Path(str(source.content)), checked.mapped.text
    if path.suffix.lower() not in (".csv", ".tsv", ".txt"):
        return checked.report
    beside, seal = find_description(path), None
    if beside is not None:
        seal = describe_by(beside, path, text, checked.mapped.importer).seal
    sha256 = bytes_sha256(path.read_bytes())
    words = cut_short_words(find_standing(path, len(text), seal, sha256))
    if not words:
        return checked.report
    found = Finding(None, "", "", words, WARNING)
    return replace(checked.report, findings=[*checked.report.findings, found])


def add_options(parser) -> None:
    """Add the options of the command to its parser."""
    parser.set_defaults(command=run_import)
    parser.add_argument("files", nargs="+", metavar="FILE", help="tables to read")
    known = [AUTO, *read_formats()]
    parser.add_argument(
        "--from",
        dest="format",
        choices=known,
        default=AUTO,
        help="the format; auto, if not given, looks at the columns",
    )
    parser.add_argument(
        "--mapping", metavar="M", help="a saved mapping (JSON): our columns to theirs"
    )
    parser.add_argument("--out", required=True, metavar="OUT", help="the CSV to write")
    parser.add_argument(
        "--report", metavar="R", help="the full report to write, as JSON"
    )


def report_json(reports: list[Report]) -> str:
    """Return the report on one table, or on several with their sums, as JSON."""
    if len(reports) == 1:
        return reports[0].to_json()
    each = [report.as_dict() for report in reports]
    sums = "rows accepted warned rejected deaths_left_out rows_left_out_without_figure"
    entry = {
        "format": ", ".join(dict.fromkeys(report.format for report in reports)),
        **{name: sum(one[name] for one in each) for name in sums.split()},
        "problems": [
            {"file": one["file"], **problem}
            for one in each
            for problem in one["problems"]
        ],
        "files": [{k: v for k, v in one.items() if k != "problems"} for one in each],
    }
    return json.dumps(entry, ensure_ascii=False, indent=1) + "\n"


def table_bytes(table: pd.DataFrame) -> bytes:
    """Return a table of texts as CSV without a comment, so that any program reads it.

    A cell that a spreadsheet would run as a formula has an apostrophe in front.
    """
    columns = [table[name].tolist() for name in table]
    return csv_bytes(list(table), zip(*columns, strict=True))


def _is_guarded(table: pd.DataFrame) -> bool:
    """Return whether some cell of a table is written with an apostrophe in front."""
    cells = chain(table, *(table[name] for name in table))
    return any(guard(cell) != cell for cell in cells)


def _together(tables: list[Checked]) -> pd.DataFrame:
    """Return the sound rows of all tables: our columns, then theirs."""
    if len(tables) == 1:
        return tables[0].sound
    rows = [each.sound.assign(**{SOURCE_TABLE: each.report.name}) for each in tables]
    every = pd.concat(rows, ignore_index=True).fillna("")
    own = [name for name in every if name not in STANDARD and name != SOURCE_TABLE]
    return every[[*STANDARD, SOURCE_TABLE, *own]]


def _text(name: str, option: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUseError(f"{option} {name}: cannot be read ({error})") from error


def _write(name: str, option: str, content: bytes) -> None:
    try:
        write_whole(name, content)
    except OSError as error:
        raise WrongUseError(f"{option} {name}: {error.strerror or error}") from error
