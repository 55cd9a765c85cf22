"""Copy the ordinary tables of a stranger's SQLite file into a file of our own.

The schema of such a file is a program. GDAL has SpatiaLite, whose virtual tables open
any file of the machine, and a view may never end. GDAL therefore sees the copy alone:
its tables are made here, from names and types, and it has no view, virtual table,
trigger, index, default, check or computed column.
"""

import re
import sqlite3
from contextlib import closing

from dashboard.openers.layer import RefusedError, as_text

KEPT = """(type = 'table' AND rootpage > 0 AND sql GLOB 'CREATE TABLE *')
OR (type = 'index' AND rootpage > 0 AND sql IS NULL)"""
"""Rows of ``sqlite_master`` that can only be ordinary tables, and the indexes that are
a part of them: so SQLite writes them, and it parses nothing else in these words."""
SPATIAL = "gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys"
"""What says which tables of a GeoPackage are layers, and where they lie."""
EXTENSIONS = "gpkg_extensions"
READ_EXTENSIONS = ("gdal_aspatial", "gpkg_crs_wkt", "gpkg_crs_wkt_1_1")
"""What GDAL must know to list and read a layer; others name what is not copied."""
NO_LAYER = ("gpkg_", "vgpkg_", "rtree_", "sqlite_")
"""How names begin that are no layer unless ``gpkg_contents`` lists them."""
MAX_STEPS = 1_000
"""How often SQLite may ask whether to go on, for each megabyte and once more."""
STEPS = 100_000
"""Instructions between two such questions."""
MEGABYTE = 1024 * 1024


def copy_plain_tables(raw: bytes) -> bytes:
    """Return a SQLite file with the rows of the ordinary tables of another.

    Raises ``sqlite3.Error``, UnicodeDecodeError or ValueError for a damaged file, and
    RefusedError where a layer is computed when it is read.
    """
    own = raw[:18] + b"\1\1" + raw[20:]  # a copy in memory cannot be in WAL mode
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(own)
        base.execute("PRAGMA trusted_schema = OFF")
        _limit_steps(base, len(raw))
        _drop_programs(base)
        plain = base.serialize()
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as base:
        base.deserialize(plain)
        base.execute("PRAGMA trusted_schema = OFF")
        _limit_steps(base, len(raw))
        return _copied(base)


def _limit_steps(base: sqlite3.Connection, size: int) -> None:
    """End what a damaged file would let run on and on."""
    left = iter(range(MAX_STEPS * (1 + size // MEGABYTE)))
    base.set_progress_handler(lambda: next(left, None) is None, STEPS)


def _drop_programs(base: sqlite3.Connection) -> None:
    """Take out of the schema all but ordinary tables; no row is read before that."""
    dropped = base.execute(
        "SELECT name, type, sql FROM sqlite_master WHERE NOT coalesce("
        f"{KEPT}, FALSE) AND type NOT IN ('index', 'trigger')"
    ).fetchall()
    base.execute("PRAGMA writable_schema = ON")
    base.execute(f"DELETE FROM sqlite_master WHERE NOT coalesce({KEPT}, FALSE)")
    base.commit()
    base.execute("PRAGMA writable_schema = RESET")
    listed = _listed(base)
    for each, _, sql in dropped:
        if re.match("create view", str(sql), re.IGNORECASE):
            raise RefusedError("view", table=as_text(each))
        if str(each).casefold() in listed:
            raise RefusedError("program", table=as_text(each))


def _listed(base: sqlite3.Connection) -> set[str]:
    """Return the names of the layers of a GeoPackage, in lower case."""
    if SPATIAL[0] not in _tables(base):
        return set()
    found = base.execute("SELECT table_name FROM gpkg_contents")
    return {str(each).casefold() for (each,) in found}


def _tables(base: sqlite3.Connection) -> list[str]:
    """Return the names of the ordinary tables, as SQLite itself tells them."""
    found = base.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    )
    return [each for (each,) in found]


def _copied(base: sqlite3.Connection) -> bytes:
    size, pages = (
        base.execute(f"PRAGMA main.{each}").fetchone()[0]
        for each in ("page_size", "page_count")
    )
    listed, tables = _listed(base), _tables(base)
    base.execute("ATTACH ':memory:' AS own")
    base.execute(f"PRAGMA own.page_size = {int(size)}")
    base.execute(f"PRAGMA own.max_page_count = {2 * int(pages) + 100}")
    for key in ("application_id", "user_version"):
        (value,) = base.execute(f"PRAGMA main.{key}").fetchone()
        base.execute(f"PRAGMA own.{key} = {int(value)}")
    base.execute("BEGIN")
    order = base.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")
    for (each,) in order.fetchall():
        folded = each.casefold()
        is_layer = folded in listed or not folded.startswith(NO_LAYER)
        if each in tables and (is_layer or folded in (*SPATIAL, EXTENSIONS)):
            _copy_table(base, each)
    base.execute("COMMIT")
    return base.serialize(name="own")


def _copy_table(base: sqlite3.Connection, table: str) -> None:
    """Copy a table: names and types of its columns, its key, and its rows."""
    columns = base.execute(
        "SELECT name, type, pk, hidden FROM pragma_table_xinfo(?, 'main') ORDER BY cid",
        (table,),
    ).fetchall()
    keys = [column for column, _, key, _ in columns if key]
    parts = []
    for column, kind, _, hidden in columns:
        if hidden:
            raise RefusedError("computed", column=as_text(f"{table}.{column}"))
        is_key = keys == [column] and kind.upper() == "INTEGER"
        own_kind = "INTEGER PRIMARY KEY" if is_key else _quoted(kind) if kind else ""
        parts.append(f"{_quoted(column)} {own_kind}".strip())
    own = _quoted(table)
    base.execute(f"CREATE TABLE own.{own} ({', '.join(parts)})")
    chosen = ", ".join(_quoted(column) for column, *_ in columns)
    rows = f"INSERT INTO own.{own} ({chosen}) SELECT {chosen} FROM main.{own}"
    if table.casefold() == EXTENSIONS:
        known = ", ".join(f"'{each}'" for each in READ_EXTENSIONS)
        rows += f" WHERE extension_name IN ({known})"
    base.execute(rows)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
