"""What no brief is without: title, banner, scale bar, north arrow, inset and foot."""

from itertools import chain, count

import numpy as np
import shapely
from matplotlib.patches import Polygon

from dashboard.brief.drawing.canvas import HEIGHT, LEFT, RIGHT, WIDTH, Page
from dashboard.brief.drawing.fonts import fitting, text_width, wrap
from dashboard.brief.drawing.frame import Frame, fit_frame
from dashboard.brief.drawing.ground import coarse_land
from dashboard.brief.drawing.world_layers import world_land
from dashboard.brief.words.model import Brief
from dashboard.geo.regions import Regions
from dashboard.style import COLORS

BANNER, MISSING = 30, 30
NUMBERS_SHARE = 0.6
"""How much of the rail the large numbers may take; their units stand beside them."""
FOOT_PX, FOOT_LEADING = 16, 19.5
KM_PER_NM = 1.852
NICE = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000)
INSET_LAND = "#D8D0BE"
AMERICAS = (-122.0, -34.0, -34.0, 40.0)
"""West, south, east and north of the inset for a window of the fine layers."""
WIDEST_LOCATED = 120.0
"""Degrees beyond which a window needs no inset to be found on the globe."""


def top_of_map(brief: Brief) -> float:
    """Return where the map may begin, below banner, title and subtitle."""
    return (BANNER - 6 if brief.banner else 0) + 122 + MISSING * bool(brief.missing)


def draw_head(page: Page, brief: Brief) -> None:
    """Write banner, title, subtitle and what is missing from the table.

    A long title is smaller, then on two lines.
    """
    down = 0
    if brief.banner:
        for y in (0, HEIGHT - BANNER):
            page.rectangle(0, y, WIDTH, BANNER, fc=COLORS.outline, zorder=40)
            look = {"ha": "right", "zorder": 41}
            page.text(
                RIGHT, y + 22, brief.banner, 21, "bold", brief.banner_color, **look
            )
        down = BANNER - 6
    wide = RIGHT - LEFT
    px = fitting(brief.title, 46, wide, "bold", 30)
    lines = wrap(brief.title, px, wide, "bold")
    if len(lines) == 1:
        page.text(LEFT, 58 + down, lines[0], px, "bold")
    else:
        px = 28
        for number, line in enumerate(wrap(brief.title, px, wide, "bold")[:2]):
            page.text(LEFT, 38 + down + number * 33, line, px, "bold")
    size = fitting(brief.subtitle, 26, wide, "regular", 18)
    page.text(LEFT, 101 + down, brief.subtitle, size, color=COLORS.second_text)
    if brief.missing:
        words = brief.missing_in_short
        size = fitting(words, 24, wide, "semibold", 16)
        page.text(LEFT, 101 + MISSING + down, words, size, "semibold")


def foot_lines(brief: Brief, scale_words: str = "") -> list[tuple[str, list[str]]]:
    """Return the rows of the foot, each with its wrapped lines."""
    wide = RIGHT - LEFT - 130
    stamp = " · ".join(
        part for part in (brief.counts, brief.stamp, scale_words, brief.again) if part
    )
    rows = (
        ("Sources", f"{brief.sources} {brief.credits}"),
        ("Read with care", brief.care),
        ("This picture", stamp),
    )
    return [(head, wrap(text, FOOT_PX, wide)) for head, text in rows]


def foot_height(rows) -> float:
    """Return how much of the page the foot needs, pixels."""
    return 26 + FOOT_LEADING * sum(len(lines) for _, lines in rows)


def draw_foot(page: Page, brief: Brief, rows) -> float:
    """Write the foot at the bottom of the page; return where it begins."""
    bottom = HEIGHT - (BANNER if brief.banner else 0) - 8
    top = bottom - foot_height(rows)
    page.line([LEFT, RIGHT], [top + 2, top + 2], 1, COLORS.rule)
    y = top + 22
    for head, lines in rows:
        page.text(LEFT, y, head, FOOT_PX, "semibold", COLORS.second_text)
        for line in lines:
            page.text(LEFT + 130, y, line, FOOT_PX, color=COLORS.second_text)
            y += FOOT_LEADING
    return top


def scale_words(frame: Frame) -> str:
    """Return at which latitude the scale bar is true: "scale true at 9°N"."""
    latitude = round(frame.mid_latitude)
    side = "" if latitude == 0 else "N" if latitude > 0 else "S"
    return f"scale true at {abs(latitude)}°{side}"


