"""The commands that keep a table current: its line in the help, and its options.

They are apart from those that only read: together they are too many for one room.
"""

from importlib import import_module

from dashboard.text.language import N_


def _fill_diff(parser) -> None:
    import_module("dashboard.commands.diff").add_options(parser)


def _fill_feed(parser) -> None:
    import_module("dashboard.commands.feed").add_options(parser)


def _fill_release(parser) -> None:
    import_module("dashboard.commands.release").add_options(parser)


def _fill_add(parser) -> None:
    import_module("dashboard.commands.editing").add_add_options(parser)


def _fill_edit(parser) -> None:
    import_module("dashboard.commands.editing").add_edit_options(parser)


def _fill_undo(parser) -> None:
    import_module("dashboard.commands.editing").add_undo_options(parser)


def _fill_sources(parser) -> None:
    import_module("dashboard.commands.sources").add_options(parser)


def _fill_looked(parser) -> None:
    import_module("dashboard.commands.looked").add_options(parser)


def _fill_cache(parser) -> None:
    import_module("dashboard.commands.cache").add_options(parser)


KEEPING = {
    "add": (
        N_("add a row to the table, with the next id"),
        N_(
            "Add one incident from a JSON file (column to value, sources as a list or "
            "as the cell's text) or from options. Table, sources, history, changelog "
            "and seals are saved as one. Exit code 1: refused, nothing written."
        ),
        _fill_add,
    ),
    "edit": (
        N_("correct cells of a row, and say why"),
        N_(
            "Change cells of one row. The history keeps old and new value, who and "
            "why. Exit code 1: refused, nothing written."
        ),
        _fill_edit,
    ),
    "undo": (
        N_("take the last save back"),
        N_(
            "Take back the last save that still holds; once more, the one before it. "
            "The files get the bytes they had, the history keeps both saves."
        ),
        _fill_undo,
    ),
    "diff": (
        N_("what changed between two states of a table"),
        N_(
            "Compare two tables row by row, by incident_id: added, removed and changed "
            "rows with old and new value, and what each total becomes. OLD and NEW are "
            "tables of any format that can be opened."
        ),
        _fill_diff,
    ),
    "feed": (
        N_("write a feed of what was added and changed"),
        N_(
            "Write the changes of history.csv as an Atom feed, which feed readers and "
            "programs can follow: one entry for each incident that a save changed."
        ),
        _fill_feed,
    ),
    "looked": (
        N_("say that you have looked for incidents, and up to which day"),
        N_(
            "Write into datapackage.json who looked for incidents, when, and up to "
            "which day sources were found: pages then say how old the data is from "
            "that day."
        ),
        _fill_looked,
    ),
    "sources": (
        N_("look whether the sources still answer, and have them archived"),
        N_(
            "Ask each page of sources.csv whether it still answers, and the Internet "
            "Archive whether it has a copy; or have pages archived. It needs a "
            "network, and changes nothing without --write. Exit code 1: a page is "
            "gone."
        ),
        _fill_sources,
    ),
    "release": (
        N_("check the table, give it a version and pack its files"),
        N_(
            "Check the table, write the version into datapackage.json, CHANGELOG.md, "
            "DATA.md and CITATION.cff, and pack table, description, sources, history, "
            "all formats, citation and checksums into a folder. Problems (exit code "
            "1) release nothing."
        ),
        _fill_release,
    ),
    "cache": (
        N_("show what is kept of opened tables, or remove it"),
        N_(
            "A large table that was opened is kept on this machine, so that it opens "
            "at once the next time. Show where and how much, or clear it: nothing is "
            "lost, the next start only takes longer. DASHBOARD_STORE_MB is how many "
            "megabytes are kept, 0 for none."
        ),
        _fill_cache,
    ),
}
"""Every such command, as in :data:`dashboard.commands.looking.COMMANDS`."""
