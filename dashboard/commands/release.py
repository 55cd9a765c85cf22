"""The command that makes a release: a version, checked and packed with checksums."""

import json
import re
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from dashboard.checks.companions import find_beside
from dashboard.checks.finding import PROBLEM
from dashboard.commands.codes import FINE, PROBLEMS, WrongUseError
from dashboard.commands.packing import pack_release
from dashboard.commands.progress import progress
from dashboard.commands.seal import seal_table
from dashboard.dataset import open_dataset
from dashboard.exports.citing import to_cff
from dashboard.figures.caveats import caveats
from dashboard.in_language import in_language
from dashboard.table import dictionary as descriptions
from dashboard.table import read
from dashboard.table.history import history_path, read_history
from dashboard.table.read import read_text
from dashboard.table.transaction import SaveError, locked, save_together
from dashboard.table.versions import bumped, is_version, next_changelog, next_data_notes
from dashboard.text.language import SOURCE, gettext, in_english, ngettext, speaking

CHANGELOG, DATA_NOTES, CITATION = "CHANGELOG.md", "DATA.md", "CITATION.cff"


def add_options(parser) -> None:
    """Add the version, the day and the folder of the release."""
    parser.set_defaults(command=run_release)
    parser.add_argument(
        "--version", required=True, metavar="X", help=gettext("such as 1.1.0")
    )
    parser.add_argument(
        "--out", default="dist", metavar="DIR", help=gettext("folder to write")
    )
    parser.add_argument(
        "--day",
        default="",
        metavar="DAY",
        help=gettext("its day; today if not given"),
    )
    parser.add_argument(
        "--json", action="store_true", help=gettext("print JSON, for programs")
    )


def run_release(options) -> int:
    """Check the table, write the version everywhere, pack all files; print where."""
    if problems := _problems():
        print(gettext("Not released, nothing was written:"), file=sys.stderr)
        print("\n".join(problems), file=sys.stderr)
        return PROBLEMS
    day, folder = _day(options.day), Path(options.out)
    created = _created(day)
    package = json.loads(descriptions.DATAPACKAGE.read_text(encoding="utf-8"))
    _check_version(options.version, package["version"])
    before = _contents()
    try:
        _write(_renewed(before, options.version, created))  # a kill leaves all or none
        seal_table(str(read.INCIDENTS), read_text(read.INCIDENTS))
        step = gettext("Packing version {version}", version=options.version)
        with progress(step), speaking(SOURCE):  # the same files, whoever packs them
            files = pack_release(folder, day)
    except BaseException:
        _take_back(before)
        raise
    if options.json:
        report = {"out": str(folder), "version": options.version, "files": files}
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        words = ngettext(
            "Version {version}, {count} file in {folder}",
            "Version {version}, {count} files in {folder}",
            len(files),
            version=options.version,
            folder=folder,
        )
        print(words)
    return FINE


def _problems() -> list[str]:
    """Return what keeps the table from being released."""
    with in_english():
        opened = open_dataset()
    dataset = in_language(opened)
    text = read_text(read.INCIDENTS)
    beside = find_beside(text, read.INCIDENTS, descriptions.DATAPACKAGE)
    wrong = [each for each in beside if each.level == PROBLEM]
    return [*caveats(dataset), *map(str, dataset.problems), *map(str, wrong)]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else datetime.now(UTC).date()
    except ValueError as error:
        raise WrongUseError(
            gettext(
                "{option} {given}: must be a day as YYYY-MM-DD",
                option="--day",
                given=text,
            )
        ) from error


def _created(day: date) -> str:
    """Return when the version is made: on its day, and not before its last save.

    What was saved later has then changed since the version, and nothing else has.
    """
    saves = read_history(history_path(read.INCIDENTS, is_described=True))
    last = max((each.when for each in saves), default="")
    if last[:10] > day.isoformat():
        raise WrongUseError(
            gettext(
                "--day {day}: is before the last save of the table, {last}",
                day=day,
                last=last[:10],
            )
        )
    return max(f"{day}T00:00:00Z", last)


def _check_version(wanted: str, now: str) -> None:
    if not is_version(wanted):
        raise WrongUseError(
            gettext(
                "--version {wanted}: must be three numbers with dots, such as 1.1.0",
                wanted=wanted,
            )
        )
    if _numbers(wanted) < _numbers(now):
        raise WrongUseError(
            gettext(
                "--version {wanted}: is below {now}, the version of now",
                wanted=wanted,
                now=now,
            )
        )


def _numbers(version: str) -> list[int]:
    return [int(each) for each in re.findall(r"\d+", version)]


def _contents() -> dict[Path, str | None]:
    """Return the text of every file that carries the version; None: not there."""
    folder = read.INCIDENTS.parent
    names = (descriptions.DATAPACKAGE.name, CHANGELOG, DATA_NOTES, CITATION)
    paths = [folder / name for name in names]
    return {
        path: path.read_text(encoding="utf-8") if path.is_file() else None
        for path in paths
    }


def _renewed(
    before: dict[Path, str | None], version: str, created: str
) -> dict[Path, str]:
    description, day = descriptions.DATAPACKAGE, date.fromisoformat(created[:10])
    renewed = {description: bumped(before[description] or "", version, created)}
    package = json.loads(renewed[description])
    for path, text in before.items():
        if path.name == CHANGELOG and text is not None:
            renewed[path] = next_changelog(text, version, day)
        elif path.name == DATA_NOTES and text is not None:
            renewed[path] = next_data_notes(text, version)
        elif path.name == CITATION:
            renewed[path] = to_cff(package, day)
    return renewed


def _write(files: dict[Path, str]) -> None:
    """Write files of one folder, path to text, as one. Raises WrongUseError."""
    folder = next(iter(files)).parent
    try:
        with locked(folder):
            contents = {path.name: text.encode() for path, text in files.items()}
            save_together(folder, contents)
    except SaveError as error:
        raise WrongUseError(str(error)) from error


def _take_back(before: dict[Path, str | None]) -> None:
    _write({path: text for path, text in before.items() if text is not None})
    for path in (path for path, text in before.items() if text is None):
        path.unlink(missing_ok=True)
