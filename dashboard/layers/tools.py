"""What the tools of the map show: a drawn shape, the view of a link, a place asked for.

It travels beside the columns of the incidents, so it may change while they do not.
"""

import zlib

from dashboard.text.escape import safe
from dashboard.text.language import gettext

ZOOMS = (1.0, 11.0)
"""Zoom levels of the map, the farthest and the closest."""


class ViewError(ValueError):
    """Raised where a text is no view of the map; says what is allowed."""


def parse_view(text: str) -> tuple[float, float, float]:
    """Return latitude, longitude and zoom from ``at=10.6,-63.2,6.25`` of a link."""
    try:
        latitude, longitude, zoom = (float(each) for each in text.split(","))
        sound = abs(latitude) <= 85 and abs(longitude) <= 360
        sound &= ZOOMS[0] <= zoom <= ZOOMS[1]
    except ValueError:
        sound = False
    if not sound:
        raise ViewError(
            gettext(
                "at '{given}': must be latitude,longitude,zoom, such as "
                "10.6,-63.2,6.25, zoom from {least} to {most}",
                given=text,
                least=f"{ZOOMS[0]:g}",
                most=f"{ZOOMS[1]:g}",
            )
        )
    return latitude, longitude, zoom


def view_text(latitude: float, longitude: float, zoom: float) -> str:
    """Return a view as links write it; read by :func:`parse_view`."""
    return f"{latitude:.3f},{longitude:.3f},{zoom:.4g}"


def tools_state(
    *,
    tools: bool = False,
    at: tuple[float, float, float] | None = None,
    bounds: tuple | None = None,
    fit: tuple | None = None,
    corners: tuple | None = None,
    places: list[tuple[str, float, float]] | tuple = (),
    line: list[tuple[float, float]] | tuple = (),
    distance: str = "",
    ask: bool = False,
    refused: str = "",
    turn: int = 0,
) -> dict:
    """Return the state of the tools for the incidents' layer.

    ``tools`` says whether this map has them; ``at`` is the view on which it opens,
    ``bounds`` what a link says is in view, ``fit`` the south-west and north-east corner
    of a region that was chosen: the map goes there once. ``corners`` is the drawn
    shape, ``places`` the name, latitude and longitude of each place that was asked for,
    ``line`` the latitudes and longitudes of the way between two of them and
    ``distance`` its length in words. ``ask`` bids the map to tell its view now;
    ``refused`` is a drawing that is no shape, so that the map takes it away. ``turn``
    counts up where the map shall go to ``bounds`` although it may have told them
    itself.
    """
    return {
        "tools": tools,
        "at": list(at) if at else None,
        "bounds": list(bounds) if bounds else None,
        "fit": [list(each) for each in fit] if fit else None,
        "shape": [list(each) for each in corners] if corners else None,
        "turn": turn,
        "ask": ask,
        "refused": zlib.crc32(refused.encode("utf-8")),
        "places": [[safe(name), *where] for name, *where in places],
        "line": [list(each) for each in line],
        "distance": safe(distance),
    }
