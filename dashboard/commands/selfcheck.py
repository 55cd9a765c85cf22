"""Check an installation: is everything there, and do our sums agree with others?"""

import json
from dataclasses import dataclass

import pandas as pd

from dashboard.checks.companions import find_beside
from dashboard.commands.codes import FINE, PROBLEMS, words_of
from dashboard.dataset import STOPS, Dataset, open_dataset
from dashboard.figures.caveats import caveats
from dashboard.figures.totals import totals
from dashboard.in_language import in_language
from dashboard.resources import (
    ASSETS,
    BESIDE,
    STATIC,
    missing_assets,
)
from dashboard.table import dictionary as descriptions
from dashboard.table import read
from dashboard.table.companions import read_companions
from dashboard.text.cure import cure
from dashboard.text.language import N_, gettext, in_english, ngettext, pgettext


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: what, whether it is well, and what was found."""

    what: str
    ok: bool
    found: str


def run_selfcheck(options) -> int:
    """Look whether everything is there and our sums agree with others."""
    checks = run_checks()
    if options.json:
        print(json.dumps([vars(each) for each in checks], ensure_ascii=False, indent=1))
    else:
        for each in checks:
            print(f"{_mark(each.ok)} {gettext(each.what)}: {each.found}")
    return FINE if all(each.ok for each in checks) else PROBLEMS


def _mark(ok: bool) -> str:
    good, bad = gettext("ok"), gettext("PROBLEM")
    return (good if ok else bad).ljust(max(len(good), len(bad)))


def run_checks() -> list[Check]:
    """Look at table, layers, map assets and published totals; never raises."""
    checks = [_check_assets()]
    try:
        with in_english():
            opened = open_dataset()
    except STOPS as error:
        return [*checks, Check(N_("table and regions"), False, words_of(error))]
    dataset = in_language(opened)
    return [*checks, *_check_table(dataset), *_check_totals(dataset)]


def _check_assets() -> Check:
    names = (*ASSETS, *BESIDE)
    if absent := missing_assets(names):
        cures = dict.fromkeys(cure(STATIC / name) for name in absent)
        found = gettext(
            "missing or not whole: {files}. To mend it, {cures}",
            files=", ".join(absent),
            cures=gettext(", and ").join(cures),
        )
        return Check(N_("map assets"), False, found)
    files = ngettext("{count} file", "{count} files", len(names))
    return Check(N_("map assets"), True, files)


def _check_table(dataset: Dataset) -> list[Check]:
    problems = "; ".join([*caveats(dataset), *map(str, dataset.problems[:5])])
    rows = gettext(
        "{rows} rows, {incidents} incidents",
        rows=len(dataset.incidents),
        incidents=dataset.everything,
    )
    methods = dataset.incidents["join_method"].value_counts().to_dict()
    joined = ", ".join(f"{number} {method}" for method, number in methods.items())
    return [
        Check("incidents.csv", not problems, problems or rows),
        _check_beside(),
        Check(N_("region layers"), not dataset.regions.notices, _regions(dataset)),
        Check(N_("join"), True, joined),
    ]


def _check_beside() -> Check:
    """Look whether sources, publishers and history agree with the table."""
    what = N_("files beside it")
    table, description = read.INCIDENTS, descriptions.DATAPACKAGE
    try:
        found = find_beside(read.read_text(table), table, description)
        names = read_companions(description, table.parent)
    except STOPS as error:
        return Check(what, False, words_of(error))
    wrong = "; ".join(map(str, found[:5]))
    files = ", ".join(each.path.name for each in names.values())
    return Check(what, not found, wrong or files or pgettext("files beside it", "none"))


def _regions(dataset: Dataset) -> str:
    notices = "; ".join(dataset.regions.notices)
    return notices or ngettext(
        "{count} region to choose from",
        "{count} regions to choose from",
        len(dataset.region_labels),
    )


def _check_totals(dataset: Dataset) -> list[Check]:
    """Compare our sums with what ``published_totals.csv`` says they were."""
    agreed: dict[str, int] = {}
    wrong: list[str] = []
    labels = dataset.dictionary.totals_fields["agreement"]
    for each in dataset.published.itertuples():
        if pd.isna(each.table_killed_best) or len(each.as_of_date) != len("2026-01-31"):
            continue
        if (each.table_killed_low, each.table_killed_best) in _sums(dataset, each):
            label = labels.label(each.agreement)
            agreed[label] = agreed.get(label, 0) + 1
        else:
            wrong.append(f"{each.source_name} {each.as_of_date}")
    if not agreed and not wrong:
        none = gettext("none was there to compare with")
        return [Check(N_("published totals"), False, none)]
    words = ", ".join(f"{number} {label}" for label, number in agreed.items())
    return [Check(N_("published totals"), not wrong, "; ".join(wrong) or words)]


def _sums(dataset: Dataset, total) -> list[tuple]:
    """Return low and best on the day of a total, and on the eve of that day.

    Some totals were stated before a strike of the same day was made public.
    """
    table = dataset.incidents[dataset.incidents["campaign"].eq(total.campaign)]
    day = pd.Timestamp(total.as_of_date)
    of_days = [table[table["date"] <= day], table[table["date"] < day]]
    return [(sums["deaths_low"], sums["deaths_best"]) for sums in map(totals, of_days)]
