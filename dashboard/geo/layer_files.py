"""Where the region layers lie, and how one is read: once, until its file changes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq

from dashboard.geo.layer_names import with_own_names
from dashboard.resources import resource, short_path
from dashboard.text.cure import cure
from dashboard.text.language import gettext

LAYERS = resource("geodata/layers")
KEPT = 16
"""Layers and parts of layers in memory: every table that is opened asks for the same."""
_NAMES = ("region_id", "name", "name_es")
COLUMNS = {
    "states": (*_NAMES, "country_id"),
    "countries": (*_NAMES, "sovereign"),
    "seas": (*_NAMES, "basin_id"),
    "basins": _NAMES,
    "zones": ("region_id", "zone", "name", "status", "label", "basis", "agree"),
    "disputed": (*_NAMES, "administered_by", "claimed_by"),
    "places": ("name", "state_id", "country_id", "population"),
    "ports": ("name", "country_id"),
    "islands": ("name", "state_id", "country_id"),
    "world_states": (*_NAMES, "country_id", "bbox"),
    "world_countries": (*_NAMES, "sovereign"),
    "world_coarse": ("region_id", "name", "country_id"),
}
"""The columns of each layer that are read, beside its shapes."""


class RegionsError(Exception):
    """Raised where a layer is missing without which nothing can be located."""


def read_layer(folder: Path, layer: str) -> gpd.GeoDataFrame:
    """Return one layer. Raises RegionsError with the file and the command that mends."""
    return _read(folder, layer, gpd.read_parquet)


def read_facts(folder: Path, layer: str, columns: list[str]) -> pd.DataFrame:
    """Return columns of a layer without its shapes, which is far quicker."""
    return _read(folder, layer, pd.read_parquet, columns=tuple(columns))


def read_bounds(folder: Path, layer: str) -> pd.DataFrame:
    """Return region_id, xmin, ymin, xmax and ymax of each shape of a layer."""
    facts = read_facts(folder, layer, ["region_id", "bbox"])
    bounds = pd.DataFrame(
        facts["bbox"].tolist(), columns=["xmin", "ymin", "xmax", "ymax"]
    )
    return bounds.assign(region_id=facts["region_id"])


def read_some(folder: Path, layer: str, region_ids: list[str]) -> gpd.GeoDataFrame:
    """Return the regions of a layer that have one of the ids."""
    return _read(folder, layer, gpd.read_parquet, region_ids=tuple(region_ids))


def missing_words(folder: Path, layer: str) -> str:
    """Return a sentence where the file of a layer is not there, else nothing."""
    path = folder / f"{layer}.parquet"
    if path.exists():
        return ""
    return gettext("{file} is missing: {cure}", file=short_path(path), cure=_cure(path))


def broken_words(folder: Path, layer: str) -> str:
    """Return a sentence where a layer is missing, cut or of another version.

    Its shapes are not read.
    """
    if missing := missing_words(folder, layer):
        return missing
    try:
        _check_columns(folder / f"{layer}.parquet")
    except (OSError, ValueError) as error:
        return _unreadable(folder / f"{layer}.parquet", error)
    return ""


def _unreadable(path: Path, error: Exception) -> str:
    """Return that a layer cannot be read; what a library adds of paths is left out."""
    why = str(error)
    if "Parquet" in why:
        why = gettext("it is cut or damaged")
    elif error.args and isinstance(error.args[0], str):
        why = error.args[0]  # as it was said, to be said again
    return gettext(
        "{file} cannot be read ({why}): {cure}",
        file=short_path(path),
        why=why,
        cure=_cure(path),
    )


def _cure(path: Path) -> str:
    return gettext(
        "{cure}, or make it from its sources with `python -m geodata.build`",
        cure=cure(path),
    )


def _check_columns(path: Path) -> None:
    """Raise ValueError where a layer has not the columns that are read of it."""
    wanted = COLUMNS.get(path.stem, ())
    found = pq.read_schema(path).names
    if lost := [name for name in (*wanted, "geometry") if name not in found]:
        names = ", ".join(lost)
        raise ValueError(
            gettext("no column {names}: it is of another version", names=names)
        )


def _read(folder: Path, layer: str, read, **part: tuple[str, ...]):  # type: ignore[no-untyped-def]
    """Return a frame of the caller's own: what it changes in it stays with it."""
    if missing := missing_words(folder, layer):
        raise RegionsError(missing)
    path = folder / f"{layer}.parquet"
    try:
        file = path.stat()
        stamp = file.st_mtime_ns, file.st_size
        return _kept(path, stamp, read, **part).copy(deep=False)
    except (OSError, ValueError, KeyError) as error:
        raise RegionsError(_unreadable(path, error)) from error


@lru_cache(maxsize=KEPT)
def _kept(  # type: ignore[no-untyped-def]
    path: Path,
    stamp: tuple[int, int],
    read,
    columns: tuple[str, ...] | None = None,
    region_ids: tuple[str, ...] | None = None,
):
    _check_columns(path)
    wanted = region_ids and [("region_id", "in", region_ids)]
    return with_own_names(read(path, columns=columns and list(columns), filters=wanted))
