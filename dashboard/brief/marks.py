"""Incidents on the page: one mark for each place, and the circle it may lie in."""

from dataclasses import dataclass
from math import log

import numpy as np
import pandas as pd
import shapely
from matplotlib.patches import Circle, Polygon

from dashboard.brief.fonts import POINTS, wrap
from dashboard.brief.frame import Frame
from dashboard.brief.ground import Ground
from dashboard.brief.page import Page
from dashboard.figures.headline import killed_words, silent_words
from dashboard.figures.totals import totals
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
from dashboard.table.dictionary import Dictionary
from dashboard.text.words import date_in_words, day_in_words, is_blank, listing

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
        ) + silent_words(totals(rows))
    return ", ".join(
        f"{dictionary.label('campaign', some['campaign'].iloc[0])} "
        + killed_words(totals(some))
        + silent_words(totals(some))
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
            r=radius(best.get(number), UNIT)
            * shape_factor(CLASSES[look[number]].shape),
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
    sums = (
        own["deaths_best"]
        .groupby([number, own["campaign"].astype(str)])
        .sum(min_count=1)
    )
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
            count_words(
                len(whole), 0, strikes, int(whole["strikes"].fillna(0).lt(1).sum())
            )
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


def short_place(location: str) -> str:
    """Return the place of a report in a few words, for a label.

    Remarks in brackets and second opinions after ";" or "/" are left to the list; a
    bare name of a sea in front of something closer too.
    """
    plain, depth = "", 0
    for letter in location:
        depth += letter == "("
        plain += "" if depth else letter
        depth -= letter == ")"
    pieces = [" ".join(each.split()) for each in plain.split(";")]
    pieces = [each for each in pieces if each]
    if len(pieces) > 1 and pieces[0] in ("Caribbean", "Eastern Pacific"):
        pieces = pieces[1:]
    return pieces[0].split(" / ")[0] if pieces else ""


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


def draw_circles(
    page: Page, frame: Frame, clip, ground: Ground, sites: list[Site]
) -> list[Site]:
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
        own = {km: frame.circle(site.longitude, site.latitude, km) for km in site.radii}
        widest = max(
            (each.intersection(frame.box).area for each in own.values()), default=0
        )
        if widest > WIDEST * frame.box.area:
            hidden.append(site)  # and none of its smaller circles either
            continue
        for km, ring in own.items():
            if km * frame.km(site.latitude) >= max(site.r * 0.9, 10):
                rings[site.longitude, site.latitude, km] = (ring, site.at_sea)
    done = shapely.Polygon()
    for (_, _, km), (ring, at_sea) in sorted(
        rings.items(), key=lambda pair: pair[0][2]
    ):
        inside = ring.intersection(frame.box)
        water = inside.difference(ground.land) if at_sea else inside
        page.shape(
            water.difference(done),
            clip,
            fc=tone(km * frame.km(frame.mid_latitude)),
            zorder=5,
        )
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


def draw_mark(
    page, x, y, best, look: MarkClass, line: Outline, z=12, unit=UNIT
) -> float:
    """Draw one mark and return its reach; without a toll it is small and white."""
    r = radius(best, unit)
    reach = r * shape_factor(look.shape)
    fill = look.fill if best else COLORS.halo
    page.add(
        _form(
            look.shape,
            x,
            y,
            reach + line.width / 2 + 1.8,
            fc="white",
            ec="none",
            zorder=z - 0.1,
        )
    )
    page.add(_form(look.shape, x, y, reach, fc=fill, ec="none", zorder=z))
    dash = (0, (2.4, 1.3)) if line.dash else "-"
    width = line.width * 1.2 * POINTS
    page.add(
        _form(
            look.shape,
            x,
            y,
            reach,
            fc="none",
            ec=COLORS.outline,
            lw=width,
            ls=dash,
            zorder=z + 0.1,
        )
    )
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
