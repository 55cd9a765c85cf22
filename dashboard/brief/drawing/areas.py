"""What is known only to an area: the plates of a selection and where they may stand."""

from functools import partial

import pandas as pd
import shapely

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.ground import Ground
from dashboard.brief.drawing.mark_labels import label_lines, toll_words
from dashboard.brief.drawing.marks import Site
from dashboard.brief.drawing.on_layer import on_layer
from dashboard.brief.drawing.plates import Plate, draw_plate, place_plate
from dashboard.brief.words.model import LISTED
from dashboard.figures.mark_words import (
    AREA_NOTE,
    BEYOND_NOTE,
    DOCKED_PLATES,
    SEA_NOTE,
    count_words,
    labelled,
)
from dashboard.figures.toll_sums import tolls_by_campaign
from dashboard.figures.tolls import toll_with_unknown
from dashboard.figures.totals import totals
from dashboard.geo.place_words import region_name
from dashboard.geo.regions import OUTSIDE, Regions
from dashboard.layers.incidents import has_place
from dashboard.table.dictionary import Dictionary
from dashboard.text.words import count_of, date_in_words, day_in_words

MOST_PLATES = 5
"""Plates on one map; what is left stands on one plate that names it."""
MOST_TOLLS = 6
"""Campaigns whose tolls stand on one plate; those that are left are counted."""
BEYOND, REST = "Outside this picture", "Other areas"
"""Names of the plate of rows outside the window, and of that of the areas left."""
MOST_NAMED = 6
"""Areas that this plate names; it must not cover the map."""


def find_plates(
    rows: pd.DataFrame,
    frame: Frame,
    ground: Ground,
    regions: Regions,
    dictionary: Dictionary,
) -> list[Plate]:
    """Return a plate for each area of the rows, the deadliest first."""
    only = rows[rows["join_method"].isin(["area", "unlocated"])]
    keys = only["area_id"].where(only["area_id"].ne(""), only["theatre"].astype(str))
    plates = [
        _plate(str(key), some, ground, regions, dictionary)
        for key, some in only.groupby(keys, sort=True)
    ]
    beyond = rows_beyond(rows, frame)
    if len(beyond):
        plates.append(_beyond(beyond, dictionary))
    plates.sort(key=lambda plate: (-plate.weight, plate.name))
    return (
        plates
        if len(plates) <= MOST_PLATES + 1
        else [*plates[:MOST_PLATES], _rest(plates[MOST_PLATES:])]
    )


def rows_beyond(rows: pd.DataFrame, frame: Frame) -> pd.DataFrame:
    """Return the rows with a place that the window does not show."""
    own = rows[has_place(rows)]
    x, y = frame.place(own["longitude"], own["latitude"])
    return own[~shapely.contains_xy(frame.box, x, y)]


@on_layer("plates")
def draw_plates(page: Page, frame: Frame, plates: list[Plate]) -> list[Plate]:
    """Draw plates in their areas, else at the edge; return those without room."""
    left = []
    for plate in plates:
        if at := place_plate(page, frame, plate):
            draw_plate(page, *at, plate)
        else:
            left.append(plate)
    missing = []
    for plate in left:
        at = _dock(page, frame, plate)
        if at:
            draw_plate(page, *at, _docked(plate))
        else:
            missing.append(plate)
    return missing


def hidden_plates(sites: list[Site], dictionary: Dictionary) -> list[Plate]:
    """Return plates for sites whose circle covers the whole window."""
    plates = []
    for site in sites:
        head, *rest = [text for text, _, _ in label_lines(site, dictionary)[0]]
        plates.append(
            Plate(
                name="circle covers this picture",
                count=head,
                toll=tuple(rest),
                notes=("not drawn: could be anywhere here, or outside",),
                water=None,
                weight=float(site.best or 0),
            )
        )
    return plates


def _docked(plate: Plate) -> Plate:
    return Plate(plate.name, plate.count, plate.toll, plate.notes, None, plate.weight)


def _dock(page: Page, frame: Frame, plate: Plate) -> tuple[float, float] | None:
    """Return a free place at the edge of the map: left side first, from below."""
    w, h = plate.size
    left, right = frame.x + 14, frame.x + frame.w - w - 14
    columns = [left, right, *range(int(left) + 60, int(right), 60)]
    for x in columns:
        y = frame.y + frame.h - h - 14
        while y >= frame.y + 14:
            if page.free((x, y, x + w, y + h), 8):
                return x, y
            y -= 12
    return None


def _plate(key: str, rows, ground: Ground, regions: Regions, dictionary) -> Plate:
    whole = rows[rows["parent_id"].eq("")]
    strikes = int(rows["strikes"].fillna(0).sum())
    none = int(whole["strikes"].fillna(0).lt(1).sum())
    count = count_words(len(whole), len(rows) - len(whole), strikes, none)
    name, note, water = _where(key, ground, regions)
    days = rows["date"].dropna().unique()
    notes = [note] if note else []
    if len(days) == 1:
        sure = rows["date_precision"].eq("day") & rows["date_end"].isna()
        row = rows.iloc[0]
        vague = date_in_words(row["date"], row["date_end"], row["date_precision"])
        notes.append(day_in_words(days[0]) if sure.all() else vague)
    return Plate(
        name, count, _tolls(rows, dictionary), tuple(notes), water, _weight(rows)
    )


def _tolls(rows: pd.DataFrame, dictionary: Dictionary) -> tuple[str, ...]:
    """Return the toll, or a line for each campaign that has one of its own."""
    short = partial(toll_with_unknown, best=False)
    tolls, left = tolls_by_campaign(rows, dictionary, short, MOST_TOLLS)
    if len(tolls) == 1:
        return (toll_words(rows, dictionary),)
    lines = [labelled(label, toll) for label, toll in tolls.items()]
    return tuple(filter(None, (*lines, left)))


def _where(key: str, ground: Ground, regions: Regions):
    if key.startswith(OUTSIDE):
        return key.removeprefix(OUTSIDE).strip(), BEYOND_NOTE, None
    if name := region_name(key, regions):
        kind = regions.kind(key)
        shapes = {"state": ground.states, "country": ground.countries}
        water = shapes.get(kind, ground.seas).get(key)
        known = SEA_NOTE if kind in ("sea", "basin") else AREA_NOTE
        return name, known, water
    if key == "not_disclosed":
        return DOCKED_PLATES["undisclosed"][0], "", None
    return "Place not known", "", None


def _weight(rows: pd.DataFrame) -> float:
    return float(totals(rows)["deaths_best"] or 0)


def _beyond(rows: pd.DataFrame, dictionary: Dictionary) -> Plate:
    whole = int(rows["parent_id"].eq("").sum())
    strikes = int(rows["strikes"].fillna(0).sum())
    count = count_words(whole, len(rows) - whole, strikes, whole - min(whole, strikes))
    return Plate(
        BEYOND,
        count,
        _tolls(rows, dictionary),
        ("placed, but not shown here",),
        None,
        _weight(rows),
    )


def _rest(plates: list[Plate]) -> Plate:
    names = [
        f"{plate.name}: {plate.count}, {'; '.join(plate.toll)}" for plate in plates
    ]
    if len(names) > MOST_NAMED + 1:
        more = count_of(len(names) - MOST_NAMED, "more area")
        names = [*names[:MOST_NAMED], f"and {more}: {LISTED}"]
    return Plate(REST, count_of(len(plates), "area"), (), tuple(names), None, 0.0)
