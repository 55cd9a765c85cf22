"""Write several files of a folder as one: all of them or none, also after a kill.

The new contents go into a journal first. From then on the save holds: whoever opens the
folder next writes what is still missing. Before that, nothing has changed.
"""

import base64
import json
import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from dashboard.table.fingerprint import bytes_sha256
from dashboard.table.write import write_whole
from dashboard.text.language import N_, gettext, message_of
from dashboard.text.machine import reason_of

JOURNAL, LOCK = ".save-journal.json", ".save-lock"
"""Hidden files in the folder: a save that is under way, and who may save."""
OUR_NAME = re.compile(
    r"(\.save-undo-)?[^./\\\x00][^/\\\x00]*\.(csv|tsv|tab|txt|json|md|cff)",
    re.IGNORECASE,
)
"""Names of the files that are ever saved together; none but the undo is hidden."""
NO_LINK = getattr(os, "O_NOFOLLOW", 0)
CUT_OFF = N_(
    "A save in the folder of this table was cut off: the table and what describes it "
    "may be of two states. The next save there finishes it; opening the table does not."
)
PATIENCE = 30.0
"""Seconds to wait for another save, which takes well below one."""


class SaveError(Exception):
    """Raised where a save cannot be made; the message says why and what to do."""


@contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a folder; a save that was cut off is finished first.

    Raises SaveError where another process holds it for too long, where the folder
    cannot be written to, and as :func:`finish_save` does.
    """
    try:
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise SaveError(
            gettext(
                "{folder}: nothing can be saved here ({error}).",
                folder=folder.name,
                error=reason_of(error),
            )
        ) from error
    try:
        _wait_for(handle, folder, patience)
        finish_save(folder)
        yield
    finally:
        os.close(handle)  # which gives the lock back, as the end of the process does


def _wait_for(handle: int, folder: Path, patience: float) -> None:
    with suppress(ImportError):  # Windows has no fcntl: the last writer then wins
        import fcntl

        until = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError as error:
                if time.monotonic() > until:
                    raise SaveError(
                        gettext(
                            "{folder}: another save is under way. Try again.",
                            folder=folder.name,
                        )
                    ) from error
                time.sleep(0.02)


def settle(folder: Path) -> None:
    """Finish a save of our own that was cut off, before it is read; wait for nobody.

    Not for a table that is only opened: reading a stranger's folder writes nothing.
    Where a save is under way, or nothing can be written here, the reader takes what it
    finds: the description then says that the table was edited.
    """
    if is_cut_off(folder):
        with suppress(SaveError), locked(folder, patience=0):
            pass


def is_cut_off(folder: Path) -> bool:
    """Return whether a save in a folder was cut off and is not finished yet."""
    return (folder / JOURNAL).exists()


def save_together(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files of a folder, name to content, as one; the caller holds the lock.

    Raises SaveError where the journal cannot be written: no file has changed then.
    """
    journal = {
        name: {
            "old": _sha256(folder / name),
            "new": bytes_sha256(content),
            "content": base64.b64encode(content).decode("ascii"),
        }
        for name, content in contents.items()
    }
    try:
        write_whole(folder / JOURNAL, json.dumps(journal).encode("ascii"))
    except OSError as error:
        raise SaveError(
            gettext(
                "{folder}: nothing was saved ({error}).",
                folder=folder.name,
                error=reason_of(error),
            )
        ) from error
    finish_save(folder)


def finish_save(folder: Path) -> bool:
    """Write what a save that was cut off has left; return whether there was one.

    Raises SaveError where a file was changed by someone else meanwhile, and where a
    file cannot be written. The journal then stays, and nothing of it is lost.
    """
    path = folder / JOURNAL
    try:
        journal = _sound(folder, json.loads(_own_bytes(path)))
    except FileNotFoundError:
        return False
    except (OSError, ValueError, RecursionError) as error:
        raise SaveError(
            gettext(
                "{file} cannot be read: {error}", file=JOURNAL, error=message_of(error)
            )
        ) from error
    now = {name: _sha256(folder / name) for name in journal}
    for name, each in journal.items():
        if now[name] not in (each["old"], each["new"]):
            raise SaveError(
                gettext(
                    "{file} was changed while a save was cut off. Look at {journal}, "
                    "which holds what was to be saved; take it away to go on without "
                    "it.",
                    file=name,
                    journal=JOURNAL,
                )
            )
    try:
        for name, each in journal.items():
            if now[name] != each["new"]:
                write_whole(folder / name, base64.b64decode(each["content"]))
        path.unlink(missing_ok=True)
    except OSError as error:
        raise SaveError(
            gettext(
                "the save is on record in {journal} and not finished: {error}.",
                journal=JOURNAL,
                error=reason_of(error),
            )
        ) from error
    return True


def _own_bytes(path: Path) -> bytes:
    """Return the bytes of a journal; raises ValueError for one that is not our own.

    Whoever can put a journal beside a table would else choose what we write.
    """
    with os.fdopen(os.open(path, os.O_RDONLY | NO_LINK), "rb") as file:
        owner = os.fstat(file.fileno()).st_uid
        if hasattr(os, "geteuid") and owner != os.geteuid():
            raise ValueError(gettext("it is of another user"))
        return file.read()


def _sound(folder: Path, journal: Any) -> dict[str, dict[str, str]]:
    """Return a journal, of files of its own folder; raises ValueError for another."""
    if not isinstance(journal, dict):
        raise ValueError(gettext("is no journal of a save"))
    for name, each in journal.items():
        if not OUR_NAME.fullmatch(name):
            raise ValueError(
                gettext("{file} is no file that is saved here", file=repr(name))
            )
        if (folder / name).is_symlink():
            raise ValueError(
                gettext("{file} is a link that leads elsewhere", file=repr(name))
            )
        members = each if isinstance(each, dict) else {}
        texts = (members.get(key) for key in ("old", "new", "content"))
        if not all(isinstance(text, str) for text in texts):
            raise ValueError(
                gettext("{file}: nothing says what was to be saved", file=name)
            )
    return journal


def _sha256(path: Path) -> str:
    """Return the SHA-256 of a file as it is now, blank where it is not there."""
    try:
        return bytes_sha256(path.read_bytes())
    except FileNotFoundError:
        return ""
