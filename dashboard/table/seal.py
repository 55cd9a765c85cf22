"""The seal of a table: its rows, bytes and SHA-256, as its description tells them.

They are the members ``rows``, ``bytes`` and ``hash`` of a Frictionless resource. Only
those three are written: the rest of ``datapackage.json`` keeps its formatting, so that
a change of the seal is three lines of a diff.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dashboard.table.json_members import Member
from dashboard.text.language import N_

SHA256 = re.compile(r"sha256:([0-9a-f]{64})")
BLANK = re.compile(r"[\s,:]*")
DECODER = json.JSONDecoder()

Span = tuple[int, int]


@dataclass(frozen=True)
class Seal:
    """What a description tells of the file of its table; None where it does not."""

    rows: int | None = None
    size: int | None = None
    sha256: str | None = None


def read_seal(resource: Member) -> Seal | None:
    """Return what a resource of a data package tells of its file, None for nothing.

    A checksum of another kind than SHA-256 is not used. Raises
    :class:`~dashboard.table.json_members.MemberError` for a number that is none.
    """
    found = SHA256.fullmatch(str(resource.value.get("hash", "")).lower())
    seal = Seal(
        rows=_whole(resource, "rows"),
        size=_whole(resource, "bytes"),
        sha256=found[1] if found else None,
    )
    return None if seal == Seal() else seal


def _whole(resource: Member, name: str) -> int | None:
    value: Any = resource.value.get(name)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise resource.wrong(name, N_("must be a whole number, 0 or more"))
    return value


def with_seal(description: str, resource: str, seal: Seal) -> str:
    """Return the text of a data package with the seal of one of its resources.

    Members that are not there yet come last. Raises ValueError or KeyError where the
    text is no data package with that resource.
    """
    start = _resource_at(description, resource)
    members = {"hash": f"sha256:{seal.sha256}", "bytes": seal.size, "rows": seal.rows}
    for name, value in members.items():
        description = _with_member(description, start, name, json.dumps(value))
    return description


def _resource_at(text: str, resource: str) -> int:
    """Return where the object of a resource begins."""
    start = dict(_members(text, text.index("{")))["resources"][0]
    for at, end in _items(text, start):
        if json.loads(text[at:end]).get("name") == resource:
            return at
    raise KeyError(resource)


def _with_member(text: str, start: int, name: str, value: str) -> str:
    members = list(_members(text, start))
    for key, (at, end) in members:
        if key == name:
            return text[:at] + value + text[end:]
    first_key = BLANK.match(text, start + 1)
    between = first_key[0] if first_key else " "
    end = members[-1][1][1]
    return f'{text[:end]},{between}"{name}": {value}{text[end:]}'


def _members(text: str, start: int) -> Iterator[tuple[str, Span]]:
    """Yield each member of the object that begins at ``start``: name, where it is."""
    at = _after_blank(text, start + 1)
    while text[at] != "}":
        name, at = DECODER.raw_decode(text, at)
        at = _after_blank(text, at)
        _, end = DECODER.raw_decode(text, at)
        yield name, (at, end)
        at = _after_blank(text, end)


def _items(text: str, start: int) -> Iterator[Span]:
    """Yield where each item of the list that begins at ``start`` is."""
    at = _after_blank(text, start + 1)
    while text[at] != "]":
        _, end = DECODER.raw_decode(text, at)
        yield at, end
        at = _after_blank(text, end)


def _after_blank(text: str, at: int) -> int:
    found = BLANK.match(text, at)
    return found.end() if found else at
