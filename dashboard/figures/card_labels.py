"""The lines of an incident's card: their order, and the label in front of each.

The card of the page (:mod:`dashboard.look.card`) and the popup of the map both read
this table, so that one incident is written the same way twice.
"""

CARD_LABELS = {
    "location": "",
    "toll": "",
    "units": "",
    "actor": "Actor",
    "claim": "Claim",
    "verification": "Verification",
    "where_words": "Where",
    "geo_precision": "Place",
    "point": "Point",
    "geo_note": "How the point was chosen",
    "origin": "Left from, as reported",
    "vessel_type": "Vessel",
    "nationality": "On board, as reported",
    "campaign": "Campaign",
    "notes": "Notes",
    "sources": "Sources",
    "incident_id": "",
}
"""Key of each line to its label, from top to bottom; a blank label is not written.

A key is a column of the table, or a line that is put together: ``toll`` (dead, missing,
survivors), ``units`` (strikes, vessels), ``claim`` (the target and who claims it) and
``point`` (our point and its radius).
"""

CLAIM_BY_NOBODY = "Target, as claimed; by whom is not reported"
"""Label of ``claim`` where no actor is reported."""

OUR_POINT = "Our point, read from the reports. Not a reported position."
"""Stands under ``point`` where the point is ours."""
