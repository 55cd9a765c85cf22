"""A description in the language of now: labels, titles and rules as it gives them.

A data set brings its texts in other languages itself, in the member ``translations``
of its ``datapackage.json``: language, then the English text, then the text in that
language. The texts of the standard columns, which every table has, come from the
program's catalogues. Codes, kinds of publishers, names of columns and numbers stay as
they are.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from dashboard.table.description import Description
from dashboard.table.dictionary import Code, Dictionary, Field
from dashboard.table.looks import Looks
from dashboard.text.language import SOURCE, Rewordable, again, current, gettext

Say = Callable[[str], str]


def in_language(dictionary: Dictionary) -> Dictionary:
    """Return the description in the language of now; what has no translation stays."""
    if current() == SOURCE:
        return dictionary
    say, cells = sayer(dictionary.translations), _cells(dictionary.translations)
    return replace(
        dictionary,
        title=say(dictionary.title),
        fields=_fields(dictionary.fields, say, cells),
        totals_fields=_fields(dictionary.totals_fields, say, cells),
        coverage_gaps=tuple(
            replace(each, text=say(each.text)) for each in dictionary.coverage_gaps
        ),
        coverage_looks=tuple(
            replace(each, by=say(each.by), text=say(each.text))
            for each in dictionary.coverage_looks
        ),
        rules=_texts_of(dictionary.rules, ("text",), say),
        licenses=_texts_of(dictionary.licenses, ("title",), say),
        sources=_texts_of(dictionary.sources, ("title",), say),
        description=_description(dictionary.description, say),
        tables=tuple(map(in_language, dictionary.tables)),
        beside=replace(dictionary.beside, label=say(dictionary.beside.label)),
        looks=_looks(dictionary.looks, say),
    )


def sayer(translations: Mapping[str, Mapping[str, str]]) -> Say:
    """Return what says a text of a description: its own words, else the program's."""
    own = translations.get(current(), {})

    def say(text: str) -> str:
        if isinstance(text, Rewordable):  # of several tables: filled in already
            return again(text)
        return own.get(text) or (gettext(text) if text else text)

    return say


def _cells(translations: Mapping[str, Mapping[str, str]]) -> Say:
    """Return what says a cell without a code: the description's words, else the cell.

    The program's own texts are none of a table: "Other" in a cell stays what it is.
    """
    own = translations.get(current(), {})
    return lambda text: own.get(text) or text


def _fields(fields: Mapping[str, Field], say: Say, cells: Say) -> dict[str, Field]:
    return {name: _field(each, say, cells) for name, each in fields.items()}


def _field(field: Field, say: Say, cells: Say) -> Field:
    codes = {value: _code(code, say) for value, code in field.codes.items()}
    return replace(
        field,
        title=say(field.title),
        description=say(field.description),
        unit=say(field.unit),
        codes=codes,
        say=cells,
    )


def _code(code: Code, say: Say) -> Code:
    return replace(code, label=say(code.label), description=say(code.description))


def _looks(looks: Looks, say: Say) -> Looks:
    """Return the looks with the words of the legend in translation."""
    return replace(
        looks,
        classes=tuple(replace(each, label=say(each.label)) for each in looks.classes),
        outlines=tuple(replace(each, label=say(each.label)) for each in looks.outlines),
    )


def _texts_of(
    entries: tuple[dict[str, Any], ...], members: tuple[str, ...], say: Say
) -> tuple[dict[str, Any], ...]:
    """Return entries of a description with the texts of some members in translation."""
    return tuple(
        {
            name: say(value) if name in members and isinstance(value, str) else value
            for name, value in each.items()
        }
        for each in entries
    )


def _description(description: Description, say: Say) -> Description:
    return replace(
        description,
        title=say(description.title),
        short_title=say(description.short_title),
        areas={
            key: replace(area, name=say(area.name))
            for key, area in description.areas.items()
        },
        disputes=tuple(
            replace(
                each,
                administered_by=say(each.administered_by),
                claimed_by=say(each.claimed_by),
            )
            for each in description.disputes
        ),
        subjects={key: say(words) for key, words in description.subjects.items()},
        adjectives={key: say(words) for key, words in description.adjectives.items()},
        panels={say(title): codes for title, codes in description.panels.items()},
    )
