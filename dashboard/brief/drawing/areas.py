"""What is known only to an area: the plates of a selection and where they may stand."""

from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd
import shapely

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import wrap
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.ground import Ground
from dashboard.brief.drawing.mark_labels import label_words, toll_words
from dashboard.brief.drawing.on_layer import on_layer
from dashboard.brief.drawing.plates import Plate, draw_plate, place_plate
from dashboard.brief.drawing.sites import Site
from dashboard.brief.drawing.strip import Item
from dashboard.figures.mark_words import (
    AREA_NOTE,
    SEA_NOTE,
    count_words,
    labelled,
)
from dashboard.figures.toll_sums import tolls_by_campaign
from dashboard.figures.tolls import NONE_KILLED, toll_with_unknown
from dashboard.figures.totals import totals
from dashboard.geo.place_words import region_name
from dashboard.geo.regions import OUTSIDE, Regions
from dashboard.layers.incidents import has_place
from dashboard.table.dictionary import Dictionary
from dashboard.text.language import gettext
from dashboard.text.words import date_in_words, day_in_words

MOST_TOLLS = 6
"""Campaigns whose tolls stand on one plate; those that are left are counted."""
WIDEST = 260
"""Pixels of a line of tolls; a wider plate fits into few areas."""


def find_plates(
    page: Page,
    rows: pd.DataFrame,
    frame: Frame,
    ground: Ground,
    regions: Regions,
    dictionary: Dictionary,
) -> list[Plate]:
    """Return a plate for each area of the rows, the deadliest first.

    What a plate says is put into words once for all tries of a map on the page.
    """
    plates = [
        _on_map(plate, *_where(key, ground, regions))
        for key, plate in _plates(page, rows, dictionary)
    ]
    return _sorted(plates + _beyond(page, rows, frame, dictionary))


def rows_beyond(rows: pd.DataFrame, frame: Frame) -> pd.DataFrame:
    """Return the rows with a place that the window does not show."""
    return rows.iloc[_positions_beyond(*_places(rows), frame)]


Places = tuple[np.ndarray, np.ndarray, np.ndarray]


def _places(rows: pd.DataFrame) -> Places:
    """Return positions, longitudes and latitudes of the rows with a place."""
    at = np.flatnonzero(has_place(rows))
    own = rows[["longitude", "latitude"]].iloc[at]
    return at, own["longitude"].to_numpy(float), own["latitude"].to_numpy(float)


def _positions_beyond(
    at: np.ndarray, longitude: np.ndarray, latitude: np.ndarray, frame: Frame
) -> np.ndarray:
    x, y = frame.place(longitude, latitude)
    return at[~shapely.contains_xy(frame.box, x, y)]


@on_layer("plates")
def draw_plates(page: Page, frame: Frame, plates: list[Plate]) -> list[Plate]:
    """Draw plates in their areas; return those that have no room there."""
    left = []
    for plate in plates:
        if at := place_plate(page, frame, plate):
            draw_plate(page, *at, plate)
        else:
            left.append(plate)
    return left


def strip_items(plates: list[Plate]) -> list[Item]:
    """Return what the strip below the map says of plates that are not on it."""
    return [Item("", plate.words, deaths=plate.worst) for plate in plates]


def items_known_before(
    page: Page, rows: pd.DataFrame, frame: Frame, dictionary: Dictionary
) -> list[Item]:
    """Return what no map can show, so that the strip gets its room at once."""

    def nowhere() -> list[Plate]:
        only = _known_only_to_areas(rows)
        only = only[~only["area_id"].astype(bool) | _outside(only)]
        return [_plate(some, dictionary) for _, some in _by_area(only)]

    plates = page.once(("nowhere", id(rows)), nowhere)
    return strip_items(_sorted(plates + _beyond(page, rows, frame, dictionary)))


def hidden_plates(page: Page, sites: list[Site], dictionary: Dictionary) -> list[Plate]:
    """Return plates for sites whose circle covers the whole window."""
    plates = []
    for site in sites:
        make = partial(label_words, site, dictionary)
        label = page.once(("hidden", *site.key), make)
        words = gettext(
            "Its circle covers this map: {incident}; not drawn, could be anywhere "
            "here or outside",
            incident=label,
        )
        deaths = float(site.best or 0)
        plates.append(Plate("", "", (), (), None, deaths, deaths, words))
    return plates


def _known_only_to_areas(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["join_method"].isin(["area", "unlocated"])]


def _outside(rows: pd.DataFrame) -> pd.Series:
    return rows["area_id"].astype(str).str.startswith(OUTSIDE)


def _by_area(rows: pd.DataFrame):
    """Return pairs of an area, or of a theatre where there is none, and its rows."""
    keys = rows["area_id"].where(rows["area_id"].ne(""), rows["theatre"].astype(str))
    return ((str(key), some) for key, some in rows.groupby(keys, sort=True))


def _sorted(plates: list[Plate]) -> list[Plate]:
    return sorted(plates, key=lambda plate: (-plate.weight, plate.name, plate.words))


