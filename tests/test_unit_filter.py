"""The system calls that the systemd unit refuses: the dashboard reads tables all the same."""

import errno
import platform
import re
import subprocess
import sys

import pytest

from dashboard import ROOT

UNIT = (ROOT / "deploy" / "dashboard@.service").read_text(encoding="utf-8")
REFUSED = (*(141, 142, 144, 160, 203, 237, 238), *(251, 256, 279, 314))
"""``@resources`` of systemd on x86_64: setpriority, sched_setparam, sched_setscheduler,
setrlimit, sched_setaffinity, mbind, set_mempolicy, ioprio_set, migrate_pages, move_pages,
sched_setattr (Linux, arch/x86/entry/syscalls/syscall_64.tbl)."""
KILL, REFUSE = 0x80000000, 0x00050000
PROGRAM = """
import ctypes, struct, sys
answer, *refused = map(int, sys.argv[1:])
code = [(0x20, 0, 0, 0)]
for each in refused:
    code += [(0x15, 0, 1, each), (0x06, 0, 0, answer)]
code.append((0x06, 0, 0, 0x7FFF0000))
kept = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *each) for each in code))
class Filter(ctypes.Structure):
    _fields_ = [("size", ctypes.c_ushort), ("code", ctypes.c_void_p)]
put = Filter(len(code), ctypes.addressof(kept))
libc = ctypes.CDLL(None)
assert libc.prctl(38, 1, 0, 0, 0) == 0
assert libc.prctl(22, 2, ctypes.byref(put), 0, 0) == 0
import io
import pyarrow as pa, pyarrow.parquet as pq
from dashboard.dataset import open_dataset
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import TableSource
stream = io.BytesIO()
pq.write_table(pa.table({"id": ["a"]}), stream)
print(len(open_file(TableSource("a.parquet", stream.getvalue())).text))
print(len(open_dataset().incidents) > 0)
"""


def test_what_the_unit_refuses_kills_nothing():
    assert re.search(r"^SystemCallFilter=~.*@resources", UNIT, re.M)
    assert re.search(r"^SystemCallErrorNumber=EPERM$", UNIT, re.M)


@pytest.mark.full
@pytest.mark.skipif(
    (sys.platform, platform.machine()) != ("linux", "x86_64"), reason="its numbers"
)
def test_tables_are_read_under_the_filter_of_the_unit():
    named = re.search(r"^SystemCallErrorNumber=(\w+)$", UNIT, re.M)
    answer = REFUSE | getattr(errno, named[1]) if named else KILL
    given = [sys.executable, "-c", PROGRAM, str(answer), *map(str, REFUSED)]
    done = subprocess.run(given, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "1\nTrue\n"), done.stderr
