"""What each command of the command line does; each returns its exit code."""

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd

from dashboard import ROOT
from dashboard.answers import find_answers
from dashboard.dataset import Dataset, open_dataset
from dashboard.dictionary import read_dictionary
from dashboard.doubts import find_warnings
from dashboard.exports.columns import LOCATED_COLUMNS
from dashboard.filters import FILTERS, describe, parse_selection, select
from dashboard.headline import headline
from dashboard.load import LINE, UnreadableTableError, read_text, to_types
from dashboard.locate import locate
from dashboard.region_report import report, report_lines
from dashboard.regions import read_regions
from dashboard.selfcheck import run_checks
from dashboard.summarize import TOTALS, several_campaigns, totals
from dashboard.validate import InvalidIncidentsError, find_problems, sound_rows

FINE, PROBLEMS, WRONG_USE = 0, 1, 2
LOCATING = "latitude longitude geo_precision radius_km area_id reported_region".split()
"""The columns of a table that decide where a row is; all but the first two may lack."""

PEOPLE = "deaths_low deaths_best deaths_high missing survivors".split()
"""The totals that are never stated for several campaigns together."""

TOLLS_APART = (
    "several campaigns: their tolls are not added up, because the sum would match "
    "nothing that anyone published; see by_campaign"
)


class WrongUseError(Exception):
    """Raised where an option has a value that is not allowed; says what is."""


def chosen(options, dataset: Dataset) -> dict:
    """Return the selection of the options. Raises WrongUseError for a wrong one."""
    texts = {
        key: getattr(options, key, None) or []
        for key in (*FILTERS, "relation", "within_nm")
    }
    lone = [key for key in ("relation", "within_nm") if texts[key]]
    if lone and not texts["region"]:
        raise WrongUseError(f"--{lone[0].replace('_', '-')}: needs --region")
    selection, wrong = parse_selection(
        texts, dataset.incidents, dataset.dictionary, dataset.regions
    )
    if wrong:
        raise WrongUseError("; ".join(wrong))
    return selection


def run_validate(options) -> int:
    """Check a table and print what is wrong with it, and what may be."""
    dictionary = read_dictionary()
    text = read_text(options.file)
    problems = find_problems(text, dictionary)
    try:
        sound = to_types(sound_rows(text, problems), dictionary)
    except InvalidIncidentsError:
        warnings = []
    else:
        lines = sound_rows(text, problems)[LINE].tolist()
        warnings = find_warnings(sound, lines, dictionary, read_regions())
    if options.json:
        report = {
            "file": Path(options.file).name,
            "rows": len(text),
            "problems": [vars(each) for each in problems],
            "warnings": [vars(each) for each in warnings],
        }
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        for each in (*problems, *warnings):
            print(f"{each.level}: {each}")
        print(
            f"{Path(options.file).name}: {len(text)} rows, {len(problems)} problems, "
            f"{len(warnings)} warnings"
        )
    return PROBLEMS if problems else FINE


def run_totals(options) -> int:
    """Add up the rows that the filters keep."""
    dataset = open_dataset()
    selection = chosen(options, dataset)
    rows = select(dataset.incidents, selection, dataset.regions)
    sums = totals(rows)
    several = several_campaigns(rows)
    apart = PEOPLE if several else []
    shown = {key: None if key in apart else sums[key] for key in TOTALS}
    for notice in notices_of(dataset):
        print(notice, file=sys.stderr)
    if options.json:
        report = {
            **shown,
            "note": TOLLS_APART if several else "",
            "by_campaign": _by_campaign(rows),
            "open_high": sums["open_high"],
            "open_low": sums["open_low"],
            "filters": describe(selection, dataset.dictionary, dataset.regions),
            "data_to": dataset.dictionary.coverage_end.isoformat(),
            "data": dataset.fingerprint,
        }
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        for line in headline(rows, dataset.everything, dataset.dictionary):
            print(line)
        print(describe(selection, dataset.dictionary, dataset.regions))
        for key, value in shown.items():
            print(f"{key:15} {'–' if value is None else value:>6}")
    return PROBLEMS if dataset.problems else FINE


