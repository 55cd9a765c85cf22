"""The names of seas and countries on the ground of a map."""

from functools import partial

import numpy as np
import shapely

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import text_width
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.ground import Ground, only_polygons
from dashboard.brief.drawing.on_layer import on_layer
from dashboard.geo.regions import Regions
from dashboard.style import COLORS

SPOTS = [(0, 0)] + [
    (dx, dy)
    for dy in (0, -14, 14, -28, 28, -46, 46, -70, 70, -100, 100)
    for dx in (0, -24, 24, -60, 60, -110, 110)
    if dx or dy
]
"""Where a name is tried, in pixels from the middle of its area."""


@on_layer("labels")
def draw_names(page: Page, frame: Frame, ground: Ground, regions: Regions) -> None:
    """Write the names of seas, countries and states where there is room, seas first.

    A name stands inside its area, smaller if it must; a country's may reach over the
    coast; one without room is left out and never squeezed.
    """
    covered = shapely.union_all([shapely.make_valid(ring) for ring in page.rings])
    sea = {"px": 23, "weight": "italic", "color": COLORS.sea_name, "halo": None}
    waters = {key: shape for key, shape in ground.seas.items() if key[:4] == "sea-"}
    for key, shape in _by_size(waters):
        open_water = partial(_main_part, frame, shapely.difference(shape, covered))
        _name(page, frame, regions.name(key), open_water, pad=8, **sea)
    near = frame.scale > 60
    land = {"color": COLORS.land_name, "halo": COLORS.land}
    for key, shape in _by_size(ground.countries):
        part = partial(ground.once, ("country", key), partial(_main_part, frame, shape))
        style = {"px": 17, "weight": "semibold", "caps": True, "spill": True}
        _name(page, frame, ground.names.get(key, ""), part, pad=3, **style, **land)
    for key, shape in _by_size(ground.states) if frame.scale > 30 else ():
        if key not in ground.countries:
            style = {"px": 20 if near else 16, "weight": "regular"}
            part = partial(
                ground.once, ("state", key), partial(_main_part, frame, shape)
            )
            _name(page, frame, ground.names.get(key, ""), part, pad=3, **style, **land)


def _by_size(shapes: dict) -> list:
    return sorted(shapes.items(), key=lambda pair: (-pair[1].area, pair[0]))


def _main_part(frame: Frame, shape) -> tuple[shapely.Polygon, np.ndarray] | None:
    """Return the largest part of an area in the window, and its roomiest place.

    None where it is too small for a name.
    """
    inner = frame.box.buffer(-10)
    parts = only_polygons(shapely.intersection(shapely.make_valid(shape), inner))
    if not parts:
        return None
    main = max(parts, key=lambda part: part.area)
    if main.area < 400:
        return None
    middle = shapely.get_coordinates(shapely.maximum_inscribed_circle(main, 3.0))[0]
    shapely.prepare(main)
    return main, middle


def _name(
    page, frame, name, part, px, weight, color, halo, pad, caps=False, spill=False
):
    if not name or (found := part()) is None:
        return
    main, middle = found
    inner = frame.box.buffer(-10)
    spaced = "\u200a\u200a".join(name.upper())
    tries = [(spaced if caps else name, px, 1.0)]
    tries += [(name, px - 1, 1.0), (name, px - 1, 0.45)] if spill else []
    for words, size, share in tries:
        wide, high = text_width(words, size, weight), size * 0.8
        at = np.array(SPOTS) + middle
        half = np.array([wide / 2, high / 2])
        boxes = np.column_stack([at - half, at + half])
        boxes = boxes[shapely.contains(inner, shapely.box(*boxes.T))]
        boxes = boxes[page.are_free(boxes, pad)]
        for spot in boxes:  # mostly the first will do, and to ask costs most
            if not _has_room(main, shapely.box(*spot), share):
                continue
            x, y = (spot[0] + spot[2]) / 2, (spot[1] + spot[3]) / 2
            look = {"ha": "center", "halo": halo, "zorder": 8}
            page.text(x, y + size * 0.34, words, size, weight, color, **look)
            page.take(*spot)
            return


def _has_room(main: shapely.Polygon, room: shapely.Polygon, share: float) -> bool:
    """Return whether enough of a room lies in an area, all of it at a share of 1."""
    if shapely.contains_properly(main, room):
        return True
    if share == 1 or not shapely.intersects(main, room):
        return False
    return bool(shapely.intersection(main, room).area >= share * room.area)
