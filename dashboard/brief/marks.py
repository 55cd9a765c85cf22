"""Incidents on the page: one mark for each place, its circle, and plates for areas."""

from dataclasses import dataclass
from math import log

import numpy as np
import pandas as pd
import shapely
from matplotlib.patches import Circle, FancyBboxPatch, Polygon

from dashboard.brief.content import short_place
from dashboard.brief.fonts import POINTS, text_width, wrap
from dashboard.brief.frame import Frame
from dashboard.brief.ground import Ground
from dashboard.brief.page import Page
from dashboard.brief.raster import Raster
from dashboard.dictionary import Dictionary
from dashboard.headline import killed_words
from dashboard.layers.groups import count_words, looks
from dashboard.style import (
    CLASSES,
    COLORS,
    OUTLINES,
    TONE,
    MarkClass,
    Outline,
    circle_tone,
    radius,
    shape_factor,
)
from dashboard.summarize import totals
from dashboard.words import date_in_words, day_in_words, is_blank, listing

UNIT = 6.0
"""Pixels of radius for one death."""
MANY = 250
"""Places on one page beyond which circles would cover everything, and are said."""
WIDEST = 0.6
"""A circle that covers more of the window than this is said and not drawn."""
AT_SEA = ("territorial", "zone", "outside")
LABEL_WIDTH = 250


@dataclass(frozen=True, eq=False)
class Site:
    """All rows on one point: what is drawn once, and its label.

    ``x, y`` on the page; ``r`` the reach of the mark in pixels; ``best`` the toll that
    sizes it; ``look`` and ``line`` its class and outline; ``positions`` its rows in
    ``table``, cut out only for what is labelled: there may be thousands.
    """

    x: float
    y: float
    r: float
    best: float | None
    look: MarkClass
    line: Outline
    at_sea: bool
    table: pd.DataFrame
    positions: np.ndarray

    @property
    def rows(self) -> pd.DataFrame:
        """Return the rows on this point."""
        return self.table.iloc[self.positions]

    @property
    def longitude(self) -> float:
        """Return degrees east."""
        return float(self.rows["longitude"].iloc[0])

    @property
    def latitude(self) -> float:
        """Return degrees north."""
        return float(self.rows["latitude"].iloc[0])

    @property
    def radii(self) -> list[float]:
        """Return the distances in km within which the rows may lie."""
        return sorted(self.rows["radius_km"].dropna().unique())


NEAR_PX, FAR_PX = 20, 200
"""Radius in pixels of the page at which a circle is darkest and palest."""


def tone(px: float) -> str:
    """Return the fill of a circle by its size on the page: the wider, the paler."""
    share = log(max(px, 1) / NEAR_PX) / log(FAR_PX / NEAR_PX)
    return circle_tone(TONE.near_km * (TONE.far_km / TONE.near_km) ** share)


def toll_words(rows: pd.DataFrame, dictionary: Dictionary) -> str:
    """Return the toll of rows; of several campaigns each apart, never their sum."""
    groups = [some for _, some in rows.groupby("campaign", observed=True)]
    if len(groups) < 2:
        return killed_words(totals(rows)).split(" (best")[0].replace(
            "deaths: no figure reported", "no death toll"
        )
    return ", ".join(
        f"{dictionary.label('campaign', some['campaign'].iloc[0])} "
        + killed_words(totals(some))
        for some in groups
    )


