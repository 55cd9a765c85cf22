"""Why a file that Arrow or GDAL reads is refused, in words."""

from dashboard.openers import arrow_layer
from dashboard.openers.layer import RefusedError
from dashboard.openers.page_size import MANY_PAGES, MOST_PAGES, WRONG
from dashboard.table import limits
from dashboard.table.limits import (
    MAX_COLUMNS,
    MEGABYTE,
    check_columns,
    check_rows,
)
from dashboard.table.reading import UnreadableTableError
from dashboard.text.language import N_, gettext, number

REFUSALS = {
    "damaged": N_(
        "{file}: this is a damaged {format} file, or holds no layer. Export it again."
    ),
    "damaged parquet": N_("{file}: a damaged Parquet file ({why})."),
    "view": N_(
        "{file}: {table} is a view, not a table; views are not opened. Export the "
        "layer to a file of its own."
    ),
    "program": N_(
        "{file}: {table} is no ordinary table, and is not opened. Export the layer to "
        "a file of its own."
    ),
    "computed": N_(
        "{file}: the column {column} is computed by the file; such columns are not "
        "opened. Export the layer to a file of its own."
    ),
    "no layer": N_("{file}: no layer {layer}. Its layers: {layers}."),
    "empty": N_("{file}: holds no layer."),
    "values": N_(
        "{file}: more than {number} values in its rows and columns, which is the "
        "limit. Split the table, or leave out columns that are not needed."
    ),
    "too large": N_("{file}: unpacks to more than {megabytes} MB, the limit."),
    "batch": N_("{file}: {rows} rows unpack to more than {megabytes} MB, the limit."),
    "group": N_(
        "{file}: a group of its rows unpacks to more than {megabytes} MB or {number} "
        "values at once, the limit. Write the file again in smaller row groups."
    ),
}
"""The sentences that a reader may choose from."""
QUOTED = ("table", "column", "layer")
"""Names of the file, which stand in quotation marks."""


def is_refusal(why: object, values: object) -> bool:
    """Return whether what a reader said, who is not trusted, has words."""
    return (
        isinstance(why, str)
        and (why in REFUSALS or why in ("rows", "columns"))
        and isinstance(values, dict)
        and values.keys() == _FILLED.get(why, set())
        and all(_is_plain(name, value) for name, value in values.items())
    )


_FILLED = {
    "damaged parquet": {"why"},
    "view": {"table"},
    "program": {"table"},
    "computed": {"column"},
    "no layer": {"layer", "layers"},
    "batch": {"rows"},
    "columns": {"columns"},
}
"""What a reader says beside the name of a sentence, where it says anything."""


def _is_plain(name: str, value: object) -> bool:
    if name == "layers":
        return isinstance(value, list) and all(type(each) is str for each in value)
    return type(value) is (int if name in ("rows", "columns") else str)


def in_words(error: RefusedError, name: str, format: str) -> UnreadableTableError:
    """Return the error that people read, for a file of such a name and format."""
    try:
        if error.why == "rows":
            check_rows(limits.MAX_ROWS + 1, name)
        if error.why == "columns":
            check_columns(max(int(str(error.values["columns"])), MAX_COLUMNS + 1), name)
    except UnreadableTableError as known:
        return known
    more = {each: _said(each, value) for each, value in error.values.items()}
    words = gettext(
        REFUSALS[error.why],
        file=name,
        **{"format": format, "number": number(arrow_layer.MAX_VALUES), **more},
        megabytes=number(arrow_layer.MAX_MARKUP // MEGABYTE),
    )
    return UnreadableTableError(words)


def _said(name: str, value: str | int | list[str]) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, int):
        return number(value)
    if name in QUOTED:
        return repr(value)
    if value == MANY_PAGES:
        return gettext(value, number=number(MOST_PAGES))
    return gettext(value) if value in WRONG else value
