"""How many pages this server draws now: what can wait is done while there are none."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Pages:
    """The pages that are being drawn, and when the last one was ready."""

    def __init__(self) -> None:
        self._drawn: list[object] = []
        self._last = time.monotonic()

    @contextmanager
    def one_more(self) -> Iterator[None]:
        """Count a page as being drawn while the block runs."""
        page = object()
        self._drawn.append(page)
        try:
            yield
        finally:
            self._drawn.remove(page)
            self._last = time.monotonic()

    def is_quiet(self, seconds: float) -> bool:
        """Return whether no page is drawn, nor was for so many seconds."""
        return not self._drawn and time.monotonic() - self._last >= seconds


NOW = Pages()
