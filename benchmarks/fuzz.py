"""Throw inputs by chance at every door: ``python -m benchmarks.fuzz 100000``.

Prints how many went where, and every kind of crash with the input that made it first.
Exit code 1: there was one. ``--only DOOR`` stays at one door, ``--seed N`` repeats a
run. What the doors are is in ``tests/hostile/fuzzing.py``.
"""

import argparse
import sys
import time
import traceback
from collections import Counter

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.hostile.fuzzing import DOORS, throw

SHARES = {"file": 20, "link": 20, "mapping": 8, "table": 1.5}
"""How many of a hundred inputs go to a door; the others share the rest."""


def main() -> int:
    """Read the options, throw, and print what happened."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", type=int)
    parser.add_argument("--only", choices=sorted(DOORS))
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    shares = {options.only: 100.0} if options.only else _shares()
    print(f"seed {options.seed}", flush=True)
    thrown, crashes = 0, Counter()
    for door, share in shares.items():
        began = time.monotonic()
        inputs = max(1, round(options.inputs * share / 100))
        number, found = _throw_at(door, inputs, options.seed)
        thrown, crashes = thrown + number, crashes + found
        seconds = time.monotonic() - began
        words = f"{number} inputs in {seconds:.0f} s, {found.total()} crashes"
        print(f"{door}: {words}", flush=True)
    print(f"{thrown} inputs, {crashes.total()} crashes of {len(crashes)} kinds")
    return 1 if crashes else 0


def _shares() -> dict[str, float]:
    others = [door for door in DOORS if door not in SHARES]
    rest = (100 - sum(SHARES.values())) / len(others)
    return {door: SHARES.get(door, rest) for door in DOORS}


def _throw_at(door: str, inputs: int, number: int) -> tuple[int, Counter]:
    """Return how many inputs were thrown and how often each kind of crash came."""
    thrown, found = [0], Counter()

    @seed(number)
    @settings(
        max_examples=inputs,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(DOORS[door].thrown)
    def run(each):
        thrown[0] += 1
        try:
            throw(DOORS[door], each)
        except Exception as error:
            kind = f"{door}: {type(error).__name__} at {_where(error)}"
            if not found[kind]:
                print(kind, str(error)[:300], repr(each)[:1500], sep="\n    ")
            found[kind] += 1

    run()
    return thrown[0], found


def _where(error: Exception) -> str:
    """Return the last lines of our own code that an error came through."""
    steps = traceback.extract_tb(error.__traceback__)
    ours = [each for each in steps if "/dashboard/" in each.filename]
    return " ".join(f"{e.filename.rpartition('/')[2]}:{e.lineno}" for e in ours[-3:])


if __name__ == "__main__":
    sys.exit(main())
