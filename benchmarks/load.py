"""Many people at once: sessions that filter, as Streamlit's own client would.

From the project's folder: ``python -m benchmarks.load``, or with ``--sessions 50
--minutes 10 --think 10 20 --rows 10000 --workers 1``. Each session opens the page Map
of made-up rows and changes a filter, waits as a person does who looks at the answer
(between the two numbers of ``--think``, in seconds), and goes on. Sessions begin over
one time of thinking. Seconds run from the message that a filter changed until the last
message of the answer came. With several workers a session stays with one of them, as
behind a proxy with sticky sessions. Server and sessions run on the same machine. The
last lines say what is left in memory after everybody went.

The tables are those of :mod:`benchmarks.shown`.
"""

import argparse
import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.load_client import Visitor
from benchmarks.shown import place, table
from tests.browser import App, run_app

MEGABYTE = 1024**2
PATIENCE_AT_FIRST = 600.0
"""Seconds that the first page of a table may take, which opens it."""
LEFT_AFTER = (20, 150, 200)
"""Seconds after the last session at which the memory is read; a server forgets a
session after 120 and looks once a minute."""


@dataclass
class Found:
    """What all sessions of a run met."""

    opened: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    received: int = 0


def read_options(arguments: list[str]) -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--think", type=float, nargs=2, default=(10.0, 20.0))
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--no-wait", action="store_true", help="no memory afterwards")
    return parser.parse_args(arguments)


def memory(apps: list[App], kind: str = "VmRSS") -> float:
    """Return the megabytes that the servers hold in memory, as /proc counts them.

    ``VmRSS`` is all, ``RssAnon`` what no file stands behind, ``VmHWM`` the most of all
    so far.
    """
    total = 0
    for app in apps:
        status = Path(f"/proc/{app.pid}/status").read_text()
        total += int(status.partition(f"{kind}:")[2].split()[0]) * 1024
    return total / MEGABYTE


def memory_words(apps: list[App]) -> str:
    """Return what the servers hold in memory now."""
    now, own, most = (memory(apps, each) for each in ("VmRSS", "RssAnon", "VmHWM"))
    return f"{now:.0f} MB, without mapped files {own:.0f} MB, most so far {most:.0f} MB"


def processor_seconds(apps: list[App]) -> float:
    """Return the processor time that the servers took until now."""
    total = 0
    for app in apps:
        numbers = Path(f"/proc/{app.pid}/stat").read_text().rpartition(")")[2].split()
        total += int(numbers[11]) + int(numbers[12])
    return total / os.sysconf("SC_CLK_TCK")


async def visit(url: str, seed: int, options, until: float, found: Found) -> None:
    """Be one session from its first page to the end of the time."""
    waits = random.Random(seed)
    await asyncio.sleep(waits.uniform(0, options.think[1]))
    try:
        async with Visitor(url, seed) as visitor:
            found.opened.append(await visitor.open_page())
            while True:
                await asyncio.sleep(waits.uniform(*options.think))
                if time.monotonic() > until:
                    break
                found.seconds.append(await visitor.change_filter())
            found.received += visitor.received
    except Exception as error:  # whatever stops a session is what we are here to count
        found.errors.append(f"{type(error).__name__}: {error}")


async def visit_all(apps: list[App], options) -> Found:
    """Let all sessions run side by side, and look at the memory each second."""
    found, until = Found(), time.monotonic() + options.minutes * 60
    looking = asyncio.create_task(look_at_memory(apps, found))
    await asyncio.gather(
        *(
            visit(apps[seed % len(apps)].url, seed, options, until, found)
            for seed in range(options.sessions)
        )
    )
    looking.cancel()
    return found


async def look_at_memory(apps: list[App], found: Found) -> None:
    """Note the memory of all servers each second, until this is cancelled."""
    while True:
        found.memory.append(memory(apps))
        await asyncio.sleep(1)


def say(title: str, value: str) -> None:
    """Print one line of the table."""
    print(f"| {title} | {value} |", flush=True)


def tell(found: Found, processor: float, taken: float, options) -> None:
    """Print what the sessions of a round met."""
    seconds = sorted(found.seconds) or [0.0]
    p50, p95, p99 = np.percentile(seconds, [50, 95, 99])
    say("filters, errors", f"{len(found.seconds):,}, {len(found.errors)}")
    for error in sorted(set(found.errors)):
        say("error", f"{error} ({found.errors.count(error)} times)")
    say("filters a second, all sessions", f"{len(found.seconds) / taken:.2f}")
    say(
        "a filter: p50, p95, p99, longest",
        f"{p50:.2f}, {p95:.2f}, {p99:.2f}, {seconds[-1]:.2f} s",
    )
    if found.opened:
        say(
            "a page opened: median, longest",
            f"{statistics.median(found.opened):.2f}, {max(found.opened):.2f} s",
        )
    runs = len(found.seconds) + len(found.opened)
    say(
        "processor time of the servers",
        f"{processor:.0f} s: {processor / max(runs, 1):.2f} s a run, "
        f"{processor / taken:.0%} of one core",
    )
    say("sent to a session", f"{found.received / max(runs, 1) / 1024:.0f} KB a run")


def measure(apps: list[App], options) -> int:
    """Run all rounds against servers that run, print the table, return the errors."""
    say("what", "figure")
    say("---", "---")
    say(
        "rows, sessions, workers, minutes, seconds of thought",
        f"{options.rows:,}, {options.sessions}, {options.workers}, "
        f"{options.minutes:g}, {options.think[0]:g}–{options.think[1]:g}",
    )
    say("load average of the machine before", f"{os.getloadavg()[0]:.1f}")
    say("memory, idle", memory_words(apps))
    before = processor_seconds(apps)
    first = [asyncio.run(open_once(app.url)) for app in apps]
    say("first page, longest", f"{max(first):.1f} s")
    taken = (processor_seconds(apps) - before) / len(apps)
    say("first page, processor of a server", f"{taken:.1f} s")
    say("memory, first page drawn", memory_words(apps))
    errors = 0
    for number in range(options.rounds):
        before, start = processor_seconds(apps), time.monotonic()
        found = asyncio.run(visit_all(apps, options))
        taken = time.monotonic() - start
        if options.rounds > 1:
            say("round", f"{number + 1}")
        tell(found, processor_seconds(apps) - before, taken, options)
        say("load average of the machine after", f"{os.getloadavg()[0]:.1f}")
        there = f"{statistics.median(found.memory):.0f}, {max(found.memory):.0f} MB"
        say("memory while they were there: median, most", there)
        say("memory, all sessions just gone", memory_words(apps))
        errors += len(found.errors)
        if not options.no_wait:
            wait_and_tell(apps)
    return errors


def wait_and_tell(apps: list[App]) -> None:
    """Print the memory at each time of ``LEFT_AFTER``."""
    start = time.monotonic()
    for seconds in LEFT_AFTER:
        time.sleep(max(0.0, start + seconds - time.monotonic()))
        say(f"memory {seconds} s after they left", memory_words(apps))


async def open_once(url: str) -> float:
    """Open the page once, so that the table is read, and leave; return the seconds."""
    async with Visitor(url, seed=0, patience=PATIENCE_AT_FIRST) as visitor:
        return await visitor.open_page()


def main() -> int:
    """Start the servers, let the sessions run, and print what was found."""
    options = read_options(sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        root, environment = place(table(options.rows), Path(folder))
        os.environ.update(environment)
        apps = [
            stack.enter_context(run_app(name=f"load-{number}", root=root))
            for number in range(options.workers)
        ]
        return int(measure(apps, options) > 0)


if __name__ == "__main__":
    sys.exit(main())
