"""Work that nobody waits for begins when no page is drawn, and ends quietly."""

import time
from contextlib import ExitStack

import pytest

from dashboard.views import _later
from dashboard.views._later import when_quiet
from dashboard.views._pages_now import Pages

PATIENCE = 20.0


@pytest.fixture
def pages(monkeypatch):
    """Return the pages of a server of its own, which is quiet after 20 ms."""
    pages = Pages()
    monkeypatch.setattr(_later, "NOW", pages)
    monkeypatch.setattr(_later, "QUIET_SECONDS", 0.02)
    return pages


def test_work_waits_until_no_page_is_drawn(pages):
    done = []
    with pages.one_more():
        thread = when_quiet(lambda wait: done.append(True))
        time.sleep(0.1)
        assert not done
    thread.join(PATIENCE)
    assert done == [True]


def test_on_a_server_that_is_never_quiet_it_is_done_all_the_same(pages, monkeypatch):
    monkeypatch.setattr(_later, "AT_MOST_SECONDS", 0.05)
    done = []
    with pages.one_more():
        when_quiet(lambda wait: (wait(), done.append(True))).join(PATIENCE)
    assert done == [True]


def test_between_its_parts_work_waits_for_the_next_quiet_moment(pages):
    done, page = [], ExitStack()

    def work(wait):
        page.enter_context(pages.one_more())
        done.append("first")
        wait()
        done.append("second")

    thread = when_quiet(work)
    time.sleep(0.2)
    assert done == ["first"]
    page.close()
    thread.join(PATIENCE)
    assert done == ["first", "second"]


def test_what_fails_is_one_line_and_no_traceback(pages, capsys):
    def fails(wait):
        raise ValueError("a fault")

    when_quiet(fails).join(PATIENCE)
    said = capsys.readouterr().err
    assert "later" in said and "Traceback" not in said and said.count("\n") == 1
