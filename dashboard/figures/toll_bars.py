"""The toll of a bar in words: a week or a month of a chart.

A bar has the height of its sums, so a blank counts as nothing in them. What is blank is
said beside the number: "5 or more", "a range is open", "3 with no figure".
"""

from dashboard.figures.tolls import NO_FIGURE
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
        words += ", a range is open"
    if not unknown:
        return words
    rows = f"{unknown:,} with {NO_FIGURE}"
    return f"{words}; {rows}" if high or open_rows else f"{rows}, else none"


def bar_range(low: int, high: int, open_rows: int, open_high: int) -> str:
    """Return a range with ends that some rows leave open: "5 or more", "up to 5"."""
    if open_high:
        return f"{range_text(low, high)} or more"
    return f"up to {int(high):,}" if open_rows else range_text(low, high)
