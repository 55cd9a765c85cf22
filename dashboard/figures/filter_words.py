"""The filters on a page in few words: what stands on a chip, and the counts beside."""

from typing import Any

import pandas as pd

from dashboard.geo.regions import Regions
from dashboard.selection.filters import FILTERS, keeps_beside
from dashboard.table.dictionary import Dictionary
from dashboard.text.words import count_of, listing, period_in_words

ALL_DATES = "All dates"
MORE_FILTERS = "More filters"
EVERYTHING = {
    "campaign": "All campaigns",
    "event_type": "All kinds of event",
    "region": "All regions",
    "verification": "Any certainty",
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
        return EVERYTHING.get(key, f"Any {kind.label.lower()}")
    if not isinstance(value, list) or key not in dictionary.fields:
        return upper_first(kind.describe(value, dictionary, regions))
    labels = [dictionary.label(key, code) for code in value]
    if len(labels) > MOST_NAMED:
        return f"{kind.label}: {len(labels)} chosen"
    number = sum(counts.get(code, 0) for code in value)
    words = upper_first(listing(labels, "or"))
    return f"{words} {number:,}" if number else words


def dates_words(since: Any, until: Any) -> str:
    """Return what the chip of the dates says: "from 1 Jan 2026", "All dates"."""
    if since and until:
        return period_in_words(since, until, short=True)
    if since:
        return f"From {period_in_words(since, None)}"
    return f"To {period_in_words(until, None)}" if until else ALL_DATES


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
    return f"{MORE_FILTERS} ({active})" if active else MORE_FILTERS


def clear_words(key: str, incidents: int) -> str:
    """Return what takes a filter off: "All campaigns 97"."""
    words = EVERYTHING.get(key, f"Any {FILTERS[key].label.lower()}")
    return f"{words} {incidents:,}" if incidents else words


def shown_words(shown: int, everything: int) -> str:
    """Return how many incidents of the table a page shows."""
    of = f"{shown:,} of {count_of(everything, 'incident')}"
    return f"{of} shown" if shown < everything else f"all {count_of(shown, 'incident')}"


def upper_first(text: str) -> str:
    """Return a text with its first letter as a capital."""
    return text[:1].upper() + text[1:]
