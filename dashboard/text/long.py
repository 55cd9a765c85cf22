"""Texts that are too long to show: cut in one place, and said.

A page, a card or a brief shows the beginning; files keep every text whole.
"""

from dashboard.text.language import gettext, number

LONGEST_SHOWN = 4_000
"""Characters of one text that are shown: two printed pages, and seven times the longest
note of our own table."""
LONGEST_PRINTED = 600
"""Characters of one text on a brief, where each line takes the room of others."""


def shortened(text: str, most: int = LONGEST_SHOWN) -> str:
    """Return a text as it is shown: "…" after ``most`` characters, and how many it has.

    "abc… (1,048,576 characters in all)".
    """
    if len(text) <= most:
        return text
    return gettext(
        "{start}… ({count} characters in all)",
        start=text[:most],
        count=number(len(text)),
    )
