"""The words of layout *table*: its sum, and which of its pages is seen."""

from dashboard.brief.words.model import Brief
from dashboard.figures.campaign_groups import campaign_groups
from dashboard.figures.toll_sums import campaign_tolls
from dashboard.figures.tolls import toll_with_unknown
from dashboard.figures.totals import totals
from dashboard.text.words import count_of, listing

NO_ROW = "No incident of the table matches these filters."


def sum_words(brief: Brief) -> str:
    """Return the sum of all rows, of several campaigns each apart.

    "All 71 incidents and 8 parts: 215–238 killed (best 231)"; the same functions as
    those of the command ``totals`` count it.
    """
    if brief.rows.empty:
        return "No incident: nothing to add up"
    dictionary = brief.dataset.dictionary
    sums = totals(brief.rows)
    kinds = ((sums["incidents"], "incident"), (sums["parts"], "part"))
    counted = listing([count_of(number, word) for number, word in kinds if number])
    tolls = campaign_tolls(brief.rows, dictionary, toll_with_unknown)
    apart = len(campaign_groups(brief.rows, dictionary)) > 1
    head = "Tolls of campaigns stand apart" if apart else "Sum"
    return f"{head}, {counted} in all: {tolls}"


def page_words(number: int, many: int) -> str:
    """Return "page 1 of 4", blank where there is one page."""
    return f"page {number} of {many}" if many > 1 else ""
