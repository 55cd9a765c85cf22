"""Read members of a JSON file, and say which one is wrong and what is allowed there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.text.language import N_, Rewordable, gettext, joined

TEXT = N_("must be a text that is not blank")
TEXTS = N_("must be a list of texts")
DAY = N_("must be a day as YYYY-MM-DD")


class MemberError(ValueError):
    """Raised where a member is missing or wrong; says which, and what is allowed."""


@dataclass(frozen=True)
class Member:
    """A JSON object and its path in the file: "dashboard.opening".

    Each method returns one member of it by name, checked. All raise
    :class:`MemberError`.
    """

    value: dict[str, Any]
    path: str = ""

    def wrong(self, name: str, allowed: str) -> MemberError:
        """Return the error that says what a member of this object must be.

        ``allowed`` is a text of the catalogues, or said already.
        """
        said = allowed if isinstance(allowed, Rewordable) else gettext(allowed)
        path = f"{self.path}.{name}" if self.path else name
        if name not in self.value:
            return MemberError(
                gettext("{member} is missing: {allowed}", member=path, allowed=said)
            )
        shown = repr(self.value[name])[:80]
        return MemberError(joined("", [f"{path} {shown}: ", said]))

    def text(self, name: str) -> str:
        """Return a text that is not blank."""
        value = self.value.get(name)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(name, TEXT)
        return value

    def day(self, name: str) -> date:
        """Return a day that is written YYYY-MM-DD."""
        try:
            return date.fromisoformat(self.value[name])
        except (KeyError, TypeError, ValueError) as error:
            raise self.wrong(name, DAY) from error

    def object(self, name: str) -> Member:
        """Return a member that is an object."""
        value = self.value.get(name)
        if not isinstance(value, dict):
            raise self.wrong(name, N_("must be an object"))
        return Member(value, f"{self.path}.{name}" if self.path else name)

    def objects(self, name: str) -> list[Member]:
        """Return the objects of a list; the list may be empty."""
        value = self.value.get(name)
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            raise self.wrong(name, N_("must be a list of objects"))
        path = f"{self.path}.{name}" if self.path else name
        return [Member(item, f"{path}[{at}]") for at, item in enumerate(value)]

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the texts of a list, none of them blank; the list may be empty."""
        value = self.value.get(name)
        if not isinstance(value, list):
            raise self.wrong(name, TEXTS)
        if not all(isinstance(item, str) and item.strip() for item in value):
            raise self.wrong(name, TEXTS)
        return tuple(value)

    def codes(self, name: str, allowed: Collection[str]) -> tuple[str, ...]:
        """Return the texts of a list, each of them one of ``allowed``."""
        values = self.texts(name)
        if not set(values) <= set(allowed):
            known = ", ".join(allowed)
            raise self.wrong(name, gettext("must be a list of {known}", known=known))
        return values

    def words(self, name: str) -> dict[str, str]:
        """Return an object of which every member is a text."""
        inner = self.object(name)
        return {key: inner.text(key) for key in inner.value}

    def numbers(self, name: str, allowed: str) -> tuple[float, ...]:
        """Return a list of numbers; ``allowed`` is what an error asks for."""
        value = self.value.get(name)
        if not isinstance(value, list) or not all(map(_is_number, value)):
            raise self.wrong(name, allowed)
        return tuple(float(item) for item in value)


def _is_number(value: object) -> bool:
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and abs(value) < 1e300
    )
