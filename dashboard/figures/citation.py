"""Where the layers come from and how to cite the table, for pages and files."""

import json
from pathlib import Path

import pandas as pd

from dashboard.figures.toll_sums import toll_with_parts
from dashboard.resources import resource
from dashboard.table.dictionary import Dictionary
from dashboard.table.sources import publishers
from dashboard.text.words import date_in_words, day_in_words, listing

TABLE_LICENCE = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
PROVENANCE = resource("geodata/layers/provenance.json")


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


def incident_citation(
    incident: pd.Series,
    parts: pd.DataFrame,
    dictionary: Dictionary,
    data: str,
    link: str,
) -> str:
    """Return how to cite one incident: what, when, the toll, who reported it, where.

    ``parts`` are the rows whose parent it is; ``link`` is the address that opens it,
    left out where it is blank.
    """
    when = date_in_words(incident.date, incident.date_end, incident.date_precision)
    kind = dictionary.label("event_type", incident.event_type)
    by = listing(publishers(incident.sources)) or "a source that is not named"
    where = f" {link}" if link else ""
    return (
        f"{incident.incident_id}: {kind}, {when}; {toll_with_parts(incident, parts)}; "
        f"{incident.where_words}; reported by {by}. In: {citation(dictionary, data)}"
        f"{where}"
    )
