"""The words of the buttons that copy, and of what is said aloud after a change."""

from collections.abc import Sequence

from dashboard.figures.large_numbers import Figure
from dashboard.text.language import N_, gettext

SHARE_TEXTS = {
    "link": N_("Copy link"),
    "sentence": N_("Copy sentence"),
    "copied": N_("Copied"),
    "failed": N_("Not copied: the browser refused"),
}


def share_texts() -> dict[str, str]:
    """Return the words of the buttons in the language of now."""
    return {name: gettext(text) for name, text in SHARE_TEXTS.items()}


def front_said(
    title: str, figures: Sequence[Figure], shown: str, opened: str = ""
) -> str:
    """Return what a page shows now, for those who hear it.

    ``opened`` is the incident whose card is open, in one line.
    """
    if opened:
        return gettext("Card open: {incident}", incident=opened)
    numbers = ". ".join(f"{each.number} {each.unit}" for each in figures)
    return ". ".join(filter(None, (title, shown, numbers)))
