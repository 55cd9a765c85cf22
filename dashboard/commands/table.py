"""The commands that check a table and that locate it; each returns its exit code."""

import json
from dataclasses import replace
from pathlib import Path

from dashboard.checks.companions import find_beside
from dashboard.checks.finding import NOTE, PROBLEM, WARNING
from dashboard.checks.problems import InvalidIncidentsError, find_problems, sound_rows
from dashboard.checks.report import grouped, summary
from dashboard.checks.translations import find_translations
from dashboard.checks.warnings import find_warnings
from dashboard.commands.codes import FINE, PROBLEMS, WrongUseError
from dashboard.commands.options import today
from dashboard.commands.progress import progress
from dashboard.commands.seal import find_standing_of, is_ours, seal_table
from dashboard.geo.kept_layers import regions_for_table
from dashboard.importers.checked import check_table
from dashboard.importers.ours import has_our_columns, in_our_cells
from dashboard.in_language import found_in_language
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import Opened, TableSource
from dashboard.table import dictionary as descriptions
from dashboard.table import read
from dashboard.table.dictionary import Dictionary, read_dictionary
from dashboard.table.given import find_description
from dashboard.table.read import to_types
from dashboard.text.language import gettext, in_english

SAID = ("latitude", "longitude", "geo_precision", "radius_km", "area_id", "")
"""Columns of which ``locate`` repeats what the reading found."""


def run_validate(options) -> int:
    """Check a table and print what is wrong with it, and what may be.

    A table with our columns is checked by our rules; any other by its own format.
    """
    options.file = file_of(options)
    source = _source(options.file)
    dictionary = read_dictionary(_description_of(options.file))
    with progress(gettext("Reading {file}", file=source.name)), in_english():
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
    with progress(gettext("Checking {file}", file=source.name)), in_english():
        checked = check_table(source, regions_for_table(), today())
    report = checked.report
    report = replace(report, findings=[*map(found_in_language, report.findings)])
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
    with in_english():
        text, found = in_our_cells(opened, dictionary)
        problems = find_problems(text, dictionary, found)
    warnings = [each for each in found if each.level != PROBLEM]
    try:
        sound = to_types(sound_rows(text, problems), dictionary)
    except InvalidIncidentsError:
        pass
    else:
        lines = sound_rows(text, problems).index.tolist()
        with in_english():
            warnings += find_warnings(sound, lines, dictionary, regions_for_table())
    if is_ours(Path(options.file), text):
        description = _description_of(options.file)
        beside = find_beside(text, Path(options.file), description)
        beside += find_translations(text, description)
        problems += [each for each in beside if each.level == PROBLEM]
        if not options.seal:
            warnings += [each for each in beside if each.level != PROBLEM]
    sealed = options.seal and not problems
    if sealed:
        seal_table(options.file, text)
        dictionary = read_dictionary()
    for each in find_standing_of(options.file, text, dictionary):
        (problems if each.level == PROBLEM else warnings).append(each)
    problems = [*map(found_in_language, problems)]
    warnings = [*map(found_in_language, warnings)]
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
            print(f"{gettext(each.level)}: {each}")
        print(_counts(Path(options.file).name, len(text), problems, warnings))
        if sealed:
            print(gettext("sealed"))
        elif options.seal:
            print(gettext("not sealed: mend the problems first"))
    return PROBLEMS if problems else FINE


def _counts(file: str, rows: int, problems: list, warnings: list) -> str:
    """Return the last line; it always counts in the plural, as programs read it."""
    return gettext(
        "{file}: {rows} rows, {problems} problems, {warnings} warnings",
        file=file,
        rows=rows,
        problems=len(problems),
        warnings=len(warnings),
    )


def file_of(options) -> str:
    """Return the table of FILE or ``--data``. Raises WrongUseError unless it is one."""
    if not options.file and not options.data and getattr(options, "seal", False):
        return str(read.INCIDENTS)
    if not options.file and not options.data:
        raise WrongUseError(
            gettext("FILE: must be the table to read, such as incidents.csv")
        )
    if options.file and options.data:
        raise WrongUseError(gettext("--data: is the same as FILE; give one of them"))
    return options.file or options.data


def _source(file: str) -> TableSource:
    return TableSource(Path(file).name, Path(file))
