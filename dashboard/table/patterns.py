"""Patterns that a description or a format brings along: read and matched by RE2 alone.

Python's own engine may take ages for a short cell ("(a+)+" after a look-ahead); RE2,
which Arrow uses, takes time by the length of the text times that of the pattern. pandas
goes over to Python's where RE2 cannot follow, so what is not ours is matched here.
"""

from __future__ import annotations

import re
from math import prod
from typing import TYPE_CHECKING

from dashboard.text.language import N_

if TYPE_CHECKING:
    import pandas as pd

LONGEST = 2_000
"""Characters of a pattern."""
PATTERN = N_(
    "must be a regular expression, without look-ahead or reference back, of at most "
    "2,000 characters"
)


_PLAIN = re.compile(
    r"(?:[^\\({+*?]|\\[dDsSwW.+*?()\[\]{}^$|/-]|\((?!\?)|[+*?](?!\+)"
    r"|\{[0-9]{1,2}(?:,[0-9]{0,2})?\}(?!\+))*"
)
_COUNT = re.compile(r"\{([0-9]*),?([0-9]*)\}")
_MOST_REPEATS, _MOST_SIGNS = 1_000, 20_000
"""Repeats (counts inside counts multiplied), and length times repeats, up to which RE2
surely has room: it bounds what a pattern unfolds to."""


def is_pattern(pattern: object) -> bool:
    """Return whether a value is a regular expression that both engines can read."""
    if not isinstance(pattern, str) or len(pattern) > LONGEST:
        return False
    try:
        pattern.encode()
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError, UnicodeEncodeError):
        return False
    return _is_plain(pattern) or _is_read_by_re2(pattern)


def _is_plain(pattern: str) -> bool:
    """Return whether nothing is in it that the engines may read otherwise.

    Then RE2, which brings half of the program along, need not be asked: a description
    is read for the help of a command too.
    """
    counts = _COUNT.findall(pattern)
    repeats = prod(max(int(low or 1), int(high or 1), 1) for low, high in counts)
    if repeats > _MOST_REPEATS or repeats * len(pattern) > _MOST_SIGNS:
        return False
    return _PLAIN.fullmatch(pattern) is not None


def _is_read_by_re2(pattern: str) -> bool:
    import pyarrow as pa
    import pyarrow.compute as pc

    try:  # as matches() asks: what stands around it counts too
        pc.match_substring_regex(pa.array([""]), rf"\A(?:{pattern})\z")
    except pa.ArrowInvalid:
        return False
    return True


def matches(column: pd.Series, pattern: str, whole: bool = True) -> pd.Series:
    """Return which texts a pattern fits, wholly or, with ``whole`` false, somewhere.

    Raises pyarrow.ArrowInvalid where :func:`is_pattern` says no.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    wanted = rf"\A(?:{pattern})\z" if whole else pattern
    texts = pa.array(column.astype("str"), from_pandas=True)
    found = pc.fill_null(pc.match_substring_regex(texts, wanted), False)
    fits = column.eq("")  # a column of truths with the same index
    fits[:] = found.to_numpy(zero_copy_only=False)
    return fits
