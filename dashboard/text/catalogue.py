"""The catalogues of texts: one file for each language, read as it is."""

import gettext
import io
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from dashboard.text.pseudo import PSEUDO, Pseudo

SOURCE = "en"
"""The language of the texts in the code."""
FOLDER = Path(__file__).resolve().parents[1] / "locale"
DOMAIN = "dashboard"


class LanguageError(Exception):
    """Raised for a language that has no catalogue, or one that cannot be read."""


class Catalogue(Protocol):
    """The part of :class:`gettext.NullTranslations` that is used."""

    def gettext(self, message: str) -> str: ...
    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str: ...
    def pgettext(self, context: str, message: str) -> str: ...
    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str: ...


@lru_cache(8)
def read_catalogue(code: str) -> Catalogue:
    """Return the texts of a language, LanguageError where they cannot be read."""
    if code == PSEUDO:
        return Pseudo()
    if code == SOURCE:
        return gettext.NullTranslations()
    path = FOLDER / code / "LC_MESSAGES" / f"{DOMAIN}.po"
    compiled = io.BytesIO()
    try:
        with path.open("rb") as file:
            write_mo(compiled, read_po(file, abort_invalid=True))
    except (OSError, ValueError, PoFileError) as error:
        raise LanguageError(
            f"{path.name} of {code!r} cannot be read: {error}"
        ) from error
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def forget_catalogues() -> None:
    """Read the catalogues anew when next asked: one was changed."""
    read_catalogue.cache_clear()
