"""The words of the Region page: what a region is, and how its answers are headed."""

from typing import Any

from dashboard.geo.reach import NEAR_KM
from dashboard.geo.region_answers import Answers
from dashboard.geo.region_facts import RegionFacts
from dashboard.text.words import count_of

KIND_LABELS = {
    "state": "State or province",
    "country": "Country or territory",
    "sea": "Sea",
    "basin": "Basin",
    "zone": "Maritime zone, approximate, not a legal boundary",
}
CERTAIN, POSSIBLE = "in it or off its coast", "could have been"
"""The two charts of a region: what is known, and what its radius allows."""

NO_DISTANCES = (
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
        return f"Only {campaigns}: {summary}"
    return f"All {'campaigns' if have_campaigns else 'incidents'}: {summary}"


def words_with_answers(filters: str, summary: str) -> str:
    """Return the filters in words with the answers behind them, as a file says them."""
    return f"{filters}; {summary}"


def no_incident(name: str) -> str:
    """Return what the page says where no answer has a row."""
    return (
        f"No incident of this selection is in {name}, off it, or known only to an area "
        "around it."
    )


def none_in_period(which: str) -> str:
    """Return what stands in place of bars where an answer has no incident.

    ``which`` is ``CERTAIN`` or ``POSSIBLE``. The numbers over the map say the other
    answers, and what a filter hides.
    """
    if which == POSSIBLE:
        return "No bars: no other incident of this selection could have been there."
    return f"No bars: no incident of this selection is known to be {which}."


def untested_words(answers: Answers) -> str:
    """Return that rows without a radius were not asked whether they could have been.

    "12 rows have no radius and were not tested, 3 of them within 5 km of it"; blank
    where every row with a point has one.
    """
    rows, near = answers.without_radius, answers.near_without_radius
    if not rows:
        return ""
    verbs = "has no radius and was" if rows == 1 else "have no radius and were"
    close = f", {near:,} of them within {NEAR_KM:g} km of it" if near else ""
    return f"{count_of(rows, 'row')} {verbs} not tested{close}"


def about_lines(region: RegionFacts, region_id: str) -> list[str]:
    """Return what a region is, a line for each fact: its kind first, its id last."""
    lines = [KIND_LABELS[region.kind]]
    if region.name_es and region.name_es != region.name:
        lines.append(f"In Spanish: {region.name_es}")
    if region.country and region.country != region.name:
        lines.append(f"Of: {region.country}")
    if region.administered_by:
        lines.append(f"Administered by: {region.administered_by}")
    lines += [f"Disputed: {each}" for each in region.disputed]
    if region.neighbors:
        lines.append(f"Next to: {', '.join(region.neighbors)}")
    return [*lines, f"Id: {region_id}"]


def about_title(region: RegionFacts) -> str:
    """Return the title over what a region is, folded away."""
    return f"About {region.name}: what it is, its neighbors, its boundary"


def boundary_credit(paper: dict[str, Any]) -> str:
    """Return where a boundary comes from; ``paper`` is its layer's provenance."""
    source, version, licence, credit = (
        paper.get(key, "") for key in ("source", "version", "licence", "credit")
    )
    return f"Boundary: {source}. {version}. Licence: {licence}. {credit}."
