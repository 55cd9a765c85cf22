"""Read a file by Arrow or GDAL, in a process of its own that nothing else needs.

A fault in these libraries ends this process alone. It is started as a script by
:mod:`dashboard.openers.layer_process`, which bounds it. It takes one line of JSON
(``kind``, ``part``, ``stem``, ``size``) and the bytes of the file. It answers with one
line of JSON, what the table is or what is wrong, and then in plain numbers and UTF-8:
for each column of text the length of each cell in bytes and all cells one after the
other; for points their longitudes, latitudes, and which rows are shapes.
"""

import json
import sys
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from dashboard.openers.layer import Layer

LENGTHS, DEGREES, FLAGS = "<i4", "<f8", "|u1"
"""How numbers are written, in the words of numpy."""


def layer_of(kind: str, raw: bytes, part: str, stem: str) -> "Layer":
    """Read a file; ``kind`` is one of :mod:`dashboard.openers.layer`.

    Raises :class:`~dashboard.openers.layer.RefusedError`.
    """
    from dashboard.openers.layer import GEOPACKAGE, PARQUET

    if kind == PARQUET:
        from dashboard.openers.arrow_layer import read_parquet_layer

        return read_parquet_layer(raw)
    from dashboard.openers import gdal_layer

    if kind == GEOPACKAGE:
        return gdal_layer.read_geopackage_layer(raw, part, stem)
    return gdal_layer.read_layer(raw, part, stem)


def write_layer(layer: "Layer", told: BinaryIO) -> None:
    """Write the answer for a table that was read."""
    import numpy as np
    import pyarrow as pa

    places = layer.places
    head = {
        "rows": layer.rows,
        "names": layer.names,
        "texts": list(layer.texts),
        "system": None if places is None else list(places.system),
        "layers": list(layer.layers),
        "at": layer.at,
        "notes": sorted(layer.notes),
    }
    told.write(json.dumps(head).encode() + b"\n")
    for column in layer.texts.values():
        whole = pa.chunked_array(column.chunks, pa.large_string()).combine_chunks()
        _, ends, cells = whole.buffers()
        offsets = np.frombuffer(ends or bytes(8), "<i8")
        offsets = offsets[whole.offset : whole.offset + len(whole) + 1]
        told.write(np.diff(offsets).astype(LENGTHS).tobytes())
        if cells is not None and len(whole):
            told.write(memoryview(cells)[offsets[0] : offsets[-1]])
    if places is not None:
        for values, form in (
            (places.x, DEGREES),
            (places.y, DEGREES),
            (places.shaped, FLAGS),
        ):
            told.write(np.asarray(values).astype(form).tobytes())


def answer(asked: BinaryIO, told: BinaryIO) -> None:
    """Read one question and write its answer."""
    from dashboard.openers.drivers import leave_out_others
    from dashboard.openers.layer import RefusedError
    from dashboard.openers.reader_script import MEMORY

    question: dict[str, Any] = json.loads(asked.readline())
    kind, part, stem = question["kind"], question["part"], question["stem"]
    leave_out_others()
    raw = asked.read(question["size"])
    without_pandas(kind, raw)
    try:
        write_layer(layer_of(kind, raw, part, stem), told)
    except (RefusedError, MemoryError) as error:
        said: dict[str, Any] = {"wrong": MEMORY, "why": ""}
        # Arrow's own error for it is a MemoryError too, and no fault of the file.
        if isinstance(error, RefusedError) and not isinstance(
            error.__cause__, MemoryError
        ):
            said = {"refused": error.why, "values": error.values}
        told.write(json.dumps(said).encode() + b"\n")
    told.flush()


class NoPandas:
    """Says that pandas is not there, as a finder of modules does."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> None:
        """Raise where it is pandas that is asked for."""
        if name == "pandas":
            raise ModuleNotFoundError("No module named 'pandas'")


def without_pandas(kind: str, raw: bytes) -> None:
    """Let the libraries do without pandas, which takes a second, where they can.

    Arrow asks for it wherever it meets a value of Python, and pyogrio once.
    """
    from dashboard.openers.layer import PARQUET

    if kind == PARQUET:
        from dashboard.openers.arrow_layer import needs_pandas

        if needs_pandas(raw):
            return
    sys.meta_path.insert(0, NoPandas)


if __name__ == "__main__":
    sys.path += [sys.argv[1], sys.argv[2]]
    from dashboard.openers.reader_script import end_with_parent, limit_process

    end_with_parent()
    limit_process(int(sys.argv[3]), int(sys.argv[4]))
    answer(sys.stdin.buffer, sys.stdout.buffer)
