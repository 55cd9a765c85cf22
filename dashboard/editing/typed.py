"""Texts that people type: what no file of ours may hold is refused."""

import re

from dashboard.editing.folder import refusal
from dashboard.table.history import UNDONE
from dashboard.table.write import guard
from dashboard.text.language import gettext

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LINE_END = re.compile("\r\n?")


def plain_cell(name: str, text: str) -> str:
    """Return a typed text with one kind of line end.

    Raises :class:`~dashboard.editing.folder.Refused` for a text with a control
    character, and for one that a spreadsheet would run as a formula.
    """
    text = LINE_END.sub("\n", text)
    if found := CONTROL.search(text):
        words = gettext(
            "has a character that no text may hold ({letter})", letter=repr(found[0])
        )
        raise refusal(words, name)
    if guard(text) != text:
        raise refusal(
            gettext(
                "begins like a formula, which a spreadsheet would run; begin with a "
                "letter or a figure"
            ),
            name,
            text,
        )
    return text


def plain_reason(why: str) -> str:
    """Return the reason of a save on one line; raises Refused where there is none.

    An undoing has a reason of its own, by which readers leave out both saves.
    """
    words = plain_cell("why", " ".join(why.split()))
    if not words:
        refused = gettext("say why the row changes; the history keeps it")
        raise refusal(refused, "why")
    if UNDONE.fullmatch(words):
        refused = gettext("is what an undoing says; use `undo`, or other words")
        raise refusal(refused, "why", why)
    return words


def plain_address(source: str) -> str:
    """Return the address of a source; raises Refused for none of http or https."""
    address = plain_cell("source", source.strip())
    if address and not address.startswith(("http://", "https://")):
        words = gettext("must begin with http:// or https://")
        raise refusal(words, "source", source)
    return address
