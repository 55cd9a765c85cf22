"""The version of a data set: in its description, its changelog and its notes.

Each function takes the text of a file and returns it with the new version; the rest of
the text stays as it is.
"""

import json
import re
from datetime import UTC, date, datetime

from dashboard.text.language import gettext

NUMBER = "(0|[1-9][0-9]{0,5})"
VERSION = re.compile(rf"{NUMBER}\.{NUMBER}\.{NUMBER}")
"""Three numbers with dots, as in semantic versioning 2.0.0."""
UNRELEASED = "## Unreleased"
NEXT = f"{UNRELEASED}\n\n### Data\n\n### Code\n"


def is_version(text: str) -> bool:
    """Return whether a text is a version such as 1.1.0."""
    return VERSION.fullmatch(text) is not None


def moment_of(created: str) -> datetime | None:
    """Return when a version was made, in UTC; None where that is no date or time."""
    try:
        moment = datetime.fromisoformat(created)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def bumped(description: str, version: str, created: str) -> str:
    """Return ``datapackage.json`` with another version and when it was made.

    Raises ValueError where the text has no version of its own.
    """
    for name, value in (("version", version), ("created", created)):
        description, found = re.subn(
            rf'^(  "{name}": )"[^"]*"',
            rf"\g<1>{json.dumps(value)}",
            description,
            count=1,
            flags=re.MULTILINE,
        )
        if name == "version" and not found:
            raise ValueError(gettext("the description has no version"))
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
