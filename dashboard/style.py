"""How an incident looks: one table for the map, the legend, the brief and the tests.

Fills are Okabe–Ito colors. Color is never alone: each class has its own shape and each
verification its own outline, so that a grey print says the same as the screen.
"""

from dataclasses import dataclass
from math import log, pi, sqrt

RADIUS_UNIT = 4.2
"""Pixels of radius for one death on the page; the brief passes its own (6.0)."""

NO_TOLL_RADIUS = 5.5
"""Pixels of radius where the best figure is 0 or blank: a small white mark."""


@dataclass(frozen=True)
class MarkClass:
    """What one group of event types looks like."""

    key: str
    label: str
    event_types: tuple[str, ...]
    fill: str
    shape: str


@dataclass(frozen=True)
class Outline:
    """What one degree of verification looks like: width and dash in pixels."""

    verification: str
    width: float
    dash: tuple[float, ...] = ()
    label: str = ""
    """Words of the legend; blank where those of the code ``verification`` say it."""


@dataclass(frozen=True)
class SizeClass:
    """Marks of one size: from ``low`` deaths to ``high``, None where none is above."""

    low: int
    high: int | None
    radius: float


@dataclass(frozen=True)
class Tone:
    """Colors of the circle within which an incident may lie, and its two ends."""

    near: str = "#F0B284"
    far: str = "#F6E0D2"
    near_km: float = 50
    far_km: float = 750
    edge: str = "#8A3D00"


@dataclass(frozen=True)
class Colors:
    """Every color of the map that does not stand for a class."""

    sea: str = "#DCE9F2"
    land: str = "#F3EFE6"
    asked: str = "#E6DCC0"
    asked_sea: str = "#BFD8E8"
    coast: str = "#8FA3B0"
    country_line: str = "#A79F8F"
    state_line: str = "#CFC7B6"
    disputed: str = "#8A5A00"
    selected: str = "#0072B2"
    zone_line: str = "#0072B2"
    origin: str = "#0072B2"
    hatch: str = "#D55E00"
    added: str = "#F4C9A8"
    outline: str = "#1A1A1A"
    halo: str = "#FFFFFF"
    panel: str = "#FFFFFF"
    text: str = "#1A1A1A"
    second_text: str = "#4A4A4A"
    sea_name: str = "#40617A"
    land_name: str = "#6A6250"
    link: str = "#005A8C"
    rule: str = "#C9CED3"


CLASSES = (
    MarkClass(
        key="vessel_attack",
        label="air strike on a vessel",
        event_types=("vessel_strike", "follow_up_strike"),
        fill="#D55E00",
        shape="circle",
    ),
    MarkClass(
        key="land_attack",
        label="strike or raid on land",
        event_types=("land_strike", "raid"),
        fill="#000000",
        shape="triangle",
    ),
    MarkClass(
        key="vessel_stopped",
        label="vessel stopped, sunk or shot at",
        event_types=(
            "vessel_boarding",
            "vessel_seizure",
            "vessel_sinking",
            "shooting_at_sea",
        ),
        fill="#0072B2",
        shape="square",
    ),
    MarkClass(
        key="other",
        label="accident or other",
        event_types=("accident",),
        fill="#CC79A7",
        shape="inverted_triangle",
    ),
)
"""In drawing order of the legend; an event type of no class is ``other``."""

LOOKS = (
    *((each.fill, each.shape) for each in CLASSES),
    ("#009E73", "diamond"),
    ("#56B4E9", "cross"),
)
"""Fill and shape of the codes of any other table, the most frequent first."""

CROSS_ARM = 1 / 3
"""Half the width of a cross's arms, as a share of its reach."""

OUTLINES = (
    Outline("corroborated", 2.6),
    Outline("official_claim", 1.0),
    Outline("contested", 2.0, (4.0, 2.5)),
)
"""From the best known to the least: the last is the worst of a group of rows."""

COLORS = Colors()
TONE = Tone()

SHADES = ("#E0D2E8", "#C3A8D3", "#A27FBA", "#7A4F97", "#4C2866")
"""One hue, light to dark, for shaded regions; far from sea, land and the classes."""

SHADE_BREAKS = {"incidents": (1, 2, 5, 10, 25), "deaths": (1, 10, 25, 50, 100)}
"""Lowest value of each shade; fixed, so that two maps can be compared."""

BINS = {1: "#EDF0F2", 25: "#CBD2D8", 100: "#9EAAB4", 1_000: "#51616F"}
"""Greys, by the least rows, of squares of marks that overlap: they are of no class."""

SIZE_STEPS = (2, 5, 10)
"""Deaths shown in the legend where the area of each mark stands for its deaths."""

