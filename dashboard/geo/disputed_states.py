"""States of the world layer that lie in disputed land: who holds it, who claims it.

The layer draws one line and gives one code; that is no claim of ours. The file beside
this module has a state to a line, ``part`` where only a part of it is meant. It names
the cases that ``geodata/README.md`` names, and is no list of every dispute.
"""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dashboard.text.language import N_, gettext

STATES = Path(__file__).with_name("disputed_states.json")


NAMES = (
    N_("Western Sahara"),
    N_("the Golan"),
    N_("East Jerusalem"),
    N_("Jammu and Kashmir"),
    N_("Ladakh"),
    N_("Azad Kashmir"),
    N_("Gilgit-Baltistan"),
    N_("Aksai Chin"),
    N_("Crimea"),
    N_("Sevastopol"),
    N_("Northern Cyprus"),
    N_("Somaliland"),
    N_("Morocco"),
    N_("the Sahrawi Arab Democratic Republic"),
    N_("Israel"),
    N_("Syria"),
    N_("Palestine"),
    N_("India"),
    N_("Pakistan"),
    N_("Pakistan and in part by China"),
    N_("China"),
    N_("Russia"),
    N_("Ukraine"),
    N_("the Turkish Cypriot authorities"),
    N_("Cyprus"),
    N_("the authorities of Somaliland"),
    N_("Somalia"),
)
"""Every land and side of the file, for the translators; a test compares them."""


class DisputedState(NamedTuple):
    """One state: the land in it, its holder and claimant in words, the latter's id."""

    land: str
    part: bool
    administered_by: str
    claimed_by: str
    claimant: str


def dispute_words(state_id: str) -> str:
    """Return what stands behind the name of a state, blank where none is disputed.

    "disputed: administered by Morocco, claimed by …"; "a part of it, the Golan, is
    disputed: administered by …".
    """
    if (found := _states().get(state_id)) is None:
        return ""
    holder, claimant = gettext(found.administered_by), gettext(found.claimed_by)
    if found.part:
        return gettext(
            "a part of it, {land}, is disputed: administered by {holder}, claimed by "
            "{claimant}",
            land=gettext(found.land),
            holder=holder,
            claimant=claimant,
        )
    return gettext(
        "disputed: administered by {holder}, claimed by {claimant}",
        holder=holder,
        claimant=claimant,
    )


def sides_words(land: str, holder: str, claimant: str) -> str:
    """Return "Crimea: administered by …, claimed by …", of names in words."""
    return gettext(
        "{land}: administered by {holder}, claimed by {claimant}",
        land=land,
        holder=holder,
        claimant=claimant,
    )


def disputes_of(region_id: str) -> list[str]:
    """Return the disputes of a state, or of a country that holds or claims land."""
    lines = [
        sides_words(
            gettext(each.land), gettext(each.administered_by), gettext(each.claimed_by)
        )
        for state_id, each in _states().items()
        if region_id in (state_id, state_id.partition("-")[0], each.claimant)
    ]
    return list(dict.fromkeys(lines))


@cache
def _states() -> dict[str, DisputedState]:
    entries = json.loads(STATES.read_text(encoding="utf-8"))
    return {state_id: DisputedState(**each) for state_id, each in entries.items()}
