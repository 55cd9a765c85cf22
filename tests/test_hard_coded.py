"""No page has a word of ours that no translator reaches.

In the language of nobody every vowel of a text from the catalogues has an accent. What
has none is hard-coded, or comes from the table: those texts are taken out first.
"""

import re
from functools import cache
from urllib.parse import parse_qsl

import pytest
from babel.dates import get_month_names
from streamlit.testing.v1 import AppTest

from dashboard import ROOT
from dashboard.dataset import open_dataset
from dashboard.geo.membership import found_regions
from dashboard.text.language import CONVENTIONS, gettext, languages, speaking
from dashboard.text.pseudo import PSEUDO
from tests.in_gate import in_gate

APP = str(ROOT / "dashboard" / "app.py")
ALLOWED = {
    "CSV Excel GeoJSON GeoPackage GeoParquet JSON KML": "formats, by their names",
    "QGIS ArcGIS Google Earth": "programs",
    "SVG PNG PDF PPTX PowerPoint HTML DOCX": "formats of a brief",
    "TLP RED AMBER STRICT GREEN CLEAR": "marks of a standard (FIRST)",
    "CITATION cff schema org JSON-LD": "names of a file and of standards",
    "Creative Commons MIT Natural Earth Port Spain": "licences, sources and places, by their names",
}
"""What stands in every language as it is, and why."""
MARKUP = re.compile(
    r"<(?:style|script).*?</(?:style|script)>|<[^>]*>|:material/\w+:|`[^`]*`|"
    r"https?://\S+|:small\[\]",
    re.S,
)
WORD = re.compile(r"[^\W\d_]{3,}")
VOWEL = re.compile(r"[aeiou]", re.I)
FIELDS = "label body value help placeholder text delta caption content".split()
PAGES = [
    ("map", ""),
    ("map", "campaign="),
    ("region", ""),
    ("region", "region=VE-R"),
    ("compare", ""),
    ("compare", "campaign=&from=2026-01-01"),
    ("brief", ""),
    ("data", ""),
    ("changes", ""),
    ("method", ""),
    ("map", "text=no such words"),
    ("map", "id=nothing&v=9"),
]


@cache
def of_the_table() -> re.Pattern:
    """Return what finds texts of the table, names of regions, of months, of languages."""
    dataset = open_dataset()
    fields = dataset.dictionary.fields.values()
    own = [each.name for each in fields if not each.codes and each.type == "string"]
    rows = dataset.incidents
    cells = {str(cell) for name in own if name in rows for cell in rows[name].dropna()}
    names = {*dataset.regions.names.values()}
    with speaking(PSEUDO):
        found = dataset.regions.choices(found_regions(dataset.incidents))
        names |= {*(each.label for each in found), *dataset.regions.names.values()}
    for width in ("wide", "abbreviated"):
        names |= {*get_month_names(width, locale=CONVENTIONS[PSEUDO]).values()}
    names |= {*languages().values(), *(each.title() for each in languages().values())}
    known = {each for each in cells | names if len(each) > 2}
    longest_first = sorted(map(re.escape, known), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")


def texts(block):
    """Yield every text of a page that people read."""
    kind, proto = type(block).__name__, getattr(block, "proto", None)
    for name in FIELDS:
        text = getattr(proto, name, None)
        if isinstance(text, str) and text.strip():
            yield f"{kind}.{name}", text
    for option in getattr(proto, "options", ()):
        if isinstance(option, str):
            yield f"{kind}.option", option
    for each in (getattr(block, "children", None) or {}).values():
        yield from texts(each)


def left_over(text):
    """Return the words of a text that have no accent and are not allowed."""
    text = MARKUP.sub(" ", text).replace("\\", "")
    if " · " in text and "… (" in text:  # a place as reported, cut where it is long
        text = text.partition("… (")[0].rpartition(" · ")[0]
    allowed = {word for words in ALLOWED for word in re.findall(r"\w+", words)}
    words = WORD.findall(of_the_table().sub(" ", text))
    return [
        each
        for each in words
        if each.isascii() and VOWEL.search(each) and each not in allowed
    ]


@pytest.mark.parametrize(("page", "query"), in_gate(PAGES, ("map", "")))
def test_a_page_has_no_word_that_no_translator_reaches(page, query, monkeypatch):
    monkeypatch.setenv("DASHBOARD_DEBUG", "1")
    at = AppTest.from_file(APP, default_timeout=60)
    for key, value in [("lang", PSEUDO), *parse_qsl(query, keep_blank_values=True)]:
        at.query_params[key] = value
    with speaking(PSEUDO):
        at.run()
        if page != "map":
            at.switch_page(str(ROOT / "dashboard" / "views" / f"{page}.py")).run()
    assert not at.exception
    everything = [pair for block in (at.main, at.sidebar) for pair in texts(block)]
    assert len(everything) > 10
    values = [re.escape(value) for _, value in parse_qsl(query) if value]
    typed = re.compile(rf"(?<!\w)(?:{'|'.join(values) or '$^'})(?!\w)")
    found = {
        (where, text[:160], *left_over(typed.sub(" ", text)))
        for where, text in everything
    }
    assert sorted(each for each in found if len(each) > 2) == []


def test_a_word_of_ours_without_an_accent_is_found_and_one_of_the_table_is_not():
    with speaking(PSEUDO):
        assert left_over(gettext("Data dictionary")) == []
    assert left_over("Data dictionary") == ["Data", "dictionary"]
    assert left_over("2 sept 2025 · Mar Caribe · Delta Amacuro, Venezuela") == []
