"""The words around one incident: its place in the order, its parts, what was near."""

from dashboard.figures.related import NEAR_DAYS, NEAR_KM
from dashboard.geo.length_words import plain_number
from dashboard.table.claimants import claimant
from dashboard.table.dictionary import Dictionary
from dashboard.text import counts
from dashboard.text.language import decimal, gettext, ngettext, number
from dashboard.text.words import Cell, is_blank


def position_words(position: int, rows: int) -> str:
    """Return where an incident stands by date: "3 of 71 rows by date"."""
    return ngettext(
        "{position} of {count} row by date",
        "{position} of {count} rows by date",
        rows,
        position=number(position),
    )


def shown_of(incidents: int, parts: int, everything: int) -> str:
    """Return "71 of 97 incidents (1 part)" out of all incidents of the table.

    A table whose incidents are all left out has none, but may have parts of them.
    """
    if everything:
        words = ngettext(
            "{shown} of {count} incident",
            "{shown} of {count} incidents",
            everything,
            shown=number(incidents),
        )
        return f"{words} ({counts.parts(parts)})" if parts else words
    if not parts:
        return gettext("No incident in the table")
    return ngettext(
        "{count} part of an incident that is left out",
        "{count} parts of incidents that are left out",
        parts,
    )


def parts_title(parts: int) -> str:
    """Return the title above the parts of an incident."""
    return ngettext(
        "{count} part of this incident", "{count} parts of this incident", parts
    )


def near_line(incident: str, how_near: str) -> str:
    """Return an incident with how near it was: "… (2 days later, 40 km away)"."""
    return f"{incident} ({how_near})"


def none_near() -> str:
    """Return that nothing was near in time and place."""
    return gettext("None within {days} days and {km} km.", days=NEAR_DAYS, km=NEAR_KM)


def near_title(incidents: int) -> str:
    """Return the title of the incidents near one in time and place."""
    return gettext("Near it in time and place ({number})", number=number(incidents))


def near_note(not_listed: int) -> str:
    """Return what counts as near, and how many are not listed."""
    if not_listed <= 0:
        return gettext(
            "Within {days} days and {km} km, or known only to the same area; from the "
            "whole table.",
            days=NEAR_DAYS,
            km=NEAR_KM,
        )
    return ngettext(
        "Within {days} days and {km} km, or known only to the same area; from the "
        "whole table; {count} more not listed.",
        "Within {days} days and {km} km, or known only to the same area; from the "
        "whole table; {count} more not listed.",
        not_listed,
        days=NEAR_DAYS,
        km=NEAR_KM,
    )


def claim_words(actor: Cell, target: Cell, dictionary: Dictionary) -> str:
    """Return a claim with its claimant: "according to the US military, the target …".

    Blank where there is no claim, or nobody is reported to have made it.
    """
    if is_blank(actor) or is_blank(target):
        return ""
    return gettext(
        "according to {claimant}, the target was {target}",
        claimant=claimant(actor, dictionary),
        target=dictionary.label("claimed_target", target),
    )


def claim_of_nobody(actor: Cell, target: Cell) -> str:
    """Return a claimed target whose claimant is not reported, blank otherwise."""
    return "" if is_blank(target) or not is_blank(actor) else target


def place_known(label: str, radius_km: Cell) -> str:
    """Return how well a place is known: "worked out from a distance, ±110 km"."""
    return label if is_blank(radius_km) else f"{label}, ±{decimal(radius_km, 0)} km"


def id_words(incident_id: str, parent_id: str) -> str:
    """Return the id of a row, and of which incident it is a part."""
    if not parent_id:
        return incident_id
    return gettext(
        "{incident_id}, a part of {parent_id}",
        incident_id=incident_id,
        parent_id=parent_id,
    )


def units_words(strikes: Cell, vessels: Cell) -> str:
    """Return "2 strikes · 1 vessel"; a number that is blank or 0 is left out."""
    pairs = ((strikes, counts.strikes), (vessels, counts.vessels))
    return " · ".join(
        say(int(units)) for units, say in pairs if not is_blank(units) and units
    )


def part_words(kind: str, location: str, toll: str) -> str:
    """Return a part in one line: "follow-up strike: same boat – 2 killed"."""
    return f"{kind}: {location} – {toll}"


def radius_words(radius_km: Cell) -> str:
    """Return " ±110 km" behind a point, blank where no radius is known."""
    return "" if is_blank(radius_km) else f" ±{plain_number(radius_km)} km"
