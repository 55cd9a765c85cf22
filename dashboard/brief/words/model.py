"""What a brief is: its words and numbers, ready to be drawn, and what is allowed in it.

No drawing and no counting here. Each format and layout takes its words from one
:class:`Brief`, so a slide, a picture and a page cannot say different things.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple

import pandas as pd

from dashboard.brief.words.errors import BriefError
from dashboard.brief.words.look import USUAL_LOOK, Look
from dashboard.dataset import Dataset
from dashboard.figures.caveats import as_sentences, caveats, short_caveats
from dashboard.figures.large_numbers import Figure
from dashboard.selection.selected import Selected
from dashboard.settings import USUAL, Settings
from dashboard.text.banner import TLP, fit_banner, one_line
from dashboard.text.language import N_, gettext
from dashboard.text.letters import refusal
from dashboard.text.words import day_in_words

MAX_TITLE = 160
"""Characters that a title may have."""

LISTED = "in the PDF"
"""Where a picture sends a reader for what it has no room for: it has no list itself."""

DISCLAIMER = N_(
    "Reported figures, preliminary, and may be revised. A circle is our reading of a "
    "report, not a reported position; where only an area is known there is no mark. "
    "Boundaries and names imply no endorsement. Absence of a report is not absence of "
    "an event."
)


class Choices(NamedTuple):
    """What the person who makes a brief chooses, beside the selection.

    ``title`` is blank for the usual one; ``as_of`` is the time of making in words;
    ``link`` is the address that the brief prints; ``second`` is the right side of a
    pair; ``look`` is how the brief is drawn, ``settings`` those of the office.
    """

    layout: str
    title: str = ""
    banner: str = ""
    as_of: str = ""
    link: str = ""
    second: Selected | None = None
    look: Look = USUAL_LOOK
    settings: Settings = USUAL

    @property
    def public_link(self) -> str:
        """Return the link where others can open it, else blank."""
        return self.link if self.settings.public_address else ""


@dataclass(frozen=True, eq=False)
class Brief:
    """Everything that a brief says about one selection, in words.

    ``selected`` is the selection with its data set; ``rows`` are the located rows that
    the brief shows: those of the selection, of every answer about a region, or of
    either side of a pair. ``own_title`` says whether the title is not the usual one.
    ``figures`` are the large numbers. ``lines`` stand below them: one for each
    campaign where there are several, since their sum would match nothing published, or
    one for each answer about a region. ``sentence`` counts the rows in running text.
    ``entries`` has one line of text cells for each row of the list, titled by
    :data:`dashboard.brief.words.entries.ENTRY_COLUMNS`. ``sides`` are the two briefs
    that layout *compare* sets side by side, ``difference`` says what differs, and
    ``against`` is the second selection as in a link. ``settings`` are the office's.
    ``again`` is how a reader makes the same brief again.
    """

    selected: Selected
    rows: pd.DataFrame
    layout: str
    title: str
    subtitle: str
    period: str
    figures: tuple[Figure, ...]
    lines: tuple[str, ...]
    sentence: str
    counts: str
    filters: str
    coverage: str
    sources: str
    credits: str
    data: str
    link: str
    banner: str
    as_of: str
    alt: str
    paste: str
    entries: tuple[tuple[str, ...], ...]
    disclaimer: str = DISCLAIMER
    own_title: bool = False
    against: str = ""
    sides: tuple["Brief", ...] = ()
    difference: str = ""
    look: Look = USUAL_LOOK
    settings: Settings = USUAL
    again: str = ""

    @property
    def dataset(self) -> Dataset:
        """Return the data set that the rows are of."""
        return self.selected.dataset

    @property
    def selection(self) -> dict:
        """Return the filters; of a pair those of the left side."""
        return self.selected.selection

    @property
    def region_id(self) -> str:
        """Return the id of the region asked for, blank where there is none."""
        return self.selected.region_id

    @property
    def banner_color(self) -> str:
        """Return the color of the banner's text on its dark bar."""
        return TLP.get(self.banner, "#FFFFFF")

    @property
    def head(self) -> tuple[str, ...]:
        """Return the period and the other filters, as they stand above one map."""
        return self.period, self.selected.words_without_days

    @property
    def missing(self) -> str:
        """Return what is missing from the table and why, blank where it is whole."""
        return as_sentences(caveats(self.dataset))

    @property
    def missing_in_short(self) -> str:
        """Return the same without the reasons, to stand under the subtitle."""
        return as_sentences(short_caveats(self.dataset))

    @property
    def care(self) -> str:
        """Return what stands under *Read with care*."""
        parts = (self.disclaimer, self.coverage, self.missing)
        return " ".join(part for part in parts if part)

    @property
    def stamp(self) -> str:
        """Return what identifies the picture: data, filters, projection, time."""
        parts = (
            gettext("Data {data}", data=self.data),
            gettext("filters: {filters}", filters=self.filters),
            gettext("projection Mercator, datum WGS 84"),
            "" if self.sides or self.period in self.title else self.period,
            self.as_of,
        )
        return " · ".join(part for part in parts if part)


def checked_banner(text: str) -> str:
    """Return a handling banner fit for print. Raises BriefError for a wrong one."""
    try:
        return fit_banner(text)
    except ValueError as error:
        raise BriefError(str(error)) from error


def checked_title(text: str) -> str:
    """Return a title on one line. Raises BriefError for one that cannot be drawn."""
    title = one_line(text)
    if len(title) > MAX_TITLE:
        raise BriefError(
            gettext(
                "title: at most {most} characters, not {many}",
                most=MAX_TITLE,
                many=len(title),
            )
        )
    if why := refusal(title):
        raise BriefError(f"title: {why}")
    return title


def as_of_words(text: str) -> str:
    """Return an ISO time of making in words: "made 27 Nov 2026 08:30 UTC".

    Blank for blank. Raises BriefError for what is no ISO time.
    """
    if not text:
        return ""
    try:
        when = datetime.fromisoformat(text)
        when = when.astimezone(UTC) if when.tzinfo else when
    except (ValueError, OverflowError) as error:
        raise BriefError(
            gettext(
                "as-of '{value}': must be an ISO date or time, "
                "such as 2026-11-27T09:30",
                value=text,
            )
        ) from error
    clock = f" {when:%H:%M} UTC" if len(text) > 10 else ""
    return gettext("made {day}", day=f"{day_in_words(when.date())}{clock}")


def day_of(as_of: str) -> date | None:
    """Return the day of a time of making, in UTC; None for a blank one.

    What is no ISO time gives None too: :func:`as_of_words` says so.
    """
    try:
        when = datetime.fromisoformat(as_of)
        return (when.astimezone(UTC) if when.tzinfo else when).date()
    except (ValueError, OverflowError):
        return None
