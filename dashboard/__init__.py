"""Conflict incidents in the Caribbean, Venezuela and the Eastern Pacific, on a map."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
"""The folder that holds ``incidents.csv``, ``datapackage.json`` and ``geodata/``."""
