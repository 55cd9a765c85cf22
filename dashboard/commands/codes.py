"""How a command ends: its exit codes, and what it says of an error."""

import sys

FINE, PROBLEMS, WRONG_USE, OUR_FAULT, STOPPED = 0, 1, 2, 3, 130
"""Exit codes: fine, problems in the data, wrong use or a file that cannot be read or
written, a fault of the program, stopped by the user."""


class WrongUseError(Exception):
    """Raised where an option has a value that is not allowed; says what is."""


def say_error(error: BaseException, command: str = "") -> int:
    """Print what stopped a command and return its exit code, never a traceback.

    An error that no code foresaw is ours; ``DASHBOARD_DEBUG=1`` shows where it was.
    Raises what is no fault, such as the end that was asked for.
    """
    if isinstance(error, ImportError):  # what tells errors apart may be missing too
        print(f"python -m dashboard: {not_whole(error)}", file=sys.stderr)
        return OUR_FAULT
    from dashboard.crash import is_fault, words_of_machine
    from dashboard.dataset import STOPS
    from dashboard.table.dictionary import DictionaryError
    from dashboard.table.read import UnreadableTableError

    if not is_fault(error):
        raise error
    if isinstance(error, (DictionaryError, *STOPS)):
        print(words_of(error), file=sys.stderr)
        return WRONG_USE if isinstance(error, UnreadableTableError) else PROBLEMS
    if words := words_of_machine(error):
        print(f"python -m dashboard: {words}", file=sys.stderr)
        return WRONG_USE
    return say_crash(error, command)


def not_whole(error: ImportError) -> str:
    """Return that a part of the installation is missing, and what brings it back."""
    from dashboard.text.cure import cure
    from dashboard.text.language import gettext

    return gettext(
        "the installation is not whole ({error}). To mend it, {how}",
        error=error,
        how=cure(),
    )


def words_of(error: BaseException) -> str:
    """Return what an error says, in the language of now: it may be kept in English."""
    from dashboard.text.language import again

    first = error.args[0] if len(error.args) == 1 else None
    return again(first) if isinstance(first, str) else str(error)


def say_crash(error: BaseException, command: str) -> int:
    """Say that the program failed and in which file that is told; return 3."""
    from dashboard.crash import is_debugging, keep_crash, print_traceback
    from dashboard.text.language import gettext

    if is_debugging():
        print_traceback(error)
        return OUR_FAULT
    path = keep_crash(error, f"python -m dashboard {command}".strip())
    what = f"{type(error).__name__}: {error}"
    words = gettext(
        "this is our fault, not yours ({error}). Please report it where you got the "
        "dashboard, with what you typed. DASHBOARD_DEBUG=1 in front shows it here.",
        error=what,
    )
    if path:
        words = gettext(
            "this is our fault, not yours ({error}). Please report it where you got "
            "the dashboard, with what you typed, and {path}, which says where it "
            "happened. DASHBOARD_DEBUG=1 in front shows it here.",
            error=what,
            path=path,
        )
    print(f"python -m dashboard: {words}", file=sys.stderr)
    return OUR_FAULT
