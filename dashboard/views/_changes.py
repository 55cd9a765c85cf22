"""The table of changes, and the older state of a table that a person opens."""

from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from dashboard.dataset import Dataset, open_mapped
from dashboard.figures.since_words import for_readers
from dashboard.geo.kept_layers import regions_for_table
from dashboard.importers.apply import map_table
from dashboard.importers.ours import in_our_cells
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import Opened, TableSource
from dashboard.openers.turns import as_person
from dashboard.table.read import INCIDENTS, read_text
from dashboard.text.language import gettext
from dashboard.views._data import facts_of
from dashboard.views._open import person
from dashboard.views._tables import OURS, shown_keys

OLDER_FILE = "older_file"
ROW_LIMIT = 6
"""Lines up to which the table has its own height."""
ROW_HEIGHT, HEIGHT = 102, 600
"""Pixels of a line, high enough for five lines of text, and of a long table."""


class OlderState(NamedTuple):
    """An older state of the table: its name, its rows as text, and as a data set."""

    name: str
    text: pd.DataFrame
    dataset: Dataset


def draw_change_table(changes: pd.DataFrame, words: str) -> None:
    """Draw a table of changes; ``words`` say what it holds to who cannot see it."""
    st.dataframe(
        for_readers(changes),
        hide_index=True,
        height="content" if len(changes) < ROW_LIMIT else HEIGHT,
        row_height=ROW_HEIGHT,
        alt=words,
        column_config={gettext(name): _wide() for name in ("Before", "Now", "Why")},
    )


def _wide() -> Any:
    """Return a column that shows about forty letters; the whole on a click."""
    return st.column_config.TextColumn(width="medium")


def opened_older() -> OlderState | None:
    """Ask for an older file and return it; None until there is one.

    It stays in this session, as every upload does. Raises
    :data:`dashboard.dataset.STOPS`.
    """
    file = st.file_uploader(gettext("An older file of this table"), key="older_file")
    if file is None:
        return None
    source, regions = TableSource(file.name, file.getvalue()), regions_for_table()
    with as_person(person()):
        opened = open_file(source)
    mapped = map_table(opened, source, regions)
    return OlderState(
        file.name, mapped.text, open_mapped(opened, mapped, source, regions)
    )


def text_of_shown(dataset: Dataset) -> pd.DataFrame | None:
    """Return the table that is shown as text, None where several are."""
    keys = shown_keys()
    if len(keys) != 1:
        return None
    if keys[0] == OURS:
        came = Opened(INCIDENTS.name, "CSV", read_text(dataset.path or INCIDENTS))
        return in_our_cells(came, dataset.dictionary)[0]
    facts = facts_of(keys[0])
    return facts.mapped.text if facts else None
