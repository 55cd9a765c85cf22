"""Text on a terminal: what a table holds is shown there and never obeyed.

A terminal takes control characters as orders (to clear the screen, to set a title, to
write over a line), and characters of direction turn the words around them about. Each
is written as ``\\u001b``, which JSON reads back as the character itself.
"""

import re
from typing import TextIO, cast

from dashboard.text.escape import INVISIBLE

UNSEEN_HERE = re.compile(f"[\\r{INVISIBLE}]")
UNSEEN_IN_A_LINE = re.compile(f"[\\r\\n\\t{INVISIBLE}]")


def terminal_safe(text: str) -> str:
    """Return text fit for a terminal: line ends and tabs stay, no other control."""
    return UNSEEN_HERE.sub(_escaped, text)


def in_one_line(text: str) -> str:
    """Return text in which line ends and tabs are seen too, so that it stays a line."""
    return UNSEEN_IN_A_LINE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def safe_stream(stream: TextIO) -> TextIO:
    """Return a stream that writes to another one only what is safe on a terminal."""
    return cast("TextIO", _SafeStream(stream))


class _SafeStream:
    """Not of ``io``: streams of its own close what is behind them when they go."""

    def __init__(self, stream: TextIO):
        self._behind = stream

    def write(self, text: str) -> int:
        self._behind.write(terminal_safe(text))
        return len(text)

    def writelines(self, lines: list[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> object:
        return getattr(self._behind, name)
