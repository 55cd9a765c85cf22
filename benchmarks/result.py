"""One measured figure of ours beside that of a peer, told and kept for the report.

Each benchmark calls :func:`tell` for what it has measured. ``python -m benchmarks``
names a file in ``BENCHMARK_RESULTS``; what is told goes there too, one JSON object a
line, and becomes ``RESULTS.md``.
"""

import json
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

VARIABLE = "BENCHMARK_RESULTS"
SIZES = (110, 1_000, 10_000, 100_000)
STRESS = 1_000_000


@dataclass(frozen=True)
class Result:
    """What was measured, on how many rows, ours and the peer's, in one unit.

    ``theirs`` is None where a peer was not run, and ``note`` says why. ``promised`` is
    how many times less ours has to be, None where nothing is promised at this size.
    ``equal`` says whether both gave the same answer, None where there is none.
    """

    group: str
    what: str
    rows: int
    unit: str
    ours: float
    peer: str = ""
    theirs: float | None = None
    promised: float | None = None
    equal: bool | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times less ours is, None without a peer."""
        return self.theirs / self.ours if self.theirs and self.ours else None

    @property
    def is_kept(self) -> bool | None:
        """Whether the promise is kept, None where there is none to keep."""
        if self.promised is None or self.ratio is None:
            return None
        return self.ratio >= self.promised and self.equal is not False


def tell(result: Result) -> None:
    """Print a result, and keep it where ``python -m benchmarks`` asked for it."""
    peer = ""
    if result.ratio is not None:
        peer = f"{result.peer} {shown(result.theirs)}, {result.ratio:.1f}×"
    elif result.theirs is not None:
        peer = f"{result.peer} {shown(result.theirs)}"
    elif result.peer:
        peer = f"{result.peer}: {result.note or 'not run'}"
    if result.promised:
        peer += f" of {result.promised:g}× promised"
    if result.equal is False:
        peer += "  THE ANSWERS DIFFER"
    print(
        f"{result.what:<40}{result.rows:>10,}{shown(result.ours):>10} "
        f"{result.unit:<4} {peer}",
        flush=True,
    )
    if path := os.environ.get(VARIABLE):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(result)) + "\n")


def read_results(path: Path) -> list[Result]:
    """Return what was told to a file."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [Result(**json.loads(line)) for line in lines]


def shown(value: float | None) -> str:
    """Return a figure with three digits that mean something."""
    if value is None:
        return "–"
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if value >= 1 else f"{value:.3g}"


def timed(
    work: Callable[[], Any],
    times: int = 5,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[float, Any]:
    """Return the median seconds of some calls, and the last answer.

    With :func:`time.process_time` as ``clock`` other work on the machine counts less.
    """
    seconds, answer = [], None
    for _ in range(times):
        begin = clock()
        answer = work()
        seconds.append(clock() - begin)
    return statistics.median(seconds), answer


def peer_module(name: str) -> Any:
    """Return a peer's module, None where it is not installed."""
    try:
        return __import__(name)
    except ImportError:
        return None
