"""Boxes of the page, from which each layout is composed."""

from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle of the page: its upper left corner, width and height in units."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """Return where the box ends at the right."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Return where the box ends below."""
        return self.y + self.h

    def upper(self, high: float) -> "Box":
        """Return the part of a height at the top."""
        return self._replace(h=high)

    def lower(self, high: float) -> "Box":
        """Return the part of a height at the bottom."""
        return self._replace(y=self.bottom - high, h=high)

    def left(self, wide: float) -> "Box":
        """Return the part of a width at the left."""
        return self._replace(w=wide)

    def rest_right(self, wide: float) -> "Box":
        """Return the part of a width at the right."""
        return self._replace(x=self.right - wide, w=wide)

    def columns(self, many: int, gap: float) -> list["Box"]:
        """Return boxes of one width side by side."""
        wide = (self.w - gap * (many - 1)) / many
        starts = (self.x + number * (wide + gap) for number in range(many))
        return [Box(x, self.y, wide, self.h) for x in starts]

    def grid(self, many: int, columns: int, gap: float) -> list["Box"]:
        """Return boxes of one size, row after row."""
        rows = -(-many // columns)
        high = (self.h - gap * (rows - 1)) / rows
        tops = (self.y + row * (high + gap) for row in range(rows))
        lines = [
            self._replace(y=top, h=high).columns(min(columns, many), gap)
            for top in tops
        ]
        return [box for line in lines for box in line][:many]
