"""The counts of all answers about a region in one line, never one sum."""

from dataclasses import replace

import pandas as pd
import shapely

from dashboard.dataset import Dataset
from dashboard.figures.answer_phrases import (
    area_words,
    could_words,
    left_words,
    not_known_to_an_area,
    off_words,
)
from dashboard.figures.region_words import untested_words
from dashboard.geo.articles import contracted, in_sentence
from dashboard.geo.length_words import plain_number
from dashboard.geo.place_words import area_in_sentence, region_name
from dashboard.geo.region_answers import Answers, reach_words
from dashboard.table.dictionary import Dictionary
from dashboard.text.language import gettext


def summaries(answers: Answers, dataset: Dataset) -> str:
    """Return the counts of all answers, of several tables each apart."""
    tables = dataset.dictionary.tables_apart
    if not tables:
        words = [_summary(answers, dataset), untested_words(answers)]
        return " · ".join(filter(None, words))
    lines = [
        f"{each.beside.label}: {_summary(_of_table(answers, each), dataset)}"
        for each in tables
    ]
    return "; ".join(filter(None, [*lines, untested_words(answers)]))


def _of_table(answers: Answers, table: Dictionary) -> Answers:
    def own(rows: pd.DataFrame) -> pd.DataFrame:
        return rows[rows["source_table"].eq(table.beside.key)]

    rows = {key: own(some) for key, some in answers.rows.items()}
    return replace(answers, rows=rows, unplaced=own(answers.unplaced))


def _summary(answers: Answers, dataset: Dataset) -> str:
    region, regions = answers.region_id, dataset.regions
    name = in_sentence(region_name(region, regions), regions.is_land(region))
    number = {key: incidents_in(rows) for key, rows in answers.rows.items()}
    within = plain_number(answers.within_nm)
    words = [gettext("{number} in {place}", number=number["inside"], place=name)]
    if not is_measured("off_coast", answers.region_id, dataset):
        words.append(
            gettext(
                "within {within_nm} NM of {name}: not measured, distances end before "
                "it",
                within_nm=within,
                name=name,
            )
        )
    elif has_coast(answers.region_id, dataset):
        words.append(off_words(number["off_coast"], within, name))
        if not _is_whole(answers.region_id, dataset):
            reached = gettext("as far as the layers reach")
            words[-1] = f"{words[-1]}, {reached}"
    reach = reach_words(answers.region_id, dataset.regions)
    words.append(could_words(number["could_have_been"], reach))
    if number["left_from"]:
        words.append(left_words(number["left_from"], name))
    if number["area_only"]:
        words.append(area_words(number["area_only"], _area(answers, dataset)))
    if len(answers.unplaced):
        words.append(not_known_to_an_area(incidents_in(answers.unplaced)))
    return " · ".join(map(contracted, words))


def has_coast(region_id: str, dataset: Dataset) -> bool:
    """Return whether *off its coast* means anything: for a state or a country."""
    return dataset.regions.is_land(region_id)


def is_measured(key: str, region_id: str, dataset: Dataset) -> bool:
    """Return whether an answer could be counted: distances end with our layers."""
    return key != "off_coast" or dataset.regions.reaches(region_id)


def _is_whole(region_id: str, dataset: Dataset) -> bool:
    """Return whether our layers hold all of a coast, and not only a part."""
    regions = dataset.regions
    inner = shapely.box(*regions.box).buffer(-1e-6)
    return bool(inner.contains(shapely.box(*regions.geometry(region_id).bounds)))


def incidents_in(rows: pd.DataFrame) -> int:
    """Return how many incidents stand in rows, a part counting for its incident."""
    whole = rows["incident_id"].where(rows["parent_id"].eq(""), rows["parent_id"])
    return int(whole.nunique())


def _area(answers: Answers, dataset: Dataset) -> str:
    """Return "the Caribbean" if all is known to one area, else blank."""
    areas = answers.rows["area_only"]["area_id"].unique()
    return area_in_sentence(areas[0], dataset.regions) if len(areas) == 1 else ""
