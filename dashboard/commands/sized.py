"""A table of the options that is read in pieces, where one is large."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pandas as pd

from dashboard.batches.agreeing import WholeNeededError
from dashboard.batches.in_pieces import InPieces
from dashboard.batches.large import is_large
from dashboard.batches.lean import Lean
from dashboard.batches.selected import (
    dataset_of,
    rows_to_choose,
    selected_pieces,
)
from dashboard.batches.spool import spool
from dashboard.commands.codes import words_of
from dashboard.commands.opening import find_sources
from dashboard.commands.options import open_data, selection_of_options, today
from dashboard.commands.progress import progress
from dashboard.dataset import Dataset
from dashboard.geo.kept_layers import regions_for_table
from dashboard.geo.regions import Regions
from dashboard.in_language import in_language
from dashboard.openers.opened import TableSource
from dashboard.selection.filters import select
from dashboard.store.given_back import give_memory_back
from dashboard.table.dictionary import Dictionary
from dashboard.table.reading import UnreadableTableError
from dashboard.table.translated import in_language as described
from dashboard.text.language import N_, gettext, in_english

ASKED = {"actor": "actor", "claimed_target": "claimed_target", "publisher": "sources"}
"""Filters without codes, and the column whose texts one chooses from."""


class Asked(NamedTuple):
    """What the options of a selection are understood by."""

    incidents: pd.DataFrame
    dictionary: Dictionary
    regions: Regions


class Selected(NamedTuple):
    """A data set, a selection of it and its rows."""

    dataset: Dataset
    selection: dict[str, Any]
    rows: pd.DataFrame


@contextmanager
def in_pieces(options: Namespace) -> Iterator[InPieces | None]:
    """Give the table of the options where it is read in pieces, else None.

    Why a large one is read as a whole all the same is said. Raises as ``open_data``.
    """
    sources = find_sources(options, folders=True)
    if len(sources) != 1 or options.add_up or not is_large(sources[0]):
        yield None
        return
    asked = {ASKED[name] for name in ASKED if getattr(options, name, None)}
    with read_in_pieces(sources[0], tuple(sorted(asked))) as table:
        yield table


@contextmanager
def read_in_pieces(
    source: TableSource, choices: tuple[str, ...] = ()
) -> Iterator[InPieces | None]:
    """Give a large table that was read once, None where only the whole can be read."""
    with spool(source.name) as kept:
        table = InPieces(source, regions_for_table(), kept, choices)
        try:
            step = gettext("Reading {file}", file=source.name)
            with progress(step) as say, in_english():
                table.read(say)
        except WholeNeededError as error:
            if source.content.is_dir():  # type: ignore[union-attr]
                raise UnreadableTableError(
                    gettext(
                        "{file}: its files cannot be read as one table: {why}.",
                        file=source.name,
                        why=words_of(error),
                    )
                ) from error
            words = gettext(
                "{file}: is read as a whole, which takes more memory: {why}.",
                file=source.name,
                why=words_of(error),
            )
            print(words, file=sys.stderr)
            yield None
            return
        yield table


def selection_of(options: Namespace, table: InPieces) -> dict[str, Any]:
    """Return the selection of the options. Raises WrongUseError for a wrong one."""
    asked = Asked(rows_to_choose(table), described(table.dictionary), table.regions)
    return selection_of_options(options, asked)


def pieces_told(
    table: InPieces, selection: dict[str, Any], step: str
) -> Iterator[pd.DataFrame]:
    """Give the rows that a selection keeps piece by piece, and say how far it is."""
    with progress(gettext(step, file=table.source.name)) as say:
        pieces = selected_pieces(table, selection, say)
        while True:
            with in_english():  # what is found is compared from piece to piece
                rows = next(pieces, None)
            if rows is None:
                return
            yield rows


def opened_in_pieces(table: InPieces) -> Dataset:
    """Return what is said of a table whose pieces were gone through, as of today."""
    with in_english():
        dataset = dataset_of(table).on_day(today())
    return in_language(dataset)


def selected(options: Namespace) -> Selected:
    """Return what is added up: of a large table no more columns than that takes.

    Raises WrongUseError and :data:`dashboard.dataset.STOPS`.
    """
    with in_pieces(options) as table:
        if table is not None:
            selection = selection_of(options, table)
            lean = Lean(table.ids.are_named)
            for rows in pieces_told(table, selection, N_("Adding up {file}")):
                lean.add(rows)
            give_memory_back()
            return Selected(opened_in_pieces(table), selection, lean.frame())
    dataset = open_data(options)
    selection = selection_of_options(options, dataset)
    return Selected(
        dataset, selection, select(dataset.incidents, selection, dataset.regions)
    )
