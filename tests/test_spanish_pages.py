"""The pages in Spanish: how they get there, and what a switch of language keeps."""

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from dashboard import ROOT
from dashboard.exports import EXPORT_FORMATS
from dashboard.text.language import languages, speaking
from dashboard.views import _choice, _download, _languages
from dashboard.views._state import FILE_FORMAT, LANGUAGE, TABLE_ORDER, widget_of

APP = str(ROOT / "dashboard" / "app.py")
COLUMNS = "table_columns"


def opened(page="map", language="es", **query):
    """Return a page of the app opened from a link, ``language`` what it then speaks."""
    at = AppTest.from_file(APP, default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    return run(at, language) if page == "map" else turned(run(at, language), page)


def run(at, language="es"):
    """Run the app; the test itself speaks the language, for what formats options."""
    with speaking(language):
        at.run()
    assert not at.exception
    return at


def turned(at, page, language="es"):
    with speaking(language):
        at.switch_page(str(ROOT / "dashboard" / "views" / f"{page}.py")).run()
    assert not at.exception
    return at


def labels(at):
    return {each.label for each in at.button} | {each.value for each in at.subheader}


def switched(at, code, before):
    """Click the switch of language; the click is sent in the language before."""
    with speaking(before):
        at.button(key=f"language_{code}").click()
        at.run()
    assert not at.exception
    return at


def test_a_link_in_spanish_opens_in_spanish():
    at = opened(lang="es")
    assert {"Deshacer", "Rehacer", "Restablecer"} <= labels(at)
    assert not {"Undo", "Redo", "Reset"} & labels(at)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("compare", "Diferencia"),
        ("data", "Agregar o corregir"),
        ("method", "Diccionario de datos"),
    ],
)
def test_each_page_stays_in_spanish(page, words):
    assert words in labels(opened(page, lang="es"))


def test_a_language_that_is_not_there_gives_a_notice_and_the_default():
    at = opened(language="en", lang="zz")
    assert "Undo" in labels(at)
    (notice,) = [each.value for each in at.warning if "zz" in each.value]
    assert "must be one of en, es" in notice.replace("\\", "")


@pytest.mark.parametrize(
    ("locale", "word"), [("es-VE", "Deshacer"), ("fr-FR", "Undo"), (None, "Undo")]
)
def test_without_a_language_the_browser_decides(monkeypatch, locale, word):
    monkeypatch.setattr(ContextProxy, "locale", property(lambda _: locale))
    assert word in labels(opened(language="es" if word != "Undo" else "en"))


@pytest.mark.parametrize(
    ("server", "preferred", "query", "word"),
    [
        ("es", "en-GB", {}, "Deshacer"),
        ("es", "es-VE", {"lang": "en"}, "Undo"),
        ("en", "es-VE", {}, "Undo"),
        ("xx", "es-VE", {}, "Deshacer"),
    ],
)
def test_a_server_has_a_language_for_links_without_one(
    monkeypatch, server, preferred, query, word
):
    monkeypatch.setenv("DASHBOARD_LANG", server)
    monkeypatch.setattr(ContextProxy, "locale", property(lambda _: preferred))
    spoken = "en" if word == "Undo" else "es"
    at = opened(language=spoken, **query)
    assert word in labels(at)
    assert at.query_params["lang"] == spoken  # who gets the link reads the same


def test_the_address_of_a_browser_in_spanish_says_english_where_it_was_asked_for(
    monkeypatch,
):
    monkeypatch.setattr(ContextProxy, "locale", property(lambda _: "es-CO"))
    at = opened(language="en", lang="en")
    assert "Undo" in labels(at)
    assert at.query_params["lang"] == "en"


def test_a_link_carries_its_language_and_that_of_english_none():
    assert opened(lang="es").query_params["lang"] == "es"
    assert "lang" not in opened(language="en").query_params


def test_a_switch_keeps_filters_incident_and_view():
    at = opened(
        language="en",
        campaign="",
        verification="official_claim",
        id="CAR-2025-09-02-01",
        at="12.00000,-66.00000,6",
    )
    before = {key: at.query_params[key] for key in at.query_params}
    assert before["id"] == "CAR-2025-09-02-01"
    at = switched(at, "es", "en")
    after = {key: at.query_params[key] for key in at.query_params}
    assert after.pop("lang") == "es"
    assert after == before
    assert "Deshacer" in labels(at)
    assert at.session_state["verification"] == ["official_claim"]
    at = switched(at, "en", "es")
    assert "Undo" in labels(at)
    assert at.session_state["verification"] == ["official_claim"]


