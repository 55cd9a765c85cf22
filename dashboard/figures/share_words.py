"""The words of the buttons that copy, and of what is said aloud after a change."""

from collections.abc import Sequence

from dashboard.figures.large_numbers import Figure

SHARE_TEXTS = {
    "link": "Copy link",
    "sentence": "Copy sentence",
    "copied": "Copied",
    "failed": "Not copied: the browser refused",
}


def front_said(title: str, figures: Sequence[Figure], shown: str) -> str:
    """Return what a page shows now, for those who hear it."""
    numbers = ". ".join(f"{each.number} {each.unit}" for each in figures)
    return ". ".join(filter(None, (title, shown, numbers)))
