"""However a command or a page fails: plain words, an exit code, and no traceback."""

import errno
import json
import os
import re
import subprocess
import sys
from types import SimpleNamespace

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from bootstrap import ending, places, shell
from dashboard import crash
from dashboard.commands import cli
from dashboard.commands import totals as totals_command
from dashboard.exports import scratch
from dashboard.exports.geo import pyogrio as gdal
from dashboard.text.terminal import encodable
from dashboard.views import _crash, _data, _empty
from dashboard.views._state import LANGUAGE, NOT_DONE
from tests import ROOT

PLAIN = {**os.environ, "DASHBOARD_DEBUG": ""}


@pytest.fixture
def no_debug(monkeypatch, tmp_path):
    """Errors are said as a user sees them; their files go to a folder of the test."""
    monkeypatch.delenv("DASHBOARD_DEBUG", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "conflict-incidents" / "crashes"


def failing(error):
    def fail(*_, **__):
        raise error

    return fail


class PanicException(BaseException):
    """What a library in Rust raises where it gives up."""


# ── Commands ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (PanicException("made up"), 3, "our fault, not yours (PanicException"),
        (KeyError("made up"), 3, "this is our fault, not yours (KeyError: 'made up')"),
        (RecursionError("too deep"), 3, "our fault, not yours (RecursionError"),
        (FileNotFoundError(errno.ENOENT, "No such", "font.ttf"), 3, "our fault"),
        (OSError(errno.ENOSPC, "No space left", "/x/y"), 2, "/x/y: No space left"),
        (PermissionError(errno.EACCES, "Permission denied", "/x"), 2, "/x: Permission"),
        (MemoryError(), 2, "there is not enough memory"),
    ],
)
def test_an_exit_code_tells_a_fault_from_the_machine(
    error, code, words, monkeypatch, capsys, no_debug
):
    monkeypatch.setattr(totals_command, "sums_shown", failing(error))
    assert cli.main(["totals"]) == code
    err = capsys.readouterr().err
    assert words in err and "Traceback" not in err and len(err.splitlines()) == 1
    kept = list(no_debug.glob("*.txt"))
    assert len(kept) == (code == 3)
    for path in kept:
        assert str(path) in err
        text = path.read_text(encoding="utf-8")
        assert "Traceback" in text and "python -m dashboard totals" in text


def test_few_crashes_are_kept_and_the_newest_is_among_them(no_debug, monkeypatch):
    monkeypatch.setattr(crash, "KEPT_CRASHES", 2)
    paths = [crash.keep_crash(ValueError(f"\ud800{at}"), "test") for at in range(4)]
    kept = set(no_debug.glob("*.txt"))
    assert len(kept) == 2 and kept < set(paths)
    assert all(path.stat().st_mode & 0o077 == 0 for path in [no_debug])


def test_a_crash_that_cannot_be_kept_is_still_said(monkeypatch, capsys, tmp_path):
    monkeypatch.delenv("DASHBOARD_DEBUG", raising=False)
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setattr(totals_command, "sums_shown", failing(ValueError("made up")))
    assert cli.main(["totals"]) == 3
    err = capsys.readouterr().err
    assert "our fault" in err and "which says where" not in err


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("71 · 2–3 é 🚢", "ascii", "71 \\u00b7 2\\u20133 \\u00e9 \\ud83d\\udea2"),
        ("é – →", "latin-1", "é \\u2013 \\u2192"),
        ("é – →", "cp1252", "é – \\u2192"),
        ("é – 🚢", "utf-8", "é – 🚢"),
        ("é – 🚢", None, "é – 🚢"),
        ("plain\ttext\n", "ascii", "plain\ttext\n"),
    ],
)
def test_a_letter_that_an_output_does_not_know_is_written_as_json_reads_it(
    text, encoding, shown
):
    assert encodable(text, encoding) == shown
    if "\n" not in text:
        assert json.loads(f'"{shown}"') == text