def find_sites(rows: pd.DataFrame, frame: Frame, dictionary: Dictionary) -> list[Site]:
    """Return one site for each point in the window, the largest first.

    Rows of precision 3 have no place and are not among them.
    """
    own = rows[rows["geo_precision"].isin([1, 2]) & rows["longitude"].notna()]
    own = pd.DataFrame(own.drop(columns="geometry", errors="ignore"))
    x, y = frame.place(own["longitude"], own["latitude"])
    seen = shapely.contains_xy(frame.box, x, y)
    own, x, y = own[seen], x[seen], y[seen]
    if own.empty:
        return []
    groups = own.groupby(["longitude", "latitude"], sort=False)
    numbers = looks(own).groupby(groups.ngroup())
    look = numbers["look"].min().to_numpy()
    line = numbers["outline"].max().to_numpy()
    at_sea = own["join_method"].isin(AT_SEA).groupby(groups.ngroup()).any().to_numpy()
    best = _largest_toll(own, groups.ngroup())
    sites = [
        Site(
            x=float(x[rows_[0]]),
            y=float(y[rows_[0]]),
            r=radius(best.get(number), UNIT) * shape_factor(CLASSES[look[number]].shape),
            best=best.get(number),
            look=CLASSES[look[number]],
            line=OUTLINES[line[number]],
            at_sea=bool(at_sea[number]),
            table=own,
            positions=rows_,
        )
        for number, rows_ in enumerate(groups.indices.values())
    ]
    return sorted(sites, key=lambda site: (-(site.best or 0), site.x, site.y))


def _largest_toll(own: pd.DataFrame, number: pd.Series) -> dict[int, int]:
    """Return the toll that sizes each mark: of several campaigns the largest.

    Their sum is no figure that anyone published.
    """
    sums = own["deaths_best"].groupby([number, own["campaign"].astype(str)]).sum(min_count=1)
    largest = sums.groupby(level=0).max().dropna()
    return {int(key): int(value) for key, value in largest.items()}


def label_lines(site: Site, dictionary: Dictionary, place: bool) -> tuple:
    """Return the lines of a site's label, each with its size and weight.

    Without ``place`` it is the short form for tight spots.
    """
    return _label(site.rows, site.line, dictionary, place)


def _label(
    rows: pd.DataFrame, line: Outline, dictionary: Dictionary, place: bool
) -> tuple:
    """Return the lines of a label; without ``place`` the short form for tight spots."""
    whole = rows[rows["parent_id"].eq("")]
    whole = rows if whole.empty else whole
    toll = toll_words(rows, dictionary)
    if rows["parent_id"].ne("").all() and rows["deaths_best"].isna().all():
        toll = "toll for the whole only"
    head = f"{_days(whole)} · {toll}"
    told = [short_place(whole["location"].iloc[0])] if place else []
    strikes = int(rows["strikes"].fillna(0).sum())
    if len(whole) > 1:
        told.append(
            count_words(len(whole), 0, strikes, int(whole["strikes"].fillna(0).lt(1).sum()))
        )
    if rows["event_type"].eq("follow_up_strike").any():
        told.append("with follow-up")
    if line.verification == "contested":
        told.append("contested")
    widest = rows["radius_km"].max()
    if not is_blank(widest):
        told.append(f"±{widest:,.0f}\u00a0km")
    words = ", ".join(each for each in told if each)
    heads = [(each, 20, "semibold") for each in wrap(head, 20, 330, "semibold")]
    return (*heads, *((each, 18, "regular") for each in wrap(words, 18, LABEL_WIDTH)))


def _days(rows: pd.DataFrame) -> str:
    days = sorted(pd.Timestamp(each) for each in rows["date"].dropna().unique())
    if len(rows) == 1:
        row = rows.iloc[0]
        return date_in_words(row["date"], row["date_end"], row["date_precision"])
    if len(days) == 2 and days[0].to_period("M") == days[1].to_period("M"):
        return f"{days[0].day} and {day_in_words(days[1])}"
    if len(days) <= 2:
        return listing([day_in_words(each) for each in days])
    return f"{day_in_words(days[0])} – {day_in_words(days[-1])}"


