"""What shall be drawn, kept as a plan until a page is settled.

A map is tried several times until all has its room. Only what stays becomes artists of
matplotlib: to make them costs more than to decide where they stand.
"""

from collections.abc import Callable

from matplotlib.artist import Artist
from matplotlib.patches import Patch


class Stroke:
    """One thing of a page: how it is made, its id, and what cuts it.

    ``make`` gives the artist, or None for nothing, once; ``clip`` is the rectangle
    that cuts it. ``artist`` is there once the page is drawn.
    """

    __slots__ = ("artist", "clip", "gid", "is_gone", "make")

    def __init__(
        self,
        make: Callable[[], Artist | None],
        gid: str,
        clip: "Stroke | None" = None,
    ) -> None:
        self.make, self.gid, self.clip = make, gid, clip
        self.artist: Artist | None = None
        self.is_gone = False

    def draw(self) -> None:
        """Make the artist, unless it was taken back before."""
        if self.is_gone or (artist := self.make()) is None:
            return
        self.artist = artist
        artist.set_gid(self.gid)
        if self.clip is not None and isinstance(self.clip.artist, Patch):
            artist.set_clip_path(self.clip.artist)

    def remove(self) -> None:
        """Take the thing back, drawn or not."""
        self.is_gone = True
        if self.artist is not None:
            self.artist.remove()
            self.artist = None
