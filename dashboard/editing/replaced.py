"""What a save replaces in a file: kept, so that it can be taken back."""

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dashboard.editing.folder import refusal
from dashboard.table.fingerprint import bytes_sha256
from dashboard.text.language import gettext


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


def taken_back(path: Path, replaced: Mapping[str, Any]) -> bytes:
    """Return what a file held before a save; raises Refused where it changed since."""
    now = path.read_bytes() if path.is_file() else b""
    if bytes_sha256(now) != replaced["sha256"]:
        raise refusal(
            gettext(
                "{file} was changed by other means since the last save; correct the "
                "row with `edit` instead",
                file=path.name,
            )
        )
    end = len(now) - replaced["tail"]
    return now[: replaced["start"]] + base64.b64decode(replaced["old"]) + now[end:]
