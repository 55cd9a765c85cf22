"""The command that adds up a selection; returns its exit code."""

import json
import sys
from typing import Any

import pandas as pd

from dashboard.commands.options import (
    exit_code,
    notices_of,
    open_data,
    selection_of_options,
)
from dashboard.figures.caveats import short_caveats, table_facts
from dashboard.figures.headline import headline
from dashboard.figures.same_incident_words import same_facts
from dashboard.figures.table_groups import table_groups
from dashboard.figures.totals import TOTALS, several_campaigns, totals
from dashboard.selection.filters import describe, select
from dashboard.table.dictionary import Dictionary

PEOPLE = "deaths_low deaths_best deaths_high missing survivors".split()
"""The totals that are never stated for several campaigns together."""

TOLLS_APART = (
    "several campaigns: their tolls are not added up, because the sum would match "
    "nothing that anyone published; see by_campaign"
)

TABLES_APART = (
    "several tables: nothing is added up over them, because both may hold the same "
    "incident; see tables and by_campaign"
)


def run_totals(options) -> int:
    """Add up the rows that the filters keep."""
    dataset = open_data(options)
    selection = selection_of_options(options, dataset)
    rows = select(dataset.incidents, selection, dataset.regions)
    sums = totals(rows)
    several = several_campaigns(rows)
    tables = table_groups(rows, dataset.dictionary)
    apart = TOTALS if tables else PEOPLE if several else []
    shown = {
        key: None if key in apart else value
        for key, value in sums.items()
        if key in TOTALS
    }
    for notice in notices_of(dataset):
        print(notice, file=sys.stderr)
    if options.json:
        report = {
            **shown,
            "note": TABLES_APART if tables else TOLLS_APART if several else "",
            "by_campaign": _by_campaign(rows),
            **_tables(dataset.dictionary, rows),
            "open_best": None if tables else sums["open_best"],
            "open_high": None if tables else sums["open_high"],
            "open_low": None if tables else sums["open_low"],
            "filters": describe(selection, dataset.dictionary, dataset.regions),
            **table_facts(dataset),
            **same_facts(dataset),
        }
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        missing = short_caveats(dataset)
        lines = headline(rows, dataset.everything, dataset.dictionary, missing)
        print("\n".join(lines))
        print(describe(selection, dataset.dictionary, dataset.regions))
        for each, some in tables:
            print(f"\n{each.beside.label}")
            _print_sums({k: v for k, v in totals(some).items() if k in TOTALS}, some)
        if not tables:
            _print_sums(shown, rows)
    return exit_code(dataset)


def _print_sums(sums: dict[str, Any], rows: pd.DataFrame) -> None:
    """Print a line for each total; the tolls of several campaigns are not one."""
    apart = PEOPLE if several_campaigns(rows) else []
    for key, value in sums.items():
        print(f"{key:15} {'–' if value is None or key in apart else value:>6}")


def _tables(dictionary: Dictionary, rows: pd.DataFrame) -> dict[str, Any]:
    """Return the facts of each open table with its counts; empty where one is open.

    Its tolls are None where it has several campaigns.
    """
    if not dictionary.tables:
        return {}
    found = {}
    for each in dictionary.tables:
        some = rows[rows["source_table"].eq(each.beside.key)]
        apart = PEOPLE if several_campaigns(some) and not dictionary.added_up else []
        end = each.coverage_end
        found[each.beside.key] = {
            "title": each.title,
            "data": each.beside.data,
            "data_to": end.isoformat() if end else None,
            "rows": each.beside.rows,
            **{
                key: None if key in apart else value
                for key, value in totals(some).items()
                if key in TOTALS
            },
        }
    return {"added_up": dictionary.added_up, "tables": found}


def _by_campaign(rows: pd.DataFrame) -> dict[str, dict]:
    """Return the totals of each campaign; their sum matches nothing published."""
    return {
        str(code): {key: value for key, value in totals(some).items() if key in TOTALS}
        for code, some in rows.groupby("campaign", observed=True)
    }
