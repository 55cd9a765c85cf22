"""Where the layers come from and how to cite the table, for pages and files."""

import json
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.figures.dataset_words import lasting_data_to, table_name
from dashboard.figures.toll_sums import toll_with_parts
from dashboard.resources import resource
from dashboard.table.dictionary import Dictionary
from dashboard.table.sources import publishers
from dashboard.text.words import count_of, date_in_words, listing

NO_LICENCE = "No licence is stated in the file"
REPORTED_FIGURES = "Figures are reported figures, preliminary, and may be revised."
PROGRAM = "the conflict-incidents dashboard"
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
    """Return how to cite the table, with its version and fingerprint.

    A table without a description is cited as a file that was opened: nobody is named
    as its author, and no licence is claimed. Of several tables each has its own.
    """
    if dictionary.tables:
        apart = " ".join(citation(each, each.beside.data) for each in dictionary.tables)
        return f"Opened side by side (data {data}). {apart}"
    fingerprint = f" (data {data})" if data else ""
    name, figures = table_name(dictionary), REPORTED_FIGURES
    if dictionary.file and not dictionary.file.described:
        rows = count_of(dictionary.file.rows, "row")
        name = f"{dictionary.file.name} (file), {rows}, opened with {PROGRAM}"
        figures = "Figures are as the file gives them."
    licence = licence_text(dictionary, addresses=False)
    return f"{name}, {lasting_data_to(dictionary)}{fingerprint}. {licence}. {figures}"


def licence_text(dictionary: Dictionary, addresses: bool = True) -> str:
    """Return "Licence CC BY 4.0", or that none is stated; of several tables each.

    Where the file states none, what is known of its format follows.
    """
    if dictionary.tables:
        return "; ".join(
            f"{each.title}: {licence_text(each, addresses)}"
            for each in dictionary.tables
        )
    licences = [_licence(each, addresses) for each in dictionary.licenses]
    named = "; ".join(filter(None, licences))
    if named:
        return f"Licence {named}"
    terms = dictionary.file.terms if dictionary.file else ""
    return "; ".join(filter(None, (NO_LICENCE, terms)))


def _licence(entry: dict[str, Any], addresses: bool) -> str:
    name, title, path = (str(entry.get(key, "")) for key in ("name", "title", "path"))
    words = name.replace("-", " ") if name.startswith("CC") else title or name
    return ", ".join(filter(None, (words or path, path if addresses and words else "")))


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
    kind = dictionary.label("event_type", incident.event_type) or "incident"
    by = listing(publishers(incident.sources)) or "a source that is not named"
    where = f" {link}" if link else ""
    return (
        f"{incident.incident_id}: {kind}, {when}; {toll_with_parts(incident, parts)}; "
        f"{incident.where_words}; reported by {by}. In: {citation(dictionary, data)}"
        f"{where}"
    )
