"""The command that adds up a selection; returns its exit code."""

import json
import sys
from typing import Any

import pandas as pd

from dashboard.commands.options import exit_code, notices_of
from dashboard.commands.sized import selected
from dashboard.figures.caveats import short_caveats
from dashboard.figures.headline import headline
from dashboard.figures.table_groups import table_groups
from dashboard.figures.totals import TOTALS, several_campaigns, totals
from dashboard.figures.totals_data import PEOPLE, report, sums_shown
from dashboard.selection.filters import describe


def run_totals(options) -> int:
    """Add up the rows that the filters keep."""
    dataset, selection, rows = selected(options)
    words = describe(selection, dataset.dictionary, dataset.regions)
    for notice in notices_of(dataset):
        print(notice, file=sys.stderr)
    if options.json:
        print(json.dumps(report(rows, dataset, words), ensure_ascii=False, indent=1))
    else:
        missing = short_caveats(dataset)
        lines = headline(rows, dataset.everything, dataset.dictionary, missing)
        print("\n".join(lines))
        print(words)
        tables = table_groups(rows, dataset.dictionary)
        for each, some in tables:
            print(f"\n{each.beside.label}")
            _print_sums({k: v for k, v in totals(some).items() if k in TOTALS}, some)
        if not tables:
            _print_sums(sums_shown(rows, dataset.dictionary), rows)
    return exit_code(dataset)


def _print_sums(sums: dict[str, Any], rows: pd.DataFrame) -> None:
    """Print a line for each total; the tolls of several campaigns are not one."""
    apart = PEOPLE if several_campaigns(rows) else []
    for key, value in sums.items():
        print(f"{key:15} {'–' if value is None or key in apart else value:>6}")
