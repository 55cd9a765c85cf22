"""How a link names a table that is not ours: ``harbour.csv~ce5cefce``.

Two tables may have one file name, so the fingerprint of the data goes with it.
"""

import re

BETWEEN = "~"
"""Between name and fingerprint; the last one counts, for a name may hold it too."""
NAMED = re.compile(rf"(?P<name>.+){BETWEEN}(?P<data>[0-9a-f]{{8}})", re.DOTALL)


def name_in_link(name: str, data: str) -> str:
    """Return what a link writes for a table: its file's name and its fingerprint."""
    return f"{name}{BETWEEN}{data}"


def name_and_data(text: str) -> tuple[str, str]:
    """Return file name and fingerprint of what a link names; "" where it has none."""
    if match := NAMED.fullmatch(text):
        return match["name"], match["data"]
    return text, ""