def draw_circles(page: Page, frame: Frame, clip, ground: Ground, sites: list[Site]) -> list[Site]:
    """Draw where each site may lie; return the sites whose circle is too wide.

    A circle that would cover nearly the whole window is not drawn, and neither is its
    mark, which would look like a place: a plate says it instead.

    Fills are opaque and never add up: a pixel takes the tone of the smallest circle
    over it. For an incident at sea the fill is cut to water; over land its edge is
    dotted.
    """
    rings, hidden = {}, []
    if len(sites) > MANY:
        return []
    for site in sites:
        for km in site.radii:
            ring = frame.circle(site.longitude, site.latitude, km)
            if ring.intersection(frame.box).area > WIDEST * frame.box.area:
                hidden += [site] if site not in hidden else []
            elif km * frame.km(site.latitude) >= max(site.r * 0.9, 10):
                rings[site.longitude, site.latitude, km] = (ring, site.at_sea)
    done = shapely.Polygon()
    for (_, _, km), (ring, at_sea) in sorted(rings.items(), key=lambda pair: pair[0][2]):
        inside = ring.intersection(frame.box)
        water = inside.difference(ground.land) if at_sea else inside
        page.shape(water.difference(done), clip, fc=tone(km * frame.km(frame.mid_latitude)), zorder=5)
        done = done.union(water)
        edge = ring.boundary
        page.rings.append(ring)
        look = {"ec": TONE.edge, "zorder": 6}
        wet = edge.difference(ground.land)
        page.shape(wet, clip, width=1.4, ls=(0, (5, 3)), **look)
        dry = edge.intersection(ground.land)
        page.shape(dry, clip, width=1.0, ls=(0, (2, 4)), alpha=0.7, **look)
    return hidden


def draw_sites(page: Page, sites: list[Site]) -> None:
    """Draw the marks, the largest first, and keep labels off them."""
    if len(sites) > MANY:
        _draw_many(page, sites)
        return
    for site in sites:
        draw_mark(page, site.x, site.y, site.best, site.look, site.line)
        reach = site.r + 4
        page.symbols.append((site.x, site.y, site.r))
        page.take(site.x - reach, site.y - reach, site.x + reach, site.y + reach)


def _draw_many(page: Page, sites: list[Site]) -> None:
    """Draw thousands of marks in a few strokes: one for each shape, fill and outline."""
    groups: dict[tuple, list[Site]] = {}
    for site in reversed(sites):
        groups.setdefault((site.look, site.line, bool(site.best)), []).append(site)
    for (look, line, toll), some in groups.items():
        places = [(site.x, site.y) for site in some]
        # A unit shape, scaled: the size of a scatter mark is an area in points².
        sizes = [(2 * site.r * POINTS) ** 2 for site in some]
        page.axes.scatter(
            *zip(*places),
            s=sizes,
            marker=_MARKERS[look.shape],
            c=look.fill if toll else COLORS.halo,
            edgecolors=COLORS.outline,
            linewidths=line.width * POINTS,
            linestyle="--" if line.dash else "-",
            zorder=12,
        )


_MARKERS = {"circle": "o", "square": "s", "triangle": "^", "inverted_triangle": "v"}


def draw_mark(page, x, y, best, look: MarkClass, line: Outline, z=12, unit=UNIT) -> float:
    """Draw one mark and return its reach; without a toll it is small and white."""
    r = radius(best, unit)
    reach = r * shape_factor(look.shape)
    fill = look.fill if best else COLORS.halo
    page.add(_form(look.shape, x, y, reach + line.width / 2 + 1.8, fc="white", ec="none", zorder=z - 0.1))
    page.add(_form(look.shape, x, y, reach, fc=fill, ec="none", zorder=z))
    dash = (0, (2.4, 1.3)) if line.dash else "-"
    width = line.width * 1.2 * POINTS
    page.add(_form(look.shape, x, y, reach, fc="none", ec=COLORS.outline, lw=width, ls=dash, zorder=z + 0.1))
    return reach


def _form(shape: str, x: float, y: float, reach: float, **look):
    if shape == "circle":
        return Circle((x, y), reach, **look)
    if shape == "square":
        corners = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    elif shape == "triangle":
        corners = ((0, -1), (0.866, 0.5), (-0.866, 0.5))
    elif shape == "diamond":
        corners = ((0, -1), (1, 0), (0, 1), (-1, 0))
    else:
        corners = ((0, 1), (0.866, -0.5), (-0.866, -0.5))
    return Polygon([(x + reach * a, y + reach * b) for a, b in corners], **look)


