"""The command that writes a selection to a file; returns its exit code."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from dashboard.batches.export_file import (
    write_csv,
    write_folder,
    write_geoparquet,
    write_plain,
)
from dashboard.batches.in_pieces import InPieces
from dashboard.batches.lean import Lean
from dashboard.batches.pieces import ROWS
from dashboard.batches.selected import no_rows
from dashboard.batches.spool import spool
from dashboard.commands.codes import WrongUseError, words_of
from dashboard.commands.options import (
    exit_code,
    notices_of,
    open_data,
    selection_of_options,
)
from dashboard.commands.progress import progress
from dashboard.commands.sized import (
    in_pieces,
    opened_in_pieces,
    pieces_told,
    selection_of,
)
from dashboard.dataset import Dataset
from dashboard.exports import EXPORT_FORMATS, Export, TooLongError
from dashboard.exports.plain import ENDING, to_metadata, to_plain_csv
from dashboard.figures.caveats import caveats, table_facts
from dashboard.figures.since_link import pin_of
from dashboard.geo.place_words import where_in_words
from dashboard.selection.filters import describe, select
from dashboard.selection.link import pinned_query, query_text
from dashboard.table.folder import check_free, is_folder_name
from dashboard.table.write import write_whole
from dashboard.text.language import N_, gettext
from dashboard.text.machine import reason_of


class Exported(NamedTuple):
    """A data set, the number of rows written, where, and what the file says."""

    dataset: Dataset
    rows: int
    path: Path
    export: Export


def run_export(options) -> int:
    """Write the rows that the filters keep, as the page gives them; print where."""
    if options.format not in EXPORT_FORMATS:
        raise WrongUseError(
            gettext(
                "{option} '{given}': must be one of {allowed}",
                option="--format",
                given=options.format,
                allowed=", ".join(EXPORT_FORMATS),
            )
        )
    if options.plain and options.format != "csv":
        raise WrongUseError(
            gettext("--plain: is for --format csv, the only one with comments")
        )
    if options.plain and Path(options.out).exists() and not Path(options.out).is_file():
        raise WrongUseError(
            gettext(
                "--plain: --out {path} must be a file of a folder", path=options.out
            )
        )
    _check_folder(options)
    with in_pieces(options) as table:
        if table is not None:
            dataset, rows, path, export = _export_pieces(options, table)
        else:
            dataset, rows, path, export = _export_whole(options)
    for notice in notices_of(dataset):
        print(notice, file=sys.stderr)
    if options.json:
        report = {
            "out": str(path),
            "format": options.format,
            "rows": rows,
            "bytes": sum(each.stat().st_size for each in files_written(path)),
            "about": [list(each) for each in export.about()],
            **table_facts(dataset),
        }
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        print("\n".join(f"{label}: {text}" for label, text in export.about()))
        print(path)
    return exit_code(dataset)


def _export_whole(options) -> Exported:
    dataset = open_data(options)
    selection = selection_of_options(options, dataset)
    rows = select(dataset.incidents, selection, dataset.regions)
    export = _export_of(rows, dataset, selection)
    with _writing(options) as path:
        if options.plain:
            _write_plain(path, export)
        elif is_folder_name(options.out):
            write_folder(path, export, _cut(rows), partial(_some, export))
        else:
            write_whole(path, EXPORT_FORMATS[options.format].write(export))
    return Exported(dataset, len(rows), path, export)


def _export_pieces(options, table: InPieces) -> Exported:
    """Write a large table: CSV and GeoParquet piece by piece, others from memory."""
    selection, number = selection_of(options, table), 0
    lean = Lean(table.ids.are_named)
    with spool(table.source.name) as kept:
        for rows in pieces_told(table, selection, N_("Selecting from {file}")):
            lean.add(rows)
            number += len(rows)
            some = rows.drop(columns="geometry")
            if options.format == "kml":
                some["where_words"] = where_in_words(rows, table.regions)
            if len(rows) or not len(kept):
                kept.add(some)
        dataset = opened_in_pieces(table)
        export = _export_of(lean.frame(), dataset, selection)
        with _writing(options) as path:
            if options.plain:
                write_plain(path, export, kept.frames(), no_rows(table))
            elif options.format == "csv":
                write_csv(path, export, kept.frames())
            elif options.format == "parquet":
                write = (
                    write_folder if is_folder_name(options.out) else write_geoparquet
                )
                write(path, export, kept.frames(), partial(_some, export))
            else:
                whole = replace(export, rows=pd.concat(list(kept.frames())))
                write_whole(path, EXPORT_FORMATS[options.format].write(whole))
    return Exported(dataset, number, path, export)


def _check_folder(options) -> None:
    """Raise WrongUseError where a folder is asked for that cannot be written.

    It is noticed here, before a large table is read.
    """
    if not is_folder_name(options.out):
        return
    if options.format != "parquet":
        raise WrongUseError(
            gettext(
                "--out {path}: is a folder, which is written as GeoParquet files: add "
                "--format parquet, or name a file",
                path=options.out,
            )
        )
    try:
        check_free(options.out)
    except OSError as error:
        raise _cannot_write(options, error) from error


def files_written(path: Path) -> list[Path]:
    """Return the file that was written, or those of the folder."""
    return sorted(path.iterdir()) if path.is_dir() else [path]


def _cut(rows: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Give rows in pieces, at least one."""
    for first in range(0, max(len(rows), 1), ROWS):
        yield rows.iloc[first : first + ROWS]


def _some(export: Export, rows: pd.DataFrame) -> Export:
    return replace(export, rows=rows)


def _cannot_write(options, error: OSError) -> WrongUseError:
    return WrongUseError(f"--out {options.out}: {reason_of(error)}")


def _export_of(rows: pd.DataFrame, dataset: Dataset, selection: dict) -> Export:
    """Return rows with all that a file of them says of itself."""
    pin = pin_of(rows, dataset.fingerprint, selection)
    query = pinned_query(selection, pin, dataset.description.opening_filters)
    query += dataset.names_in_link
    return Export(
        rows=rows,
        words=describe(selection, dataset.dictionary, dataset.regions),
        dictionary=dataset.dictionary,
        data=dataset.fingerprint,
        link=f"/?{query_text(query)}",
        caveats=tuple(caveats(dataset)),
        regions=dataset.regions,
    )


@contextmanager
def _writing(options) -> Iterator[Path]:
    """Give the path to write to; say of what goes wrong which option it concerns."""
    path = Path(options.out)
    if not path.parent.is_dir():
        raise WrongUseError(
            gettext(
                "--out {path}: there is no folder {folder}",
                path=options.out,
                folder=path.parent,
            )
        )
    try:
        with progress(gettext("Writing {file}", file=path.name)):
            yield path
    except TooLongError as error:
        raise WrongUseError(f"--format {options.format}: {words_of(error)}") from error
    except OSError as error:
        raise _cannot_write(options, error) from error


def _write_plain(path: Path, export: Export) -> None:
    """Write a table without comments, and beside it the file with what they say."""
    content = to_plain_csv(export)
    write_whole(path, content)
    beside = path.with_name(path.name + ENDING)
    write_whole(beside, to_metadata(export, path.name, content))
