"""Pack a release: the table, what belongs to it, all formats, and their checksums."""

import json
import os
import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path

from dashboard.commands.codes import WrongUseError
from dashboard.commands.feed import feed_of
from dashboard.dataset import Dataset, open_dataset
from dashboard.exports import EXPORT_FORMATS, Export
from dashboard.exports.citing import schema_org_text, to_cff, to_schema_org
from dashboard.figures.caveats import caveats
from dashboard.selection.filters import describe
from dashboard.table import dictionary as descriptions
from dashboard.table import read
from dashboard.table.fingerprint import bytes_sha256
from dashboard.table.history import HISTORY_NAME, read_history
from dashboard.table.write import write_whole
from dashboard.text.language import gettext
from dashboard.text.machine import reason_of

CHECKSUMS = "CHECKSUMS"
PAPERS = ("LICENSE-DATA", "DATA.md", "CHANGELOG.md")
LOCATED = "incidents_located"
"""Name of the files that hold the rows with their regions, one for each format."""
MEDIA = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".xml": "application/atom+xml",
}


def pack_release(folder: Path, day: date) -> list[str]:
    """Write all files of the release into a folder, all of them or none; return names.

    A folder that holds an earlier release is replaced. Where a killed run had it moved
    out of the way, it is brought back first. Raises WrongUseError where the folder
    holds anything else, or cannot be written.
    """
    whole = folder.resolve()
    new, old = (whole.with_name(f".{whole.name}.{each}") for each in ("new", "old"))
    if not whole.exists() and (old / CHECKSUMS).is_file():
        with suppress(OSError):
            os.rename(old, whole)
    if folder.exists() and not _may_replace(folder):
        raise WrongUseError(
            gettext(
                "--out {path}: holds files that are no release; name another folder",
                path=folder,
            )
        )
    shutil.rmtree(new, ignore_errors=True)
    try:
        new.mkdir(parents=True)
        _fill(new, day)
        names = sorted(each.name for each in new.iterdir())
        lines = [f"{bytes_sha256((new / name).read_bytes())}  {name}" for name in names]
        write_whole(new / CHECKSUMS, ("\n".join(lines) + "\n").encode())
        _put_in_place(new, folder, old)
    except OSError as error:
        raise WrongUseError(f"--out {folder}: {reason_of(error)}") from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return [*names, CHECKSUMS]


def _put_in_place(new: Path, folder: Path, old: Path) -> None:
    """Let a folder take the place of an earlier one, which stays where that fails."""
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        os.rename(folder, old)
    try:
        os.rename(new, folder)
    except OSError:
        if old.exists():
            os.rename(old, folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _may_replace(folder: Path) -> bool:
    if not folder.is_dir():
        return False
    return not any(folder.iterdir()) or (folder / CHECKSUMS).is_file()


def _fill(new: Path, day: date) -> None:
    home = read.INCIDENTS.parent
    package = json.loads(descriptions.DATAPACKAGE.read_text(encoding="utf-8"))
    paths = [each["path"] for each in package["resources"]]
    for name in [*paths, descriptions.DATAPACKAGE.name, *PAPERS]:
        if (home / name).is_file():
            write_whole(new / name, (home / name).read_bytes())
    dataset = open_dataset()
    for ending, form in EXPORT_FORMATS.items():
        write_whole(new / f"{LOCATED}.{ending}", form.write(_export(dataset)))
    changes = read_history(home / HISTORY_NAME)
    write_whole(new / "feed.xml", feed_of(dataset, changes))
    write_whole(new / "CITATION.cff", to_cff(package, day).encode())
    files = {each.name: _media(each) for each in sorted(new.iterdir())}
    about = to_schema_org(package, dataset.dictionary, files)
    write_whole(new / "dataset.jsonld", schema_org_text(about).encode())


def _export(dataset: Dataset) -> Export:
    return Export(
        rows=dataset.incidents,
        words=describe({}, dataset.dictionary, dataset.regions),
        dictionary=dataset.dictionary,
        data=dataset.fingerprint,
        caveats=tuple(caveats(dataset)),
        regions=dataset.regions,
    )


def _media(path: Path) -> str:
    form = EXPORT_FORMATS.get(path.suffix[1:])
    return form.mime if form else MEDIA.get(path.suffix, "text/plain")
