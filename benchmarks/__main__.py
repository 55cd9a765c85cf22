"""Run every benchmark and write ``RESULTS.md``: ``python -m benchmarks``.

With ``--stress`` also 1,000,000 rows of what takes minutes there. Each benchmark runs
in a process of its own, so that none warms the next. polars and duckdb are peers alone
and not among our requirements: ``pip install -r benchmarks/requirements.txt``.
"""

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.report import report
from benchmarks.result import STRESS, VARIABLE, read_results

BENCHES = (
    "bench_layers",
    "bench_filter",
    "bench_locate",
    "bench_validate",
    "bench_brief",
    "bench_commands",
    "bench_browser",
)
STRESSED = ("bench_layers", "bench_browser")
"""What runs with a million rows only when asked: minutes each."""
RESULTS = Path(__file__).parent / "RESULTS.md"


def main() -> int:
    """Run each benchmark in turn, write the report, and return how many failed."""
    before, failed = os.getloadavg()[0], []
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "results.jsonl"
        environment = {**os.environ, VARIABLE: str(kept)}
        runs = [[name] for name in BENCHES]
        if "--stress" in sys.argv[1:]:
            runs += [[name, str(STRESS)] for name in STRESSED]
        for name, *rows in runs:
            print(f"\n{name} {' '.join(rows)}", flush=True)
            command = [sys.executable, "-m", f"benchmarks.{name}", *rows]
            if subprocess.call(command, env=environment) != 0:
                failed.append(name)
        day = f"{datetime.now(UTC):%-d %B %Y}"
        RESULTS.write_text(
            report(read_results(kept), before, day, failed), encoding="utf-8"
        )
    print(f"\n{RESULTS.name} is written")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
