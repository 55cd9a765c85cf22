"""Numbers in a notebook: by name for code, in words for whoever reads the cell."""

from typing import Any


class Numbers(dict[str, Any]):
    """Numbers by name, as ``--json`` of a command gives them; printed, they are words.

    ``words`` are the lines of the same command for a person.
    """

    def __init__(self, numbers: dict[str, Any], words: list[str]):
        super().__init__(numbers)
        self.words = words

    def __str__(self) -> str:
        """Return the words."""
        return "\n".join(self.words)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Show the words at the end of a cell (a rule of IPython)."""
        printer.text(str(self))
