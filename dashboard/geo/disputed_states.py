"""States of the world layer that lie in disputed land: who holds it, who claims it.

The layer draws one line and gives one code; that is no claim of ours. The file beside
this module has a state to a line, ``part`` where only a part of it is meant. It names
the cases that ``geodata/README.md`` names, and is no list of every dispute.
"""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

STATES = Path(__file__).with_name("disputed_states.json")


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
    sides = f"administered by {found.administered_by}, claimed by {found.claimed_by}"
    if found.part:
        return f"a part of it, {found.land}, is disputed: {sides}"
    return f"disputed: {sides}"


def disputes_of(region_id: str) -> list[str]:
    """Return the disputes of a state, or of a country that holds or claims land."""
    lines = [
        f"{each.land}: administered by {each.administered_by}, "
        f"claimed by {each.claimed_by}"
        for state_id, each in _states().items()
        if region_id in (state_id, state_id.partition("-")[0], each.claimant)
    ]
    return list(dict.fromkeys(lines))


@cache
def _states() -> dict[str, DisputedState]:
    entries = json.loads(STATES.read_text(encoding="utf-8"))
    return {state_id: DisputedState(**each) for state_id, each in entries.items()}
