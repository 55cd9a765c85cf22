"""Lines of text on a picture: as matplotlib draws them, and laid out seldom."""

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

from dashboard.brief.drawing import line_text
from dashboard.brief.drawing.fonts import font, without_formulas
from dashboard.brief.drawing.line_text import LineText

WORDS = ["215–238 killed", "AVATAR fi 5 $", "a\\$b", "", "é"]


def picture(kind: type[Text], words: str, ha: str, band: bool) -> np.ndarray:
    figure = Figure((3, 1), dpi=100)
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, 300)
    axes.set_ylim(100, 0)
    axes.axis("off")
    look = {"ha": ha, "va": "baseline", "fontproperties": font("semibold", 17.3)}
    line = kind(150.37, 51.91, without_formulas(words), color="#123456", **look)
    if band:
        line.set_path_effects([withStroke(linewidth=2.3, foreground="#EEF4F8")])
    axes.add_artist(line)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())


@pytest.mark.parametrize("band", [False, True])
@pytest.mark.parametrize("ha", ["left", "center", "right"])
@pytest.mark.parametrize("words", WORDS)
def test_a_line_is_drawn_as_matplotlib_draws_it(words, ha, band):
    ours, theirs = (picture(kind, words, ha, band) for kind in (LineText, Text))
    assert np.array_equal(ours, theirs)
    assert (ours != 255).any() or not words


@pytest.mark.parametrize(("ha", "times"), [("left", 0), ("center", 1), ("right", 1)])
def test_a_line_is_measured_once_at_the_most_for_all_pictures(monkeypatch, ha, times):
    measured = []
    measure = RendererAgg.get_text_width_height_descent

    def counted(self, *about):
        measured.append(about)
        return measure(self, *about)

    monkeypatch.setattr(RendererAgg, "get_text_width_height_descent", counted)
    line_text._kept_width.cache_clear()
    for _ in range(3):
        picture(LineText, "some words", ha, band=False)
    assert len(measured) == times


def test_the_letters_of_a_band_become_shapes_once(monkeypatch):
    shaped = []
    to_path = line_text.TextToPath.get_text_path

    def counted(self, *about, **more):
        shaped.append(about)
        return to_path(self, *about, **more)

    monkeypatch.setattr(line_text.TextToPath, "get_text_path", counted)
    line_text._shape.cache_clear()
    for _ in range(3):
        picture(LineText, "some words", "left", band=True)
    assert len(shaped) == 1
