"""What every kind of filter has, and the kinds that ask for codes, days and numbers.

A new kind is one class. It holds what a page, a link and a command need to know of it:
its widget, its texts, its words and which rows it keeps. No other module asks which
kind a filter is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from dashboard.geo.regions import Regions
from dashboard.table.dictionary import Dictionary
from dashboard.table.sources import publishers
from dashboard.text.fold import fold
from dashboard.text.words import day_in_words, listing

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
"""Days that may be asked for: wide enough for any table, too narrow for most slips."""
MOST_DEATHS = 100_000
EMPTY = (None, "", [], 0)
"""What a widget holds while nothing is asked."""


class FilterValueError(ValueError):
    """Raised where a text is not a value of a filter; says what is allowed."""


def by_name(names: Iterable[str]) -> list[str]:
    """Return names as people sort them: accents and capitals apart."""
    return sorted(names, key=lambda name: (fold(name), name))


@dataclass(frozen=True)
class Widget:
    """How a page asks for a value, without naming a toolkit.

    ``kind`` is a key of ``dashboard.views._widgets.WIDGETS``. ``label`` is blank where
    it is that of the filter. ``empty`` is what the widget holds while nothing is asked.
    ``low``, ``high`` and ``step`` limit days and numbers. ``choices`` maps each value to
    its label; None where they follow from the table.
    """

    kind: str
    label: str = ""
    empty: Any = None
    low: Any = None
    high: Any = None
    step: Any = None
    format: str = ""
    placeholder: str = ""
    help: str | None = None
    choices: dict[str, str] | None = None


@dataclass(frozen=True)
class Parameter:
    """A further parameter of a filter: how links, commands and pages ask for it."""

    key: str
    metavar: str
    help: str
    widget: Widget


@dataclass(frozen=True)
class Filter:
    """A key for link, option and widget, a label, and whether it is seldom needed.

    ``widget`` asks for the value, ``keeps`` says in a sentence which rows stay.
    ``parameters`` are further ones of links and commands; their widgets are drawn once
    the filter is set. ``memory`` are keys that a page keeps beside the widgets.
    ``is_slow`` says that the filter looks into every row that it is given.
    """

    key: str
    label: str
    rare: bool = field(default=False, kw_only=True)

    widget: ClassVar[Widget]
    keeps: ClassVar[str]
    parameters: ClassVar[tuple[Parameter, ...]] = ()
    memory: ClassVar[tuple[str, ...]] = ()
    is_slow: ClassVar[bool] = False

    def choices(
        self, incidents: pd.DataFrame, dictionary: Dictionary, regions: Regions
    ) -> dict[str, str]:
        """Return the values to choose from with their labels; empty for any text."""
        return {}

    def parse(
        self,
        given: dict[str, list[str]],
        incidents: pd.DataFrame,
        dictionary: Dictionary,
        regions: Regions,
    ) -> Any:
        """Return the value that texts ask for, None for none.

        ``given`` maps the filter's key and those of its parameters to their texts.
        Raises FilterValueError where a text is not allowed.
        """
        raise NotImplementedError

    def query(self, value) -> list[tuple[str, str]]:
        """Return a value as the parameters of a link, which ``parse`` reads again."""
        return [(self.key, str(value))]

    def mask(self, incidents: pd.DataFrame, value, regions: Regions) -> np.ndarray:
        """Return for each located row whether the filter keeps it."""
        raise NotImplementedError

    def describe(self, value, dictionary: Dictionary, regions: Regions) -> str:
        """Return the filter in words, as captions, files and briefs say it."""
        raise NotImplementedError

    @property
    def link_keys(self) -> tuple[str, ...]:
        """The filter's parameters in a link; those of its options too."""
        return (self.key, *(parameter.key for parameter in self.parameters))

    @property
    def widget_keys(self) -> tuple[str, ...]:
        """Everything that a page keeps for the filter."""
        return (*self.link_keys, *self.memory)

    def from_widgets(self, held: dict[str, Any]) -> Any:
        """Return the value that the widgets hold, None for none.

        ``held`` maps each of ``widget_keys`` to what the page keeps under it.
        """
        value = held[self.key]
        return None if value in EMPTY else value

    def to_widgets(self, value) -> dict[str, Any]:
        """Return what the widgets hold where this is the value; None: nothing asked."""
        return {self.key: self.widget.empty if value is None else value}

    def trouble(self, held: dict[str, Any]) -> str:
        """Return why what the widgets hold is not used, blank for nothing."""
        return ""

    def hint(self, held: dict[str, Any]) -> str:
        """Return what a person should do for the filter to work, blank for nothing."""
        return ""

    def option_help(self, dictionary: Dictionary) -> tuple[str, str]:
        """Return what a command's option calls its value, and its help."""
        return self.key.upper(), f"{self.label}. {self.keeps}"

    def only_text(self, given: dict[str, list[str]]) -> str:
        """Return the one text that is given. Raises FilterValueError for several."""
        texts = given[self.key]
        if len(texts) > 1:
            raise FilterValueError(f"{self.key}: takes one value, not {len(texts)}")
        return texts[0]


