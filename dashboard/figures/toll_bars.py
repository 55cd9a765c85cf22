"""The toll of a bar in words: a week or a month of a chart.

A bar has the height of its sums, so a blank counts as nothing in them. What is blank is
said beside the number: "5 or more", "a range is open", "3 with no figure".
"""

from dashboard.figures.toll_phrases import with_no_figure
from dashboard.text.language import gettext, number
from dashboard.text.words import range_text


def toll_bar(
    low: int, high: int, open_rows: int, open_high: int, unknown: int = 0
) -> str:
    """Return the toll of a bar: "5–7", "5 or more, a range is open; 1 with no figure".

    Here ``low`` and ``high`` are sums in which a blank counts as nothing;
    ``open_rows`` counts rows that do not give both ends, ``open_high`` those of them
    without the upper one, ``unknown`` those with no figure.
    """
    words = bar_range(low, high, open_rows, open_high)
    if open_rows:
        words = gettext("{range}, a range is open", range=words)
    if not unknown:
        return words
    rows = with_no_figure(unknown)
    if high or open_rows:
        return f"{words}; {rows}"
    return gettext("{rows_with_no_figure}, else none", rows_with_no_figure=rows)


def bar_range(low: int, high: int, open_rows: int, open_high: int) -> str:
    """Return a range with ends that some rows leave open: "5 or more", "up to 5"."""
    if open_high:
        return gettext("{range} or more", range=range_text(low, high))
    if open_rows:
        return gettext("up to {number}", number=number(high))
    return range_text(low, high)
