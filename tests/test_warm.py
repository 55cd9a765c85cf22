"""What is made before anybody asks for it: in quiet moments, bounded, without a word."""

import subprocess
import sys
import threading
import time

import pytest
from streamlit.runtime import Runtime

from dashboard import ROOT
from dashboard.views import _warm
from dashboard.views._pages_now import NOW, Pages


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    monkeypatch.setattr(_warm, "QUIET_SECONDS", 0.01)


def test_no_piece_is_begun_while_a_page_is_drawn():
    done = threading.Event()
    pieces = lambda: iter([done.set])  # noqa: E731
    with NOW.one_more():
        thread = threading.Thread(target=_warm.do_pieces, args=(20.0, pieces))
        thread.start()
        assert not done.wait(0.2)
    thread.join(5)
    assert done.is_set()


def test_a_page_that_fails_is_no_page_that_is_drawn():
    pages = Pages()
    with pytest.raises(ValueError), pages.one_more():
        assert not pages.is_quiet(0)
        raise ValueError
    assert pages.is_quiet(0) and not pages.is_quiet(60)


def test_a_server_that_is_never_quiet_is_left_alone():
    begun = []
    start = time.monotonic()
    with NOW.one_more():
        _warm.do_pieces(0.1, lambda: iter([lambda: begun.append(1)]))
    assert not begun and time.monotonic() - start < 5


def test_a_piece_that_fails_stops_no_other(capsys):
    done = []
    _warm.do_pieces(20.0, lambda: iter([lambda: 1 / 0, lambda: done.append(1)]))
    assert done == [1]
    assert capsys.readouterr() == ("", "")


def test_pieces_that_cannot_be_named_are_one_line_in_the_log(capsys):
    def none():
        raise OSError("no disk")
        yield

    _warm.do_pieces(20.0, none)
    assert capsys.readouterr().err == "dashboard: warm-up: OSError: no disk\n"


def test_there_is_nothing_to_warm_up_without_a_server():
    _warm.warm_up.cache_clear()
    assert _warm.warm_up() is None
    _warm.warm_up.cache_clear()


def test_a_server_is_warmed_up_once(monkeypatch):
    begun = []
    monkeypatch.setattr(_warm, "exists", lambda: True)
    monkeypatch.setattr(_warm, "get_instance", lambda: object.__new__(Runtime))
    monkeypatch.setattr(_warm, "do_pieces", lambda: begun.append(1))
    _warm.warm_up.cache_clear()
    first = _warm.warm_up()
    first.join(5)
    assert _warm.warm_up() is first and begun == [1]
    _warm.warm_up.cache_clear()


@pytest.mark.full
def test_every_module_of_a_page_is_there_to_import():
    names = _warm.modules_of_pages()
    assert {"dashboard.views._stage", "dashboard.brief.words.make"} <= {*names}
    wanted = "import importlib, sys; [importlib.import_module(n) for n in sys.argv[1:]]"
    done = subprocess.run(
        [sys.executable, "-c", wanted, *names],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "error" not in done.stderr.casefold()


def test_the_water_of_the_regions_with_most_incidents_is_drawn(monkeypatch):
    drawn = []
    monkeypatch.setattr(_warm, "modules_of_pages", list)
    monkeypatch.setattr(_warm, "MOST_REGIONS", 3)
    monkeypatch.setattr(
        _warm, "draw_ahead", lambda region, regions: drawn.append(region)
    )
    _warm.do_pieces()
    (dataset,) = _warm.tables_of_server()
    assert drawn == [*_warm._regions(dataset)][:3] and len(set(drawn)) == 3
