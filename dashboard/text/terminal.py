"""Text on a terminal: what a table holds is shown there and never obeyed.

A terminal takes control characters as orders (to clear the screen, to set a title, to
write over a line), and characters of direction turn the words around them about. Each
is written as ``\\u001b``, which JSON reads back as the character itself. So is what the
terminal has no letter for, where it knows ASCII alone.
"""

import codecs
import io
import os
import re
from contextlib import suppress
from typing import TextIO, cast

from dashboard.text.escape import INVISIBLE

UNSEEN_HERE = re.compile(f"[\\r{INVISIBLE}]")
AS_JSON = "dashboard.as_json"
UNSEEN_IN_A_LINE = re.compile(f"[\\r\\n\\t{INVISIBLE}]")


def terminal_safe(text: str) -> str:
    """Return text fit for a terminal: line ends and tabs stay, no other control."""
    return UNSEEN_HERE.sub(_escaped, text)


def in_one_line(text: str) -> str:
    """Return text in which line ends and tabs are seen too, so that it stays a line."""
    return UNSEEN_IN_A_LINE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def encodable(text: str, encoding: str | None) -> str:
    """Return text that an encoding can hold: other characters as JSON writes them."""
    if text.isascii():
        return text
    name = encoding or "utf-8"
    return text.encode(name, AS_JSON).decode(name)


def _as_json(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    pairs = (units[at : at + 2] for at in range(0, len(units), 2))
    return "".join(f"\\u{pair.hex()}" for pair in pairs), error.end


codecs.register_error(AS_JSON, _as_json)


def safe_stream(stream: TextIO | None) -> TextIO:
    """Return a stream that writes to another one only what is safe on a terminal.

    None is a stream that was closed before the program began: nothing is written.
    """
    return cast("TextIO", _SafeStream(stream or io.StringIO()))


def let_go(stream: TextIO | None) -> None:
    """Throw away what a stream still holds, and all that it would be given.

    Nobody reads it any more, or nobody can write it: Python would try again at its end
    and complain.
    """
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, cast("TextIO", stream).fileno())
        os.close(nowhere)


def let_go_of_broken(stream: TextIO) -> None:
    """Let go of a stream that cannot be written to; leave any other as it is."""
    try:
        stream.flush()
    except (OSError, ValueError):
        let_go(stream)


class _SafeStream:
    """Not of ``io``: streams of its own close what is behind them when they go."""

    def __init__(self, stream: TextIO):
        self._behind = stream

    def write(self, text: str) -> int:
        seen = terminal_safe(text)
        self._behind.write(encodable(seen, self._behind.encoding))
        return len(text)

    def writelines(self, lines: list[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> object:
        return getattr(self._behind, name)
