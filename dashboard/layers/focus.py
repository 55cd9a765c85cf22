"""The region that a page is about, filled and outlined under everything else."""

from dashboard.geo.region_names import region_name
from dashboard.geo.regions import Regions
from dashboard.layers.element import Layer, pack
from dashboard.layers.legend import swatch
from dashboard.layers.shapes import packed_rings
from dashboard.style import COLORS
from dashboard.text.escape import safe

SIMPLIFY = 0.003
"""Degrees, about 300 m: finer than the screen shows at the closest zoom of a page."""


def focus(located, dictionary, regions: Regions, *, focus_id: str = "", **_) -> Layer:
    """Return the layer that shows which region was asked for; none for a blank id."""
    if not focus_id:
        return Layer("focus", pack({"shapes": [], "fill": [], "tip": [], "legend": []}))
    name = region_name(focus_id, regions)
    fill = COLORS.asked if regions.is_land(focus_id) else COLORS.asked_sea
    shape = regions.geometry(focus_id).simplify(SIMPLIFY)
    return Layer(
        "focus",
        pack(
            {
                "shapes": [packed_rings(shape)],
                "fill": [fill],
                "tip": [safe(name)],
                "legend": [[swatch(fill), safe(name)]],
                "credit": "",
            }
        ),
    )
