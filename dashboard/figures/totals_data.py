"""The totals of a selection as plain data, for programs."""

from typing import Any

import pandas as pd

from dashboard.dataset import Dataset
from dashboard.figures.caveats import table_facts
from dashboard.figures.same_incident_words import same_facts
from dashboard.figures.table_groups import table_groups
from dashboard.figures.totals import TOTALS, several_campaigns, totals
from dashboard.table.dictionary import Dictionary
from dashboard.text.language import N_, gettext

PEOPLE = "deaths_low deaths_best deaths_high missing survivors".split()
"""The totals that are never stated for several campaigns together."""

TOLLS_APART = N_(
    "several campaigns: their tolls are not added up, because the sum would match "
    "nothing that anyone published; see by_campaign"
)

TABLES_APART = N_(
    "several tables: nothing is added up over them, because both may hold the same "
    "incident; see tables and by_campaign"
)


def report(rows: pd.DataFrame, dataset: Dataset, words: str) -> dict[str, Any]:
    """Return the totals of the rows of a selection as plain data.

    A total is None where it is not one: people of several campaigns, and everything of
    several tables; ``by_campaign`` and ``tables`` have them apart. ``words`` is the
    selection in words.
    """
    tables = table_groups(rows, dataset.dictionary)
    several, sums = several_campaigns(rows), totals(rows)
    return {
        **sums_shown(rows, dataset.dictionary),
        "note": _note(bool(tables), several),
        "by_campaign": _by_campaign(rows),
        **_tables(dataset.dictionary, rows),
        "open_best": None if tables else sums["open_best"],
        "open_high": None if tables else sums["open_high"],
        "open_low": None if tables else sums["open_low"],
        "filters": words,
        **table_facts(dataset),
        **same_facts(dataset),
    }


def _note(tables: bool, campaigns: bool) -> str:
    """Return why sums are None: over several tables, or several campaigns."""
    if tables:
        return gettext(TABLES_APART)
    return gettext(TOLLS_APART) if campaigns else ""


def sums_shown(rows: pd.DataFrame, dictionary: Dictionary) -> dict[str, Any]:
    """Return each of ``TOTALS``, None where a sum would match nothing published."""
    tables, several = table_groups(rows, dictionary), several_campaigns(rows)
    apart = TOTALS if tables else PEOPLE if several else []
    return {
        key: None if key in apart else value
        for key, value in totals(rows).items()
        if key in TOTALS
    }


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


def _by_campaign(rows: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Return the totals of each campaign; their sum matches nothing published."""
    return {
        str(code): {key: value for key, value in totals(some).items() if key in TOTALS}
        for code, some in rows.groupby("campaign", observed=True)
    }
