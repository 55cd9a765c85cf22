"""Whether pieces of a table are read as the whole would be.

Some things are decided by looking at a whole column: whether 02/09/2025 begins with the
day, what a comma in a number means, which columns are ours. A piece that decides
otherwise than another, or has nothing to decide by, would be read otherwise than the
whole. Then nothing is guessed: the table is not read in pieces.
"""

import re

import numpy as np
import pandas as pd

from dashboard.checks.finding import Finding, kind_of_reason
from dashboard.importers.apply import Mapped
from dashboard.importers.format import Format, read_formats
from dashboard.importers.ids import ONE
from dashboard.importers.unread import TOTAL_MESSAGE
from dashboard.table.standard import STANDARD
from dashboard.text.language import N_, gettext

COUNTING = re.compile(r"(; |kept as it is in )[\d,]+ rows?$")
"""How a note ends that counts rows, and may so differ from piece to piece."""
NO_IDS = re.compile(r"^[\d,]+ rows? (?:has|have) no id.*")
WRAPPED = "longitudes run from 0 to 360"
DECIMAL = r"[0-9][,'’ \u00a0\u202f][0-9]"
"""A number whose sign says something of all the others in its column."""
WITH_ZEROS = r"^\s*-?[0-9]+\.0+\s*$"
PLACES = ["date", "latitude", "longitude", "location"]


class WholeNeededError(Exception):
    """Raised where pieces would not be read as the whole is; the message says why."""


class Agreement:
    """What the pieces of one table have in common; raises where they differ."""

    def __init__(self) -> None:
        self._first: dict[str, object] = {}
        self._made_ids: set[int] = set()
        self._hashes: list[np.ndarray] = []

    def add(self, mapped: Mapped, format_of_file: str) -> None:
        """Look at one more piece. Raises :class:`WholeNeededError`."""
        form = read_formats()[mapped.importer]
        _check_cells(mapped, form)
        _check_last_row(mapped)
        if any(NO_IDS.match(each.message) for each in mapped.findings):
            if form.repeats == ONE:
                raise WholeNeededError(
                    gettext("rows without an id may be one report twice")
                )
            self._hashes.append(
                pd.util.hash_pandas_object(mapped.own, index=False).to_numpy()
            )
        mine: dict[str, object] = {
            N_("the file differ from piece to piece"): format_of_file,
            N_("the format differ from piece to piece"): (
                mapped.importer,
                mapped.title,
                mapped.blanks,
            ),
            N_("the columns differ from piece to piece"): (
                tuple(mapped.text),
                mapped.made_of,
                mapped.reported,
            ),
            N_("the names of columns differ from piece to piece"): mapped.renamed,
            N_("what columns mean differ from piece to piece"): _of_columns(
                mapped.findings
            ),
        }
        self._first = self._first or mine
        for what, value in mine.items():
            if value != self._first[what]:
                raise WholeNeededError(gettext(what))

    def check_all(self) -> None:
        """Raise where only all pieces together show that the whole is needed."""
        if len(self._hashes) > 1:
            hashes = np.concatenate(self._hashes)
            if len(np.unique(hashes)) < len(hashes):
                raise WholeNeededError(
                    gettext("rows without an id are the same as others")
                )


def _of_columns(findings: list[Finding]) -> frozenset[tuple[str, str, str]]:
    """Return what was said of whole columns, without what merely counts rows."""
    return frozenset(
        (each.column, kind_of_reason(each.message), each.level)
        for each in findings
        if each.line is None and not is_count(each)
    )


def is_count(finding: Finding) -> bool:
    """Return whether a finding on the whole table does nothing but count rows."""
    message = finding.message
    return bool(COUNTING.search(message) or NO_IDS.match(message))


def _check_cells(mapped: Mapped, form: Format) -> None:
    """Raise where a cell says something of its whole column."""
    if any(each.message.startswith(WRAPPED) for each in mapped.findings):
        raise WholeNeededError(gettext("longitudes run from 0 to 360"))
    pair = mapped.made_of.get("latitude"), mapped.made_of.get("longitude")
    if pair[0] and pair[0] == pair[1]:
        raise WholeNeededError(gettext("one column has latitude and longitude"))
    texts = set(form.place.get("code", ()))
    texts |= {name for flag in form.flags for name in flag["when"]}
    for ours, used in mapped.made_of.items():
        kind = STANDARD[ours]["type"]
        if kind in ("integer", "number"):
            for name in used:
                if mapped.own[name].str.contains(DECIMAL).any():
                    raise WholeNeededError(
                        gettext(
                            "the column {name} has numbers with a comma or a blank",
                            name=name,
                        )
                    )
        elif kind != "date":
            texts |= {*used}
    for name in texts & {*mapped.own}:
        if mapped.own[name].str.contains(WITH_ZEROS).any():
            raise WholeNeededError(
                gettext("the column {name} has codes such as 3.0", name=name)
            )


def _check_last_row(mapped: Mapped) -> None:
    """Raise where the last row of a piece may be the total of all rows above it."""
    last = mapped.text.index[-1]
    said = any(e.line == last and e.message == TOTAL_MESSAGE for e in mapped.findings)
    if said or mapped.text[PLACES].iloc[-1].eq("").all():
        raise WholeNeededError(gettext("a row without day and place may be a total"))
