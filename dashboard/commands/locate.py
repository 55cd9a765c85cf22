"""The command that locates a table, or a folder of them; returns its exit code."""

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path

from dashboard.batches.import_file import not_listed_words
from dashboard.batches.locate_file import NoPlacesError, locate_file
from dashboard.batches.locate_folder import (
    OtherProgramError,
    is_one_file,
    locate_folder,
    tasks_of,
)
from dashboard.batches.receipt import LocatedFile
from dashboard.batches.written import ENDINGS
from dashboard.checks.finding import PROBLEM, Finding
from dashboard.checks.report import grouped
from dashboard.commands.codes import FINE, PROBLEMS, WrongUseError, words_of
from dashboard.commands.progress import progress
from dashboard.commands.table import file_of
from dashboard.geo.kept_layers import regions_for_table
from dashboard.in_language import found_in_language
from dashboard.openers.opened import TableSource
from dashboard.table.folder import check_free, is_folder_name
from dashboard.text.language import (
    N_,
    again,
    gettext,
    in_english,
    in_this_language,
    ngettext,
)
from dashboard.text.machine import reason_of

GUARDED = N_(
    "Texts that a spreadsheet would run as a formula have an apostrophe in front."
)


def add_options(parser: ArgumentParser) -> None:
    """Add where to write, and who does the work."""
    parser.set_defaults(command=run_locate)
    parser.add_argument(
        "--out", required=True, metavar="OUT", help=gettext("CSV, .parquet, or FOLDER/")
    )
    parser.add_argument(
        "--workers",
        type=int,
        default=1,
        metavar="N",
        help=gettext(
            "of a folder: processes on this machine, each takes a file at a time"
        ),
    )
    parser.add_argument(
        "--scheduler",
        default="",
        metavar="URL",
        help=gettext(
            "of a folder: the Dask cluster that takes the files, tcp://HOST:8786"
        ),
    )


def run_locate(options) -> int:
    """Write a table with the region of each row; faulty rows keep their place."""
    path, out = Path(file_of(options)), Path(options.out)
    if path.is_dir():
        return _run_folder(options, path, out)
    if options.workers != 1 or options.scheduler:
        raise WrongUseError(
            gettext("--workers and --scheduler: are for a folder of files")
        )
    as_folder = is_folder_name(options.out)
    try:
        if as_folder:
            check_free(out)
    except OSError as error:
        raise _cannot_write(options, error) from error
    if is_one_file(path, out):
        raise WrongUseError(
            gettext("--out {out}: must be another file than the table", out=options.out)
        )
    source, regions = TableSource(path.name, path), regions_for_table()
    try:
        with progress(gettext("Locating {file}", file=source.name)) as say:
            told = in_this_language(lambda rows: say(_rows(rows)))
            with in_english():
                done = locate_file(source, out, regions, told, as_folder=as_folder)
    except NoPlacesError as error:
        print(words_of(error), file=sys.stderr)
        return PROBLEMS
    except OSError as error:
        raise _cannot_write(options, error) from error
    if done.guarded:
        print(gettext(GUARDED), file=sys.stderr)
    _print_file(options, done)
    return PROBLEMS if done.problems else FINE


def _cannot_write(options, error: OSError) -> WrongUseError:
    return WrongUseError(f"--out {options.out}: {reason_of(error)}")


