"""Kill a writer at every step that it takes on the disk, one child for each step."""

import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator

STEPS = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "os.link"}
"""What Python announces before it does it (PEP 578); a replace is a rename."""
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
MOST = 400


def killed_at_every_step(write: Callable[[], object]) -> Iterator[int]:
    """Run a writer in a child that is killed before its step 1, then 2, and so on.

    Gives the number of each step after that child is dead; ends when one came through
    and has done all. The caller puts everything back between two steps.
    """
    for step in range(1, MOST):
        ended = _child(write, step)
        if ended == 0:
            assert step > 1, "the writer took no step"
            return
        assert ended == -signal.SIGKILL, f"step {step}: the writer failed by itself"
        yield step
    raise AssertionError(f"more than {MOST} steps")


def _child(write: Callable[[], object], step: int) -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of a fork with threads
        child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        _kill_before(step)
        write()
        os._exit(0)
    except BaseException:
        traceback.print_exc()
    os._exit(1)


def _kill_before(step: int) -> None:
    """Kill this process where it is about to take a step for the n-th time."""
    left, sync = [step], os.fsync

    def count() -> None:
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)

    def hook(event: str, details: tuple) -> None:
        opens = event == "open" and details[2] & WRITING
        if event in STEPS or opens:
            count()

    def fsync(handle: int) -> None:
        count()
        sync(handle)

    os.fsync = fsync
    sys.addaudithook(hook)
