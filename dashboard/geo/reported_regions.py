"""Country and state as a report writes them: what they are, and whether they agree.

Names are compared without accents, capitals and signs, in English and Spanish, with or
without words such as "Estado de" or "province", and as ISO codes. Other names of
countries are in ``country_aliases.json``: the alpha-3 code first, then what tables of
other publishers write. Those of states are in ``state_aliases.json``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from dashboard.geo.articles import in_sentence
from dashboard.geo.catalog import KIND_WORDS
from dashboard.geo.layer_names import former_names
from dashboard.geo.locate import AT_SEA, ON_LAND
from dashboard.geo.regions import Regions
from dashboard.text.fold import fold
from dashboard.text.language import (
    SOURCE,
    gettext,
    in_each_language,
    languages,
    ngettext,
    number,
    speaking,
)

ALIASES = Path(__file__).with_name("country_aliases.json")
STATE_ALIASES = Path(__file__).with_name("state_aliases.json")
"""Other names of states by their id, and states that tables name under a country."""
UNIT = (
    "state province department governorate region district county prefecture oblast "
    "municipality territory estado provincia departamento region distrito municipio"
).replace(" ", "|")
AROUND = re.compile(
    rf"^(?:free |libre )?(?:{UNIT}) (?:libre y soberano )?(?:of |de |del |de la |de los )?"
    rf"|^(?:the |el |la |republic of |republica de )|(?: {UNIT.replace('|', '| ')})$"
)
"""Words around a name that say what it is: "Estado de Sucre", "Chiapas state"."""
SIGNS = re.compile(r"[^\w]+")
Keys = dict[str, set[str]]
"""Who is called so, by the form in which names are compared."""
COLUMNS = [
    "field",
    "reported",
    "reported_id",
    "computed_id",
    "computed",
    "within_circle",
]


def name_keys(name: str) -> set[str]:
    """Return the forms by which a name is compared.

    "Myanmar (Burma)" has that of the whole, of what is before and of what is between
    the brackets.
    """
    text = fold(name)
    pieces = [text, *re.split(r"[()/]", text)]
    keys = set()
    for piece in pieces:
        bare = SIGNS.sub(" ", piece).strip()
        keys |= {bare, AROUND.sub("", AROUND.sub("", bare)).strip()}
    return keys - {""}


def name_in_each_language(region_id: str, regions: Regions) -> str:
    """Return the name of a region, as a sentence says it that is kept for all readers."""
    names = {}
    for code in languages():
        with speaking(code):
            names[code] = in_sentence(regions.name(region_id), on_land=True)
    return in_each_language(names.pop(SOURCE), **names)


def find_country_id(name: str, regions: Regions) -> str:
    """Return the alpha-2 code of a country by a name or an ISO code.

    Blank where no country is called so, or two are.
    """
    return _the_one(name, _country_keys(regions))


def find_state_id(name: str, country_id: str, regions: Regions) -> str:
    """Return the id of a state of a country by a name or ISO 3166-2 code.

    Blank where no state of the country is called so, or two are.
    """
    return _the_one(name, _state_keys(country_id, regions))


def _the_one(name: str, known: Keys) -> str:
    """Return whom the first known form of a name means, if it means one alone."""
    ids = next((known[key] for key in _in_order(name) if key in known), set())
    return next(iter(ids)) if len(ids) == 1 else ""


def find_disagreements(
    located: pd.DataFrame,
    reported_country: pd.Series | None,
    reported_state: pd.Series | None,
    regions: Regions,
) -> pd.DataFrame:
    """Return the rows whose reported country or state is not the computed one.

    One line for each, indexed as ``located``. ``field`` is "country" or "state";
    ``reported`` as written, and ``reported_id`` the region of that name, blank where
    no region is called so; ``computed_id`` and ``computed`` by the point. At sea the
    country is the one whose coast or zone it is. ``within_circle``: the row's own
    circle reaches the reported state. Rows where either side is blank, and rows
    without a point of their own, are not compared.
    """
    rows = located.reset_index(drop=True)
    found = [pd.DataFrame(columns=COLUMNS)]
    if reported_country is not None:
        placed = rows["join_method"].isin([*ON_LAND, *AT_SEA])
        computed = rows["country"].where(rows["country"].ne(""), rows["zone_of"])
        computed = computed.where(placed, "")
        found.append(_compare("country", rows, reported_country, computed, regions))
    if reported_state is not None:
        computed = rows["state_id"].where(rows["join_method"].isin(ON_LAND), "")
        found.append(_compare("state", rows, reported_state, computed, regions))
    lines = pd.concat([each for each in found if len(each)] or found[:1])
    return lines.set_axis(located.index[lines.index.to_numpy(int)])


def disagreement_words(row: pd.Series) -> str:
    """Return "state 'Sucre' is reported; the point lies in Bolívar (CO-BOL)"."""
    known = {
        "field": gettext(KIND_WORDS[row["field"]]),
        "reported": row["reported"],
        "computed": row["computed"],
        "computed_id": row["computed_id"],
    }
    if row["within_circle"]:
        return gettext(
            "{field} '{reported}' is reported; the point lies in {computed} "
            "({computed_id}), and its circle reaches the reported one",
            **known,
        )
    if row["reported_id"]:
        return gettext(
            "{field} '{reported}' is reported; the point lies in {computed} "
            "({computed_id})",
            **known,
        )
    return gettext(
        "{field} '{reported}' is reported; the point lies in {computed} "
        "({computed_id}), and no region has that name",
        **known,
    )


def agreement_words(disagreements: pd.DataFrame, compared: int) -> str:
    """Return "198 of 200 rows agree" for rows that were compared, by one field."""
    agreeing = compared - len(disagreements)
    return ngettext(
        "{agreeing} of {count} row agree",
        "{agreeing} of {count} rows agree",
        compared,
        agreeing=number(agreeing),
    )


def _compare(
    field: str,
    rows: pd.DataFrame,
    reported: pd.Series,
    computed: pd.Series,
    regions: Regions,
) -> pd.DataFrame:
    """Return the lines of one field, by the number of the row."""
    texts = reported.reset_index(drop=True).astype("str").fillna("").str.strip()
    both = texts.ne("") & computed.ne("")
    rows_of = pd.DataFrame({"reported": texts, "computed_id": computed})[both]
    # Many rows of a table name the same pair: each pair is looked at once.
    number = rows_of.groupby(["reported", "computed_id"], sort=False).ngroup()
    pairs = rows_of[~number.duplicated()]
    called = [
        _is_called(name, region_id, field, regions)
        for name, region_id in pairs.itertuples(index=False, name=None)
    ]
    other = pairs[~np.array(called, dtype=bool)].copy()
    other["reported_id"] = [
        _reported_id(name, region_id, field, regions)
        for name, region_id in other.itertuples(index=False, name=None)
    ]
    names = [name_in_each_language(each, regions) for each in other["computed_id"]]
    other["computed"] = pd.Series(names, other.index, dtype="object")  # said again
    other = other.assign(field=field).set_axis(number[other.index])
    differs = number[number.isin(other.index)]
    lines = other.loc[differs].set_axis(differs.index)
    reached = rows["other_state_id"].reindex(lines.index)
    within = lines["reported_id"].ne("") & reached.eq(lines["reported_id"])
    return lines.assign(within_circle=within)[COLUMNS]


def _is_called(reported: str, region_id: str, field: str, regions: Regions) -> bool:
    """Return whether a region may be called so, by any of its names or codes."""
    if field == "country":
        known = _country_keys(regions)
        ids = next((known[key] for key in _in_order(reported) if key in known), set())
        return region_id in ids
    return bool(name_keys(reported) & _own_keys(region_id, regions))


def _reported_id(reported: str, computed_id: str, field: str, regions: Regions) -> str:
    if field == "country":
        return find_country_id(reported, regions)
    return find_state_id(reported, regions.country(computed_id), regions)


def _own_keys(region_id: str, regions: Regions) -> set[str]:
    names = [regions.name(region_id), regions.name(region_id, "es"), region_id]
    names += [*_state_aliases()["names"].get(region_id, []), *former_names(region_id)]
    return set().union(*map(name_keys, names), {fold(region_id.rpartition("-")[2])})


def _in_order(name: str) -> list[str]:
    """Return the forms of a name, the whole one first."""
    whole = SIGNS.sub(" ", fold(name)).strip()
    return sorted(name_keys(name), key=lambda key: (key != whole, -len(key), key))


def _country_keys(regions: Regions) -> Keys:
    kept = _KEPT.setdefault(regions, {})
    if "" not in kept:
        kept[""] = _made_country_keys(regions)
    return kept[""]


def _state_keys(country_id: str, regions: Regions) -> Keys:
    kept = _KEPT.setdefault(regions, {})
    if country_id not in kept:
        kept[country_id] = _made_state_keys(country_id, regions)
    return kept[country_id]


_KEPT: WeakKeyDictionary[Regions, dict[str, Keys]] = WeakKeyDictionary()
"""The keys of the states of a country, and of all countries, made when first asked."""


def _made_country_keys(regions: Regions) -> Keys:
    keys: Keys = {}
    for country_id, aliases in _aliases().items():
        names = [country_id, *aliases, regions.name(country_id)]
        names += [regions.name(country_id, "es"), *former_names(country_id)]
        for key in _whole_keys(names):
            keys.setdefault(key, set()).add(country_id)
    return keys


def _made_state_keys(country_id: str, regions: Regions) -> Keys:
    facts = regions.catalog if regions.world is None else regions.world.facts
    own = facts["kind"].eq("state") & facts["country_id"].eq(country_id)
    keys: Keys = {}
    more = _state_aliases()["reported_under"].get(country_id, [])
    for region_id in [*facts.index[own], *facts.index.intersection(more)]:
        for key in _own_keys(region_id, regions):
            keys.setdefault(key, set()).add(region_id)
    return keys


def _whole_keys(names: Iterable[str]) -> set[str]:
    return {SIGNS.sub(" ", fold(name)).strip() for name in names} - {""}


@lru_cache(maxsize=1)
def _aliases() -> dict[str, list[str]]:
    """Return other names of each country by its alpha-2 code, the alpha-3 code first."""
    found: dict[str, list[str]] = json.loads(ALIASES.read_text("utf-8"))
    return found


@lru_cache(maxsize=1)
def _state_aliases() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = json.loads(
        STATE_ALIASES.read_text("utf-8")
    )
    return found
