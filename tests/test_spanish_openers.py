"""What the openers of files say, in Spanish: kept in English, said again."""

import json

import numpy as np
import pandas as pd
import pytest
import shapely

from dashboard.openers.geojson import read_geojson
from dashboard.openers.old_size import check_old_workbook
from dashboard.openers.parquet import read_parquet
from dashboard.openers.points import with_points
from dashboard.table.reading import UnreadableTableError
from dashboard.text.language import again, in_english, message_of, speaking


def refused(read, raw: bytes) -> tuple[str, str]:
    """Return why a file is refused: in English, and again in Spanish."""
    with in_english(), pytest.raises(UnreadableTableError) as caught:
        read(raw, "x")
    with speaking("es"):
        return str(caught.value), message_of(caught.value)


@pytest.mark.parametrize(
    ("read", "raw", "english", "spanish"),
    [
        (read_parquet, b"PAR1", "a damaged Parquet file (", "archivo Parquet dañado ("),
        (check_old_workbook, b"", "its parts do not fit", "sus partes no encajan"),
        (
            read_geojson,
            json.dumps({"type": "FeatureCollection", "features": [1]}).encode(),
            "x: a feature of it is no JSON object.",
            "x: uno de sus elementos no es un objeto JSON.",
        ),
        (
            read_geojson,
            json.dumps({"type": "Feature", "geometry": {"type": "Point"}}).encode(),
            "x, feature 1: its geometry is not GeoJSON.",
            "x, elemento 1: su geometría no es GeoJSON.",
        ),
    ],
)
def test_a_file_that_is_refused_in_english_is_refused_again_in_spanish(
    read, raw, english, spanish
):
    first, second = refused(read, raw)

    assert english in first and spanish in second


@pytest.mark.parametrize(
    ("lines", "english", "spanish"),
    [
        (1, "the row is a line or an area", "la fila es una línea o un área"),
        (2, "2 rows, the first here,", "2 filas, la primera de ellas aquí,"),
    ],
)
def test_rows_without_a_point_are_counted_in_spanish(lines, english, spanish):
    shapes = np.array([shapely.LineString([(0, 0), (1, 1)])] * lines, dtype=object)
    text = pd.DataFrame({"name": ["a"] * lines}, index=range(2, 2 + lines))

    with in_english():
        _, remarks = with_points(text, shapes, None)

    assert any(each.message.startswith(english) for each in remarks)
    with speaking("es"):
        said = [again(each.message) for each in remarks]
    assert any(each.startswith(spanish) for each in said)
    assert (
        "el archivo no nombra ningún sistema de coordenadas; se suponen grados WGS 84"
        in said
    )
