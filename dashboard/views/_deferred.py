"""Files that are made on the click: kept until they are fetched, and told where not.

Streamlit makes such a file outside of any run of a page, and no page holds it. It
answers with an address; two runs of any page that end before the browser has asked for
that would take the file away (404). Where the making failed it answers with one English
sentence of its own.
"""

from collections.abc import Callable
from time import monotonic
from typing import Any

from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileMetadata

from dashboard.crash import is_fault
from dashboard.text.language import in_this_language
from dashboard.views._crash import words_of_click

FETCHED_WITHIN = 60.0
"""Seconds that a file stays after the page that made it is drawn anew."""


class Made:
    """Makes a file on the click; ``words`` say why it was not made, "" where it was."""

    def __init__(self, make: Callable[[], bytes], where: str) -> None:
        """Make it in the language of now; ``where`` is what a kept error names."""
        self.words = ""
        self._make = in_this_language(make)
        self._words_of = in_this_language(words_of_click)
        self._where = where

    def __call__(self) -> bytes:
        """Return the file, or keep the error and raise it."""
        self.words = ""
        try:
            return self._make()
        except BaseException as error:
            if is_fault(error):
                self.words = self._words_of(error, self._where)
            raise


def keep_and_tell() -> None:
    """Let Streamlit keep what was made for a while, and say our words where it failed.

    It has no option for either. Asked again it changes nothing.
    """
    file: Any = MediaFileMetadata
    handler: Any = DeferredFileHandler
    if handler.handle is not _handle:
        file.mark_for_delete, file.is_marked_for_delete = _mark, property(_is_over)
        handler.handle = _handle


def _mark(self: Any) -> None:
    self._is_marked_for_delete = True
    self._over = getattr(self, "_over", monotonic() + FETCHED_WITHIN)


def _is_over(self: Any) -> bool:
    return bool(self._is_marked_for_delete and monotonic() >= self._over)


_usual: Any = DeferredFileHandler.handle


async def _handle(self: Any, request: Any, session_id: str) -> Any:
    response = await _usual(self, request, session_id)
    if response.error_msg:
        files = self._get_media_file_mgr()._deferred_callables
        found = files.get(request.deferred_file.file_id, {}).get("callable")
        response.error_msg = getattr(found, "words", "") or response.error_msg
    return response
