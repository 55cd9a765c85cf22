"""The command that opens the dashboard; returns its exit code."""

import subprocess
import sys

from dashboard.resources import APP, PACKAGE, is_checkout


def run_run(options) -> int:
    """Start the dashboard and wait until it ends.

    In a checkout the server runs at its top, where the settings lie. An installed
    dashboard stays in the user's folder, and -P keeps modules there from being taken
    for its own.
    """
    safely, folder = ([], PACKAGE.parent) if is_checkout() else (["-P"], None)
    command = [sys.executable, *safely, "-m", "streamlit", "run", str(APP)]
    return subprocess.call([*command, *options.streamlit_options], cwd=folder)
