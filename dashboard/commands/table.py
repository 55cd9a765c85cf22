"""The commands that check a table and that locate it; each returns its exit code."""

import json
import sys
from pathlib import Path

import pandas as pd

from dashboard.checks.companions import find_beside
from dashboard.checks.finding import NOTE, PROBLEM, WARNING, Finding
from dashboard.checks.problems import InvalidIncidentsError, find_problems, sound_rows
from dashboard.checks.report import grouped, summary
from dashboard.checks.warnings import find_warnings
from dashboard.commands.codes import FINE, PROBLEMS, WrongUseError
from dashboard.commands.options import today
from dashboard.commands.progress import progress
from dashboard.commands.seal import find_standing_of, is_ours, seal_table
from dashboard.exports.columns import LOCATED_COLUMNS
from dashboard.geo.kept_layers import regions_for_table
from dashboard.geo.locate import locate
from dashboard.importers.agreement import find_other_regions
from dashboard.importers.apply import Mapped, map_table
from dashboard.importers.checked import PLACE, check_table
from dashboard.importers.ours import has_our_columns, in_our_cells
from dashboard.importers.reserved import free_names
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import Opened, TableSource
from dashboard.table import dictionary as descriptions
from dashboard.table import read
from dashboard.table.dictionary import Dictionary, read_dictionary
from dashboard.table.foreign import describe_table
from dashboard.table.given import find_description
from dashboard.table.read import to_types
from dashboard.table.write import csv_bytes, guard, write_whole

GUARDED = "Texts that a spreadsheet would run as a formula have an apostrophe in front."
SAID = ("latitude", "longitude", "geo_precision", "radius_km", "area_id", "")
"""Columns of which ``locate`` repeats what the reading found."""


def run_validate(options) -> int:
    """Check a table and print what is wrong with it, and what may be.

    A table with our columns is checked by our rules; any other by its own format.
    """
    options.file = file_of(options)
    source = _source(options.file)
    dictionary = read_dictionary(_description_of(options.file))
    with progress(f"Reading {source.name}"):
        opened = open_file(source)
    if not options.seal and not has_our_columns(opened.text, dictionary):
        return _validate_other(options, source, dictionary)
    return _validate_ours(options, opened, dictionary)


def _description_of(file: str) -> Path:
    """Return the description of a copy of our table: the one beside it, or ours."""
    path = Path(file)
    if path.name == read.INCIDENTS.name and (beside := find_description(path)):
        return beside
    return descriptions.DATAPACKAGE


def _validate_other(options, source: TableSource, dictionary: Dictionary) -> int:
    """Check a table of another format, and print a report of it."""
    with progress(f"Checking {source.name}"):
        checked = check_table(source, regions_for_table(), today())
    report = checked.report
    standing = find_standing_of(options.file, checked.mapped.text, dictionary)
    if options.json:
        levels = {"problems": PROBLEM, "warnings": WARNING, "notes": NOTE}
        findings = [*standing, *report.findings]
        found = {
            name: [vars(each) for each in findings if each.level == level]
            for name, level in levels.items()
        }
        counts = {k: v for k, v in report.as_dict().items() if k != "problems"}
        print(json.dumps(counts | found, ensure_ascii=False, indent=1))
    else:
        print("\n".join([*grouped(standing), *summary(report)]))
    return PROBLEMS if report.rejected or standing else FINE


def _validate_ours(options, opened: Opened, dictionary: Dictionary) -> int:
    text, found = in_our_cells(opened, dictionary)
    problems = find_problems(text, dictionary, found)
    warnings = [each for each in found if each.level != PROBLEM]
    try:
        sound = to_types(sound_rows(text, problems), dictionary)
    except InvalidIncidentsError:
        pass
    else:
        lines = sound_rows(text, problems).index.tolist()
        warnings += find_warnings(sound, lines, dictionary, regions_for_table())
    if is_ours(Path(options.file), text):
        beside = find_beside(text, Path(options.file), _description_of(options.file))
        problems += [each for each in beside if each.level == PROBLEM]
        if not options.seal:
            warnings += [each for each in beside if each.level != PROBLEM]
    sealed = options.seal and not problems
    if sealed:
        seal_table(options.file, text)
        dictionary = read_dictionary()
    for each in find_standing_of(options.file, text, dictionary):
        (problems if each.level == PROBLEM else warnings).append(each)
    if options.json:
        report = {
            "file": Path(options.file).name,
            "rows": len(text),
            "problems": [vars(each) for each in problems],
            "warnings": [vars(each) for each in warnings],
            "sealed": sealed,
        }
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        for each in (*problems, *warnings):
            print(f"{each.level}: {each}")
        print(
            f"{Path(options.file).name}: {len(text)} rows, {len(problems)} problems, "
            f"{len(warnings)} warnings"
        )
        if options.seal:
            print("sealed" if sealed else "not sealed: mend the problems first")
    return PROBLEMS if problems else FINE


