"""Open everything once: table, dictionary, regions and published totals, joined.

What is broken or missing is told in ``notices`` and ``problems``; what is sound keeps
working. Command line and pages start here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pandas as pd

from dashboard.checks.across_tables import SamePairs
from dashboard.checks.finding import Finding
from dashboard.checks.left_out import LeftOut, left_out
from dashboard.checks.problems import (
    InvalidIncidentsError,
    doubts_beside,
    find_problems,
    sound_rows,
)
from dashboard.checks.reading import Reading, find_reading
from dashboard.geo import regions as layers
from dashboard.geo.kept_layers import regions_for_table
from dashboard.geo.locate import locate
from dashboard.geo.membership import found_regions
from dashboard.geo.place_words import where_in_words
from dashboard.geo.regions import Regions, RegionsError
from dashboard.importers.agreement import find_other_regions
from dashboard.importers.apply import Mapped, map_table
from dashboard.importers.ids import made_of_name
from dashboard.importers.ours import in_our_cells
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import Opened, TableSource
from dashboard.table import dictionary as descriptions
from dashboard.table import read
from dashboard.table.description import Description
from dashboard.table.dictionary import Dictionary, DictionaryError, read_dictionary
from dashboard.table.fingerprint import (
    NONE,
    Files,
    State,
    file_sha256,
    layers_sha256,
    read_state,
    sha256_of,
)
from dashboard.table.foreign import dated_by_rows, describe_table, with_terms
from dashboard.table.given import describe_by, find_description, totals_path
from dashboard.table.name_in_link import name_in_link
from dashboard.table.on_disk import column_to_disk, to_disk
from dashboard.table.read import (
    UnreadableTableError,
    read_published_totals,
    read_text,
    to_types,
)
from dashboard.table.seal import Seal
from dashboard.table.source_table import publisher_kinds
from dashboard.table.standing import Standing, find_standing
from dashboard.table.transaction import CUT_OFF, is_cut_off, settle
from dashboard.text.language import N_, gettext, in_english, message_of

NO_TOTALS = N_("Totals of other publishers are not shown: {reason}")
TABLE, BESIDE, ADD_UP = "table", "beside", "add_up"
"""Parameters of a link: a table that is not ours, ours beside it, totals over both."""
STOPS = (UnreadableTableError, InvalidIncidentsError, DictionaryError, RegionsError)
"""Errors that leave nothing to go on with; the message says what to do."""


@dataclass(frozen=True)
class Dataset:
    """All that a selection is made from.

    ``incidents`` is the located frame of the rows without problems, in the order of
    the table, with ``where_words``; ``left_out`` is what the rows that ``problems``
    keeps out take with them; ``findings`` are warnings and assumptions of the reading
    of another's table, ``reading`` what it did to the table; ``standing`` says whether
    the table is whole. Where the data set is several tables side by side, ``tables``
    has title, rows left out, standing and reading of each, and ``may_be_same`` the
    pairs of rows of two of them that may be one incident; ``region_labels`` are the
    regions to choose from, id to label; ``state`` tells this state of the files from
    every other. ``names_in_link`` are the parameters of a link that name the tables
    where they are not ours alone.
    ``path`` is the file of the table, None where it was uploaded, or several are shown.
    """

    incidents: pd.DataFrame
    dictionary: Dictionary
    regions: Regions
    published: pd.DataFrame
    state: State
    region_labels: dict[str, str]
    problems: list[Finding] = field(default_factory=list)
    left_out: LeftOut = field(default_factory=LeftOut)
    standing: Standing = field(default_factory=Standing)
    reading: Reading = field(default_factory=Reading)
    tables: tuple[tuple[str, LeftOut, Standing, Reading], ...] = ()
    notices: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    names_in_link: tuple[tuple[str, str], ...] = ()
    may_be_same: SamePairs = SamePairs()
    path: Path | None = None

    @property
    def description(self) -> Description:
        """What the data set says of itself: title, opening, areas, actors."""
        return self.dictionary.description

    @property
    def fingerprint(self) -> str:
        """Eight hex digits over table, description, published totals and layers.

        See :class:`~dashboard.table.fingerprint.State`. Every cache is keyed by it, and
        every link, file and brief prints it.
        """
        return self.state.fingerprint

    def on_day(self, day: date | None) -> "Dataset":
        """Return the same as read on a day, from which its age is counted."""
        return replace(self, dictionary=self.dictionary.on_day(day))

    @property
    def everything(self) -> int:
        """Return the number of incidents (rows without a parent) of the table."""
        return int(self.incidents["parent_id"].eq("").sum())


def our_files() -> Files:
    """Return the files of the data set that the dashboard opens."""
    return Files(
        table=read.INCIDENTS,
        description=descriptions.DATAPACKAGE,
        totals=read.PUBLISHED_TOTALS,
        layers=layers.LAYERS,
    )


@in_english()
def open_dataset(
    table: Path | str | None = None, dictionary: Dictionary | None = None
) -> Dataset:
    """Read, check and locate our own incident table, or another state of it.

    ``dictionary`` stands for that of ``datapackage.json``: the description of an
    earlier state. Raises :class:`~dashboard.table.read.UnreadableTableError`,
    :class:`~dashboard.checks.problems.InvalidIncidentsError` (a column is missing),
    :class:`~dashboard.table.dictionary.DictionaryError` or
    :class:`~dashboard.geo.regions.RegionsError` where there is nothing to go on with;
    each says what to do.
    """
    files = our_files()
    if table is not None:
        files = replace(files, table=Path(table))
    else:
        settle(files.table.parent)
    # The state first: a file that is saved meanwhile is then read anew, never missed.
    state = read_state(files)
    dictionary = _with_kinds(
        dictionary or read_dictionary(files.description), files.description
    )
    published, notices = _published(files.totals)
    came = Opened(files.table.name, "CSV", read_text(files.table))
    text, found = in_our_cells(came, dictionary)
    regions = regions_for_table()
    opened = _open(text, dictionary, regions, state, published, found)
    standing = find_standing(files.table, len(text), dictionary.seal, state.table)
    notices = [*opened.notices, *notices]
    return replace(opened, standing=standing, notices=notices, path=files.table)


@in_english()
def open_table(source: TableSource) -> Dataset:
    """Open any incident table, with the description beside it or one made from it.

    Nothing of our own data set goes into it. Raises as :func:`open_dataset` does.
    """
    opened, regions = open_file(source), regions_for_table()
    mapped = map_table(opened, source, regions)
    dataset = open_mapped(opened, mapped, source, regions)
    if isinstance(source.content, Path) and is_cut_off(source.content.parent):
        return replace(dataset, notices=[*dataset.notices, gettext(CUT_OFF)])
    return dataset


@in_english()
def open_mapped(
    opened: Opened,
    mapped: Mapped,
    source: TableSource,
    regions: Regions | None = None,
) -> Dataset:
    """Open a table that is in our columns already; ``source`` is where it came from.

    Its description is the one beside it, or made from it. ``regions`` are the layers,
    where its mapping has read them.
    """
    table = source.content if isinstance(source.content, Path) else None
    beside = find_description(table) if table else None
    totals = totals_path(table) if table and beside else None
    # Not the file's name, except where ids are made of it: the same file under another
    # name is the same data.
    how_read = (
        opened.part,
        mapped.importer,
        source.mapping,
        made_of_name(mapped.text, source.name),
    )
    state = State(
        table=sha256_of(source.content),
        description=sha256_of(beside or "\n".join(how_read).encode()),
        totals=file_sha256(totals) if totals else NONE,
        layers=layers_sha256(layers.LAYERS),
    )
    dictionary = describe_table(source.name, mapped.text)
    if table and beside:
        dictionary = describe_by(beside, table, mapped.text, mapped.importer)
        dictionary = _with_kinds(dictionary, beside)
    dictionary = with_terms(dictionary, mapped.terms)
    published, notices = _published(totals) if totals else (_no_totals(), [])
    regions, found = regions or regions_for_table(), mapped.findings
    dataset = _open(mapped.text, dictionary, regions, state, published, found)
    doubts = doubts_beside(found, dataset.problems)
    lines = sound_rows(mapped.text, dataset.problems).index
    others = find_other_regions(mapped, dataset.incidents, lines, regions)
    return replace(
        dataset,
        dictionary=dated_by_rows(dictionary, dataset.incidents),
        findings=[*doubts, *others],
        reading=find_reading(
            opened.part,
            opened.parts,
            doubts,
            [each.line for each in dataset.problems],
            mapped.text,
        ),
        standing=_standing(opened, source, state, dictionary.seal),
        notices=[*dataset.notices, *notices],
        path=table,
        names_in_link=((TABLE, name_in_link(source.name, state.fingerprint)),),
    )


def _with_kinds(dictionary: Dictionary, description: Path) -> Dictionary:
    """Return a dictionary with the kinds of publishers that lie beside it."""
    return replace(dictionary, publisher_kinds=publisher_kinds(description.parent))


def _standing(
    opened: Opened, source: TableSource, state: State, seal: Seal | None
) -> Standing:
    """Return how a table stands to its description: only a CSV ends mid-line."""
    in_lines, rows = opened.format.startswith("CSV"), len(opened.text)
    return find_standing(source.content, rows, seal, state.table, in_lines)


def _open(
    text: pd.DataFrame,
    dictionary: Dictionary,
    regions: Regions,
    state: State,
    published: pd.DataFrame,
    found: Sequence[Finding] = (),
) -> Dataset:
    to_disk(text)
    problems = find_problems(text, dictionary, found)
    sound = sound_rows(text, problems)
    incidents = locate(to_types(sound, dictionary), regions)
    to_disk(incidents)
    incidents["where_words"] = column_to_disk(where_in_words(incidents, regions))
    return Dataset(
        incidents=incidents,
        dictionary=dictionary,
        regions=regions,
        published=published,
        state=state,
        region_labels={
            row.region_id: row.label
            for row in regions.choices(found_regions(incidents))
        },
        problems=problems,
        left_out=left_out(text, problems),
        notices=list(regions.notices),
    )


def _published(path: Path) -> tuple[pd.DataFrame, list[str]]:
    try:
        return read_published_totals(path), []
    except UnreadableTableError as error:
        notice = gettext(NO_TOTALS, reason=message_of(error))
        return _no_totals(), [notice]


def _no_totals() -> pd.DataFrame:
    return pd.DataFrame(columns=["campaign", "as_of_date", "killed"])
