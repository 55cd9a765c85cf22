"""A zip package (PowerPoint, Word) that is the same file each time it is made."""

import io
import re
import zipfile
from datetime import datetime

MADE = datetime(2000, 1, 1)
"""A time of making that never changes: the same brief is the same file."""
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an entry of a zip file may have."""
MADE_AT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def steady(package: bytes) -> bytes:
    """Return a package with its entries in order and without the time of making.

    A workbook inside (the numbers of a chart) is made steady too.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = sorted(old.namelist(), key=lambda name: (name[0] != "[", name))
        for name in names:
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, _without_time(name, old.read(name)))
    return out.getvalue()


def _without_time(name: str, content: bytes) -> bytes:
    if name.endswith(".xlsx"):
        return steady(content)
    if name == "docProps/core.xml":
        return MADE_AT.sub(rb"\g<1>" + f"{MADE:%Y-%m-%dT%H:%M:%SZ}".encode(), content)
    return content