def run(command: str, **environment):
    """Return how a command ended that a shell runs, as a user does."""
    line = command.replace("DASHBOARD", f"{sys.executable} -m dashboard")
    line = line.replace("START", f"{sys.executable} {ROOT / 'start.py'}")
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        cwd=ROOT, env=PLAIN | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        ("DASHBOARD validate incidents.csv | true", 0, ""),
        ("DASHBOARD validate incidents.csv >&-", 0, ""),
        ("DASHBOARD validate x.csv >&- 2>&-", 2, ""),
        ("START --help | true", 0, ""),
        ("START --help >&-", 0, ""),
    ],
)
def test_an_output_that_nobody_reads_is_quiet(command, code, words):
    done = run(command)
    assert (done.returncode, done.stderr) == (code, words)


@pytest.mark.sample(1)
@pytest.mark.parametrize("command", ["DASHBOARD region VE-R --json", "START --help"])
def test_a_full_output_is_said(command):
    done = run(f"{command} > /dev/full")
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr and "ignored" not in done.stderr


def test_an_output_in_ascii_says_all():
    done = run("DASHBOARD totals --text curacao", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Cura\\u00e7ao" in done.stdout or "\\u00b7" in done.stdout


@pytest.mark.parametrize(
    ("module", "command"), [("pandas", "totals"), ("platformdirs", "--help")]
)
def test_a_package_that_is_not_there_is_said(module, command):
    hide = f"import sys; sys.modules['{module}'] = None; sys.argv[1:] = ['{command}']"
    start = f"{hide}; from dashboard.__main__ import main; sys.exit(main())"
    done = run(f'{sys.executable} -c "{start}"')
    assert done.returncode == 3 and "Traceback" not in done.stderr
    assert "not whole" in done.stderr and "start.py setup" in done.stderr


# ── Files that are made on the disk first ────────────────────────────────────────


@pytest.mark.parametrize(("free", "error"), [(10**6, OSError), (10**9, RuntimeError)])
def test_a_full_folder_of_temporary_files_is_named(free, error, monkeypatch):
    monkeypatch.setattr(
        scratch.shutil, "disk_usage", lambda _: SimpleNamespace(free=free)
    )
    with pytest.raises(error) as raised, scratch.scratch_folder() as folder:
        gdal.write_dataframe(pd.DataFrame({"a": [1]}), folder / "no" / "a.gpkg")
    assert ("TMPDIR" in str(raised.value)) == (error is OSError)


# ── Pages ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (KeyError("a secret cell"), "the fault is in the program, not in your table"),
        (OSError(errno.ENOSPC, "No space left", "/a/secret"), "No space left"),
    ],
)
def test_a_page_that_fails_says_so_and_tells_no_secret(
    error, words, monkeypatch, capsys, no_debug
):
    monkeypatch.setattr(_data, "_as_of_today", failing(error))
    at = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60).run()
    (shown,) = [each.value.replace("\\", "") for each in at.error]
    assert words in shown and "secret" not in shown and "/" not in shown
    assert not at.exception
    (kept,) = no_debug.glob("*.txt")
    assert str(kept) in capsys.readouterr().err
    assert (kept.name in shown) == isinstance(error, KeyError)


def page_of_widgets():
    """A page of a script, with a button of its own and one in a fragment."""
    from functools import partial

    import streamlit as st

    from dashboard.views._crash import caught, safely

    def fail(word):
        st.session_state["done"] = word
        raise KeyError(f"/a/secret {word}")

    @st.fragment
    @caught("a part")
    def part():
        st.button("in a part", on_click=safely(partial(fail, "part")))

    with caught("page"):
        st.button("of the page", on_click=safely(fail), args=("page",))
        st.button("of nothing", on_click=safely(None))
        part()
        st.text("the end")


@pytest.mark.parametrize(("button", "word"), [(0, "page"), (2, "part")])
def test_a_callback_that_fails_says_so_once_and_the_page_is_drawn(
    button, word, capsys, no_debug
):
    at = AppTest.from_function(page_of_widgets).run()
    assert [each.label for each in at.button][1:] == ["of nothing", "in a part"]
    at.button[button].click().run()
    (shown,) = [each.value.replace("\\", "") for each in at.error]
    assert "Your last click was not followed, or only in part" in shown
    assert "secret" not in shown and "/" not in shown and not at.exception
    (kept,) = no_debug.glob("*.txt")
    assert kept.name in shown and str(kept) in capsys.readouterr().err
    assert "page_of_widgets.<locals>.fail" in kept.read_text(encoding="utf-8")
    assert at.session_state["done"] == word and at.text[0].value == "the end"
    at.button[1].click().run()
    assert not at.error


