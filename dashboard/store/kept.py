"""Open a table, or take it from the store where the very same was opened before.

Only files of this machine are kept, never an upload, and only large ones: a small
table is opened as fast as a kept one. A kept table is the same in every part as one
that was just opened; where anything is in doubt the table is opened from its file.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TypeVar

from dashboard.dataset import STOPS, Dataset, open_dataset, open_table, our_files
from dashboard.geo.kept_layers import regions_for_table
from dashboard.openers.opened import TableSource
from dashboard.store.answers import is_kept_under
from dashboard.store.columns import Wait, at_once, from_parquet, to_parquet
from dashboard.store.document import from_document, to_document
from dashboard.store.given_back import give_memory_back
from dashboard.store.inputs import key_of
from dashboard.store.shelf import (
    DAMAGED,
    find_entry,
    most_bytes,
    put_entry,
    store_folder,
)
from dashboard.table.on_disk import texts_on_disk
from dashboard.table.transaction import settle
from dashboard.text.words import is_blank

SMALLEST_BYTES = 512 * 1024
"""Files below this are not looked for: they open in well under a second."""
FEWEST_ROWS = 2_000
"""Tables with fewer rows are not kept."""
Opened = TypeVar("Opened")
Later = Callable[[Callable[[Wait], None]], object]
"""Does some work at once, or when nobody waits; the work may ask to wait in between."""


def do_now(work: Callable[[Wait], None]) -> None:
    """Do work at once."""
    work(at_once)


def open_kept_dataset(later: Later = do_now) -> Dataset:
    """Return our own table as :func:`dashboard.dataset.open_dataset` gives it.

    ``later`` is that of :func:`opened_once`.
    """
    table = our_files().table
    return opened_once(table, ("ours",), open_dataset, lambda each: each, None, later)


def open_kept_table(source: TableSource) -> Dataset:
    """Return a table as :func:`dashboard.dataset.open_table` gives it.

    An upload is opened, and never kept.
    """
    if not isinstance(source.content, Path):
        return open_table(source)
    asked = ("dataset", *how_read(source))
    return opened_once(
        source.content, asked, lambda: open_table(source), lambda each: each
    )


def how_read(source: TableSource) -> tuple[str, ...]:
    """Return what tells one way of reading the file of a source from another."""
    return source.name, source.part, source.importer, source.mapping


def opened_once(
    table: Path,
    asked: tuple[str, ...],
    make: Callable[[], Opened],
    dataset_of: Callable[[Opened], Dataset],
    day: date | None = None,
    later: Later = do_now,
) -> Opened:
    """Return what ``make`` opens, from the store where it was kept.

    ``asked`` tells what is opened and how, and ``dataset_of`` gives the data set of
    what is opened. ``day`` is the day of reading, where dates after it are told.
    ``later`` is given what writes into the store, to be done when nobody waits; until
    then another process opens the file anew. Raises what ``make`` raises.
    """
    if not _is_large(table):
        return make()
    asked = (str(table), *asked)
    key = _key(table, asked)
    with texts_on_disk(store_folder(), most_bytes()):
        if key and (found := _find(key, day)) is not None:
            return found
        opened = make()
    give_memory_back()

    rows = dataset_of(opened).incidents
    is_large = len(rows) >= FEWEST_ROWS
    if key and is_large and key == _key(table, asked):  # not saved again meanwhile
        is_kept_under(key, rows)
        later(lambda wait: _keep(key, opened, dataset_of(opened), day, wait))
    return opened


def _is_large(table: Path) -> bool:
    with suppress(OSError):
        return table.stat().st_size >= SMALLEST_BYTES and most_bytes() > 0
    return False


def _key(table: Path, asked: tuple[str, ...]) -> str:
    """Return the key of a table, blank where a file beside it cannot be read."""
    with suppress(*STOPS, OSError):
        if table == our_files().table:
            settle(table.parent)
        return key_of(table, asked)
    return ""


def _find(key: str, day: date | None):
    if (found := find_entry(key)) is None:
        return None
    document, content = found
    with suppress(*STOPS, *DAMAGED):
        if not _holds_on(day, document["day"], document["last"]):
            return None
        regions = regions_for_table()
        if document["world"] and regions.world is not None:
            _ = regions.world.states  # names of regions differ where it was read
        rows = from_parquet(content)
        opened = from_document(document["opened"], rows, regions)
        is_kept_under(key, rows)
        return opened
    return None


def _holds_on(day: date | None, made: str, last: str) -> bool:
    """Return whether what was noticed on one day is what is noticed on another.

    Dates after the day of reading are told, so it is where no date is after either.
    """
    return day is None or day.isoformat() == made or last <= min(made, day.isoformat())


def _keep(
    key: str, opened: object, dataset: Dataset, day: date | None, wait: Wait
) -> None:
    rows = dataset.incidents
    last, world = rows["date"].max(), dataset.regions.world
    with suppress(OSError, ValueError, TypeError, NotImplementedError):
        document, tables = to_document(opened)
        if len(tables) != 1 or tables[0] is not rows:
            return
        kept = {
            "day": day.isoformat() if day else "",
            "last": "" if is_blank(last) else f"{last:%Y-%m-%d}",
            "world": world is not None and world.is_open,
            "opened": document,
        }
        put_entry(key, kept, to_parquet(rows, wait))
    give_memory_back()
