"""Stop the build of a wheel that would lack the map library, the fonts or the map."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AssetsHook(BuildHookInterface):
    """What set-up makes is not in git, so a wheel is built only after it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Leave with one sentence where an asset is missing."""
        if version == "editable":  # points at the checkout, which set-up may finish
            return
        if missing := [path for path in served_files(self.root) if not path.exists()]:
            names = ", ".join(str(path.relative_to(self.root)) for path in missing)
            self.app.abort(f"First run `python3 start.py setup`: it brings {names}.")


def served_files(root: str) -> list[Path]:
    """Return the paths that set-up makes below ``dashboard/static/``."""
    sys.path.insert(0, root)
    from bootstrap import assets

    return assets.served_files()
