"""A picture without color, as a copying machine or a cheap printer gives it."""

from matplotlib.artist import Artist
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure

WEIGHTS = (0.299, 0.587, 0.114)
"""How bright red, green and blue look (ITU-R BT.601, as pictures turn grey)."""
COLORS_OF = ("color", "facecolor", "edgecolor", "hatchcolor")
"""Properties of an artist that hold a color."""


def grey_of(color) -> tuple[float, float, float, float]:
    """Return the grey of a color, as opaque as it was."""
    *rgb, alpha = to_rgba(color)
    light = sum(weight * part for weight, part in zip(WEIGHTS, rgb, strict=True))
    return light, light, light, alpha


def without_color(figure: Figure) -> None:
    """Make everything that is drawn on a figure grey."""
    for artist in figure.findobj():
        for name in COLORS_OF:
            _make_grey(artist, name)
        for effect in artist.get_path_effects() or ():
            stroke = getattr(effect, "_gc", {})  # matplotlib has no other access
            if "foreground" in stroke:
                stroke["foreground"] = grey_of(stroke["foreground"])


def _make_grey(artist: Artist, name: str) -> None:
    read = getattr(artist, f"get_{name}", None)
    write = getattr(artist, f"set_{name}", None)
    if read is None or write is None:
        return
    color = read()
    if color is None or isinstance(color, str) and color in ("none", "auto"):
        return
    several = getattr(color, "ndim", 1) == 2
    if not several and not to_rgba(color)[3]:
        return  # where an artist has an opacity of its own, writing would fill it
    write([grey_of(each) for each in color] if several else grey_of(color))
