"""The sheet of a drawing, in units of its size; y points down.

On the slide of 1920 × 1080 a unit is a pixel.
"""

from collections.abc import Callable, Hashable
from functools import cached_property
from itertools import count
from typing import Any, TypeVar

import numpy as np
import shapely
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from dashboard.brief.drawing.fonts import (
    POINTS,
    font_for,
    text_width,
    without_formulas,
    wrap,
)
from dashboard.brief.drawing.frame import to_path
from dashboard.brief.drawing.haloed import HaloedText
from dashboard.brief.drawing.line_text import LineText
from dashboard.brief.drawing.stroke import Stroke
from dashboard.brief.words.sizes import LEAST_POINTS, Size
from dashboard.style import COLORS

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
    by, ``least`` the smallest of them. What is drawn is a plan until ``figure`` or
    ``axes`` is asked for: a map that is undone never becomes artists.
    """

    def __init__(self, width: float, height: float, margin: float = 0) -> None:
        self.width, self.height = width, height
        self.left, self.right = margin, width - margin
        self.type, self.least = 1.0, 2 * LEAST_POINTS
        self.strokes: list[Stroke] = []
        self._drawn = 0
        self.layer, self.numbers = "page", count(1)
        self.taken: list[tuple[float, float, float, float]] = []
        self.rings: list = []
        self.blocks: list[tuple[float, float, float, float]] = []
        self.symbols: list[tuple[float, float, float]] = []
        self.worked_out: dict[Hashable, Any] = {}

    def px(self, size: float) -> float:
        """Return a size of type of the slide as this page has it, never below 7 pt."""
        return max(self.least, size * self.type)

    @cached_property
    def _figure(self) -> Figure:
        """Return the empty figure; a page that is only measured never has one."""
        size = self.width / 100, self.height / 100
        figure = Figure(size, dpi=100, facecolor="#FFFFFF")
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, self.width)
        axes.set_ylim(self.height, 0)
        axes.axis("off")
        return figure

    @cached_property
    def _axes(self) -> Axes:
        return self._figure.axes[0]

    @property
    def figure(self) -> Figure:
        """Return the figure with all that was drawn so far."""
        while self._drawn < len(self.strokes):
            stroke = self.strokes[self._drawn]
            self._drawn += 1
            stroke.draw()
        return self._figure

    @property
    def axes(self) -> Axes:
        """Return the axes with all that was drawn so far."""
        return self.figure.axes[0]

    def undo_map(self, kept: int) -> None:
        """Take back all but the first ``kept`` strokes, and all boxes."""
        for stroke in self.strokes[kept:]:
            stroke.remove()
        del self.strokes[kept:]
        self._drawn = min(self._drawn, kept)
        for boxes in (self.taken, self.rings, self.blocks, self.symbols):
            boxes.clear()

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what ``make`` gives for a key, made once for all tries of a map.

        A map is drawn again until all has its room; its words stay the same.
        """
        if key not in self.worked_out:
            self.worked_out[key] = make()
        return self.worked_out[key]

    def trial(self) -> "Page":
        """Return an empty page on which something is drawn for its height alone."""
        page = Page(self.width, self.height)
        page.type, page.least = self.type, self.least
        page.worked_out = self.worked_out
        return page

    def plan(self, make: Callable[[], Artist | None], clip=None) -> Stroke:
        """Keep for later what puts an artist on the axes; it gets an id in its layer.

        ``clip`` is the rectangle that cuts it.
        """
        stroke = Stroke(make, f"{self.layer}.{next(self.numbers)}", clip)
        self.strokes.append(stroke)
        return stroke

    def later(self, draw: Callable[[], None]) -> None:
        """Draw what no decision depends on only once it stays on the page."""
        layer = self.layer

        def make() -> None:
            behind, before = self.strokes[self._drawn :], self.layer
            del self.strokes[self._drawn :]
            self.layer = layer
            draw()
            self.layer = before
            self.strokes += behind

        self.plan(make)

    def add(self, make: Callable[..., Artist], *args, clip=None, **look) -> Stroke:
        """Draw the artist that ``make`` gives, cut to a rectangle where given."""
        return self.plan(lambda: self._axes.add_artist(make(*args, **look)), clip)

    def text(self, x, y, words, px=20, weight="regular", color=COLORS.text, **more):
        """Write a line; y is its base. ``halo`` is the color of a band around it."""
        halo = more.pop("halo", None)
        options = {"va": "baseline", "ha": "left", "zorder": 30, **more}
        options |= {"fontproperties": font_for(words, weight, px), "color": color}
        said = without_formulas(words)
        if halo:
            band = {"halo": halo, "halo_width": HALO * POINTS}
            return self.add(HaloedText, x, y, said, **band, **options)
        return self.add(LineText, x, y, said, clip_on=False, **options)

    def paragraph(self, x, y, words, px, width, weight="regular", **more) -> float:
        """Write wrapped lines from base line y on; return the base of the next line."""
        for line in wrap(words, px, width, weight):
            self.text(x, y, line, px, weight, **more)
            y += px * 1.28
        return y

    def shape(self, shapes, clip=None, **look):
        """Draw geometries, or what gives them or their path.

        ``width`` is the line's in pixels.
        """
        width = look.pop("width", 0)
        look = {"fc": "none", "ec": "none", "lw": width * POINTS, **look}

        def make() -> Artist | None:
            made = shapes() if callable(shapes) else shapes
            path = made if isinstance(made, Path) else to_path(made)
            return self._axes.add_artist(PathPatch(path, **look)) if len(path) else None

        return self.plan(make, clip)

    def line(self, xs, ys, width=1.0, color=COLORS.text, **more) -> None:
        """Draw a line through points."""
        options = {"zorder": 20, "solid_capstyle": "butt", **more}
        self.add(Line2D, xs, ys, lw=width * POINTS, color=color, **options)

    def rectangle(self, x, y, w, h, **look) -> Stroke:
        """Draw a rectangle; ``width`` is the line's in pixels."""
        width = look.pop("width", 0)
        look = {"fc": "none", "ec": "none", "lw": width * POINTS, **look}
        return self.add(Rectangle, (x, y), w, h, **look)

    def scatter(self, xs, ys, clip: Stroke, **look) -> Stroke:
        """Draw many marks of one look, cut to a rectangle."""
        return self.plan(lambda: self._axes.scatter(xs, ys, **look), clip)

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
