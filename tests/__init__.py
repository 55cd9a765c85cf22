"""Tests, one file for each module; ``ROOT`` is the top of the checkout."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