@dataclass(frozen=True)
class OneOf(Filter):
    """Rows whose column holds one of several values; the value is their list."""

    widget = Widget("choices", empty=[], placeholder="Any")
    keeps = "Keep rows whose column holds one of the chosen values."

    def choices(self, incidents, dictionary, regions):
        column = dictionary.fields[self.key]
        codes = list(column.codes)
        if not codes:
            codes = by_name({code for code in incidents[self.key].astype(str) if code})
        return {code: column.label(code) for code in codes}

    def parse(self, given, incidents, dictionary, regions):
        allowed = list(self.choices(incidents, dictionary, regions))
        unknown = [text for text in given[self.key] if text not in allowed]
        if unknown:
            likely = [code for code in allowed if fold(unknown[0]) in fold(code)]
            listed = list(dict.fromkeys([*likely, *allowed]))[:12]
            some = ", ".join(listed) + (", …" if len(allowed) > 12 else "")
            raise FilterValueError(f"{self.key} '{unknown[0]}': must be one of {some}")
        return list(dict.fromkeys(given[self.key]))

    def query(self, value):
        return [(self.key, code) for code in value]

    def mask(self, incidents, value, regions):
        column = incidents[self.key]
        if not isinstance(column.dtype, pd.CategoricalDtype):
            return column.astype("str").isin(value).to_numpy()
        # One look at each code instead of at each row; -1, a blank, is the last entry.
        wanted = np.append(column.cat.categories.isin(value), False)
        return np.take(wanted, column.array.codes, mode="wrap")

    def describe(self, value, dictionary, regions):
        labels = [dictionary.label(self.key, code) for code in value]
        return f"{self.label.lower()} is {listing(labels, 'or')}"

    def option_help(self, dictionary):
        codes = list(dictionary.fields[self.key].codes)
        if not codes:
            return super().option_help(dictionary)
        return "CODE", f"{self.label}; one of {', '.join(codes)}. {self.keeps}"


@dataclass(frozen=True)
class OneOfNames(OneOf):
    """Rows whose column of free text holds one of several names."""

    is_slow = True


@dataclass(frozen=True)
class Publisher(OneOf):
    """Rows that at least one of several publishers reported."""

    keeps = "Keep rows that at least one of the chosen publishers reported."
    is_slow = True

    def choices(self, incidents, dictionary, regions):
        named = {name for cell in incidents["sources"] for name in publishers(cell)}
        return {name: name for name in by_name(named)}

    def mask(self, incidents, value, regions):
        wanted = set(value)
        keep = (not wanted.isdisjoint(publishers(c)) for c in incidents["sources"])
        return np.fromiter(keep, dtype=bool, count=len(incidents))

    def describe(self, value, dictionary, regions):
        return f"reported by {listing(list(value), 'or')}"

    def option_help(self, dictionary):
        return Filter.option_help(self, dictionary)


@dataclass(frozen=True)
class Since(Filter):
    """Rows of a day or later, by the day on which they began."""

    widget = Widget("day", low=FIRST_DAY, high=LAST_DAY)
    keeps = "Keep rows of this day or later, by the day on which they began."

    def parse(self, given, incidents, dictionary, regions):
        text = self.only_text(given)
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = None
        if day is None or len(text) != 10 or not FIRST_DAY <= day <= LAST_DAY:
            raise FilterValueError(
                f"{self.key} '{text}': must be a date of the calendar, written "
                "YYYY-MM-DD"
            )
        return day

    def mask(self, incidents, value, regions):
        return incidents["date"].to_numpy() >= np.datetime64(value, "us")

    def describe(self, value, dictionary, regions):
        return f"from {day_in_words(value)}"


@dataclass(frozen=True)
class Until(Since):
    """Rows of a day or earlier, by the day on which they began."""

    keeps = "Keep rows of this day or earlier, by the day on which they began."

    def mask(self, incidents, value, regions):
        return incidents["date"].to_numpy() <= np.datetime64(value, "us")

    def describe(self, value, dictionary, regions):
        return f"to {day_in_words(value)}"


@dataclass(frozen=True)
class AtLeast(Filter):
    """Rows with a number of deaths or more, by the best figure."""

    widget = Widget("number", low=0, high=MOST_DEATHS, step=1)
    keeps = "Keep rows with this many deaths or more, by the best figure."

    def parse(self, given, incidents, dictionary, regions):
        text = self.only_text(given)
        if not text.isdecimal() or not 1 <= int(text) <= MOST_DEATHS:
            raise FilterValueError(
                f"{self.key} '{text}': must be a whole number from 1 to {MOST_DEATHS:,}"
            )
        return int(text)

    def mask(self, incidents, value, regions):
        best = incidents["deaths_best"].to_numpy("float64", na_value=np.nan)
        return best >= value

    def describe(self, value, dictionary, regions):
        return f"at least {value:,} killed (best)"
