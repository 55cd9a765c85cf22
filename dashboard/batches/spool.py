"""Keep frames on disk while a large table is read, one after the other."""

import io
import pickle
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from pyarrow import feather

from dashboard.exports.scratch import scratch_folder
from dashboard.table.reading import UnreadableTableError
from dashboard.text.language import Rewordable, gettext
from dashboard.text.machine import reason_of

LINE = "__line"
"""The column that keeps the index of a frame."""


class _Pickler(pickle.Pickler):
    """Keeps how a text was said, as the reader's language needs; see ``Rewordable``."""

    def reducer_override(self, value: Any) -> Any:
        """Return what a text is made of again, all else as usual."""
        if isinstance(value, Rewordable):
            return Rewordable, (str(value), value.saying)
        return NotImplemented


class Spool:
    """Frames on disk, in the order in which they were added.

    What stands ``beside`` a frame is kept with it. Only this process reads them: the
    folder belongs to the user alone and goes with the block.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name, self._number = folder, name, 0

    def __len__(self) -> int:
        return self._number

    def add(self, frame: pd.DataFrame, beside: Any = None) -> None:
        """Keep one more frame. Raises UnreadableTableError where the disk is full."""
        path = self._path(self._number)
        table = pa.Table.from_pandas(
            frame.reset_index(names=LINE), preserve_index=False
        )
        try:
            feather.write_feather(table, path, compression="zstd")
            path.with_suffix(".beside").write_bytes(_pickled(beside))
        except OSError as error:
            raise UnreadableTableError(
                gettext(
                    "{file}: is read in pieces, which are kept in {folder} meanwhile: "
                    "{why}.",
                    file=self._name,
                    folder=tempfile.gettempdir(),
                    why=reason_of(error),
                )
            ) from error
        self._number += 1

    def frames(self, columns: Sequence[str] | None = None) -> Iterator[pd.DataFrame]:
        """Give the frames again, or some columns of each."""
        names = None if columns is None else [LINE, *columns]
        for at in range(self._number):
            frame = feather.read_table(self._path(at), columns=names).to_pandas()
            yield frame.set_index(LINE).rename_axis(None)

    def pairs(self) -> Iterator[tuple[pd.DataFrame, Any]]:
        """Give each frame again, and what stands beside it."""
        for at, frame in enumerate(self.frames()):
            beside = self._path(at).with_suffix(".beside").read_bytes()
            yield frame, pickle.loads(beside)  # our own, of this run

    def _path(self, at: int) -> Path:
        return self._folder / f"{at:06}.arrow"


def _pickled(value: Any) -> bytes:
    out = io.BytesIO()
    _Pickler(out, pickle.HIGHEST_PROTOCOL).dump(value)
    return out.getvalue()


@contextmanager
def spool(name: str) -> Iterator[Spool]:
    """Give an empty spool for a table of this ``name``; it goes with the block."""
    with scratch_folder() as folder:
        yield Spool(folder, name)
