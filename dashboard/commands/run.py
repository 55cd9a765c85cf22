"""The command that opens the dashboard; returns its exit code."""

import errno
import os
import socket
import subprocess
import sys
from collections import deque
from itertools import pairwise
from pathlib import Path

from dashboard.commands.codes import WrongUseError
from dashboard.editing.leave import LOOPBACK
from dashboard.editing.leave import VARIABLE as LEAVE
from dashboard.resources import APP, PACKAGE, is_checkout
from dashboard.settings import VARIABLE as SETTINGS
from dashboard.sources_of_run import VARIABLE
from dashboard.text.language import VARIABLE as LANGUAGE
from dashboard.text.language import gettext, languages, match

FILES, FLAGS = ("--data",), ("--edit",)
WITH_VALUE = ("--importer", "--from", "--mapping", "--sheet", "--folder", "--settings")
HELP = ("-h", "--help")
STOPPED = 130


def split_options(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Return the options of this command, and those that go to Streamlit as they are.

    ``--data`` takes every word up to the next option. All that follows ``--`` goes to
    Streamlit.
    """
    ours: list[str] = []
    theirs: list[str] = []
    rest = deque(arguments)
    while rest:
        word = rest.popleft()
        name, equals, _ = word.partition("=")
        if word == "--":
            theirs += rest
            break
        if name not in (*FILES, *FLAGS, *WITH_VALUE, *HELP):
            theirs.append(word)
            continue
        ours.append(word)
        if name in WITH_VALUE and not equals and rest:
            ours.append(rest.popleft())
        while name in FILES and not equals and rest and not rest[0].startswith("-"):
            ours.append(rest.popleft())
    return ours, theirs


def run_run(options) -> int:
    """Start the dashboard and wait until it ends.

    In a checkout the server runs at its top, where the settings lie. An installed
    dashboard stays in the user's folder, and -P keeps modules there from being taken
    for its own. The tables of ``--data`` and the language of ``--lang`` reach the
    server by its environment.
    """
    from dashboard.commands.opening import data_variable
    from dashboard.commands.options import settings_of_options

    safely, folder = ([], PACKAGE.parent) if is_checkout() else (["-P"], None)
    command = [sys.executable, *safely, "-m", "streamlit", "run", str(APP)]
    environment = {"MALLOC_ARENA_MAX": "2", **os.environ}  # views/_tidy.py says why
    if tables := data_variable(options):
        environment[VARIABLE] = tables
    if options.lang:  # that of LANG is for this terminal alone
        environment[LANGUAGE] = options.lang
    _check_language(environment.get(LANGUAGE, ""))
    theirs = list(options.streamlit_options)
    if options.settings:
        settings_of_options(options)  # a bad one is said now, not on the page
        environment[SETTINGS] = str(Path(options.settings).resolve())
    environment.pop(LEAVE, None)
    if options.edit:
        environment[LEAVE] = "1"
        theirs += ["--server.address", _address_to_edit(theirs)]
    _check_port(theirs)
    return start([*command, *theirs], folder, environment)


def _check_language(wanted: str) -> None:
    """Raise WrongUseError for a language of the pages that is not there."""
    if wanted and match(wanted) is None:
        raise WrongUseError(
            gettext(
                "{variable} '{wanted}': must be one of {allowed}",
                variable=LANGUAGE,
                wanted=wanted,
                allowed=", ".join(languages()),
            )
        )


def _address_to_edit(theirs: list[str]) -> str:
    """Return the address of a server that may save. Raises WrongUseError.

    It is named in any case: an installed dashboard would listen to all networks.
    """
    given = _values_of(theirs, "--server.address")
    if wrong := [each for each in given if each not in LOOPBACK]:
        raise WrongUseError(
            gettext(
                "--edit: only on this machine ({here}), not on {address}: whoever "
                "reaches the page could edit the table, for there is no login",
                here=LOOPBACK[0],
                address=wrong[0],
            )
        )
    return given[-1] if given else LOOPBACK[0]


def _values_of(theirs: list[str], option: str) -> list[str]:
    """Return what an option of Streamlit is given; the last one holds."""
    return [
        (word.partition("=")[2] or following)
        for word, following in pairwise([*theirs, ""])
        if word.partition("=")[0] == option
    ]


def _check_port(theirs: list[str]) -> None:
    """Raise WrongUseError where the port that is asked for cannot be had.

    Without the option Streamlit takes the next free one. What is no port, it says.
    """
    port = (_values_of(theirs, "--server.port") or [""])[-1]
    if not port.isdecimal() or not 0 < int(port) < 65536:
        return
    address = (_values_of(theirs, "--server.address") or [LOOPBACK[0]])[-1]
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    why = {
        errno.EADDRINUSE: gettext(
            "--server.port {port}: another program listens there already; name "
            "another, such as 8600, or leave the option out to get a free one",
            port=port,
        ),
        errno.EACCES: gettext(
            "--server.port {port}: this user may not listen there; name another, such "
            "as 8600, or leave the option out to get a free one",
            port=port,
        ),
    }
    try:
        socket.create_server((address, int(port)), family=family).close()
    except OSError as error:
        if error.errno not in why:
            return
        raise WrongUseError(why[error.errno]) from error


def start(command: list[str], folder, environment: dict[str, str]) -> int:
    """Run a command in place of this process, so that whoever ends us ends it."""
    if os.name == "posix":
        sys.stdout.flush()
        if folder:
            os.chdir(folder)
        os.execve(command[0], command, environment)
    try:
        return subprocess.call(command, cwd=folder, env=environment)
    except KeyboardInterrupt:
        return STOPPED
