"""Open GeoJSON (RFC 7946): numbers stay as they are written in the file."""

import json
import re
from typing import Any

import numpy as np
import pandas as pd
import shapely

from dashboard.openers.arrow_text import value_text
from dashboard.openers.points import with_points
from dashboard.table.decode import decode
from dashboard.table.header import name_columns
from dashboard.table.limits import check_columns, check_rows
from dashboard.table.reading import ReadTable, UnreadableTableError
from dashboard.table.rows import TEXT
from dashboard.text.language import gettext

SHOWN_KEYS = 6
CRS_NAME = re.compile(r"(urn:ogc:def:crs:)?(EPSG|OGC):[\w.]*:?(CRS84|[0-9]+)")

ESCAPED_HALF = re.compile(r"\\u[dD][89a-fA-F]")
HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")
"""A surrogate alone: JSON can write it, UTF-8 cannot (RFC 8259, 8.2)."""


def read_geojson(raw: bytes, name: str) -> ReadTable:
    """Return the features of a GeoJSON file as a table; points become coordinates.

    The line of a feature is its number and one, as in a CSV file. A member ``id`` of
    a feature becomes a column where its properties have none. Read by Python's own
    module, and not by GDAL, which turns numbers into others and dates into times.
    Raises :class:`UnreadableTableError`.
    """
    text, _ = decode(raw, name)
    try:
        content = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
        _refuse_halves(text, content, name)
    except json.JSONDecodeError as error:
        raise UnreadableTableError(
            gettext(
                "{file}, line {line}: not JSON ({error}).",
                file=name,
                line=error.lineno,
                error=error.msg,
            )
        ) from error
    except RecursionError as error:
        words = gettext("{file}: nested too deeply to be a table.", file=name)
        raise UnreadableTableError(words) from error
    features = _features(content, name)
    check_rows(len(features), name)
    rows = [_properties(each) for each in features]
    columns = list(dict.fromkeys(key for row in rows for key in row))
    check_columns(len(columns), name)
    names = name_columns(columns, name, "properties")
    table = pd.DataFrame(
        {
            own: [value_text(row.get(key)) for row in rows]
            for own, key in zip(names, columns, strict=True)
        },
        index=pd.RangeIndex(2, len(rows) + 2),
        columns=names,
        dtype=TEXT,
    )
    shapes = np.empty(len(features), dtype=object)
    for at, each in enumerate(features):
        shapes[at] = _geometry(each.get("geometry"), name, at + 1)
    table, remarks = with_points(table, shapes, _crs(content))
    return ReadTable(table, "GeoJSON", remarks)


def _refuse_halves(text: str, content: Any, name: str) -> None:
    if not ESCAPED_HALF.search(text):  # then there is no need to look at every value
        return
    if half := HALF_CHARACTER.search(json.dumps(content, ensure_ascii=False)):
        words = gettext(
            "{file}: {letter} is half a character, not text.",
            file=name,
            letter=ascii(half[0]),
        )
        raise UnreadableTableError(words)


def _features(content: Any, name: str) -> list[dict[str, Any]]:
    kind = content.get("type") if isinstance(content, dict) else None
    if kind == "FeatureCollection" and isinstance(content.get("features"), list):
        features = content["features"]
        if not all(isinstance(each, dict) for each in features):
            raise UnreadableTableError(
                gettext("{file}: a feature of it is no JSON object.", file=name)
            )
        return list(features)
    if kind == "Feature":
        return [content]
    if isinstance(content, dict):
        keys = ", ".join(list(content)[:SHOWN_KEYS])
        raise UnreadableTableError(
            gettext(
                "{file}: this is JSON without features (its members: {keys}). Save the "
                "table as CSV or as GeoJSON.",
                file=name,
                keys=keys,
            )
        )
    raise UnreadableTableError(
        gettext(
            "{file}: this is a JSON list, not GeoJSON. Save the table as CSV or as "
            "GeoJSON.",
            file=name,
        )
    )


def _properties(feature: dict[str, Any]) -> dict[str, Any]:
    properties = feature.get("properties") or {}
    if not isinstance(properties, dict):
        properties = {"properties": properties}
    identity = feature.get("id")
    if identity is not None and "id" not in properties:
        return {"id": identity, **properties}
    return properties


def _geometry(geometry: Any, name: str, number: int) -> shapely.Geometry | None:
    if geometry is None:
        return None
    try:
        if geometry["type"] == "Point":
            if not isinstance(geometry["coordinates"], list):
                raise TypeError(gettext("coordinates that are no list"))
            place = [float(each) for each in geometry["coordinates"][:2]]
            return shapely.Point(place) if place else None
        return shapely.from_geojson(json.dumps(_with_numbers(geometry)))
    except (
        KeyError,
        TypeError,
        ValueError,
        RecursionError,
        shapely.GEOSException,
    ) as error:
        raise UnreadableTableError(
            gettext(
                "{file}, feature {number}: its geometry is not GeoJSON.",
                file=name,
                number=str(number),
            )
        ) from error


def _with_numbers(value: Any) -> Any:
    """Return coordinates as numbers again; the parser left every number as text."""
    if isinstance(value, dict):
        return {key: _with_numbers(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_with_numbers(each) for each in value]
    is_number = isinstance(value, str) and re.fullmatch(
        r"-?[0-9.]+([eE][+-]?[0-9]+)?", value
    )
    return float(value) if is_number else value


def _crs(content: dict[str, Any]) -> str:
    """Return the coordinate system; files older than RFC 7946 may name another.

    Only an authority and a code are taken: PROJ would open a file that a name tells.
    """
    try:
        name = str(content["crs"]["properties"]["name"])
    except (KeyError, TypeError):
        return "OGC:CRS84"
    return name if CRS_NAME.fullmatch(name) else f"unknown {name}"
