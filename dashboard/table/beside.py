"""What tells one of several tables apart that are open side by side."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Beside:
    """One table beside others; all blank where it is alone.

    ``key`` is its code in the column ``source_table``, ``label`` a short name and
    ``data`` its fingerprint; ``rows`` and ``incidents`` are counted over all of it.
    """

    key: str = ""
    label: str = ""
    data: str = ""
    rows: int = 0
    incidents: int = 0
