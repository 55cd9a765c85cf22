"""How much processor time a command takes, against what it cannot do without.

Run from the project's folder: ``python -m benchmarks.bench_commands``. Every command
works on tables and layers, so ``import geopandas`` alone is the floor; the ratio says
what ours adds. Each is run in a process of its own, by turns, after one run that leaves
compiled modules; seconds of user and system are medians of five.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile

from benchmarks.result import Result, tell
from dashboard import ROOT

REPEATS = 5
PEER = "import geopandas"
RUNS = {
    PEER: ["-c", "import geopandas"],
    "--help": ["-m", "dashboard", "--help"],
    "totals": ["-m", "dashboard", "totals"],
    "region VE-R": ["-m", "dashboard", "region", "VE-R"],
    "validate": ["-m", "dashboard", "validate", "incidents.csv"],
}


def processor_seconds(arguments: list[str], compiled: str) -> float:
    """Return user and system seconds of one run of Python."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main() -> None:
    """Print the median of each run, and its ratio to the floor."""
    taken: dict[str, list[float]] = {name: [] for name in RUNS}
    with tempfile.TemporaryDirectory() as compiled:
        for arguments in RUNS.values():
            processor_seconds(arguments, compiled)
        for _ in range(REPEATS):
            for name, arguments in RUNS.items():
                taken[name].append(processor_seconds(arguments, compiled))
    floor = statistics.median(taken[PEER])
    for name, seconds in taken.items():
        if name != PEER:
            median = statistics.median(seconds)
            tell(Result("command", name, 110, "s", median, PEER, floor))


if __name__ == "__main__":
    main()