def draw_scale(page: Page, frame: Frame, x: float, y: float) -> None:
    """Draw a bar in km over one in nautical miles, true at the middle latitude."""
    k = frame.km(frame.mid_latitude)
    wide = 0.0
    for unit, per, at in (("km", 1.0, y), ("NM", KM_PER_NM, y + 26)):
        whole = max(
            length for length in NICE if length * per * k <= 230 or length == NICE[0]
        )
        end = whole * per * k
        wide = max(wide, end)
        for part in range(2):
            fill = COLORS.outline if part == 0 else "white"
            start = x + part * end / 2
            page.rectangle(
                start, at, end / 2, 6, fc=fill, ec=COLORS.outline, width=1, zorder=21
            )
        line = at - 4 if unit == "km" else at + 22
        for value, place in ((0, 0.0), (whole / 2, end / 2), (whole, end)):
            words = f"{value:g}" + (f" {unit}" if value == whole else "")
            page.text(x + place, line, words, 16, ha="center", halo=COLORS.sea)
    page.block(x - 14, y - 22, x + wide + 44, y + 56)


def draw_north(page: Page, x: float, y: float) -> None:
    """Draw the arrow: on a Mercator map north is up everywhere."""
    for side, fill in ((-10, COLORS.outline), (10, "white")):
        points = [(x, y - 30), (x + side, y), (x, y - 7)]
        page.add(Polygon(points, fc=fill, ec=COLORS.outline, lw=0.8, zorder=21))
    page.text(x, y + 19, "N", 18, "bold", ha="center", halo=COLORS.sea)
    page.block(x - 16, y - 34, x + 16, y + 24)


def draw_inset(page: Page, frame: Frame, regions: Regions) -> None:
    """Draw where in the world the window lies; nothing where it is most of it."""
    if frame.east - frame.west > WIDEST_LOCATED:
        return
    w, h = 138, 150
    x, y = _inset_corner(page, frame, w, h)
    small = _inset_frame(frame, (x, y, w, h))
    back = page.rectangle(x, y, w, h, fc=COLORS.sea, zorder=18)
    land = shapely.simplify(small.clip(world_land()), 0.5)
    page.shape(
        land, back, fc=INSET_LAND, ec=COLORS.country_line, width=0.7, zorder=18.2
    )
    near = small.clip(coarse_land(regions))
    page.shape(
        near, back, fc=INSET_LAND, ec=COLORS.country_line, width=0.7, zorder=18.3
    )
    west, south, east, north = frame.bounds
    (x0, x1), (y0, y1) = small.place([west, east], [north, south])
    look = {"ec": COLORS.outline, "width": 1.8, "zorder": 18.5}
    page.rectangle(x0, y0, max(x1 - x0, 5), max(y1 - y0, 5), **look)
    page.rectangle(x, y, w, h, ec=COLORS.outline, width=1, zorder=18.6)
    page.block(x - 4, y - 4, x + w + 4, y + h + 4)


def _inset_corner(page: Page, frame: Frame, w: float, h: float) -> tuple[float, float]:
    """Return the upper corner that hides fewer marks, the right one where both do."""
    corners = [(frame.x + frame.w - w - 12, frame.y + 12), (frame.x + 12, frame.y + 12)]

    def hidden(corner: tuple[float, float]) -> int:
        x, y = corner
        return sum(
            x - r < sx < x + w + r and y - r < sy < y + h + r
            for sx, sy, r in page.symbols
        )

    return min(corners, key=hidden)


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


def headline_numbers(page: Page, x: float, y: float, figures, width: float) -> float:
    """Write the large numbers with unit and doubt; return the base of what follows.

    A doubt is never cut: the number after a long one stands lower.
    """
    wide = NUMBERS_SHARE * width
    size = min(fitting(each.number, 48, wide, "bold", 20) for each in figures)
    numbers = [text_width(figure.number, size, "bold") for figure in figures]
    at = x + max(numbers) + 18
    for figure in figures:
        room = x + width - at
        page.text(x, y, figure.number, size, "bold")
        page.text(
            at,
            y - 19,
            figure.unit,
            fitting(figure.unit, 22, room, "semibold", 16),
            "semibold",
        )
        line = y + 5
        lines = wrap(figure.doubt, 18, room)
        for words in lines:
            page.text(at, line, words, 18, color=COLORS.second_text)
            line += 21
        y += 82 + 21 * max(len(lines) - 2, 0)
    return y


def nice_ticks(highest: float, most: float = 4.5) -> np.ndarray:
    """Return about ``most`` round values up to at least ``highest``."""
    small = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)
    large = (one * 10**zeros for zeros in count(3) for one in (1, 2, 5))
    step = next(size for size in chain(small, large) if highest / size <= most)
    return np.arange(step, max(highest, step) + step, step)
