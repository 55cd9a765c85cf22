"""One family of type for every brief, taken by file and measured before it is drawn.

Each face is loaded from its file: where a family is missing, matplotlib would take
another, wider one without a word. Sizes are pixels of a page of 1920 × 1080.
"""

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from matplotlib import rcParams
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font

from dashboard.resources import STATIC
from dashboard.text.escape import UNSEEN
from dashboard.text.kept import keeps_texts
from dashboard.text.letters import drawable, needs_other_face, other_face

FOLDER = STATIC / "vendor" / "fonts"
FACES = {
    "regular": "Regular",
    "semibold": "Semibold",
    "bold": "Bold",
    "italic": "It",
    "semibold italic": "SemiboldIt",
}
FAMILY = "Source Sans 3"
WEIGHTS = {"regular": 400, "italic": 400, "semibold": 600, "bold": 700}
SMALLER = 0.87
"""Size of DejaVu Sans beside Source Sans 3: its letters are larger."""
WIDEST, WIDEST_BOLD = "widest", "widest bold"
"""Weights of DejaVu Sans in its own size: of what stands for a typeface that a reader
lacks, none is wider."""
POINTS = 0.72
"""Points to a pixel at 100 dots to the inch."""

LINE_ENDS = re.compile(r"[\t\n\r]+")
PLAIN = re.compile(
    r"(?!.*ff)[ -~\u00a0-\u024f\u2010-\u2015\u2018-\u201f\u2022\u2026€]+"
)
"""Latin letters, figures and usual signs: no letter changes the form of
another but f before f, which some faces draw as one sign."""
MEASURED = 100.0
"""Pixels of type at which a line is measured for every size."""
rcParams["text.hinting"] = "none"  # else a letter is as wide as whole pixels, and a
# line that fits on one scale of the picture leaves its box on another
_renderer = RendererAgg(10, 10, 100)


def font_for(words: str, weight: str, px: float) -> FontProperties:
    """Return the face in which a line is drawn: DejaVu Sans for letters only it has."""
    if weight in (WIDEST, WIDEST_BOLD):
        path = other_face(bold=weight == WIDEST_BOLD)
        return FontProperties(fname=str(path), size=px * POINTS)
    if not needs_other_face(words):
        return font(weight, px)
    path = other_face(bold="bold" in weight)
    return FontProperties(fname=str(path), size=px * POINTS * SMALLER)


@lru_cache(64)
def _can_be_read(path: Path) -> bool:
    try:
        FT2Font(str(path)).set_text("A")
    except (OSError, RuntimeError):
        return False
    return True


@lru_cache(1024)
def font(weight: str, px: float) -> FontProperties:
    """Return a face of Source Sans 3 in pixels; DejaVu Sans where it is not there.

    A file that was cut is as good as none: what is wrong is said by
    :func:`dashboard.resources.missing_assets`.
    """
    path = FOLDER / f"SourceSans3-{FACES[weight]}.ttf"
    if _can_be_read(path):
        return FontProperties(  # family and weight only name it in an SVG
            fname=str(path),
            family=FAMILY,
            weight=WEIGHTS[weight.split(maxsplit=1)[0]],
            style="italic" if "italic" in weight else "normal",
            size=px * POINTS,
        )
    return FontProperties(
        family="DejaVu Sans",
        size=px * POINTS * SMALLER,
        weight="bold" if "bold" in weight else "normal",
        style="italic" if "italic" in weight else "normal",
    )


def without_formulas(text: str) -> str:
    """Return a text that matplotlib draws as it stands: a dollar sign is no formula.

    Characters that no reader can see have no letter in any font, and go; a letter that
    no typeface has is a question mark, never a box.
    """
    return _on_one_line(text).replace("$", r"\$")


def _on_one_line(text: str) -> str:
    """Return the letters of a text; the end of a line in it is a blank."""
    return drawable(UNSEEN.sub("", LINE_ENDS.sub(" ", text)))


def text_width(text: str, px: float, weight: str = "regular") -> float:
    """Return how wide a line of text is on a picture of any scale, in pixels."""
    return px * _width_per_pixel(text, weight)


@keeps_texts(16_384)
def _width_per_pixel(text: str, weight: str) -> float:
    seen = _on_one_line(text)
    ours = weight in FACES and font(weight, MEASURED).get_file()
    if ours and PLAIN.fullmatch(seen) and not needs_other_face(seen):
        steps = (_step(pair, weight) for pair in map("".join, pairwise(seen)))
        return (_alone(seen[0], weight) + sum(steps)) / MEASURED
    return _laid_out(seen, weight) / MEASURED


@lru_cache(1024)
def _alone(letter: str, weight: str) -> float:
    """Return how wide a letter is: some begin each word, so few are laid out."""
    return _laid_out(letter, weight)


@lru_cache(4096)
def _step(pair: str, weight: str) -> float:
    """Return how much wider a line becomes by the second letter of a pair.

    In our family a letter's place depends on the one before it alone, so a word is as
    wide as its steps; to lay out each word of a table takes seconds.
    """
    return _laid_out(pair, weight) - _alone(pair[0], weight)


def _laid_out(text: str, weight: str) -> float:
    face = font_for(text, weight, MEASURED)
    return _renderer.get_text_width_height_descent(text, face, False)[0]


def wrap(text: str, px: float, width: float, weight: str = "regular") -> list[str]:
    """Return a text as lines of at most ``width`` pixels.

    A no-break space holds together; a word that is wider than a line is cut in two, so
    that nothing ever leaves its box. Words are measured one by one and kept: to lay
    out a line costs a millisecond, and the same words come again.
    """
    space = text_width(" ", px, weight)
    lines, line, used = [], "", 0.0
    for word in text.split(" "):
        wide = text_width(word, px, weight)
        if line and used + space + wide <= width:
            line, used = f"{line} {word}", used + space + wide
            continue
        if line:
            lines.append(line)
        rest = word
        while wide > width and len(rest) > 1:
            keep = _fitting_letters(rest, px, width, weight)
            lines.append(rest[:keep])
            rest = rest[keep:]
            wide = text_width(rest, px, weight)
        line, used = rest, wide
    return [*lines, line] if line else lines


def _fitting_letters(word: str, px: float, width: float, weight: str) -> int:
    """Return how many letters of a word fit into a width; at least one."""
    low, high = 1, len(word) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(word[:middle], px, weight) <= width:
            low = middle
        else:
            high = middle - 1
    return low


def fitting(text: str, px: float, width: float, weight: str, least: float) -> float:
    """Return the largest size from ``least`` to ``px`` at which a line fits."""
    while px > least and text_width(text, px, weight) > width:
        px = max(px - 1, least)
    return px


def fitting_lines(
    text: str, px: float, width: float, weight: str, least: float = 14
) -> list[tuple[float, str]]:
    """Return a text as lines and their size: one line where it fits at ``least``.

    A longer one is wrapped at that size, so that it never leaves its width.
    """
    size = fitting(text, px, width, weight, least)
    if text_width(text, size, weight) <= width:
        return [(size, text)]
    return [(float(least), line) for line in wrap(text, least, width, weight)]