def test_a_switch_keeps_the_columns_of_the_table():
    at = opened(language="en", lang="en")

    def columns():
        (found,) = [each for each in at.multiselect if each.key.startswith(COLUMNS)]
        return found

    columns().set_value(["Date", "Vessel", "Id"])
    run(at, "en")
    switched(at, "es", before="en")
    assert columns().value == ["Fecha", "Embarcación", "ID"]
    run(at)
    assert columns().value == ["Fecha", "Embarcación", "ID"]
    switched(at, "en", before="es")
    assert columns().value == ["Date", "Vessel", "Id"]


@pytest.mark.parametrize("kind", ["csv", "geojson"])
def test_a_list_that_sends_words_of_the_language_before_keeps_its_choice(kind):
    at = opened(language="en", lang="en")
    with speaking("es"):
        sent = _download._format_words(kind)
    at.session_state[FILE_FORMAT] = sent
    at.session_state[TABLE_ORDER] = "Primero los más antiguos"
    run(at, "en")
    assert at.session_state[FILE_FORMAT] == kind
    at.session_state[FILE_FORMAT] = "no such words"
    run(at, "en")
    assert at.session_state[FILE_FORMAT] == "csv"


def test_a_list_itself_is_put_right_before_it_is_drawn(monkeypatch):
    widget, state = widget_of(FILE_FORMAT), {}
    monkeypatch.setattr(_choice.st, "session_state", state)
    words, kinds = _download._format_words, list(EXPORT_FORMATS)
    assert _choice.settled(FILE_FORMAT, kinds, words) == 0 and not state
    with speaking("es"):
        sent = words("kml")
    state |= {FILE_FORMAT: sent, widget: sent}
    assert kinds[_choice.settled(FILE_FORMAT, kinds, words)] == "kml"
    assert state == {FILE_FORMAT: "kml", widget: "kml"}
    state[widget] = "csv"  # chosen since, and kept by the callback of the list
    assert kinds[_choice.settled(FILE_FORMAT, kinds, words)] == "kml"
    assert state[widget] == "csv"


def test_a_notice_of_the_link_is_said_in_the_language_switched_to():
    at = opened(language="en", colour="red")
    assert any("no filter has this name" in each.value for each in at.warning)
    at = switched(at, "es", "en")
    assert any("ningún filtro tiene este nombre" in each.value for each in at.warning)
    assert not any("no filter has this name" in each.value for each in at.warning)


def test_the_notice_of_a_bad_language_goes_with_the_choice_of_a_good_one():
    at = switched(opened(language="en", lang="zz"), "es", "en")
    assert not any("zz" in each.value for each in at.warning)


def test_the_page_says_once_that_texts_of_the_table_stay_as_they_were_written():
    said = [each.value for each in opened(lang="es").caption]
    assert sum("propia tabla" in each for each in said) == 1
    said = [each.value for each in opened(language="en").caption]
    assert not any("stay in the language" in each for each in said)


def test_each_language_is_called_by_its_own_name_and_that_of_now_cannot_be_chosen():
    at = opened(lang="es")
    english, spanish = at.button(key="language_en"), at.button(key="language_es")
    assert (english.label, english.disabled) == ("English", False)
    assert (spanish.label, spanish.disabled) == ("Español", True)


def test_with_one_language_there_is_no_switch(monkeypatch):
    monkeypatch.setattr(_languages, "languages", lambda: {"en": languages()["en"]})
    at = opened(language="en")
    assert not [each for each in at.button if str(each.key).startswith("language_")]


def test_a_callback_speaks_the_language_of_the_session():
    at = opened(lang="es")
    with speaking("es"):
        at.button(key="reset").click()
        at.run()
    assert at.session_state[LANGUAGE] == "es"
    assert "Deshacer" in labels(at)


def test_the_table_has_its_headings_in_spanish_and_its_id():
    at = opened(lang="es")
    (table,) = [each.value for each in at.dataframe if "ID" in each.value.columns]
    assert list(table.columns[:6]) == [
        "Fecha",
        "Lugar según se informó",
        "Muertos, mínimo",
        "mejor cifra",
        "máximo",
        "Desaparecidos",
    ]
    assert len(set(table.columns)) == len(table.columns)


def test_every_number_of_the_table_is_that_of_the_english_one():
    def numbers(at, name):
        (table,) = [each.value for each in at.dataframe if name in each.value.columns]
        return table.iloc[:, 2:6].to_numpy().tolist()

    spanish, english = opened(lang="es"), opened(language="en")
    assert str(numbers(spanish, "ID")) == str(numbers(english, "Id"))
