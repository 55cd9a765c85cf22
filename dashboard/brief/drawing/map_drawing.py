"""The map of a brief: marks first, then what may stand where there is room."""

import math
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import shapely

from dashboard.brief.drawing.areas import (
    draw_plates,
    find_plates,
    hidden_plates,
    strip_items,
)
from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.circles import draw_circles
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.furniture import draw_inset, draw_measures
from dashboard.brief.drawing.grid import label_grid
from dashboard.brief.drawing.ground import Ground, draw_ground, ground
from dashboard.brief.drawing.key import Piece, key_entries
from dashboard.brief.drawing.key_place import draw_key, find_place
from dashboard.brief.drawing.labels import by_priority, draw_labels
from dashboard.brief.drawing.marks import (
    MANY,
    draw_sites,
    mark_share,
    sites_to_label,
)
from dashboard.brief.drawing.names import draw_names
from dashboard.brief.drawing.numbers import number_marks
from dashboard.brief.drawing.points import points_of
from dashboard.brief.drawing.sites import Sites, sites_in, unit_of
from dashboard.brief.drawing.strip import Item
from dashboard.brief.drawing.towns import draw_departures, draw_towns, legend_signs
from dashboard.brief.words.left_out import not_on_map
from dashboard.brief.words.model import Brief
from dashboard.dataset import Dataset
from dashboard.style import COLORS


class MapDrawn(NamedTuple):
    """What a map has no place for: lines of its legend, and items of the strip.

    ``entries`` are all lines of the legend, of which ``key`` has no place on the map.
    ``signs`` are those of ``PLATES`` and ``CIRCLES`` that are on the map, ``explained``
    those that its legend explains. ``is_crowded`` says whether one of the most
    important marks has no label.
    """

    entries: list[list[Piece]]
    key: list[list[Piece]]
    strip: list[Item]
    signs: frozenset[str]
    explained: frozenset[str]
    is_crowded: bool


NOTHING = MapDrawn([], [], [], frozenset(), frozenset(), False)
"""A map with nothing left over."""
Apart = Callable[[list[list[Piece]]], bool]
"""Says whether a legend without a place on its map means another try of the map."""
FIRST, LAST = math.inf, -1.0
"""Deaths as which a cut strip ranks circles that are not drawn, which it must say, and
marks without a label, which it counts among its other entries."""
PLATES, CIRCLES = "plates", "circles"
"""Signs that the legend explains where they are on a map."""
IMPORTANT = 3
"""Marks that shall have a label, even if the legend must stand beside the map."""


def _never(entries: list[list[Piece]]) -> bool:
    return False


def draw_map(
    page: Page,
    brief: Brief,
    frame: Frame,
    legend=None,
    beside: bool = False,
    signs: frozenset[str] = frozenset(),
    stop: bool = False,
    apart: Apart = _never,
    labels_first: bool = False,
) -> MapDrawn:
    """Draw the map: what has a fixed place first, then what may move.

    ``legend`` are the rows that the legend explains, by default those of the brief.
    Without any row there is no legend and no inset: the other map of a pair has them,
    and ``signs`` are then those of that other map. Returns the lines of the legend
    where it has no place on the map that hides no mark, or where it shall stand
    ``beside`` it; else none. And what the strip below the map shall say. With ``stop``
    the drawing ends where the legend has no place, since it will be drawn again; where
    ``apart`` says that such a legend sends the map elsewhere, it ends before labels.
    With ``labels_first`` a legend on the map makes way for the most important labels:
    where one has no room the drawing ends, and ``is_crowded`` is what counts.
    """
    kept = len(page.strokes)
    asked = (legend, beside, signs, stop, apart, labels_first)
    drawn = _draw_map(page, brief, frame, *asked)
    if drawn is None:
        page.undo_map(kept)  # no plate has room, so the legend explains none
        drawn = _draw_map(page, brief, frame, *asked, plates=False)
    return drawn or NOTHING


