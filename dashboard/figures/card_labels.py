"""The lines of one incident: their order, and the label in front of each.

The card of the page (:mod:`dashboard.look.card`) and the popup of the map both read
this table, so that one incident is written the same way twice.
"""

from dashboard.table.dictionary import Dictionary
from dashboard.text.language import N_, gettext, ngettext

CARD_LABELS = {
    "table": N_("From the table"),
    "location": N_("Place as reported"),
    "verification": N_("Verification"),
    "actor": N_("Actor"),
    "claim": N_("Claim"),
    "claim_of_nobody": N_("Target, as claimed; by whom is not reported"),
    "where": N_("Where"),
    "place": N_("Place"),
    "point": N_("Point"),
    "how": N_("How the point was chosen"),
    "origin": N_("Left from, as reported"),
    "vessel": N_("Vessel"),
    "people": N_("On board, as reported"),
    "campaign": N_("Campaign"),
    "notes": N_("Notes"),
    "changed": N_("Last changed"),
}
"""The lines below title and toll, in the order of reading; blank ones are left out.

All labels here are constants: ``gettext`` says them."""

OPEN_LINES = ("table", "claim", "claim_of_nobody", "verification", "where")
PLACE_LINES = ("place", "point", "how", "origin")
MORE_LINES = ("notes", "actor", "vessel", "people", "campaign", "changed")
"""Lines of the page's card that stand open, and those behind each of two titles."""
HOW_PLACED = N_("How the place was chosen")
MORE_FACTS = N_("Notes and further facts")

SOURCES = N_("Sources")
"""Title of the list of sources, below the lines."""


def more_sources(number: int) -> str:
    """Return the title of the sources that have no room: "2 more sources"."""
    return ngettext("{count} more source", "{count} more sources", number)


OUR_POINT = N_("Our point, read from the reports. Not a reported position.")
"""Stands under ``point`` where the point is ours."""
POINT_OF_TABLE = N_("Point as the table gives it. How it was found is not described.")
"""The same of a data set that is not in the first person."""


def point_words(dictionary: Dictionary) -> str:
    """Return whose the points of a table are, as far as its description says so."""
    ours = dictionary.description.first_person
    return gettext(OUR_POINT if ours else POINT_OF_TABLE)
