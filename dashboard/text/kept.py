"""Texts of tables that are worked out once and kept, and let go when they must be.

An uploaded table leaves nothing behind when its session ends: what was kept of its
texts is dropped with it, in one place for all rooms.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])

_clearers: list[Callable[[], None]] = []


def keeps_texts(most: int) -> Callable[[Function], Function]:
    """Return a decorator that keeps the last ``most`` answers.

    The function's arguments are texts of a table or made from them.
    """

    def decorate(function: Function) -> Function:
        keeper = lru_cache(most)(function)
        clears_texts(keeper.cache_clear)
        return keeper  # type: ignore[return-value]

    return decorate


def clears_texts(clear: Callable[[], None]) -> Callable[[], None]:
    """Let :func:`forget_texts` call ``clear``, which empties a store of texts."""
    _clearers.append(clear)
    return clear


def forget_texts() -> None:
    """Empty every store of texts; what is asked again is worked out again."""
    for clear in _clearers:
        clear()
