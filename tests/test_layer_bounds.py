"""The process that reads a stranger's Parquet or GeoPackage may do little else."""

import json

import pytest

from dashboard.openers import layer_process, reader_process
from dashboard.openers.layer import PARQUET
from tests.files import parquet
from tests.test_reader_process import LINUX

READS_APART = True
SMALL = parquet({"id": ["a"]})


@LINUX
@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("open('/proc/self/oom_score_adj').read().strip()", "1000"),
        ("resource.getrlimit(resource.RLIMIT_NPROC)", "(0, 0)"),
        ("resource.getrlimit(resource.RLIMIT_FSIZE)", "(0, 0)"),
        ("resource.getrlimit(resource.RLIMIT_AS)", "(400000000, 400000000)"),
        ("resource.getrlimit(resource.RLIMIT_CPU)", "(20, 21)"),
        ("parent_death_signal()", "9"),
        (
            "sorted(set(os.environ) - {'LC_CTYPE', 'LD_LIBRARY_PATH'})",
            str(sorted(layer_process.ONE_THREAD)),
        ),
    ],
)
def test_the_process_is_bounded_before_it_reads(asked, answer, monkeypatch):
    """The script runs as it is; at its question it tells of itself instead."""
    *alone, script, packages, own = layer_process._command()
    code = f"""
import ctypes, os, resource, sys
def parent_death_signal():
    put = ctypes.c_int()
    assert ctypes.CDLL(None).prctl(2, ctypes.byref(put)) == 0
    return put.value
sys.path.append({own!r})
from dashboard.openers import drivers
def tell():
    sys.stdout.write('["' + str({asked}) + '"]\\n')
    sys.stdout.flush()
    os._exit(0)
drivers.leave_out_others = tell
exec(compile(open({script!r}).read(), {script!r}, "exec"))
"""
    command = (*alone, "-c", code, packages, own)
    monkeypatch.setattr(layer_process, "_command", lambda: command)
    monkeypatch.setattr(reader_process, "MAX_MEMORY", 400_000_000)
    monkeypatch.setattr(reader_process, "MAX_CPU", 20)
    told = []
    monkeypatch.setattr(
        layer_process, "_heard", lambda said, kind: told.append(said.line())
    )
    layer_process.layer_of(PARQUET, SMALL, "", "a")
    assert json.loads(told[0]) == [answer]
