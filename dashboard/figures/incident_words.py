"""The words around one incident: its place in the order, its parts, what was near."""

from dashboard.figures.related import NEAR_DAYS, NEAR_KM
from dashboard.text.words import Cell, as_claimant, count_of, is_blank


def position_words(position: int, rows: int) -> str:
    """Return where an incident stands by date: "3 of 71 rows by date"."""
    return f"{position:,} of {count_of(rows, 'row')} by date"


def shown_of(incidents: int, parts: int, everything: int) -> str:
    """Return "71 of 97 incidents (1 part)" out of all incidents of the table.

    A table whose incidents are all left out has none, but may have parts of them.
    """
    if everything:
        more = f" ({count_of(parts, 'part')})" if parts else ""
        return f"{incidents:,} of {count_of(everything, 'incident')}{more}"
    if not parts:
        return "No incident in the table"
    whose = "an incident that is" if parts == 1 else "incidents that are"
    return f"{count_of(parts, 'part')} of {whose} left out"


def parts_title(parts: int) -> str:
    """Return the title above the parts of an incident."""
    return f"{count_of(parts, 'part')} of this incident"


def near_line(incident: str, how_near: str) -> str:
    """Return an incident with how near it was: "… (2 days later, 40 km away)"."""
    return f"{incident} ({how_near})"


def none_near() -> str:
    """Return that nothing was near in time and place."""
    return f"None within {NEAR_DAYS} days and {NEAR_KM} km."


def near_title(number: int) -> str:
    """Return the title of the incidents near one in time and place."""
    return f"Near it in time and place ({number:,})"


def near_note(not_listed: int) -> str:
    """Return what counts as near, and how many are not listed."""
    more = f"; {not_listed} more not listed" if not_listed > 0 else ""
    return (
        f"Within {NEAR_DAYS} days and {NEAR_KM} km, or known only to the same area; "
        f"from the whole table{more}."
    )


def claim_words(actor: Cell, target: Cell, with_article: tuple[str, ...]) -> str:
    """Return a claim with its claimant: "according to the US military, the target …".

    Blank where there is no claim, or nobody is reported to have made it.
    ``with_article`` is of :func:`~dashboard.text.words.as_claimant`.
    """
    if is_blank(actor) or is_blank(target):
        return ""
    return f"according to {as_claimant(actor, with_article)}, the target was {target}"


def claim_of_nobody(actor: Cell, target: Cell) -> str:
    """Return a claimed target whose claimant is not reported, blank otherwise."""
    return "" if is_blank(target) or not is_blank(actor) else target


def place_known(label: str, radius_km: Cell) -> str:
    """Return how well a place is known: "worked out from a distance, ±110 km"."""
    return label if is_blank(radius_km) else f"{label}, ±{radius_km:,.0f} km"


def id_words(incident_id: str, parent_id: str) -> str:
    """Return the id of a row, and of which incident it is a part."""
    return f"{incident_id}, a part of {parent_id}" if parent_id else incident_id


def units_words(strikes: Cell, vessels: Cell) -> str:
    """Return "2 strikes · 1 vessel"; a number that is blank or 0 is left out."""
    pairs = ((strikes, "strike"), (vessels, "vessel"))
    return " · ".join(
        count_of(int(number), unit)
        for number, unit in pairs
        if not is_blank(number) and number
    )


def part_words(kind: str, location: str, toll: str) -> str:
    """Return a part in one line: "follow-up strike: same boat – 2 killed"."""
    return f"{kind}: {location} – {toll}"


def radius_words(radius_km: Cell) -> str:
    """Return " ±110 km" behind a point, blank where no radius is known."""
    return "" if is_blank(radius_km) else f" ±{radius_km:,g} km"
