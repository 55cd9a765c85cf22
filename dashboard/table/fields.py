"""One column of a table as a description gives it, with its codes and their labels."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from dashboard.table.json_members import Member
from dashboard.table.patterns import PATTERN, is_pattern
from dashboard.text.language import N_

BLANK = ("nan", "<NA>", "NaT")
"""A blank cell of a typed column as text."""
BOUNDS = N_("must be four numbers: west, south, east, north")


@dataclass(frozen=True)
class Code:
    """One allowed value of a column, with its label for people and its meaning.

    ``bounds`` (west, south, east, north in degrees) is there for theatres alone.
    """

    value: str
    label: str
    description: str = ""
    bounds: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class Field:
    """One column of a table, as the dictionary describes it."""

    name: str
    type: str
    title: str
    description: str = ""
    unit: str = ""
    example: str = ""
    constraints: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    say: Callable[[str], str] | None = field(default=None, compare=False)

    def label(self, value: Any) -> str:
        """Return the words for a code, or the value itself where it has none.

        Blank for a blank cell. In another language than English ``say`` knows words
        for values that have no code, as of ``actor``, where the description has some.
        """
        if value is None or (not isinstance(value, str) and str(value) in BLANK):
            return ""
        code = self.codes.get(str(value))
        if code:
            return code.label
        return self.say(str(value)) if self.say else str(value)


def field_of(entry: dict[str, Any]) -> Field:
    """Return a Frictionless field as a column. Raises MemberError where it is none."""
    _check_field(Member(entry, f"field {entry.get('name')}"))
    codes = [
        Code(
            value=str(each["value"]),
            label=each["label"],
            description=each.get("description", ""),
            bounds=tuple(each["bounds"]) if each.get("bounds") else None,
        )
        for each in entry.get("categories", ())
    ]
    return Field(
        name=entry["name"],
        type=entry["type"],
        title=entry.get("title", entry["name"]),
        description=entry.get("description", ""),
        unit=entry.get("unit", ""),
        example=entry.get("example", ""),
        constraints=entry.get("constraints", {}),
        codes={each.value: each for each in codes},
    )


def _check_field(field: Member) -> None:
    """Raise MemberError where code that reads this field could not go on."""
    field.text("name"), field.text("type")
    limits = field.value.get("constraints", {})
    if not isinstance(limits, dict):
        raise field.wrong("constraints", N_("must be an object"))
    inner = Member(limits, f"{field.path}.constraints")
    for name in ("minimum", "maximum"):
        _check_limit(inner, name, field.value["type"])
    if not is_pattern(limits.get("pattern", "")):
        raise inner.wrong("pattern", PATTERN)
    for code in field.value.get("categories", ()):
        own = Member(code, f"{field.path}.categories")
        own.text("label")
        if "bounds" in code and len(own.numbers("bounds", BOUNDS)) != len("WSEN"):
            raise own.wrong("bounds", BOUNDS)


def _check_limit(limits: Member, name: str, type_: str) -> None:
    if name not in limits.value:
        return
    if type_ == "date":
        limits.day(name)
    elif type_ in ("integer", "number"):
        try:
            float(limits.value[name])
        except (TypeError, ValueError) as error:
            raise limits.wrong(name, N_("must be a number")) from error
