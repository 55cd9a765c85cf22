"""Small sound files of every format that we open, which fuzzing then breaks."""

import tempfile
from functools import cache
from pathlib import Path

from tests.files import (
    KML_HEAD,
    excel,
    geoparquet,
    ods,
    parquet,
    points,
    shapefile,
    written,
    zipped,
)

COLUMNS = ["incident_id", "date", "latitude", "longitude", "deaths_best", "notes"]
ROWS = [
    ["TST-2025-09-02-01", "2025-09-02", "11.15", "-62.6", "3", "made up, Cumaná"],
    ["TST-2025-09-15-01", "2025-09-15", "12.5", "-70.25", "", "made up"],
]
CELLS = [COLUMNS, *ROWS]
GEOJSON = (
    '{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": '
    '{"type": "Point", "coordinates": [-62.6, 11.15]}, "properties": '
    '{"incident_id": "TST-1", "date": "2025-09-02", "deaths_best": 3}}]}'
)
KML = (
    f"{KML_HEAD}<Placemark><name>made up</name><ExtendedData><Data name='date'>"
    "<value>2025-09-02</value></Data></ExtendedData><Point><coordinates>-62.6,11.15"
    "</coordinates></Point></Placemark></Document></kml>"
)


def csv_text(rows=CELLS, sign=",") -> str:
    """Return rows as lines; the cells need no quotes, except by their commas."""
    return "\n".join(
        sign.join(f'"{cell}"' if sign in cell else cell for cell in row) for row in rows
    )


@cache
def seeds() -> dict[str, bytes]:
    """Return the bytes of a file by its name."""
    frame = points(dict(zip(COLUMNS, zip(*ROWS, strict=True), strict=True)), PLACES)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        gpkg = written(folder, frame, "a.gpkg", driver="GPKG")
        shape = zipped(
            shapefile(
                folder,
                frame.rename(columns={"incident_id": "id", "deaths_best": "deaths"}),
            )
        )
    return {
        "a.csv": csv_text().encode(),
        "a;.csv": csv_text(sign=";").encode("utf-16"),
        "a.tsv": csv_text(sign="\t").encode("cp1252"),
        "hxl.csv": csv_text(
            [["Id", "Day", "Lat", "Lon", "Dead", "Notes"], TAGS, *ROWS]
        ).encode(),
        "a.xlsx": excel({"One": CELLS, "Two": [["x"], [1]]}),
        "a.ods": ods(CELLS),
        "a.zip": zipped({"a.csv": csv_text(), "b/c.txt": "x"}),
        "a.geojson": GEOJSON.encode(),
        "a.kml": KML.encode(),
        "a.kmz": zipped({"doc.kml": KML}),
        "a.parquet": parquet(dict(zip(COLUMNS, zip(*ROWS, strict=True), strict=True))),
        "a.geoparquet": geoparquet(frame),
        "a.gpkg": gpkg,
        "shape.zip": shape,
        "a.json": b'[{"date": "2025-09-02", "lat": 11.15, "lon": -62.6}]',
        "a.html": b"<!doctype html><table><tr><td>1</td></tr></table>",
    }


PLACES = [(-62.6, 11.15), (-70.25, 12.5)]
TAGS = ["#event+id", "#date+start", "#geo+lat", "#geo+lon", "#affected+killed", ""]
