"""A format as a file of data: its columns, its codes, its rules, how to know it.

Adding a format is adding one JSON file to the folder ``formats`` beside this module;
``formats/README.md`` says what may stand in it.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dashboard.table.json_members import Member, MemberError
from dashboard.table.patterns import PATTERN, is_pattern
from dashboard.table.standard import STANDARD
from dashboard.text.fold import fold
from dashboard.text.language import gettext

FORMATS = Path(__file__).parent / "formats"
"""The folder of the formats that are known."""
FALLBACK = "table"
"""The format of a file that looks like no other: names as people use them."""
BETWEEN_WORDS = re.compile(r"[\s_.,:#()\[\]\-]+")
LEVELS = ("note", "warning")
AREAS = ("state", "country", "sea", "named_sea", "point_country")
"""What the area of a level may be, in the order in which a level tries them."""


class FormatError(Exception):
    """Raised where a file of a format is not what it should be; says where and why."""


@dataclass(frozen=True)
class ColumnRule:
    """Where one of our columns comes from.

    ``names`` are the file's names for it, the first that is there is taken. ``codes``
    turn its values into ours. ``pair`` names columns with latitude and longitude in
    one cell, ``join`` and ``sum`` columns to put together (``split`` is the sign
    between several values of a cell), ``links`` columns with addresses. ``instead`` is
    taken where none of the other columns is there.
    """

    names: tuple[str, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    pair: tuple[str, ...] = ()
    join: tuple[tuple[str, ...], ...] = ()
    joiner: str = ", "
    split: str = ""
    sum: tuple[tuple[str, ...], ...] = ()
    links: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    prefix: str = ""
    first_of: str = ""
    order: str = ""
    whole: bool = False


@dataclass(frozen=True)
class Format:
    """One format: what ``formats/<name>.json`` holds.

    ``recognize`` are lists of names: a file of this format has one of each.
    ``header``, ``older`` (headers of former years) and ``shape`` know a file without a
    header. ``place``, ``reported``
    and ``flags`` are the rules as they stand in the file. ``terms`` says under which
    licence its publisher gives such data, blank where that is not known.
    """

    name: str
    title: str
    origin: str
    columns: Mapping[str, ColumnRule]
    recognize: tuple[tuple[str, ...], ...] = ()
    header: tuple[str, ...] = ()
    older: tuple[tuple[str, ...], ...] = ()
    shape: Mapping[str, str] = field(default_factory=dict)
    tags: bool = False
    blanks: tuple[str, ...] = ()
    place: Mapping[str, Any] = field(default_factory=dict)
    reported: Mapping[str, Any] = field(default_factory=dict)
    flags: tuple[Mapping[str, Any], ...] = ()
    groups: tuple[str, ...] = ()
    repeats: str = ""
    notes: tuple[str, ...] = ()
    terms: str = ""


def key(name: str) -> str:
    """Return the name of a column as it is compared: case, accents, dashes apart."""
    return BETWEEN_WORDS.sub(" ", fold(name)).strip()


def tag_key(tag: str) -> str:
    """Return an HXL tag as tags are compared: its attributes in order, no blanks."""
    head, *attributes = re.sub(r"\s", "", tag.lower()).split("+")
    return "+".join([head, *sorted(attributes)])


@lru_cache(4)
def read_formats(folder: Path = FORMATS) -> Mapping[str, Format]:
    """Return every format of a folder by its name, in the order of their files.

    Raises :class:`FormatError` with file, member and what is allowed there.
    """
    formats = {}
    for path in sorted(folder.glob("*.json")):
        try:
            form = parse_format(json.loads(path.read_text(encoding="utf-8")))
        except MemberError as error:
            raise FormatError(f"{path.name}, {error}.") from error
        except (OSError, ValueError) as error:
            raise FormatError(
                gettext("{name} cannot be read ({error}).", name=path.name, error=error)
            ) from error
        formats[form.name] = form
    return MappingProxyType(formats)


def parse_format(entry: Any) -> Format:
    """Return the format that a JSON object describes. Raises MemberError."""
    if not isinstance(entry, dict):
        raise MemberError(gettext("the file must be a JSON object"))
    top = Member(entry)
    columns = top.object("columns")
    if wrong := [name for name in columns.value if name not in STANDARD]:
        raise columns.wrong(
            wrong[0],
            gettext("must be one of {allowed}", allowed=", ".join(STANDARD)),
        )
    return Format(
        name=top.text("name"),
        title=top.text("title"),
        origin=str(entry.get("from", "")),
        columns={name: _column_rule(columns, name) for name in columns.value},
        recognize=_lists(top, "recognize"),
        header=top.texts("header") if "header" in entry else (),
        older=_lists(top, "older"),
        shape=_patterns(top, "shape") if "shape" in entry else {},
        tags=bool(entry.get("tags")),
        blanks=top.texts("blanks") if "blanks" in entry else (),
        place=_place(top),
        reported=entry.get("reported", {}),
        flags=tuple(_flag(item) for item in _objects(top, "flags")),
        groups=top.texts("groups") if "groups" in entry else (),
        repeats=str(entry.get("repeats", "")),
        notes=top.texts("notes") if "notes" in entry else (),
        terms=str(entry.get("terms", "")),
    )


def _objects(top: Member, name: str) -> list[Member]:
    return top.objects(name) if name in top.value else []


def _lists(member: Member, name: str) -> tuple[tuple[str, ...], ...]:
    """Return a list of lists of texts; absent is an empty one."""
    lists = member.value.get(name, [])
    if not isinstance(lists, list) or not all(isinstance(each, list) for each in lists):
        raise member.wrong(name, gettext("must be a list of lists of names"))
    inner = Member({str(at): each for at, each in enumerate(lists)}, name)
    return tuple(inner.texts(str(at)) for at in range(len(lists)))


def _column_rule(columns: Member, name: str) -> ColumnRule:
    if isinstance(columns.value[name], list):
        return ColumnRule(names=columns.texts(name))
    entry = columns.object(name)

    def texts(member: str) -> tuple[str, ...]:
        return entry.texts(member) if member in entry.value else ()

    return ColumnRule(
        names=texts("from"),
        codes=entry.words("codes") if "codes" in entry.value else {},
        pair=texts("pair"),
        join=_lists(entry, "join"),
        joiner=str(entry.value.get("with", ", ")),
        split=str(entry.value.get("split", "")),
        sum=_lists(entry, "sum"),
        links=texts("links"),
        instead=texts("or"),
        prefix=str(entry.value.get("prefix", "")),
        first_of=str(entry.value.get("first_of", "")),
        order=str(entry.value.get("order", "")),
        whole=bool(entry.value.get("whole")),
    )


def _place(top: Member) -> dict[str, Any]:
    """Return the rules of places, checked: a typing error must not move a row."""
    if "place" not in top.value:
        return {}
    place = top.object("place")
    levels = place.object("levels")
    for code in levels.value:
        level = levels.object(code)
        if level.value.get("geo_precision") not in (1, 2, 3):
            raise level.wrong("geo_precision", gettext("must be 1, 2 or 3"))
        if ("areas" in level.value) != (level.value["geo_precision"] == 3):
            raise level.wrong(
                "geo_precision", gettext("must be 3 where there are areas")
            )
        for radius in ("radius_km", "else_radius_km"):
            value = level.value.get(radius, 1)
            if not isinstance(value, int | float) or not 0 < value < 20_000:
                raise level.wrong(
                    radius, gettext("must be a number of kilometers above 0")
                )
        if wrong := set(level.value.get("areas", ())) - set(AREAS):
            raise level.wrong(
                "areas",
                gettext(
                    "{wrong} is not one of {allowed}",
                    wrong=wrong.pop(),
                    allowed=", ".join(AREAS),
                ),
            )
    for test in _objects(place, "tests"):
        if test.text("level") not in levels.value:
            raise test.wrong(
                "level",
                gettext("must be one of {allowed}", allowed=", ".join(levels.value)),
            )
        _check_pattern(test, "words")
    return place.value


def _flag(item: Member) -> Mapping[str, Any]:
    item.text("column"), item.text("message")
    if item.text("level") not in LEVELS:
        raise item.wrong(
            "level",
            gettext("must be one of {allowed}", allowed=", ".join(LEVELS)),
        )
    when = item.object("when")
    for name in when.value:
        if isinstance(when.value[name], str):
            _check_pattern(when, name)
        elif not isinstance(when.value[name], list):
            raise when.wrong(
                name, gettext("must be a list of values or a regular expression")
            )
    return item.value


def _patterns(member: Member, name: str) -> dict[str, str]:
    """Return an object of which every member is a pattern."""
    words, inner = member.words(name), member.object(name)
    for each in words:
        _check_pattern(inner, each)
    return words


def _check_pattern(member: Member, name: str) -> None:
    if not is_pattern(str(member.value.get(name, ""))):
        raise member.wrong(name, PATTERN)
