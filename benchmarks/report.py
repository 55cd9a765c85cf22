"""RESULTS.md: what a run of all benchmarks has found, on which machine, and what not.

Every figure in it comes out of the run; nothing is written by hand.
"""

import os
import platform
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.result import Result, shown

TITLES = {
    "map": "The map in Python: one layer made and rendered",
    "browser": "The map in a browser (Chromium)",
    "filter": "A filter over a table in memory",
    "locate": "Locating points",
    "check": "Checking a table",
    "brief": "A brief",
    "command": "A command, processor time",
}
PACKAGES = (
    "streamlit folium streamlit-folium geopandas shapely pyproj pandas numpy pyarrow "
    "matplotlib pydeck polars duckdb"
).split()
HEAD = """# Results

Written by `python -m benchmarks`, not by hand. Each figure stands beside its peer on
the same data in the same run. A ratio is how many times less ours is: below 1× the peer
is better. Ratios hold from one machine to another, times do not.
"""


def report(results: list[Result], before: float, day: str, failed: list[str]) -> str:
    """Return the text of ``RESULTS.md``.

    ``before`` is the load average of the machine before the run, ``day`` the date, and
    ``failed`` the names of benchmarks that ended with an error.
    """
    parts = [HEAD, machine(before, day), promises(results)]
    if failed:
        parts.append(f"**Ended with an error, so not in here: {', '.join(failed)}.**\n")
    for group, title in TITLES.items():
        found = [each for each in results if each.group == group]
        if found:
            parts.append(f"## {title}\n\n{table_of(found)}")
    return "\n".join(parts)


def machine(before: float, day: str) -> str:
    """Return what the run was made on: processor, memory, versions, other work."""
    lines = [
        f"- {day}, {os.cpu_count()} cores of {_processor()}, {_memory()}, "
        f"{platform.system()} {platform.machine()}",
        f"- load average before the run: {before:.1f}"
        + (" (other work ran beside it)" if before > 0.5 else ""),
        f"- Python {sys.version.split()[0]}; {', '.join(_versions())}",
    ]
    return "\n".join(lines) + "\n"


def promises(results: list[Result]) -> str:
    """Return the table of promises, kept and not kept, the latter in bold."""
    lines = ["## Promises\n", "| what | rows | peer | promised | found |"]
    lines.append("| --- | --- | --- | --- | --- |")
    for each in results:
        if each.is_kept is None:
            continue
        words = _ratio(each)
        kept = words if each.is_kept else f"**{words}, not reached**"
        lines.append(
            f"| {each.what} | {each.rows:,} | {each.peer} "
            f"| ≥ {shown(each.promised)}× | {kept} |"
        )
    return "\n".join(lines) + "\n"


def table_of(results: list[Result]) -> str:
    """Return one table: a line for ours and each peer, a column for each size."""
    sizes = sorted({each.rows for each in results})
    heads = " | ".join(f"{rows:,}" if rows else "once" for rows in sizes)
    lines = [f"| what | unit | | {heads} |", "| --- " * (3 + len(sizes)) + "|"]
    for what in dict.fromkeys(each.what for each in results):
        some = [each for each in results if each.what == what]
        ours = {each.rows: shown(each.ours) for each in some}
        lines.append(_line(what, some[0].unit, "ours", ours, sizes))
        for peer in dict.fromkeys(each.peer for each in some if each.peer):
            cells = {each.rows: _peer(each) for each in some if each.peer == peer}
            lines.append(_line("", "", peer, cells, sizes))
    return "\n".join(lines) + "\n"


def _line(
    what: str, unit: str, who: str, cells: dict[int, str], sizes: Iterable[int]
) -> str:
    told = " | ".join(cells.get(rows, "") for rows in sizes)
    return f"| {what} | {unit} | {who} | {told} |"


def _peer(result: Result) -> str:
    if result.theirs is None:
        return result.note or "not run"
    return f"{shown(result.theirs)} ({_ratio(result)})"


def _ratio(result: Result) -> str:
    if result.ratio is None:
        return "–"
    words = f"{shown(result.ratio)}×"
    return words if result.equal is not False else f"{words}, ANSWERS DIFFER"


def _versions() -> list[str]:
    found = []
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"no {name}")
    return found


def _processor() -> str:
    """Return the model of the processor, where Linux tells it."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or "an unknown processor"
    names = [line for line in text.splitlines() if line.startswith("model name")]
    return names[0].partition(":")[2].strip() if names else "an unknown processor"


def _memory() -> str:
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return f"{pages * size / 1024**3:.0f} GB of memory"
