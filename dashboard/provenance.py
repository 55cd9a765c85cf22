"""Where the layers come from and how to cite the table, for pages and files."""

import json
from pathlib import Path

import pandas as pd

from dashboard import ROOT
from dashboard.dictionary import Dictionary
from dashboard.words import day_in_words

PROVENANCE = ROOT / "geodata" / "layers" / "provenance.json"


def layer_table(path: Path = PROVENANCE) -> pd.DataFrame:
    """Return source, version, licence and known errors of each layer, as text.

    Empty where the file is not there or cannot be read.
    """
    try:
        layers = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        layers = {}
    rows = [
        {
            "Layer": each.get("title", name),
            "Source": each.get("source", ""),
            "Version": str(each.get("version", "")),
            "Licence": each.get("licence", ""),
            "Credit": each.get("credit", ""),
            "Known errors": " ".join(each.get("known_errors", [])),
        }
        for name, each in layers.items()
    ]
    return pd.DataFrame(rows)


def citation(dictionary: Dictionary, data: str) -> str:
    """Return how to cite the table, with its version and fingerprint."""
    return (
        f"{dictionary.title}, version {dictionary.version}, data to "
        f"{day_in_words(dictionary.coverage_end)} (data {data}). Licence CC BY 4.0. "
        "Figures are reported figures, preliminary, and may be revised."
    )
