"""The tables that ``run --data`` asked for: handed to the server by its environment.

The command writes :data:`VARIABLE`, the pages read it. It holds a JSON list; an entry
is the absolute path of a file, or an object with ``path`` and, where they were given,
``part`` (sheet or layer), ``importer`` and ``mapping`` (the path of a saved mapping).
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from dashboard.openers.opened import TableSource
from dashboard.table.read import UnreadableTableError
from dashboard.text.language import gettext

VARIABLE = "DASHBOARD_DATA"


def to_variable(
    paths: list[Path],
    part: str = "",
    importer: str = "auto",
    mapping: Path | None = None,
) -> str:
    """Return what the variable holds for these files, all read with these options."""
    options = {"part": part, "importer": importer}
    if mapping is not None:
        options["mapping"] = str(mapping.resolve())
    return json.dumps([{"path": str(each.resolve()), **options} for each in paths])


def sources_of_run(environment: Mapping[str, str] = os.environ) -> list[TableSource]:
    """Return the tables to open by default; none where the run named no file.

    Raises :class:`~dashboard.table.read.UnreadableTableError` where the variable is not
    as described, or a mapping cannot be read.
    """
    text = environment.get(VARIABLE, "").strip()
    if not text:
        return []
    try:
        entries = json.loads(text)
        return [_source(each) for each in entries]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UnreadableTableError(
            gettext(
                "{variable}: must be a JSON list of paths, such as "
                '["/data/incidents.csv"]. {error}',
                variable=VARIABLE,
                error=error,
            )
        ) from error


def _source(entry: str | dict[str, str]) -> TableSource:
    if isinstance(entry, str):
        entry = {"path": entry}
    path = Path(entry["path"])
    mapping = entry.get("mapping", "")
    return TableSource(
        name=path.name,
        content=path,
        part=entry.get("part", ""),
        importer=entry.get("importer", "auto"),
        mapping=_mapping_text(Path(mapping)) if mapping else "",
    )


def _mapping_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableTableError(
            gettext(
                "{variable}: the mapping cannot be read. {error}",
                variable=path,
                error=error,
            )
        ) from error
