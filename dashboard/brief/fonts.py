"""The faces of the brief, by file name, and how wide a text is in them.

A font asked for by family is silently replaced where it is missing; one asked for by
file is there or is not, and then the brief says so.
"""

from functools import cache, lru_cache
from pathlib import Path

import matplotlib
from matplotlib.font_manager import FontProperties, get_font

from dashboard import ROOT

FOLDER = ROOT / "dashboard" / "static" / "vendor" / "fonts"
FACES = {
    "regular": ("SourceSans3-Regular.ttf", "DejaVuSans.ttf"),
    "semi": ("SourceSans3-Semibold.ttf", "DejaVuSans-Bold.ttf"),
    "bold": ("SourceSans3-Bold.ttf", "DejaVuSans-Bold.ttf"),
    "italic": ("SourceSans3-It.ttf", "DejaVuSans-Oblique.ttf"),
    "semiitalic": ("SourceSans3-SemiboldIt.ttf", "DejaVuSans-BoldOblique.ttf"),
}
"""Each weight with its file, and the one of matplotlib that stands in for it."""
NOTICE = (
    "The fonts of the brief are missing, so it is set in DejaVu Sans: run "
    "`python3 start.py setup`"
)
UNIT = 100.0
"""Points at which text is measured; widths grow in proportion, without hinting."""


@cache
def face(weight: str) -> Path:
    """Return the file of a weight, or the fallback where it is not installed."""
    own, other = FACES[weight]
    if (FOLDER / own).exists():
        return FOLDER / own
    return Path(matplotlib.get_data_path()) / "fonts" / "ttf" / other


def font_notices() -> list[str]:
    """Return what to say where a face is missing; nothing where all are there."""
    return [NOTICE] if any(face(each).parent != FOLDER for each in FACES) else []


@cache
def font(weight: str, points: float) -> FontProperties:
    """Return a face at a size in points."""
    return FontProperties(fname=str(face(weight)), size=points)


@lru_cache(16384)
def text_width(text: str, px: float, weight: str = "regular") -> float:
    """Return the width of a text in px of the page, at a size in px."""
    if not text:
        return 0.0
    glyphs = get_font(str(face(weight)))
    glyphs.set_size(UNIT, 72)
    glyphs.set_text(text, 0.0, flags=matplotlib.ft2font.LoadFlags.NO_HINTING)
    return glyphs.get_width_height()[0] / 64 * px / UNIT


def wrap(text: str, px: float, width: float, weight: str = "regular") -> list[str]:
    """Return the lines of a text that fit a width; a no-break space holds words."""
    lines, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and text_width(longer, px, weight) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


def shortened(text: str, px: float, width: float, weight: str = "regular") -> str:
    """Return a text cut at a word, with an ellipsis, where it is too wide."""
    if text_width(text, px, weight) <= width:
        return text
    words = text.split(" ")
    while len(words) > 1:
        words.pop()
        cut = " ".join(words).rstrip(",;:") + " …"
        if text_width(cut, px, weight) <= width:
            return cut
    letters = words[0]
    while letters and text_width(f"{letters}…", px, weight) > width:
        letters = letters[:-1]
    return f"{letters}…"
