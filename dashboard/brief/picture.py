"""The picture of a brief: which window, which layout, in which order it is drawn.

Everything is drawn by matplotlib on one sheet; no browser and no tile is asked. The
same brief gives the same picture.
"""

import io

import matplotlib
import pandas as pd
import shapely
from matplotlib.figure import Figure

from dashboard.brief.areas import draw_plates, find_plates, hidden_plates
from dashboard.brief.content import ENTRY_COLUMNS, Brief, asked_rows, side_lines
from dashboard.brief.fonts import fitting, wrap
from dashboard.brief.frame import KM_PER_DEGREE, Frame, fit_frame
from dashboard.brief.furniture import (
    draw_foot,
    draw_head,
    draw_inset,
    draw_north,
    draw_scale,
    foot_height,
    foot_lines,
    scale_words,
    top_of_map,
)
from dashboard.brief.ground import draw_ground, draw_names, ground, label_grid
from dashboard.brief.key import draw_key
from dashboard.brief.labels import draw_labels
from dashboard.brief.marks import MANY, draw_circles, draw_sites, find_sites
from dashboard.brief.page import HEIGHT, LEFT, RIGHT, Page
from dashboard.brief.rail import (
    RAIL_X,
    draw_answers,
    draw_numbers,
    draw_surer,
    draw_weeks,
)
from dashboard.brief.towns import draw_departures, draw_towns, legend_signs
from dashboard.geo.region_answers import find_answers
from dashboard.geo.regions import BOX, Regions
from dashboard.style import COLORS
from dashboard.text.words import count_of

SETTINGS = {"hatch.linewidth": 2.0, "path.simplify": True, "svg.hashsalt": "brief"}
MAP_WIDTH = 1336
LEAST_DEGREES = 4.0
"""No window is narrower: the coast is drawn at 1:10 million."""
WEEKS_HEIGHT = 270
BANNER_ROOM = 30


def draw_picture(brief: Brief, scale: float = 1) -> Figure:
    """Return the page of a brief as a figure of 1920 × 1080 pixels, times ``scale``."""
    with matplotlib.rc_context(SETTINGS):
        page = Page()
        draw_head(page, brief)
        LAYOUT_PAGES[brief.layout](page, brief)
        page.figure.set_dpi(100 * scale)
    return page.figure


def map_picture(brief: Brief, scale: float = 2) -> bytes:
    """Return the map of a brief alone as a PNG of 1336 × 800 pixels, times ``scale``."""
    with matplotlib.rc_context(SETTINGS):
        page = Page(MAP_WIDTH, 800)
        _draw_map(page, brief, _window(brief, (1, 1, MAP_WIDTH - 2, 798)))
        out = io.BytesIO()
        page.figure.savefig(
            out,
            format="png",
            dpi=100 * scale,
            metadata={"Software": None},
            pil_kwargs={"compress_level": 3},
        )
    return out.getvalue()


def _numbers(page: Page, brief: Brief) -> None:
    frame, bottom = _framed(page, brief, MAP_WIDTH)
    top = frame.y
    y = draw_numbers(page, brief, top)
    if bottom - y > 160:
        draw_weeks(page, brief, RAIL_X, y + 4, 440, bottom - 4)


def _map(page: Page, brief: Brief) -> None:
    _framed(page, brief, RIGHT - LEFT)


def _weekly(page: Page, brief: Brief) -> None:
    frame, bottom = _framed(page, brief, MAP_WIDTH, WEEKS_HEIGHT)
    y = draw_numbers(page, brief, frame.y)
    draw_surer(page, brief, y, frame.y + frame.h)
    draw_weeks(page, brief, LEFT, frame.y + frame.h + 42, RIGHT - LEFT - 36, bottom - 2)


def _region(page: Page, brief: Brief) -> None:
    dataset = brief.dataset
    frame, bottom = _framed(page, brief, MAP_WIDTH)
    within = brief.selection["region"][2]
    rows = asked_rows(dataset, brief.selection)
    answers = find_answers(rows, brief.region_id, within, dataset.regions)
    draw_answers(page, brief, answers, frame.y + 20, bottom)


