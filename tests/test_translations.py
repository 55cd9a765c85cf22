"""The texts of a description in Spanish: all of them, none of a lost text, no number lost."""

import dataclasses
import json
import re
from collections import Counter

import pandas as pd
import pytest

from dashboard import ROOT
from dashboard.checks.translations import find_translations
from dashboard.figures.source_words import PRIMARY
from dashboard.style import CLASSES
from dashboard.table.claimants import claimant
from dashboard.table.coverage import CoverageLook
from dashboard.table.dictionary import parse_dictionary, read_dictionary
from dashboard.table.looked import with_look
from dashboard.table.looks import LABELS
from dashboard.table.read import INCIDENTS, read_text
from dashboard.table.source_table import KINDS, publisher_kinds
from dashboard.table.translated import in_language
from dashboard.table.translations import texts_of
from dashboard.text.language import speaking

DESCRIPTION = ROOT / "datapackage.json"
TEXT = DESCRIPTION.read_text(encoding="utf-8")
PACKAGE = json.loads(TEXT)
SPANISH = PACKAGE["translations"]["es"]
SPOKEN = ("actor", "claimed_target", "vessel_type", "nationality")
NUMBER = re.compile(r"\d+")
CODE = re.compile(r"`[^`]+`|\b[a-z]+(?:_[a-z]+)+\b")


def test_every_text_of_our_description_is_in_spanish_and_none_of_a_lost_one():
    assert find_translations(read_text(INCIDENTS), DESCRIPTION) == []
    assert len(texts_of(PACKAGE)) > 200


@pytest.mark.parametrize("column", SPOKEN)
def test_the_cells_of_our_table_that_sentences_say_are_in_spanish(column):
    cells = set(read_text(INCIDENTS)[column]) - {""}
    assert cells - set(SPANISH) == set()


def test_numbers_and_codes_are_the_same_in_spanish():
    for english, spanish in SPANISH.items():
        for what in (NUMBER, CODE):
            assert Counter(what.findall(english)) == Counter(what.findall(spanish)), (
                english
            )


def test_a_text_without_translation_and_a_translation_of_no_text_are_told(tmp_path):
    path = tmp_path / "datapackage.json"
    said = {"translations": {"es": {"Old": "Viejo", "the CIA": "la CIA"}}}
    path.write_text(json.dumps({"title": "New", "name": "new"} | said))
    found = find_translations(pd.DataFrame({"actor": ["CIA"]}), path)
    assert [str(each) for each in found] == [
        "datapackage.json, translations.es 'New': this text has no translation",
        "datapackage.json, translations.es 'Old': neither the description nor a cell "
        "has this text",
    ]


@pytest.mark.parametrize("text", ["no JSON", "[]", '{"translations": {"es": 1}}'])
def test_a_description_that_is_none_is_told_by_others(tmp_path, text):
    path = tmp_path / "datapackage.json"
    path.write_text(text)
    assert find_translations(pd.DataFrame(), path) == []


def leaves(value, name=""):
    """Yield every text in an object with the name of its field."""
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from leaves(getattr(value, field.name), field.name)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, key)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from leaves(inner, name)
    elif isinstance(value, str):
        yield name, value


def test_every_text_that_the_program_holds_is_reached():
    ours = read_dictionary()
    texts = set(texts_of(PACKAGE))
    marked = {"es": {text: f"«{text}»" for text in texts}}
    with speaking("es"):
        said = in_language(dataclasses.replace(ours, translations=marked))
    codes = {"value", "enum", "event_types", "verification", "article_actors"}
    codes |= {"vague_places"}  # compared with cells, never shown
    kept = dataclasses.replace(said, translations={})
    left = {(name, text) for name, text in leaves(kept) if text in texts}
    left -= {("name", each) for each in ours.totals_fields}
    assert {each for each in left if each[0] not in codes} == set()


def test_a_claimant_has_its_article_where_the_description_gives_one():
    ours = read_dictionary()
    assert claimant("US military", ours) == "the US military"
    assert claimant("CIA (per US media)", ours) == "CIA (per US media)"
    with speaking("es"):
        spanish = in_language(ours)
        assert claimant("US military", spanish) == "las fuerzas armadas de EE. UU."
        assert claimant("CIA (per US media)", spanish).startswith("CIA (según")
        assert claimant("somebody else", spanish) == "somebody else"


def test_the_labels_of_the_legend_are_marked_for_the_catalogues():
    assert {each.label for each in CLASSES} == set(LABELS)


def test_kinds_of_publishers_stay_codes_since_lists_are_ordered_by_them():
    ours = dataclasses.replace(read_dictionary(), publisher_kinds=publisher_kinds(ROOT))
    with speaking("es"):
        kinds = set(in_language(ours).publisher_kinds.values())
    assert PRIMARY in kinds <= set(KINDS)


def test_a_cell_is_not_said_in_words_of_the_program():
    ours = dataclasses.replace(read_dictionary(), translations={})
    with speaking("es"):
        said = in_language(ours)
    assert said.label("actor", "Map") == "Map"


def test_a_further_search_renews_the_end_of_the_coverage_in_spanish_too():
    day = pd.Timestamp("2026-11-30").date()
    made = parse_dictionary(with_look(TEXT, CoverageLook(day, day, "an editor")), "t")
    with speaking("es"):
        gap = in_language(made).coverage_gaps[-1]
    assert gap.text == "No abarcado: desde el 1 de diciembre de 2026."
    assert "5 October 2026" not in json.dumps(dict(made.translations))
