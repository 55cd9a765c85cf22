"""Region layers of the dashboard, and the scripts that build them from pinned packages.

The layers in ``geodata/layers`` are committed; ``python -m geodata.build`` makes them
again. Nothing here imports from ``dashboard``.
"""

from pathlib import Path

HERE = Path(__file__).resolve().parent
LAYERS = HERE / "layers"
SOURCES = HERE / "sources"
