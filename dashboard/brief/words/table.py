"""The words of layout *table*: its sum, and which of its pages is seen."""

from dashboard.brief.words.model import Brief
from dashboard.figures.campaign_groups import campaign_groups
from dashboard.figures.toll_sums import campaign_tolls
from dashboard.figures.tolls import toll_with_unknown
from dashboard.figures.totals import totals
from dashboard.text.language import N_, gettext, ngettext
from dashboard.text.words import listing

NO_ROW = N_("No incident of the table matches these filters.")


def sum_words(brief: Brief) -> str:
    """Return the sum of all rows, of several campaigns each apart.

    "All 71 incidents and 8 parts: 215–238 killed (best 231)"; the same functions as
    those of the command ``totals`` count it.
    """
    if brief.rows.empty:
        return gettext("No incident: nothing to add up")
    dictionary = brief.dataset.dictionary
    sums = totals(brief.rows)
    counts = []
    if sums["incidents"]:
        found = sums["incidents"]
        counts.append(ngettext("{count} incident", "{count} incidents", found))
    if sums["parts"]:
        counts.append(ngettext("{count} part", "{count} parts", sums["parts"]))
    counted = listing(counts)
    tolls = campaign_tolls(brief.rows, dictionary, toll_with_unknown)
    apart = len(campaign_groups(brief.rows, dictionary)) > 1
    if apart:
        return gettext(
            "Tolls of campaigns stand apart, {counted} in all: {tolls}",
            counted=counted,
            tolls=tolls,
        )
    return gettext("Sum, {counted} in all: {tolls}", counted=counted, tolls=tolls)


def page_words(number: int, many: int) -> str:
    """Return "page 1 of 4", blank where there is one page."""
    if many < 2:
        return ""
    return gettext("page {number} of {many}", number=number, many=many)
