"""One drawing for several files of a brief: to draw takes longer than to write.

A kept drawing gives the same bytes as one drawn anew: tests/test_same_bytes.py.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from dashboard.brief.drawing import picture
from dashboard.brief.files import printed, vector


@contextmanager
def drawn_once() -> Iterator[list]:
    """Let files that are made inside share their drawings; give the list of these."""
    figures, kept, draw = [], {}, picture.draw_picture

    def drawn(brief, scale=1):
        key = (id(brief.selected), brief.layout, brief.title, brief.look)
        if key not in kept:
            # the selection is kept too, so that no other comes to have its id
            kept[key] = draw(brief), brief.selected
            figures.append(kept[key][0])
        figure, _ = kept[key]
        figure.set_dpi(picture.dots_per_inch(brief) * scale)
        return figure

    with pytest.MonkeyPatch.context() as patch:
        for module in (picture, printed, vector):
            patch.setattr(module, "draw_picture", drawn)
        yield figures
