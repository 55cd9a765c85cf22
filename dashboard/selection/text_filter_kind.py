"""The filter that looks for a text in the columns that people wrote."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from dashboard.geo.regions import Regions
from dashboard.selection.filter_kinds import Filter, FilterValueError, Widget
from dashboard.table.dictionary import Dictionary
from dashboard.table.on_disk import leave_texts
from dashboard.text.escape import UNSEEN
from dashboard.text.fold import holds
from dashboard.text.language import N_, gettext, number

MOST_LETTERS = 200
"""Letters of a text that may be looked for, so that a link stays short enough."""


@dataclass(frozen=True)
class Text(Filter):
    """Rows that hold a text in a column that people wrote, accents and capitals apart.

    It is given the whole table, not what other filters leave: the folded columns of
    one table are kept from search to search.
    """

    columns: tuple[str, ...] = (
        *("incident_id", "location", "geo_note", "origin", "actor", "claimed_target"),
        *("vessel_type", "nationality", "sources", "notes"),
    )

    widget = Widget("text", empty="", placeholder=N_("Any text"))
    keeps = N_(
        "Keep rows that hold the text in a column that people wrote, with or without "
        "accents and capitals."
    )

    def parse(
        self,
        given: dict[str, list[str]],
        incidents: pd.DataFrame,
        dictionary: Dictionary,
        regions: Regions,
    ) -> Any:
        return self._checked(self.only_text(given))

    def mask(self, incidents: pd.DataFrame, value: Any, regions: Regions) -> np.ndarray:
        keep = np.zeros(len(incidents), dtype=bool)
        for name in self.columns:
            keep |= holds(incidents[name], value)
            leave_texts()
        return keep

    def describe(self, value: Any, dictionary: Dictionary, regions: Regions) -> str:
        return gettext("text holds “{value}”", value=value)

    def from_widgets(self, held: dict[str, Any]) -> Any:
        try:
            return self._checked(held[self.key] or "")
        except FilterValueError:
            return None

    def trouble(self, held: dict[str, Any]) -> str:
        try:
            self._checked(held[self.key] or "")
        except FilterValueError as error:
            return str(error)
        return ""

    def _checked(self, text: str) -> str | None:
        """Return the text to look for, None for none. Raises FilterValueError."""
        text = UNSEEN.sub("", text).strip()
        if len(text) > MOST_LETTERS:
            raise FilterValueError(
                gettext(
                    "{key} '{value}…': must have at most {most} letters, not {letters}",
                    key=self.key,
                    value=text[:20],
                    most=number(MOST_LETTERS),
                    letters=number(len(text)),
                )
            )
        return text or None
