"""The grid of a map: meridians and parallels a round number of degrees apart."""

import numpy as np

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.on_layer import on_layer
from dashboard.style import COLORS
from dashboard.text.language import decimal, pgettext

GRID = "#C3D5E2"
STEPS = (0.5, 1, 2, 5, 10, 20, 30, 60)
"""Degrees between lines of the grid."""


def grid_step(frame: Frame) -> float:
    """Return the degrees between two lines of the grid: three to six across."""
    wide = frame.east - frame.west
    return next((step for step in STEPS if wide / step <= 7), STEPS[-1])


def _lines(low: float, high: float, step: float) -> np.ndarray:
    return np.arange(np.ceil(low / step) * step, high, step)


def draw_grid(page: Page, frame: Frame) -> None:
    """Draw the lines of the grid."""
    west, south, east, north = frame.bounds
    step = grid_step(frame)
    for longitude in _lines(west, east, step):
        x = float(frame.place(longitude, 0)[0])
        page.line([x, x], [frame.y, frame.y + frame.h], 0.8, GRID, zorder=1)
    for latitude in _lines(south, north, step):
        y = float(frame.place(0, latitude)[1])
        page.line([frame.x, frame.x + frame.w], [y, y], 0.8, GRID, zorder=1)


@on_layer("labels")
def label_grid(page: Page, frame: Frame) -> None:
    """Write the figures of the grid inside the frame, at its top and left."""
    west, south, east, north = frame.bounds
    step = grid_step(frame)
    look = {"color": COLORS.sea_name, "halo": COLORS.sea, "zorder": 9}
    for longitude in _lines(west, east, step):
        x = float(frame.place(longitude, 0)[0])
        box = (x - 26, frame.y + 2, x + 26, frame.y + 24)
        inside = frame.x + 60 < x < frame.x + frame.w - 40
        if inside and page.free(box):
            words = longitude_words(longitude)
            page.text(x, frame.y + 19, words, 16, ha="center", **look)
            page.take(*box)
    for latitude in _lines(south, north, step):
        y = float(frame.place(0, latitude)[1])
        box = (frame.x + 4, y - 11, frame.x + 56, y + 11)
        inside = frame.y + 30 < y < frame.y + frame.h - 30
        if inside and page.free(box):
            words = latitude_words(latitude)
            page.text(frame.x + 8, y + 6, words, 16, **look)
            page.take(*box)


def longitude_words(value: float) -> str:
    """Return "62.5°W"; the meridians 0° and 180° are of neither side."""
    value = (value + 180) % 360 - 180
    side = pgettext("east", "E") if value > 0 else pgettext("west", "W")
    return f"{as_few_digits(abs(value))}°{'' if value in (0, -180) else side}"


def latitude_words(value: float) -> str:
    """Return "9°N"; the equator is of neither side."""
    side = pgettext("north", "N") if value > 0 else pgettext("south", "S")
    return f"{as_few_digits(abs(value))}°{side if value else ''}"


def as_few_digits(value: float) -> str:
    """Return a number of a scale with as many digits as it has: "10", "2.5"."""
    digits = f"{value:g}"
    _, point, places = digits.partition(".")
    return decimal(value, len(places)) if point else digits
