"""What the first visitors would wait for, made once while nobody waits.

A server just started has read nothing: the code of the other pages, the table where a
login stands before it, and the water around each region, which takes up to a second
the first time that somebody asks for one. One thread makes that, a piece at a time,
while no page is being drawn. Nothing of it is shown to anybody.
"""

import ast
import sys
import time
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from importlib import import_module
from itertools import islice
from pathlib import Path
from threading import Thread

from streamlit.runtime import Runtime, exists, get_instance

from dashboard.crash import log_line
from dashboard.dataset import Dataset
from dashboard.geo.reach import MOST_KEPT, draw_ahead
from dashboard.selection.filters import FILTERS
from dashboard.views._data import tables_of_server
from dashboard.views._pages_now import NOW

MOST_REGIONS = MOST_KEPT * 3 // 4
"""Regions whose water is drawn ahead, those with most incidents first; the rest of the
places is for what people choose."""
QUIET_SECONDS = 0.5
"""So long no page may have been drawn before a piece is begun: one follows another."""
AT_MOST_SECONDS = 900.0
"""Then the thread ends, also on a server that was never quiet for so long."""
LATER = (
    "dashboard.brief.drawing.picture",
    "dashboard.brief.files.printed",
    "dashboard.brief.files.vector",
    "matplotlib.backends.backend_agg",
    "scipy.ndimage",
    "scipy.spatial",
    "xlsxwriter",
)
"""Modules that our code imports only where it needs them."""


@lru_cache(maxsize=1)
def warm_up() -> Thread | None:
    """Begin to warm this server up; once, and only where there is a server."""
    if not (exists() and isinstance(get_instance(), Runtime)):
        return None
    thread = Thread(target=do_pieces, name="warm", daemon=True)
    thread.start()
    return thread


def do_pieces(
    most_seconds: float = AT_MOST_SECONDS,
    pieces: Callable[[], Iterator[Callable[[], object]]] | None = None,
) -> None:
    """Do each piece while it is quiet, until all are done or the time is over.

    A piece that fails is left: whoever asks for the same is told what is wrong.
    """
    until = time.monotonic() + most_seconds
    try:
        for piece in (pieces or every_piece)():
            while not NOW.is_quiet(QUIET_SECONDS):
                if time.monotonic() > until:
                    return
                time.sleep(QUIET_SECONDS / 5)
            with_no_error(piece)
    except Exception as error:
        print(log_line(error, "warm-up", None), file=sys.stderr, flush=True)


def with_no_error(piece: Callable[[], object]) -> object:
    """Return what a piece returns, None where it fails."""
    try:
        return piece()
    except Exception:
        return None


def every_piece() -> Iterator[Callable[[], object]]:
    """Yield what there is to do, in the order in which it is likely to be asked for."""
    for name in modules_of_pages():
        if name not in sys.modules:
            yield partial(import_module, name)
    tables: list[Dataset] = []
    yield lambda: tables.extend(tables_of_server())
    for dataset in tables:
        for region_id in islice(_regions(dataset), MOST_REGIONS // len(tables)):
            yield partial(draw_ahead, region_id, dataset.regions)


def modules_of_pages() -> list[str]:
    """Return the modules that the pages import; a page itself is drawn by importing."""
    found: dict[str, None] = {}
    for page in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        for node in ast.parse(page.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ImportFrom) and node.module:
                found[node.module] = None
    return [*found, *LATER]


def _regions(dataset: Dataset) -> Iterator[str]:
    """Yield the ids of the regions of a table, those with most incidents first."""
    yield from FILTERS["region"].choices(
        dataset.incidents, dataset.dictionary, dataset.regions
    )