def _compare(page: Page, brief: Brief) -> None:
    """Draw two maps of one window at one scale, and below them what differs."""
    top, wide = top_of_map(brief) + 26, (RIGHT - LEFT - 24) / 2
    lines = [side_lines(side) for side in brief.sides]
    below = 62 + 24 * max(len(each) for each in lines)
    bounds = _together([_bounds(side) for side in brief.sides])
    guess = _fit(bounds, (LEFT, top, wide, 600))
    foot = draw_foot(page, brief, foot_lines(brief, scale_words(guess)))
    high = foot - 16 - top - below
    marks = [int(side.rows["geo_precision"].isin([1, 2]).sum()) for side in brief.sides]
    emptier = marks.index(min(marks))  # legend and inset hide less there
    for number, side in enumerate(brief.sides):
        x = LEFT + number * (wide + 24)
        head = f"{'Left' if number == 0 else 'Right'}: {side.period} · {side.filters}"
        page.text(x, top - 8, head, fitting(head, 20, wide, "semibold", 12), "semibold")
        legend = brief.rows if number == emptier else brief.rows.iloc[:0]
        _draw_map(page, side, _fit(bounds, (x, top, wide, high)), legend)
        y = top + high + 28
        for line in lines[number]:
            page.text(x, y, line, fitting(line, 20, wide, "semibold", 12), "semibold")
            y += 24
        limits = fitting(side.subtitle, 17, wide, "regular", 12)
        page.text(x, y, side.subtitle, limits, color=COLORS.second_text)
    px = fitting(brief.difference, 20, RIGHT - LEFT, "bold", 12)
    page.text(LEFT, foot - 12, brief.difference, px, "bold")


def _table(page: Page, brief: Brief) -> None:
    """Write the incidents as a table, as many as there is room for."""
    rows = foot_lines(brief)
    bottom = HEIGHT - (BANNER_ROOM if brief.banner else 0) - 8 - foot_height(rows) - 14
    widths = (190, 400, 190, 190, 130, 440, 0, 250)
    wanted = [i for i, width in enumerate(widths) if width]
    xs, x = {}, LEFT
    for i in wanted:
        xs[i] = x
        x += widths[i] + 8
    y = top_of_map(brief) + 22
    for i in wanted:
        page.text(xs[i], y, ENTRY_COLUMNS[i], 17, "semibold")
    page.line([LEFT, RIGHT], [y + 9, y + 9], 1.4)
    y += 30
    for number, entry in enumerate(brief.entries):
        cells = {i: wrap(entry[i], 16, widths[i]) for i in wanted}
        high = max(len(lines) for lines in cells.values()) * 19 + 8
        if y + high > bottom:
            left = len(brief.entries) - number
            words = f"{left} more rows: in the PDF of this brief and in the data file"
            page.text(LEFT, bottom, words, 17, "italic", COLORS.second_text)
            break
        for i, lines in cells.items():
            for row, line in enumerate(lines):
                weight = "semibold" if i in (0, 2) else "regular"
                page.text(xs[i], y + row * 19, line, 16, weight)
        page.line([LEFT, RIGHT], [y + high - 18, y + high - 18], 0.8, COLORS.rule)
        y += high
    if not brief.entries:
        page.text(LEFT, y, "No incident of the table matches these filters.", 20)
    draw_foot(page, brief, rows)


LAYOUT_PAGES = {
    "numbers": _numbers,
    "map": _map,
    "weekly": _weekly,
    "region": _region,
    "table": _table,
    "compare": _compare,
}


def _framed(
    page: Page, brief: Brief, width: float, below: float = 0
) -> tuple[Frame, float]:
    """Draw foot and map; return the frame and where the room above the foot ends."""
    top = top_of_map(brief)
    guess = _window(brief, (LEFT, top, width, 790 - below))
    rows = foot_lines(brief, scale_words(guess))
    foot = draw_foot(page, brief, rows)
    bottom = foot - 16
    frame = _window(brief, (LEFT, top, width, bottom - top - below))
    _draw_map(page, brief, frame)
    return frame, bottom


def _draw_map(page: Page, brief: Brief, frame: Frame, legend=None) -> None:
    """Draw the map: what must stand where it is first, then what finds its own room.

    ``legend`` are the rows that the legend explains, those of the brief if not given;
    with none of them legend and inset stand on the other map of a pair.
    """
    whole = legend is None or len(legend) > 0
    dataset = brief.dataset
    regions, dictionary = dataset.regions, dataset.dictionary
    base = ground(frame, regions)
    clip = draw_ground(page, frame, base, _asked(brief, frame))
    sites = find_sites(brief.rows, frame, dictionary)
    hidden = draw_circles(page, frame, clip, base, sites)
    sites = [site for site in sites if site not in hidden]
    draw_sites(page, sites)
    draw_departures(page, frame, regions, brief.rows)
    if whole:
        draw_inset(page, frame, regions, frame.x + frame.w - 150, frame.y + 12)
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
        told = sites if legend is None else find_sites(legend, frame, dictionary)
        draw_key(page, frame, told, dictionary, more)
    page.take(*_note_box(frame))
    label_grid(page, frame)
    missing = draw_plates(page, frame, [*plates, *hidden_plates(hidden, dictionary)])
    unlabelled = draw_labels(page, frame, base, sites, dictionary)
    draw_towns(page, frame, regions, brief.rows)
    circles = len(sites) if len(sites) > MANY else 0
    _say_left_out(page, frame, len(missing), len(unlabelled), circles)
    draw_names(page, frame, base, regions)
    page.rectangle(
        frame.x, frame.y, frame.w, frame.h, ec=COLORS.outline, width=1.2, zorder=29
    )


