"""The command that reads a table of any format and writes it in our columns."""

import json
import sys
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from dashboard.batches.import_file import import_in_pieces, to_rows
from dashboard.batches.large import is_large
from dashboard.batches.spool import spool
from dashboard.batches.written import is_csv, writing
from dashboard.batches.written import is_guarded as guards
from dashboard.batches.written_folder import writing_folder
from dashboard.checks.finding import WARNING, Finding
from dashboard.checks.report import Report, summary
from dashboard.commands.codes import FINE, PROBLEMS, WRONG_USE, WrongUseError, words_of
from dashboard.commands.options import today
from dashboard.commands.progress import progress
from dashboard.commands.sized import read_in_pieces
from dashboard.figures.standing_words import cut_short_words
from dashboard.geo.kept_layers import regions_for_table
from dashboard.geo.regions import RegionsError
from dashboard.importers.checked import Checked, check_table
from dashboard.importers.format import read_formats
from dashboard.importers.recognize import AUTO
from dashboard.in_language import found_in_language
from dashboard.openers.opened import TableSource
from dashboard.table.dictionary import Dictionary
from dashboard.table.fingerprint import file_sha256
from dashboard.table.folder import check_free, is_folder_name
from dashboard.table.given import describe_by, find_description
from dashboard.table.read import UnreadableTableError
from dashboard.table.seal import Seal
from dashboard.table.standard import STANDARD
from dashboard.table.standing import find_standing
from dashboard.table.write import write_whole
from dashboard.text.language import N_, gettext, in_english
from dashboard.text.machine import reason_of

GUARDED = N_(
    "Texts that a spreadsheet would run as a formula have an apostrophe in front."
)
TEXTS = (".csv", ".tsv", ".txt")
SOURCE_TABLE = "source_table"
"""Column that names the file of each row, where several were read."""


def run_import(options) -> int:
    """Read tables, write their sound rows as one file, and say what was left out."""
    if is_folder_name(options.out):
        try:
            check_free(options.out)  # before a large table is read
        except OSError as error:
            raise _cannot_write(options.out, error) from error
    mapping = _text(options.mapping, "--mapping") if options.mapping else ""
    sources = [
        TableSource(
            Path(name).name, Path(name), importer=options.format, mapping=mapping
        )
        for name in options.files
    ]
    try:
        with ExitStack() as stack:
            tables = [_imported(source, stack) for source in sources]
            is_guarded = _write_rows(options.out, tables)
    except (UnreadableTableError, RegionsError) as error:
        print(words_of(error), file=sys.stderr)
        return WRONG_USE
    reports = [each.report for each in tables]
    if is_guarded:
        print(f"{options.out}: {gettext(GUARDED)}", file=sys.stderr)
    if options.report:
        _write(options.report, "--report", report_json(reports).encode())
    for report in reports:
        print("\n".join(summary(report)))
    print(options.out)
    return PROBLEMS if any(each.rejected for each in reports) else FINE


class Imported(NamedTuple):
    """The report on a table, its sound rows piece by piece, and their columns."""

    report: Report
    dictionary: Dictionary
    columns: list[str]
    pieces: Callable[[], Iterable[pd.DataFrame]]


def _imported(source: TableSource, stack: ExitStack) -> Imported:
    """Return a table that was checked; a large one lies on the disk in pieces."""
    if is_large(source):
        table = stack.enter_context(read_in_pieces(source))
        if table is not None:
            kept = stack.enter_context(spool(source.name))
            with (
                progress(gettext("Checking {file}", file=source.name)) as say,
                in_english(),
            ):
                report = import_in_pieces(table, kept.add, today(), say)
            report = _cut_short(source, _said(report), table.rows, None)
            return Imported(report, table.dictionary, table.facts.columns, kept.frames)
    with progress(gettext("Reading {file}", file=source.name)), in_english():
        checked = check_table(source, regions_for_table(), today())
    rows = checked.sound
    report = _with_standing(source, checked)
    return Imported(report, checked.dictionary, list(rows), lambda: [rows])


def _write_rows(out: str, tables: list[Imported]) -> bool:
    """Write the sound rows of all tables; return whether a cell of a CSV is guarded.

    Our columns come first, then the file of each row where there are several, then
    theirs.
    """
    own = [n for each in tables for n in each.columns if n not in STANDARD]
    columns = [*STANDARD, SOURCE_TABLE, *dict.fromkeys(own)]
    path, is_guarded = Path(out), False
    as_folder = is_folder_name(out)
    as_csv = is_csv(path) and not as_folder
    begin = writing_folder if as_folder else writing
    try:
        with (
            progress(gettext("Writing {file}", file=path.name)),
            begin(path) as write,
        ):
            for each in tables:
                for rows in each.pieces():
                    text = rows
                    if len(tables) > 1:
                        text = rows.assign(**{SOURCE_TABLE: each.report.name})
                        text = text.reindex(columns=columns, fill_value="")
                    some = to_rows(text, each.dictionary, as_csv)
                    is_guarded = is_guarded or (as_csv and guards(some))
                    write(some)
    except OSError as error:
        raise _cannot_write(out, error) from error
    return is_guarded


def _cannot_write(out: str, error: OSError) -> WrongUseError:
    return WrongUseError(f"--out {out}: {reason_of(error)}")


def _with_standing(source: TableSource, checked: Checked) -> Report:
    """Return the report of a table, which also says where the table is cut short."""
    path, text = Path(str(source.content)), checked.mapped.text
    report = _said(checked.report)
    if path.suffix.lower() not in TEXTS:
        return report
    beside, seal = find_description(path), None
    if beside is not None:
        seal = describe_by(beside, path, text, checked.mapped.importer).seal
    return _cut_short(source, report, len(text), seal)


def _said(report: Report) -> Report:
    """Return a report that was made in English with its findings in our language."""
    return replace(report, findings=[*map(found_in_language, report.findings)])


def _cut_short(
    source: TableSource, report: Report, rows: int, seal: Seal | None
) -> Report:
    path = Path(str(source.content))
    if path.suffix.lower() not in TEXTS or path.is_dir():
        return report
    sha256 = file_sha256(path)
    words = cut_short_words(find_standing(path, rows, seal, sha256))
    if not words:
        return report
    found = Finding(None, "", "", words, WARNING)
    return replace(report, findings=[*report.findings, found])


def add_options(parser) -> None:
    """Add the options of the command to its parser."""
    parser.set_defaults(command=run_import)
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help=gettext("tables to read")
    )
    known = [AUTO, *read_formats()]
    parser.add_argument(
        "--from",
        dest="format",
        choices=known,
        default=AUTO,
        help=gettext("the format; auto, if not given, looks at the columns"),
    )
    parser.add_argument(
        "--mapping",
        metavar="M",
        help=gettext("a saved mapping (JSON): our columns to theirs"),
    )
    parser.add_argument(
        "--out",
        required=True,
        metavar="OUT",
        help=gettext("to write: CSV, .parquet, or FOLDER/ of Parquet files"),
    )
    parser.add_argument(
        "--report", metavar="R", help=gettext("the full report to write, as JSON")
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


def _text(name: str, option: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUseError(
            gettext(
                "{option}: cannot be read ({why})", option=f"{option} {name}", why=error
            )
        ) from error


def _write(name: str, option: str, content: bytes) -> None:
    try:
        write_whole(name, content)
    except OSError as error:
        raise WrongUseError(f"{option} {name}: {reason_of(error)}") from error
