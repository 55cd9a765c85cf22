"""The sizes that a brief is drawn in, as data: where it is pasted decides what fits.

A drawing is laid out in units that are a part of a point *at the size where it is
read*: half a point on a slide, a little less where room is short. So a small size has
fewer units, and no type becomes too small by being scaled down.
"""

from typing import NamedTuple

from dashboard.brief.words.errors import BriefError
from dashboard.text.language import N_, gettext

POINTS_PER_CM = 72 / 2.54
LEAST_POINTS = 7.0
"""The smallest type, in points at the size where it is read."""
BESIDE, BELOW = "beside", "below"
"""Where a rail stands, or a legend that has no room on its map."""
LONG, SHORT = "long", "short"
FEET = (LONG, SHORT)
"""A foot in full, or of two lines at most."""
WHOLE_TABLE = (
    ("Date", 190),
    ("Place as reported", 350),
    ("Killed", 180),
    ("What", 170),
    ("Verification", 130),
    ("Where", 330),
    ("Sources", 300),
    ("Id", 190),
)
NARROW_TABLE = (("Date", 130), ("Place as reported", 250), ("Killed", 150))
SHORT_TABLE = (*NARROW_TABLE, ("Sources", 250))
TALL_TABLE = (*NARROW_TABLE, ("Where", 240), ("Sources", 230), ("Id", 150))


class Size(NamedTuple):
    """A size of picture: ``width`` and ``height`` in pixels, ``cm`` wide when read.

    ``margin``, ``rail`` and ``title`` are units: the edge of the page, the width of a
    rail beside the map, the type of the title. ``type`` is what the type of head, rail
    and table is multiplied by, never to less than 7 points; ``unit`` is in points.
    ``rail_at`` and ``legend_at`` are BESIDE or BELOW. ``foot`` is the usual foot.
    ``columns`` are the maps of a pair that stand side by side, ``bars`` the share of
    the height that the layout *weekly* gives its bars below each other, ``table`` the
    columns of the table with their widths as shares.
    """

    label: str
    width: int
    height: int
    cm: float
    margin: float
    title: float
    rail: float
    type: float = 0.85
    unit: float = 0.4375
    rail_at: str = BESIDE
    legend_at: str = BELOW
    foot: str = SHORT
    columns: int = 2
    bars: float = 0.405
    table: tuple[tuple[str, int], ...] = SHORT_TABLE

    @property
    def units(self) -> tuple[float, float]:
        """Return width and height in units."""
        wide = self.cm * POINTS_PER_CM / self.unit
        return wide, wide * self.height / self.width

    @property
    def least(self) -> float:
        """Return the units of the smallest type."""
        return LEAST_POINTS / self.unit

    @property
    def inches(self) -> tuple[float, float]:
        """Return width and height where it is read, in inches."""
        return self.cm / 2.54, self.cm / 2.54 * self.height / self.width


SIZES = {
    "slide": Size(
        label=N_("slide, 16:9"),
        width=1920,
        height=1080,
        cm=40 / 3 * 2.54,
        margin=40,
        title=46,
        rail=468,
        type=1,
        unit=0.5,
        legend_at=BESIDE,
        foot=LONG,
        table=WHOLE_TABLE,
    ),
    "half": Size(
        label=N_("half a page of a report, 16 cm wide"),
        width=1890,
        height=1240,
        cm=16,
        margin=14,
        title=32,
        rail=290,
    ),
    "a4": Size(
        label=N_("A4, upright"),
        width=1654,
        height=2339,
        cm=21,
        margin=44,
        title=40,
        rail=470,
        type=1,
        unit=0.5,
        rail_at=BELOW,
        foot=LONG,
        columns=1,
        table=TALL_TABLE,
    ),
    "square": Size(
        label=N_("square, 1080 × 1080"),
        width=1080,
        height=1080,
        cm=16,
        margin=22,
        title=36,
        rail=300,
        rail_at=BELOW,
    ),
    "wide": Size(
        label=N_("wide, 1200 × 630"),
        width=1200,
        height=630,
        cm=18,
        margin=18,
        title=34,
        rail=310,
    ),
}
"""Every size by its name; the first is the usual one."""
USUAL_SIZE = next(iter(SIZES))


def checked_size(name: str) -> str:
    """Return the name of a size. Raises BriefError for an unknown one."""
    if name not in SIZES:
        raise BriefError(
            gettext(
                "size '{name}': must be one of {allowed}",
                name=name,
                allowed=", ".join(SIZES),
            )
        )
    return name