MOST_BY_AREA = 120
"""Up to this many deaths in one row, the area of each mark stands for its deaths."""

SIZE_CLASSES = (
    SizeClass(1, 9, 4.2),
    SizeClass(10, 99, 8.4),
    SizeClass(100, 999, 15.0),
    SizeClass(1_000, None, 26.0),
)
"""Sizes of a table with larger tolls; the last is the cap, whatever the toll."""


def mark_class(event_type: str) -> MarkClass:
    """Return the look of an event type; one that has no class looks like ``other``."""
    for each in CLASSES:
        if event_type in each.event_types:
            return each
    return CLASSES[-1]


def outline(verification: str) -> Outline:
    """Return the outline of a verification; an unknown one counts as the worst."""
    for each in OUTLINES:
        if each.verification == verification:
            return each
    return OUTLINES[-1]


def size_classes(most_deaths: float | None) -> tuple[SizeClass, ...]:
    """Return the classes of size for a table, by the most deaths of one of its rows.

    None where the tolls are small enough for the area of each mark to stand for its
    deaths. With larger ones a mark to scale would cover the map.
    """
    if most_deaths is None or not most_deaths > MOST_BY_AREA:
        return ()
    return tuple(each for each in SIZE_CLASSES if each.low <= most_deaths)


def radius(
    deaths_best: float | None,
    unit: float = RADIUS_UNIT,
    classes: tuple[SizeClass, ...] = (),
) -> float:
    """Return the radius in pixels of a mark, by its deaths or by the class of them.

    Without ``classes`` the area of a mark stands for its deaths, up to
    ``MOST_BY_AREA``. None, NaN, 0 and less have the small fixed radius of a mark
    without a toll.
    """
    if deaths_best is None or not deaths_best > 0:
        return NO_TOLL_RADIUS * unit / RADIUS_UNIT
    if not classes:
        return unit * sqrt(min(deaths_best, MOST_BY_AREA))
    reached = [each for each in classes if each.low <= deaths_best]
    return (reached or list(classes))[-1].radius * unit / RADIUS_UNIT


def shape_factor(shape: str) -> float:
    """Return how far a shape reaches from its middle, for equal area with a circle.

    Half a side for the square, the outer radius for the triangles.
    """
    if shape == "square":
        return sqrt(pi) / 2
    if shape in ("triangle", "inverted_triangle"):
        return sqrt(4 * pi / (3 * sqrt(3)))
    if shape == "diamond":
        return sqrt(pi / 2)
    if shape == "cross":
        return sqrt(pi / (8 * CROSS_ARM - 4 * CROSS_ARM**2))
    return 1.0


def corners(shape: str) -> tuple[tuple[float, float], ...]:
    """Return the corners of a shape that reaches 1, y down; a circle has none."""
    arm = CROSS_ARM
    return {
        "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
        "triangle": ((0, -1), (0.866, 0.5), (-0.866, 0.5)),
        "inverted_triangle": ((0, 1), (0.866, -0.5), (-0.866, -0.5)),
        "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
        "cross": (
            *((-arm, -1), (arm, -1), (arm, -arm), (1, -arm), (1, arm), (arm, arm)),
            *((arm, 1), (-arm, 1), (-arm, arm), (-1, arm), (-1, -arm), (-arm, -arm)),
        ),
    }.get(shape, ())


def circle_tone(radius_km: float) -> str:
    """Return the fill of a circle of uncertainty: the wider, the paler (log scale)."""
    span = log(TONE.far_km) - log(TONE.near_km)
    share = (log(max(radius_km, 1e-9)) - log(TONE.near_km)) / span
    share = min(1.0, max(0.0, share))
    pairs = zip(_channels(TONE.near), _channels(TONE.far), strict=True)
    mixed = (round(near + (far - near) * share) for near, far in pairs)
    return "#" + "".join(f"{each:02X}" for each in mixed)


def shade(value: float, measure: str = "incidents") -> str:
    """Return the fill of a region for a count, blank where there is nothing."""
    pairs = zip(SHADE_BREAKS[measure], SHADES, strict=True)
    reached = [color for lowest, color in pairs if value >= lowest]
    return reached[-1] if reached else ""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def grey(color: str) -> int:
    """Return the grey of a color in a print without color, 0 to 255 (WCAG luma)."""
    red, green, blue = _channels(color)
    return round(0.299 * red + 0.587 * green + 0.114 * blue)


def _channels(color: str) -> tuple[int, int, int]:
    red, green, blue = (int(color[start : start + 2], 16) for start in (1, 3, 5))
    return red, green, blue


def _luminance(color: str) -> float:
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4
        for each in (channel / 255 for channel in _channels(color))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
