"""The kinds of filter that ask for codes, names, days and numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from dashboard.geo.regions import Regions
from dashboard.selection.filter_kinds import Filter, FilterValueError, Widget
from dashboard.table.dictionary import Dictionary
from dashboard.table.sources import kinds_of_sources
from dashboard.text.fold import fold
from dashboard.text.language import N_, gettext, ngettext, number
from dashboard.text.words import day_in_words, listing

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
"""Days that may be asked for: wide enough for any table, too narrow for most slips."""
MOST_DEATHS = 100_000
MOST_COMPARED = 16
"""Codes up to which each is compared with every row: 0.04 ms for 1,000,000 rows, where
one look into a table of all codes takes 0.9 ms."""
NO_DAY = np.iinfo("int64").min
"""What stands for a blank among dates as numbers: before all of them."""


def _as_numbers(days: pd.Series, day: date) -> tuple[np.ndarray, np.int64]:
    """Return dates and a day as whole numbers, ``NO_DAY`` for a blank.

    numpy compares them seven times as fast as dates, which may be blank.
    """
    values = days.to_numpy()
    return values.view("int64"), np.datetime64(day).astype(values.dtype).view("int64")


def by_name(names: Iterable[str]) -> list[str]:
    """Return names as people sort them: accents and capitals apart."""
    return sorted(names, key=lambda name: (fold(name), name))


@dataclass(frozen=True)
class OneOf(Filter):
    """Rows whose column holds one of several values; the value is their list."""

    widget = Widget("choices", empty=[], placeholder=N_("Any"))
    keeps = N_("Keep rows whose column holds one of the chosen values.")
    nothing = N_("the table gives none")

    @property
    def column(self) -> str:
        return self.key

    def choices(
        self, incidents: pd.DataFrame, dictionary: Dictionary, regions: Regions
    ) -> dict[str, str]:
        column = dictionary.fields[self.key]
        codes = list(column.codes)
        if not codes:
            distinct = incidents[self.key].dropna().unique()
            codes = by_name({str(code) for code in distinct} - {""})
        return {code: column.label(code) for code in codes}

    def parse(
        self,
        given: dict[str, list[str]],
        incidents: pd.DataFrame,
        dictionary: Dictionary,
        regions: Regions,
    ) -> Any:
        allowed = list(self.choices(incidents, dictionary, regions))
        if not allowed:
            raise FilterValueError(
                gettext(
                    "{key} '{value}': {reason}, so nothing can be chosen",
                    key=self.key,
                    value=given[self.key][0],
                    reason=gettext(self.nothing),
                )
            )
        unknown = [text for text in given[self.key] if text not in allowed]
        if unknown:
            likely = [code for code in allowed if fold(unknown[0]) in fold(code)]
            listed = list(dict.fromkeys([*likely, *allowed]))[:12]
            some = ", ".join(listed) + (", …" if len(allowed) > 12 else "")
            raise FilterValueError(
                gettext(
                    "{key} '{value}': must be one of {allowed}",
                    key=self.key,
                    value=unknown[0],
                    allowed=some,
                )
            )
        return list(dict.fromkeys(given[self.key]))

    def query(self, value: Any) -> list[tuple[str, str]]:
        return [(self.key, code) for code in value]

    def mask(self, incidents: pd.DataFrame, value: Any, regions: Regions) -> np.ndarray:
        column = incidents[self.key]
        if not isinstance(column.dtype, pd.CategoricalDtype):
            return column.astype("str").isin(value).to_numpy()
        wanted, codes = column.dtype.categories.isin(value), column.array.codes
        if wanted.sum() > MOST_COMPARED:
            # One look at each code instead of each row; -1, a blank, is the last entry.
            return np.take(np.append(wanted, False), codes, mode="wrap")
        keep = np.zeros(len(codes), dtype=bool)
        for code in np.flatnonzero(wanted).tolist():  # a plain int widens no code
            keep |= codes == code
        return keep

    def describe(self, value: Any, dictionary: Dictionary, regions: Regions) -> str:
        labels = [dictionary.label(self.key, code) for code in value]
        return gettext(
            "{filter} is {values}",
            filter=gettext(self.label).lower(),
            values=listing(labels, "or"),
        )

    def option_help(self, dictionary: Dictionary) -> tuple[str, str]:
        codes = list(dictionary.fields[self.key].codes)
        if not codes:
            return super().option_help(dictionary)
        words = gettext(
            "{filter}; one of {codes}. {keeps}",
            filter=gettext(self.label),
            codes=", ".join(codes),
            keeps=gettext(self.keeps),
        )
        return "CODE", words


@dataclass(frozen=True)
class SourceTable(OneOf):
    """Rows of one of several tables; only where several are open is their column."""

    keeps = N_("Keep rows of the chosen tables, where several are open.")
    nothing = N_("only one table is open")

    def choices(
        self, incidents: pd.DataFrame, dictionary: Dictionary, regions: Regions
    ) -> dict[str, str]:
        if self.key not in dictionary.fields:
            return {}
        return super().choices(incidents, dictionary, regions)

    def mask(self, incidents: pd.DataFrame, value: Any, regions: Regions) -> np.ndarray:
        if self.key not in incidents:  # the other tables were closed meanwhile
            return np.ones(len(incidents), dtype=bool)
        return super().mask(incidents, value, regions)

    def describe(self, value: Any, dictionary: Dictionary, regions: Regions) -> str:
        if self.key not in dictionary.fields:
            return f"{gettext(self.label).lower()}: {gettext(self.nothing)}"
        return super().describe(value, dictionary, regions)

    def option_help(self, dictionary: Dictionary) -> tuple[str, str]:
        return Filter.option_help(self, dictionary)


@dataclass(frozen=True)
class OneOfNames(OneOf):
    """Rows whose column of free text holds one of several names."""

    is_slow = True


@dataclass(frozen=True)
class Publisher(OneOf):
    """Rows that at least one of several publishers reported."""

    keeps = N_("Keep rows that at least one of the chosen publishers reported.")
    is_slow = True
    nothing = N_("the table names none")

    @property
    def column(self) -> str:
        return "sources"

    def choices(
        self, incidents: pd.DataFrame, dictionary: Dictionary, regions: Regions
    ) -> dict[str, str]:
        _, kinds = kinds_of_sources(incidents["sources"])
        named = {each.publisher for sources in kinds for each in sources}
        return {name: name for name in by_name(named)}

    def mask(self, incidents: pd.DataFrame, value: Any, regions: Regions) -> np.ndarray:
        wanted = set(value)
        kind, kinds = kinds_of_sources(incidents["sources"])
        keep = [any(each.publisher in wanted for each in some) for some in kinds]
        return np.array(keep, dtype=bool)[kind]

    def describe(self, value: Any, dictionary: Dictionary, regions: Regions) -> str:
        return gettext(
            "reported by {publishers}", publishers=listing(list(value), "or")
        )

    def option_help(self, dictionary: Dictionary) -> tuple[str, str]:
        return Filter.option_help(self, dictionary)


@dataclass(frozen=True)
class Since(Filter):
    """Rows of a day or later, by the day on which they began."""

    widget = Widget("day", low=FIRST_DAY, high=LAST_DAY)
    keeps = N_("Keep rows of this day or later, by the day on which they began.")

    @property
    def column(self) -> str:
        return "date"

    def parse(
        self,
        given: dict[str, list[str]],
        incidents: pd.DataFrame,
        dictionary: Dictionary,
        regions: Regions,
    ) -> Any:
        text = self.only_text(given)
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = None
        if day is None or len(text) != 10 or not FIRST_DAY <= day <= LAST_DAY:
            raise FilterValueError(
                gettext(
                    "{key} '{value}': must be a real date, written YYYY-MM-DD",
                    key=self.key,
                    value=text,
                )
            )
        return day

    def mask(self, incidents: pd.DataFrame, value: Any, regions: Regions) -> np.ndarray:
        days, first = _as_numbers(incidents["date"], value)
        return days >= first

    def describe(self, value: Any, dictionary: Dictionary, regions: Regions) -> str:
        return gettext("from {day}", day=day_in_words(value))


@dataclass(frozen=True)
class Until(Since):
    """Rows of a day or earlier, by the day on which they began."""

    keeps = N_("Keep rows of this day or earlier, by the day on which they began.")

    def mask(self, incidents: pd.DataFrame, value: Any, regions: Regions) -> np.ndarray:
        days, last = _as_numbers(incidents["date"], value)
        keep = days <= last
        keep &= days != NO_DAY
        return keep

    def describe(self, value: Any, dictionary: Dictionary, regions: Regions) -> str:
        return gettext("to {day}", day=day_in_words(value))


@dataclass(frozen=True)
class AtLeast(Filter):
    """Rows with a number of deaths or more, by the best figure."""

    widget = Widget("number", low=0, high=MOST_DEATHS, step=1)
    keeps = N_("Keep rows with this many deaths or more, by the best figure.")

    @property
    def column(self) -> str:
        return "deaths_best"

    def parse(
        self,
        given: dict[str, list[str]],
        incidents: pd.DataFrame,
        dictionary: Dictionary,
        regions: Regions,
    ) -> Any:
        text = self.only_text(given)
        if not text.isdecimal() or not 1 <= int(text) <= MOST_DEATHS:
            raise FilterValueError(
                gettext(
                    "{key} '{value}': must be a whole number from 1 to {most}",
                    key=self.key,
                    value=text,
                    most=number(MOST_DEATHS),
                )
            )
        return int(text)

    def mask(self, incidents: pd.DataFrame, value: Any, regions: Regions) -> np.ndarray:
        best = incidents["deaths_best"].to_numpy("float64", na_value=np.nan)
        return best >= value

    def describe(self, value: Any, dictionary: Dictionary, regions: Regions) -> str:
        return ngettext(
            "at least {count} killed (best)", "at least {count} killed (best)", value
        )
