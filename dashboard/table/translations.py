"""The texts of a data package that people read, and their translations.

A package brings its texts in other languages itself, in the member ``translations``:
``{"es": {"Date": "Fecha"}}``. Beside its own texts, a cell of a column without codes
may have one ("US military"), and a claimant with its article ("the US military").
"""

from collections.abc import Iterator, Mapping
from typing import Any

from dashboard.table.json_members import Member

MEMBER = "translations"
READ = frozenset(
    ("title", "short_title", "description", "label", "text", "by", "unit")
    + ("administered_by", "claimed_by")
)
"""Members that hold a text for people, wherever they stand."""
NAMED = frozenset(("subjects", "adjectives"))
"""Objects of which every value is such a text."""
NO_TEXTS = frozenset((MEMBER, "constraints", "custom"))
PLACES = "areas"
"""Objects with a ``name`` for people; elsewhere a name is a key."""


def read_translations(top: Member) -> dict[str, dict[str, str]]:
    """Return the texts of a description in other languages, none where it has none.

    Raises MemberError where a language is no object of texts.
    """
    if MEMBER not in top.value:
        return {}
    languages = top.object(MEMBER)
    return {code: dict(languages.words(code)) for code in languages.value}


def texts_of(package: Mapping[str, Any]) -> list[str]:
    """Return every text of a package that people read, each once, in its order."""
    return [*dict.fromkeys(text for text in _texts(package, "") if text.strip())]


def _texts(value: Any, name: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in NO_TEXTS:
                continue
            is_text = key in READ or name in NAMED or (key, name) == ("name", PLACES)
            if is_text and isinstance(inner, str):
                yield inner
            yield from _texts(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, name)
