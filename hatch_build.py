"""Stop the build of a wheel that would lack the map library, the fonts or the map."""

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AssetsHook(BuildHookInterface):
    """What set-up makes is not in git, so a wheel is built only after it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Leave with one sentence where an asset is missing."""
        if version == "editable":  # points at the checkout, which set-up may finish
            return
        if missing := [path for path in assets(self.root) if not path.exists()]:
            names = ", ".join(str(path.relative_to(self.root)) for path in missing)
            self.app.abort(f"First run `python3 start.py setup`: it brings {names}.")


def assets(root: str) -> list[Path]:
    """Return the paths that set-up makes below ``dashboard/static/``."""
    spec = importlib.util.spec_from_file_location("start", Path(root, "start.py"))
    start = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(start)
    return start.served_files()
