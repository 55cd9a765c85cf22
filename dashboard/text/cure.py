"""How a missing or broken file is brought back, in the language of now."""

from pathlib import Path

from dashboard.resources import how_to_mend
from dashboard.text.language import N_, gettext

RUN = "run "
CURES = (
    N_("install the wheel of conflict-incidents again"),
    N_("download the dashboard again"),
)
"""Words of :mod:`dashboard.resources`, which stands above the catalogues."""


def cure(path: Path | None = None) -> str:
    """Return :func:`dashboard.resources.how_to_mend` in the language of now."""
    words = how_to_mend(path)
    if words.startswith(RUN):
        return gettext("run {command}", command=words.removeprefix(RUN))
    return gettext(words)
