"""The command line: the same functions as the pages, for scripts and terminals.

Exit codes: 0 fine, 1 problems in the data, 2 wrong use or a file that cannot be read or
written, 3 a fault of the program.
"""

import argparse
import os
import sys
from contextlib import redirect_stderr, redirect_stdout

from dashboard.commands.codes import FINE, STOPPED, WRONG_USE, WrongUseError, say_error
from dashboard.commands.keeping import KEEPING
from dashboard.commands.looking import COMMANDS
from dashboard.commands.parser import CommandParser
from dashboard.commands.speech import (
    add_language,
    asked_for,
    language_of,
    let_argparse_speak,
)
from dashboard.table.dictionary import read_dictionary
from dashboard.table.translated import in_language as described
from dashboard.text.language import N_, LanguageError, gettext, speaking
from dashboard.text.terminal import let_go, let_go_of_broken, safe_stream

STOPPED_WORDS = N_("Stopped.")


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code.

    All that it prints, errors too, goes through
    :func:`dashboard.text.terminal.terminal_safe`.
    """
    words = sys.argv[1:] if arguments is None else arguments
    out, error = safe_stream(sys.stdout), safe_stream(sys.stderr)
    with redirect_stdout(out), redirect_stderr(error):
        try:
            lang = asked_for(words)
            code, words = language_of(words, os.environ)
            with speaking(code):
                gettext(STOPPED_WORDS)  # a catalogue that is broken is noticed here
                return _run(words, lang)
        except (WrongUseError, LanguageError) as wrong:
            print(f"python -m dashboard: {wrong}", file=sys.stderr)
            return WRONG_USE


def _run(arguments: list[str], lang: str) -> int:
    try:
        try:
            options = build_parser().parse_args(arguments)
            options.lang = lang  # was taken out before there was a parser
            return options.command(options)
        finally:
            sys.stdout.flush()  # what cannot be written is noticed here, not at the end
    except BrokenPipeError:  # the reader, such as head, has seen enough
        let_go(sys.stdout)
        return FINE
    except KeyboardInterrupt:
        print(gettext(STOPPED_WORDS), file=sys.stderr)
        return STOPPED
    except WrongUseError as error:
        print(f"python -m dashboard: {error}", file=sys.stderr)
        return WRONG_USE
    except SystemExit:  # --help, and a wrong option: nothing more is to be said
        raise
    except BaseException as error:  # say_error raises what is no fault
        if isinstance(error, OSError):
            let_go_of_broken(sys.stdout)
        return say_error(error, " ".join(arguments[:1]))


def build_parser() -> argparse.ArgumentParser:
    """Return the parser with every command; filters come from ``FILTERS``."""
    let_argparse_speak()
    parser = argparse.ArgumentParser(
        prog="python -m dashboard",
        description=gettext(
            "{title}. Check, locate and add up the table behind the dashboard.",
            title=described(read_dictionary()).description.title,
        ),
        epilog=gettext(
            "Exit codes: 0 fine, 1 problems in the data (rows left out, a table cut "
            "short), 2 wrong use or a file that cannot be read or written, 3 a fault "
            "of the program. Deaths are always low, best and high; a blank is not "
            "reported, never zero."
        ),
    )
    add_language(parser)
    doors = parser.add_subparsers(
        required=True, metavar="COMMAND", parser_class=CommandParser
    )
    for name, (text, description, fill) in {**COMMANDS, **KEEPING}.items():
        doors.add_parser(
            name, help=gettext(text), description=gettext(description), fill=fill
        )
    return parser
