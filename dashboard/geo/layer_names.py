"""Names of regions put right as the layers are read: two places never share one.

Some Spanish names of the layers say nothing ("Norte", "del Beni"), or the same of a city
and of the land around it. ``layer_names.json`` has each with the reason: by region id the
name of the layer and the one that takes its place. A layer that no longer has the former
name is left as it is.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

NAMES = Path(__file__).with_name("layer_names.json")


def with_own_names(layer: pd.DataFrame) -> pd.DataFrame:
    """Return a layer with its names put right; one without ids or names as it is."""
    if "region_id" not in layer:
        return layer
    for column in ("name", "name_es"):
        if column not in layer:
            continue
        now = {
            (region_id, former): name
            for group in _groups()
            if group["column"] == column
            for region_id, (former, name) in group["names"].items()
        }
        pairs = zip(layer["region_id"], layer[column], strict=True)
        names = [now.get(pair, pair[1]) for pair in pairs]
        if names != layer[column].tolist():
            layer[column] = pd.Series(names, layer.index, dtype=layer[column].dtype)
    return layer


def former_names(region_id: str) -> list[str]:
    """Return what the layers call a region, by which a report may still call it.

    Not those that are of another place.
    """
    return [
        group["names"][region_id][0]
        for group in _groups()
        if region_id in group["names"] and not group["former_is_wrong"]
    ]


@lru_cache(maxsize=1)
def _groups() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(NAMES.read_text(encoding="utf-8"))
    return found
