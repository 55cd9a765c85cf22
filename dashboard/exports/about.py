"""What every file says of itself: selection, counts, coverage, citation, licence."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

import pandas as pd

from dashboard.figures.caveats import as_sentences
from dashboard.figures.citation import citation, licence_names
from dashboard.figures.dataset_words import (
    data_to_sentence,
    gaps_text,
    table_name,
)
from dashboard.figures.headline import sum_lines
from dashboard.figures.table_groups import by_table, tables_line
from dashboard.figures.totals import placed
from dashboard.geo.regions import Regions
from dashboard.selection.link import is_public
from dashboard.table.dictionary import Dictionary
from dashboard.text.words import count_of, day_in_words

LOW_BEST_HIGH = "low, best and high"
MISSING = "missing are presumed dead and are inside best and high"
BLANK = "blank is not reported, never zero"
PRECISION = (
    "geo_precision 3: only an area is known; latitude and longitude are then a "
    "representative point and no place, and such a row has no geometry"
)

NO_DAY = date(1980, 1, 1)
"""Stands for the day of a table that has none: the first that every format can hold."""
ANSWERS_APART = (
    "the rows stand under several answers, which are not added up: each has its own "
    "count and toll"
)


@dataclass(frozen=True)
class Export:
    """Rows to write and what to say of them.

    ``rows`` are located rows of one selection, ``words`` the selection in words,
    ``data`` the fingerprint of the table and ``link`` the address that shows the same,
    of which a file gives the query alone where its host is not public; ``caveats`` say
    what is missing from the table; ``regions`` have the shapes of areas.
    """

    rows: pd.DataFrame
    words: str
    dictionary: Dictionary
    data: str
    link: str = ""
    caveats: tuple[str, ...] = ()
    regions: Regions | None = None

    def about(self) -> list[tuple[str, str]]:
        """Return label and text of each line that a file carries inside, in order."""
        dictionary, rows = self.dictionary, self.rows
        lines = [
            *(("Table", each) for each in _tables(dictionary)),
            ("Tables", tables_line(dictionary)),
            ("Data", self.data),
            ("Selection", self.words),
            ("Rows", by_table(rows, dictionary, _count)),
            *(("Sum", each) for each in self._sums()),
            ("Missing", as_sentences(list(self.caveats))),
            ("Places", by_table(rows, dictionary, _places)),
            self._days(),
            ("Deaths", self._deaths()),
            ("Places known", PRECISION),
            ("Citation", citation(dictionary, self.data)),
            ("Licence", licence_names(dictionary)),
            self._link(),
        ]
        return [(label, " ".join(text.split())) for label, text in lines if text]

    @property
    def day(self) -> date:
        """The day that a file gives as its own, so that its bytes stay the same."""
        return self.dictionary.last_day or NO_DAY

    def _days(self) -> tuple[str, str]:
        gaps = gaps_text(self.dictionary)
        if end := self.dictionary.coverage_end:
            return "Data to", f"{day_in_words(end)}. {gaps}"
        return "Dates", f"{data_to_sentence(self.dictionary)}. {gaps}"

    def _link(self) -> tuple[str, str]:
        if is_public(self.link):
            return "Link", self.link
        return "Query", urlsplit(self.link).query

    def _deaths(self) -> str:
        missing = MISSING if self.dictionary.has("missing") else ""
        return "; ".join(filter(None, (LOW_BEST_HIGH, missing, BLANK)))

    def _sums(self) -> list[str]:
        """Return the sums of the rows, none where they answer several questions."""
        if "answer" in self.rows:
            return [ANSWERS_APART]
        return sum_lines(self.rows, self.dictionary)


def _tables(dictionary: Dictionary) -> list[str]:
    """Return the table, or each of several with its code, rows and fingerprint."""
    if not dictionary.tables:
        return [table_name(dictionary)]
    return [
        f"{each.beside.key}: {table_name(each)}, {count_of(each.beside.rows, 'row')}, "
        f"data {each.beside.data}"
        for each in dictionary.tables
    ]


def _count(rows: pd.DataFrame) -> str:
    parts = int(rows["parent_id"].ne("").sum())
    return (
        f"{count_of(len(rows) - parts, 'incident')} and "
        f"{count_of(parts, 'part')} of incidents"
    )


def _places(rows: pd.DataFrame) -> str:
    place = placed(rows)
    return (
        f"{count_of(place['placed'], 'incident')} with a place of their own, "
        f"{place['area_only']:,} known only to an area, {place['unplaced']:,} "
        "without either"
    )
