"""Every name that a search for a place knows: towns, islands, ports and regions."""

import geopandas as gpd
import pandas as pd

from dashboard.geo.articles import contracted, in_sentence
from dashboard.geo.catalog import as_state
from dashboard.geo.regions import Regions
from dashboard.text.fold import fold
from dashboard.text.language import N_, SOURCE, current, gettext, speaking

AREA = 1e9
"""Weight from which a name is that of a region, above that of every town."""
TOWN = (N_("town"), N_("town in {place}"))
ISLAND = (N_("island"), N_("island, {place}"))
SPOT_INSIDE = {
    "country": N_("country or territory, a spot inside"),
    "sea": N_("sea, a spot inside"),
    "state": N_("state, a spot inside"),
}
"""What a region is, whose point stands for no place in it."""


def names_of(regions: Regions) -> pd.DataFrame:
    """Return every name that may be asked for, made once for a state of the layers.

    Columns: ``name_``, ``what`` (a code), ``kind`` in the language of now, ``kinds``
    (it in English too, folded), latitude, longitude, ``weight`` (``AREA`` or more for a
    region), and the folded ``key`` of the name, ``label_key`` and ``english_key`` of the
    whole label.
    """
    kept = _KEPT.setdefault(regions.fingerprint, {})
    if len(_KEPT) > 1:
        _KEPT.clear()
        _KEPT[regions.fingerprint] = kept
    if current() not in kept:
        kept[current()] = _in_two_languages(regions)
    return kept[current()]


_KEPT: dict[str, dict[str, pd.DataFrame]] = {}
"""The names by the state of the layers and the language: of one state alone."""


def _in_two_languages(regions: Regions) -> pd.DataFrame:
    """Return the names as they are said now, with what English says of each."""
    table = _made_names(regions)
    english = table
    if current() != SOURCE:
        with speaking(SOURCE):
            english = _made_names(regions)
    kinds = english["kind"] + " " + table["kind"]
    return table.assign(
        english_key=english["label_key"], kinds=[fold(each) for each in kinds]
    )


def _made_names(regions: Regions) -> pd.DataFrame:
    frames = [each(regions) for each in (_towns, _islands, _ports, _areas)]
    table = pd.concat([frame for frame in frames if len(frame)], ignore_index=True)
    labels = table["name_"] + ", " + table["kind"]
    return table.assign(
        key=[fold(name) for name in table["name_"]],
        label_key=[fold(label) for label in labels],
    )


def _towns(regions: Regions) -> pd.DataFrame:
    if regions.places.empty:
        return pd.DataFrame()
    people = regions.places["population"].fillna(0).to_numpy("float64")
    return _spots(regions, regions.places, TOWN).assign(weight=people, what="town")


def _islands(regions: Regions) -> pd.DataFrame:
    if regions.islands.empty:
        return pd.DataFrame()
    return _spots(regions, regions.islands, ISLAND).assign(weight=-0.5, what="island")


def _spots(
    regions: Regions, layer: gpd.GeoDataFrame, kind: tuple[str, str]
) -> pd.DataFrame:
    """Return name, kind with its region ("town in Sucre (Venezuela)") and degrees.

    ``kind`` says what they are, without a region and with one.
    """
    alone, inside = kind
    where = [
        _inside(regions, row.state_id, row.country_id) for row in layer.itertuples()
    ]
    return pd.DataFrame(
        {
            "name_": layer["name"].to_numpy(),
            "kind": [
                contracted(gettext(inside, place=each)) if each else gettext(alone)
                for each in where
            ],
            "latitude": layer.geometry.y.to_numpy(),
            "longitude": layer.geometry.x.to_numpy(),
        }
    )


def _inside(regions: Regions, state_id: str, country_id: str) -> str:
    state, country = regions.name(state_id), regions.name(country_id)
    if not state or state_id == country_id:
        return in_sentence(country or state, on_land=True)
    if fold(state) == fold(country):
        return in_sentence(as_state(state), on_land=True)
    place = in_sentence(state, on_land=True)
    return f"{place} ({country})" if country else place


def _ports(regions: Regions) -> pd.DataFrame:
    ports = regions.ports
    if ports.empty:
        return pd.DataFrame()
    countries = [regions.name(country) for country in ports["country_id"]]
    return pd.DataFrame(
        {
            "name_": ports["name"].to_numpy(),
            "kind": [
                gettext("port, {place}", place=country) if country else gettext("port")
                for country in countries
            ],
            "latitude": ports.geometry.y.to_numpy(),
            "longitude": ports.geometry.x.to_numpy(),
            "weight": -1.0,
            "what": "port",
        }
    )


def _areas(regions: Regions) -> pd.DataFrame:
    """Return the regions: a spot inside each, which stands for no place in it."""
    rows = []
    for layer, kind, weight in (
        ("countries", "country", 3e9),
        ("seas", "sea", 2e9),
        ("states", "state", AREA),
    ):
        frame = getattr(regions, layer)
        spots = frame.geometry.representative_point()
        for row, spot in zip(frame.itertuples(), spots, strict=True):
            nation = (
                regions.name(getattr(row, "country_id", "")) if kind == "state" else ""
            )
            kind_words = (
                contracted(
                    gettext(
                        "state in {place}, a spot inside",
                        place=in_sentence(nation, on_land=True),
                    )
                )
                if nation
                else gettext(SPOT_INSIDE[kind])
            )
            names = {row.name, getattr(row, "name_es", "")} - {""}
            rows += [
                (name, kind_words, spot.y, spot.x, weight, kind)
                for name in sorted(names)
            ]
    columns = ["name_", "kind", "latitude", "longitude", "weight", "what"]
    return pd.DataFrame(rows, columns=columns)