def test_a_callback_that_fails_for_want_of_room_names_no_path(no_debug):
    def fail():
        raise OSError(errno.ENOSPC, "No space left", "/a/secret")

    session = {LANGUAGE: "en"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_crash.st, "session_state", session)
        _crash.safely(fail)()
    words = session[NOT_DONE]
    assert "No space left" in words and "secret" not in words


@pytest.mark.parametrize(
    ("error", "said"), [(PanicException, True), (KeyboardInterrupt, False)]
)
def test_a_library_that_gives_up_is_said_and_an_end_is_not(error, said, no_debug):
    shown, session = [], {LANGUAGE: "en"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_crash.st, "session_state", session)
        patch.setattr(_crash.st, "error", shown.append)
        for run in (_crash.safely(failing(error("x"))), _fail_on_a_page(error("x"))):
            if said:
                run()
            else:
                with pytest.raises(error):
                    run()
    assert len([*shown, *session.values()]) - 1 == 2 * said


def _fail_on_a_page(error):
    def run():
        with _crash.caught("page"):
            raise error

    return run


def test_an_error_of_a_callback_is_raised_for_who_debugs(no_debug, monkeypatch):
    monkeypatch.setenv("DASHBOARD_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        _crash.safely(lambda: 1 / 0)()


@pytest.mark.full
def test_a_click_of_the_app_that_fails_is_said_over_the_page(monkeypatch, no_debug):
    monkeypatch.setattr(_empty, "_take_off", failing(KeyError("made up")))
    at = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60)
    at.query_params["text"] = "nothing has this"
    at.run().button(key="take_off_text").click().run()
    assert "click was not followed" in at.error[0].value and not at.exception
    assert at.button(key="take_off_text")


# ── Set-up ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (shell.SetupError("no network"), 2, "no network"),
        (KeyboardInterrupt(), 130, "Stopped. The next call takes it up again."),
        (BrokenPipeError(), 0, ""),
        (
            PermissionError(13, "Permission denied", "/x/.venv"),
            2,
            "as the user who owns",
        ),
        (
            OSError(errno.EROFS, "Read-only file system", "/x"),
            2,
            "as the user who owns",
        ),
        (FileExistsError(17, "File exists", "/x/.cache"), 2, "/x/.cache: File exists."),
        (OSError(errno.ENOSPC, "No space left on device"), 2, "cannot go on: No space"),
        (KeyError("made up"), 3, "our fault, not yours (KeyError: 'made up')"),
    ],
)
def test_set_up_ends_in_words(error, code, words, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(places, "SCRATCH", tmp_path)
    assert ending.end_well(failing(error), []) == code
    err = capsys.readouterr().err
    assert words in err and "Traceback" not in err
    assert (tmp_path / "start-crash.log").exists() == (code == 3)


@pytest.mark.parametrize("error", [KeyError("made up"), ValueError("of two\nlines")])
def test_a_crash_of_set_up_without_room_for_a_log_is_one_line(
    error, monkeypatch, capsys, tmp_path
):
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setattr(places, "SCRATCH", blocked)
    monkeypatch.setattr(shell.tempfile, "mkstemp", failing(OSError(28, "No space")))
    assert ending.end_well(failing(error), []) == 3
    err = capsys.readouterr().err
    assert "Traceback" not in err and "raise" not in err
    last = err.splitlines()[-1]
    assert last.startswith("Please report it") and "(no log could be written)" in last
    assert re.search(r"test_crash\.py line \d+ \(no log", last)


def test_a_set_up_that_is_done_needs_no_leave_to_write(monkeypatch, tmp_path):
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setattr(places, "SCRATCH", blocked)
    with shell.one_at_a_time():
        pass
    log = shell.keep_log("setup.log", "\ud800 why")
    assert log.name.endswith("-setup.log") and log.parent != blocked
    assert log.read_text(encoding="utf-8") == "\\ud800 why"
    log.unlink()
