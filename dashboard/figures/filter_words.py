"""The filters on a page in few words: what stands on a chip, and the counts beside."""

from typing import Any

import pandas as pd

from dashboard.geo.regions import Regions
from dashboard.selection.filters import FILTERS, keeps_beside
from dashboard.table.dictionary import Dictionary
from dashboard.text.language import N_, gettext, ngettext, number
from dashboard.text.words import listing, period_in_words

ALL_DATES = N_("All dates")
MORE_FILTERS = N_("More filters")
EVERYTHING = {
    "campaign": N_("All campaigns"),
    "event_type": N_("All kinds of event"),
    "region": N_("All regions"),
    "verification": N_("Any certainty"),
}
"""What a chip says while its filter keeps everything."""
MOST_NAMED = 2
"""Values that a chip names; more are counted."""


def chip_words(
    key: str,
    value: Any,
    counts: dict[str, int],
    dictionary: Dictionary,
    regions: Regions,
) -> str:
    """Return what the chip of a filter says: "Boat strikes 71", "All regions".

    ``value`` is that of the selection, None where the filter keeps everything;
    ``counts`` are the incidents of each value of its column.
    """
    kind = FILTERS[key]
    if value is None:
        return everything_words(key)
    if not isinstance(value, list) or key not in dictionary.fields:
        return upper_first(kind.describe(value, dictionary, regions))
    labels = [dictionary.label(key, code) for code in value]
    if len(labels) > MOST_NAMED:
        return ngettext(
            "{filter}: {count} chosen",
            "{filter}: {count} chosen",
            len(labels),
            filter=gettext(kind.label),
        )
    incidents = sum(counts.get(code, 0) for code in value)
    words = upper_first(listing(labels, "or"))
    return f"{words} {number(incidents)}" if incidents else words


def everything_words(key: str) -> str:
    """Return what a chip says while its filter keeps everything: "All regions"."""
    if key in EVERYTHING:
        return gettext(EVERYTHING[key])
    return gettext("Any {filter}", filter=gettext(FILTERS[key].label).lower())


def dates_words(since: Any, until: Any) -> str:
    """Return what the chip of the dates says: "from 1 Jan 2026", "All dates"."""
    if since and until:
        return period_in_words(since, until, short=True)
    if since:
        return gettext("From {day}", day=period_in_words(since, None))
    if until:
        return gettext("To {day}", day=period_in_words(until, None))
    return gettext(ALL_DATES)


def counts_of_choices(
    incidents: pd.DataFrame, selection: dict[str, Any], regions: Regions
) -> dict[str, dict[str, int]]:
    """Return what each choice of each filter would show beside the other filters.

    Numbers of incidents by filter and value. Parts are not counted; filters that ask
    no single column have none.
    """
    table, found = pd.DataFrame(incidents), {}
    whole = table["parent_id"].eq("").to_numpy(bool)
    for key, kept in keeps_beside(table, selection, regions).items():
        if FILTERS[key].column == key and key in table:
            found[key] = _counts(table[key][kept & whole])
    return found


def _counts(values: pd.Series) -> dict[str, int]:
    counts = values.value_counts()
    pairs = zip(counts.index.tolist(), counts.tolist(), strict=True)
    return {str(code): number for code, number in pairs if number and code}


def more_filters(active: int) -> str:
    """Return the name of the button behind which the other filters are."""
    return f"{gettext(MORE_FILTERS)} ({active})" if active else gettext(MORE_FILTERS)


def clear_words(key: str, incidents: int) -> str:
    """Return what takes a filter off: "All campaigns 97"."""
    words = everything_words(key)
    return f"{words} {number(incidents)}" if incidents else words


def shown_words(shown: int, everything: int) -> str:
    """Return how many incidents of the table a page shows."""
    if shown < everything:
        return ngettext(
            "{shown} of {count} incident shown",
            "{shown} of {count} incidents shown",
            everything,
            shown=number(shown),
        )
    return ngettext("all {count} incident", "all {count} incidents", shown)


def upper_first(text: str) -> str:
    """Return a text with its first letter as a capital."""
    return text[:1].upper() + text[1:]
