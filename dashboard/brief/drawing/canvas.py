"""The sheet of a drawing, in units of its size; y points down.

On the slide of 1920 × 1080 a unit is a pixel.
"""

from collections.abc import Callable, Hashable
from itertools import count
from typing import Any, TypeVar

import numpy as np
import shapely
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, PathPatch, Rectangle

from dashboard.brief.drawing.fonts import (
    POINTS,
    font_for,
    text_width,
    without_formulas,
    wrap,
)
from dashboard.brief.drawing.frame import to_path
from dashboard.brief.drawing.haloed import HaloedText
from dashboard.brief.words.sizes import LEAST_POINTS, Size
from dashboard.style import COLORS

Drawn = TypeVar("Drawn", bound=Artist)
Made = TypeVar("Made")

HALO = 3.2
SPACE = 0.22
"""Width of the space between two runs, as a share of the type."""


class Page:
    """A figure, and which boxes of it are taken.

    ``taken`` are boxes (x0, y0, x1, y1) that no label may enter; ``rings`` lines that
    a label had better not cross; ``blocks`` boxes that hide a leader below them;
    ``symbols`` (x, y, r) of marks; ``layer`` what is drawn now (``on_layer``).
    ``left`` and ``right`` are the margins; ``type`` what sizes of type are multiplied
    by, ``least`` the smallest of them.
    """

    def __init__(self, width: float, height: float, margin: float = 0) -> None:
        self.width, self.height = width, height
        self.left, self.right = margin, width - margin
        self.type, self.least = 1.0, 2 * LEAST_POINTS
        self.figure = Figure((width / 100, height / 100), dpi=100, facecolor="#FFFFFF")
        FigureCanvasAgg(self.figure)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, width)
        self.axes.set_ylim(height, 0)
        self.axes.axis("off")
        self.layer, self.numbers = "page", count(1)
        self.taken: list[tuple[float, float, float, float]] = []
        self.rings: list = []
        self.blocks: list[tuple[float, float, float, float]] = []
        self.symbols: list[tuple[float, float, float]] = []
        self.worked_out: dict[Hashable, Any] = {}

    def px(self, size: float) -> float:
        """Return a size of type of the slide as this page has it, never below 7 pt."""
        return max(self.least, size * self.type)

    def undo_map(self, kept: list[Artist]) -> None:
        """Remove every artist that is not among those ``kept``, and all boxes."""
        known = set(map(id, kept))
        for artist in self.axes.get_children():
            if id(artist) not in known:
                artist.remove()
        for boxes in (self.taken, self.rings, self.blocks, self.symbols):
            boxes.clear()

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what ``make`` gives for a key, made once for all tries of a map.

        A map is drawn again until all has its room; its words stay the same.
        """
        if key not in self.worked_out:
            self.worked_out[key] = make()
        return self.worked_out[key]

    def name(self, artist: Drawn) -> Drawn:
        """Give an artist the id of its layer, and a number of its own in it."""
        artist.set_gid(f"{self.layer}.{next(self.numbers)}")
        return artist

    def add(self, artist: Drawn, clip: Patch | None = None) -> Drawn:
        """Draw an artist, cut to another one where given."""
        self.axes.add_artist(self.name(artist))
        if clip is not None:
            artist.set_clip_path(clip)
        return artist

    def text(self, x, y, words, px=20, weight="regular", color=COLORS.text, **more):
        """Write a line; y is its base. ``halo`` is the color of a band around it."""
        halo = more.pop("halo", None)
        options = {"va": "baseline", "ha": "left", "zorder": 30, **more}
        options |= {"fontproperties": font_for(words, weight, px), "color": color}
        said = without_formulas(words)
        if halo:
            band = {"halo": halo, "halo_width": HALO * POINTS}
            return self.add(HaloedText(x, y, said, **band, **options))
        return self.name(self.axes.text(x, y, said, **options))

    def paragraph(self, x, y, words, px, width, weight="regular", **more) -> float:
        """Write wrapped lines from base line y on; return the base of the next line."""
        for line in wrap(words, px, width, weight):
            self.text(x, y, line, px, weight, **more)
            y += px * 1.28
        return y

    def shape(self, shapes, clip=None, **look):
        """Draw geometries; ``width`` is the line's in pixels."""
        path = to_path(shapes)
        if not len(path.vertices):
            return None
        width = look.pop("width", 0)
        look = {"fc": "none", "ec": "none", "lw": width * POINTS, **look}
        return self.add(PathPatch(path, **look), clip)

    def line(self, xs, ys, width=1.0, color=COLORS.text, **more) -> None:
        """Draw a line through points."""
        options = {"zorder": 20, "solid_capstyle": "butt", **more}
        self.add(Line2D(xs, ys, lw=width * POINTS, color=color, **options))

    def rectangle(self, x, y, w, h, **look) -> Rectangle:
        """Draw a rectangle; ``width`` is the line's in pixels."""
        width = look.pop("width", 0)
        look = {"fc": "none", "ec": "none", "lw": width * POINTS, **look}
        return self.add(Rectangle((x, y), w, h, **look))

    def take(self, x0, y0, x1, y1) -> None:
        """Keep a box free of labels."""
        self.taken.append((x0, y0, x1, y1))

    def block(self, x0, y0, x1, y1) -> None:
        """Keep a box free of labels, of the legend and of leaders."""
        self.take(x0, y0, x1, y1)
        self.blocks.append((x0, y0, x1, y1))

    def free(self, box, pad: float = 2) -> bool:
        """Return whether no taken box meets a box."""
        return bool(self.are_free(np.array([box], dtype=float), pad)[0])

    def are_free(self, box: np.ndarray, pad: float = 2) -> np.ndarray:
        """Return for each of boxes (n, 4) whether no taken box meets it."""
        x0, y0, x1, y1 = (box[:, [side]] for side in range(4))
        a, b, c, d = np.array(self.taken, dtype=float).reshape(-1, 4).T
        apart = (x1 + pad <= a) | (c + pad <= x0) | (y1 + pad <= b) | (d + pad <= y0)
        return np.all(apart, axis=1)

    def runs(self, x, y, parts, px, **more) -> float:
        """Write pieces of text of several weights on one line; return the end."""
        for words, weight in parts:
            self.text(x, y, words, px, weight, **more)
            x += text_width(words, px, weight) + SPACE * px
        return x


def page_of(size: Size) -> Page:
    """Return the empty page of a size."""
    page = Page(*size.units, size.margin)
    page.type, page.least = size.type, size.least
    return page


def boxes_of(box: np.ndarray) -> np.ndarray:
    """Return an array (n, 4) of x0, y0, x1, y1 as rectangles."""
    return shapely.box(*np.asarray(box, dtype=float).reshape(-1, 4).T)