def _say_left_out(page, frame: Frame, plates: int, labels: int, circles: int) -> None:
    """Say what had no room: nothing is dropped silently."""
    told = []
    if plates:
        told.append(f"{count_of(plates, 'area')} without room for a plate")
    if labels:
        told.append(f"{count_of(labels, 'mark')} without room for a label")
    if circles:
        told.append(f"circles of {count_of(circles, 'place')} not drawn")
    if told:
        words = f"{', '.join(told)}: in the list"
        x, _, right, y = _note_box(frame)
        px = fitting(words, 17, right - x, "italic", 12)
        page.text(x, y - 6, words, px, "italic", halo=COLORS.sea)


def _note_box(frame: Frame) -> tuple[float, float, float, float]:
    """Return the place kept for what had no room, beside the scale bar."""
    bottom = frame.y + frame.h
    return frame.x + 340, bottom - 30, frame.x + 720, bottom - 6


def _asked(brief: Brief, frame: Frame):
    """Return the region asked for on the page, to be set off from others."""
    regions = brief.dataset.regions
    if not brief.region_id or regions.kind(brief.region_id) not in ("state", "country"):
        return None
    shape = shapely.make_valid(frame.clip(regions.geometry(brief.region_id)))
    return shapely.simplify(shape, 0.5)


def _window(brief: Brief, box: tuple[float, float, float, float]) -> Frame:
    """Return the window of a brief: its region, else all that it shows."""
    return _fit(_bounds(brief), box)


def _bounds(brief: Brief) -> tuple[float, float, float, float]:
    if brief.region_id:
        return _bounds_of_region(brief, brief.dataset.regions)
    return _bounds_of_rows(brief.rows, brief.dataset.dictionary.description.areas)


def _together(several: list) -> tuple[float, float, float, float]:
    """Return the bounds that hold several."""
    west, south, east, north = zip(*several)
    return min(west), min(south), max(east), max(north)


def _fit(bounds, box: tuple[float, float, float, float]) -> Frame:
    west, south, east, north = bounds
    pad = 0.06 * max(east - west, north - south)
    wider = (west - pad, south - pad, east + pad, north + pad)
    wider = (
        max(wider[0], BOX[0]),
        max(wider[1], BOX[1]),
        min(wider[2], BOX[2]),
        min(wider[3], BOX[3]),
    )
    return fit_frame(box, wider, BOX, LEAST_DEGREES)


def _bounds_of_rows(
    rows: pd.DataFrame, areas: dict
) -> tuple[float, float, float, float]:
    """Return what holds every place with its circle, and room for plates of areas."""
    own = rows[
        rows["geo_precision"].isin([1, 2]) & rows["longitude"].between(BOX[0], BOX[2])
    ]
    own = own[own["latitude"].between(BOX[1], BOX[3])]
    reach = own["radius_km"].fillna(0).clip(upper=400) / KM_PER_DEGREE
    boxes = [
        *zip(
            own["longitude"] - reach,
            own["latitude"] - reach,
            own["longitude"] + reach,
            own["latitude"] + reach,
        )
    ]
    for area_id in rows.loc[rows["join_method"].eq("area"), "area_id"].unique():
        if area_id in areas:
            longitude, latitude = areas[area_id].plate
            boxes.append((longitude - 8, latitude - 5, longitude + 8, latitude + 5))
    if not boxes:
        return (-92.0, 2.0, -56.0, 24.0)
    return _together(boxes)


def _bounds_of_region(
    brief: Brief, regions: Regions
) -> tuple[float, float, float, float]:
    """Return a region with its waters, and the circles of half its width beside it."""
    west, south, east, north = regions.geometry(brief.region_id).bounds
    size = max(east - west, north - south)
    side = max(0.35 * size, 0.6) if size < 25 else 0.0
    return (west - side, south - side, east + side, north + side)
