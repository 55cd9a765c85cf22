"""What the form says with which a row is added or corrected."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.figures.toll_changes import signed
from dashboard.figures.totals import TOTALS
from dashboard.text.words import count_of

ADD, CORRECT, UNDO = "Add an incident", "Correct a row", "Undo the last save"
PLACE_HELP = (
    "As the report says it: “80 NM south of Isla Beata”, “about 60 NM south-west of "
    "Golfito”, “off Macuro”, a town, or coordinates. Point, circle and note are "
    "worked out from it; change them below where you know better."
)
TAKE_CODES = "Begin with the codes of an earlier row"
TAKE_CODES_HELP = (
    "Theatre, event, campaign, actor and verification are taken over; change what "
    "differs. Place, toll and sources are never taken over."
)
NO_LEAVE = (
    "To add or correct rows here, start the dashboard with leave to edit on this "
    "machine: python3 start.py run --edit. From a terminal: python -m dashboard add."
)
NOT_EDITOR = "To add or correct rows you have to be on the list of editors."
NOT_FROM_HERE = (
    "Rows are added and corrected on the machine of the dashboard itself. For others "
    "the server needs a login: docs/DEPLOY.md."
)
ON_LAND = "The point lies on land as drawn. Is that what the report means?"
CHECK_AGAIN = "You have changed something since the check. Check it again."
SAME_QUESTION = "May be the same incident as these rows. Look before you save:"
DOUBTS = "Doubts that do not keep it from being saved"
NOTHING_ALIKE = "No other row looks like the same incident."
SAVED_ALL = "Table, sources, history, changelog and seals were saved as one."


def saved_words(save_id: str, incident_id: str) -> str:
    """Return that a row was saved, and under which number."""
    return f"Saved: {incident_id} (save {save_id}). {SAVED_ALL}"


def undone_words(incident_id: str) -> str:
    """Return that the last save was taken back."""
    return f"Taken back: the last save of {incident_id}. The history keeps both."


def last_save_words(save_id: str, incident_id: str, who: str, why: str) -> str:
    """Return which save an undo would take back."""
    return f"The last save is number {save_id}, of {incident_id}, by {who}: {why}"


def total_lines(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return "Deaths low: 215 → 218 (+3)" for each total that a save changes."""
    lines = []
    for name in TOTALS:
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        change = "" if old is None or new is None else f" ({signed(new - old)})"
        shown = ["not reported" if each is None else f"{each:,}" for each in (old, new)]
        title = name.replace("_", " ").capitalize()
        lines.append(f"{title}: {shown[0]} → {shown[1]}{change}")
    return lines


def totals_head(campaign: str) -> str:
    """Return the heading over the totals before and after."""
    return f"Totals of {campaign}, before and after" if campaign else "Totals"


def problems_head(problems: Sequence[object]) -> str:
    """Return "Not saved: 2 problems"."""
    return f"Not saved: {count_of(len(problems), 'problem')}"


def conflict_line(column: str, seen: str, now: str) -> str:
    """Return how a row that two people edit differs in one column."""
    return f"{column}: you saw {seen or 'blank'}, now it is {now or 'blank'}"


def row_label(row: Mapping[str, str]) -> str:
    """Return "CAR-2025-09-02-01 · 2025-09-02 · off Sucre" for a list of rows."""
    words = [row.get(name, "") for name in ("incident_id", "date", "location")]
    return " · ".join(each for each in words if each)


def source_title(number: int) -> str:
    """Return "Source 1"."""
    return f"Source {number}"