def _plates(
    page: Page, rows: pd.DataFrame, dictionary: Dictionary
) -> list[tuple[str, Plate]]:
    """Return plates that are on no map yet, each after the key of its area."""

    def make() -> list[tuple[str, Plate]]:
        groups = _by_area(_known_only_to_areas(rows))
        return [(key, _plate(some, dictionary)) for key, some in groups]

    return page.once(("plates", id(rows)), make)


def _on_map(plate: Plate, name: str, note: str, area: shapely.Geometry | None) -> Plate:
    """Return a plate with what :func:`_where` says of its area."""
    notes = tuple(filter(None, (note, *plate.notes)))
    return replace(plate, name=name, notes=notes, area=area)


def _plate(rows: pd.DataFrame, dictionary: Dictionary) -> Plate:
    """Return the plate of the rows of an area, which is on no map yet."""
    count = _count(rows)
    day = _one_day(rows)
    tolls = _in_short(_tolls(rows, dictionary))
    known = _before_a_colon(rows["where_words"].iloc[0])
    words = ", ".join(filter(None, (count, "; ".join(tolls), day)))
    return Plate(
        "",
        count,
        tuple(line for toll in tolls for line in wrap(toll, 20, WIDEST)),
        (day,) if day else (),
        None,
        _weight(rows),
        _worst(rows),
        f"{known[:1].upper()}{known[1:]}: {words}",
    )


def _before_a_colon(where: str) -> str:
    """Return where rows lie without a colon of its own: the numbers follow one."""
    kind, colon, name = where.partition(": ")
    return f"{kind} ({name})" if colon else where


def _count(rows: pd.DataFrame) -> str:
    whole = rows[rows["parent_id"].eq("")]
    strikes = int(rows["strikes"].fillna(0).sum())
    none = int(whole["strikes"].fillna(0).lt(1).sum())
    return count_words(len(whole), len(rows) - len(whole), strikes, none)


def _one_day(rows: pd.DataFrame) -> str:
    """Return the day of rows that are all of one day, else blank."""
    if rows["date"].dropna().nunique() != 1:
        return ""
    if (rows["date_precision"].eq("day") & rows["date_end"].isna()).all():
        return day_in_words(rows["date"].dropna().iloc[0])
    row = rows.iloc[0]
    return date_in_words(row["date"], row["date_end"], row["date_precision"])


def _tolls(rows: pd.DataFrame, dictionary: Dictionary) -> tuple[str, ...]:
    """Return the toll, or a line for each campaign that has one of its own."""
    short = partial(toll_with_unknown, best=False)
    tolls, left = tolls_by_campaign(rows, dictionary, short, MOST_TOLLS)
    if len(tolls) == 1:
        return (toll_words(rows, dictionary),)
    lines = [labelled(label, toll) for label, toll in tolls.items()]
    return tuple(filter(None, (*lines, left)))


def _in_short(tolls: tuple[str, ...]) -> list[str]:
    """Return tolls with the campaigns that killed none as one, in few words."""
    none = gettext(NONE_KILLED)
    some = [toll for toll in tolls if not toll.endswith(f": {none}")]
    if not some or len(some) == len(tolls):
        return list(tolls)
    return [*some, gettext("others: {toll}", toll=none)]


def _where(
    key: str, ground: Ground, regions: Regions
) -> tuple[str, str, shapely.Geometry | None]:
    """Return the name of an area, its note, and its shape on the page."""
    if key.startswith(OUTSIDE) or not (name := region_name(key, regions)):
        return "", "", None
    kind = regions.kind(key)
    shapes = {"state": ground.states, "country": ground.countries}
    known = SEA_NOTE if kind in ("sea", "basin") else AREA_NOTE
    return name, gettext(known), shapes.get(kind, ground.seas).get(key)


def _weight(rows: pd.DataFrame) -> float:
    return float(totals(rows)["deaths_best"] or 0)


def _worst(rows: pd.DataFrame) -> float:
    """Return the deaths of the deadliest row, by the best figure."""
    worst = rows["deaths_best"].max()
    return 0.0 if pd.isna(worst) else float(worst)


def _beyond(
    page: Page, rows: pd.DataFrame, frame: Frame, dictionary: Dictionary
) -> list[Plate]:
    """Return the plate of the rows that a window does not show, or none."""
    places = page.once(("places", id(rows)), partial(_places, rows))
    found = _positions_beyond(*places, frame)
    if not len(found):
        return []
    make = partial(_beyond_plate, rows.iloc[found], dictionary)
    return [page.once(("beyond", id(rows), found.tobytes()), make)]


def _beyond_plate(rows: pd.DataFrame, dictionary: Dictionary) -> Plate:
    words = gettext(
        "Placed outside this map: {count}, {tolls}",
        count=_count(rows),
        tolls="; ".join(_in_short(_tolls(rows, dictionary))),
    )
    return Plate("", "", (), (), None, _weight(rows), _worst(rows), words)
