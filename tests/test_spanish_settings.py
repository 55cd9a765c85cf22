"""Settings, roles, a banner, a view of a link: what is refused, in Spanish."""

import pytest

from dashboard.layers.tools import ViewError, parse_view
from dashboard.logo import read_logo
from dashboard.roles import RolesError, check_auth, read_roles
from dashboard.same_table import copy_words
from dashboard.settings import SettingsError, read_settings
from dashboard.text.banner import fit_banner
from dashboard.text.language import in_english, message_of, speaking


def said(error, make, *given) -> str:
    """Return why something is refused, in Spanish."""
    with speaking("es"), pytest.raises(error) as caught:
        make(*given)
    return str(caught.value)


@pytest.mark.parametrize(
    ("line", "spanish"),
    [
        ('paper = "A3"', "paper: 'A3': debe ser A4 o Letter"),
        ("unit = 3", "unit: debe ser un texto entre comillas, no 3"),
        (f'unit = "{"x" * 81}"', "unit: como máximo 80 caracteres, no 81"),
        ('logo = "settings.toml"', "settings.toml: debe ser un PNG o un SVG"),
        ('banner = "TLP:PINK"', "banner 'TLP:PINK': una etiqueta TLP es una de"),
    ],
)
def test_a_wrong_setting_kept_in_english_is_said_again_in_spanish(
    tmp_path, line, spanish
):
    file = tmp_path / "settings.toml"
    file.write_text(f"# ours\n{line}\n", encoding="utf-8")

    with in_english(), pytest.raises(SettingsError) as caught:
        read_settings(file)

    with speaking("es"):
        words = message_of(caught.value)
    assert f"{file}, línea 2, " in words and spanish in words


def test_roles_are_refused_in_spanish():
    assert said(RolesError, read_roles, None).startswith("falta [roles]")
    assert "no existe el ajuste 'x'" in said(RolesError, read_roles, {"x": 1})
    assert "al menos 32 caracteres" in said(RolesError, check_auth, {})


def test_a_large_logo_names_its_limit_as_spanish_writes_it(tmp_path):
    file = tmp_path / "logo.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2_000_000))

    assert said(ValueError, read_logo, file) == "como máximo 2.000.000 bytes"


def test_a_banner_with_an_emoji_and_a_wrong_view_are_refused_in_spanish():
    assert said(ValueError, fit_banner, "你") == (
        "banner: ninguna imagen puede mostrar '你': se admiten letras latinas, griegas, "
        "cirílicas, hebreas y árabes, no emojis"
    )
    assert said(ViewError, parse_view, "x").endswith("con un nivel de 1 a 11")


def test_a_copy_of_a_table_is_told_in_spanish():
    with speaking("es"):
        assert copy_words("a.csv", "a.csv") == (
            "“a.csv” se abre una sola vez: la segunda es la misma tabla"
        )
        assert "“b.csv” es la misma tabla" in copy_words("a.csv", "b.csv")
