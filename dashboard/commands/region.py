"""The command that answers for one region; returns its exit code."""

import json
import sys

from dashboard.commands.codes import WrongUseError
from dashboard.commands.options import (
    exit_code,
    notices_of,
    open_data,
    selection_of_options,
)
from dashboard.figures.region_data import report
from dashboard.figures.region_report import report_lines
from dashboard.geo.region_answers import find_answers
from dashboard.selection.filters import describe, select


def run_region(options) -> int:
    """Give the answers for one region."""
    dataset = open_data(options)
    options.region, options.relation = [options.region_id], ["off"]
    selection = selection_of_options(options, dataset)
    if "region" not in selection:
        raise WrongUseError("ID: must be the id of a region, such as VE-R, not blank")
    region_id, _, within_nm = selection.pop("region")
    rows = select(dataset.incidents, selection, dataset.regions)
    answers = find_answers(rows, region_id, within_nm, dataset.regions)
    words = describe(selection, dataset.dictionary, dataset.regions)
    for notice in notices_of(dataset):
        print(notice, file=sys.stderr)
    if options.json:
        print(json.dumps(report(answers, dataset, words), ensure_ascii=False, indent=1))
    else:
        print("\n".join(report_lines(answers, dataset, words)))
    return exit_code(dataset)
