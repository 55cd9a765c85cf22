"""The Changes page: what changed in a table since a version, a day or an older file."""

from datetime import date

import streamlit as st

from dashboard.dataset import STOPS, Dataset
from dashboard.figures.diff_words import NO_CHANGE, Effect, effects
from dashboard.figures.since_words import (
    NO_HISTORY,
    NOTHING_SINCE,
    diff_frame,
    effects_frame,
    end_of_day,
    for_readers,
    since_file_sentence,
    since_sentence,
    version_name,
)
from dashboard.since import Since, history_of, since_day, since_version
from dashboard.table.diff import diff_tables
from dashboard.table.versions import moment_of
from dashboard.text.language import gettext, message_of
from dashboard.views._caveats import draw_caveats
from dashboard.views._changes import (
    OLDER_FILE,
    draw_change_table,
    opened_older,
    text_of_shown,
)
from dashboard.views._data import read_data
from dashboard.views._filters import selection_of_widgets
from dashboard.views._heading import draw_heading
from dashboard.views._link import write_link
from dashboard.views._selected import incident_id
from dashboard.views._words import plain

VERSION = "version"


def show() -> None:
    """Draw what changed since the time that is chosen, or against an older file."""
    dataset, trouble = read_data()
    draw_heading(gettext("What changed in the table"), dataset)
    if dataset is None:
        st.error(plain(trouble), icon=":material/error:")
        return
    draw_caveats(dataset)
    write_link(dataset, selection_of_widgets(), incident_id())
    choices = _choices(dataset)
    chosen = st.selectbox(
        gettext("Since"),
        list(choices),
        format_func=lambda key: choices[key],
        key="changes_since",
        width=420,
    )
    if len(choices) == 1:
        st.info(gettext(NO_HISTORY))
    if chosen == OLDER_FILE:
        _draw_against_file(dataset)
        return
    if isinstance(chosen, date):
        since = since_day(dataset, chosen)
    else:
        since = since_version(dataset)
    if since is None:
        st.info(gettext(NOTHING_SINCE))
        return
    _draw_since(dataset, since)


def _choices(dataset: Dataset) -> dict[str | date, str]:
    """Return what to compare with: the version, the days before saves, a file."""
    choices: dict[str | date, str] = {}
    history, dictionary = history_of(dataset), dataset.dictionary
    made = moment_of(dictionary.created)
    if history and dictionary.version and made:
        choices[VERSION] = version_name(dictionary.version, made.date())
    for text in sorted({each.when[:10] for each in history}, reverse=True):
        before = date.fromordinal(date.fromisoformat(text).toordinal() - 1)
        choices[before] = end_of_day(before)
    return {**choices, OLDER_FILE: gettext("an older file of this table")}


def _draw_since(dataset: Dataset, since: Since) -> None:
    st.markdown(plain(f"{since_sentence(since, dataset.dictionary)}."))
    _draw_effects(effects(since.before, since.now, dataset.dictionary))
    draw_change_table(
        diff_frame(since.diff, dataset.dictionary, since),
        gettext("Rows of the table that are new, gone or changed"),
    )


def _draw_effects(found: list[Effect]) -> None:
    """Draw the totals that changed; where none did the sentence has said so."""
    changed = [each for each in found if each.words != NO_CHANGE]
    if changed:
        st.table(for_readers(effects_frame(changed)).set_index(gettext("Campaign")))


def _draw_against_file(dataset: Dataset) -> None:
    text = text_of_shown(dataset)
    if text is None:
        st.info(gettext("Show one table alone to compare it with an older file of it."))
        return
    try:
        older = opened_older()
    except STOPS as error:
        st.error(plain(message_of(error)), icon=":material/error:")
        return
    if older is None:
        return
    diff = diff_tables(older.text, text)
    found = effects(older.dataset.incidents, dataset.incidents, dataset.dictionary)
    st.markdown(plain(f"{since_file_sentence(older.name, diff, found)}."))
    _draw_effects(found)
    draw_change_table(
        diff_frame(diff, dataset.dictionary),
        gettext("Rows of the table that are new, gone or changed"),
    )


show()
