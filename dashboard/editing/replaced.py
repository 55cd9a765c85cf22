"""What a save replaces, kept so that it can be undone."""

import base64
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dashboard.editing.folder import EditFolder, refusal
from dashboard.table.fingerprint import bytes_sha256
from dashboard.table.transaction import SaveError
from dashboard.text.language import gettext, message_of


def stack_of(folder: EditFolder) -> list[dict[str, Any]]:
    """Return what the saves that can be undone have replaced, the last one last.

    Raises SaveError for a file that does not hold it.
    """
    path = folder.table.with_name(folder.undo_name)
    try:
        stack = json.loads(path.read_bytes())
        for each in stack:
            dict(each["files"]), str(each["save_id"])
        return list(stack)
    except FileNotFoundError:
        return []
    except (TypeError, KeyError) as error:
        words = gettext("{file} does not hold what saves replaced", file=path.name)
        raise SaveError(words) from error
    except (OSError, ValueError, RecursionError) as error:
        words = gettext(
            "{file} cannot be read: {error}", file=path.name, error=message_of(error)
        )
        raise SaveError(words) from error


def replaced(path: Path, new: bytes) -> dict[str, Any]:
    """Return the bytes that a save replaces in a file, and where."""
    old = path.read_bytes() if path.is_file() else b""
    start, most = 0, min(len(old), len(new))
    while start < most and old[start] == new[start]:
        start += 1
    tail = 0
    while tail < most - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return {
        "start": start,
        "tail": tail,
        "old": base64.b64encode(old[start : len(old) - tail]).decode("ascii"),
        "sha256": bytes_sha256(new),
    }


def taken_back(path: Path, kept: Mapping[str, Any]) -> bytes:
    """Return the bytes that a file had before a save; ``kept`` is of :func:`replaced`.

    Raises :class:`~dashboard.editing.folder.Refused` for a file changed since.
    """
    now = path.read_bytes() if path.is_file() else b""
    if bytes_sha256(now) != kept["sha256"]:
        raise refusal(
            gettext(
                "{file} was changed by other means since the last save; correct the "
                "row with `edit` instead",
                file=path.name,
            )
        )
    end = len(now) - kept["tail"]
    return now[: kept["start"]] + base64.b64decode(kept["old"]) + now[end:]
