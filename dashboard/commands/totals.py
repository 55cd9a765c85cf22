"""The command that adds up a selection; returns its exit code."""

import json
import sys

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
from dashboard.figures.totals import TOTALS, several_campaigns, totals
from dashboard.selection.filters import describe, select

PEOPLE = "deaths_low deaths_best deaths_high missing survivors".split()
"""The totals that are never stated for several campaigns together."""

TOLLS_APART = (
    "several campaigns: their tolls are not added up, because the sum would match "
    "nothing that anyone published; see by_campaign"
)


def run_totals(options) -> int:
    """Add up the rows that the filters keep."""
    dataset = open_data(options)
    selection = selection_of_options(options, dataset)
    rows = select(dataset.incidents, selection, dataset.regions)
    sums = totals(rows)
    several = several_campaigns(rows)
    apart = PEOPLE if several else []
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
            "note": TOLLS_APART if several else "",
            "by_campaign": _by_campaign(rows),
            "open_best": sums["open_best"],
            "open_high": sums["open_high"],
            "open_low": sums["open_low"],
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
        for key, value in shown.items():
            print(f"{key:15} {'–' if value is None else value:>6}")
    return exit_code(dataset)


def _by_campaign(rows: pd.DataFrame) -> dict[str, dict]:
    """Return the totals of each campaign; their sum matches nothing published."""
    return {
        str(code): {key: value for key, value in totals(some).items() if key in TOTALS}
        for code, some in rows.groupby("campaign", observed=True)
    }
