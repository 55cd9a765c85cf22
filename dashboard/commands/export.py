"""The command that writes a selection to a file; returns its exit code."""

import json
import sys
from pathlib import Path

from dashboard.commands.codes import WrongUseError
from dashboard.commands.options import (
    exit_code,
    notices_of,
    open_data,
    selection_of_options,
)
from dashboard.commands.progress import progress
from dashboard.exports import EXPORT_FORMATS, Export, TooLongError
from dashboard.exports.plain import ENDING, to_metadata, to_plain_csv
from dashboard.figures.caveats import caveats, table_facts
from dashboard.figures.since_link import pin_of
from dashboard.selection.filters import describe, select
from dashboard.selection.link import pinned_query, query_text
from dashboard.table.write import write_whole


def run_export(options) -> int:
    """Write the rows that the filters keep, as the page gives them; print where."""
    if options.format not in EXPORT_FORMATS:
        raise WrongUseError(
            f"--format '{options.format}': must be one of {', '.join(EXPORT_FORMATS)}"
        )
    if options.plain and options.format != "csv":
        raise WrongUseError("--plain: is for --format csv, the only one with comments")
    if options.plain and Path(options.out).exists() and not Path(options.out).is_file():
        raise WrongUseError(f"--plain: --out {options.out} must be a file of a folder")
    dataset = open_data(options)
    selection = selection_of_options(options, dataset)
    rows = select(dataset.incidents, selection, dataset.regions)
    pin = pin_of(rows, dataset.fingerprint, selection)
    query = pinned_query(selection, pin, dataset.description.opening_filters)
    query += dataset.names_in_link
    export = Export(
        rows=rows,
        words=describe(selection, dataset.dictionary, dataset.regions),
        dictionary=dataset.dictionary,
        data=dataset.fingerprint,
        link=f"/?{query_text(query)}",
        caveats=tuple(caveats(dataset)),
        regions=dataset.regions,
    )
    path = _write(export, options)
    for notice in notices_of(dataset):
        print(notice, file=sys.stderr)
    if options.json:
        report = {
            "out": str(path),
            "format": options.format,
            "rows": len(rows),
            "bytes": path.stat().st_size,
            "about": [list(each) for each in export.about()],
            **table_facts(dataset),
        }
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        print("\n".join(f"{label}: {text}" for label, text in export.about()))
        print(path)
    return exit_code(dataset)


def _write(export: Export, options) -> Path:
    path = Path(options.out)
    if not path.parent.is_dir():
        raise WrongUseError(f"--out {options.out}: there is no folder {path.parent}")
    try:
        with progress(f"Writing {path.name}"):
            if options.plain:
                _write_plain(path, export)
            else:
                write_whole(path, EXPORT_FORMATS[options.format].write(export))
    except TooLongError as error:
        raise WrongUseError(f"--format {options.format}: {error}") from error
    except OSError as error:
        raise WrongUseError(
            f"--out {options.out}: {error.strerror or error}"
        ) from error
    return path


def _write_plain(path: Path, export: Export) -> None:
    """Write a table without comments, and beside it the file with what they say."""
    content = to_plain_csv(export)
    write_whole(path, content)
    beside = path.with_name(path.name + ENDING)
    write_whole(beside, to_metadata(export, path.name, content))
