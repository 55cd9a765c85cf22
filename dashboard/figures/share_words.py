"""The words of the buttons that copy, and of what is said aloud after a change."""

from collections.abc import Sequence

from dashboard.figures.large_numbers import Figure

SHARE_TEXTS = {
    "link": "Copy link",
    "sentence": "Copy sentence",
    "copied": "Copied",
    "failed": "Not copied: the browser refused",
}


def front_said(
    title: str, figures: Sequence[Figure], shown: str, opened: str = ""
) -> str:
    """Return what a page shows now, for those who hear it.

    ``opened`` is the incident whose card is open, in one line.
    """
    if opened:
        return f"Card open: {opened}"
    numbers = ". ".join(f"{each.number} {each.unit}" for each in figures)
    return ". ".join(filter(None, (title, shown, numbers)))
