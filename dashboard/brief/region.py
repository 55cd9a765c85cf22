"""What a brief counts about one region: each answer apart."""

import pandas as pd

from dashboard.brief.numbers import Counted, toll_of
from dashboard.figures.totals import placed, totals
from dashboard.geo.region_answers import ANSWERS
from dashboard.selection.selected import Selected
from dashboard.text.words import count_of

NOT_ADDED = "the answers overlap and are not added up"


def count_answers(selected: Selected) -> Counted:
    """Count the rows under each answer about the region of a selection.

    The answers overlap, so there is no large number over all of them.
    """
    name = selected.dataset.regions.name(selected.region_id)
    filters = (
        f"{selected.words_without_region} · in, off or around {name}, or left from it"
    )
    rows = _answered_rows(selected)
    lines = (*_answer_lines(selected), NOT_ADDED)
    sums, place = totals(rows), placed(rows)
    return Counted(rows, sums, place, filters, (), lines, "; ".join(lines))


def answer_toll(rows: pd.DataFrame, dictionary) -> str:
    """Return the toll of an answer, of several campaigns each apart."""
    groups = [some for _, some in rows.groupby("campaign", observed=True)]
    if len(groups) == 1:
        return toll_of(groups[0])
    return "; ".join(
        f"{dictionary.label('campaign', some['campaign'].iloc[0])}: {toll_of(some)}"
        for some in groups
    )


def answers_shown(selected: Selected) -> list[tuple[str, pd.DataFrame]]:
    """Return the label and the rows of each answer that a region can have.

    A sea has no coast, so nothing is off it.
    """
    answers, regions = selected.answers, selected.dataset.regions
    coast = regions.kind(selected.region_id) in ("state", "country")
    shown = []
    for key, label in ANSWERS.items():
        if key == "off_coast" and not coast:
            continue
        within = f" within {answers.within_nm:g} NM" if key == "off_coast" else ""
        shown.append((f"{label}{within}", answers.rows[key]))
    return shown


def whole_incidents(rows: pd.DataFrame) -> int:
    """Return how many incidents rows are of; a part counts as its whole."""
    ids = rows["incident_id"].where(rows["parent_id"].eq(""), rows["parent_id"])
    return ids.nunique()


def _answer_lines(selected: Selected) -> list[str]:
    lines = []
    for label, rows in answers_shown(selected):
        toll = answer_toll(rows, selected.dataset.dictionary) if len(rows) else ""
        count = count_of(whole_incidents(rows), "incident")
        lines.append(f"{label}: {count}{f', {toll}' if toll else ''}")
    return lines


def _answered_rows(selected: Selected) -> pd.DataFrame:
    rows = selected.rows_anywhere
    answered = {
        incident_id
        for some in selected.answers.rows.values()
        for incident_id in some["incident_id"]
    }
    return rows[rows["incident_id"].isin(answered)]
