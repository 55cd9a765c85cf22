"""What a region is called where a reader must know which one is meant.

The province of Panama and the country have one name in Spanish, and one of them may have
no incident where the other has three: a state that a country is called like says so.
"""

from weakref import WeakKeyDictionary

from dashboard.geo.catalog import (
    KIND_WORDS,
    as_state,
    name_column,
    name_with_country,
)
from dashboard.geo.regions import Regions
from dashboard.text.fold import fold
from dashboard.text.language import current, gettext

WATERS = ("sea", "basin")


def region_name(region_id: str, regions: Regions) -> str:
    """Return the name of a region; "México (state)" where a country is called so too."""
    name = regions.name(region_id)
    if not name or regions.kind(region_id) != "state":
        return name
    return told_apart(name, shared_names(regions))


def full_name(region_id: str, regions: Regions) -> str:
    """Return the name of a region with its country: "Sucre, Venezuela".

    No two regions have the same: "Guatemala (state)", "Gulf of Mexico (basin)".
    """
    name, kind = regions.name(region_id), regions.kind(region_id)
    if kind in WATERS and _is_shared_water(name, regions):
        return f"{name} ({gettext(KIND_WORDS[kind])})"
    country = regions.country(region_id)
    nation = regions.name(country) if country != region_id else ""
    return name_with_country(name, kind, nation)


def told_apart(state: str, shared: set[str]) -> str:
    """Return the name of a state; that it is one, where it is among ``shared``."""
    return as_state(state) if state in shared else state


def shared_names(regions: Regions) -> set[str]:
    """Return the names of states that a country has too, in the language of now.

    A territory such as Aruba is in both layers; its id has no part after a country's.
    """
    kept = _SHARED.setdefault(regions, {})
    column = name_column(current())
    if column not in kept:
        kept[column] = _made_shared_names(regions, column)
    return kept[column]


_SHARED: WeakKeyDictionary[Regions, dict[str, set[str]]] = WeakKeyDictionary()
"""The shared names of the layers, by the column that has the names."""


def _made_shared_names(regions: Regions, column: str) -> set[str]:
    layers = [(regions.states, regions.countries)]
    if regions.world is not None:
        facts = regions.world.facts.reset_index()
        layers.append(
            (facts[facts["kind"].eq("state")], facts[facts["kind"].eq("country")])
        )
    countries = {fold(name) for _, layer in layers for name in layer[column]}
    return {
        name
        for states, _ in layers
        for region_id, name in zip(states["region_id"], states[column], strict=True)
        if "-" in region_id and fold(name) in countries
    }


def _is_shared_water(name: str, regions: Regions) -> bool:
    ids = [*regions.seas["region_id"], *regions.basins["region_id"]]
    return [fold(regions.name(each)) for each in ids].count(fold(name)) > 1
