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
from dashboard.text.counts import incidents
from dashboard.text.counts import parts as counted_parts
from dashboard.text.language import N_, gettext, ngettext, number, pgettext
from dashboard.text.words import day_in_words

DEATHS = N_("low, best and high; blank is not reported, never zero")
DEATHS_AND_MISSING = N_(
    "low, best and high; missing are presumed dead and are inside best and high; blank "
    "is not reported, never zero"
)
PRECISION = N_(
    "geo_precision 3: only an area is known; latitude and longitude are then a "
    "representative point and no place, and such a row has no geometry"
)
LINK, QUERY, SUM = N_("Link"), N_("Query"), N_("Sum")

NO_DAY = date(1980, 1, 1)
"""Stands for the day of a table that has none: the first that every format can hold."""
ANSWERS_APART = N_(
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
        """Return label and text of each line that a file carries inside, in order.

        Both are in the language of now; columns and codes in them stay.
        """
        dictionary, rows = self.dictionary, self.rows
        lines = [
            *((gettext("Table"), each) for each in _tables(dictionary)),
            (gettext("Tables"), tables_line(dictionary)),
            (gettext("Data"), self.data),
            (gettext("Selection"), self.words),
            (gettext("Rows"), by_table(rows, dictionary, _count)),
            *((gettext(SUM), each) for each in self._sums()),
            (pgettext("of data", "Missing"), as_sentences(list(self.caveats))),
            (gettext("Places"), by_table(rows, dictionary, _places)),
            self._days(),
            (gettext("Deaths"), self._deaths()),
            (gettext("Places known"), gettext(PRECISION)),
            (gettext("Citation"), citation(dictionary, self.data)),
            (gettext("Licence"), licence_names(dictionary)),
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
            return gettext("Data to"), f"{day_in_words(end)}. {gaps}"
        return gettext("Dates"), f"{data_to_sentence(self.dictionary)}. {gaps}"

    def _link(self) -> tuple[str, str]:
        if is_public(self.link):
            return gettext(LINK), self.link
        return gettext(QUERY), urlsplit(self.link).query

    def _deaths(self) -> str:
        missing = self.dictionary.has("missing")
        return gettext(DEATHS_AND_MISSING if missing else DEATHS)

    def _sums(self) -> list[str]:
        """Return the sums of the rows, none where they answer several questions."""
        if "answer" in self.rows:
            return [gettext(ANSWERS_APART)]
        return sum_lines(self.rows, self.dictionary)


def _tables(dictionary: Dictionary) -> list[str]:
    """Return the table, or each of several with its code, rows and fingerprint."""
    if not dictionary.tables:
        return [table_name(dictionary)]
    return [
        ngettext(
            "{key}: {table}, {count} row, data {data}",
            "{key}: {table}, {count} rows, data {data}",
            each.beside.rows,
            key=each.beside.key,
            table=table_name(each),
            data=each.beside.data,
        )
        for each in dictionary.tables
    ]


def _count(rows: pd.DataFrame) -> str:
    parts = int(rows["parent_id"].ne("").sum())
    return gettext(
        "{incidents} and {parts} of incidents",
        incidents=incidents(len(rows) - parts),
        parts=counted_parts(parts),
    )


def _places(rows: pd.DataFrame) -> str:
    place = placed(rows)
    return ngettext(
        "{count} incident with a place of their own, {area_only} known only to an "
        "area, {unplaced} without either",
        "{count} incidents with a place of their own, {area_only} known only to an "
        "area, {unplaced} without either",
        place["placed"],
        area_only=number(place["area_only"]),
        unplaced=number(place["unplaced"]),
    )
