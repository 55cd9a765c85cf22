"""A brief in Spanish says the numbers of the English one, and leads back to itself."""

import re
from datetime import date

import pytest

from dashboard.brief.words.make import make_brief
from dashboard.dataset import open_dataset
from dashboard.in_language import in_language
from dashboard.text.language import speaking

BOATS = {"campaign": ["boat_strike"]}
SELECTIONS = {
    "strikes": (BOATS, {}),
    "every campaign": ({}, {}),
    "no row": (BOATS | {"to": date(1990, 1, 1)}, {}),
    "table": (BOATS, {"layout": "table"}),
    "pair": (
        BOATS | {"to": date(2025, 12, 31)},
        {"layout": "compare", "against": BOATS | {"from": date(2026, 1, 1)}},
    ),
}
AS_OF = "2026-11-28T09:30Z"


@pytest.fixture(scope="module")
def ours():
    return open_dataset()


def numbers(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[.,](?=\d{3}\b)", "", text)))


@pytest.mark.parametrize("name", SELECTIONS)
def test_every_number_of_a_brief_is_that_of_the_english_one(ours, name):
    selection, choices = SELECTIONS[name]
    english = make_brief(ours, selection, as_of=AS_OF, **choices)
    with speaking("es"):
        spanish = make_brief(in_language(ours), selection, as_of=AS_OF, **choices)
    for part in ("title", "subtitle", "period", "sentence", "counts", "data", "as_of"):
        said = getattr(spanish, part)
        assert numbers(said) == numbers(getattr(english, part)), (part, said)
    assert len(spanish.entries) == len(english.entries)
    for one, other in zip(spanish.entries, english.entries, strict=True):
        assert numbers(one[2]) == numbers(other[2])


def test_link_and_command_of_a_spanish_brief_name_its_language(ours):
    with speaking("es"):
        brief = make_brief(in_language(ours), BOATS, as_of=AS_OF)
    assert "lang=es" in brief.link and brief.again.endswith("--lang=es")
    assert "lang" not in make_brief(ours, BOATS, as_of=AS_OF).link
