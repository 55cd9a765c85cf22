"""No page has a word of ours that no translator reaches.

In the language of nobody every vowel of a text from the catalogues has an accent. What
has none is hard-coded, or comes from the table: those texts are taken out first.
"""

import ast
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


SAYS = {"gettext", "N_", "ngettext", "pgettext", "npgettext"}
TELLS = {
    "print",
    "say",
    "tell",
    "told",
    "warn",
    "Finding",
    "info",
    "warning",
    "caption",
}
HEARD = {"show_spinner", "help", "label", "placeholder", "alt", "message", "fix"}
SENTENCE = re.compile(r"\b[A-Za-z]?[a-z]+[,;:]? [a-z]+[,;:]? [a-z]{2,}\b")
NOT_SAID = {
    "brief/words/pair.py": "a fault of the caller, who is code",
    "importers/place.py": "a cell of geo_note, which is in one language",
    "layers/whole.py": "a fault of the caller",
    "openers/layer_process.py": "an error of Python, said as Python does",
    "openers/layer_script.py": "an error of Python, said as Python does",
    "openers/reader_process.py": "an error of Python, said as Python does",
    "openers/old_size.py": "why a workbook is damaged: another sentence is shown",
    "openers/reader_script.py": "a fault of the code, in a process of its own",
    "resources.py": "text/cure.py says it: this module stands above the catalogues",
    "store/columns.py": "why a table is not kept: nobody sees it",
    "store/document.py": "why a table is not kept: nobody sees it",
    "style.py": "said by gettext in the legend: text/ stands below",
    "table/on_disk.py": "texts then stay in memory: nobody sees it",
    "table/taken.py": "a fault of the caller",
    "text/catalogue.py": "no catalogue can be read",
    "text/letters.py": "no library can be found",
}
"""Modules with a sentence that no catalogue has, and why nobody reads it."""


def name_of(call):
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def unsaid(source):
    """Return the sentences of a module that are raised, returned or told untranslated."""
    tree = ast.parse(source)
    calls = [each for each in ast.walk(tree) if isinstance(each, ast.Call)]
    said = {
        id(part)
        for call in calls
        if name_of(call) in SAYS
        for argument in call.args
        for part in ast.walk(argument)
    }
    ways = [each for each in ast.walk(tree) if isinstance(each, ast.Raise | ast.Return)]
    ways += [each for call in calls if name_of(call) in TELLS for each in call.args]
    ways += [
        each.value for call in calls for each in call.keywords if each.arg in HEARD
    ]
    texts = {
        part.value
        for way in ways
        for part in ast.walk(way)
        if isinstance(part, ast.Constant) and id(part) not in said
        if isinstance(part.value, str) and not set("<>{}") & set(part.value)
    }
    return sorted(text for text in texts if SENTENCE.search(text))


def test_no_module_raises_returns_or_tells_a_sentence_that_is_in_no_catalogue():
    package = ROOT / "dashboard"
    found = {
        path.relative_to(package).as_posix(): texts
        for path in sorted(package.rglob("*.py"))
        if (texts := unsaid(path.read_text(encoding="utf-8")))
    }
    assert {name: found[name] for name in found.keys() - NOT_SAID.keys()} == {}
    assert NOT_SAID.keys() <= found.keys(), "an exception that is none any more"


def test_a_sentence_outside_the_catalogues_is_found():
    assert unsaid('raise ValueError(f"{name} leads to this file")') == [
        " leads to this file"
    ]
    assert unsaid('@kept(cache, show_spinner="Drawing the big picture")\ndef f(): ...')
    assert unsaid('return gettext("leads to this file")\n') == []
