"""What every kind of filter has: its widget, its texts, its words and its mask.

A new kind is one class. It holds what a page, a link and a command need to know of it:
its widget, its texts, its words and which rows it keeps. No other module asks which
kind a filter is.
"""

from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from dashboard.geo.regions import Regions
from dashboard.table.dictionary import Dictionary
from dashboard.text.language import gettext, ngettext

EMPTY: tuple[Any, ...] = (None, "", [], 0)
"""What a widget holds while nothing is asked."""


class FilterValueError(ValueError):
    """Raised where a text is not a value of a filter; says what is allowed."""


@dataclass(frozen=True)
class Widget:
    """How a page asks for a value, without naming a toolkit.

    ``kind`` is a key of ``dashboard.views._widgets.WIDGETS``. ``label`` is blank where
    it is that of the filter. ``empty`` is what the widget holds while nothing is asked.
    ``low``, ``high`` and ``step`` limit days and numbers. ``choices`` maps each value
    to its label; None where they follow from the table. Texts are constants: whoever
    shows them says them by ``gettext``.
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

    ``widget`` asks for the value, ``keeps`` says in a sentence which rows stay; it and
    ``label`` are constants, said by ``gettext``.
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

    @property
    def column(self) -> str:
        """The column that the filter asks, blank where it asks more than one."""
        return ""

    def is_offered(self, dictionary: Dictionary) -> bool:
        """Return whether a page offers the filter: not where its column is blank."""
        return not self.column or dictionary.has(self.column)

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

    def query(self, value: Any) -> list[tuple[str, str]]:
        """Return a value as the parameters of a link, which ``parse`` reads again."""
        return [(self.key, str(value))]

    def mask(self, incidents: pd.DataFrame, value: Any, regions: Regions) -> np.ndarray:
        """Return for each located row whether the filter keeps it."""
        raise NotImplementedError

    def describe(self, value: Any, dictionary: Dictionary, regions: Regions) -> str:
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

    def to_widgets(self, value: Any) -> dict[str, Any]:
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
        return self.key.upper(), f"{gettext(self.label)}. {gettext(self.keeps)}"

    def only_text(self, given: dict[str, list[str]]) -> str:
        """Return the one text that is given. Raises FilterValueError for several."""
        texts = given[self.key]
        if len(texts) > 1:
            raise FilterValueError(
                ngettext(
                    "{key}: takes one value, not {count}",
                    "{key}: takes one value, not {count}",
                    len(texts),
                    key=self.key,
                )
            )
        return texts[0]
