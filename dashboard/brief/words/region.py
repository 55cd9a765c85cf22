"""What a brief counts about one region: each answer apart."""

import pandas as pd

from dashboard.figures.large_numbers import Counted, unit_of
from dashboard.figures.region_report import NOT_ADDED_UP, answer_lines
from dashboard.figures.totals import placed, totals
from dashboard.geo.articles import in_sentence
from dashboard.selection.selected import Selected
from dashboard.text.language import gettext


def count_answers(selected: Selected) -> Counted:
    """Count the rows under each answer about the region of a selection.

    The answers overlap, so there is no large number over all of them.
    """
    name = in_sentence(selected.region_name)
    filters = gettext(
        "{filters} · in, off or around {name}, or left from it",
        filters=selected.words_without_region,
        name=name,
    )
    rows = _answered_rows(selected)
    answers = answer_lines(selected.answers, selected.dataset)
    unit = unit_of(rows)
    lines = (*(line.short_words(unit) for line in answers), gettext(NOT_ADDED_UP))
    sums, place = totals(rows), placed(rows)
    return Counted(rows, sums, place, filters, (), lines, "; ".join(lines))


def _answered_rows(selected: Selected) -> pd.DataFrame:
    rows = selected.rows_anywhere
    answered = {
        incident_id
        for some in selected.answers.rows.values()
        for incident_id in some["incident_id"]
    }
    return rows[rows["incident_id"].isin(answered)]
