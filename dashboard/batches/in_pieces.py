"""A large table read, checked and located in pieces, as the whole would be.

It is read twice: once from its files, to learn what only the whole tells (codes, ids
that stand there twice, parts whose incident is elsewhere), once from the disk, where
the pieces are kept meanwhile. What cannot be told in pieces raises; nothing is left out
in silence.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from dashboard.batches.agreeing import Agreement, WholeNeededError
from dashboard.batches.facts import Facts
from dashboard.batches.ids import Ids, hashes_of
from dashboard.batches.large import Places, pieces_of_table
from dashboard.batches.spool import Spool
from dashboard.checks.finding import Finding
from dashboard.checks.left_out import LeftOut, left_out
from dashboard.checks.problems import (
    NO_INCIDENT,
    PART_OF_PART,
    doubts_beside,
    find_problems,
    sound_rows,
)
from dashboard.checks.reading import Reading, find_reading
from dashboard.geo.locate import locate
from dashboard.geo.regions import Regions
from dashboard.importers.apply import Mapped, map_table
from dashboard.importers.ids import made_of_name
from dashboard.openers.opened import TableSource
from dashboard.table.foreign import dated_by_rows
from dashboard.table.given import find_description
from dashboard.table.read import to_types
from dashboard.table.reading import UnreadableTableError
from dashboard.text.language import gettext, joined, message_of, ngettext, number

MOST_REJECTED = 200_000
"""Rows that cannot be used of one table; with more the file is another one."""
FROM_ALL = ("incident_id", "parent_id")
Tell = Callable[[str], None]


@dataclass(frozen=True)
class CheckedPiece:
    """Some rows of a table: all of them as text, and those that can be used.

    ``mapped`` has the rows in our columns; ``findings`` are problems and doubts.
    """

    mapped: Mapped
    sound: pd.DataFrame
    problems: list[Finding]
    findings: list[Finding]


@dataclass
class InPieces:
    """A table of which no more than a piece is in memory.

    After :meth:`read` there is ``dictionary``; after :meth:`checked` or
    :meth:`located` was gone through there are ``problems``, ``left_out`` and
    ``reading``, and ``incidents`` counts the sound rows that are no parts. ``days`` are
    the first and the last day of the sound rows that were located.
    """

    source: TableSource
    regions: Regions
    spool: Spool
    choices: tuple[str, ...] = ()
    problems: list[Finding] = field(default_factory=list)
    left_out: LeftOut = field(default_factory=LeftOut)
    reading: Reading = field(default_factory=Reading)
    incidents: int = 0
    rows: int = 0
    slug: str = ""
    days: tuple[date | None, date | None] = (None, None)

    def read(self, tell: Tell = lambda words: None) -> None:
        """Read all pieces once and keep them.

        Raises :class:`~dashboard.batches.agreeing.WholeNeededError` where pieces would
        be read otherwise than the whole, and
        :class:`~dashboard.table.reading.UnreadableTableError`.
        """
        path = Path(str(self.source.content))
        if not path.is_dir() and find_description(path):
            raise WholeNeededError(gettext("a description lies beside it"))
        agreement, self.facts, self.ids = Agreement(), Facts(self.choices), Ids()
        self.places, self.importer = Places(), ""
        for piece in pieces_of_table(self.source, self.places):
            mapped = map_table(piece.opened, self.source, self.regions)
            try:
                agreement.add(mapped, piece.opened.format)
            except WholeNeededError as error:
                where = f" ({self.places.file})" * bool(self.places.file)
                why = joined("", [message_of(error), where])
                raise WholeNeededError(why) from error
            self.facts.add(mapped.text)
            self.ids.add(mapped.text)
            self.slug = self.slug or made_of_name(mapped.text, self.source.name)
            self.importer, self.title = mapped.importer, mapped.title
            self.terms, self.format = mapped.terms, piece.opened.format
            # the file's own cells are in the text already
            kept = (mapped.findings, mapped.reported, mapped.blanks)
            self.spool.add(mapped.text, kept)
            tell(ngettext("{count} row read", "{count} rows read", self.facts.rows))
        agreement.check_all()
        self.ids.settle()
        self.rows = self.facts.rows
        self.dictionary = self.facts.describe(self.source.name)
        self._from_all = self._find_from_all()

    def _pieces(self) -> Iterator[Mapped]:
        for text, (findings, reported, blanks) in self.spool.pairs():
            yield Mapped(
                text,
                self.importer,
                self.title,
                findings,
                reported=reported,
                blanks=blanks,
            )

    def _find_from_all(self) -> dict[int, list[Finding]]:
        """Return what is wrong with the rows that only the whole can tell, by line."""
        texts, known = [], []
        for mapped in self._pieces():
            some = mapped.text[self.ids.need_a_look(mapped.text)]
            lines = set(some.index)
            texts.append(some)
            known += [each for each in mapped.findings if each.line in lines]
            if sum(map(len, texts)) > MOST_REJECTED:
                raise self._too_many()
        rows = pd.concat(texts)
        found: dict[int, list[Finding]] = {int(line): [] for line in rows.index}
        if rows.empty:
            return found
        unknown = set(rows["parent_id"][_among(rows["parent_id"], self.ids.unknown)])
        for each in find_problems(rows, self.dictionary, known):
            if each.message == NO_INCIDENT and each.value not in unknown:
                continue
            if each.line:
                found[each.line].append(each)
        return found

    def checked(self, tell: Tell = lambda words: None) -> Iterator[CheckedPiece]:
        """Give the pieces, checked; only then is known what is wrong with the table."""
        rejected: list[pd.DataFrame] = []
        readings, done = [], 0
        self.problems, self.incidents = [], 0
        for mapped in self._pieces():
            problems = self._problems_of(mapped)
            doubts = doubts_beside(mapped.findings, problems)
            sound = sound_rows(mapped.text, problems)
            lost = mapped.text[~mapped.text.index.isin(sound.index)]
            rejected.append(lost)
            if sum(map(len, rejected)) > MOST_REJECTED:
                raise self._too_many()
            self.problems += problems
            lines = [each.line for each in problems]
            readings.append(find_reading("", (), doubts, lines, mapped.text))
            self.incidents += int(sound["parent_id"].eq("").sum())
            yield CheckedPiece(mapped, sound, problems, [*doubts, *problems])
            done += len(mapped.text)
            rows = number(self.rows)
            tell(gettext("{done} of {rows} rows", done=number(done), rows=rows))
        self.left_out = self._left_out(pd.concat(rejected))
        self.reading = _added(readings)

    def located(self, tell: Tell = lambda words: None) -> Iterator[gpd.GeoDataFrame]:
        """Give the sound rows with types and places, numbered as in the whole table."""
        before = 0
        for piece in self.checked(tell):
            rows = to_types(piece.sound, self.dictionary)
            located = locate(rows, self.regions)
            located.index = pd.RangeIndex(before, before + len(located))
            before += len(located)
            dated = dated_by_rows(self.dictionary, rows).file
            if dated is not None:
                first, last = zip(self.days, (dated.first, dated.last), strict=True)
                self.days = (
                    min(filter(None, first), default=None),
                    max(filter(None, last), default=None),
                )
            yield located

    def _problems_of(self, mapped: Mapped) -> list[Finding]:
        """Return the problems of a piece: of ids what the whole says of them."""
        apart = mapped.text.index.isin(self._from_all)
        rest = mapped.text[~apart]
        lines = set(mapped.text.index[apart])
        known = [each for each in mapped.findings if each.line not in lines]
        found = [
            each
            for each in find_problems(rest, self.dictionary, known)
            if each.message not in (NO_INCIDENT, PART_OF_PART)
        ]
        found += [each for line in sorted(lines) for each in self._from_all[line]]
        return sorted(found, key=lambda each: each.line or 0)

    def _left_out(self, rejected: pd.DataFrame) -> LeftOut:
        """Return what the rejected rows take with them, by the rows that are like them.

        Sound rows that repeat one, that are parts of one, or that have such a part's
        incident, are looked up on the disk; no others matter.
        """
        if rejected.empty:
            return LeftOut()
        bad, names = set(rejected.index), [n for n in rejected if n != "incident_id"]
        known = set(rejected[names].itertuples(index=False, name=None))
        alike, ids = [], set(rejected["incident_id"])
        for text in self.spool.frames():
            sound = text[~text.index.isin(bad)]
            near = sound[sound[names[0]].isin(rejected[names[0]])]
            cells = near[names].itertuples(index=False, name=None)
            same = near[np.array([row in known for row in cells], dtype=bool)]
            part = sound[sound["parent_id"].ne("") & sound["parent_id"].isin(ids)]
            also = sound[sound["incident_id"].isin(ids)]
            some = pd.concat([same, part, also])
            alike.append(some[~some.index.duplicated()])
        rows = pd.concat([rejected, *alike]).sort_index()
        return left_out(rows, self.problems)

    def _too_many(self) -> UnreadableTableError:
        return UnreadableTableError(
            gettext(
                "{file}: more than {most} rows cannot be used, so that nothing is "
                "counted. Let `validate` list what is wrong with some of its rows.",
                file=self.source.name,
                most=number(MOST_REJECTED),
            )
        )


def _among(texts: pd.Series, hashes: np.ndarray) -> np.ndarray:
    return np.isin(hashes_of(texts), hashes)


def _added(readings: list[Reading]) -> Reading:
    """Return how a table was read, from how its pieces were."""
    return Reading(
        widened=sum(each.widened for each in readings),
        by_convention=sum(each.by_convention for each in readings),
        in_file=_sums([each.in_file for each in readings if each.in_file]),
        counted=_sums([each.counted for each in readings if each.counted]),
        below_zero=tuple(pair for each in readings for pair in each.below_zero),
    )


def _sums(ends: list[tuple[int | None, ...]]) -> tuple[int | None, ...]:
    sums = []
    for values in zip(*ends, strict=True):
        given = [each for each in values if each is not None]
        sums.append(sum(given) if given else None)
    return tuple(sums)
