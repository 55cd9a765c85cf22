"""The brief as slides to edit: map, numbers, bars, notes, table and sources.

The reader may not have our typeface, and we cannot know which other one the program
takes. So every text gets the room that it needs in the widest usual typeface.
"""

import io
from collections.abc import Callable

from pptx import Presentation
from pptx.util import Inches

from dashboard.brief.files.slide_front import (
    add_bars_slide,
    add_map_slide,
    add_weekly_slide,
)
from dashboard.brief.files.slide_pair import add_pair_slide
from dashboard.brief.files.slide_table import add_list, add_sources
from dashboard.brief.files.slide_text import HEIGHT, WIDTH, clean
from dashboard.brief.files.spoken import office_language
from dashboard.brief.files.steady import MADE, steady
from dashboard.brief.words.layouts import BARS, LAYOUTS, LIST
from dashboard.brief.words.model import Brief
from dashboard.text.language import gettext

DrawMaps = Callable[[tuple[float, float]], list[bytes]]
"""Draws the maps of a brief, each so many inches wide and high, as PNG."""


def to_pptx(brief: Brief, draw_maps: DrawMaps) -> bytes:
    """Return a presentation: the slide of the layout, then the list and the sources.

    Title, numbers, bars, table and sources can be edited; the notes of the first slide
    hold the method. The same brief gives the same bytes.
    """
    deck = open_deck()
    add_front(deck, brief, draw_maps)
    if LAYOUTS[brief.layout].parts[0] != LIST:
        add_list(deck, brief)
    add_sources(deck, brief)
    return packed(deck, brief)


def open_deck():
    """Return an empty presentation of 16:9."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    return deck


def add_front(deck, brief: Brief, draw_maps: DrawMaps) -> None:
    """Add the slides of a layout: one, and one more for bars that have no room."""
    parts = LAYOUTS[brief.layout].parts
    if parts[0] == LIST:
        add_list(deck, brief, is_first=True)
    if brief.sides:
        add_pair_slide(deck, brief, draw_maps)
    elif parts[0] == BARS:
        add_weekly_slide(deck, brief, draw_maps)
    else:
        no_room = add_map_slide(deck, brief, draw_maps)
        if no_room:
            add_bars_slide(deck, brief)


def packed(deck, brief: Brief) -> bytes:
    """Return a presentation as a file that bears the title of a brief."""
    properties = deck.core_properties
    properties.title = clean(brief.title)
    properties.comments = clean(brief.subtitle)[:255]
    properties.author = gettext("Incident dashboard")
    properties.language = office_language()
    properties.last_modified_by, properties.revision = properties.author, 1
    properties.created = properties.modified = properties.last_printed = MADE
    out = io.BytesIO()
    deck.save(out)
    return steady(out.getvalue())
