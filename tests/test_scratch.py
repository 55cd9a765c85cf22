"""The folder for what cannot be made in memory: private, and gone however we end."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from dashboard import ROOT
from dashboard.exports import scratch
from dashboard.exports.scratch import scratch_folder

WAITS = """
import time
from dashboard.exports.scratch import scratch_folder
with scratch_folder() as folder:
    (folder / "rows").write_text("MADE-1")
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def made_old(folder: Path) -> None:
    old = time.time() - 2 * scratch.YOUNG_SECONDS
    os.utime(folder, (old, old))


def test_it_is_for_this_user_alone_and_goes_with_the_block(temporary):
    with scratch_folder() as folder:
        assert folder.stat().st_mode & 0o777 == 0o700
    assert not list(temporary.iterdir())


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_what_a_killed_program_left_goes_with_the_next(how, temporary):
    code = [sys.executable, "-c", WAITS]
    with subprocess.Popen(
        code,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(temporary)},
    ) as program:
        assert program.stdout
        left = Path(program.stdout.readline().strip())
        made_old(left)
        with scratch_folder():
            assert (left / "rows").exists()  # its program still lives
        program.send_signal(how)
    assert (left / "rows").exists()
    made_old(left)
    with scratch_folder() as folder:
        assert not left.exists() and folder.exists()


def test_nothing_is_followed_and_nothing_else_removed(temporary):
    kept = temporary / "kept"
    kept.mkdir()
    (kept / "rows").write_text("MADE-1")
    (temporary / f"{scratch.PREFIX}link").symlink_to(kept)
    (temporary / f"{scratch.PREFIX}file").write_text("")
    young = temporary / f"{scratch.PREFIX}young"
    young.mkdir()
    made_old(kept)
    with scratch_folder():
        pass
    assert (kept / "rows").exists() and young.exists()
    assert len(list(temporary.iterdir())) == 4
