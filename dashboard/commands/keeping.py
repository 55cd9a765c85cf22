"""The commands that keep a table current: its line in the help, and its options.

They are apart from those that only read: together they are too many for one room.
"""

from importlib import import_module


def _fill_diff(parser) -> None:
    import_module("dashboard.commands.diff").add_options(parser)


def _fill_feed(parser) -> None:
    import_module("dashboard.commands.feed").add_options(parser)


def _fill_release(parser) -> None:
    import_module("dashboard.commands.release").add_options(parser)


KEEPING = {
    "diff": (
        "what changed between two states of a table",
        "Compare two tables row by row, by incident_id: added, removed and changed "
        "rows with old and new value, and what each total becomes. OLD and NEW are "
        "tables of any format that can be opened.",
        _fill_diff,
    ),
    "feed": (
        "write a feed of what was added and changed",
        "Write the changes of history.csv as an Atom feed, which feed readers and "
        "programs can follow: one entry for each incident that a save changed.",
        _fill_feed,
    ),
    "release": (
        "check the table, give it a version and pack its files",
        "Check the table, write the version into datapackage.json, CHANGELOG.md, "
        "DATA.md and CITATION.cff, and pack table, description, sources, history, all "
        "formats, citation and checksums into a folder. Problems (exit code 1) release "
        "nothing.",
        _fill_release,
    ),
}
"""Every such command, as in :data:`dashboard.commands.cli.COMMANDS`."""
