"""What the form says with which a row is added or corrected."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.figures.toll_changes import signed
from dashboard.figures.totals import TOTALS
from dashboard.text.language import N_, gettext, ngettext
from dashboard.text.language import number as whole

ADD, CORRECT = N_("Add an incident"), N_("Correct a row")
UNDO = N_("Undo the last save")
PLACE_HELP = N_(
    "As the report says it: “80 NM south of Isla Beata”, “about 60 NM south-west of "
    "Golfito”, “off Macuro”, a town, or coordinates. Point, circle and note are "
    "worked out from it; change them below where you know better."
)
TAKE_CODES = N_("Begin with the codes of an earlier row")
TAKE_CODES_HELP = N_(
    "Theatre, event, campaign, actor and verification are taken over; change what "
    "differs. Place, toll and sources are never taken over."
)
NO_LEAVE = N_(
    "To add or correct rows here, start the dashboard with leave to edit on this "
    "machine: python3 start.py run --edit. From a terminal: python -m dashboard add."
)
NOT_EDITOR = N_("To add or correct rows you have to be on the list of editors.")
NOT_FROM_HERE = N_(
    "Rows are added and corrected on the machine of the dashboard itself. For others "
    "the server needs a login: docs/DEPLOY.md."
)
ON_LAND = N_("The point lies on land as drawn. Is that what the report means?")
CHECK_AGAIN = N_("You have changed something since the check. Check it again.")
SAME_QUESTION = N_("May be the same incident as these rows. Look before you save:")
DOUBTS = N_("Doubts that do not keep it from being saved")
NOTHING_ALIKE = N_("No other row looks like the same incident.")
SAVED_ALL = N_("Table, sources, history, changelog and seals were saved as one.")
TOTAL_TITLES = {
    "incidents": N_("Incidents"),
    "parts": N_("Parts"),
    "strikes": N_("Strikes"),
    "vessels": N_("Vessels"),
    "deaths_low": N_("Deaths low"),
    "deaths_best": N_("Deaths best"),
    "deaths_high": N_("Deaths high"),
    "deaths_unknown": N_("Deaths unknown"),
    "missing": N_("Missing"),
    "survivors": N_("Survivors"),
}
"""What each total is called beside its change."""


def saved_words(save_id: str, incident_id: str) -> str:
    """Return that a row was saved, and under which number."""
    saved = gettext("Saved: {row} (save {number}).", row=incident_id, number=save_id)
    return f"{saved} {gettext(SAVED_ALL)}"


def undone_words(incident_id: str) -> str:
    """Return that the last save was taken back."""
    return gettext(
        "Taken back: the last save of {row}. The history keeps both.", row=incident_id
    )


def last_save_words(save_id: str, incident_id: str, who: str, why: str) -> str:
    """Return which save an undo would take back."""
    return gettext(
        "The last save is number {number}, of {row}, by {who}: {why}",
        number=save_id,
        row=incident_id,
        who=who,
        why=why,
    )


def total_lines(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return "Deaths low: 215 → 218 (+3)" for each total that a save changes."""
    lines = []
    for name in TOTALS:
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        change = "" if old is None or new is None else f" ({signed(new - old)})"
        none = gettext("not reported")
        shown = [none if each is None else whole(each) for each in (old, new)]
        title = gettext(TOTAL_TITLES[name])
        lines.append(f"{title}: {shown[0]} → {shown[1]}{change}")
    return lines


def totals_head(campaign: str) -> str:
    """Return the heading over the totals before and after."""
    if not campaign:
        return gettext("Totals")
    return gettext("Totals of {campaign}, before and after", campaign=campaign)


def problems_head(problems: Sequence[object]) -> str:
    """Return "Not saved: 2 problems"."""
    return ngettext(
        "Not saved: {count} problem", "Not saved: {count} problems", len(problems)
    )


def conflict_line(column: str, seen: str, now: str) -> str:
    """Return how a row that two people edit differs in one column."""
    blank = gettext("blank")
    return gettext(
        "{column}: you saw {seen}, now it is {now}",
        column=column,
        seen=seen or blank,
        now=now or blank,
    )


def row_label(row: Mapping[str, str]) -> str:
    """Return "CAR-2025-09-02-01 · 2025-09-02 · off Sucre" for a list of rows."""
    words = [row.get(name, "") for name in ("incident_id", "date", "location")]
    return " · ".join(each for each in words if each)


def source_title(number: int) -> str:
    """Return "Source 1"."""
    return gettext("Source {number}", number=number)
