"""The sentence that says how much of a selection can be placed, and how well."""

from dashboard.figures.placed_words import not_even_to_an_area, without_a_place
from dashboard.figures.totals import Placed
from dashboard.text.language import gettext, ngettext, number


def which_of(placed: int, many: int, unit: str) -> str:
    """Return "3 of 5 strikes", or "The one incident" of a single one.

    ``unit`` is that of :func:`dashboard.figures.large_numbers.unit_of`.
    """
    strikes = unit == "strike"
    if many == 1:
        return gettext("The one strike") if strikes else gettext("The one incident")
    if strikes:
        return ngettext(
            "{placed} of {count} strike",
            "{placed} of {count} strikes",
            many,
            placed=number(placed),
        )
    return ngettext(
        "{shown} of {count} incident",
        "{shown} of {count} incidents",
        many,
        shown=number(placed),
    )


def none_of(many: int, unit: str) -> str:
    """Return "None of 5 strikes"."""
    if unit == "strike":
        return ngettext("None of {count} strike", "None of {count} strikes", many)
    return ngettext("None of {count} incident", "None of {count} incidents", many)


def how_unknown(which: str, place: Placed) -> str:
    """Return that rows have a point, and that nobody says how exact it is."""
    words = ngettext(
        "{which} can be placed, how exactly is not reported",
        "{which} can be placed, how exactly is not reported",
        place["placed"],
        which=which,
    )
    return with_rest(words, place)


def one_placed(unit: str, place: Placed, parts: int, rough: bool) -> str:
    """Return how the one incident can be placed; ``parts`` of it can be."""
    which = which_of(1, 1, unit)
    if place["area_only"]:
        words = gettext("{which} is known only to an area", which=which)
        if not parts:
            return f"{words}."
        more = ngettext(
            "{count} part of it can be placed",
            "{count} parts of it can be placed",
            parts,
        )
        return f"{words}; {more}."
    if not place["placed"]:
        return with_rest(gettext("{which} cannot be placed", which=which), place)
    if rough:
        return gettext("{which} can be placed only roughly.", which=which)
    return gettext("{which} can be placed to a named place.", which=which)


def several_placed(many: int, unit: str, place: Placed, rough: int) -> str:
    """Return how many can be placed; ``rough`` of them have precision 2."""
    placed = place["placed"]
    if not placed:
        words = gettext(
            "{none_of_them} can be placed", none_of_them=none_of(many, unit)
        )
        return with_rest(words, place)
    which = which_of(placed, many, unit)
    if 0 < rough < placed:
        words = ngettext(
            "{which} can be placed, {rough} of them only roughly",
            "{which} can be placed, {rough} of them only roughly",
            placed,
            which=which,
            rough=number(rough),
        )
    elif rough:
        words = ngettext(
            "{which} can be placed, and only roughly",
            "{which} can be placed, and only roughly",
            placed,
            which=which,
        )
    else:
        words = ngettext(
            "{which} has a named place",
            "{which} have a named place",
            placed,
            which=which,
        )
    return with_rest(words, place)


def with_rest(placed_words: str, place: Placed) -> str:
    """Return a sentence about what is placed with what is not, and how much of it."""
    rest, area_only, unplaced = [], place["area_only"], place["unplaced"]
    if area_only:
        rest.append(
            ngettext(
                "{count} is known only to an area",
                "{count} are known only to an area",
                area_only,
            )
        )
    if unplaced and area_only:
        rest.append(not_even_to_an_area(unplaced))
    elif unplaced and place["placed"]:
        rest.append(without_a_place(unplaced))
    elif unplaced:
        rest.append(gettext("not even an area is known"))
    return f"{'; '.join([placed_words, ', '.join(rest)] if rest else [placed_words])}."
