"""The settings of an office: what each may be, and which line a wrong one is on."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from dashboard.commands.cli import main
from dashboard.commands.codes import WRONG_USE
from dashboard.resources import resource
from dashboard.settings import (
    CHECKS,
    COLORS,
    MAX_TEXT,
    USUAL,
    VARIABLE,
    Settings,
    SettingsError,
    read_settings,
    settings_path,
)

WHOLE = """\
organisation = "Made-up Institute"
unit = "Unit for tests"
author = "The desk"
contact = "desk@example.org"
logo = "logo.png"
public_address = "https://incidents.example.org/map/"
banner = "TLP:GREEN"
paper = "Letter"

[colors]
frame = "#1a2b3c"
frame_text = "#FFFFFF"
"""
SVG = (
    b'<?xml version="1.0"?>\n<!-- a sign -->\n<svg xmlns="http://www.w3.org/2000/svg" '
    b'viewBox="0 0 20 10"><rect width="20" height="10" fill="#b22222"/></svg>'
)


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 2), "#123456").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "logo.png").write_bytes(png())
    (tmp_path / "logo.svg").write_bytes(SVG)
    (tmp_path / "logo.gif").write_bytes(b"GIF89a")
    return tmp_path


def written(folder, text):
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_setting_is_read(folder):
    settings = read_settings(written(folder, WHOLE))
    assert settings == Settings(
        organisation="Made-up Institute",
        unit="Unit for tests",
        author="The desk",
        contact="desk@example.org",
        logo=png(),
        public_address="https://incidents.example.org/map",
        banner="TLP:GREEN",
        paper="Letter",
        frame="#1A2B3C",
        frame_text="#FFFFFF",
    )
    assert settings.office == "Made-up Institute, Unit for tests"
    assert settings.from_whom == "The desk, desk@example.org"
    assert {*CHECKS, *COLORS} == {*vars(settings)}


def test_nothing_need_be_set(folder):
    assert read_settings(None) == read_settings(written(folder, "")) == USUAL
    assert USUAL.office == USUAL.from_whom == ""
    assert read_settings(written(folder, 'unit = "Desk"')).office == "Desk"


def test_a_drawn_logo_may_be_an_svg(folder):
    logo = read_settings(written(folder, 'logo = "logo.svg"')).logo
    with Image.open(io.BytesIO(logo)) as picture:  # drawn, 400 pixels high
        assert picture.format == "PNG" and picture.size == (800, 400)
        assert picture.convert("RGBA").getpixel((400, 200)) == (178, 34, 34, 255)


def test_a_logo_that_cannot_be_drawn_is_an_error_with_its_line(folder):
    (folder / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    (folder / "logo.svg").write_bytes(b"<svg ")
    for name in ("logo.png", "logo.svg"):
        with pytest.raises(SettingsError, match=r"line 2, logo: .* cannot be drawn"):
            read_settings(written(folder, f'unit = "x"\nlogo = "{name}"'))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('unit = "a"\n\norganization = "b"', 3, "must be one of organisation"),
        ('unit = "a"\npaper = "A5"', 2, "'A5': must be A4 or Letter"),
        ("unit = 5", 1, "must be a text in quotes, not 5"),
        (f'unit = "{"x" * (MAX_TEXT + 1)}"', 1, f"at most {MAX_TEXT} characters"),
        ('public_address = "incidents.example.org"', 1, "must be an address such as"),
        ('public_address = "ftp://example.org"', 1, "must be an address such as"),
        ('public_address = "https://a.example/?q=1"', 1, "nothing after the path"),
        ('public_address = "https://[::1"', 1, "must be an address such as"),
        ('banner = "tlp:green"', 1, "a TLP label is one of TLP:RED"),
        ('logo = "logo.gif"', 1, "must be a PNG or an SVG"),
        ('logo = "none.png"', 1, "No such file"),
        ('[colors]\nframe = "black"', 2, "must be a color such as #1A1A1A"),
        ('[colors]\nhead = "#000000"', 2, "must be one of frame, frame_text"),
        ('colors = "#000000"', 1, "must be a table"),
    ],
)
def test_a_bad_setting_names_its_line(folder, text, line, words):
    path = written(folder, text)
    with pytest.raises(SettingsError, match="settings.toml") as caught:
        read_settings(path)
    assert str(caught.value).startswith(f"{path}, line {line}, ")
    assert words in str(caught.value)


def test_what_is_no_toml_names_its_line(folder):
    with pytest.raises(SettingsError, match="no TOML: .*line 2"):
        read_settings(written(folder, 'unit = "a"\nbanner = = 1'))


def test_a_file_that_cannot_be_read_is_said(tmp_path):
    with pytest.raises(SettingsError, match="none.toml: No such file"):
        read_settings(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes('unit = "Región"'.encode("latin-1"))
    with pytest.raises(SettingsError, match="must be UTF-8"):
        read_settings(tmp_path / "latin.toml")


def test_a_name_may_be_as_long_as_allowed(folder):
    name = "x" * MAX_TEXT
    assert read_settings(written(folder, f'unit = "{name}"')).unit == name


def test_the_environment_says_where_they_are(tmp_path):
    assert settings_path({VARIABLE: "elsewhere.toml"}).name == "elsewhere.toml"
    usual = resource("settings.toml")
    assert settings_path({}) == (usual if usual.is_file() else None)


def report(capsys, *options):
    code = main(["brief", "--json", "--format", "html", *options])
    return code, capsys.readouterr()


def test_a_brief_takes_its_banner_and_address_from_them(folder, capsys, tmp_path):
    path = written(folder, WHOLE)
    given = "--settings", str(path), "--out", str(tmp_path)
    code, out = report(capsys, *given)
    found = json.loads(out.out)
    assert code == 0
    content = Path(found["out"]).read_text(encoding="utf-8")
    assert "TLP:GREEN" in content
    assert "https://incidents.example.org/map/brief?" in content
    code, out = report(capsys, *given, "--banner", "")
    plain = Path(json.loads(out.out)["out"]).read_text(encoding="utf-8")
    assert "TLP:GREEN" not in plain


def test_a_brief_refuses_bad_ones(folder, capsys, tmp_path):
    path = written(folder, 'paper = "A5"')
    code, out = report(capsys, "--settings", str(path), "--out", str(tmp_path))
    assert code == WRONG_USE
    assert f"{path}, line 1, paper: 'A5': must be A4 or Letter" in out.err
