"""A sheet whose unit is the px of a 1920 × 1080 page, y down, and what is drawn on it.

Every text is kept with its box, so that tests and the words inside an SVG know exactly
what a reader sees.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from matplotlib.artist import Artist
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.patheffects import Stroke
from matplotlib.path import Path

from dashboard.brief.fonts import font, text_width
from dashboard.style import COLORS

WIDTH, HEIGHT = 1920, 1080
SCREEN = 100.0
"""px to the inch on a screen page; A4 holds 176 to the inch."""
ASCENT, DESCENT = 0.74, 0.22
"""How far a line of text reaches above and below its baseline, in its size."""
HALO = 3.2


@dataclass(frozen=True)
class Drawn:
    """One line of text as drawn: words, box (x0, y0, x1, y1 in px) and size."""

    words: str
    box: tuple[float, float, float, float]
    px: float


class Page:
    """One sheet of ``width`` × ``height`` px; ``ppi`` says how many make an inch."""

    def __init__(self, ppi: float = SCREEN, inches=None, corner=(0.0, 0.0)) -> None:
        """``inches`` is the paper, if larger than the page; ``corner`` its margins."""
        self.pt = 72 / ppi
        wide, high = inches or (WIDTH / ppi, HEIGHT / ppi)
        self.figure = Figure(figsize=(wide, high), dpi=ppi, facecolor="#FFFFFF")
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        left, top = corner
        self.axes.set_xlim(-left * ppi, (wide - left) * ppi)
        self.axes.set_ylim((high - top) * ppi, -top * ppi)
        self.axes.axis("off")
        self.texts: list[Drawn] = []

    def add(self, artist: Artist, clip: Artist | None = None) -> Artist:
        """Put an artist on the page, cut to a frame if there is one."""
        self.axes.add_artist(artist)
        if clip is not None:
            artist.set_clip_path(clip)
        return artist

    def text(
        self,
        x: float,
        y: float,
        words: str,
        px: float = 20,
        weight: str = "regular",
        color: str = COLORS.text,
        align: str = "left",
        halo: str = "",
        z: float = 30,
        url: str = "",
    ) -> None:
        """Write one line with its baseline at ``y``; a halo is drawn on its own.

        A halo made as one effect with the text would turn the letters of a PDF into
        curves that nobody can select.
        """
        if not words:
            return
        common = {
            "fontproperties": font(weight, px * self.pt),
            "ha": align,
            "va": "baseline",
            "parse_math": False,
        }
        if halo:
            under = self.axes.text(x, y, words, zorder=z - 0.01, **common)
            width = HALO * self.pt
            under.set_path_effects([Stroke(linewidth=width, foreground=halo)])
        drawn = self.axes.text(x, y, words, color=color, zorder=z, **common)
        if url:
            drawn.set_url(url)
        wide = text_width(words, px, weight)
        left = x - wide * {"left": 0, "center": 0.5, "right": 1}[align]
        box = (left, y - ASCENT * px, left + wide, y + DESCENT * px)
        self.texts.append(Drawn(words, box, px))

    def line(self, xs, ys, width=1.0, color=COLORS.text, dash=(), z=20.0) -> None:
        """Draw a line of ``width`` px; ``dash`` is in px too."""
        style = (0, tuple(each / width for each in dash)) if dash else "-"
        self.add(
            Line2D(
                xs,
                ys,
                linewidth=width * self.pt,
                color=color,
                linestyle=style,
                solid_capstyle="butt",
                dash_capstyle="butt",
                zorder=z,
            )
        )

    def box(self, x, y, w, h, fill="none", edge="none", width=1.0, dash=(), z=20.0):
        """Draw a rectangle and return it; ``dash`` is in px."""
        style = (0, tuple(each / width for each in dash)) if dash else "-"
        return self.add(
            Rectangle(
                (x, y),
                w,
                h,
                facecolor=fill,
                edgecolor=edge,
                linewidth=width * self.pt if edge != "none" else 0,
                linestyle=style,
                zorder=z,
            )
        )

    def shape(
        self, path: Path, fill="none", edge="none", width=1.0, dash=(), z=3.0, clip=None
    ):
        """Draw a path of the page, filled, stroked or both."""
        if not len(path.vertices):
            return None
        style = (0, tuple(each / width for each in dash)) if dash else "-"
        patch = PathPatch(
            path,
            facecolor=fill,
            edgecolor=edge,
            linewidth=width * self.pt if edge != "none" else 0,
            linestyle=style,
            capstyle="butt",
            zorder=z,
        )
        return self.add(patch, clip)

    def shapes(self, paths, fills, edges, widths, dashes, z, clip=None) -> None:
        """Draw many paths in order as one artist; lists of one look each."""
        styles = [(0, each) if each else "-" for each in dashes]
        drawn = PathCollection(
            paths,
            facecolors=fills,
            edgecolors=edges,
            linewidths=[each * self.pt for each in widths],
            linestyles=styles,
            zorder=z,
        )
        drawn.set_transform(self.axes.transData)
        self.add(drawn, clip)


def to_path(geometry) -> Path:
    """Return one compound path for any number of polygons and lines."""
    corners, codes = [], []
    parts = shapely.get_parts(shapely.get_parts(np.atleast_1d(geometry)))
    polygons = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    rings = shapely.get_rings(parts[polygons])
    lines = parts[shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING]
    for closed, some in ((True, rings), (False, lines)):
        for each in some:
            xy = shapely.get_coordinates(each)
            code = np.full(len(xy), Path.LINETO, dtype=np.uint8)
            code[0] = Path.MOVETO
            if closed:
                code[-1] = Path.CLOSEPOLY
            corners.append(xy)
            codes.append(code)
    if not corners:
        return Path(np.zeros((0, 2)))
    return Path(np.concatenate(corners), np.concatenate(codes))