def _run_folder(options, folder: Path, out: Path) -> int:
    if out.is_file() or out.suffix.lower() in ENDINGS:
        raise WrongUseError(
            gettext(
                "--out {path}: must be a folder, for {folder} is one",
                path=options.out,
                folder=folder.name,
            )
        )
    if out.resolve() == folder.resolve():
        raise WrongUseError(
            gettext("--out {path}: must be another folder", path=options.out)
        )
    workers = _workers(options)
    try:
        tasks_of(folder, out)  # before workers are started for nothing
        with (
            workers as on_workers,
            progress(gettext("Locating {file}", file=folder.name)) as say,
        ):
            told = in_this_language(
                lambda name, rows: say(f"{again(name)}, {_rows(rows)}")
            )
            with in_english():
                regions = regions_for_table()
                found = locate_folder(folder, out, regions, told, on_workers)
    except OtherProgramError as error:
        raise WrongUseError(
            f"--scheduler {options.scheduler}: {words_of(error)}"
        ) from error
    except OSError as error:
        raise _cannot_write(options, error) from error
    done = {n: each for n, each in found.items() if isinstance(each, LocatedFile)}
    failed = {n: again(each) for n, each in found.items() if isinstance(each, str)}
    _print_folder(options, done, failed)
    wrong = failed or any(each.problems for each in done.values())
    return PROBLEMS if wrong else FINE


def _workers(options):
    """Return a block that gives what does tasks, None where this process does them."""
    if options.workers < 1:
        raise WrongUseError(
            gettext("--workers {given}: must be 1 or more", given=options.workers)
        )
    if options.workers == 1 and not options.scheduler:
        return nullcontext()
    try:
        from dashboard.batches.workers import starting
    except ImportError as error:
        raise WrongUseError(
            gettext(
                "--workers and --scheduler: need the extra for clusters: python3 "
                "start.py setup --cluster, or pip install conflict-incidents[cluster]"
            )
        ) from error
    return starting(options.workers, options.scheduler)


def _print_folder(
    options, done: dict[str, LocatedFile], failed: dict[str, str]
) -> None:
    for words in failed.values():
        print(words, file=sys.stderr)
    if options.json:
        files: dict[str, dict] = {name: _entry(each) for name, each in done.items()}
        files |= {name: {"error": words} for name, words in failed.items()}
        report = {"files": files, "out": str(options.out)}
        print(json.dumps(report, ensure_ascii=False, indent=1))
        return
    methods: Counter = Counter()
    for name, each in done.items():
        methods.update(each.methods)
        for line in grouped(_said(each.findings)):
            print(f"{name}: {line}")
    rows = sum(each.rows for each in done.values())
    read = ngettext("{count} file", "{count} files", len(done))
    unread = ngettext("{count} file not read", "{count} files not read", len(failed))
    kept = sum(each.kept for each in done.values())
    print(f"{read}, {unread}; {_counts(rows, methods)}")
    if kept:
        words = ngettext(
            "Done before, from the same: {count} file",
            "Done before, from the same: {count} files",
            kept,
        )
        print(words)
    print(options.out)


def _print_file(options, done: LocatedFile) -> None:
    if options.json:
        report = {**_entry(done), "out": str(options.out)}
        print(json.dumps(report, ensure_ascii=False, indent=1))
        return
    print("".join(f"{line}\n" for line in grouped(_said(done.findings))), end="")
    if done.not_listed:
        print(not_listed_words(done.not_listed))
    print(_counts(done.rows, done.methods))
    print(options.out)


def _entry(done: LocatedFile) -> dict:
    doubts = [each for each in done.findings if each.level != PROBLEM]
    entry = {
        "rows": done.rows,
        "join_method": dict(done.methods.most_common()),
        "problems": [vars(each) for each in _said(done.problems)],
        "warnings": [vars(each) for each in _said(doubts)],
    }
    if done.kept:
        entry["done_before"] = True
    return entry | ({"not_listed": done.not_listed} if done.not_listed else {})


def _counts(rows: int, methods: Counter) -> str:
    words = ", ".join(f"{number} {name}" for name, number in methods.most_common())
    words = words or gettext("none could be located")
    # No groups of digits: the line was that of older versions, and programs read it.
    return ngettext(
        "{rows} row: {methods}",
        "{rows} rows: {methods}",
        rows,
        rows=rows,
        methods=words,
    )


def _rows(rows: int) -> str:
    return ngettext("{count} row", "{count} rows", rows)


def _said(findings: Iterable[Finding]) -> list[Finding]:
    return [*map(found_in_language, findings)]
