"""How others cite the table and find it: CITATION.cff, and JSON-LD of schema.org."""

import json
from datetime import date
from typing import Any

from dashboard.table.dictionary import Dictionary

CFF_VERSION = "1.2.0"
AUTHORS = "The authors of the table"
"""Nobody is named as a person: names of private people stay out."""


def to_cff(package: dict[str, Any], released: date) -> str:
    """Return CITATION.cff for a data package (Citation File Format 1.2.0).

    ``package`` is ``datapackage.json``; ``released`` the day of its version. Values
    are written as JSON strings, which are YAML strings as well.
    """
    lines = {
        "cff-version": CFF_VERSION,
        "message": "If you use this table, cite it as below, and the sources of the "
        "rows that you quote.",
        "type": "dataset",
        "title": package["title"],
        "version": package["version"],
        "date-released": released.isoformat(),
        "abstract": package["description"],
    }
    text = "".join(f"{name}: {_quoted(value)}\n" for name, value in lines.items())
    text += f"authors:\n  - name: {_quoted(AUTHORS)}\n"
    licences = [each["name"] for each in package.get("licenses", ()) if "name" in each]
    if licences:
        text += f"license: {_quoted(licences[0])}\n"
    if words := package.get("keywords"):
        text += "keywords:\n" + "".join(f"  - {_quoted(word)}\n" for word in words)
    return text


def to_schema_org(
    package: dict[str, Any], dictionary: Dictionary, files: dict[str, str]
) -> dict[str, Any]:
    """Return the table as a Dataset of schema.org, to be written as JSON-LD.

    ``files`` are its files, name to media type. Only what the description claims is
    in it: no period where none is described, no licence where none is given.
    """
    start, end = dictionary.coverage_start, dictionary.coverage_end
    west, south, east, north = dictionary.description.opening_view
    licences = [each["path"] for each in package.get("licenses", ()) if "path" in each]
    found = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": package["title"],
        "description": package.get("description"),
        "version": package.get("version"),
        "keywords": package.get("keywords"),
        "license": licences[0] if licences else None,
        "creator": {"@type": "Organization", "name": AUTHORS},
        "datePublished": str(package.get("created", ""))[:10],
        "temporalCoverage": f"{start}/{end}" if start and end else None,
        "spatialCoverage": {
            "@type": "Place",
            "geo": {
                "@type": "GeoShape",
                "box": f"{south:g} {west:g} {north:g} {east:g}",
            },
        },
        "isAccessibleForFree": True,
        "variableMeasured": [
            {"@type": "PropertyValue", "name": each.name, "description": each.title}
            for each in dictionary.fields.values()
        ],
        "distribution": [
            {"@type": "DataDownload", "contentUrl": name, "encodingFormat": media}
            for name, media in files.items()
        ],
    }
    return {key: value for key, value in found.items() if value not in (None, "", [])}


def schema_org_text(dataset: dict[str, Any]) -> str:
    """Return JSON-LD that may stand in a ``script`` of a page: it holds no ``<``."""
    text = json.dumps(dataset, ensure_ascii=False, indent=1)
    return text.replace("<", "\\u003c") + "\n"


def _quoted(text: object) -> str:
    return json.dumps(str(text), ensure_ascii=False)
