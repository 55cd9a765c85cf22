"""Write provenance.json: where each layer comes from, its licence and known errors.

The words are in ``about.json``, one entry per layer; counts and checksums are added
from the files themselves.
"""

import json
from pathlib import Path

from geodata import HERE, LAYERS
from geodata.write import hash_file, read_layer, write_whole


def read_about() -> dict:
    """Return title, source, version, licence, credit and known errors by layer."""
    return json.loads((HERE / "about.json").read_text(encoding="utf-8"))


def read_provenance(folder: Path = LAYERS) -> dict:
    """Return provenance.json by layer."""
    return json.loads((folder / "provenance.json").read_text(encoding="utf-8"))


def write_provenance(folder: Path = LAYERS) -> Path:
    """Write provenance.json for every layer that ``about.json`` describes."""
    entries = {}
    for name, about in read_about().items():
        file = folder / f"{name}.parquet"
        counted = {"features": len(read_layer(name, folder)), "sha256": hash_file(file)}
        entries[name] = about | counted
    path = folder / "provenance.json"
    text = json.dumps(entries, ensure_ascii=False, indent=1)
    write_whole(path, f"{text}\n".encode())
    return path
