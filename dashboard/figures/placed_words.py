"""How many rows have no place of their own: phrases that stand behind one another."""

from dashboard.text.language import ngettext


def without_a_place(rows: int) -> str:
    """Return "2 without a place"."""
    return ngettext("{count} without a place", "{count} without a place", rows)


def known_only_to_an_area(rows: int) -> str:
    """Return "53 known only to an area"."""
    return ngettext(
        "{count} known only to an area", "{count} known only to an area", rows
    )


def not_even_to_an_area(rows: int) -> str:
    """Return "2 not even to an area": behind :func:`known_only_to_an_area`."""
    return ngettext("{count} not even to an area", "{count} not even to an area", rows)
