"""Inputs by chance at every door: refused in words, or taken, and never a crash.

In the gate a few hundred, always the same; with ``--all`` as many as take some minutes.
By hand: ``python -m benchmarks.fuzz 100000``.
"""

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.hostile.fuzzing import DOORS, throw

INPUTS = {"file": 160, "link": 120, "table": 12, "mapping": 40}
"""Inputs in the gate; other doors get the usual number. With ``--all`` many more."""
USUAL, MORE = 15, 40


def throw_many(door: str, inputs: int) -> int:
    thrown = []

    @settings(
        max_examples=inputs, database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(DOORS[door].thrown)
    def run(each):
        thrown.append(each)
        throw(DOORS[door], each)

    run()
    return len(thrown)


@pytest.mark.parametrize("door", DOORS)
def test_no_input_crashes(door):
    inputs = INPUTS.get(door, USUAL)
    assert throw_many(door, inputs) >= inputs / 2


@pytest.mark.full
@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # long files
@pytest.mark.parametrize("door", DOORS)
def test_none_of_many_inputs_crashes(door):
    inputs = INPUTS.get(door, USUAL) * MORE
    assert throw_many(door, inputs) >= inputs / 2


def test_a_crash_would_be_noticed():
    broken = DOORS["banner"]._replace(open=lambda _: {}["made up"], refuses=())
    with pytest.raises(KeyError):
        throw(broken, "x")
    mute = broken._replace(open=lambda _: int(""), refuses=(ValueError,))
    throw(mute, "x")
