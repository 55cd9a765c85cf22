"""Which letters a picture can hold, and which of two typefaces has them.

Source Sans 3 has Latin, Greek and Cyrillic letters; DejaVu Sans, which comes with
matplotlib, has Hebrew and Arabic ones too. Neither has Chinese or emoji: there a
picture would show boxes, so a title with them is refused.
"""

import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from dashboard.resources import STATIC
from dashboard.text.escape import UNSEEN
from dashboard.text.language import N_, gettext, number
from dashboard.text.words import listing

OURS = STATIC / "vendor" / "fonts" / "SourceSans3-Regular.ttf"
NO_SIGN = "?"
"""Stands for a letter of a table that no typeface has."""
NAMED = 5
"""Letters that a refusal names."""
ALLOWED = N_("Latin, Greek, Cyrillic, Hebrew and Arabic letters")


def unknown_letters(text: str) -> list[str]:
    """Return each letter that no typeface of a picture has, once, in order."""
    if text.isascii():
        return []
    known = _ours() | _others()
    return [each for each in dict.fromkeys(text) if not _is_known(each, known)]


def refusal(text: str) -> str:
    """Return why a text cannot be drawn, as the end of a sentence; blank if it can.

    "no picture can show '你' and '好': allowed are Latin, Greek, … letters".
    """
    unknown = unknown_letters(text)
    if not unknown:
        return ""
    named = [f"'{letter}'" for letter in unknown[:NAMED]]
    more = len(unknown) - len(named)
    named += [gettext("{number} more", number=number(more))] if more else []
    return gettext(
        "no picture can show {letters}: allowed are {allowed}, no emoji",
        letters=listing(named),
        allowed=gettext(ALLOWED),
    )


def needs_other_face(text: str) -> bool:
    """Return whether a line is drawn in DejaVu Sans, for letters that only it has."""
    if text.isascii():
        return False
    return any(ord(each) in _others() for each in text if not _is_known(each, _ours()))


def drawable(text: str) -> str:
    """Return a text with a sign for each letter that its typeface does not have."""
    if text.isascii():
        return text
    known = _others() if needs_other_face(text) else _ours()
    return "".join(each if _is_known(each, known) else NO_SIGN for each in text)


def other_face(bold: bool) -> Path:
    """Return the file of DejaVu Sans; its slanted faces have fewer letters."""
    return _other_folder() / f"DejaVuSans{'-Bold' if bold else ''}.ttf"


def _is_known(letter: str, known: frozenset[int]) -> bool:
    """Return whether a letter is among those known, or is drawn as nothing."""
    return (
        ord(letter) in known
        or letter.isspace()
        or bool(UNSEEN.match(letter))
        or unicodedata.category(letter) == "Cf"
        or "\ufe00" <= letter <= "\ufe0f"  # they only choose how another one looks
    )


@cache
def _ours() -> frozenset[int]:
    """Return the letters of our typeface; of the other where ours is cut or missing."""
    try:
        return _letters(OURS)
    except Exception:  # a cut file fails in many ways, and none of them is told here
        return _others()


@cache
def _others() -> frozenset[int]:
    return _letters(other_face(bold=False)) & _letters(other_face(bold=True))


def _letters(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # 40 ms, and only for a letter beyond ASCII

    with path.open("rb") as file, TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _other_folder() -> Path:
    """Return where matplotlib keeps its fonts, without loading it."""
    found = find_spec("matplotlib")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("matplotlib is not installed")
    return Path(found.submodule_search_locations[0], "mpl-data", "fonts", "ttf")
