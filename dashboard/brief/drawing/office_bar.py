"""The bar of an office above a brief: its logo, and its name and unit."""

import io

import numpy as np
from matplotlib.image import AxesImage
from PIL import Image

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import fitting_lines
from dashboard.brief.words.model import Brief

PX, LEAD, PAD = 19, 1.25, 6
"""Type of the name in units, from line to line, and above and below it."""
LOGO_LINES = 1.5
"""Height of the logo in lines of the name."""
MOST_WIDE = 0.3
"""Share of the width that a logo may take."""


def draw_office_bar(page: Page, brief: Brief, top: float) -> float:
    """Draw the bar from ``top`` on; return its height, 0 where the office sets none."""
    settings = brief.settings
    if not settings.has_bar:
        return 0.0
    fill, ink = settings.bar_colors
    logo = _pixels(settings.logo, brief.look.grey) if settings.logo else None
    high = wide = 0.0
    room = page.right - page.left
    if logo is not None:
        high = LOGO_LINES * LEAD * page.px(PX)
        wide = high * logo.shape[1] / logo.shape[0]
        share = min(1.0, MOST_WIDE * room / wide)
        high, wide = high * share, wide * share
    x = page.left + (wide + 14 if wide else 0)
    lines = fitting_lines(
        settings.office, page.px(PX), page.right - x, "semibold", page.least
    )
    words_high = sum(LEAD * px for px, _ in lines)
    bar = max(words_high, high) + 2 * PAD
    page.rectangle(0, top, page.width, bar, fc=fill, zorder=38)
    if logo is not None:
        _draw_logo(page, logo, (page.left, top + (bar - high) / 2, wide, high))
    y = top + (bar - words_high) / 2
    for px, words in lines:
        page.text(x, y + 0.95 * px, words, px, "semibold", ink, zorder=39)
        y += LEAD * px
    return bar


def _pixels(logo: bytes, grey: bool) -> np.ndarray:
    """Return the pixels of a PNG: rows, columns, and red, green, blue, opacity."""
    with Image.open(io.BytesIO(logo)) as picture:
        shades = picture.convert("LA") if grey else picture
        return np.asarray(shades.convert("RGBA"), dtype=float) / 255


def _draw_logo(page: Page, pixels: np.ndarray, box) -> None:
    x, y, wide, high = box
    place = (x, x + wide, y + high, y)
    image = AxesImage(page.axes, extent=place, origin="upper", zorder=39)
    image.set_data(pixels)
    page.add(lambda: image)
