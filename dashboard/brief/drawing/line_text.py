"""A line of text that is put on a picture with little work.

Matplotlib lays a line out to find where it stands, once more to draw it, and anew for
each picture. A line that begins at its place needs no width at all; other widths and
the shapes of bands are kept, since the same words come again.
"""

import matplotlib.colors as mcolors
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import TextToPath
from matplotlib.transforms import Affine2D, TransformedPath

from dashboard.text.kept import keeps_texts

SHARES = {"left": 0.0, "center": 0.5, "right": 1.0}
"""Share of its width by which a line begins left of its place."""


class LineText(Text):
    """A line that stands on its base, level, and is no formula; as Text in a vector."""

    def draw(self, renderer) -> None:
        """Draw the line, with its path effects."""
        font = self.get_fontproperties()
        if not isinstance(renderer, RendererAgg) or not font.get_file():
            super().draw(renderer)
            return
        words = self.get_text().replace(r"\$", "$")
        if not words or not self.get_visible():
            return
        x, y = self.get_transform().transform(self.get_position())
        if share := SHARES[self.get_horizontalalignment()]:
            x -= share * _width(renderer, words, font)
        gc = renderer.new_gc()
        self._dress(gc)
        _, high = renderer.get_canvas_width_height()
        y = high - y
        if effects := self.get_path_effects():
            size = renderer.points_to_pixels(font.get_size_in_points())
            place = Affine2D().scale(size / TextToPath.FONT_SCALE)
            place.translate(x, high - y)
            gc.set_linewidth(0)
            for effect in effects:
                shape = _shape(words, str(font.get_file()))
                effect.draw_path(renderer, gc, shape, place, gc.get_rgb())
        else:
            renderer.draw_text(gc, x, y, words, font, 0, mtext=self)
        gc.restore()
        self.stale = False

    def _dress(self, gc: GraphicsContextBase) -> None:
        """Give the color and the clip to what draws."""
        gc.set_foreground(mcolors.to_rgba(self.get_color()), isRGBA=True)
        if (alpha := self.get_alpha()) is not None:
            gc.set_alpha(alpha)
        gc.set_antialiased(self.get_antialiased())
        if self.get_clip_on():
            gc.set_clip_rectangle(self.get_clip_box())
            if isinstance(path := self.get_clip_path(), TransformedPath):
                gc.set_clip_path(path)


def _width(renderer: RendererAgg, words: str, font: FontProperties) -> float:
    """Return the pixels of a line on a picture."""
    return _kept_width(
        words, str(font.get_file()), font.get_size_in_points(), renderer.dpi
    )


@keeps_texts(2048)
def _kept_width(words: str, file: str, points: float, dpi: float) -> float:
    renderer = RendererAgg(1, 1, dpi)
    font = FontProperties(fname=file, size=points)
    return float(renderer.get_text_width_height_descent(words, font, False)[0])


@keeps_texts(1024)
def _shape(words: str, file: str) -> Path:
    """Return the letters of a line as one shape, in the scale of ``TextToPath``."""
    points, codes = TextToPath().get_text_path(FontProperties(fname=file), words)
    return Path(points, codes)
