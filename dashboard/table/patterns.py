"""Patterns that a description or a format brings along: read and matched by RE2 alone.

Python's own engine may take ages for a short cell ("(a+)+" before a look-ahead); RE2,
which Arrow uses, takes time by the length of the text alone. pandas goes over to
Python's where RE2 cannot follow, so what is not ours is matched here.
"""

import re

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.text.language import N_

LONGEST = 2_000
"""Characters of a pattern."""
PATTERN = N_(
    "must be a regular expression, without look-ahead or reference back, of at most "
    "2,000 characters"
)


def is_pattern(pattern: object) -> bool:
    """Return whether a value is a regular expression that both engines can read."""
    if not isinstance(pattern, str) or len(pattern) > LONGEST:
        return False
    try:
        re.compile(pattern)
        pc.match_substring_regex(pa.array([""]), pattern)
    except (re.error, OverflowError, RecursionError, pa.ArrowInvalid):
        return False
    return True


def matches(column: pd.Series, pattern: str, whole: bool = True) -> pd.Series:
    """Return which texts a pattern fits, wholly or, with ``whole`` false, somewhere.

    Raises pyarrow.ArrowInvalid where :func:`is_pattern` says no.
    """
    wanted = rf"\A(?:{pattern})\z" if whole else pattern
    texts = pa.array(column.astype("str"), from_pandas=True)
    found = pc.fill_null(pc.match_substring_regex(texts, wanted), False)
    return pd.Series(found.to_numpy(zero_copy_only=False), index=column.index)
