"""No brief and no report has a word of ours that no translator reaches."""

import html
import re
from datetime import date
from functools import cache

import pytest

from dashboard.brief.files.formats import to_file
from dashboard.brief.words.layouts import LAYOUTS
from dashboard.brief.words.make import make_brief
from dashboard.in_language import in_language
from dashboard.table.sources import parse_sources
from dashboard.text.language import gettext, speaking
from dashboard.text.pseudo import PSEUDO
from tests.in_gate import in_gate
from tests.test_hard_coded import left_over
from tests.worlds import real_dataset

BOATS = {"campaign": ["boat_strike"]}
ASKED = {
    "region": (BOATS | {"region": ("VE-R", "in", 12.0)}, {}),
    "compare": (
        BOATS | {"to": date(2025, 12, 31)},
        {"against": BOATS | {"from": date(2026, 1, 1)}},
    ),
}
COMMAND = re.compile(r"python -m dashboard [^·|]*|\bUTC\b")
"""How a brief is made again, which a person types as it is."""
UNSEEN = re.compile(r"<(style|script|metadata)\b.*?</\1>", re.S)
HEARD = re.compile(r'(?:alt|aria-label|title|content)="(?!width=)([^"]*)"')


@cache
def names():
    """Return what finds texts of the table, and names of towns, ports and states."""
    dataset = real_dataset()
    cells = dataset.incidents["sources"].dropna()
    sources = [each for cell in cells for each in parse_sources(cell)]
    known = {text for each in sources for text in vars(each).values()}
    known = {text for text in known if isinstance(text, str)}
    for column in ("location", "incident_id", "notes"):
        known |= {text.removesuffix(".") for text in dataset.incidents[column].dropna()}
    known |= {*dataset.regions.places["name"], *dataset.regions.ports["name"]}
    known |= {*dataset.regions.states["name_es"]}
    longest_first = sorted(map(re.escape, known - {""}), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")


def texts_of(page: str) -> list[str]:
    """Return what people read of a page of HTML, and what they hear."""
    page = UNSEEN.sub(" ", page)
    shown = re.split(r"<[^>]*>", page)
    return [html.unescape(each) for each in [*HEARD.findall(page), *shown]]


def ours_in(text: str) -> list[str]:
    return left_over(names().sub(" ", COMMAND.sub(" ", text)))


@pytest.mark.parametrize("layout", in_gate([*LAYOUTS], "region"))
def test_a_brief_has_no_word_that_no_translator_reaches(layout):
    selection, more = ASKED.get(layout, (BOATS, {}))
    with speaking(PSEUDO):
        dataset = in_language(real_dataset())
        made = make_brief(
            dataset, selection, layout=layout, as_of="2026-11-28T09:30Z", **more
        )
        page = to_file(made, "html").decode()
    texts = texts_of(page)
    assert sum("áá" in each for each in texts) > 20
    assert (
        sorted({(*ours_in(each), each[:160]) for each in texts if ours_in(each)}) == []
    )


def test_a_word_of_a_brief_without_an_accent_is_found():
    with speaking(PSEUDO):
        said = gettext("Figures as the table gives them")
    assert texts_of(f'<p title="Left out">{said}</p>') == ["Left out", "", said, ""]
    assert ours_in(said) == [] and ours_in("Left out") == ["Left", "out"]
