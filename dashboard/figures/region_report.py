"""The answers for a region in words, for page, command and brief."""

from typing import Any, NamedTuple

import pandas as pd

from dashboard.dataset import Dataset
from dashboard.figures.caveats import (
    as_sentences,
    caveats,
    short_caveats,
)
from dashboard.figures.dataset_words import covered_words, data_to, table_name
from dashboard.figures.large_numbers import counted
from dashboard.figures.region_summary import (
    has_coast as has_coast,
)
from dashboard.figures.region_summary import (
    incidents_in,
    is_measured,
    summaries,
)
from dashboard.figures.region_words import untested_words
from dashboard.figures.table_groups import by_table, table_groups
from dashboard.figures.toll_sums import campaign_tolls
from dashboard.figures.tolls import toll_with_unknown
from dashboard.figures.totals import totals
from dashboard.figures.unit_words import counted_units
from dashboard.geo.articles import contracted, in_sentence
from dashboard.geo.length_words import plain_number
from dashboard.geo.place_words import (
    distances_to_region_words,
    full_name,
)
from dashboard.geo.region_answers import Answers, reach_words
from dashboard.geo.relations import ANSWERS
from dashboard.text import counts
from dashboard.text.language import N_, gettext, ngettext
from dashboard.text.language import number as written

NOT_MEASURED = N_("not measured, distances end before it")
NOT_ADDED_UP = N_("the answers overlap and are not added up")


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
        return written(self.incidents) if self.is_measured else "–"

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
        count = count or counted_units(self.incidents, unit)
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
    label = short_label = gettext(ANSWERS[key])
    if key == "off_coast":
        within = plain_number(answers.within_nm)
        label = short_label = gettext(
            "off its coast within {within_nm} NM", within_nm=within
        )
    if key == "could_have_been":
        reach = reach_words(answers.region_id, dataset.regions)
        label = gettext("could have been {reach}, by its own radius", reach=reach)
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
        count_text=count if measured else gettext(NOT_MEASURED),
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
    region, regions = answers.region_id, dataset.regions
    lines = [summary(answers, dataset), words]
    for answer in answer_lines(answers, dataset, every=True):
        lines += ["", f"{answer.label}: {answer.words}"]
        lines += [
            f"  {_row_words(row, where)}"
            for row, where in zip(
                answer.rows.itertuples(),
                distances_to_region_words(answer.rows, region, regions),
                strict=True,
            )
        ]
    return lines


def summary(answers: Answers, dataset: Dataset) -> str:
    """Return the answers in one line, the certain and the possible side by side.

    "0 within 12 NM of Sucre · up to 3 could have been · 1 left from Sucre · 15 known
    only to an area around it": never a bare 0, and never one sum.
    """
    words = [
        summaries(answers, dataset),
        data_to(dataset.dictionary),
        *short_caveats(dataset),
    ]
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
    apart = gettext(NOT_ADDED_UP)
    return (
        f"{name} ({words}; {covered_words(dictionary)}): {answers_text}. "
        f"{apart[:1].upper()}{apart[1:]}. {missing}{table_name(dictionary)} "
        f"({dataset.fingerprint}), {link}."
    )


def count_words(rows: pd.DataFrame) -> str:
    """Return "3 incidents", "2 parts of 1 incident" or "none"."""
    if rows.empty:
        return gettext("none")
    count = counts.incidents(incidents_in(rows))
    if rows["parent_id"].ne("").all():
        parts = counts.parts(len(rows))
        return gettext("{parts} of {incidents}", parts=parts, incidents=count)
    return count


def _row_words(row: Any, where: str) -> str:
    words = [row.incident_id, row.location, where]
    return " · ".join(each for each in words if each)


def known_only_around(rows: pd.DataFrame, name: str, beside: bool = True) -> str:
    """Return what is known only to an area around a region; blank for no ``rows``.

    ``beside`` says whether the sentence before it counts what has a place.
    """
    if not len(rows):
        return ""
    sums, place = totals(rows), in_sentence(name)
    number, these = sums["incidents"] or sums["parts"], counted(rows, sums)
    if beside:
        words = ngettext(
            "Beside these, {these} is known only to an area around {name}.",
            "Beside these, {these} are known only to an area around {name}.",
            number,
            these=these,
            name=place,
        )
    else:
        words = ngettext(
            "Nothing is placed here; {these} is known only to an area around {name}.",
            "Nothing is placed here; {these} are known only to an area around {name}.",
            number,
            these=these,
            name=place,
        )
    return contracted(words)
