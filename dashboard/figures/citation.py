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
from dashboard.text.language import N_, gettext, ngettext
from dashboard.text.words import date_in_words, listing

NO_LICENCE = N_("No licence is stated in the file")
REPORTED_FIGURES = N_("Figures are reported figures, preliminary, and may be revised.")
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
            gettext("Layer"): each.get("title", name),
            gettext("Source"): each.get("source", ""),
            gettext("Version"): str(each.get("version", "")),
            gettext("Licence"): each.get("licence", ""),
            gettext("Credit"): each.get("credit", ""),
            gettext("Known errors"): " ".join(each.get("known_errors", [])),
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
        return gettext(
            "Opened side by side (data {data}). {citations}", data=data, citations=apart
        )
    name, figures = table_name(dictionary), gettext(REPORTED_FIGURES)
    if dictionary.file and not dictionary.file.described:
        name = ngettext(
            "{name} (file), {count} row, opened with the conflict-incidents dashboard",
            "{name} (file), {count} rows, opened with the conflict-incidents dashboard",
            dictionary.file.rows,
            name=dictionary.file.name,
        )
        figures = gettext("Figures are as the file gives them.")
    licence = licence_text(dictionary, addresses=False)
    period = lasting_data_to(dictionary)
    if data:
        period = gettext("{period} (data {data})", period=period, data=data)
    return f"{name}, {period}. {licence}. {figures}"


def licence_text(dictionary: Dictionary, addresses: bool = True) -> str:
    """Return "Licence CC BY 4.0", or that none is stated; of several tables each.

    Where the file states none, what is known of its format follows.
    """
    if dictionary.tables:
        return "; ".join(
            f"{each.title}: {licence_text(each, addresses)}"
            for each in dictionary.tables
        )
    if named := _licences(dictionary, addresses):
        return gettext("Licence {names}", names=named)
    return _no_licence(dictionary)


def licence_names(dictionary: Dictionary) -> str:
    """Return :func:`licence_text` where "licence" stands before it already."""
    if dictionary.tables:
        return licence_text(dictionary)
    return _licences(dictionary) or _no_licence(dictionary)


def _licences(dictionary: Dictionary, addresses: bool = True) -> str:
    entries = [_licence(each, addresses) for each in dictionary.licenses]
    return "; ".join(filter(None, entries))


def _no_licence(dictionary: Dictionary) -> str:
    terms = dictionary.file.terms if dictionary.file else ""
    return "; ".join(filter(None, (gettext(NO_LICENCE), terms)))


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
    kind = dictionary.label("event_type", incident.event_type) or gettext("incident")
    by = listing(publishers(incident.sources)) or gettext("a source that is not named")
    words = gettext(
        "{incident_id}: {kind}, {when}; {toll}; {where}; reported by {publishers}. "
        "In: {citation}",
        incident_id=incident.incident_id,
        kind=kind,
        when=when,
        toll=toll_with_parts(incident, parts),
        where=incident.where_words,
        publishers=by,
        citation=citation(dictionary, data),
    )
    return f"{words} {link}" if link else words
