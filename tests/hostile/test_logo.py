"""Logos made to harm: refused in words, or a picture of their own, and nothing else.

A logo is drawn on every brief. An SVG may end or stop the program that draws it, and may
show another file of its machine.
"""

import io
import json
import os
import struct
import time
import zlib

import pytest
from PIL import Image

from dashboard import logo
from dashboard.settings import SettingsError, read_settings
from tests.hostile.payloads import ALL, HOST

SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
RED = '<rect width="10" height="10" fill="#ff0000"/>'
USES = '<use href="#u{}"/>' * 10
GROWING = "".join(f"<g id='u{n}'>{USES.format(*[n - 1] * 10)}</g>" for n in range(1, 9))
ENTITY = '<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def svg(inside: str, size: str = 'width="10" height="10"') -> bytes:
    return f"<svg {SPACES} {size}>{RED}{inside}</svg>".encode()


def chunk(kind: bytes, content: bytes) -> bytes:
    """Return one part of a PNG (PNG specification, section 5.3)."""
    sums = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + sums


def png(wide=8, high=8, more=b"") -> bytes:
    """Return a PNG that says it has this size, with another part in it."""
    head = struct.pack(">IIBBBBB", wide, high, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (wide // 8 + 1) * min(high, 8))
    parts = chunk(b"IHDR", head), more, chunk(b"IDAT", rows), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def read(folder, content: bytes, name="logo") -> bytes:
    (folder / name).write_bytes(content)
    settings = folder / "settings.toml"
    settings.write_text(f"logo = {json.dumps(name)}")
    return read_settings(settings).logo


REFUSED = {
    "nested deeply": (svg("<g>" * 20_000 + "</g>" * 20_000), "nested too deeply"),
    "wide beyond memory": (svg("", 'viewBox="0 0 1000000 1"'), "too much memory"),
    "wider than any picture": (svg("", 'width="1e9" height="1"'), "cannot be drawn"),
    "no size": (svg("", 'width="0" height="0"'), "invalid size"),
    "growing": (svg(GROWING), "cannot be drawn"),
    "an entity": (ENTITY.encode() + svg("<text>&amp;e;</text>"), "a PNG or an SVG"),
    "an unknown entity": (svg("&e;"), "undefined entity"),
    "a picture elsewhere": (svg(f"<image href='https://{HOST}/x.png'/>"), HOST),
    "a picture elsewhere, old way": (svg("<image xlink:href='/a.png'/>"), "another file"),
    "a filter elsewhere": (
        svg("<filter><feImage href='../a.png'/></filter>"), "another file"),
    "an SVG inside": (
        svg("<image href='data:image/svg+xml,%3Csvg/%3E'/>"), "another file"),
    "cut": (png()[:40], "damaged or cut"),
    "larger than allowed": (png(logo.MAX_PIXELS + 1, 8), "at most 4,000 pixels"),
    "larger than memory": (png(60_000, 60_000), "cannot be drawn"),
    "words that burst": (
        png(more=chunk(b"zTXt", b"x\0\0" + zlib.compress(b"a" * 10**8))), "too large"),
    "too many bytes": (png() + b"x" * logo.MAX_LOGO, "at most 2,000,000 bytes"),
    "nothing": (b"", "a PNG or an SVG"),
    "a page": (b"<html><svg></svg></html>", "a PNG or an SVG"),
    "another picture": (b"GIF89a", "a PNG or an SVG"),
    "packed": (b"\x1f\x8b\x08", "a PNG or an SVG"),
    "in Latin letters of one byte": (svg("<!-- made up: é -->").decode().encode(
        "latin-1"), "save it as UTF-8"),
    "of two bytes a letter": (svg("").decode().encode("utf-16"), "a PNG or an SVG"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "words"), REFUSED.values(), ids=REFUSED)
def test_a_logo_that_would_harm_is_refused_in_words(content, words, tmp_path):
    with pytest.raises(SettingsError, match="line 1, logo: ") as error:
        read(tmp_path, content)
    assert words in str(error.value) and "object at" not in str(error.value)


@pytest.mark.parametrize(
    "before",
    [b"<!---->" * 100_000, b"<!--" * 200_000, b" " * 900_000, b"<!---->\n" * 100_000,
     b"<?xml " * 100_000, b"<?xml?>" * 100_000],
)  # fmt: skip
@pytest.mark.parametrize("root", [b"<svg ", b"x"])
def test_what_stands_before_a_root_takes_time_by_its_size_alone(before, root):
    """Some 25 comments took nine seconds, and each more took twice as long."""
    start = time.process_time()
    kind = logo.logo_kind(before + root)
    assert time.process_time() - start < 1
    is_open = before.startswith((b"<!--<", b"<?xml <"))
    assert kind == ("svg" if root == b"<svg " and not is_open else "")


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("import resvg_py", "import made_up_module"),
        ("import resvg_py", "raise OSError('/made/up/path')"),
        ("text = sys.", "text = missing."),
        ("import contextlib,", "raise OSError('/made/up/path'), "),
    ],
)
def test_what_fails_while_it_is_drawn_names_no_path(
    line, instead, tmp_path, monkeypatch
):
    assert line in logo.DRAW
    monkeypatch.setattr(logo, "DRAW", logo.DRAW.replace(line, instead))
    with pytest.raises(SettingsError) as error:
        read(tmp_path, svg(""))
    assert "it takes too much memory, or is nested too deeply" in str(error.value)
    assert "Traceback" not in str(error.value) and "made" not in str(error.value)


