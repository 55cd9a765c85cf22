"""What the map shows: one layer for each kind of thing, over one constant base map."""

from dashboard.layers.base import BaseMap, base_map
from dashboard.layers.element import Layer, pack, unpack
from dashboard.layers.focus import focus
from dashboard.layers.incidents import incidents, pack_incidents
from dashboard.layers.points import origins, places
from dashboard.layers.shaded import shaded_regions
from dashboard.layers.zones import zone_lines
from dashboard.text.language import N_

LAYERS = {
    "focus": focus,
    "regions": shaded_regions,
    "zones": zone_lines,
    "places": places,
    "origins": origins,
    "incidents": incidents,
}
"""Every layer by name, in drawing order; a new layer is one line."""

LAYER_LABELS = {
    "focus": N_("Region asked for"),
    "regions": N_("Shaded regions"),
    "zones": N_("12 and 200 NM lines"),
    "places": N_("Towns and ports"),
    "origins": N_("Reported departures"),
    "incidents": N_("Incidents"),
}
"""What the switches of the page call them; said by ``gettext``."""


def build_layers(located, dictionary, regions, shown, **options) -> list[Layer]:
    """Return the layers named in ``shown``, in drawing order, for ``st_folium``.

    ``options`` go to every layer; each takes its own (``selected``, ``circles`` and
    ``packed`` for incidents, ``kind`` and ``measure`` for shaded regions).
    """
    return [
        make(located, dictionary, regions, **options)
        for name, make in LAYERS.items()
        if name in shown
    ]


__all__ = [
    "LAYERS",
    "LAYER_LABELS",
    "BaseMap",
    "Layer",
    "base_map",
    "build_layers",
    "focus",
    "incidents",
    "origins",
    "pack",
    "pack_incidents",
    "places",
    "shaded_regions",
    "unpack",
    "zone_lines",
]
