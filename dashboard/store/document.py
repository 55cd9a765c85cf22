"""What was opened, as JSON: all but its rows, which are columns of a Parquet file.

Only classes of this package that hold nothing but fields are made from a document, so
a document runs no code. What it cannot say raises TypeError, and is then not kept.
"""

import base64
import sys
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.geo.regions import Regions
from dashboard.resources import PACKAGE
from dashboard.text.language import Rewordable, Saying

PLAIN = (str, bool, int, float, type(None))
OF, WITH, ROWS, REGIONS = "of", "with", "rows", "regions"
"""Members: a class, its fields; what stands for the rows and for the layers."""


def to_document(value: Any) -> tuple[Any, list[gpd.GeoDataFrame]]:
    """Return a value as JSON knows it, and the tables of places that it leaves out.

    Raises TypeError where a part is of a kind that a document cannot give back.
    """
    tables: list[gpd.GeoDataFrame] = []
    return _write(value, tables), tables


def from_document(document: Any, rows: gpd.GeoDataFrame, regions: Regions) -> Any:
    """Return the value of a document; ``rows`` and ``regions`` stand where they were.

    Raises ValueError, TypeError, KeyError or AttributeError for what is none.
    """
    if isinstance(document, PLAIN):
        return document
    if isinstance(document, list):
        return [from_document(each, rows, regions) for each in document]
    kind, given = document[OF], document.get(WITH)
    if kind == ROWS:
        return rows
    if kind == REGIONS:
        return regions
    if kind in READERS:
        return READERS[kind](from_document(given, rows, regions))
    names = {name: from_document(part, rows, regions) for name, part in given.items()}
    return _class_named(kind)(**names)


def _write(value: Any, tables: list[gpd.GeoDataFrame]) -> Any:
    if isinstance(value, np.floating | np.integer):
        value = value.item()
    if type(value) in PLAIN:
        return value
    if type(value) is list:
        return [_write(each, tables) for each in value]
    if isinstance(value, gpd.GeoDataFrame):
        tables.append(value)
        return {OF: ROWS}
    if isinstance(value, Regions):
        return {OF: REGIONS}
    for kind, (known, parts) in WRITERS.items():
        if isinstance(value, known) and not _has_fields(value):
            return {OF: kind, WITH: _write(parts(value), tables)}
    if not _has_fields(value) or isinstance(value, type):
        raise TypeError(f"a document cannot hold a {type(value).__name__}")
    parts_of = {name: _write(part, tables) for name, part in _fields_of(value)}
    cls = type(value)
    return {OF: f"{cls.__module__}.{cls.__qualname__}", WITH: parts_of}


def _has_fields(value: Any) -> bool:
    return is_dataclass(value) or hasattr(value, "_asdict")


def _fields_of(value: Any) -> list[tuple[str, Any]]:
    if is_dataclass(value):
        return [(f.name, getattr(value, f.name)) for f in fields(value) if f.init]
    return list(value._asdict().items())


def _class_named(name: str) -> type:
    """Return a class of this package that holds fields, by its full name."""
    module, _, own = name.rpartition(".")
    found: Any = getattr(sys.modules.get(module), own, None)
    ours = module.startswith(f"{PACKAGE.name}.")
    if not isinstance(found, type) or not ours or not _has_fields(found):
        raise ValueError(f"{name} is no class that a document may make")
    return found


def _frame_text(frame: pd.DataFrame) -> str:
    sink = pa.BufferOutputStream()
    table = pa.Table.from_pandas(frame)
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return base64.b64encode(sink.getvalue()).decode("ascii")


def _frame_of(text: str) -> pd.DataFrame:
    return pa.ipc.open_stream(base64.b64decode(text)).read_pandas()


def _day(value: date) -> str:
    if isinstance(value, datetime):
        raise TypeError("a document holds days, no times")
    return value.isoformat()


def _saying_of(text: Rewordable) -> list[Any]:
    kind, texts, count, values = text.saying
    kept = {name: _value_of_saying(value) for name, value in values.items()}
    return [str(text), kind, list(texts), count, kept]


def _value_of_saying(value: Any) -> Any:
    """Return a value that fills a text in; in words where a document cannot hold it."""
    try:
        _write(value, [])
    except TypeError:
        return str(value)
    return value


def _rewordable_of(parts: list[Any]) -> Rewordable:
    text, kind, texts, count, values = parts
    return Rewordable(text, Saying(kind, tuple(texts), count, values))


WRITERS: dict[str, tuple[type, Callable[[Any], Any]]] = {
    "tuple": (tuple, list),
    "set": (set, sorted),
    "frozenset": (frozenset, sorted),
    "dict": (dict, lambda value: [list(pair) for pair in value.items()]),
    "day": (date, _day),
    "path": (Path, str),
    "frame": (pd.DataFrame, _frame_text),
    "said": (Rewordable, _saying_of),
}
"""Kinds of value: the class, and its parts in kinds that are written before it."""
READERS: dict[str, Callable[[Any], Any]] = {
    "tuple": tuple,
    "set": set,
    "frozenset": frozenset,
    "dict": dict,
    "day": date.fromisoformat,
    "path": Path,
    "frame": _frame_of,
    "said": _rewordable_of,
}
