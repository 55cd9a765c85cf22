"""The answers for a region in words, for page, command and brief."""

from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd
import shapely

from dashboard.dataset import Dataset
from dashboard.figures.caveats import (
    as_sentences,
    caveats,
    short_caveats,
)
from dashboard.figures.dataset_words import covered_words, data_to, table_name
from dashboard.figures.large_numbers import counted
from dashboard.figures.region_words import untested_words
from dashboard.figures.table_groups import by_table, table_groups
from dashboard.figures.toll_sums import campaign_tolls
from dashboard.figures.tolls import toll_with_unknown
from dashboard.figures.totals import totals
from dashboard.geo.place_words import distance_to_region_words, full_name, region_name
from dashboard.geo.region_answers import Answers, reach_words
from dashboard.geo.relations import ANSWERS
from dashboard.table.dictionary import Dictionary
from dashboard.text.words import count_of

NOT_MEASURED = "not measured, distances end before it"
NOT_ADDED_UP = "the answers overlap and are not added up"


class AnswerLine(NamedTuple):
    """One answer about a region in words, the same for page, command and brief.

    ``label`` says which answer ("could have been in or off Sucre, by its own radius"),
    ``short_label`` the same where the region is named above ("could have been, by its
    own radius"). ``incidents`` counts a part for its incident, and ``large_text`` is
    that number, of several tables each apart ("31 + 42"). ``count`` and ``toll``
    are in words and leave out rows with no figure; ``full_toll`` counts them. Tolls of
    several campaigns stand apart. Without rows both tolls are blank. ``is_measured`` is
    False where nothing could be counted: no distance is known there. ``untested`` says
    how many rows could not be asked, blank for none.
    """

    key: str
    label: str
    short_label: str
    rows: pd.DataFrame
    incidents: int
    large_text: str
    count_text: str
    toll: str
    full_toll: str
    is_measured: bool = True
    untested: str = ""

    @property
    def number(self) -> str:
        """How many incidents, "–" where nothing was measured."""
        return f"{self.incidents:,}" if self.is_measured else "–"

    @property
    def words(self) -> str:
        """Count and toll: "3 incidents · 21 killed", or "none"."""
        words = (self.count_text, self.toll, self.untested)
        return " · ".join(filter(None, words))

    def short_words(self, unit: str) -> str:
        """Return the whole line of a brief: "in it: 3 strikes, 21 killed".

        ``unit`` is what the rows of all answers count: a strike or an incident.
        """
        count = self.count_text if " + " in self.large_text else ""
        count = count or count_of(self.incidents, unit)
        if not self.is_measured:
            count = self.count_text
        words = (count, self.full_toll, self.untested)
        return f"{self.short_label}: {', '.join(filter(None, words))}"


def answer_lines(
    answers: Answers, dataset: Dataset, every: bool = False
) -> list[AnswerLine]:
    """Return a line for each answer about a region, in the order of ``ANSWERS``.

    *Off its coast* is left out where the region has no coast, unless ``every``.
    """
    coast = every or has_coast(answers.region_id, dataset)
    return [
        _answer_line(key, answers, dataset)
        for key in answers.rows
        if key != "off_coast" or coast
    ]


def _answer_line(key: str, answers: Answers, dataset: Dataset) -> AnswerLine:
    rows, dictionary = answers.rows[key], dataset.dictionary
    within = f" within {answers.within_nm:g} NM" if key == "off_coast" else ""
    label = short_label = f"{ANSWERS[key]}{within}"
    if key == "could_have_been":
        reach = reach_words(answers.region_id, dataset.regions)
        label = f"could have been {reach}, by its own radius"
    toll = full_toll = ""
    if len(rows):
        toll = campaign_tolls(rows, dictionary, between=", ", after_label=" ")
        full_toll = campaign_tolls(rows, dictionary, toll_with_unknown)
    number, count = incidents_in(rows), by_table(rows, dictionary, count_words)
    groups = table_groups(rows, dictionary)
    large = " + ".join(str(incidents_in(some)) for _, some in groups) or str(number)
    measured = is_measured(key, answers.region_id, dataset)
    untested = untested_words(answers) if key == "could_have_been" else ""
    return AnswerLine(
        key=key,
        label=label,
        short_label=short_label,
        rows=rows,
        incidents=number,
        large_text=large,
        count_text=count if measured else NOT_MEASURED,
        toll=toll,
        full_toll=full_toll,
        is_measured=measured,
        untested=untested,
    )


def answer_rows(answers: Answers) -> pd.DataFrame:
    """Return the rows of all answers in the order of the table, each once."""
    rows = pd.concat(answers.rows.values())
    return rows[~rows.index.duplicated()].sort_index()


def answers_of_rows(lines: list[AnswerLine], rows: pd.DataFrame) -> list[str]:
    """Return for each row the labels of the answers under which it stands."""
    return [
        "; ".join(line.label for line in lines if index in line.rows.index)
        for index in rows.index
    ]


