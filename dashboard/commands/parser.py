"""The parser of one command, which gets its options when it is first used."""

import argparse

from dashboard.commands.speech import add_language


class CommandParser(argparse.ArgumentParser):
    """A parser that waits with its options.

    A command imports what it needs for itself alone: ``totals`` must not wait for the
    code that draws. ``fill`` adds the options and the function to a parser.
    """

    def __init__(self, *words, fill=None, **options):
        super().__init__(*words, **options)
        self._fill = fill
        self.arguments = []
        self.split = None
        self.table_options = argparse.ArgumentParser(add_help=False, allow_abbrev=False)

    def parse_known_args(self, args=None, namespace=None):
        """Add the options, once, and parse as every parser does.

        ``arguments`` are then what is parsed. Where ``fill`` sets ``split``, it parts
        them into our own and those that go on to Streamlit. ``table_options`` knows
        only those that name a table, for help that depends on it.
        """
        self.arguments = list(args or ())
        if self._fill is not None:
            fill, self._fill = self._fill, None
            fill(self)
            add_language(self)
        if self.split is None:
            return super().parse_known_args(args, namespace)
        ours, theirs = self.split(self.arguments)
        options, unknown = super().parse_known_args(ours, namespace)
        options.streamlit_options = theirs
        return options, unknown
