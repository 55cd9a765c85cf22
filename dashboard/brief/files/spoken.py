"""What every file of a brief says in the language of now, and how it names it."""

from dashboard.brief.words.bars import EVERYWHERE, Panel
from dashboard.brief.words.model import Brief
from dashboard.settings import Settings
from dashboard.text.language import SOURCE, current, gettext, pgettext

OFFICE_LANGUAGES = {SOURCE: "en-GB", "es": "es-419"}
"""How office programs name a language whose spelling they check: dates are written
1 Jan 2026, Spanish is that of Latin America."""


def office_language() -> str:
    """Return the language of now as office programs name it: "en-GB"."""
    return OFFICE_LANGUAGES.get(current(), current())


def filters_and_counts(brief: Brief) -> str:
    """Return "Filters: none. 71 incidents, 8 parts."."""
    return gettext(
        "Filters: {filters}. {counts}.", filters=brief.filters, counts=brief.counts
    )


def filter_words(brief: Brief) -> str:
    """Return "Filters: none"."""
    return gettext("Filters: {filters}", filters=brief.filters)


def from_words(whom: str) -> str:
    """Return "From: " with author and contact, or the office before them."""
    return pgettext("who made it", "From: {whom}", whom=whom)


def logo_words(settings: Settings) -> str:
    """Return what a logo is, for those who cannot see it."""
    if settings.office:
        return gettext("Logo of {office}", office=settings.office)
    return gettext("Logo of the office")


def said_name(panel: Panel) -> str:
    """Return the name of the bars of some rows; that of all rows is a constant."""
    return gettext(EVERYWHERE) if panel.name == EVERYWHERE else panel.name
