"""The files beside a table: its sources, their publishers, its history."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.table.dictionary import DictionaryError, Field, field_of
from dashboard.table.fingerprint import bytes_sha256
from dashboard.table.json_members import Member
from dashboard.table.seal import Seal, read_seal
from dashboard.text.language import gettext

COMPANIONS = ("sources", "publishers", "history")
"""Resources of ``datapackage.json`` beside the table, each ``NAME.csv``."""


@dataclass(frozen=True)
class Companion:
    """One file beside a table: where it lies, its columns, and its seal."""

    path: Path
    fields: dict[str, Field]
    seal: Seal | None


def read_companions(description: Path, folder: Path) -> dict[str, Companion]:
    """Return the files of a folder that a description tells of, by resource.

    Only those that are there. Raises
    :class:`~dashboard.table.dictionary.DictionaryError` where the description is none.
    """
    try:
        package = json.loads(description.read_text(encoding="utf-8-sig"))
        return _companions(package, folder)
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
    ) as error:
        raise DictionaryError(
            gettext(
                "{file} does not describe the files beside it ({error}).",
                file=description.name,
                error=repr(error),
            )
        ) from error


def _companions(package: dict[str, Any], folder: Path) -> dict[str, Companion]:
    found = {}
    for resource in package["resources"]:
        name = resource["name"]
        path = folder / f"{name}.csv"
        if name in COMPANIONS and path.is_file():
            fields = {each["name"]: field_of(each) for each in _fields(resource)}
            found[name] = Companion(path, fields, read_seal(Member(resource, name)))
    return found


def seal_for(content: bytes, rows: int) -> Seal:
    """Return the seal of a file: its rows below the header, bytes and SHA-256."""
    return Seal(rows, len(content), bytes_sha256(content))


def _fields(resource: dict[str, Any]) -> list[dict[str, Any]]:
    return list(resource["schema"]["fields"])
