"""How a brief looks, apart from what it says: size, foot, window, corners, labels."""

from typing import Any, NamedTuple

from dashboard.brief.words.errors import BriefError
from dashboard.brief.words.sizes import (
    FEET,
    LONG,
    SHORT,
    SIZES,
    USUAL_SIZE,
    Size,
    checked_size,
)
from dashboard.text.language import N_, gettext

AUTO = "auto"
CORNERS = {
    "nw": (0, 0),
    "ne": (1, 0),
    "sw": (0, 1),
    "se": (1, 1),
}
"""Corners of a map: how far right and how far down, as shares of the free room."""
THEATRE, TIGHT, REGION, BOUNDS = "theatre", "tight", "region", "bounds"
WINDOWS = {
    THEATRE: N_("everything that the brief shows, with room for the areas"),
    TIGHT: N_("the marks and their circles alone"),
    REGION: N_("the region that is asked about"),
    BOUNDS: N_("the view that the filter `bounds` keeps"),
}
ALL, DEADLIEST, NONE = "all", "deadliest", "none"
LABELS = {
    ALL: N_("every mark that has room"),
    DEADLIEST: N_("the five marks with the most deaths"),
    NONE: N_("no mark"),
}
CHOICES = {
    "size": tuple(SIZES),
    "foot": (AUTO, *FEET),
    "window": tuple(WINDOWS),
    "legend": (AUTO, *CORNERS),
    "inset": (AUTO, *CORNERS, NONE),
    "labels": tuple(LABELS),
}
"""The allowed words of each choice; the first is the usual one."""
CHOICE_LABELS = {
    "size": N_("Size"),
    "foot": N_("Foot"),
    "window": N_("Window"),
    "legend": N_("Legend"),
    "inset": N_("Small map"),
    "labels": N_("Labels"),
}
"""What a page calls each choice."""
WORD_LABELS = {
    "nw": N_("upper left"),
    "ne": N_("upper right"),
    "sw": N_("lower left"),
    "se": N_("lower right"),
    LONG: N_("in full"),
    SHORT: N_("two lines"),
    AUTO: N_("automatic"),
    NONE: N_("none"),
    **WINDOWS,
    ALL: LABELS[ALL],
    DEADLIEST: LABELS[DEADLIEST],
}
MOST_PAGES = 999


class Look(NamedTuple):
    """The choices of how a brief is drawn, each by its word in :data:`CHOICES`.

    ``page`` is the page of a table that does not fit on one, from 1.
    ``grey`` draws without color.
    """

    size: str = USUAL_SIZE
    foot: str = AUTO
    window: str = THEATRE
    legend: str = AUTO
    inset: str = AUTO
    labels: str = ALL
    page: int = 1
    grey: bool = False

    @property
    def sheet(self) -> Size:
        """Return the size that is drawn."""
        return SIZES[self.size]

    @property
    def is_short(self) -> bool:
        """Return whether the foot has two lines at most."""
        return (self.sheet.foot if self.foot == AUTO else self.foot) == SHORT


USUAL_LOOK = Look()
LOOK_KEYS = (*CHOICES, "page", "grey")
"""The names of all choices, in the order of a link."""


def word_label(key: str, word: str) -> str:
    """Return what a page calls a word of a choice, with a capital letter."""
    words = gettext(SIZES[word].label if key == "size" else WORD_LABELS[word])
    return words[0].upper() + words[1:]


def look_of(texts: dict[str, str]) -> Look:
    """Return a look from texts, as options and links give them; blank is the usual.

    Raises BriefError that names the choice, what was given and what is allowed.
    """
    values: dict[str, Any] = {
        key: checked_choice(key, text)
        for key in CHOICES
        if (text := texts.get(key, ""))
    }
    numbers = Look(
        page=page_of(texts.get("page", "")),
        grey=is_grey(texts.get("grey", "")),
    )
    return numbers._replace(**values)


def checked_choice(key: str, text: str) -> str:
    """Return the word of a choice. Raises BriefError for an unknown one."""
    if key == "size":
        return checked_size(text)
    if text not in CHOICES[key]:
        raise BriefError(
            gettext(
                "{key} '{value}': must be one of {allowed}",
                key=key,
                value=text,
                allowed=", ".join(CHOICES[key]),
            )
        )
    return text


def missing_for_window(look: Look, selection: dict) -> str:
    """Return what a window needs that the filters do not give, as a sentence, or ""."""
    needs = {REGION: "--region VE-R", BOUNDS: "--bounds 8,-66,12,-58"}
    example = needs.get(look.window, "")
    if not example or look.window in selection:
        return ""
    return gettext(
        "window '{window}': needs the filter {window}, such as {example}",
        window=look.window,
        example=example,
    )


def page_of(text: str) -> int:
    """Return the number of a page, 1 for a blank. Raises BriefError for no number."""
    if not text:
        return 1
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= MOST_PAGES:
        raise BriefError(
            gettext("page '{value}': must be a whole number from 1 on", value=text)
        )
    return int(text)


def is_grey(text: str) -> bool:
    """Return whether a text asks for grey. Raises BriefError for another than "1"."""
    if text not in ("", "1"):
        raise BriefError(gettext("grey '{value}': must be 1, or left out", value=text))
    return text == "1"


def look_query(look: Look) -> tuple[tuple[str, str], ...]:
    """Return the choices that are not the usual ones, as parameters of a link."""
    written = _texts(look)
    usual = _texts(USUAL_LOOK)
    return tuple((key, written[key]) for key in LOOK_KEYS if written[key] != usual[key])


def _texts(look: Look) -> dict[str, str]:
    grey = "1" if look.grey else ""
    return look._asdict() | {"page": str(look.page), "grey": grey}
