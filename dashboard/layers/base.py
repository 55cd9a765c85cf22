"""The map under everything: land, names and controls, the same bytes at every rerun.

Nothing here depends on a selection, so streamlit-folium never mounts the map anew: what
changes travels in the layers. Every file is ours and by relative address, so the map
needs no network, also behind ``server.baseUrlPath``.
"""

import hashlib
from functools import lru_cache
from pathlib import Path

import folium
from folium.template import Template

from dashboard.geo.regions import Regions
from dashboard.layers.legend import disputed_rows, disputes_in_view
from dashboard.layers.web_texts import web_texts
from dashboard.resources import STATIC
from dashboard.style import COLORS, TONE, Colors
from dashboard.table.description import Description, Dispute
from dashboard.text.language import N_, gettext

STATIC_URL = "../../app/static"
"""From the frame of the component to Streamlit's static files."""

CREDIT = N_("Land and borders: Natural Earth, 1:10 million (public domain)")

FARTHEST_ZOOM = 1.0
WIDE = 120.0
"""Degrees from which on a table's places need the whole world in view."""
MAX_ZOOM = 11
"""Coast and borders are drawn at 1:10 million; closer they would claim too much."""


class BaseMap(folium.Map):
    """A ``folium.Map`` that loads only local files and draws the vector base map."""

    _template = Template(
        """
        {% macro header(this, kwargs) %}
            <style>
                html, body { width: 100%; height: 100%; margin: 0; padding: 0; }
                #{{ this.get_name() }} { position: relative; width: 100%; height: 100%; }
            </style>
        {% endmacro %}
        {% macro html(this, kwargs) %}
            <div class="folium-map" id={{ this.get_name()|tojson }} ></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.map(
                {{ this.get_name()|tojson }}, {{ this.leaflet|tojson }}
            );
            window.IncidentMap.base({{ this.get_name() }}, {{ this.setup|tojson }});
        {% endmacro %}
        """
    )

    def __init__(
        self,
        static_url: str,
        opening: tuple,
        disputes: tuple[Dispute, ...],
    ):
        super().__init__(tiles=None, zoom_control=False, control_scale=False)
        self._id = "incidents"
        self.default_js = [
            ("leaflet", f"{static_url}/vendor/leaflet/leaflet.js"),
            ("map", _versioned(static_url, "built/map.js")),
        ]
        self.default_css = [
            ("leaflet_css", f"{static_url}/vendor/leaflet/leaflet.css"),
            ("incidents_css", _versioned(static_url, "incidents.css")),
        ]
        self.leaflet = _leaflet_options(opening)
        self.setup = _setup(disputes, static_url, opening)


def base_map(
    description: Description,
    static_url: str = STATIC_URL,
    opening: tuple | None = None,
    regions: Regions | None = None,
) -> BaseMap:
    """Return the base map: land, borders, names, scale in km and NM, no incident.

    Make it anew at each rerun (it is cheap): ``feature_group_to_add`` changes the
    object that it is given. ``description`` has the opening view and the disputed
    land. ``static_url`` is where the page finds ``dashboard/static``; ``opening``
    another view at first, as its south-west and north-east corner in degrees. Where
    the description tells of no disputed land, ``regions`` say which the view shows.
    """
    corners = description.opening_corners if opening is None else opening
    return BaseMap(static_url, corners, shown_disputes(description, corners, regions))


def shown_disputes(
    description: Description, corners: tuple, regions: Regions | None
) -> tuple[Dispute, ...]:
    """Return the disputed land that the legend names: of the description, or in view."""
    if description.disputes or regions is None:
        return description.disputes
    return disputes_in_view(regions, corners)


def _leaflet_options(opening: tuple) -> dict:
    (south, west), (north, east) = opening
    middle = (west + east) / 2 if east > 180 else 0
    return {
        "center": [(south + north) / 2, (west + east) / 2],
        "zoom": 4,
        "minZoom": FARTHEST_ZOOM if east - west > WIDE else 2.5,
        "maxZoom": MAX_ZOOM,
        "zoomSnap": 0.25,
        "zoomDelta": 0.75,
        "wheelPxPerZoomLevel": 90,
        "attributionControl": False,
        "zoomControl": True,
        "worldCopyJump": False,
        "maxBounds": [[-80, middle - 190], [84, middle + 190]],
        "maxBoundsViscosity": 0.8,
    }


def _setup(disputes: tuple[Dispute, ...], static_url: str, opening: tuple) -> dict:
    return {
        "basemap": _versioned(static_url, "built/basemap.js"),
        "fine": _versioned(static_url, "built/basemap-fine.js"),
        "fonts": f"{static_url}/vendor/fonts",
        "opening": opening,
        "credit": gettext(CREDIT),
        "colors": {name: getattr(COLORS, name) for name in Colors.__dataclass_fields__},
        "edge": TONE.edge,
        "legend": disputed_rows(disputes),
        "texts": web_texts(),
    }


def _versioned(static_url: str, name: str) -> str:
    """Return the address of a file with a mark of its content.

    A browser may keep it as long as it likes and still fetches the next version.
    """
    path = STATIC / name
    if not path.exists():
        return f"{static_url}/{name}"
    stat = path.stat()
    return f"{static_url}/{name}?v={_mark(path, stat.st_mtime_ns, stat.st_size)}"


@lru_cache(64)
def _mark(path: Path, changed: int, size: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]
