"""What changed since a day or a pinned link, as a page of a report."""

from datetime import date
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from dashboard.brief.words.errors import BriefError
from dashboard.dataset import Dataset
from dashboard.figures.history_words import column_title
from dashboard.figures.since_link import (
    held_words,
    other_data_words,
    pin_of,
    since_words,
)
from dashboard.figures.since_words import (
    NOTHING_SINCE,
    diff_frame,
    end_of_day,
    since_sentence,
)
from dashboard.selection.filters import parse_selection
from dashboard.selection.link import Pin, PinError, filters_of, parse_pin
from dashboard.selection.selected import Selected
from dashboard.since import history_of, since_day
from dashboard.table.archive import kept_state
from dashboard.text.language import N_, gettext, ngettext, pgettext
from dashboard.text.words import day_in_words

MOST_LINES = 40
"""Changes that the page lists; the others are counted."""
NO_HISTORY = N_("No change of this table is on record: it has no history beside it.")
WHOLE_TABLE = N_("Changes of the whole table, not only of the selection.")
"""Both said by ``gettext``."""


class SinceWords(NamedTuple):
    """A page of changes: what was asked, its name and head, and paragraphs."""

    asked: str

    name: str
    title: str
    subtitle: str
    points: tuple[str, ...]


def since_page(dataset: Dataset, text: str) -> SinceWords:
    """Return what changed since a day (``2026-10-04``) or a link with its pin.

    Raises BriefError for what is neither, for a link that no longer fits its filters,
    and for one whose filters this table does not know.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return _since_link(dataset, text)
    return _since_day(dataset, day)


def _since_day(dataset: Dataset, day: date) -> SinceWords:
    since = since_day(dataset, day)
    title = gettext("What changed in the table since {end}", end=end_of_day(day))
    name = gettext("Changes since {day}", day=day_in_words(day))
    if since is None:
        said = gettext(NOTHING_SINCE if history_of(dataset) else NO_HISTORY)
        return SinceWords(day.isoformat(), name, title, said, (said,))
    sentence = f"{since_sentence(since, dataset.dictionary)}."
    frame = diff_frame(since.diff, dataset.dictionary)
    sources = frame["Column"].eq(column_title("sources", dataset.dictionary))
    lines = [_line(*row) for row in frame[~sources].itertuples(index=False)]
    more = len(lines) - MOST_LINES
    rest = []
    if more > 0:
        rest.append(
            ngettext("And {count} more change.", "And {count} more changes.", more)
        )
    if of_sources := int(sources.sum()):
        rest.append(
            ngettext(
                "And {count} change of sources.",
                "And {count} changes of sources.",
                of_sources,
            )
        )
    points = (sentence, *lines[:MOST_LINES], *rest)
    return SinceWords(day.isoformat(), name, title, gettext(WHOLE_TABLE), points)


def _line(row_id: str, what: str, column: str, before: str, now: str) -> str:
    """Return one change: "CAR-…, Deaths best: 2 → 3"; ``what`` is a code."""
    if what == "added":
        return gettext("{id} added: {row}", id=row_id, row=now)
    if what == "removed":
        return gettext("{id} removed: {row}", id=row_id, row=before)
    blank = pgettext("a cell", "blank")
    return f"{row_id}, {column}: {before or blank} → {now or blank}"


def _since_link(dataset: Dataset, text: str) -> SinceWords:
    texts = parse_qs(urlsplit(text).query, keep_blank_values=True)
    then = _pin(text, texts)
    selection, wrong = parse_selection(
        texts, dataset.incidents, dataset.dictionary, dataset.regions
    )
    if wrong:
        raise BriefError(
            gettext("since '{given}': {faults}", given=text, faults="; ".join(wrong))
        )
    for key, value in dataset.description.opening_filters.items():
        if key not in texts:  # a link leaves out what the page opens on
            selection[key] = value
    if then.filters not in ("", filters_of(selection)):
        raise BriefError(
            gettext(
                "since '{given}': the filters are not those that it counted", given=text
            )
        )
    selected = Selected(dataset, selection)
    now = pin_of(selected.rows, dataset.fingerprint, selection)
    kept = kept_state(then.table)
    then_table = kept.state.table_fingerprint if kept and kept.state else ""
    now_table = dataset.state.table_fingerprint
    changed = since_words(then, now, then_table, now_table)
    words = f"{changed[0].upper()}{changed[1:]}." if changed else gettext(NOTHING_SINCE)
    points = [words, f"{held_words(selected.words)}."]
    if kept is None and then.table not in (dataset.fingerprint, now_table):
        points.append(f"{other_data_words(then.table, dataset.fingerprint)}.")
    subtitle = gettext("The link was made on data {data}.", data=then.table)
    title = gettext("What changed since the pinned link")
    name = gettext("Changes since the link")
    return SinceWords(text, name, title, subtitle, tuple(points))


def _pin(text: str, texts: dict[str, list[str]]) -> Pin:
    if "data" not in texts:
        raise BriefError(
            gettext(
                "since '{given}': must be a day, such as 2026-10-04, or a link with "
                "its pin (data=…)",
                given=text,
            )
        )
    try:
        return parse_pin(texts["data"][-1])
    except PinError as error:
        raise BriefError(gettext("since: {fault}", fault=error)) from error
