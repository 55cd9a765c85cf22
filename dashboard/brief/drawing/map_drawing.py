"""The map of a brief: marks first, then what may stand where there is room."""

import shapely

from dashboard.brief.drawing.areas import (
    BEYOND,
    REST,
    draw_plates,
    find_plates,
    hidden_plates,
    rows_beyond,
)
from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.circles import draw_circles
from dashboard.brief.drawing.fonts import wrap
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.furniture import draw_inset, draw_north, draw_scale
from dashboard.brief.drawing.ground import draw_ground, ground, label_grid
from dashboard.brief.drawing.key import Piece, key_entries
from dashboard.brief.drawing.key_place import draw_key, find_place
from dashboard.brief.drawing.labels import draw_labels
from dashboard.brief.drawing.marks import (
    MANY,
    draw_sites,
    find_sites,
    mark_share,
    sites_to_label,
    unit_of,
)
from dashboard.brief.drawing.names import draw_names
from dashboard.brief.drawing.on_layer import on_layer
from dashboard.brief.drawing.towns import draw_departures, draw_towns, legend_signs
from dashboard.brief.words.model import LISTED, Brief
from dashboard.style import COLORS
from dashboard.text.words import count_of

NOTE_WIDE, NOTE_LENGTH, NOTE_LINE = 300, 640, 22
"""Units that a note beside the scale bar needs, how long it is, and a line of it."""


def draw_map(
    page: Page,
    brief: Brief,
    frame: Frame,
    legend=None,
    beside: bool = False,
    stop: bool = False,
) -> list[list[Piece]]:
    """Draw the map: what has a fixed place first, then what may move.

    ``legend`` are the rows that the legend explains, by default those of the brief.
    Without any row there is no legend and no inset: the other map of a pair has them.
    Returns the lines of the legend where it has no place on the map that hides no
    mark, or where it shall stand ``beside`` it; else none. With ``stop`` the drawing
    ends where the legend has no place, since it will be drawn again.
    """
    whole = legend is None or len(legend) > 0
    entries: list[list[Piece]] = []
    dataset = brief.dataset
    regions, dictionary = dataset.regions, dataset.dictionary
    base = ground(frame, regions)
    region = _region_shape(brief, frame)
    clip = draw_ground(page, frame, base, region)
    unit = unit_of(dataset.incidents, dictionary.looks) * mark_share(frame)
    sites = find_sites(brief.rows, frame, dictionary, unit)
    hidden = draw_circles(page, frame, clip, base, sites)
    sites = [site for site in sites if site not in hidden]
    draw_sites(page, sites, clip)
    draw_departures(page, frame, regions, brief.rows)
    if whole:
        draw_inset(page, frame, regions, brief.look.inset)
    draw_scale(page, frame, frame.x + 64, frame.y + frame.h - 54)
    draw_north(page, frame.x + 28, frame.y + frame.h - 42)
    plates = find_plates(brief.rows, frame, base, regions, dictionary)
    more = {
        "circles": len(sites) <= MANY and any(site.radii for site in sites),
        "plates": bool(plates or hidden),
        "territorial": not base.territorial.is_empty,
        "disputed": base.disputed[0][0] if base.disputed else "",
        "signs": legend_signs(frame, regions, brief.rows),
    }
    if whole:
        explained = sites
        if legend is not None:
            explained = find_sites(legend, frame, dictionary, unit)
        entries = key_entries(explained, dictionary, more, unit)
        place = (
            None
            if beside
            else find_place(page, frame, sites, entries, region, brief.look.legend)
        )
        if place and entries:
            draw_key(page, *place)
            entries = []
    if entries and stop and not beside:
        return entries
    page.take(*_note_box(frame))
    label_grid(page, frame)
    missing = draw_plates(page, frame, [*plates, *hidden_plates(hidden, dictionary)])
    labelled = sites_to_label(sites, brief.look.labels)
    unlabelled = draw_labels(page, frame, base, labelled, dictionary)
    draw_towns(page, frame, regions, brief.rows)
    # either plate may be the one that counts the rows outside the window
    unsaid = any(plate.name in (BEYOND, REST) for plate in missing)
    left_out = {
        "beyond": len(rows_beyond(brief.rows, frame)) if unsaid else 0,
        "plates": len(missing),
        "labels": len(unlabelled),
        "circles": len(sites) if len(sites) > MANY else 0,
    }
    _say_left_out(page, frame, **left_out)
    draw_names(page, frame, base, regions)
    page.rectangle(
        frame.x, frame.y, frame.w, frame.h, ec=COLORS.outline, width=1.2, zorder=29
    )
    return entries


@on_layer("labels")
def _say_left_out(
    page, frame: Frame, beyond: int, plates: int, labels: int, circles: int
) -> None:
    """Say what is left out for want of room."""
    left_out = []
    if beyond:
        left_out.append(f"{count_of(beyond, 'row')} outside")
    if plates:
        left_out.append(f"{count_of(plates, 'area')} without room for a plate")
    if labels:
        left_out.append(f"{count_of(labels, 'mark')} without room for a label")
    if circles:
        left_out.append(f"circles of {count_of(circles, 'place')} not drawn")
    if left_out:
        words = f"{', '.join(left_out)}: {LISTED}"
        x, _, right, y = _note_box(frame)
        for line in reversed(wrap(words, page.px(17), right - x, "italic")):
            page.text(x, y - 6, line, page.px(17), "italic", halo=COLORS.sea, zorder=27)
            y -= 1.2 * page.px(17)


def _note_box(frame: Frame) -> tuple[float, float, float, float]:
    """Return the place kept for what had no room: beside the scale bar, or above it."""
    bottom, right = frame.y + frame.h, frame.x + frame.w - 12
    if right - frame.x - 340 < NOTE_WIDE:
        right = min(frame.x + 460, right)
        high = 30 + NOTE_LINE * (NOTE_LENGTH // (right - frame.x))
        return frame.x + 12, bottom - 94 - high, right, bottom - 96
    right = min(frame.x + 860, right)
    high = 30 + NOTE_LINE * (NOTE_LENGTH // (right - frame.x - 340))
    return frame.x + 340, bottom - high, right, bottom - 6


def _region_shape(brief: Brief, frame: Frame):
    """Return the region asked for as a shape on the page, None where it is a sea."""
    regions = brief.dataset.regions
    if not regions.is_land(brief.region_id):
        return None
    shape = shapely.make_valid(frame.clip(regions.geometry(brief.region_id)))
    return shapely.simplify(shape, 0.5)
