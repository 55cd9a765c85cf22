"""The standard columns: what every table has once it is opened, whatever it holds.

The program reads these columns by name. A table that lacks one has it blank.
"""

import json
from pathlib import Path
from typing import Any

_ENTRIES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "standard_columns.json").read_text(encoding="utf-8")
)["fields"]

STANDARD: dict[str, dict[str, Any]] = {entry["name"]: entry for entry in _ENTRIES}
"""Each standard column by name, as a Frictionless field, in the order of a table."""

CODED = ("theatre", "event_type", "campaign", "verification")
"""Standard columns whose codes are those of the table: none where it has none."""