def test_a_logo_may_begin_with_a_mark_and_a_comment(tmp_path):
    content = "\ufeff<?xml version='1.0'?>\n<!-- é -->".encode() + svg("<!-- é -->")
    assert read(tmp_path, content).startswith(b"\x89PNG")


def test_a_logo_that_is_never_drawn_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(logo, "SECONDS", 0.5)
    slow = "<filter id='f'><feTurbulence numOctaves='100000000'/></filter>"
    with pytest.raises(SettingsError, match="takes more than"):
        read(tmp_path, svg(f"{slow}<rect filter='url(#f)' width='9' height='9'/>"))


DRAWN = {
    "code": svg("<script>window.top.hit=1</script><g onload='window.top.hit=1'/>"),
    "a link": svg(f"<a href='https://{HOST}'><g/></a>"),
    "itself": svg("<g id='a'><use href='#a'/></g>"),
    "words": svg("".join(f"<text>{hex(len(each))}</text>" for each in ALL)),
}


@pytest.mark.parametrize("content", DRAWN.values(), ids=DRAWN)
def test_of_an_svg_its_picture_alone_is_left(content, tmp_path):
    drawn = read(tmp_path, content)
    with Image.open(io.BytesIO(drawn)) as picture:
        assert picture.convert("RGB").getpixel((200, 200)) == (255, 0, 0)
    assert b"hit" not in drawn and HOST.encode() not in drawn


def test_a_picture_inside_an_svg_may_be_its_own_bytes(tmp_path):
    assert logo.INSIDE.match("data:image/png;base64,x") and logo.INSIDE.match("#a")
    for target in ("data:image/svg+xml,x", "data:text/html,x", "a#b", "", "//x"):
        assert not logo.INSIDE.match(target)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("/dev/zero", "must be a file"),
        ("pipe", "must be a file"),
        (".", "must be a file"),
        ("a\0b", "null byte"),
        ("x" * 5_000, "too long"),
        (f"https://{HOST}/x.png", "No such file"),
        ("file:///etc/passwd", "No such file"),
        ("~/logo.png", "No such file"),
    ],
)
def test_a_name_of_a_logo_leads_to_a_file_or_nowhere(name, words, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    settings = tmp_path / "settings.toml"
    settings.write_text(f"logo = {json.dumps(name)}")
    with pytest.raises(SettingsError, match="line 1, logo: ") as error:
        read_settings(settings)
    assert words in str(error.value)
