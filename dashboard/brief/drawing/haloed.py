"""A line of text with a band around it, whose letters stay text in every file.

Matplotlib draws text with a path effect as shapes, which no search finds. Here only the
band is drawn as shapes, and in an SVG with live text nothing is: there the band is the
stroke of the letters, named in the id of the text (:data:`HALO_ID`).
"""

from matplotlib import rcParams
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.patheffects import Stroke, withStroke

from dashboard.brief.drawing.line_text import LineText

HALO_ID = ".halo-"
"""Before the color and the width (points, with _ for the point) of a band in an id."""


class HaloedText(LineText):
    """A line of text with a band of ``halo`` color, ``halo_width`` points wide."""

    def __init__(self, *args, halo: str, halo_width: float, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.halo, self.halo_width = halo, halo_width
        band = withStroke(linewidth=halo_width, foreground=halo)
        self.set_path_effects([band])

    def draw(self, renderer) -> None:
        """Draw the band and, in a vector file, the letters as text over it."""
        if isinstance(renderer, RendererAgg):
            super().draw(renderer)
            return
        effects, gid = self.get_path_effects(), self.get_gid()
        if rcParams["svg.fonttype"] == "none":
            width = f"{self.halo_width:g}".replace(".", "_")
            self.set_gid(f"{gid}{HALO_ID}{self.halo.lstrip('#')}-{width}")
        else:
            band = Stroke(linewidth=self.halo_width, foreground=self.halo)
            self.set_path_effects([band])
            super().draw(renderer)
            self.set_gid(f"{gid}.text" if gid else None)
        self.set_path_effects([])
        super().draw(renderer)
        self.set_path_effects(effects)
        self.set_gid(gid)
