"""Run every benchmark, one table each: ``python -m benchmarks`` (about six minutes)."""

import subprocess
import sys

BENCHES = (
    "bench_layers",
    "bench_locate",
    "bench_validate",
    "bench_filter",
    "bench_brief",
    "bench_commands",
    "bench_browser",
)


def main() -> int:
    """Run each benchmark in a process of its own, so that none warms the next."""
    failed = 0
    for name in BENCHES:
        print(f"\n{name}", flush=True)
        failed += subprocess.call([sys.executable, "-m", f"benchmarks.{name}"]) != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
