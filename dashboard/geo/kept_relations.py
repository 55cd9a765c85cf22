"""How the rows of an open table stand to a region: worked out once, for all who ask.

A person who has asked for a region changes other filters. Then the same circles would
be laid over the same coast again, for other rows of one table.
"""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import NamedTuple
from weakref import ReferenceType, ref

import pandas as pd

from dashboard.geo.region_answers import RowRelations, relate_rows
from dashboard.geo.regions import Regions

MOST_BYTES = 64 * 1024**2
"""What is kept of all tables together: 400 regions of 10,000 rows, or 4 of a million."""


class _Kept(NamedTuple):
    """Relations, and whose they are: an ``id`` may be given to another object later."""

    table: ReferenceType[pd.DataFrame]
    layers: ReferenceType[Regions]
    relations: RowRelations


_KEPT: OrderedDict[tuple[int, int, str], _Kept] = OrderedDict()
_lock = Lock()


def relations_to(
    region_id: str,
    incidents: pd.DataFrame,
    regions: Regions,
    progress: Callable[[float], None] = lambda share: None,
) -> RowRelations:
    """Return :func:`~dashboard.geo.region_answers.relate_rows` of a whole located table.

    It is kept as long as the table is open and there is room (``MOST_BYTES``); what was
    not asked for the longest time goes first. The rows must not be changed in place.
    """
    key = (id(incidents), id(regions), region_id)
    with _lock:
        found = _KEPT.get(key)
        if found and found.table() is incidents and found.layers() is regions:
            _KEPT.move_to_end(key)
            return found.relations
    made = relate_rows(incidents, region_id, regions, progress)
    with _lock:
        _KEPT[key] = _Kept(ref(incidents), ref(regions), made)
        _KEPT.move_to_end(key)
        _drop_the_oldest()
    return made


def _drop_the_oldest() -> None:
    """Let go of tables that are closed, then of the oldest until the rest has room."""
    for key in [key for key, each in _KEPT.items() if each.table() is None]:
        del _KEPT[key]
    held = sum(each.relations.size for each in _KEPT.values())
    while held > MOST_BYTES and len(_KEPT) > 1:
        _, oldest = _KEPT.popitem(last=False)
        held -= oldest.relations.size
