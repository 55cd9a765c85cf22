"""What no map is without (scale bar, north arrow, inset), and the large numbers."""

from itertools import chain, count

import numpy as np
import shapely
from matplotlib.patches import Polygon

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import text_width
from dashboard.brief.drawing.frame import Frame, fit_frame
from dashboard.brief.drawing.grid import as_few_digits, latitude_words
from dashboard.brief.drawing.ground import coarse_land
from dashboard.brief.drawing.on_layer import on_layer
from dashboard.brief.drawing.world_layers import world_land
from dashboard.brief.words.look import AUTO, CORNERS, NONE
from dashboard.geo.regions import Regions
from dashboard.style import COLORS
from dashboard.text.language import gettext, pgettext

KM_PER_NM = 1.852
NICE = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000)
INSET_LAND = "#D8D0BE"
INSET, LEAST_INSET = (138, 150), 0.5
"""Units of the inset on a slide, and the share below which it shows nothing."""
SCALE_HIGH = 92
"""Units that the scale bar and the arrow take above the lower edge of a map."""
MEASURES = (108, 92)
"""Units of width that arrow and bar take beside the bar itself, and their height."""
ONE_BAR = (170, 44)
"""Units of width and height that one bar takes on a map without room for two."""
LEAST_HALVED = 130
"""Units of a scale bar below which its middle has no number."""
AMERICAS = (-122.0, -34.0, -34.0, 40.0)
"""West, south, east and north of the inset for a window of the fine layers."""
WIDEST_LOCATED = 120.0
"""Degrees beyond which a window needs no inset to be found on the globe."""


def scale_words(frame: Frame) -> str:
    """Return at which latitude the scale bar is true: "scale true at 9°N"."""
    latitude = latitude_words(round(frame.mid_latitude))
    return gettext("scale true at {latitude}", latitude=latitude)


@on_layer("legend")
def draw_scale(page: Page, frame: Frame, x: float, y: float) -> None:
    """Draw a bar in km over one in nautical miles, true at the middle latitude."""
    wide = 0.0
    for in_miles, per, at in ((False, 1.0, y), (True, KM_PER_NM, y + 26)):
        whole, end = _bar_length(frame, per)
        wide = max(wide, end)
        _draw_bar(page, x, at, end)
        line = at + 22 if in_miles else at - 4
        values = [(0, 0.0), (whole / 2, end / 2), (whole, end)]
        for value, place in values if end > LEAST_HALVED else values[::2]:
            words = as_few_digits(value)
            if value == whole:
                words = _with_unit(words, in_miles)
            page.text(x + place, line, words, 16, ha="center", halo=COLORS.sea)
    page.block(x - 14, y - 22, x + wide + 44, y + 56)


@on_layer("legend")
def _draw_one_bar(page: Page, frame: Frame, x: float, y: float) -> None:
    """Draw one bar in km, with its length in nautical miles beside it."""
    whole, end = _bar_length(frame, 1.0)
    _draw_bar(page, x, y, end)
    miles = round(whole / KM_PER_NM)
    words = gettext("{km} km ({miles} NM)", km=whole, miles=miles)
    page.text(x, y - 4, words, 16, halo=COLORS.sea)
    wide = max(end, text_width(words, 16))
    page.block(x - 4, y - 20, x + wide + 4, y + 10)


def _with_unit(words: str, in_miles: bool) -> str:
    if in_miles:
        return gettext("{number} NM", number=words)
    return gettext("{number} km", number=words)


def _draw_bar(page: Page, x: float, y: float, end: float) -> None:
    for part, fill in enumerate((COLORS.outline, "white")):
        look = {"fc": fill, "ec": COLORS.outline, "width": 1, "zorder": 21}
        page.rectangle(x + part * end / 2, y, end / 2, 6, **look)


def _bar_length(frame: Frame, per: float) -> tuple[int, float]:
    """Return the round length of a bar in a unit of ``per`` km, and in pixels."""
    k = per * frame.km(frame.mid_latitude)
    fits = [length for length in NICE if length * k <= _most_bar(frame)]
    whole = max(fits, default=NICE[0])
    return whole, whole * k


@on_layer("legend")
def draw_north(page: Page, x: float, y: float) -> None:
    """Draw the arrow: on a Mercator map north is up everywhere."""
    for side, fill in ((-10, COLORS.outline), (10, "white")):
        points = [(x, y - 30), (x + side, y), (x, y - 7)]
        page.add(Polygon, points, fc=fill, ec=COLORS.outline, lw=0.8, zorder=21)
    page.text(
        x, y + 19, pgettext("north", "N"), 18, "bold", ha="center", halo=COLORS.sea
    )
    page.block(x - 16, y - 34, x + 16, y + 24)


