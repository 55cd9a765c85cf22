"""Write into a description how many rows, bytes and which SHA-256 its table has.

Only those three members change: the rest of ``datapackage.json`` keeps its formatting,
so that a change of the seal is three lines of a diff.
"""

import json
import re
from collections.abc import Iterator

from dashboard.table.standing import Seal

BLANK = re.compile(r"[\s,:]*")
DECODER = json.JSONDecoder()

Span = tuple[int, int]


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
