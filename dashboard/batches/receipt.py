"""What a located file says of how it was made, so that it is not made twice."""

import json
from collections import Counter
from dataclasses import dataclass, field
from hashlib import file_digest, sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.checks.finding import PROBLEM, Finding
from dashboard.geo.regions import Regions
from dashboard.store.inputs import program_sha256

UNREADABLE = (
    pa.ArrowException,
    OSError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
)
"""What reading a file raises that is not there, torn, or not of ours."""
RECEIPT = "located"
"""The member of a file's metadata that has key, counts and findings."""
KEPT_FINDINGS = 1_000
"""Findings that the file itself keeps, problems first; the rest are counted."""


@dataclass
class LocatedFile:
    """What locating a file did: rows, how many for each reason, and what was found.

    ``guarded`` is whether a text of a CSV has an apostrophe in front; ``kept`` whether
    the file was there already, made of the same.
    """

    rows: int = 0
    methods: Counter = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    not_listed: int = 0
    guarded: bool = False
    kept: bool = False

    def __post_init__(self) -> None:
        """Count anew: a document, as a worker sends it, gives a plain dict."""
        self.methods = Counter(self.methods)

    @property
    def problems(self) -> list[Finding]:
        """What keeps rows without an answer."""
        return [each for each in self.findings if each.level == PROBLEM]


def key_of_file(path: Path, regions: Regions) -> str:
    """Return what changes when a file may be located otherwise.

    It depends on the bytes of the file, on the program and on the layers. Raises
    OSError.
    """
    with path.open("rb") as file:
        content = file_digest(file, "sha256").hexdigest()
    parts = (content, program_sha256(), regions.fingerprint)
    return sha256("\n".join(parts).encode()).hexdigest()


def as_metadata(key: str, done: LocatedFile) -> dict[str, str]:
    """Return what a file keeps of how it was made; nothing where there is no key."""
    if not key:
        return {}
    ordered = sorted(done.findings, key=lambda each: each.level != PROBLEM)
    receipt = {
        "key": key,
        "rows": done.rows,
        "methods": done.methods,
        "findings": [vars(each) for each in ordered[:KEPT_FINDINGS]],
        "not_listed": done.not_listed + len(ordered[KEPT_FINDINGS:]),
    }
    return {RECEIPT: json.dumps(receipt, ensure_ascii=False)}


def read_receipt(out: Path, key: str) -> LocatedFile | None:
    """Return what was found when ``out`` was made; None unless it was made by ``key``.

    A file is there whole or not at all, so one that has the key is done.
    """
    try:
        metadata = pq.read_metadata(out).metadata or {}
        kept = json.loads(metadata.get(RECEIPT.encode(), b"{}"))
        if kept.get("key") != key:
            return None
        return LocatedFile(
            rows=kept["rows"],
            methods=Counter(kept["methods"]),
            findings=[Finding(**each) for each in kept["findings"]],
            not_listed=kept["not_listed"],
            kept=True,
        )
    except UNREADABLE:
        return None
