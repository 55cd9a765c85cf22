"""Text of the table and of addresses, made fit for Streamlit's markdown."""

import re

from dashboard.text.escape import UNSEEN
from dashboard.text.long import shortened

MARKDOWN = frozenset("\\`*_{}[]()<>#+-.!|~$:&\"'=")
INDENT = re.compile(r"(?:^|(?<=[\r\n]))[ \t]+")
"""Blanks that begin a line: four of them make it code."""
LINKED = re.compile(r"@|\\:/(?=/)|www(?=\\\.)", re.IGNORECASE)
"""Where an address would become a link, in escaped text."""
NOTHING = ":small[]"
"""Nothing, but it parts texts: addresses become links after escapes are undone."""


def plain(text: str) -> str:
    """Return text that markdown shows as it is: no links, no HTML, no formulas.

    What no reader can see is taken out: a file name may turn the reading direction.
    """
    seen = INDENT.sub(" ", UNSEEN.sub("", shortened(text)))
    escaped = "".join(f"\\{each}" if each in MARKDOWN else each for each in seen)
    return LINKED.sub(lambda found: found[0] + NOTHING, escaped)


def bold(text: str) -> str:
    """Return text in bold, else as :func:`plain` shows it."""
    return f"**{plain(text)}**"


def bullets(lines: list[str]) -> str:
    """Return lines as a list, each as :func:`plain` shows it."""
    return "\n".join(f"- {plain(line)}" for line in lines)
