"""How much of a box lies in a shape, for thousands of boxes at once.

A shape becomes a grid of yes and no, 8 pixels wide, summed up from the corner: the
share of any box is then four look-ups. It only decides
where a label or a plate may stand; what is drawn is exact.
"""

import numpy as np
import shapely

from dashboard.brief.drawing.frame import Frame

CELL = 8
"""Pixels of the page."""


class Raster:
    """The share of boxes (x0, y0, x1, y1 in pixels) that lies in one shape."""

    def __init__(self, frame: Frame, shape) -> None:
        self.x, self.y = frame.x, frame.y
        self.columns = int(np.ceil(frame.w / CELL))
        self.rows = int(np.ceil(frame.h / CELL))
        x = frame.x + (np.arange(self.columns) + 0.5) * CELL
        y = frame.y + (np.arange(self.rows) + 0.5) * CELL
        shapely.prepare(shape)
        inside = shapely.contains_xy(shape, *np.meshgrid(x, y))
        self.sums = np.zeros((self.rows + 1, self.columns + 1))
        self.sums[1:, 1:] = inside.cumsum(axis=0).cumsum(axis=1)

    def share(self, boxes: np.ndarray) -> np.ndarray:
        """Return for each box, 0 to 1, how much of it lies in the shape."""
        left, top, right, bottom = np.asarray(boxes, dtype=float).reshape(-1, 4).T
        x0 = np.clip(np.floor((left - self.x) / CELL), 0, self.columns - 1).astype(int)
        y0 = np.clip(np.floor((top - self.y) / CELL), 0, self.rows - 1).astype(int)
        x1 = np.clip(np.ceil((right - self.x) / CELL), x0 + 1, self.columns).astype(int)
        y1 = np.clip(np.ceil((bottom - self.y) / CELL), y0 + 1, self.rows).astype(int)
        sums = self.sums
        found = sums[y1, x1] - sums[y0, x1] - sums[y1, x0] + sums[y0, x0]
        return found / ((x1 - x0) * (y1 - y0))
