"""Turn the columns of an Arrow table into text, as a person would write the values.

It imports no pandas, as :mod:`dashboard.openers.places`.
"""

import json
import math
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

DIGITS = 15
"""Digits of a number that a workbook keeps and shows."""


def text_of_column(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column as text, "" where it has no value.

    Whole numbers have no ".0"; days are ISO, times only where some value has one; what
    holds several values is JSON. Bytes have no text and are blank.
    """
    kind = column.type
    if pa.types.is_dictionary(kind):
        return text_of_column(pc.cast(column, kind.value_type))
    if _is_text(kind) or pa.types.is_integer(kind) or pa.types.is_boolean(kind):
        texts = pc.cast(column, pa.large_string())
    elif pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        texts = _without_midnight(column)
    elif pa.types.is_null(kind) or _is_bytes(kind):
        texts = pa.chunked_array([pa.nulls(len(column), pa.large_string())])
    else:
        texts = _by_value(column, value_text)
    return pc.fill_null(texts, "")


def value_text(value: Any) -> str:
    """Return any value as text: None and "not a number" are blank."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return float_text(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=value_text)
    return str(value)


def float_text(value: float) -> str:
    """Return a number as a person writes it: no ".0", no exponent, no rounding noise.

    It has 15 digits, as many as a workbook keeps.
    """
    if not math.isfinite(value):
        return "" if math.isnan(value) else str(value)
    return format(Decimal(f"{value:.{DIGITS}g}"), "f")


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind)) or (
        str(kind) == "string_view"
    )


def _is_bytes(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_binary(kind)
        or pa.types.is_large_binary(kind)
        or pa.types.is_fixed_size_binary(kind)
    )


def _by_value(column: pa.ChunkedArray, words: Callable[[Any], str]) -> pa.ChunkedArray:
    return pa.chunked_array(
        [
            pa.array([words(value) for value in chunk.to_pylist()], pa.large_string())
            for chunk in column.chunks
        ],
        pa.large_string(),
    )


def _without_midnight(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return days and times as ISO text, local ones as they are read on the spot."""
    if pa.types.is_timestamp(column.type):
        if column.type.tz:
            column = pc.local_timestamp(column)
        column = pc.cast(column, pa.timestamp("us"), safe=False)
    texts = pc.cast(column, pa.large_string())
    texts = pc.replace_substring_regex(texts, r"\.0+$", "")
    times = pc.match_substring_regex(
        pc.drop_null(texts), r"[ T](0[1-9]|[1-9]|00:.*[1-9])"
    )
    if pc.any(times).as_py():
        return texts
    return pc.replace_substring_regex(texts, r"[ T].*$", "")
