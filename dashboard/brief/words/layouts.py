"""The layouts of a brief, one entry each: a new layout is one entry and its drawing."""

from collections.abc import Callable
from typing import NamedTuple

from dashboard.brief.words.model import Brief, BriefError, Choices
from dashboard.brief.words.pair import brief_of_pair
from dashboard.brief.words.single import brief_of_region, brief_of_selection
from dashboard.selection.selected import Selected
from dashboard.text.language import N_, gettext

REGION, SECOND_SELECTION = "region", "second selection"
"""What a layout may need beside a selection."""
NEEDS = {
    REGION: N_("needs a region, such as --region VE-R"),
    SECOND_SELECTION: N_("needs a second selection (--against)"),
}


FIGURES, MAP, BARS, LIST = "figures", "map", "bars", "list"
"""What a layout is made of: large numbers, map, bars over time, list of incidents."""


class Layout(NamedTuple):
    """A layout: its words, what it needs and counts, and how it is drawn.

    ``drawing`` is the name of the function in
    :mod:`dashboard.brief.drawing.layout_pages` that draws it: only a name, so
    that a list of the layouts does not load matplotlib. ``make`` counts a selection and
    puts the words together. ``parts`` are what a slide, a document and a page of its
    own hold, in this order.
    """

    label: str
    drawing: str
    parts: tuple[str, ...]
    make: Callable[[Selected, Choices], Brief] = brief_of_selection
    needs: str = ""


LAYOUTS = {
    "numbers": Layout(
        N_("map with numbers"), "draw_numbers_page", (FIGURES, MAP, BARS, LIST)
    ),
    "map": Layout(N_("map only"), "draw_map_page", (MAP, LIST)),
    "table": Layout(N_("table of incidents"), "draw_table_page", (LIST, FIGURES, MAP)),
    "weekly": Layout(
        N_("map with weekly bars"), "draw_weekly_page", (BARS, FIGURES, MAP, LIST)
    ),
    "region": Layout(
        N_("one region"),
        "draw_region_page",
        (FIGURES, MAP, LIST),
        brief_of_region,
        REGION,
    ),
    "compare": Layout(
        N_("two maps compared"),
        "draw_pair_page",
        (FIGURES, MAP, LIST),
        brief_of_pair,
        SECOND_SELECTION,
    ),
}
"""Every layout by its code; the first is the usual one."""
USUAL_LAYOUT = next(iter(LAYOUTS))


def checked_layout(code: str) -> str:
    """Return the code of a layout. Raises BriefError for an unknown one."""
    if code not in LAYOUTS:
        raise BriefError(
            gettext(
                "layout '{code}': must be one of {allowed}",
                code=code,
                allowed=", ".join(LAYOUTS),
            )
        )
    return code


def missing_for(code: str, selection: dict, against: dict | None) -> str:
    """Return what a layout needs and is not there, as a key of NEEDS, else ""."""
    needs = LAYOUTS[code].needs
    there = {
        "": True,
        REGION: "region" in selection,
        SECOND_SELECTION: against is not None,
    }
    return "" if there[needs] else needs
