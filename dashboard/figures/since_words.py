"""What changed since a version or a day, in words and as one table of changes."""

from datetime import date

import pandas as pd

from dashboard.dataset import Dataset
from dashboard.figures.diff_words import NO_CHANGE, Effect, effects, rows_words
from dashboard.figures.history_words import cell_label, column_title, entries_of
from dashboard.since import Since, since_version
from dashboard.table.changes import COLUMNS, from_where_they_differ
from dashboard.table.dictionary import Dictionary
from dashboard.table.diff import CellChange, TableDiff
from dashboard.table.sources import SEPARATOR, parse_sources
from dashboard.text.language import N_, current, gettext, pgettext
from dashboard.text.words import day_in_words, listing

WHAT = "What"
"""Column of a table of changes whose cells are codes: added, removed, changed."""
HEADINGS = (
    *(N_("Id"), N_("What"), N_("Column"), N_("Before"), N_("Now"), N_("Saved")),
    *(N_("Why"), N_("added"), N_("removed"), N_("changed"), N_("Campaign")),
    *(N_("Incidents before"), N_("Incidents now"), N_("Deaths before")),
    *(N_("Deaths now"), N_("Change")),
)
"""What :func:`for_readers` may meet."""
NOTHING_SINCE = N_("Nothing has changed since.")
NO_HISTORY = N_(
    "No change of this table is on record: it has no history beside it. Open an "
    "older file of it here to compare the two."
)


def since_name(since: Since) -> str:
    """Return "version 1.0.0 (23 Nov 2026)" or "4 Oct 2026"."""
    if since.version:
        return pgettext(
            "since",
            "version {version} ({day})",
            version=since.version,
            day=day_in_words(since.day),
        )
    return pgettext("since", "{day}", day=day_in_words(since.day))


def version_name(version: str, day: date) -> str:
    """Return "version 1.0.0 (23 Nov 2026)"."""
    return gettext("version {version} ({day})", version=version, day=day_in_words(day))


def end_of_day(day: date) -> str:
    """Return "the end of 4 Oct 2026"."""
    return gettext("the end of {day}", day=day_in_words(day))


def since_file_sentence(name: str, diff: TableDiff, found: list[Effect]) -> str:
    """Return "Since older.csv: 2 rows added; raid: deaths best +5"."""
    return gettext(
        "Since {name}: {rows}; {effects}",
        name=name,
        rows=rows_words(diff),
        effects=effects_words(found),
    )


def since_sentence(since: Since, dictionary: Dictionary) -> str:
    """Return "Since version 1.0.0 (23 Nov 2026): 2 rows added; deaths best +5"."""
    found = effects(since.before, since.now, dictionary)
    return since_file_sentence(since_name(since), since.diff, found)


def since_version_sentence(dataset: Dataset) -> str:
    """Return :func:`since_sentence` for the version of a table, blank for nothing.

    It is made once for each language, file of this machine and state of its table.
    """
    if dataset.path is None:
        return ""
    # A copy of a table has its fingerprint, and may have no history beside it.
    key = current(), dataset.fingerprint, str(dataset.path)
    if key not in _KEPT:
        if len(_KEPT) >= MOST_KEPT:
            _KEPT.clear()
        since = since_version(dataset)
        words = since_sentence(since, dataset.dictionary) if since else ""
        _KEPT[key] = words
    return _KEPT[key]


_KEPT: dict[tuple[str, str, str], str] = {}
MOST_KEPT = 16


def effects_words(found: list[Effect]) -> str:
    """Return the effect on each campaign whose totals changed, or that none did."""
    changed = [each for each in found if each.words != NO_CHANGE]
    words = [
        f"{each.label}: {each.words}" if each.label else each.words for each in changed
    ]
    return "; ".join(words) or gettext(NO_CHANGE)


def effects_frame(found: list[Effect]) -> pd.DataFrame:
    """Return the toll and count of each campaign before and now, for a table."""
    return pd.DataFrame(
        {
            "Campaign": [each.label or gettext("all rows") for each in found],
            "Incidents before": [each.old["incidents"] for each in found],
            "Incidents now": [each.new["incidents"] for each in found],
            "Deaths before": [each.old_toll for each in found],
            "Deaths now": [each.new_toll for each in found],
            "Change": [each.words for each in found],
        }
    )


def diff_frame(
    diff: TableDiff, dictionary: Dictionary, since: Since | None = None
) -> pd.DataFrame:
    """Return each difference as one line of words: Id, What, Column, Before, Now.

    With a history two more columns say when it was saved, and why.
    """
    lines = [
        (row["incident_id"], what, "", *_sides(what, _row_words(row)))
        for what, rows in (("added", diff.added), ("removed", diff.removed))
        for row in rows
    ]
    for each in diff.changed:
        title = column_title(each.column, dictionary)
        for pair in _pairs(each, dictionary):
            old, new = from_where_they_differ(pair)
            lines.append((each.incident_id, "changed", title, old, new))
    frame = pd.DataFrame(lines, columns=list(COLUMNS))
    return frame if since is None else _with_reasons(frame, since)


def for_readers(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table of changes, or of effects, with its headings and codes said."""
    said = frame.rename(columns=gettext)
    if WHAT in frame:
        said[gettext(WHAT)] = frame[WHAT].map(gettext)
    return said


def _pairs(change: CellChange, dictionary: Dictionary) -> list[list[str]]:
    """Return what stood and what stands, of sources entry by entry.

    An entry that kept its address stands against itself as it was.
    """
    if change.column != "sources" or not (change.old and change.new):
        texts = (change.old, change.new)
        return [[cell_label(text, change.column, dictionary) for text in texts]]
    old, new = (cell.split(SEPARATOR) for cell in (change.old, change.new))
    gone = {_address(each): each for each in old if each not in new}
    came = {_address(each): each for each in new if each not in old}
    pairs = [[gone.get(each, ""), came.get(each, "")] for each in {**gone, **came}]
    return pairs or [[gettext("the same entries"), gettext("in another order")]]


def _address(entry: str) -> str:
    found = parse_sources(entry)
    return found[0].url if found and found[0].url else entry


def _with_reasons(frame: pd.DataFrame, since: Since) -> pd.DataFrame:
    reasons: dict[str, list[str]] = {}
    days: dict[str, str] = {}
    for entry in entries_of(since.changes):
        reasons.setdefault(entry.incident_id, []).append(entry.why)
        days[entry.incident_id] = entry.when[:10]
    why = {key: listing(list(dict.fromkeys(each))) for key, each in reasons.items()}
    return frame.assign(
        Saved=[days.get(each, "") for each in frame["Id"]],
        Why=[why.get(each, "") for each in frame["Id"]],
    )


def _sides(what: str, words: str) -> tuple[str, str]:
    return ("", words) if what == "added" else (words, "")


def _row_words(row: dict[str, str]) -> str:
    words = [row.get(name, "") for name in ("date", "location")]
    return ", ".join(filter(None, words)) or gettext("no place")
