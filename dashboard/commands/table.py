"""The commands that check a table and that locate it; each returns its exit code."""

import json
import sys
from pathlib import Path

import pandas as pd

from dashboard.checks.finding import PROBLEM
from dashboard.checks.problems import InvalidIncidentsError, find_problems, sound_rows
from dashboard.checks.warnings import find_warnings
from dashboard.commands.codes import FINE, PROBLEMS, WrongUseError
from dashboard.commands.seal import find_standing_of, seal_table
from dashboard.exports.columns import LOCATED_COLUMNS
from dashboard.geo.locate import keep_reported, locate
from dashboard.geo.regions import read_regions
from dashboard.table import read
from dashboard.table.dictionary import read_dictionary
from dashboard.table.read import read_text, to_types
from dashboard.table.write import csv_bytes, guard, write_whole

GUARDED = "Texts that a spreadsheet would run as a formula have an apostrophe in front."
LOCATING = "latitude longitude geo_precision radius_km area_id reported_region".split()
"""The columns of a table that decide where a row is; all but the first two may lack."""


def run_validate(options) -> int:
    """Check a table and print what is wrong with it, and what may be."""
    options.file = file_of(options)
    dictionary = read_dictionary()
    text = read_text(options.file)
    problems = find_problems(text, dictionary)
    try:
        sound = to_types(sound_rows(text, problems), dictionary)
    except InvalidIncidentsError:
        warnings = []
    else:
        lines = sound_rows(text, problems).index.tolist()
        warnings = find_warnings(sound, lines, dictionary, read_regions())
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


def run_locate(options) -> int:
    """Write a table with the region of each row; faulty rows keep their place."""
    options.file = file_of(options)
    text = read_text(options.file)
    absent = [name for name in ("latitude", "longitude") if name not in text.columns]
    if absent:
        print(
            f"{Path(options.file).name}, line 1: "
            f"no column {' and no column '.join(absent)}; latitude and longitude "
            "are needed, in degrees (WGS84).",
            file=sys.stderr,
        )
        return PROBLEMS
    dictionary = read_dictionary()
    known = [name for name in dictionary.fields if name in text.columns]
    problems = [
        each
        for each in find_problems(text[known], dictionary)
        if each.column in LOCATING and each.message and each.line != 1
    ]
    sound = sound_rows(text, problems)
    typed = to_types(sound[[n for n in LOCATING if n in known]], dictionary)
    located = locate(typed, read_regions())
    out = _with_own_columns(text, sound, located)
    try:
        write_whole(options.out, _as_csv(out))
    except OSError as error:
        raise WrongUseError(
            f"--out {options.out}: {error.strerror or error}"
        ) from error
    _report_located(options, text, problems, located)
    return PROBLEMS if problems else FINE


def _with_own_columns(text, sound, located):
    """Return the table as it came, with the join's columns; a faulty row has blanks.

    A column of the table that is named like one of the join is kept as ``reported_…``.
    """
    names = [name for name in LOCATED_COLUMNS if name in located.columns]
    joined = located[names].set_axis(sound.index).reindex(text.index)
    return keep_reported(text).join(joined)


def _as_csv(table: pd.DataFrame) -> bytes:
    """Return a located table as CSV, its own cells as they came.

    It has no mark and no comment, so that any program reads it; only where a cell had
    to be guarded, a comment says so, and our own reader takes the guards off again.
    """
    texts = [_as_text(table[name]) for name in table]
    cells = [*table.columns, *(cell for column in texts for cell in column)]
    comments = [GUARDED] if any(guard(cell) != cell for cell in cells) else []
    return csv_bytes(list(table), zip(*texts, strict=True), comments)


def _as_text(column: pd.Series) -> list[str]:
    if pd.api.types.is_float_dtype(column):
        return ["" if pd.isna(value) else f"{value:.6g}" for value in column]
    return ["" if pd.isna(value) else str(value) for value in column]


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
