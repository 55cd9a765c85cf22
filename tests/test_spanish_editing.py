"""What editing, settings, roles and pictures refuse, and the feed, in Spanish."""

import pytest

from dashboard.editing.folder import Refused
from dashboard.editing.typed import plain_address, plain_cell, plain_reason
from dashboard.roles import RolesError, read_roles
from dashboard.settings import SettingsError, read_settings
from dashboard.text.language import speaking
from dashboard.text.letters import refusal
from dashboard.text.long import shortened
from tests.test_feed import ADDING, CHANGING, ONE, parsed

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.mark.parametrize(
    ("check", "given", "words"),
    [
        (lambda text: plain_cell("notes", text), "=1+1", "empieza como una fórmula"),
        (lambda text: plain_cell("notes", text), "a\x00", "ningún texto puede llevar"),
        (plain_reason, "", "diga por qué cambia la fila"),
        (plain_address, "ftp://x", "debe empezar con http:// o https://"),
    ],
)
def test_a_cell_is_refused_in_spanish(check, given, words):
    with speaking("es"), pytest.raises(Refused) as refused:
        check(given)
    assert words in str(refused.value)


def test_the_feed_is_in_spanish_and_says_so():
    with speaking("es"):
        feed, _ = parsed([*ADDING, *CHANGING], **{ONE: "frente a Sucre"})
    assert feed.get(XML_LANG) == "es"
    words = " ".join(feed.itertext())
    assert f"{ONE}: añadido (frente a Sucre)" in words
    assert f"{ONE}: cambió" in words and "Motivo: made up" in words
    assert "Cambiado el 2 nov 2026 por: editor" in words
    assert XML_LANG not in parsed(ADDING)[0].attrib


def test_settings_and_roles_say_what_is_wrong_in_spanish(tmp_path):
    path = tmp_path / "office.toml"
    path.write_text('paper = "A9"\n')
    with speaking("es"):
        with pytest.raises(SettingsError, match="debe ser"):
            read_settings(path)
        with pytest.raises(RolesError, match="no nombra a nadie"):
            read_roles({})


def test_letters_and_long_texts_are_told_in_spanish():
    with speaking("es"):
        assert refusal("abc 你").startswith("ninguna imagen puede mostrar '你'")
        assert shortened("x" * 12_000, 3) == "xxx… (12.000 caracteres en total)"
    assert shortened("x" * 12_000, 3) == "xxx… (12,000 characters in all)"
