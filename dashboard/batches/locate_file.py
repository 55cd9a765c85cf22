"""Locate one file to one file, in pieces, whole or not at all."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.batches.added_notes import key_of, summed
from dashboard.batches.pieces import Piece, pieces_of
from dashboard.batches.receipt import LocatedFile as LocatedFile
from dashboard.batches.receipt import as_metadata
from dashboard.batches.written import Rows, is_csv, is_guarded, writing
from dashboard.batches.written_folder import writing_folder
from dashboard.checks.finding import NOTE, PROBLEM, Finding
from dashboard.checks.problems import find_problems, sound_rows
from dashboard.exports.columns import LOCATED_COLUMNS
from dashboard.geo.locate import locate
from dashboard.geo.regions import Regions
from dashboard.importers.agreement import find_other_regions
from dashboard.importers.apply import Mapped, map_table
from dashboard.importers.checked import PLACE
from dashboard.importers.format import FALLBACK
from dashboard.importers.ours import has_our_columns
from dashboard.importers.reserved import free_names
from dashboard.openers.opened import TableSource
from dashboard.table.dictionary import Dictionary, read_dictionary
from dashboard.table.foreign import describe_table
from dashboard.table.read import to_types
from dashboard.table.reading import UnreadableTableError
from dashboard.text.language import N_, gettext

SAID = ("latitude", "longitude", "geo_precision", "radius_km", "area_id", "")
"""Columns of which locating repeats what the reading found."""
MOST_FINDINGS = 100_000
"""Findings that are kept of one file; the others are counted."""


NO_COLUMN = N_(
    "{file}, line 1: no column {column}; latitude and longitude are needed, in degrees "
    "(WGS84). Columns found: {found}."
)
NO_COLUMNS = N_(
    "{file}, line 1: no column latitude and no column longitude; latitude and "
    "longitude are needed, in degrees (WGS84). Columns found: {found}."
)


class NoPlacesError(UnreadableTableError):
    """Raised where a table has no latitude or no longitude."""


def locate_file(
    source: TableSource,
    out: Path,
    regions: Regions,
    tell: Callable[[int], None] = lambda rows: None,
    key: str = "",
    as_folder: bool = False,
) -> LocatedFile:
    """Write the rows of a file with the region of each; return what was found.

    Faulty rows keep their place, with blanks. The rows are read and written in
    pieces, so that memory does not grow with them; the columns of the first piece
    decide how all are read. ``out`` is written whole or not at all: CSV, or GeoParquet
    where its name ends so, and with ``as_folder`` a folder of such files. ``tell``
    hears how many rows are done. With a ``key`` a GeoParquet file keeps it and what was
    found, for :func:`dashboard.batches.receipt.read_receipt`.

    Raises :class:`NoPlacesError`,
    :class:`~dashboard.table.reading.UnreadableTableError`, and OSError where nothing
    can be written.
    """
    done, ours = LocatedFile(), read_dictionary()
    as_csv = is_csv(out) and not as_folder
    begin = writing_folder if as_folder else writing
    with begin(out, lambda: as_metadata(key, done)) as write:
        for piece in pieces_of(source):
            mapped = map_table(piece.opened, source, regions)
            _check_places(source.name, mapped, piece.opened.text)
            known = has_our_columns(piece.opened.text, ours)
            rows = _located(piece, mapped, ours if known else None, regions, done)
            try:
                write(rows)
            except ValueError as error:
                raise UnreadableTableError(f"{source.name}: {error}.") from error
            source = _as_the_first(source, mapped)
            done.rows += len(rows.own)
            done.guarded = done.guarded or (as_csv and is_guarded(rows))
            tell(done.rows)
    return done


def _check_places(name: str, mapped: Mapped, text: pd.DataFrame) -> None:
    absent = [n for n in ("latitude", "longitude") if n not in mapped.made_of]
    if absent:
        words = NO_COLUMNS if len(absent) > 1 else NO_COLUMN
        found = ", ".join(map(str, text.columns))
        raise NoPlacesError(gettext(words, file=name, column=absent[0], found=found))


def _as_the_first(source: TableSource, mapped: Mapped) -> TableSource:
    """Return a source whose next piece is read as the first was."""
    if source.mapping or mapped.importer != FALLBACK:
        return replace(source, importer=mapped.importer)
    columns = mapped.mapping.to_json() if mapped.mapping else ""
    return replace(source, importer=FALLBACK, mapping=columns)


def _located(
    piece: Piece,
    mapped: Mapped,
    dictionary: Dictionary | None,
    regions: Regions,
    done: LocatedFile,
) -> Rows:
    """Return the rows of a piece with their regions; ``done`` gets what was found."""
    dictionary = dictionary or describe_table(piece.opened.name, mapped.text)
    known = mapped.text[[n for n in dictionary.fields if n in mapped.text]]
    placed = [
        each
        for each in find_problems(known, dictionary, mapped.findings)
        if each.column in ("", *PLACE) and each.line != 1
    ]
    sound = sound_rows(known, placed)
    located = locate(to_types(sound[PLACE], dictionary), regions)
    done.methods.update(located["join_method"].value_counts().to_dict())
    others = find_other_regions(mapped, located, sound.index, regions)
    rows, renamed = _with_own_columns(piece, mapped, sound, located)
    _keep(done, [*placed, *_said(mapped, placed), *others, *renamed])
    return rows


def _keep(done: LocatedFile, found: list[Finding]) -> None:
    """Add findings; what is said of the whole file is said once, of all its rows."""
    of_file = {
        key_of(each): at for at, each in enumerate(done.findings) if each.line is None
    }
    for each in found:
        at = of_file.get(key_of(each)) if each.line is None else None
        if at is not None:
            done.findings[at] = summed(done.findings[at], each)
        elif len(done.findings) < MOST_FINDINGS:
            if each.line is None:
                of_file[key_of(each)] = len(done.findings)
            done.findings.append(each)
        else:
            done.not_listed += 1


def _said(mapped: Mapped, placed: list[Finding]) -> list[Finding]:
    """Return what else the reading found: bad cells anywhere, doubts about places."""
    cells = {(each.line, each.column) for each in placed}
    return [
        each
        for each in mapped.findings
        if (each.line, each.column) not in cells
        and (each.level == PROBLEM or each.column in SAID)
        and each.column not in mapped.renamed
    ]


def _with_own_columns(
    piece: Piece, mapped: Mapped, sound: pd.DataFrame, located: pd.DataFrame
) -> tuple[Rows, list[Finding]]:
    """Return the table as it came, with the join's columns; a faulty row has blanks.

    A column of the file with the name of one of these is kept under another, unless
    all of them are there: then the file was located before, and is located anew.
    """
    names, own = [n for n in LOCATED_COLUMNS if n in located.columns], mapped.own
    joined = located[names].set_axis(sound.index).reindex(own.index)
    points = np.full(len(own), None, object)
    points[own.index.get_indexer(sound.index)] = located.geometry.to_numpy()
    typed = piece.table
    if set(names) <= set(own):
        return Rows(own.drop(columns=names), typed, joined, points), []
    free = free_names(list(own), frozenset(names))
    renamed = [
        Finding(
            None,
            name,
            "",
            gettext("is kept as {new}: {name} is what we compute", new=new, name=name),
            NOTE,
        )
        for name, new in free.items()
        if name != new
    ]
    if typed is not None:
        typed = typed.rename_columns([free.get(n, n) for n in typed.column_names])
    return Rows(own.rename(columns=free), typed, joined, points), renamed
