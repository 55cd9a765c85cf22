"""A language of nobody, that shows which texts no translator can reach.

Every vowel is accented and doubled: "at least 3 killed" becomes "áát lééáást 3
kííllééd". A word on a page without an accent is hard-coded, and a text a third longer
shows where Spanish will not fit. Tests speak it, and so does ``?lang=qps`` while
``DASHBOARD_DEBUG`` is set.
"""

import re

PSEUDO = "qps"
"""Its code: ISO 639 leaves qaa to qtz to whoever needs one."""
_ACCENTS: dict[str, str | int | None] = {
    plain: accented * 2
    for plain, accented in zip("aeiouAEIOU", "áéíóúÁÉÍÓÚ", strict=True)
}
_KEPT = re.compile(
    r"(%\(\w+\)[sr]|\{[^{}]*\}|<[^<>]*>|&\w+;|:[\w-]+\[|:material/\w+:|https?://\S+)"
)
"""Fields to fill, markup and addresses: no words."""


def accented(text: str) -> str:
    """Return a text in the language of nobody."""
    parts = _KEPT.split(text)
    parts[::2] = [part.translate(str.maketrans(_ACCENTS)) for part in parts[::2]]
    return "".join(parts)


class Pseudo:
    """A catalogue that knows every text."""

    def gettext(self, message: str) -> str:
        """Return the text with accents."""
        return accented(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the text for one or many, with accents."""
        return accented(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """Return the text with accents."""
        return accented(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """Return the text for one or many, with accents."""
        return accented(msgid1 if n == 1 else msgid2)
