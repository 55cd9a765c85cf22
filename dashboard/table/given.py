"""A description that somebody else gives: ``datapackage.json`` beside a table.

It is used where one of its resources is that table. Only what it gives is said: what
it lacks comes from the file alone, as in :mod:`dashboard.table.foreign`.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd

from dashboard.table.coverage import read_gap, read_looks
from dashboard.table.description import Description, read_description
from dashboard.table.dictionary import (
    Code,
    Dictionary,
    DictionaryError,
    Field,
    field_of,
)
from dashboard.table.foreign import describe_table, looks_of_table
from dashboard.table.json_members import Member, MemberError
from dashboard.table.seal import read_seal
from dashboard.table.standard import STANDARD
from dashboard.table.translations import read_translations
from dashboard.text.language import N_, gettext, message_of

NAME = "datapackage.json"
MEND = N_(
    "Mend it, or take datapackage.json out of the folder: the table opens without it."
)
LONGEST_PATH = 1000
"""Letters of a path in a description; no system takes many more."""
OTHER_NAME = "reported_{}"
"""How an importer renames a column of the file that has the name of one of ours."""


def find_description(path: Path) -> Path | None:
    """Return the ``datapackage.json`` beside a table that describes it, None if none.

    Raises :class:`~dashboard.table.dictionary.DictionaryError` where the file is there
    and cannot be read.
    """
    beside = Path(path).parent / NAME
    if not beside.is_file():
        return None
    resources = _package(beside).get("resources")
    found = _resource(resources, beside.parent, Path(path))
    return beside if found is not None else None


def describe_by(
    beside: Path, table: Path, text: pd.DataFrame, importer: str = "table"
) -> Dictionary:
    """Return the dictionary of a table from the description that was found for it.

    ``text`` is the table in our columns, then its own. ``importer`` is ``table`` where
    the file has our columns itself; a column of our name then is ours. Raises
    :class:`~dashboard.table.dictionary.DictionaryError` with the wrong member and what
    is allowed there.
    """
    package = _package(beside)
    made = describe_table(table.name, text)
    try:
        return _dictionary(package, made, text, table, importer)
    except MemberError as error:
        raise DictionaryError(
            gettext(
                "{file} beside {table}, {error}. {do}",
                file=NAME,
                table=table.name,
                error=message_of(error),
                do=gettext(MEND),
            )
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DictionaryError(
            gettext(
                "{file} beside {table} is no data package ({error}). {do}",
                file=NAME,
                table=table.name,
                error=repr(error),
                do=gettext(MEND),
            )
        ) from error


def totals_path(table: Path) -> Path | None:
    """Return the file of the resource ``published-totals`` beside a table, if any."""
    if (beside := find_description(table)) is None:
        return None
    for each in _package(beside)["resources"]:
        if isinstance(each, dict) and each.get("name") == "published-totals":
            path = _inside(beside.parent, each.get("path"))
            return path if path and path.is_file() else None
    return None


def _inside(folder: Path, path: Any) -> Path | None:
    """Return a path of a description as a file in its folder, None where it is none.

    Data Package forbids absolute paths and ``..``: they would open other files.
    """
    if not isinstance(path, str) or "\0" in path or len(path) > LONGEST_PATH:
        return None
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts:
        return None
    return folder.joinpath(*parts)


def _package(path: Path) -> dict[str, Any]:
    try:
        package = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise DictionaryError(
            gettext(
                "{file} beside the table cannot be read ({error}). {do}",
                file=NAME,
                error=error,
                do=gettext(MEND),
            )
        ) from error
    if not isinstance(package, dict):
        raise DictionaryError(
            gettext(
                "{file} beside the table: must be an object. {do}",
                file=NAME,
                do=gettext(MEND),
            )
        )
    return package


def _resource(resources: Any, folder: Path, table: Path) -> dict[str, Any] | None:
    """Return the resource whose path is the table; paths are relative to the folder."""
    for each in resources if isinstance(resources, list) else ():
        path = each.get("path") if isinstance(each, dict) else None
        paths = path if isinstance(path, list) else [path]
        for one in paths:
            file = _inside(folder, one)
            if file is not None and file.resolve() == table.resolve():
                return dict(each)
    return None


def _dictionary(
    package: dict[str, Any],
    made: Dictionary,
    text: pd.DataFrame,
    table: Path,
    importer: str,
) -> Dictionary:
    top = Member(package)
    resource = _resource(package["resources"], table.parent, table) or {}
    fields = _fields(Member(resource), made, text, importer)
    title = top.text("title") if "title" in package else made.title
    totals = next(
        (
            each["schema"]["fields"]
            for each in package["resources"]
            if each.get("name") == "published-totals"
        ),
        (),
    )
    return replace(
        made,
        title=title,
        version=str(package.get("version", "")),
        fields=fields,
        totals_fields={each["name"]: field_of(each) for each in totals},
        coverage_start=_day(top, "coverage_start"),
        coverage_end=_day(top, "coverage_end"),
        coverage_gaps=tuple(read_gap(each) for each in _objects(top, "coverage_gaps")),
        coverage_looks=read_looks(top),
        created=str(package.get("created", "")),
        rules=tuple(_objects(top, "rules")),
        licenses=tuple(_objects(top, "licenses")),
        sources=tuple(_objects(top, "sources")),
        description=_description(top, title, made, fields),
        file=replace(made.file, described=True) if made.file else None,
        looks=looks_of_table(text, fields["event_type"]),
        seal=read_seal(Member(resource, "resources")),
        translations=read_translations(top),
    )


def _day(top: Member, name: str) -> Any:
    return top.day(name) if top.value.get(name) is not None else None


def _objects(top: Member, name: str) -> list[dict[str, Any]]:
    if name not in top.value:
        return []
    return [each.value for each in top.objects(name)]


def _fields(
    resource: Member, made: Dictionary, text: pd.DataFrame, importer: str
) -> dict[str, Field]:
    schema = resource.value.get("schema")
    given = Member(schema).objects("fields") if isinstance(schema, dict) else []
    fields = dict(made.fields)
    for each in given:
        name = each.text("name")
        own = field_of({**each.value, "type": each.value.get("type") or "string"})
        if name not in fields or (importer != "table" and name in STANDARD):
            name = OTHER_NAME.format(name)
        if name in fields:
            fields[name] = _described(fields[name], own, text[name], name in STANDARD)
    return fields


def _described(made: Field, given: Field, cells: pd.Series, standard: bool) -> Field:
    """Return a column with the words that are given for it.

    Its type stays, so that no cell is lost; codes that occur and are not described are
    kept as they are. The bounds of a standard column hold whatever is given.
    """
    codes = dict(given.codes)
    if codes:
        codes |= {code: Code(code, code) for code in sorted({*cells} - {*codes, ""})}
    given_limits: Mapping[str, Any] = given.constraints if standard else {}
    limits = {key: value for key, value in given_limits.items() if key != "enum"}
    return replace(
        made,
        title=given.title,
        description=given.description,
        unit=given.unit,
        example=given.example,
        constraints={**limits, **made.constraints},
        codes=codes or made.codes,
    )


def _description(
    top: Member, title: str, made: Dictionary, fields: dict[str, Field]
) -> Description:
    given = top.object("dashboard").value if "dashboard" in top.value else {}
    view = list(made.description.opening_view)
    defaults: dict[str, Any] = {
        "title": title,
        "areas": [],
        "disputed": [],
        "subjects": {},
        "no_official_positions": [],
        "panels": [],
        "vague_places": [],
    }
    inner: dict[str, dict[str, Any]] = {
        "opening": {"filters": {}, "view": view},
        "actors": {"adjectives": {}, "with_article": []},
    }
    for name, usual in inner.items():
        some = Member(given, "dashboard").object(name).value if name in given else {}
        defaults[name] = {**usual, **some}
    members = {**defaults, **given, **{name: defaults[name] for name in inner}}
    codes = {name: list(each.codes) for name, each in fields.items() if each.codes}
    return read_description(Member({"dashboard": members}), codes)
