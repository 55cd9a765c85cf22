"""One incident in lines: labels, their order and the words that card and popup share."""

from dashboard.text.words import Cell, count_of, is_blank, said_by

LINES = {
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
}
"""The lines below title and toll, in the order of reading; blank ones are left out."""

OUR_POINT = "Our point, read from the reports. Not a reported position."
SOURCES = "Sources"


def claim_text(actor: Cell, target: Cell) -> str:
    """Return the claim with its claimant, "" where there is no claim or no claimant."""
    if is_blank(actor) or is_blank(target):
        return ""
    return f"according to {said_by(actor)}, the target was {target}"


def claim_of_nobody(actor: Cell, target: Cell) -> str:
    """Return a claimed target whose claimant is not reported, "" otherwise."""
    return "" if is_blank(target) or not is_blank(actor) else target


def people_text(missing: Cell, survivors: Cell) -> str:
    """Return " · 3 of them missing, presumed dead · 1 known survivor", to follow a toll."""
    words = []
    if not is_blank(missing) and missing:
        words.append(f"{int(missing)} of them missing, presumed dead")
    if not is_blank(survivors) and survivors:
        words.append(count_of(int(survivors), "known survivor"))
    return "".join(f" · {each}" for each in words)


def units_text(strikes: Cell, vessels: Cell) -> str:
    """Return "2 strikes · 1 vessel"; what is blank or 0 is left out."""
    units = ((strikes, "strike"), (vessels, "vessel"))
    return " · ".join(
        count_of(int(number), unit)
        for number, unit in units
        if not is_blank(number) and number
    )


def place_text(label: str, radius_km: Cell) -> str:
    """Return how well the place is known: "worked out from a distance, ±110 km"."""
    return label if is_blank(radius_km) else f"{label}, ±{radius_km:,.0f} km"


def source_seen(opened: bool, via: str) -> str:
    """Return how a source was seen: opened by us, or quoted from another page."""
    return "page opened by us" if opened else f"via {via}; page not opened by us"
