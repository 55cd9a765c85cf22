"""Run every benchmark and write ``RESULTS.md``: ``python -m benchmarks``.

With ``--stress`` also 1,000,000 rows of what takes minutes there. With ``--only`` some
of them, whose figures are printed and written nowhere: ``RESULTS.md`` is one whole run.
Each benchmark runs in a process of its own, so that none warms the next. polars and
duckdb are peers alone and not among our requirements: ``pip install -r
benchmarks/requirements.txt``.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.one import UNREAD, let_go_of_output
from benchmarks.result import STRESS, VARIABLE

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


def main(arguments: list[str] | None = None) -> int:
    """Run each benchmark in turn, write the report, and return how many failed.

    Ends with 0 and no word where nobody reads what is printed any more, with 130 where
    it was stopped; neither writes a report.
    """
    try:
        options = parser().parse_args(arguments)
        return run(runs_of(options), writes=not options.only)
    except BrokenPipeError:  # the reader, such as head, has seen enough
        let_go_of_output()
        return 0
    except KeyboardInterrupt:
        print("Stopped: no report is written.", file=sys.stderr)
        return 130


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command."""
    made = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Run every benchmark, about six minutes, and write RESULTS.md.",
        epilog=f"Benchmarks: {', '.join(map(short, BENCHES))}.",
    )
    made.add_argument(
        "--only",
        action="append",
        choices=[*map(short, BENCHES)],
        metavar="NAME",
        help="run this benchmark alone, may be given again; no RESULTS.md is written",
    )
    made.add_argument(
        "--stress",
        action="store_true",
        help=f"also {STRESS:,} rows: {', '.join(map(short, STRESSED))}",
    )
    return made


def short(name: str) -> str:
    """Return what a benchmark is called on the command line."""
    return name.removeprefix("bench_")


def runs_of(options: argparse.Namespace) -> list[list[str]]:
    """Return the module of each run, and the number of rows where one is given."""
    names = [n for n in BENCHES if not options.only or short(n) in options.only]
    stressed = [n for n in names if options.stress and n in STRESSED]
    return [[name] for name in names] + [[name, str(STRESS)] for name in stressed]


def run(runs: list[list[str]], writes: bool = True) -> int:
    """Run benchmarks one after the other; return how many failed.

    Raises BrokenPipeError where one ended since nobody reads what it prints.
    """
    before, failed = os.getloadavg()[0], []
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "results.jsonl"
        environment = {**os.environ, VARIABLE: str(kept)}
        for name, *rows in runs:
            print(f"\n{name} {' '.join(rows)}".rstrip(), flush=True)
            command = [sys.executable, "-m", "benchmarks.one", name, *rows]
            code = subprocess.call(command, env=environment)
            if code == UNREAD:
                raise BrokenPipeError
            if code != 0:
                failed.append(name)
        if writes:
            write_report(kept, before, failed)
    return len(failed)


def write_report(kept: Path, before: float, failed: list[str]) -> None:
    """Write ``RESULTS.md`` from what the benchmarks told to a file."""
    from benchmarks.report import report
    from benchmarks.result import read_results

    day = f"{datetime.now(UTC):%-d %B %Y}"
    words = report(read_results(kept), before, day, failed)
    RESULTS.write_text(words, encoding="utf-8")
    print(f"\n{RESULTS.name} is written", flush=True)


if __name__ == "__main__":
    sys.exit(main())
