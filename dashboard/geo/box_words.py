"""Where the layers of the box end, and how many rows lie outside it, in words."""

import pandas as pd

from dashboard.geo.compass import side_of
from dashboard.geo.length_words import plain_number
from dashboard.geo.locate import NO_POINT, ON_LAND
from dashboard.geo.regions import Regions, own_points
from dashboard.text.language import gettext, ngettext
from dashboard.text.words import listing


def layers_end_words(box: tuple[float, float, float, float]) -> str:
    """Return where seas, zones and distances end; ``box`` is west, south, east, north.

    For a page with rows outside the box; see :func:`outside_words` for how many.
    """
    west, south, east, north = box
    return gettext(
        "Seas, maritime zones and distances are known from {west} to {east} and "
        "{south} to {north}. Outside, a row has its state and country; on no land of our "
        "layers, neither.",
        west=_whole_degrees(west, "EW"),
        east=_whole_degrees(east, "EW"),
        south=_whole_degrees(south, "NS"),
        north=_whole_degrees(north, "NS"),
    )


def outside_words(located: pd.DataFrame, regions: Regions) -> str:
    """Return how many rows lie outside the box, on land and off it; blank for none."""
    *_, own = own_points(located, regions.box)
    beyond = ~own & ~located["join_method"].isin(NO_POINT)
    land = int((beyond & located["join_method"].isin([*ON_LAND, "reported"])).sum())
    off = int(beyond.sum()) - land
    counts = [
        ngettext("{count} row on land", "{count} rows on land", land) if land else "",
        ngettext("{count} row off land", "{count} rows off land", off) if off else "",
    ]
    rows = listing([each for each in counts if each])
    return gettext("{rows} outside the box of the layers", rows=rows) if rows else ""


def _whole_degrees(value: float, signs: str) -> str:
    side = f" {side_of(value, signs)}" if value else ""
    return f"{plain_number(abs(value))}°{side}"
