"""A step is done if its inputs are what they were when it finished."""

import hashlib
import os
from pathlib import Path

from bootstrap import shell


def fingerprint(files: list[Path], *words: str) -> str:
    """Return one hash over the names and contents of files, and over words."""
    total = hashlib.sha256("\0".join(words).encode())
    for path in files:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"\0{path.name}\0{content}".encode())
    return total.hexdigest()


def is_stamped(stamp: Path, now: str) -> bool:
    """Return whether a step finished with these very inputs."""
    return stamp.exists() and shell.read_text(stamp).strip() == now


def write_stamp(stamp: Path, now: str) -> None:
    """Note that a step is finished: always its last act, and in one piece."""
    part = stamp.with_name(stamp.name + ".part")
    with part.open("w", encoding="utf-8") as file:
        file.write(now + "\n")
        file.flush()
        os.fsync(file.fileno())  # else a power cut could leave an empty stamp
    os.replace(part, stamp)
