"""A file that is made on the click: it stays until it is fetched, or says why not."""

import asyncio

import pytest
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.runtime import media_file_manager
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from dashboard.text.language import gettext, speaking
from dashboard.views import _deferred
from dashboard.views._deferred import Made, keep_and_tell


@pytest.fixture
def files(monkeypatch, tmp_path):
    """Return Streamlit's own keeper of files, with the session "one" drawing a page."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("DASHBOARD_DEBUG", raising=False)
    monkeypatch.setattr(media_file_manager, "_get_session_id", lambda: "one")
    keep_and_tell()
    return MediaFileManager(MemoryMediaFileStorage("/media"))


def button(files, make) -> str:
    return files.add_deferred(make, "text/csv", "1.2", file_name="a.csv")


def asked(files, file_id):
    request = BackendOperationRequest(request_id="r")
    request.deferred_file.file_id = file_id
    return asyncio.run(DeferredFileHandler(lambda: files).handle(request, "one"))


def is_there(files, url) -> bool:
    name = url.rsplit("/", 1)[-1].split("?")[0].split(".")[0]
    return name in files._file_metadata


def test_a_file_outlives_the_pages_that_are_drawn_meanwhile(files, monkeypatch):
    """A map reports as the file is made: Streamlit alone answers 404 then."""
    now = [100.0]
    monkeypatch.setattr(_deferred, "monotonic", lambda: now[0])
    url = asked(files, button(files, lambda: b"x")).deferred_file.url
    for now[0] in (100.0, 110.0, 159.0):
        files.clear_session_refs("one")
        files.remove_orphaned_files()
        assert is_there(files, url)
    now[0] = 161.0
    files.remove_orphaned_files()
    assert not is_there(files, url)


def test_a_file_that_fails_says_so_in_our_words(files, capsys):
    def fail():
        raise RuntimeError("secret /path")

    with speaking("es"):
        made = Made(fail, "a download")
    told = asked(files, button(files, made)).error_msg
    with speaking("es"):
        first = gettext(
            "Your last click was not followed, or only in part: the fault is in the "
            "program, not in your table. To begin anew, open the page without filters. "
            "Please report it."
        )
    assert told.startswith(first) and "secret" not in told and "/path" not in told
    assert "crashes" in told and "RuntimeError" in capsys.readouterr().err


def test_a_full_disk_is_named(files):
    def fail():
        raise OSError(28, "No space left on device")

    told = asked(files, button(files, Made(fail, "a download"))).error_msg
    assert told.startswith("Your last click was not followed") and "space" in told


def test_a_click_that_works_again_says_nothing_more(files):
    ends = iter([RuntimeError("once"), None])

    def make():
        if error := next(ends):
            raise error
        return b"x"

    file_id = button(files, Made(make, "a download"))
    assert asked(files, file_id).error_msg
    answer = asked(files, file_id)
    assert not answer.error_msg and is_there(files, answer.deferred_file.url)


def test_what_is_no_file_of_ours_keeps_the_words_of_streamlit(files):
    assert asked(files, "none").error_msg == "Failed to generate file for download"


def test_asked_twice_it_changes_nothing():
    keep_and_tell()
    handle = DeferredFileHandler.handle
    keep_and_tell()
    assert DeferredFileHandler.handle is handle
    assert _deferred._usual is not handle
