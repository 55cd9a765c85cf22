"""Open, check and locate 100,000 rows of the shape of UCDP, against two usual ways.

    python -m benchmarks.bench_import [rows]

The simple peer is ``pandas.read_csv``, a pandera schema of ranges and codes, and
``geopandas.sjoin`` with the states. The other peer does the work that we do, with the
same libraries: text first, every rule by line and value, seas, zones, the nearest
state in metres, circles, areas by name and reported states. All run in turn in one
process; times are of the processor, since the machine may be shared. pandera is not
among our requirements: install it to measure.

Ours still does more: it reads other forms of numbers and days, knows lines where cells
hold line breaks, and measures geodesically.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd

from benchmarks.import_peers import layers_of, same_work, simple_way
from dashboard import ROOT
from dashboard.dataset import open_table
from dashboard.geo.regions import Regions, read_regions
from dashboard.importers.checked import check_table
from dashboard.openers.opened import TableSource

SAMPLE = ROOT / "tests" / "samples" / "ucdp_mexico.csv"
PROMISED = 5
TURNS = 3


def write_table(path: Path, count: int) -> None:
    """Write rows of the sample again and again, each with an id and a point."""
    random = np.random.default_rng(7)
    sample = pd.read_csv(SAMPLE, dtype=str, keep_default_na=False)
    table = pd.concat([sample] * -(-count // len(sample)), ignore_index=True)[:count]
    table["id"] = [str(number) for number in range(1, count + 1)]
    for name in ("latitude", "longitude"):
        degrees = pd.to_numeric(table[name]) + random.normal(0, 0.05, count)
        table[name] = degrees.round(5).astype(str)
    table.to_csv(path, index=False)


def checked(path: Path, regions: Regions) -> int:
    """Open, map, check and locate; returns how many rows can be used."""
    return len(check_table(TableSource(path.name, path), regions).sound)


def opened(path: Path) -> int:
    """Open as the app does, with words on every place; returns the rows."""
    return len(open_table(TableSource(path.name, path)).incidents)


def seconds(work: Callable[[], int]) -> float:
    """Return the seconds of the processor that a call takes."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def peak(path: Path) -> int:
    """Return the most memory, in MB, of a process that opens a table like the app."""
    script = "import sys; from pathlib import Path; from benchmarks import bench_import"
    script += "; bench_import.opened(Path(sys.argv[1])); print(bench_import.used())"
    run = [sys.executable, "-c", script, str(path)]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True)
    return int(done.stdout)


def used() -> int:
    """Return the most memory, in MB, that this process has taken so far (Linux).

    Not ``ru_maxrss``: a child begins with that of its parent.
    """
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def main() -> int:
    """Print all times, first and again, and the ratios of the medians."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    regions = read_regions()
    layers = layers_of(regions)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ucdp.csv"
        write_table(path, count)
        ways = {
            "ours, check_table": lambda: checked(path, regions),
            "ours, open_table": lambda: opened(path),
            "simple peer": lambda: simple_way(path, layers),
            "peer of the same work": lambda: same_work(path, layers),
        }
        first = {name: seconds(work) for name, work in ways.items()}
        turns = [{n: seconds(w) for n, w in ways.items()} for _ in range(TURNS)]
        again = {name: median(turn[name] for turn in turns) for name in ways}
        print(f"{count:,} rows, {path.stat().st_size / 1e6:.0f} MB")
        for name in ways:
            print(f"{name}: first {first[name]:.2f} s, again {again[name]:.2f} s")
        for own in list(ways)[:2]:
            for peer in list(ways)[2:]:
                ratio = again[peer] / again[own]
                print(f"{own} against {peer}: {ratio:.1f}×, promised {PROMISED}×")
        print(f"memory of a process that opens it: {peak(path):,} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
