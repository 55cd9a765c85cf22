"""The answers for a region as plain data, for programs."""

from typing import Any

import pandas as pd

from dashboard.dataset import Dataset
from dashboard.figures.caveats import table_facts
from dashboard.figures.region_report import summary
from dashboard.figures.region_summary import is_measured
from dashboard.figures.table_groups import table_groups
from dashboard.figures.totals import totals
from dashboard.geo.region_answers import Answers
from dashboard.table.dictionary import Dictionary
from dashboard.text.words import is_blank

DISTANCES = ("distance_nm", "distance_low_nm", "distance_high_nm")


def report(answers: Answers, dataset: Dataset, words: str) -> dict[str, Any]:
    """Return the answers as plain data: one key for each of ``ANSWERS``.

    ``data_to`` is None where the description claims no last day, ``off_coast`` where
    no distance from the region is known.

    Each holds ``incidents`` and ``parts`` (``id`` and, in nautical miles, the distance
    with its range, null where there is no place) and ``deaths`` (low, best, high,
    unknown, missing). ``words`` is the rest of the selection in words.
    """
    regions, region_id = dataset.regions, answers.region_id
    dictionary = dataset.dictionary
    by_key = {
        key: _answer(rows, dictionary) if is_measured(key, region_id, dataset) else None
        for key, rows in answers.rows.items()
    }
    return {
        "region": region_id,
        "name": regions.name(region_id),
        "kind": regions.kind(region_id),
        "within_nm": answers.within_nm,
        "filters": words,
        **by_key,
        "unplaced": _answer(answers.unplaced, dictionary),
        "without_radius": {
            "rows": answers.without_radius,
            "within_5_km": answers.near_without_radius,
        },
        "summary": summary(answers, dataset),
        **table_facts(dataset),
    }


def _answer(rows: pd.DataFrame, dictionary: Dictionary) -> dict[str, Any]:
    """Return ids and deaths; of several tables the deaths stand under each."""
    part = rows["parent_id"].ne("")
    groups, deaths = table_groups(rows, dictionary), _deaths(rows)
    apart = {each.beside.key: _deaths(some) for each, some in groups}
    return {
        "incidents": [_entry(row) for row in rows[~part].itertuples()],
        "parts": [_entry(row) for row in rows[part].itertuples()],
        "deaths": dict.fromkeys(deaths) if groups else deaths,
        **({"deaths_by_table": apart} if groups else {}),
    }


def _deaths(rows: pd.DataFrame) -> dict[str, Any]:
    return {
        name.removeprefix("deaths_"): number
        for name, number in totals(rows).items()
        if name.startswith("deaths_") or name == "missing"
    }


def _entry(row: Any) -> dict[str, Any]:
    values = (row.region_nm, row.region_low_nm, row.region_high_nm)
    numbers = (None if is_blank(each) else round(float(each), 1) for each in values)
    return {"id": row.incident_id, **dict(zip(DISTANCES, numbers, strict=True))}