def report_lines(answers: Answers, dataset: Dataset, words: str) -> list[str]:
    """Return the answers as lines for a terminal."""
    name = dataset.regions.name(answers.region_id)
    lines = [summary(answers, dataset), words]
    for answer in answer_lines(answers, dataset, every=True):
        lines += ["", f"{answer.label}: {answer.words}"]
        lines += [f"  {_row_words(row, name)}" for row in answer.rows.itertuples()]
    return lines


def summary(answers: Answers, dataset: Dataset) -> str:
    """Return the answers in one line, the certain and the possible side by side.

    "0 within 12 NM of Sucre · up to 3 could have been · 1 left from Sucre · 15 known
    only to an area around it": never a bare 0, and never one sum.
    """
    words = [
        _summaries(answers, dataset),
        data_to(dataset.dictionary),
        *short_caveats(dataset),
    ]
    return " · ".join(words)


def _summaries(answers: Answers, dataset: Dataset) -> str:
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
    name = region_name(answers.region_id, dataset.regions)
    number = {key: incidents_in(rows) for key, rows in answers.rows.items()}
    words = [f"{number['inside']} in {name}"]
    if not is_measured("off_coast", answers.region_id, dataset):
        words.append(f"within {answers.within_nm:g} NM of {name}: {NOT_MEASURED}")
    elif has_coast(answers.region_id, dataset):
        reached = _reached_words(answers.region_id, dataset)
        words.append(
            f"{number['off_coast']} within {answers.within_nm:g} NM of {name}{reached}"
        )
    reach = reach_words(answers.region_id, dataset.regions)
    words.append(f"up to {number['could_have_been']} could have been {reach}")
    if number["left_from"]:
        words.append(f"{number['left_from']} left from {name}")
    if number["area_only"]:
        words.append(f"{number['area_only']} known only to {_areas(answers, dataset)}")
    if len(answers.unplaced):
        words.append(f"{incidents_in(answers.unplaced)} not even known to an area")
    return " · ".join(words)


def region_sentence(answers: Answers, dataset: Dataset, words: str, link: str) -> str:
    """Return one sentence about a region that can stand in a report.

    Each answer has its own toll with its range; they are not added up. ``words`` is
    the rest of the selection in words.
    """
    name = full_name(answers.region_id, dataset.regions)
    lines = answer_lines(answers, dataset)
    answers_text = "; ".join(f"{line.label}: {line.words}" for line in lines)
    dictionary = dataset.dictionary
    missing = f"{as_sentences(caveats(dataset))} ".lstrip()
    return (
        f"{name} ({words}; {covered_words(dictionary)}): {answers_text}. "
        f"{NOT_ADDED_UP.capitalize()}. {missing}{table_name(dictionary)} "
        f"({dataset.fingerprint}), {link}."
    )


def has_coast(region_id: str, dataset: Dataset) -> bool:
    """Return whether *off its coast* means anything: for a state or a country."""
    return dataset.regions.is_land(region_id)


def is_measured(key: str, region_id: str, dataset: Dataset) -> bool:
    """Return whether an answer could be counted: distances end with our layers."""
    return key != "off_coast" or dataset.regions.reaches(region_id)


def _reached_words(region_id: str, dataset: Dataset) -> str:
    """Return what to add of a coast that our layers hold only in part."""
    regions = dataset.regions
    inner = shapely.box(*regions.box).buffer(-1e-6)
    whole = inner.contains(shapely.box(*regions.geometry(region_id).bounds))
    return "" if whole else ", as far as the layers reach"


def incidents_in(rows: pd.DataFrame) -> int:
    """Return how many incidents stand in rows, a part counting for its incident."""
    whole = rows["incident_id"].where(rows["parent_id"].eq(""), rows["parent_id"])
    return int(whole.nunique())


def count_words(rows: pd.DataFrame) -> str:
    """Return "3 incidents", "2 parts of 1 incident" or "none"."""
    if rows.empty:
        return "none"
    count = count_of(incidents_in(rows), "incident")
    if rows["parent_id"].ne("").all():
        return f"{count_of(len(rows), 'part')} of {count}"
    return count


def _row_words(row: Any, name: str) -> str:
    words = [row.incident_id, row.location, distance_to_region_words(row, name)]
    return " · ".join(each for each in words if each)


def _areas(answers: Answers, dataset: Dataset) -> str:
    """Return "the Caribbean" if all is known to one area, else "an area around it"."""
    areas = answers.rows["area_only"]["area_id"].unique()
    if len(areas) != 1:
        return "an area around it"
    article = "the " if areas[0].startswith(("basin-", "sea-")) else ""
    return f"{article}{dataset.regions.name(areas[0])}"


def known_only_around(rows: pd.DataFrame, name: str, beside: bool = True) -> str:
    """Return what is known only to an area around a region; blank for no ``rows``.

    ``beside`` says whether the sentence before it counts what has a place.
    """
    if not len(rows):
        return ""
    sums = totals(rows)
    verb = "is" if (sums["incidents"] or sums["parts"]) == 1 else "are"
    counted_words = counted(rows, sums)
    words = f"{counted_words} {verb} known only to an area around {name}"
    return f"Beside these, {words}." if beside else f"Nothing is placed here; {words}."
