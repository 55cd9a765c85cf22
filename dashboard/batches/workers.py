"""Locate the files of a folder on several workers: Dask's, here or on a cluster.

A task is one file. A worker that dies is started again by Dask, and what it had not
finished is done anew; half of a file is never there. The layers are read once, and
given to each worker with their indexes made: workers of this machine read them from a
file, those of a cluster are sent them.
"""

import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from distributed import Client, KilledWorker, LocalCluster, as_completed, get_worker
from distributed.diagnostics.plugin import WorkerPlugin
from distributed.security import Security

from dashboard.batches.locate_folder import (
    OtherProgramError,
    Result,
    Tasks,
    locate_task,
)
from dashboard.batches.receipt import LocatedFile
from dashboard.geo.locate import locate
from dashboard.geo.regions import Regions
from dashboard.store.document import from_document, to_document
from dashboard.store.inputs import program_sha256
from dashboard.table.write import write_whole
from dashboard.text.language import N_, gettext, in_english

PLUGIN = "layers-of-the-dashboard"
PRELOADED = "dashboard.batches.locate_file"
"""What a worker imports when it starts, before it is sent anything."""
SOME = 1_000
"""Points that are located once, so that every index is there before it is sent."""


OTHER_PROGRAM = N_(
    "a worker has another version of the program or of its libraries than "
    "this command: install the same on all machines"
)


class Layers(WorkerPlugin):
    """The layers on a worker, unpacked once when it starts, also when started again.

    ``packed`` are their bytes, or the file of this machine that holds them.
    """

    def __init__(self, packed: bytes | Path, program: str) -> None:
        self.packed, self.program = packed, program
        self.regions: Regions | None = None

    def setup(self, worker: Any) -> None:
        """Unpack the layers; Dask calls it on each worker."""
        if isinstance(self.packed, bytes):
            self.regions = pickle.loads(self.packed)
            return
        with self.packed.open("rb") as file:
            self.regions = pickle.load(file)


@contextmanager
def starting(
    workers: int = 0, scheduler: str = ""
) -> Iterator[Callable[[Tasks, Regions], Iterator[Result]]]:
    """Start workers while the layers are still read, and give what does tasks on them.

    ``workers`` is how many processes to start on this machine, which end with the
    block; with the address of a ``scheduler`` its workers are taken, which must see the
    same folders. What is given returns what became of each file when it is done, in the
    order of their ends. It raises OSError where a file cannot be written or no
    scheduler answers, and :class:`OtherProgramError`.
    """
    if scheduler:
        with Client(scheduler, timeout=10) as client:
            yield partial(_locate, lambda: client, None)
        return
    with TemporaryDirectory() as folder, ThreadPoolExecutor(1) as thread:
        cluster = thread.submit(_cluster, workers)
        with ExitStack() as stack:
            stack.callback(_close, cluster)

            def connect() -> Client:
                return stack.enter_context(Client(cluster.result()))

            yield partial(_locate, connect, Path(folder) / "layers")


def _locate(
    connect: Callable[[], Client], file: Path | None, tasks: Tasks, regions: Regions
) -> Iterator[Result]:
    prepare(regions)
    packed = pickle.dumps(regions, pickle.HIGHEST_PROTOCOL)
    if file:
        write_whole(file, packed)
    client = connect()
    client.register_plugin(Layers(file or packed, program_sha256()), name=PLUGIN)
    futures = {
        client.submit(_on_worker, path.resolve(), out.resolve(), pure=False): path
        for path, out in tasks
    }
    for future in as_completed(futures):
        yield futures[future].name, _result(future, futures[future].name, regions)


def prepare(regions: Regions) -> None:
    """Make every index of the layers that locating many points needs."""
    for index in (regions.borders.index, regions.sea_index, regions.zone_index):
        index.prepare()
    west, south, east, north = regions.box
    random = np.random.default_rng(0)
    places = {
        "latitude": random.uniform(south, north, SOME),
        "longitude": random.uniform(west, east, SOME),
    }
    locate(pd.DataFrame(places), regions)


def _result(future: Any, name: str, regions: Regions) -> LocatedFile | str:
    """Return what a worker answers, its texts to be said again in any language."""
    try:
        result: LocatedFile | str = from_document(
            future.result(), gpd.GeoDataFrame(), regions
        )
        return result
    except OtherProgramError as error:
        raise OtherProgramError(gettext(OTHER_PROGRAM)) from error
    except KilledWorker:
        return gettext(
            "{file}: every worker that took it died; is there enough memory?", file=name
        )


def _on_worker(path: Path, out: Path) -> Any:
    """Do one task, on a worker; return the document of what became of the file.

    A text that is sent as it is would be English for ever: see ``Rewordable``.
    """
    layers: Any = get_worker().plugins[PLUGIN]
    if layers.program != program_sha256():
        raise OtherProgramError(OTHER_PROGRAM)
    with in_english():
        return to_document(locate_task(path, out, layers.regions))[0]


def _close(cluster: "Future[LocalCluster]") -> None:
    """End the workers, where they have started."""
    if cluster.exception() is None:
        cluster.result().close()


def _cluster(workers: int) -> LocalCluster:
    """Start workers on this machine, which talk by a key that is theirs alone."""
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        dashboard_address=None,
        scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},  # else 8787, once only
        host="127.0.0.1",
        security=Security.temporary(),
        silence_logs=50,
        preload=[PRELOADED],
    )
