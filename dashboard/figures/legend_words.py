"""The words of the map's legend and of its credits."""

from dashboard.text.words import count_of

CIRCLE = "may be anywhere in the circle"
PLATE = "only the area is known: no dot"
BIN = "marks that overlap: incidents and killed, low–high"
"""What a square with a number stands for: click or Enter opens it."""
SIZES = "killed (best)"
"""What the sizes of the marks stand for."""

TOWN, PORT, DEPARTURE = "town", "port", "reported departure"
NO_PLACES, NO_ZONES = "places are not installed", "zones are not installed"
ZONE_LINES = {
    "territorial": "12 NM line, approximate",
    "sure": "200 NM line, approximate",
    "uncertain": "200 NM line, boundary uncertain",
}
PLACES_CREDIT = "places: GeoNames (CC BY 4.0), ports: NGA"
ZONES_CREDIT = (
    "zones: Flanders Marine Institute, CC BY 4.0, simplified by Global Fishing Watch;"
    " not legal boundaries"
)


MOST_LETTERS = 40
"""Letters of a label in a legend; tooltip and list have the whole of a longer one."""


def short_labels(labels: list[str]) -> list[str]:
    """Return labels cut at a word, with "…", to ``MOST_LETTERS``.

    Labels that would read the same are kept whole: a legend must tell them apart.
    """
    short = [_shortened(each) for each in labels]
    return [
        label if short.count(cut) > 1 else cut
        for label, cut in zip(labels, short, strict=True)
    ]


def _shortened(label: str) -> str:
    if len(label) <= MOST_LETTERS:
        return label
    cut = label[: MOST_LETTERS - 1]
    return f"{cut.rsplit(' ', 1)[0].rstrip(' ,;/–-(')} …"


def white_words(none: bool, unknown: bool) -> str:
    """Return what a white mark means: none killed, no figure, or either."""
    meanings = ["none killed"] * none + ["“?” no figure"] * unknown
    return f"white: {'; '.join(meanings)}"


def no_port(departures: int) -> str:
    """Return how many departures name no port that the map knows."""
    return f"{count_of(departures, 'departure')} without a known port"


def in_no_region(incidents: int, kind: str) -> str:
    """Return how many incidents lie in no region of a kind ("state", "sea")."""
    return f"{count_of(incidents, 'incident')} not in any {kind}"


def parts_not_counted(parts: int) -> str:
    """Return how many parts are left out of a count of incidents."""
    return f"{count_of(parts, 'part')} of an incident not counted"


def perhaps_elsewhere(incidents: int) -> str:
    """Return how many incidents may lie in another state than the shaded one."""
    return f"{incidents} may lie in another state"


def shade_words(low: int, high: int | None, deaths: bool) -> str:
    """Return what a shade stands for: "2–4 incidents", "25 or more killed (best)".

    ``high`` is None for the darkest shade.
    """
    span = f"{low}–{high}" if low != high else f"{low}"
    if high is None:
        span = f"{low} or more"
    if deaths:
        return f"{span} killed (best)"
    return f"{span} {'incident' if span == '1' else 'incidents'}"
