"""The command that opens the dashboard; returns its exit code."""

import subprocess
import sys

from dashboard import ROOT


def run_run(options) -> int:
    """Start the dashboard and wait until it ends."""
    command = [sys.executable, "-m", "streamlit", "run", "dashboard/app.py"]
    return subprocess.call([*command, *options.streamlit_options], cwd=ROOT)