@dataclass(frozen=True)
class Plate:
    """What is known only to an area: name, count, toll and notes; no mark.

    ``water`` is where it may stand on the page, None for the edge of the map.
    """

    name: str
    count: str
    toll: tuple[str, ...]
    notes: tuple[str, ...]
    water: shapely.Geometry | None
    weight: float

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height in pixels."""
        widths = [text_width(self.name, 20, "semibold italic")]
        widths.append(text_width(self.count, 28, "bold"))
        widths += [text_width(each, 20) for each in self.toll]
        widths += [text_width(each, 17) for each in self.notes]
        return 40 + max(widths), 70 + 25 * len(self.toll) + 21 * len(self.notes)


def draw_plate(page: Page, x: float, y: float, plate: Plate) -> None:
    """Draw a plate with its upper left corner at x, y, and take its box."""
    w, h = plate.size
    round_box = {"boxstyle": "round,pad=0,rounding_size=3"}
    page.add(FancyBboxPatch((x, y), w, h, fc="white", ec="none", zorder=15, **round_box))
    band = page.rectangle(x, y, 12, h, fc="white", ec=COLORS.hatch, zorder=16)
    band.set_hatch("/////")
    band.set_hatch_linewidth(2.0)
    dash = (0, (4, 2.4)) if plate.water is None else "-"
    page.add(
        FancyBboxPatch((x, y), w, h, fc="none", ec=COLORS.outline, lw=2 * POINTS, ls=dash, zorder=17, **round_box)
    )
    page.text(x + 24, y + 26, plate.name, 20, "semibold italic", COLORS.sea_name)
    page.text(x + 24, y + 57, plate.count, 28, "bold")
    line = y + 57
    for each in plate.toll:
        line += 25
        page.text(x + 24, line, each, 20)
    for each in plate.notes:
        line += 21
        page.text(x + 24, line, each, 17, color=COLORS.second_text)
    page.block(x, y, x + w, y + h)


SHARES = (1.0, 0.7, 0.45)
"""How much of a plate lies in its area: all of it, else as much as can be."""


def place_plate(page: Page, frame: Frame, plate: Plate) -> tuple[float, float] | None:
    """Return where a plate lies in its area and covers nothing, or None.

    Near the middle of the area, and off the edges of circles.
    """
    if plate.water is None or plate.water.is_empty:
        return None
    w, h = plate.size
    xs, ys = np.meshgrid(
        np.arange(frame.x + 12, frame.x + frame.w - w - 12, 14),
        np.arange(frame.y + 12, frame.y + frame.h - h - 12, 12),
    )
    xs, ys = xs.ravel(), ys.ravel()
    water = _without_specks(plate.water)
    free = np.ones(len(xs), dtype=bool)
    for a, b, c, d in page.taken:
        free &= (xs + w + 8 <= a) | (c + 8 <= xs) | (ys + h + 8 <= b) | (d + 8 <= ys)
    xs, ys = xs[free], ys[free]
    if not len(xs):
        return None
    wet = Raster(frame, water).share(np.column_stack([xs, ys, xs + w, ys + h]))
    ok = next((good for share in SHARES if (good := wet >= share - 1e-9).any()), None)
    if ok is None:
        return None
    xs, ys = xs[ok], ys[ok]
    boxes = shapely.box(xs, ys, xs + w, ys + h)
    middle = shapely.get_coordinates(shapely.centroid(water))[0]
    cost = np.hypot(xs + w / 2 - middle[0], ys + h / 2 - middle[1])
    for ring in page.rings:
        shapely.prepare(ring)
        met = shapely.intersects(ring, boxes)
        cost[met] += 400
        crossed = shapely.intersection(boxes[met], ring.boundary)
        cost[met] += 2.0 * shapely.length(crossed)
    best = int(np.argmin(cost))
    return float(xs[best]), float(ys[best])


def _without_specks(shape, least: float = 80.0):
    """Fill islets of a few pixels: they must not keep a plate off a whole sea."""
    parts = []
    for part in shapely.get_parts(shape):
        holes = [ring for ring in part.interiors if shapely.Polygon(ring).area > least]
        parts.append(shapely.Polygon(part.exterior, holes))
    return shapely.union_all(parts)
