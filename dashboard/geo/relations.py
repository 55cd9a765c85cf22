"""The five ways in which an incident can belong to a region, with their keys and words.

Links and options use the short key (``in``), JSON and files the long one (``inside``).
"""

from dataclasses import dataclass

from dashboard.geo.articles import contracted, in_sentence
from dashboard.geo.length_words import plain_number
from dashboard.text.language import N_, gettext


@dataclass(frozen=True)
class Relation:
    """One way to belong to a region.

    ``label`` and ``words`` are constants, said by ``gettext``; ``words`` has room for
    {name} and {within_nm}: see :meth:`described`.
    """

    key: str
    answer: str
    label: str
    words: str

    def described(self, name: str, within_nm: float) -> str:
        """Return "within 12 NM off the coast of Sucre, Venezuela"."""
        place, distance = in_sentence(name), plain_number(within_nm)
        return contracted(gettext(self.words, name=place, within_nm=distance))


RELATIONS = {
    relation.key: relation
    for relation in (
        Relation("in", "inside", N_("in it"), N_("in {name}")),
        Relation(
            "off",
            "off_coast",
            N_("off its coast"),
            N_("within {within_nm} NM off the coast of {name}"),
        ),
        Relation(
            "could",
            "could_have_been",
            N_("could have been, by its own radius"),
            N_("could have been in or off {name}, by its own radius"),
        ),
        Relation(
            "area",
            "area_only",
            N_("known only to an area around it"),
            N_("known only to an area around {name}"),
        ),
        Relation(
            "left",
            "left_from",
            N_("left from it"),
            N_("reported to have left from {name}"),
        ),
    )
}
"""Every relation by the key that links and options use, in the order of the page."""
ANSWERS = {relation.answer: relation.label for relation in RELATIONS.values()}
"""The label of each answer, by the key that JSON and files use."""
