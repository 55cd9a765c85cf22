"""The one door for text that reaches HTML, a template, a link or a spreadsheet.

A map's text passes a Python template, a regular expression, JavaScript and
``innerHTML``. ``html.escape`` closes only the last of these, so every layer uses
:func:`safe` and none escapes by itself.
"""

import html
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from dashboard.text.long import LONGEST_SHOWN, shortened

INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters; tab and newlines stay
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # they turn the reading direction
    "\u200b\u2060\ufeff"  # zero width: two different names could look the same
    "\u2028\u2029"  # line ends to JavaScript
    "\ud800-\udfff"  # half characters, which no file can hold
    "\ufffe\uffff"  # no characters, which no XML can hold
)
"""What no reader can see, as the inside of a character class."""

TEMPLATE_CHARACTERS = {ord(each): f"&#{ord(each)};" for each in "`$\\{}"}
"""Backtick, ``${…}``, backslash and braces: code to JavaScript, jinja or ``re``."""

UNSEEN = re.compile(f"[{INVISIBLE}]")
UNSAFE = re.compile(f"[&<>\"'`$\\\\{{}}{INVISIBLE}]")

FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""How a text begins that a spreadsheet runs (OWASP, CSV injection), or would run with
apostrophes taken away."""

PLAIN_URL = re.compile(
    r"https?://[\w-]+(\.[\w-]+)+(:\d+)?([/?#][\w./?#=&%+~:;,@!*()-]*)?", re.A
)
"""What nearly every address of a source looks like; only a shortcut."""


def safe(text: object) -> str:
    """Return text that shows as itself in HTML and is code nowhere.

    Quotes are escaped too, so that the result may stand in an attribute. Characters
    that no reader can see (controls, changes of direction) are taken out, and what is
    too long to show is cut (:func:`dashboard.text.long.shortened`).
    """
    return escaped_whole(shortened(str(text)))


def safe_each(texts: Iterable[object]) -> list[str]:
    """Return each text as :func:`safe` does, in one look where none needs it."""
    given = list(map(str, texts))
    if len(max(given, key=len, default="")) > LONGEST_SHOWN:
        return [safe(each) for each in given]
    return [safe(each) for each in given] if UNSAFE.search("\n".join(given)) else given


def escaped_whole(text: object) -> str:
    """Return what :func:`safe` does, however long: for files, which keep every text."""
    given = str(text)
    if not UNSAFE.search(given):
        return given
    escaped = html.escape(UNSEEN.sub("", given), quote=True)
    return escaped.translate(TEMPLATE_CHARACTERS)


def safe_url(url: object) -> str:
    """Return an http or https address fit for ``href``, blank for any other.

    ``javascript:``, ``data:``, relative addresses, what cannot be read as an address
    and what is too long to show are blank. The caller gives the link
    ``rel="noopener noreferrer"``.
    """
    seen = UNSEEN.sub("", str(url)).strip()
    if len(seen) > LONGEST_SHOWN:
        return ""
    return safe(seen) if PLAIN_URL.fullmatch(seen) or _is_web_address(seen) else ""


def _is_web_address(text: str) -> bool:
    if re.search(r"\s", text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)


def guarded(text: str) -> str:
    """Return text with an apostrophe in front where a spreadsheet would run it."""
    return f"'{text}" if FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return what :func:`guarded` was given."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text
