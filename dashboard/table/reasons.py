"""Why a cell could not be read, in the language of now.

The readers of cells give a reason in English, in a column of texts: one of the texts
marked where they are written. Those with values of the cell are known by their words.
"""

import re
from functools import lru_cache

from dashboard.table import coordinates, dates, numbers
from dashboard.text.language import gettext

WITH_VALUES = (
    numbers.TWO_WAYS,
    dates.TWO_WAYS,
    dates.NOT_THAT_WEEKDAY,
    coordinates.WRONG_LETTER,
    coordinates.SIGN_AND_LETTER,
)
FIELD = re.compile(r"\\{(\w+)\\}")
AXES = (coordinates.LATITUDE, coordinates.LONGITUDE)


def reason_in_words(reason: str) -> str:
    """Return why a cell could not be read, as :func:`again` can say it."""
    axis, _, of_half = reason.partition(" ")
    if axis in AXES:
        said = reason_in_words(of_half)
        return gettext(coordinates.HALF, axis=axis, reason=said)
    for text in WITH_VALUES:
        if found := _pattern(text).fullmatch(reason):
            return gettext(text, **found.groupdict())
    return gettext(reason)


@lru_cache(64)
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(FIELD.sub(r"(?P<\1>.+?)", re.escape(text)), re.DOTALL)
