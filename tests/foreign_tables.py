"""Tables of other people for tests: made up, in other columns, anywhere in the world.

No row made here is an incident that happened; places are real, acts and tolls are not.
"""

import csv
from pathlib import Path

from dashboard.dataset import Dataset, open_table
from dashboard.openers.opened import TableSource

MEXICO = [(19.43, -99.13), (20.67, -103.35), (25.67, -100.31), (17.06, -96.72)]
SUDAN = [(15.6, 32.53), (13.63, 25.35), (19.62, 37.22)]
UKRAINE = [(50.45, 30.52), (49.99, 36.23), (46.48, 30.72)]
OFF_SOMALIA = [(2.5, 47.9), (8.1, 52.4), (12.2, 50.9)]
FIJI = [(-17.8, 177.4), (-16.8, -179.9), (-18.1, 178.5), (-16.5, 179.6)]
WORLD = [*MEXICO, *SUDAN, *UKRAINE, *OFF_SOMALIA]
COLUMNS = (
    "incident_id",
    "date",
    "date_precision",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "area_id",
    "event_type",
    "deaths_low",
    "deaths_best",
    "deaths_high",
    "Own remark",
    "dyad",
)
KINDS = ("Protest", "One-sided violence", "Armed clash", "")


def rows_at(places: list, rows: int = 30) -> list[dict[str, str]]:
    """Return made-up rows at places by turns, of four kinds, one every nine days."""
    return [
        {
            "incident_id": f"MADE-{number:03}",
            "date": f"{2019 + number % 3}-{1 + number % 12:02}-{1 + number % 28:02}",
            "date_precision": "day",
            "location": f"made-up place {number % len(places)}",
            "latitude": str(places[number % len(places)][0]),
            "longitude": str(places[number % len(places)][1]),
            "geo_precision": "1",
            "event_type": KINDS[number % len(KINDS)],
            "deaths_low": str(number % 5),
            "deaths_best": str(number % 5 + 1),
            "deaths_high": str(number % 5 + 3),
            "Own remark": f"made up <b>{number}</b> & more",
            "dyad": "Made-up group A - Made-up group B",
        }
        for number in range(rows)
    ]


def area_row(area_id: str, **more: str) -> dict[str, str]:
    """Return a made-up row of which only an area is known."""
    [row] = rows_at([(0.0, 0.0)], 1)
    blank = {"latitude": "", "longitude": "", "geo_precision": "3"}
    own = {"incident_id": f"AREA-{area_id}", "area_id": area_id}
    return {**row, **blank, **own, "location": "somewhere", **more}


def open_rows(folder: Path, rows: list[dict], name: str = "harbour log.csv") -> Dataset:
    """Write rows as a CSV into a folder and open it as a table without description."""
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        columns = list(dict.fromkeys([*COLUMNS, *(key for row in rows for key in row)]))
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return open_table(TableSource(name, path))
