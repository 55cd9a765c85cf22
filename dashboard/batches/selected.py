"""A selection of a table that is read in pieces, with what is said of the table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.batches.in_pieces import InPieces
from dashboard.batches.large import sha256_of_table
from dashboard.dataset import TABLE, Dataset
from dashboard.geo import regions as layers
from dashboard.geo.locate import locate
from dashboard.selection.filters import select
from dashboard.table.dictionary import Dictionary
from dashboard.table.fingerprint import NONE, State, bytes_sha256, layers_sha256
from dashboard.table.foreign import with_terms
from dashboard.table.name_in_link import name_in_link
from dashboard.table.read import TOTALS_COLUMNS, to_types
from dashboard.table.standing import Standing, find_standing
from dashboard.table.transaction import CUT_OFF, is_cut_off


@dataclass(frozen=True)
class DatasetInPieces(Dataset):
    """A data set of which ``incidents`` holds no rows, but their columns.

    ``all_incidents`` is what :attr:`everything` counts in the rows of others.
    """

    all_incidents: int = 0

    @property
    def everything(self) -> int:
        """Return the number of incidents (rows without a parent) of the table."""
        return self.all_incidents


def no_rows(table: InPieces) -> pd.DataFrame:
    """Return the located frame of a table without any of its rows."""
    text = pd.DataFrame({name: [] for name in table.facts.columns}, dtype="str")
    return locate(to_types(text, table.dictionary), table.regions)


def dictionary_of(table: InPieces) -> Dictionary:
    """Return the dictionary; its days are there once the rows were located."""
    made = with_terms(table.dictionary, table.terms)
    if made.file is None:
        return made
    first, last = table.days
    return replace(made, file=replace(made.file, first=first, last=last))


def rows_to_choose(table: InPieces) -> pd.DataFrame:
    """Return what a filter lets choose from, in the columns that were asked for."""
    return table.facts.choices()


def selected_pieces(
    table: InPieces,
    selection: dict[str, Any],
    tell: Callable[[str], None] = lambda words: None,
) -> Iterator[pd.DataFrame]:
    """Give the located rows that a selection keeps, piece by piece.

    Each piece has the numbers of the rows in the whole table as its index.
    """
    for located in table.located(tell):
        yield select(located, selection, table.regions)


def dataset_of(table: InPieces) -> DatasetInPieces:
    """Return what is said of a table whose pieces were gone through."""
    source = table.source
    path = Path(str(source.content))
    how_read = ("", table.importer, source.mapping, table.slug)
    state = State(
        table=sha256_of_table(source),
        description=bytes_sha256("\n".join(how_read).encode()),
        totals=NONE,
        layers=layers_sha256(layers.LAYERS),
    )
    cut_off = is_cut_off(path if path.is_dir() else path.parent)
    return DatasetInPieces(
        incidents=no_rows(table),
        dictionary=dictionary_of(table),
        regions=table.regions,
        published=pd.DataFrame(columns=list(TOTALS_COLUMNS[1:4])),
        state=state,
        region_labels={},
        problems=[table.places.of(each) for each in table.problems],
        left_out=table.left_out,
        standing=_standing(table, path, state.table),
        reading=table.reading,
        notices=[*table.regions.notices, *([CUT_OFF] * cut_off)],
        names_in_link=((TABLE, name_in_link(source.name, state.fingerprint)),),
        path=None if path.is_dir() else path,
        all_incidents=table.incidents,
    )


def _standing(table: InPieces, path: Path, sha256: str) -> Standing:
    if path.is_dir() or not table.format.startswith("CSV"):
        return Standing("unsealed", table.rows)
    return find_standing(path, table.rows, None, sha256)