def _draw_map(
    page: Page,
    brief: Brief,
    frame: Frame,
    legend,
    beside: bool,
    signs: frozenset[str],
    stop: bool,
    apart: Apart,
    labels_first: bool,
    plates: bool = True,
) -> MapDrawn | None:
    """Draw the map; with ``plates`` the legend explains those that may have room.

    None where it explains plates of which none has room.
    """
    whole = legend is None or len(legend) > 0
    entries: list[list[Piece]] = []
    left: list[list[Piece]] = []
    dataset = brief.dataset
    regions, dictionary = dataset.regions, dataset.dictionary
    base = ground(frame, regions)
    region = _region_shape(brief, frame)
    clip = draw_ground(page, frame, base, region)
    unit = _unit(page, dataset) * mark_share(frame)
    sites = _sites(page, brief.rows, frame, dictionary, unit)
    rings = len(page.rings)
    hidden = draw_circles(page, frame, clip, base, sites)
    sites = sites.without(hidden) if hidden else sites
    draw_sites(page, sites, clip)
    draw_departures(page, frame, regions, brief.rows)
    if whole:
        draw_inset(page, frame, regions, brief.look.inset)
    draw_measures(page, frame)
    found = find_plates(page, brief.rows, frame, base, regions, dictionary)
    circles = {CIRCLES} if len(page.rings) > rings else set()
    tried = plates and any(plate.area is not None for plate in found)
    explained = signs | circles | ({PLATES} if tried else set())
    more = {
        **dict.fromkeys(explained, True),
        "territorial": not base.territorial.is_empty,
        "disputed": base.disputed[0][0] if base.disputed else "",
        "signs": legend_signs(page, frame, regions, brief.rows),
    }
    if whole:
        in_key = (
            sites if legend is None else _sites(page, legend, frame, dictionary, unit)
        )
        left = entries = key_entries(in_key, dictionary, more, unit)
        corner = brief.look.legend
        place = (
            None
            if beside
            else find_place(page, frame, sites.marks, entries, region, corner)
        )
        if place and entries:
            draw_key(page, *place)
            left = []
    if left and stop and not beside:
        return NOTHING._replace(entries=entries, key=left)
    missing = draw_plates(page, frame, found)
    on_map = circles | ({PLATES} if len(missing) < len(found) else set())
    if entries and not beside and PLATES in explained - on_map - signs:
        return None
    if left and apart(left):
        return NOTHING._replace(entries=entries, key=left)
    if whole and beside:  # so the legend is not drawn yet, and says what there is
        explained = signs | on_map
        more[PLATES] = PLATES in explained
        left = entries = key_entries(in_key, dictionary, more, unit)
    labelled = sites_to_label(by_priority(sites), brief.look.labels)
    unlabelled = draw_labels(page, frame, base, labelled, dictionary)
    is_crowded = labelled[:IMPORTANT].holds_any(unlabelled)
    if labels_first and is_crowded and entries and not left:
        return NOTHING._replace(entries=entries, is_crowded=True)
    numbered, unsaid = number_marks(page, frame, unlabelled, dictionary)
    _names_and_edge(page, brief, frame, base)
    rest = _left_out(unsaid, len(sites) if len(sites) > MANY else 0)
    missing += hidden_plates(page, hidden, dictionary)
    strip = [*strip_items(missing), *numbered, *rest]
    return MapDrawn(
        entries, left, strip, frozenset(on_map), frozenset(explained), is_crowded
    )


def _names_and_edge(page: Page, brief: Brief, frame: Frame, base: Ground) -> None:
    """Draw the edge of the map, and what only fills free ground once the map stays.

    Nothing of the map makes way for these words; they see what is taken now.
    """
    taken, rings = [*page.taken], [*page.rings]
    regions = brief.dataset.regions

    def draw() -> None:
        before = page.taken, page.rings
        page.taken, page.rings = taken, rings
        label_grid(page, frame)
        draw_towns(page, frame, regions, brief.rows)
        draw_names(page, frame, base, regions)
        page.taken, page.rings = before

    page.later(draw)
    look = {"ec": COLORS.outline, "width": 1.2, "zorder": 29}
    page.rectangle(frame.x, frame.y, frame.w, frame.h, **look)


def _unit(page: Page, dataset: Dataset) -> float:
    make = partial(unit_of, dataset.incidents, dataset.dictionary.looks)
    return page.once("unit", make)


def _sites(page: Page, rows, frame: Frame, dictionary, unit: float) -> Sites:
    """Return the sites of rows; their points are made once for all tries of a map.

    The points keep their rows, so that no other rows ever have this ``id``.
    """
    points = page.once(("points", id(rows)), partial(points_of, rows, dictionary))
    return sites_in(points, frame, dictionary, unit)


def _left_out(labels: int, circles: int) -> list[Item]:
    """Return what the strip says of what the map leaves out for want of room.

    On the map these words could lie over a mark or a circle.
    """
    words = not_on_map(labels, circles)
    return [Item("", words, deaths=FIRST if circles else LAST)] if words else []


def _region_shape(brief: Brief, frame: Frame):
    """Return the region asked for as a shape on the page, None where it is a sea."""
    regions = brief.dataset.regions
    if not regions.is_land(brief.region_id):
        return None
    shape = shapely.make_valid(frame.clip(regions.geometry(brief.region_id)))
    return shapely.simplify(shape, 0.5)
