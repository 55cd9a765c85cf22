"""Check the translations of a description: none is lacking, none is of a lost text."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.checks.finding import WARNING, Finding
from dashboard.table.translations import MEMBER, texts_of
from dashboard.text.language import gettext

CLAIMANT = "the "
"""An actor with it in front may be translated too: the article is of the language."""


def find_translations(text: pd.DataFrame, description: Path) -> list[Finding]:
    """Return a warning for each text without translation, and each one of no text.

    ``text`` is the table as text: its cells may have translations too. Nothing is found
    where the description has none, or is not one (which others say).
    """
    try:
        package = json.loads(description.read_text(encoding="utf-8"))
        languages = package.get(MEMBER, {})
        return [
            each
            for language, said in languages.items()
            for each in _found(text, description.name, package, language, said)
        ]
    except (OSError, ValueError, AttributeError, TypeError):
        return []


def _found(
    text: pd.DataFrame,
    file: str,
    package: Mapping[str, Any],
    language: str,
    said: Mapping[str, str],
) -> Iterator[Finding]:
    column = f"{MEMBER}.{language}"
    texts = texts_of(package)
    for each in texts:
        if each not in said:
            words = gettext("this text has no translation")
            yield Finding(None, column, each, words, WARNING, file=file)
    cells = {cell for name in text.columns for cell in text[name].unique()}
    known = cells.union(texts)
    for each in said:
        if {each, each.removeprefix(CLAIMANT)}.isdisjoint(known):
            words = gettext("neither the description nor a cell has this text")
            yield Finding(None, column, each, words, WARNING, file=file)
