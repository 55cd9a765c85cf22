"""Where set-up puts things. Tests put another folder here."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STATIC = ROOT / "dashboard" / "static"
SCRATCH = ROOT / ".cache"
TOOLS = SCRATCH / "vendor"
