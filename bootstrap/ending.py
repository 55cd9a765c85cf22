"""How start.py ends: in plain words and with an exit code, whatever happened."""

import contextlib
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from bootstrap import shell

FAILED, OUR_FAULT, STOPPED = 2, 3, 130
"""Exit codes: set-up failed or wrong use, a fault of the program, stopped by you."""
Main = Callable[[list[str]], int]


def end_well(main: Main, arguments: list[str]) -> int:
    """Run ``main`` and return an exit code, whatever happens in it: no traceback.

    A reader of the output that has seen enough, such as ``head``, ends it well.
    """
    _show_every_letter()
    try:
        code = main(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except shell.SetupError as error:
        return _say(f"\n{error}", FAILED)
    except KeyboardInterrupt:
        return _say("\nStopped. The next call takes it up again.", STOPPED)
    except BrokenPipeError:
        _let_go(sys.stdout)
        return 0
    except OSError as error:
        _let_go(sys.stdout)
        return _say(f"\n{tell_machine(error)}", FAILED)
    except Exception as error:
        return _say(f"\n{tell_crash(error)}", OUR_FAULT)


def tell_machine(error: OSError) -> str:
    """Return what this machine refused, and what the user can do."""
    if not error.filename:
        return f"This cannot go on: {error.strerror or error}."
    words = f"{error.filename}: {error.strerror}."
    if isinstance(error, PermissionError) or error.strerror == "Read-only file system":
        words += f"\n{shell.tell_leave()}"
    return f"Set-up cannot go on: {words}"


def tell_crash(error: Exception) -> str:
    """Return that the program failed; what happened is kept in a log.

    Where no log can be written, one line names the place in the program instead.
    """
    words = "".join(traceback.format_exception(error))
    log = shell.keep_log("start-crash.log", words)
    where = f"this log: {log}" if log else f"this line: {_place_of(error)}"
    return (
        f"This is our fault, not yours ({type(error).__name__}: {error}).\n"
        f"Please report it where you got the dashboard, with {where}"
    )


def _place_of(error: Exception) -> str:
    """Return where an error was raised, for who has no log; and why there is none."""
    frames = traceback.extract_tb(error.__traceback__)
    at = [f"{Path(each.filename).name} line {each.lineno}" for each in frames[-1:]]
    return f"{''.join(at) or 'not known'} (no log could be written)"


def _say(words: str, code: int) -> int:
    with contextlib.suppress(OSError):
        print(words, file=sys.stderr)
    return code


def _show_every_letter() -> None:
    """Let an output that knows ASCII alone show other letters by their numbers."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def _let_go(stream: object) -> None:
    """Throw away what cannot be written, else Python tries again at its end."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())  # type: ignore[attr-defined]
        os.close(nowhere)
