"""The version of a data set: in its description, its changelog and its notes.

Each function takes the text of a file and returns it with the new version; the rest of
the text stays as it is.
"""

import json
import re
from datetime import date

NUMBER = "(0|[1-9][0-9]{0,5})"
VERSION = re.compile(rf"{NUMBER}\.{NUMBER}\.{NUMBER}")
"""Three numbers with dots, as in semantic versioning 2.0.0."""
UNRELEASED = "## Unreleased"
NEXT = f"{UNRELEASED}\n\n### Data\n\n### Code\n"


def is_version(text: str) -> bool:
    """Return whether a text is a version such as 1.1.0."""
    return VERSION.fullmatch(text) is not None


def bumped(description: str, version: str, day: date, last_save: str = "") -> str:
    """Return ``datapackage.json`` with another version, made on a day.

    ``last_save`` is the time of the last save that the version holds, as the history
    writes it. On the day itself it is when the version was made, so that what changed
    since leaves that save out.

    Raises ValueError where the text has no version of its own.
    """
    made = max(f"{day}T00:00:00Z", last_save)
    for name, value in (("version", version), ("created", made)):
        description, found = re.subn(
            rf'^(  "{name}": )"[^"]*"',
            rf"\g<1>{json.dumps(value)}",
            description,
            count=1,
            flags=re.MULTILINE,
        )
        if name == "version" and not found:
            raise ValueError("the description has no version")
    return description


def next_changelog(text: str, version: str, day: date) -> str:
    """Return a changelog in which what was unreleased has a version and a day.

    A new heading for what comes next stands above it. A changelog that has this
    version already, or nothing unreleased, stays as it is.
    """
    if f"## {version} " in text or UNRELEASED not in text:
        return text
    return text.replace(UNRELEASED, f"{NEXT}\n## {version} – {day}", 1)


def next_data_notes(text: str, version: str) -> str:
    """Return ``DATA.md`` in which every "version 1.0.0" is the new one."""
    return re.sub(r"\b([Vv]ersion )\d+\.\d+\.\d+", rf"\g<1>{version}", text)
