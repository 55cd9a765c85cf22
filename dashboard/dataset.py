"""Open everything once: table, dictionary, regions and published totals, joined.

What is broken or missing is told in ``notices`` and ``problems``; what is sound keeps
working. Command line and pages start here.
"""

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from dashboard.checks.problems import (
    Finding,
    InvalidIncidentsError,
    find_problems,
    sound_rows,
)
from dashboard.geo.locate import locate
from dashboard.geo.place_words import where_in_words
from dashboard.geo.regions import Regions, RegionsError, read_regions
from dashboard.table.dictionary import Dictionary, DictionaryError, read_dictionary
from dashboard.table.read import (
    INCIDENTS,
    UnreadableTableError,
    fingerprint,
    read_published_totals,
    read_text,
    to_types,
)

STOPS = (UnreadableTableError, InvalidIncidentsError, DictionaryError, RegionsError)
"""Errors that leave nothing to go on with; the message says what to do."""


@dataclass(frozen=True)
class Dataset:
    """All that a selection is made from.

    ``incidents`` is the located frame of the rows without problems, in the order of
    the table, with ``where_words``; ``set_aside`` counts the rows that ``problems``
    keeps out; ``region_labels`` are the regions to choose from, id to label.
    """

    incidents: pd.DataFrame
    dictionary: Dictionary
    regions: Regions
    published: pd.DataFrame
    fingerprint: str
    region_labels: dict[str, str]
    problems: list[Finding] = field(default_factory=list)
    set_aside: int = 0
    notices: list[str] = field(default_factory=list)

    @property
    def everything(self) -> int:
        """Return the number of incidents (rows without a parent) of the table."""
        return int(self.incidents["parent_id"].eq("").sum())


def open_dataset(path: Path | str = INCIDENTS) -> Dataset:
    """Read, check and locate an incident table.

    Raises :class:`~dashboard.table.read.UnreadableTableError`,
    :class:`~dashboard.checks.problems.InvalidIncidentsError` (a column is missing),
    :class:`~dashboard.table.dictionary.DictionaryError` or
    :class:`~dashboard.geo.regions.RegionsError` where there is nothing to go on with; each
    says what to do.
    """
    dictionary, regions = read_dictionary(), read_regions()
    text = read_text(path)
    problems = find_problems(text, dictionary)
    sound = sound_rows(text, problems)
    incidents = locate(to_types(sound, dictionary), regions)
    incidents["where_words"] = where_in_words(incidents, regions)
    published, notices = _published()
    return Dataset(
        incidents=incidents,
        dictionary=dictionary,
        regions=regions,
        published=published,
        fingerprint=fingerprint(Path(path)),
        region_labels={each.region_id: each.label for each in regions.choices()},
        problems=problems,
        set_aside=len(text) - len(sound),
        notices=[*regions.notices, *notices],
    )


def _published() -> tuple[pd.DataFrame, list[str]]:
    try:
        return read_published_totals(), []
    except UnreadableTableError as error:
        notice = f"Totals of other publishers are not shown: {error}"
        return pd.DataFrame(columns=["campaign", "as_of_date", "killed"]), [notice]
