"""The answers about a region as numbers on a page; the regions with most of them."""

from typing import NamedTuple

from dashboard.figures.large_numbers import Figure
from dashboard.figures.region_report import AnswerLine
from dashboard.figures.region_summary import incidents_in
from dashboard.geo.place_words import full_name
from dashboard.geo.region_answers import Answers
from dashboard.geo.regions import Regions
from dashboard.geo.relations import RELATIONS
from dashboard.text.language import N_, gettext
from dashboard.text.language import number as written

MOST_REGIONS = 10
ASK_FOR_ONE = N_("Choose a region")
HOW_TO_ASK = N_(
    "A state or province, a country, a sea, a basin or a zone. These have the most "
    "incidents in them, off them, or that could have been there:"
)
NONE = N_("none")
BUTTONS = {"could": N_("could have been there")}
"""Relations that a button says in fewer words."""


class Ranked(NamedTuple):
    """A region of the list, with its name and country."""

    region_id: str
    words: str


def answer_figures(lines: list[AnswerLine]) -> tuple[Figure, ...]:
    """Return each answer about a region as a number with its toll as the doubt.

    They overlap: the page says that they are not added up.
    """
    return tuple(
        Figure(
            each.large_text if each.is_measured else each.number,
            each.short_label,
            each.toll or (gettext(NONE) if each.is_measured else each.count_text),
        )
        for each in lines
    )


def relation_labels(
    answers: Answers, apart: bool = False, coast: bool = True
) -> dict[str, str]:
    """Return the relations to a region, each with its number of incidents.

    "in it 0", "left from it 1": what a page offers as buttons. ``apart`` leaves the
    numbers off: those of several tables are not added up. Without a ``coast``, as a
    sea is, *off its coast* is left out.
    """
    labels = {}
    for key, relation in RELATIONS.items():
        if relation.answer in answers.rows and (coast or key != "off"):
            number = incidents_in(answers.rows[relation.answer])
            words = gettext(BUTTONS.get(key, relation.label))
            labels[key] = words if apart else f"{words} {written(number)}"
    return labels


def elsewhere_words(answers: Answers, relation: str, apart: bool = False) -> str:
    """Return which other answers about a region have incidents, blank for none.

    ``relation`` is the key of the one that found nothing: "None in it. But: could have
    been there 3, left from it 1." The page has them as buttons.
    """
    labels = relation_labels(answers, apart)
    if relation not in labels:
        return ""
    others = [
        words
        for key, words in labels.items()
        if key != relation and len(answers.rows[RELATIONS[key].answer])
    ]
    if not others:
        return ""
    name = relation_labels(answers, apart=True)[relation]
    return gettext(
        "None {answer}. But: {others} (the buttons above).",
        answer=name,
        others=", ".join(others),
    )


def ranked_regions(
    counts: dict[str, int], regions: Regions, kinds: tuple[str, ...]
) -> list[Ranked]:
    """Return the regions of these kinds with most incidents, the most first.

    ``counts`` are those of
    :func:`dashboard.geo.region_counts.incidents_by_region`. They order the list and
    stand in no label: near the edge of a circle they may differ from the answers.
    """
    some = [each for each in counts if regions.kind(each) in kinds]
    some.sort(key=lambda each: (-counts[each], each))
    return [Ranked(each, full_name(each, regions)) for each in some[:MOST_REGIONS]]
