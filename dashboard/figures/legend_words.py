"""The words of the map's legend and of its credits."""

from dashboard.style import SIZE_STEPS, SizeClass
from dashboard.text.language import N_, gettext, ngettext, number, pgettext
from dashboard.text.words import range_text

CIRCLE = N_("may be anywhere in the circle")
PLATE = N_("only the area is known: no dot")
BIN = N_("marks that overlap: incidents and killed, low–high")
"""What a square with a number stands for: click or Enter opens it."""
SIZES = N_("killed (best)")
"""What the sizes of the marks stand for."""

TOWN, PORT, DEPARTURE = N_("town"), N_("port"), N_("reported departure")
NO_PLACES, NO_ZONES = N_("places are not installed"), N_("zones are not installed")
ZONE_LINES = {
    "territorial": N_("12 NM line, approximate"),
    "sure": N_("200 NM line, approximate"),
    "uncertain": N_("200 NM line, boundary uncertain"),
}
PLACES_CREDIT = N_("places: GeoNames (CC BY 4.0), ports: NGA")
ZONES_CREDIT = N_(
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
    if none and unknown:
        return gettext("white: none killed; “?” no figure")
    return gettext("white: none killed") if none else gettext("white: “?” no figure")


def no_port(departures: int) -> str:
    """Return how many departures name no port that the map knows."""
    return ngettext(
        "{count} departure without a known port",
        "{count} departures without a known port",
        departures,
    )


def in_no_region(incidents: int, kind: str) -> str:
    """Return how many incidents lie in no region of a kind ("state", "sea", "zone")."""
    if kind == "state":
        return ngettext(
            "{count} incident not in any state",
            "{count} incidents not in any state",
            incidents,
        )
    if kind == "sea":
        return ngettext(
            "{count} incident not in any sea",
            "{count} incidents not in any sea",
            incidents,
        )
    return ngettext(
        "{count} incident not in any zone",
        "{count} incidents not in any zone",
        incidents,
    )


def parts_not_counted(parts: int) -> str:
    """Return how many parts are left out of a count of incidents."""
    return ngettext(
        "{count} part of an incident not counted",
        "{count} parts of an incident not counted",
        parts,
    )


def perhaps_elsewhere(incidents: int) -> str:
    """Return how many incidents may lie in another state than the shaded one."""
    return ngettext(
        "{count} may lie in another state",
        "{count} may lie in another state",
        incidents,
    )


def size_steps(classes: tuple[SizeClass, ...]) -> list[tuple[int, str]]:
    """Return the deaths that a legend draws a mark for, each with its words.

    "2", "5", "10" where the area stands for the deaths; else "1–9", "1,000 or more".
    """
    if not classes:
        return [(each, number(each)) for each in SIZE_STEPS]
    return [
        (
            each.low,
            range_text(each.low, each.high)
            if each.high
            else gettext("{number} or more", number=number(each.low)),
        )
        for each in classes
    ]


def shade_words(low: int, high: int | None, deaths: bool) -> str:
    """Return what a shade stands for: "2–4 incidents", "25 or more killed (best)".

    ``high`` is None for the darkest shade.
    """
    if high is None and deaths:
        return gettext("{number} or more killed (best)", number=number(low))
    if high is None:
        return gettext("{number} or more incidents", number=number(low))
    span = range_text(low, high)
    if deaths:
        return pgettext("a shade", "{range} killed (best)", range=span)
    if low == high:
        return ngettext("{count} incident", "{count} incidents", low)
    return pgettext("a shade", "{range} incidents", range=span)


CLASS_LABELS = (
    N_("air strike on a vessel"),
    N_("strike or raid on land"),
    N_("vessel stopped, sunk or shot at"),
    N_("accident or other"),
)
"""Labels of :mod:`dashboard.style`, which stands above the catalogues."""