def draw_measures(page: Page, frame: Frame) -> None:
    """Draw scale bar and north arrow in a corner of a map where they hide no mark.

    Where each corner would hide some, one bar alone in the one that hides least.
    """
    wide, high = MEASURES[0] + _most_bar(frame), MEASURES[1]
    for x, y in _corners(frame, wide, high):
        if not _hidden(page, x, y, wide, high):
            draw_scale(page, frame, x + 64, y + high - 54)
            draw_north(page, x + 28, y + high - 42)
            return
    wide, high = max(_most_bar(frame), ONE_BAR[0]), ONE_BAR[1]
    places = _corners(frame, wide, high)
    x, y = min(places, key=lambda at: _hidden(page, at[0], at[1], wide, high))
    _draw_one_bar(page, frame, x + 12, y + high - 14)


def _corners(frame: Frame, w: float, h: float) -> list[tuple[float, float]]:
    """Return the upper left corners of a box in the corners of a map, best first."""
    return [
        (
            frame.x + CORNERS[name][0] * (frame.w - w),
            frame.y + CORNERS[name][1] * (frame.h - h),
        )
        for name in ("sw", "se", "nw", "ne")
    ]


def _hidden(page: Page, x: float, y: float, w: float, h: float) -> float:
    """Return how much a box would hide: the size of marks, and all that is fixed."""
    marks = sum(
        r**2
        for sx, sy, r in page.symbols
        if x - r - 4 < sx < x + w + r + 4 and y - r - 4 < sy < y + h + r + 4
    )
    fixed = any(
        x < c and a < x + w and y < d and b < y + h for a, b, c, d in page.blocks
    )
    return np.inf if fixed else marks


def _most_bar(frame: Frame) -> float:
    """Return how long a scale bar may be on a map, in units."""
    return min(230.0, max(0.24 * frame.w, 90.0))


@on_layer("legend")
def draw_inset(page: Page, frame: Frame, regions: Regions, corner: str = AUTO) -> None:
    """Draw where in the world the window lies, in a corner where it hides no mark.

    Nothing where the window is most of the world, where the map has no room, or where
    every corner would hide a mark. ``corner`` is the one that is tried first.
    """
    if frame.east - frame.west > WIDEST_LOCATED or corner == NONE:
        return
    share = min(1.0, frame.w / 900, frame.h / 460)
    w, h = INSET[0] * share, INSET[1] * share
    place = _inset_corner(page, frame, w, h, corner) if share > LEAST_INSET else None
    if place is None:
        return
    x, y = place
    small = _inset_frame(frame, (x, y, w, h))
    back = page.rectangle(x, y, w, h, fc=COLORS.sea, zorder=18)

    def land():
        return shapely.simplify(small.clip(world_land()), 0.5)

    page.shape(
        land, back, fc=INSET_LAND, ec=COLORS.country_line, width=0.7, zorder=18.2
    )
    page.shape(
        lambda: small.clip(coarse_land(regions)),
        back,
        fc=INSET_LAND,
        ec=COLORS.country_line,
        width=0.7,
        zorder=18.3,
    )
    west, south, east, north = frame.bounds
    (x0, x1), (y0, y1) = small.place([west, east], [north, south])
    look = {"ec": COLORS.outline, "width": 1.8, "zorder": 18.5}
    page.rectangle(x0, y0, max(x1 - x0, 5), max(y1 - y0, 5), **look)
    page.rectangle(x, y, w, h, ec=COLORS.outline, width=1, zorder=18.6)
    page.block(x - 4, y - 4, x + w + 4, y + h + 4)


def _inset_corner(
    page: Page, frame: Frame, w: float, h: float, corner: str
) -> tuple[float, float] | None:
    """Return the first corner that hides no mark, above the scale bar at the left."""
    first = [corner] if corner in CORNERS else []
    for name in (*first, "ne", "nw", "se", "sw"):
        right, low = CORNERS[name]
        x = frame.x + frame.w - w - 12 if right else frame.x + 12
        above = SCALE_HIGH if name == "sw" else 12
        y = frame.y + frame.h - h - above if low else frame.y + 12
        if not _hidden(page, x, y, w, h):
            return x, y
    return None


def _inset_frame(frame: Frame, box: tuple[float, float, float, float]) -> Frame:
    """Return the continent around a window: the Americas, or 88 degrees about it."""
    west, south, east, north = frame.bounds
    if west >= AMERICAS[0] and east <= AMERICAS[2] and south >= -10 and north <= 33:
        return fit_frame(box, AMERICAS, (-170, -60, 10, 70), 60)
    middle = (west + east) / 2
    wide = max(88.0, 1.4 * (east - west))
    around = (middle - wide / 2, frame.mid_latitude, middle + wide / 2)
    bounds = (around[0], around[1] - 1, around[2], around[1] + 1)
    return fit_frame(box, bounds, (middle - 180, -78, middle + 180, 84), 60)


def nice_ticks(highest: float, most: float = 4.5) -> np.ndarray:
    """Return about ``most`` round values up to at least ``highest``."""
    small = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)
    large = (one * 10**zeros for zeros in count(3) for one in (1, 2, 5))
    step = next(size for size in chain(small, large) if highest / size <= most)
    return np.arange(step, max(highest, step) + step, step)