def file_of(options) -> str:
    """Return the table of FILE or ``--data``. Raises WrongUseError unless it is one."""
    if not options.file and not options.data and getattr(options, "seal", False):
        return str(read.INCIDENTS)
    if not options.file and not options.data:
        raise WrongUseError("FILE: must be the table to read, such as incidents.csv")
    if options.file and options.data:
        raise WrongUseError("--data: is the same as FILE; give one of them")
    return options.file or options.data


def _source(file: str) -> TableSource:
    return TableSource(Path(file).name, Path(file))


def run_locate(options) -> int:
    """Write a table with the region of each row; faulty rows keep their place."""
    options.file = file_of(options)
    source, regions = _source(options.file), regions_for_table()
    with progress(f"Reading {source.name}"):
        opened = open_file(source)
        mapped = map_table(opened, source, regions)
    absent = [n for n in ("latitude", "longitude") if n not in mapped.made_of]
    if absent:
        print(_absent_words(source.name, absent, opened.text), file=sys.stderr)
        return PROBLEMS
    dictionary = read_dictionary()
    if not has_our_columns(opened.text, dictionary):
        dictionary = describe_table(source.name, mapped.text)
    known = mapped.text[[n for n in dictionary.fields if n in mapped.text]]
    placed = [
        each
        for each in find_problems(known, dictionary, mapped.findings)
        if each.column in ("", *PLACE) and each.line != 1
    ]
    sound = sound_rows(known, placed)
    with progress(f"Locating {source.name}"):
        located = locate(to_types(sound[PLACE], dictionary), regions)
    others = find_other_regions(mapped, located, sound.index, regions)
    out, renamed = _with_own_columns(mapped, sound, located)
    try:
        write_whole(options.out, _as_csv(out))
    except OSError as error:
        raise WrongUseError(
            f"--out {options.out}: {error.strerror or error}"
        ) from error
    findings = [*placed, *_said(mapped, placed), *others, *renamed]
    _report_located(options, out, findings, located)
    return PROBLEMS if any(each.level == PROBLEM for each in findings) else FINE


def _said(mapped: Mapped, placed: list[Finding]) -> list[Finding]:
    """Return what else the reading found: bad cells anywhere, doubts about places."""
    cells = {(each.line, each.column) for each in placed}
    return [
        each
        for each in mapped.findings
        if (each.line, each.column) not in cells
        and (each.level == PROBLEM or each.column in SAID)
        and each.column not in mapped.renamed
    ]


def _absent_words(name: str, absent: list[str], text: pd.DataFrame) -> str:
    return (
        f"{name}, line 1: no column {' and no column '.join(absent)}; latitude and "
        "longitude are needed, in degrees (WGS84). Columns found: "
        f"{', '.join(map(str, text.columns))}."
    )


def _with_own_columns(
    mapped: Mapped, sound: pd.DataFrame, located: pd.DataFrame
) -> tuple[pd.DataFrame, list[Finding]]:
    """Return the table as it came, with the join's columns; a faulty row has blanks.

    A column of the file with the name of one of these is kept under another, unless
    all of them are there: then the file was located before, and is located anew.
    """
    names, own = [n for n in LOCATED_COLUMNS if n in located.columns], mapped.own
    joined = located[names].set_axis(sound.index).reindex(own.index)
    if set(names) <= set(own):
        return own.drop(columns=names).join(joined), []
    free = free_names(list(own), frozenset(names))
    renamed = [
        Finding(None, name, "", f"is kept as {new}: {name} is what we compute", NOTE)
        for name, new in free.items()
        if name != new
    ]
    return own.rename(columns=free).join(joined), renamed


def _as_csv(table: pd.DataFrame) -> bytes:
    """Return a located table as CSV, its own cells as they came.

    It has no mark and no comment, so that any program reads it. A cell that a
    spreadsheet would run is guarded; our own reader takes the guards off again.
    """
    texts = [_as_text(table[name]) for name in table]
    cells = [*table.columns, *(cell for column in texts for cell in column)]
    if any(guard(cell) != cell for cell in cells):
        print(GUARDED, file=sys.stderr)
    return csv_bytes(list(table), zip(*texts, strict=True))


def _as_text(column: pd.Series) -> list[str]:
    if pd.api.types.is_float_dtype(column):
        return ["" if pd.isna(value) else f"{value:.6g}" for value in column]
    return ["" if pd.isna(value) else str(value) for value in column]


def _report_located(
    options, table: pd.DataFrame, findings: list[Finding], located: pd.DataFrame
) -> None:
    counts = located["join_method"].value_counts().to_dict()
    problems = [each for each in findings if each.level == PROBLEM]
    doubts = [each for each in findings if each.level != PROBLEM]
    if options.json:
        report = {
            "rows": len(table),
            "join_method": counts,
            "problems": [vars(each) for each in problems],
            "warnings": [vars(each) for each in doubts],
            "out": str(options.out),
        }
        print(json.dumps(report, ensure_ascii=False, indent=1))
        return
    print("".join(f"{line}\n" for line in grouped(findings)), end="")
    words = ", ".join(f"{number} {method}" for method, number in counts.items())
    unit = "row" if len(table) == 1 else "rows"
    print(f"{len(table)} {unit}: {words or 'none could be located'}")
    print(options.out)
