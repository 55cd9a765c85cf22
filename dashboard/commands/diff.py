"""The command that compares two states of a table; returns its exit code."""

import json
import sys
from typing import NamedTuple

import pandas as pd

from dashboard.commands.codes import FINE, PROBLEMS
from dashboard.commands.opening import add_reading, find_sources
from dashboard.commands.options import notices_of
from dashboard.commands.progress import progress
from dashboard.dataset import Dataset, open_mapped
from dashboard.figures.caveats import is_whole, table_facts
from dashboard.figures.diff_words import (
    effect_lines,
    effects,
    rows_words,
    totals_report,
)
from dashboard.geo.kept_layers import regions_for_table
from dashboard.importers.apply import map_table
from dashboard.in_language import in_language
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import TableSource
from dashboard.table.changes import from_where_they_differ
from dashboard.table.diff import TableDiff, diff_tables
from dashboard.text.language import gettext, in_english


class OpenedState(NamedTuple):
    """One state of a table: every row as text, and those that figures count."""

    text: pd.DataFrame
    dataset: Dataset


def add_options(parser) -> None:
    """Add the two tables and how they are read."""
    parser.set_defaults(command=run_diff)
    parser.add_argument("old", metavar="OLD", help=gettext("the table as it was"))
    parser.add_argument("new", metavar="NEW", help=gettext("the table as it is now"))
    add_reading(parser, "--from")
    parser.add_argument(
        "--json", action="store_true", help=gettext("print JSON, for programs")
    )


def run_diff(options) -> int:
    """Print what differs between two tables, and what their totals become."""
    options.data = [options.old, options.new]
    old, new = (open_state(source) for source in find_sources(options))
    diff = diff_tables(old.text, new.text)
    for side, state in (("OLD", old), ("NEW", new)):
        for notice in notices_of(state.dataset):
            print(f"{side}: {notice}", file=sys.stderr)
    rows = old.dataset.incidents, new.dataset.incidents
    found = effects(*rows, new.dataset.dictionary)
    if options.json:
        report = {
            "added": [{"id": row["incident_id"], "row": row} for row in diff.added],
            "removed": [{"id": row["incident_id"], "row": row} for row in diff.removed],
            "changed": [
                {"id": e.incident_id, "column": e.column, "old": e.old, "new": e.new}
                for e in diff.changed
            ],
            "columns_added": list(diff.columns_added),
            "columns_removed": list(diff.columns_removed),
            "totals": totals_report(*rows, found),
            "old": table_facts(old.dataset),
            "new": table_facts(new.dataset),
        }
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        print(f"{options.old} → {options.new}: {rows_words(diff)}")
        print("\n".join(effect_lines(found)))
        _print_rows(diff)
    whole = all(is_whole(each.dataset) for each in (old, new))
    return FINE if whole else PROBLEMS


def open_state(source: TableSource) -> OpenedState:
    """Open one state of a table. Raises :data:`dashboard.dataset.STOPS`."""
    step = gettext("Reading {file}", file=source.name)
    with progress(step), in_english():
        opened, regions = open_file(source), regions_for_table()
        mapped = map_table(opened, source, regions)
        dataset = open_mapped(opened, mapped, source, regions)
    return OpenedState(mapped.text, in_language(dataset))


def _print_rows(diff: TableDiff) -> None:
    for sign, rows in (("+", diff.added), ("-", diff.removed)):
        for row in rows:
            words = [row.get(name, "") for name in ("incident_id", "date", "location")]
            print(f"{sign} {', '.join(filter(None, words))}")
    for each in diff.changed:
        old, new = from_where_they_differ([each.old, each.new])
        print(f"~ {each.incident_id} {each.column}: {old} → {new}")
