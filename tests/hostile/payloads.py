"""The texts of ``payloads.json`` by kind, with those that are too large to write out."""

import json
from pathlib import Path

PAYLOADS: dict[str, list[str]] = json.loads(
    Path(__file__).with_name("payloads.json").read_text(encoding="utf-8")
)
"""Kind to texts. The host hostile.invalid is nobody's (RFC 2606)."""
LARGE = {
    "a cell of 1 MB": "<b>" + "x" * 1_000_000,
    "many braces": "{" * 50_000,
    "deep lists": "[" * 100_000,
    "many quotes": '"' * 50_001,
}
ALL = [text for texts in PAYLOADS.values() for text in texts]
MARK = "window.top.hit"
"""What a text sets in the page where it runs."""
HOST = "hostile.invalid"