def _by_campaign(rows: pd.DataFrame) -> dict[str, dict]:
    """Return the totals of each campaign; their sum matches nothing published."""
    return {
        str(code): {key: value for key, value in totals(some).items() if key in TOTALS}
        for code, some in rows.groupby("campaign", observed=True)
    }


def run_region(options) -> int:
    """Give the answers for one region."""
    dataset = open_dataset()
    options.region, options.relation = [options.region_id], ["off"]
    selection = chosen(options, dataset)
    region_id, _, within_nm = selection.pop("region")
    rows = select(dataset.incidents, selection, dataset.regions)
    answers = find_answers(rows, region_id, within_nm, dataset.regions)
    words = describe(selection, dataset.dictionary, dataset.regions)
    if options.json:
        print(json.dumps(report(answers, dataset, words), ensure_ascii=False, indent=1))
    else:
        print("\n".join(report_lines(answers, dataset, words)))
    return PROBLEMS if dataset.problems else FINE


def notices_of(dataset: Dataset) -> list[str]:
    """Return what is missing or set aside, in words, for the error stream."""
    rows = f"{dataset.set_aside} rows of incidents.csv have problems and are left out"
    aside = [rows, *map(str, dataset.problems)] if dataset.problems else []
    return [*aside, *dataset.notices]


def run_selfcheck(options) -> int:
    """Look whether everything is there and our sums agree with others."""
    checks = run_checks()
    if options.json:
        print(json.dumps([vars(each) for each in checks], ensure_ascii=False, indent=1))
    else:
        for each in checks:
            print(f"{'ok     ' if each.ok else 'PROBLEM'} {each.what}: {each.found}")
    return FINE if all(each.ok for each in checks) else PROBLEMS


def run_run(options) -> int:
    """Start the dashboard and wait until it ends."""
    command = [sys.executable, "-m", "streamlit", "run", "dashboard/app.py"]
    return subprocess.call([*command, *options.streamlit_options], cwd=ROOT)


def run_locate(options) -> int:
    """Write a table with the region of each row; faulty rows keep their place."""
    text = read_text(options.file)
    absent = [name for name in ("latitude", "longitude") if name not in text.columns]
    if absent:
        raise UnreadableTableError(
            f"{Path(options.file).name}, line 1: no column {' and no column '.join(absent)}; "
            "latitude and longitude are needed, in degrees (WGS84)."
        )
    dictionary = read_dictionary()
    known = [name for name in dictionary.fields if name in text.columns]
    problems = [
        each
        for each in find_problems(text[[LINE, *known]], dictionary)
        if each.column in LOCATING and each.message and each.line != 1
    ]
    sound = sound_rows(text, problems)
    typed = to_types(sound[[LINE, *(n for n in LOCATING if n in known)]], dictionary)
    located = locate(typed, read_regions())
    out = _with_own_columns(text, sound, located)
    try:
        out.to_csv(options.out, index=False, lineterminator="\n", float_format="%.6g")
    except OSError as error:
        raise WrongUseError(
            f"--out {options.out}: {error.strerror or error}"
        ) from error
    _report_located(options, text, problems, located)
    return PROBLEMS if problems else FINE


def _with_own_columns(text, sound, located):
    """Return the table as it came, with the join's columns; a faulty row has blanks."""
    names = [name for name in LOCATED_COLUMNS if name in located.columns]
    joined = located[names].set_axis(sound.index).reindex(text.index)
    return text.drop(columns=[LINE, *(n for n in names if n in text)]).join(joined)


def _report_located(options, text, problems, located) -> None:
    counts = located["join_method"].value_counts().to_dict()
    if options.json:
        report = {
            "rows": len(text),
            "join_method": counts,
            "problems": [vars(each) for each in problems],
            "out": str(options.out),
        }
        print(json.dumps(report, ensure_ascii=False, indent=1))
        return
    for each in problems:
        print(f"problem: {each}")
    words = ", ".join(f"{number} {method}" for method, number in counts.items())
    print(f"{len(text)} rows: {words}")
    print(options.out)
