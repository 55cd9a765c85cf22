"""The commands that keep a table current: its line in the help, and its options.

They are apart from those that only read: together they are too many for one room.
"""

from importlib import import_module


def _fill_diff(parser) -> None:
    import_module("dashboard.commands.diff").add_options(parser)


KEEPING = {
    "diff": (
        "what changed between two states of a table",
        "Compare two tables row by row, by incident_id: added, removed and changed "
        "rows with old and new value, and what each total becomes. OLD and NEW are "
        "tables of any format that can be opened.",
        _fill_diff,
    ),
}
"""Every such command, as in :data:`dashboard.commands.cli.COMMANDS`."""
