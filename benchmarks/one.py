"""Run one benchmark for ``python -m benchmarks``: ``python -m benchmarks.one NAME``.

It ends with :data:`UNREAD` and no traceback where nobody reads what it prints.
"""

import os
import runpy
import sys

UNREAD = 141
"""How a shell calls the end of a program whose reader has gone: 128 + SIGPIPE."""


def main(arguments: list[str]) -> int:
    """Run the module of a benchmark with the rest as its arguments."""
    sys.argv = arguments
    try:
        runpy.run_module(f"benchmarks.{arguments[0]}", run_name="__main__")
        sys.stdout.flush()
    except BrokenPipeError:
        if not is_unread():  # some other pipe: that of a browser, say
            raise
        let_go_of_output()
        return UNREAD
    return 0


def is_unread() -> bool:
    """Return whether the reader of our output has gone."""
    try:
        print(end=" ", flush=True)
    except BrokenPipeError:
        return True
    return False


def let_go_of_output() -> None:
    """Send the rest to nowhere: Python would try again at its end, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
