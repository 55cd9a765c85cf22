"""Degrees with the letter of their side: "66° W", in Spanish "66° O"."""

from dashboard.text.language import pgettext


def letter(side: str) -> str:
    """Return the letter of "N", "S", "E" or "W" in the language of now."""
    return {
        "N": pgettext("north", "N"),
        "S": pgettext("south", "S"),
        "E": pgettext("east", "E"),
        "W": pgettext("west", "W"),
    }[side]


def side_of(value: float, signs: str) -> str:
    """Return the letter of a number of degrees; ``signs`` is "NS" or "EW"."""
    return letter(signs[0] if value >= 0 else signs[1])
