"""How a command ends: its exit codes, and the error for wrong use."""

FINE, PROBLEMS, WRONG_USE = 0, 1, 2
"""Exit codes: fine, problems found in the data, wrong use."""


class WrongUseError(Exception):
    """Raised where an option has a value that is not allowed; says what is."""
