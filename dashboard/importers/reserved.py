"""Names that are ours: a column of another table with such a name gets another one."""

from dashboard.geo.locate import COLUMNS
from dashboard.table.standard import STANDARD

REPORTED = "reported_"
"""What a renamed column begins with: it is what the file reports, not what we say."""
INTERNAL = (
    "geometry where_words answer region_nm region_low_nm region_high_nm source_table "
    "own_campaign table_id line fid geom ogc_fid index level_0"
).split()
"""Columns that the program adds to a table, or a file format keeps for itself."""
RESERVED = frozenset([*STANDARD, *COLUMNS, *INTERNAL])
"""Every name that a column of another table must not have, in small letters."""


def free_names(names: list[str], taken: frozenset[str] = RESERVED) -> dict[str, str]:
    """Return for each name of a file's columns the one that it gets beside ours.

    A name of ours, in whatever case, becomes ``reported_…``, numbered where the file
    has that too. Any other name stays as it is.
    """
    clashes = [name for name in names if name.casefold() in taken]
    used = set(taken) | {name.casefold() for name in names}
    found = {name: name for name in names}
    for name in clashes:
        found[name] = _free(f"{REPORTED}{name.removeprefix(REPORTED)}", used)
        used.add(found[name].casefold())
    return found


def _free(name: str, used: set[str]) -> str:
    number, free = 2, name
    while free.casefold() in used:
        free, number = f"{name}_{number}", number + 1
    return free
