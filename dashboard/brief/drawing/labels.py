"""Labels of marks: beside the mark, on free ground, with a leader where they stand off.

The spots of each label are scored; :mod:`dashboard.brief.drawing.label_choice` takes
one for each. Same input, same result.
"""

from functools import partial

import numpy as np

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.ground import Ground
from dashboard.brief.drawing.label_choice import LEADER, Spot, choose
from dashboard.brief.drawing.label_spots import drawn_part, find_spots, rings_of
from dashboard.brief.drawing.mark_labels import label_forms
from dashboard.brief.drawing.on_layer import on_layer
from dashboard.brief.drawing.sites import Site, Sites
from dashboard.table.dictionary import Dictionary

HEAD_PX, PX = 20, 18
"""Type of day and toll on a slide, and of the rest of a label."""
MOST_LABELS = 14
"""Labels on one map; more would hide it."""


@on_layer("labels")
def draw_labels(
    page: Page, frame: Frame, ground: Ground, sites: Sites, dictionary: Dictionary
) -> Sites:
    """Write the labels of up to ``MOST_LABELS`` sites; return the sites without one.

    The sites with the most deaths come first, then the latest.
    """
    sites = by_priority(sites)
    some = sites[:MOST_LABELS]
    spots, rings = [], rings_of(page)
    for site in some:
        forms = page.once(
            ("label", page.px(PX), *site.key),
            partial(label_forms, site, dictionary, page.px(HEAD_PX), page.px(PX)),
        )
        spots.append(find_spots(page, frame, ground, rings, site, forms))
    picked = choose(spots)
    for number, spot in picked.items():
        _draw(page, some[number], spot)
    return sites.take([at for at in range(len(sites)) if at not in picked])


def by_priority(sites: Sites) -> Sites:
    """Return sites with the most deaths first, then the latest.

    A part whose toll stands with its incident comes after all else.
    """
    deaths, points, number = np.nan_to_num(sites.best), sites.points, sites.number
    is_part, last = points.is_part[number], points.last_day[number]
    return sites.take(np.lexsort((-last, is_part, -deaths)))


def _draw(page: Page, site: Site, spot: Spot) -> None:
    x0, y0, x1, _ = spot.box
    x = {"left": x0 + 4, "right": x1 - 4, "center": (x0 + x1) / 2}[spot.side]
    y = y0 + 2
    for words, px, weight in spot.lines:
        y += px * 1.18
        look = {"ha": spot.side, "halo": "#EEF4F8", "zorder": 25}
        page.text(x, y - px * 0.26, words, px, weight, **look)
    page.take(*spot.box)
    if spot.reach <= LEADER:
        return
    ((sx, sy, ex, ey),) = drawn_part(site, np.array([spot.leader])).tolist()
    page.line([sx, ex], [sy, ey], 1.2, zorder=11)
    for share in np.linspace(0.1, 1, 8):
        mx, my = sx + (ex - sx) * share, sy + (ey - sy) * share
        page.take(mx - 3, my - 5, mx + 3, my + 5)
