"""The data dictionary: what every column means, read from ``datapackage.json``.

Allowed values, ranges, units and the words for people live in that one file. The
checks, the widgets, the legend, the Method page and the README all ask here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.resources import resource
from dashboard.table.beside import Beside
from dashboard.table.coverage import CoverageGap, CoverageLook, read_gap, read_looks
from dashboard.table.description import Description, read_description
from dashboard.table.fields import Code as Code
from dashboard.table.fields import Field as Field
from dashboard.table.fields import field_of as field_of
from dashboard.table.json_members import Member, MemberError
from dashboard.table.looks import Looks
from dashboard.table.seal import Seal, read_seal
from dashboard.table.standard import STANDARD
from dashboard.table.translations import read_translations
from dashboard.text.language import N_, gettext, joined, message_of

DATAPACKAGE = resource("datapackage.json")


TAKE_IT = N_("Take it from the project again (git checkout datapackage.json).")


class DictionaryError(Exception):
    """Raised when ``datapackage.json`` is missing or cannot be read."""


@dataclass(frozen=True)
class TableFile:
    """What the file of a table shows by itself, whoever described it.

    ``first`` and ``last`` are the earliest and latest date in it, None without one.
    ``blank`` are the columns without a value in any row; ``described`` is whether a
    description came with the file. ``terms`` is what is known of the licence of the
    file's format, where the file itself states none.
    """

    name: str
    rows: int
    first: date | None = None
    last: date | None = None
    blank: frozenset[str] = frozenset()
    described: bool = False
    terms: str = ""


@dataclass(frozen=True)
class Dictionary:
    """The whole of ``datapackage.json`` that the dashboard uses.

    ``file`` is None where the description alone speaks for the table, as for ours.
    ``tables`` are the open tables where several are shown as one; ``added_up`` is
    whether a person asked to add up their counts and tolls, and ``beside`` what tells
    this one apart from other tables. ``read_on`` is the day on which it is read, from
    which its age is counted; None where the words must not depend on a day.
    ``publisher_kinds`` are kinds by name, where ``publishers.csv`` lies beside it.
    ``created`` is when the version was made, ISO in UTC, blank where that is not told.
    ``translations`` are its texts in other languages: language, English text, text; see
    :mod:`dashboard.table.translated`.
    """

    title: str
    version: str
    fields: dict[str, Field]
    totals_fields: dict[str, Field]
    coverage_start: date | None
    coverage_end: date | None
    coverage_gaps: tuple[CoverageGap, ...]
    rules: tuple[dict[str, Any], ...]
    licenses: tuple[dict[str, Any], ...]
    sources: tuple[dict[str, Any], ...]
    description: Description
    file: TableFile | None = None
    looks: Looks = Looks()
    seal: Seal | None = None
    tables: tuple["Dictionary", ...] = ()
    added_up: bool = False
    beside: Beside = Beside()
    coverage_looks: tuple[CoverageLook, ...] = ()
    read_on: date | None = None
    created: str = ""
    publisher_kinds: Mapping[str, str] = field(default_factory=dict)
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def short_title(self) -> str:
        """The title where room is scarce: in labels, legends and the first line."""
        return self.description.short_title or self.description.title

    @property
    def tables_apart(self) -> tuple["Dictionary", ...]:
        """The tables that count each apart; none where they are added up."""
        return () if self.added_up else self.tables

    @property
    def first_day(self) -> date | None:
        """First day of the period that is described, else the earliest in the file."""
        return self.coverage_start or (self.file.first if self.file else None)

    @property
    def last_day(self) -> date | None:
        """Last day of the period that is described, else the latest in the file."""
        return self.coverage_end or (self.file.last if self.file else None)

    def has(self, column: str) -> bool:
        """Return whether the table has a column in which some row has a value."""
        if self.file is not None and column in self.file.blank:
            return False
        return column in self.fields

    def on_day(self, day: date | None) -> "Dictionary":
        """Return the same as it is read on a day."""
        tables = tuple(each.on_day(day) for each in self.tables)
        return replace(self, read_on=day, tables=tables)

    def rule(self, rule_id: str) -> dict[str, Any]:
        """Return a rule of the description by its id, empty where it has none."""
        return next((each for each in self.rules if each.get("id") == rule_id), {})

    def rule_level(self, rule_id: str) -> str:
        """Return "problem" or "warning", blank for a rule that is not described."""
        return str(self.rule(rule_id).get("level", ""))

    def label(self, column: str, value: Any) -> str:
        """Return the words for ``value`` of ``column`` ("air strike on a vessel")."""
        return self.fields[column].label(value)


def read_dictionary(path: Path | None = None) -> Dictionary:
    """Read the data dictionary of the incident table, our own if no path is given.

    Raises :class:`DictionaryError` with what to do where the file is not there or is
    not what it should be.
    """
    path = DATAPACKAGE if path is None else Path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise DictionaryError(
            gettext(
                "{file} is missing: it describes the columns of incidents.csv. {do}",
                file=path.name,
                do=gettext(TAKE_IT),
            )
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise DictionaryError(
            gettext("{file} cannot be read ({error}).", file=path.name, error=error)
        ) from error
    return parse_dictionary(text, path.name)


def parse_dictionary(text: str, name: str) -> Dictionary:
    """Return the data dictionary that a text holds; ``name`` is its file's in errors.

    Raises :class:`DictionaryError`.
    """
    try:
        return _dictionary(json.loads(text))
    except MemberError as error:
        raise DictionaryError(
            joined("", [name, ", ", message_of(error), "."])
        ) from error
    except json.JSONDecodeError as error:
        raise DictionaryError(
            gettext(
                "{file}, line {line}, column {column}: not JSON ({error}). {do}",
                file=name,
                line=error.lineno,
                column=error.colno,
                error=error.msg,
                do=gettext(TAKE_IT),
            )
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DictionaryError(
            gettext(
                "{file} cannot be read as a data package ({error}). {do}",
                file=name,
                error=repr(error),
                do=gettext(TAKE_IT),
            )
        ) from error


def _dictionary(package: dict[str, Any]) -> Dictionary:
    top = Member(package)
    resources = {each["name"]: each for each in package["resources"]}
    fields = _fields(resources["incidents"])
    for name, entry in STANDARD.items():
        if name not in fields or fields[name].type != entry["type"]:
            raise MemberError(
                gettext(
                    "resources: incidents needs a field {name} of type {type}",
                    name=name,
                    type=entry["type"],
                )
            )
    codes = {name: list(each.codes) for name, each in fields.items() if each.codes}
    return Dictionary(
        title=top.text("title"),
        version=top.text("version"),
        fields=fields,
        totals_fields=_fields(resources["published-totals"]),
        coverage_start=top.day("coverage_start"),
        coverage_end=top.day("coverage_end"),
        coverage_gaps=tuple(read_gap(each) for each in package["coverage_gaps"]),
        coverage_looks=read_looks(top),
        created=str(package.get("created", "")),
        rules=tuple(each.value for each in top.objects("rules")),
        licenses=tuple(package["licenses"]),
        sources=tuple(package["sources"]),
        description=read_description(top, codes),
        seal=read_seal(Member(resources["incidents"], "resources.incidents")),
        translations=read_translations(top),
    )


def _fields(resource: dict[str, Any]) -> dict[str, Field]:
    return {each["name"]: field_of(each) for each in resource["schema"]["fields"]}
