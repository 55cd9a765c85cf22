"""One selection of the data set: its rows, its words and its answers, each made once.

A page, a command, a file and a brief start here and hand the object on, so that no
step asks the filters or the region a second time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.dataset import Dataset
from dashboard.geo.kept_relations import relations_to
from dashboard.geo.place_words import full_name
from dashboard.geo.region_answers import Answers, find_answers
from dashboard.selection.filters import describe, everything_words, select
from dashboard.selection.once import once


@dataclass(frozen=True, eq=False)
class Selected:
    """A data set and the filters that are set on it; the rest follows when asked for.

    ``selection`` maps a key of :data:`dashboard.selection.filters.FILTERS` to its
    value; a key that is absent keeps everything.
    """

    dataset: Dataset
    selection: dict[str, Any]

    @once
    def rows(self) -> pd.DataFrame:
        """Located rows that every filter keeps, in the order of the table."""
        return self._select(self.selection)

    @once
    def words(self) -> str:
        """The filters in words: "campaign is boat strikes · in Sucre"."""
        return self._describe(self.selection)

    @property
    def region_id(self) -> str:
        """Id of the region that is asked for, blank where none is."""
        return self.selection.get("region", ("",))[0]

    @property
    def region_name(self) -> str:
        """Name of that region with its country, blank where none is asked for."""
        return full_name(self.region_id, self.dataset.regions)

    @once
    def without_region(self) -> dict[str, Any]:
        """The filters but the one for a region: what its answers are made from."""
        return {k: value for k, value in self.selection.items() if k != "region"}

    @once
    def rows_anywhere(self) -> pd.DataFrame:
        """Located rows that every filter but the region keeps."""
        return self._select(self.without_region) if self.region_id else self.rows

    @once
    def words_without_region(self) -> str:
        """The filters but the region in words."""
        return self._describe(self.without_region)

    @property
    def words_without_days(self) -> str:
        """The filters but the days, or "every campaign and place of the table"."""
        rest = {
            key: value
            for key, value in self.selection.items()
            if key not in ("from", "to")
        }
        if not rest:
            return everything_words(self.dataset.dictionary)
        return self._describe(rest)

    @once
    def answers(self) -> Answers:
        """What happened in, off and around the region, among ``rows_anywhere``.

        Raises KeyError where no region is asked for.
        """
        return self.find_answers()

    def find_answers(
        self, progress: Callable[[float], None] = lambda share: None
    ) -> Answers:
        """Find the answers anew; ``progress`` hears which share of the work is done."""
        region_id, _, within_nm = self.selection["region"]
        rows, regions = self.rows_anywhere, self.dataset.regions
        incidents = self.dataset.incidents
        related = relations_to(region_id, incidents, regions, progress)
        if len(rows) < len(incidents):
            related = related.at(incidents.index.get_indexer(rows.index))
        return find_answers(rows, region_id, within_nm, regions, relations=related)

    def keep(self, answers: Answers) -> None:
        """Take answers that were found before, for this same selection and data set."""
        vars(self)["answers"] = answers

    def _select(self, selection: dict[str, Any]) -> pd.DataFrame:
        return select(self.dataset.incidents, selection, self.dataset.regions)

    def _describe(self, selection: dict[str, Any]) -> str:
        return describe(selection, self.dataset.dictionary, self.dataset.regions)
