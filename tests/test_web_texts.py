"""The texts of the map's code: each is used, none is written in the code itself."""

import re

from streamlit_folium import generate_leaflet_string

from dashboard import ROOT
from dashboard.figures.card_labels import (
    CARD_LABELS,
    MORE_LINES,
    OPEN_LINES,
    PLACE_LINES,
)
from dashboard.layers import base_map, unpack
from dashboard.layers.incidents import incidents
from dashboard.layers.web_texts import WEB_TEXTS
from dashboard.look.card import incident_card
from tests.worlds import DICTIONARY, located

SOURCES = sorted((ROOT / "dashboard" / "web" / "src").rglob("*.js"))
CODE = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
LITERAL = re.compile(r'"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`')


def test_every_text_reaches_the_page_and_is_used():
    assert base_map(DICTIONARY.description).setup["texts"] is WEB_TEXTS
    by_name = {f"tool_{each}" for each in ("rectangle", "polygon", "measure", "remove")}
    by_name |= {f"hint_{each}" for each in ("rectangle", "polygon", "measure")}
    for name in WEB_TEXTS.keys() - by_name:
        assert re.search(rf"\b(texts|setup)\.(texts\.)?{name}\b", CODE), name
    assert "`tool_${name}`" in CODE and "`hint_${name}`" in CODE


def test_no_name_of_a_text_is_changed_on_the_way():
    page = base_map(DICTIONARY.description)
    page.render()
    script = generate_leaflet_string(page)  # puts its own name for "_incidents"
    for name in [*WEB_TEXTS, *WEB_TEXTS["sum_toll"]]:
        assert f'"{name}":' in script, name


def test_no_sentence_is_written_in_the_code():
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", CODE, flags=re.S)
    for literal in LITERAL.findall(code):
        words = re.sub(r"\$\{[^}]*\}|<[^>]*>", " ", literal)
        # names of fonts and classes are no words; a sentence has three in a row
        assert not re.search(
            r"\b[A-Za-z]?[a-z]+ [a-z]+ [a-z]{2,}\b(?!\s*[0-9,])", words
        ) or ("font" in literal or "im-" in literal or "zoomend" in literal), literal


def test_card_and_popup_have_the_same_labels():
    row = located({"actor": "US military", "claimed_target": "a group", "notes": "n",
                   "origin": "Güiria", "vessel_type": "boat", "nationality": "x",
                   "geo_note": "g"}).assign(where_words="24 NM off")  # fmt: skip
    card = incident_card(row.iloc[0], row.iloc[:0], DICTIONARY)
    in_card = re.findall(r"<b>([^<]*):</b>", card)
    sent = unpack(incidents(row, DICTIONARY).packed)["rows"]
    in_popup = [
        label
        for name, label in WEB_TEXTS["lines"]
        if name in sent and sent[name]["d"][sent[name]["i"][0]]
    ]
    assert len(in_popup) == 10
    place = CARD_LABELS["location"]  # stands below the title of the card
    assert {each for each in in_card if each in in_popup} | {place} == set(in_popup)
    assert row.iloc[0].location in card
    order = [CARD_LABELS[name] for name in (*OPEN_LINES, *PLACE_LINES, *MORE_LINES)]
    assert [each for each in order if each in in_card] == in_card
    assert sorted([place, *order]) == sorted(CARD_LABELS.values())
    for name in ("claim", "place"):
        assert name in sent
