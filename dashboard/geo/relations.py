"""The five ways in which an incident can belong to a region, with their keys and words.

Links and options use the short key (``in``), JSON and files the long one (``inside``).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Relation:
    """One way to belong to a region; ``words`` has room for {name} and {within_nm}."""

    key: str
    answer: str
    label: str
    words: str


RELATIONS = {
    relation.key: relation
    for relation in (
        Relation("in", "inside", "in it", "in {name}"),
        Relation(
            "off",
            "off_coast",
            "off its coast",
            "within {within_nm:g} NM off the coast of {name}",
        ),
        Relation(
            "could",
            "could_have_been",
            "could have been, by its own radius",
            "could have been in or off {name}, by its own radius",
        ),
        Relation(
            "area",
            "area_only",
            "known only to an area around it",
            "known only to an area around {name}",
        ),
        Relation(
            "left",
            "left_from",
            "left from it",
            "reported to have left from {name}",
        ),
    )
}
"""Every relation by the key that links and options use, in the order of the page."""
ANSWERS = {relation.answer: relation.label for relation in RELATIONS.values()}
"""The label of each answer, by the key that JSON and files use."""
