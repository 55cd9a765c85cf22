"""The command that answers for one region; returns its exit code."""

import json
import sys
from typing import Any

from dashboard.batches.answers import answers_in_pieces
from dashboard.commands.codes import WrongUseError
from dashboard.commands.options import (
    exit_code,
    notices_of,
    open_data,
    selection_of_options,
)
from dashboard.commands.sized import (
    in_pieces,
    opened_in_pieces,
    pieces_told,
    selection_of,
)
from dashboard.dataset import Dataset
from dashboard.figures.region_data import report
from dashboard.figures.region_report import report_lines
from dashboard.geo.region_answers import Answers, find_answers
from dashboard.selection.filters import describe, select
from dashboard.text.language import N_, gettext


def run_region(options) -> int:
    """Give the answers for one region."""
    options.region, options.relation = [options.region_id], ["off"]
    dataset, selection, answers = _answers(options)
    words = describe(selection, dataset.dictionary, dataset.regions)
    for notice in notices_of(dataset):
        print(notice, file=sys.stderr)
    if options.json:
        print(json.dumps(report(answers, dataset, words), ensure_ascii=False, indent=1))
    else:
        print("\n".join(report_lines(answers, dataset, words)))
    return exit_code(dataset)


def _answers(options) -> tuple[Dataset, dict[str, Any], Answers]:
    """Return a data set, the selection beside the region, and the answers for it."""
    with in_pieces(options) as table:
        if table is not None:
            selection = selection_of(options, table)
            region_id, within_nm = _region_of(selection)
            rows = pieces_told(table, selection, N_("Answering for {file}"))
            answers = answers_in_pieces(rows, region_id, within_nm, table.regions)
            return opened_in_pieces(table), selection, answers
    dataset = open_data(options)
    selection = selection_of_options(options, dataset)
    region_id, within_nm = _region_of(selection)
    rows = select(dataset.incidents, selection, dataset.regions)
    answers = find_answers(rows, region_id, within_nm, dataset.regions)
    return dataset, selection, answers


def _region_of(selection: dict[str, Any]) -> tuple[str, float]:
    """Take the region out of a selection, and how far off its coast counts."""
    if "region" not in selection:
        raise WrongUseError(
            gettext("ID: must be the id of a region, such as VE-R, not blank")
        )
    region_id, _, within_nm = selection.pop("region")
    return region_id, within_nm
