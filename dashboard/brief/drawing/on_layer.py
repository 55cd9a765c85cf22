"""Which layer of a drawing an artist belongs to: a vector file names its layers."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from dashboard.brief.drawing.canvas import Page

Given = ParamSpec("Given")
Made = TypeVar("Made")


def on_layer(
    name: str,
) -> Callable[
    [Callable[Concatenate[Page, Given], Made]],
    Callable[Concatenate[Page, Given], Made],
]:
    """Put all that a drawing function adds to its page on a layer.

    A function that another one calls keeps its own layer.
    """

    def decorate(
        draw: Callable[Concatenate[Page, Given], Made],
    ) -> Callable[Concatenate[Page, Given], Made]:
        @wraps(draw)
        def drawn(page: Page, *args: Given.args, **kwargs: Given.kwargs) -> Made:
            before, page.layer = page.layer, name
            try:
                return draw(page, *args, **kwargs)
            finally:
                page.layer = before

        return drawn

    return decorate
