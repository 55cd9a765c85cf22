"""The list of regions: each once, with its name, kind and country, and a label."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd

from dashboard.text.fold import fold
from dashboard.text.language import N_, current, gettext, languages, speaking
from dashboard.text.pseudo import PSEUDO

KINDS = {"states": "state", "countries": "country", "seas": "sea", "basins": "basin"}
KIND_WORDS = {
    "state": N_("state"),
    "country": N_("country"),
    "sea": N_("sea"),
    "basin": N_("basin"),
    "zone": N_("zone"),
}
ZONES = {
    "territorial_sea": ("12nm", N_("{country}, 12 NM zone")),
    "approximate_200_nm": ("200nm", N_("{country}, approximate 200 NM zone")),
}
"""How the id of a country's zone ends, and what it is called."""

ORDER = ("country", "state", "sea", "basin", "zone")
"""Kinds of region in the order of a list of them."""


class Choice(NamedTuple):
    """One region to pick: its id, and a label such as "Sucre, Venezuela".

    ``spellings`` is the label with all that people type for the region, for a list
    that looks for a text as it is written: "Anzoátegui, Venezuela · Anzoategui".
    """

    region_id: str
    label: str
    kind: str
    spellings: str


def build_catalog(
    layers: dict[str, gpd.GeoDataFrame], zones: gpd.GeoDataFrame
) -> pd.DataFrame:
    """Return each region once, by ``region_id``.

    Columns: name, name_es, kind, country_id, position in its layer. Where a territory
    without states (Aruba) is a state and a country of one id, it is the state.
    """
    frames = []
    for layer, kind in KINDS.items():
        frame = layers[layer]
        known = pd.DataFrame(frame[["region_id", "name"]])
        known["name_es"] = frame.get("name_es", "")
        own = "region_id" if kind == "country" else "country_id"
        known["country_id"] = frame.get(own, "")
        frames.append(known.assign(kind=kind, position=np.arange(len(frame))))
    frames.append(_zone_catalog(zones, layers["countries"]))
    every = pd.concat(frames, ignore_index=True)
    return every.drop_duplicates("region_id").set_index("region_id")


def _zone_catalog(zones: gpd.GeoDataFrame, countries: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the zones of each country, which may be asked for like regions."""
    columns = ["region_id", "name", "name_es", "country_id", "kind", "position"]
    if zones.empty:
        return pd.DataFrame(columns=columns)
    country = countries.set_index("region_id")["name"]
    spanish = countries.set_index("region_id").get("name_es", country)
    owned = zones[zones["region_id"].isin(country.index)]
    pairs = owned[["region_id", "zone"]].drop_duplicates()
    named = [*pairs.itertuples(index=False, name=None)]
    in_spanish = _in_spanish(
        [(ZONES[zone][1], spanish[owner] or country[owner]) for owner, zone in named]
    )
    rows = [
        (
            f"zone-{owner.lower()}-{ZONES[zone][0]}",
            ZONES[zone][1].format(country=country[owner]),
            name_es,
            owner,
            "zone",
            -1,
        )
        for (owner, zone), name_es in zip(named, in_spanish, strict=True)
    ]
    return pd.DataFrame(rows, columns=columns)


def _in_spanish(zones: list[tuple[str, str]]) -> list[str]:
    """Return the Spanish names of zones and their countries, whatever is spoken.

    The list of regions is kept for all languages.
    """
    if "es" not in languages():
        return [""] * len(zones)
    with speaking("es"):
        return [gettext(zone, country=country) for zone, country in zones]


def list_choices(
    listed: pd.DataFrame, incidents: pd.Series | None = None
) -> list[Choice]:
    """Return the regions of a catalog to pick from, each by a label of its own.

    Those with the most ``incidents`` (a number by region id) come first; the others
    follow by kind, then by name.
    """
    labels, kinds = _labels(listed), listed["kind"]
    spellings = map(_spellings, labels, listed["name"], listed["name_es"])
    rows = map(Choice, listed.index, labels, kinds, spellings)
    many = {} if incidents is None else incidents.to_dict()
    return sorted(
        rows,
        key=lambda row: (
            -many.get(row.region_id, 0),
            ORDER.index(row.kind),
            fold(row.label),
        ),
    )


def _labels(listed: pd.DataFrame) -> pd.Series:
    """Return the names with their country; of one name, the kind or the id as well."""
    kinds = listed["kind"]
    own = listed[name_column(current())]
    names = own.where(own.fillna("").ne(""), listed["name"])
    nation = listed["country_id"].map(names[kinds == "country"]).fillna("")
    labels = pd.Series(map(name_with_country, names, kinds, nation), index=listed.index)
    said = kinds.map({kind: gettext(words) for kind, words in KIND_WORDS.items()})
    for more in (" (" + said + ")", " [" + listed.index.to_series() + "]"):
        twice = labels.duplicated(keep=False)
        labels[twice] += more[twice]
    return labels


def name_column(language: str) -> str:
    """Return the column of the layers that has the names in a language."""
    return "name_es" if language in ("es", PSEUDO) else "name"


def name_with_country(name: str, kind: str, country: str) -> str:
    """Return "Sucre, Venezuela", and "Guatemala (state)" where its country is called so.

    A country, a sea and a zone stand alone, as does a territory, which has no country
    but itself: ``country`` is blank.
    """
    if kind != "state" or not country:
        return name
    return as_state(name) if fold(name) == fold(country) else f"{name}, {country}"


def as_state(name: str) -> str:
    """Return the name of a state told apart from a country that is called so."""
    return gettext("{name} (state)", name=name)


def _spellings(label: str, name: str, spanish: str) -> str:
    """Return a label with the Spanish name, and both without their accents."""
    words = [label]
    for written in (name, spanish, _bare(name), _bare(spanish)):
        if written.casefold() not in " ".join(words).casefold():
            words.append(written)
    return " · ".join(words)


def _bare(name: str) -> str:
    """Return a name without accents, its capitals as they are."""
    split = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in split if not unicodedata.combining(sign))
