"""The language in which a command speaks: that of ``--lang``, else of the environment.

It is found before there is a parser, for the help is in that language too.
"""

import argparse
from collections.abc import Mapping, Sequence

from dashboard.commands.codes import WrongUseError
from dashboard.text.language import (
    N_,
    SOURCE,
    gettext,
    languages,
    match,
    ngettext,
)
from dashboard.text.pseudo import PSEUDO

OPTION, METAVAR = "--lang", "CODE"
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Of the environment: the first that is set decides, as POSIX has it."""
HELP = N_("the language of every text, {allowed}; that of the environment if not given")
OF_ARGPARSE = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("unknown parser %(parser_name)r (choices: %(choices)s)"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
    N_("not allowed with argument %s"),
    N_("one of the arguments %s is required"),
)
"""What :mod:`argparse` says by itself; in another wording it stays in English."""


def language_of(
    arguments: Sequence[str], environment: Mapping[str, str]
) -> tuple[str, list[str]]:
    """Return the code of the language, and the arguments without ``--lang``.

    It may stand before the command or behind it; what follows ``--`` is not looked
    at. Raises WrongUseError for a language that is not there.
    """
    wanted, rest = _parted(arguments)
    if wanted is None:
        return of_environment(environment), rest
    if wanted not in languages() and wanted != PSEUDO:
        raise WrongUseError(
            gettext(
                "--lang '{wanted}': must be one of {allowed}",
                wanted=wanted,
                allowed=", ".join(languages()),
            )
        )
    return wanted, rest


def asked_for(arguments: Sequence[str]) -> str:
    """Return what ``--lang`` says, blank where it is not given."""
    return _parted(arguments)[0] or ""


def _parted(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return what ``--lang`` says, None where it is not given, and the other words."""
    wanted: str | None = None
    rest: list[str] = []
    words = list(arguments)
    while words:
        word = words.pop(0)
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *words]
            break
        if name != OPTION:
            rest.append(word)
        elif equals:
            wanted = value
        else:
            wanted = words.pop(0) if words else ""
    return wanted, rest


def of_environment(environment: Mapping[str, str]) -> str:
    """Return the language of the environment: English for C, POSIX and others' own."""
    given = (environment.get(name) for name in VARIABLES)
    return match(next(filter(None, given), None)) or SOURCE


def add_language(parser: argparse.ArgumentParser) -> None:
    """Let the help of a parser tell of ``--lang``, which was taken out before."""
    allowed = ", ".join(languages())
    parser.add_argument(
        OPTION, metavar=METAVAR, help=gettext(HELP, allowed=allowed), default=""
    )


def let_argparse_speak() -> None:
    """Let argparse say its own words in the language of now."""
    vars(argparse).update(_=_said, ngettext=_counted)


def _said(text: str) -> str:
    return gettext(text) if text else text


def _counted(one: str, many: str, number_of: int) -> str:
    return ngettext(one, many, number_of)
