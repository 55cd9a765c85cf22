"""The labels of axes, as expressions of Vega, in the language of now.

Streamlit hands Vega no locale, so Vega's own months and numbers are English ones.
"""

import json

from dashboard.text.language import SOURCE, current, decimal, pgettext
from dashboard.text.words import month_name

SHORT_NUMBER = "format(datum.value, datum.value < 10000 ? ',d' : '~s')"
"""Counts as in :func:`dashboard.text.words.short_number`; Vega's expression."""


def month_label() -> str:
    """Return Vega's expression for "sept 2025", blank in English: Vega says it so."""
    if current() == SOURCE:
        return ""
    return f"{_month_of_tick()} + ' ' + year(datum.value)"


def third_month_label() -> str:
    """Return the same, for one month of three."""
    label = month_label() or "datum.label"
    return f"month(datum.value) % 3 == 0 ? {label} : ''"


def day_label() -> str:
    """Return the same for "2 sept"."""
    if current() == SOURCE:
        return ""
    return f"date(datum.value) + ' ' + {_month_of_tick()}"


def _month_of_tick() -> str:
    names = [month_name(each) for each in range(1, 13)]
    return f"{json.dumps(names, ensure_ascii=False)}[month(datum.value)]"


def count_label() -> str:
    """Return Vega's expression for counts as ``short_number`` of words writes them."""
    if current() == SOURCE:
        return SHORT_NUMBER
    point = decimal(0.5, 1)[1]
    thousands = pgettext("axis", "{number}k", number="\0").partition("\0")
    millions = pgettext("axis", "{number}M", number="\0").partition("\0")

    def written(by: int, around: tuple[str, str, str]) -> str:
        digits = f"replace(format(datum.value / {by}, '~r'), '.', '{point}')"
        return f"'{around[0]}' + {digits} + '{around[2]}'"

    return (
        f"datum.value < 10000 ? format(datum.value, 'd') : datum.value < 1000000 ? "
        f"{written(1000, thousands)} : {written(1_000_000, millions)}"
    )
