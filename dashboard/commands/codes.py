"""How a command ends: its exit codes, and what it says of an error."""

import os
import sys

FINE, PROBLEMS, WRONG_USE, OUR_FAULT, STOPPED = 0, 1, 2, 3, 130
"""Exit codes: fine, problems in the data, wrong use or a table that cannot be read, a
fault of the program, stopped by the user."""


REPORT = (
    "Please report it where you got the dashboard, with what you typed; with "
    "DASHBOARD_DEBUG=1 in front the command shows where it happened."
)


class WrongUseError(Exception):
    """Raised where an option has a value that is not allowed; says what is."""


def say_error(error: Exception) -> int:
    """Print what stopped a command and return its exit code, never a traceback.

    An error that no code foresaw is ours; ``DASHBOARD_DEBUG=1`` shows where it was.
    """
    from dashboard.dataset import STOPS
    from dashboard.table.dictionary import DictionaryError
    from dashboard.table.read import UnreadableTableError

    if isinstance(error, (DictionaryError, *STOPS)):
        print(error, file=sys.stderr)
        return WRONG_USE if isinstance(error, UnreadableTableError) else PROBLEMS
    if os.environ.get("DASHBOARD_DEBUG") == "1":
        raise error
    print(
        f"python -m dashboard: this is our fault, not yours ({type(error).__name__}: "
        f"{error}). {REPORT}",
        file=sys.stderr,
    )
    return OUR_FAULT
