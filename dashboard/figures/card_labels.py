"""The lines of one incident: their order, and the label in front of each.

The card of the page (:mod:`dashboard.look.card`) and the popup of the map both read
this table, so that one incident is written the same way twice.
"""

from dashboard.table.dictionary import Dictionary
from dashboard.text.words import count_of

CARD_LABELS = {
    "table": "From the table",
    "location": "Place as reported",
    "verification": "Verification",
    "actor": "Actor",
    "claim": "Claim",
    "claim_of_nobody": "Target, as claimed; by whom is not reported",
    "where": "Where",
    "place": "Place",
    "point": "Point",
    "how": "How the point was chosen",
    "origin": "Left from, as reported",
    "vessel": "Vessel",
    "people": "On board, as reported",
    "campaign": "Campaign",
    "notes": "Notes",
    "changed": "Last changed",
}
"""The lines below title and toll, in the order of reading; blank ones are left out."""

OPEN_LINES = ("table", "claim", "claim_of_nobody", "verification", "where")
PLACE_LINES = ("place", "point", "how", "origin")
MORE_LINES = ("notes", "actor", "vessel", "people", "campaign", "changed")
"""Lines of the page's card that stand open, and those behind each of two titles."""
HOW_PLACED = "How the place was chosen"
MORE_FACTS = "Notes and further facts"

SOURCES = "Sources"
"""Title of the list of sources, below the lines."""


def more_sources(number: int) -> str:
    """Return the title of the sources that have no room: "2 more sources"."""
    return count_of(number, "more source")


OUR_POINT = "Our point, read from the reports. Not a reported position."
"""Stands under ``point`` where the point is ours."""
POINT_OF_TABLE = "Point as the table gives it. How it was found is not described."
"""The same of a data set that is not in the first person."""


def point_words(dictionary: Dictionary) -> str:
    """Return whose the points of a table are, as far as its description says so."""
    return OUR_POINT if dictionary.description.first_person else POINT_OF_TABLE
