"""The vector picture: live text in named layers with its letters, or outlines."""

import base64
import io
import re
from datetime import date
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont

from dashboard.brief.drawing.fonts import text_width
from dashboard.brief.files.formats import all_words, brief_name, to_file
from dashboard.brief.words.make import make_brief
from dashboard.brief.words.model import BriefError
from tests.drawn_once import drawn_once
from tests.worlds import OPENING, real_dataset

DATASET = real_dataset()
SVG = "{http://www.w3.org/2000/svg}"
LAYERS = ("sea", "land", "circles", "marks", "plates", "labels", "legend", "rail")
MARCH = {**OPENING, "from": date(2025, 9, 1), "to": date(2026, 3, 31)}
LATIN = "Día «uno» $1 & $2"


def squeezed(text: str) -> str:
    return "".join(text.replace(r"\$", "$").split())


@pytest.fixture(scope="module")
def made():
    """Return a brief, its picture with live text and with outlines, and its drawing."""
    brief = make_brief(DATASET, MARCH, title=LATIN, as_of="2026-11-27")
    with drawn_once() as figures:
        pictures = [to_file(brief, "svg", outlines=each) for each in (False, True)]
    return brief, *pictures, *figures


@pytest.fixture(scope="module")
def live(made):
    return made[:2]


@pytest.fixture(scope="module")
def outlined(made):
    return made[2]


def ids(svg: bytes) -> list[str]:
    return re.findall(r' id="([^"]+)"', svg.decode())


def texts(svg: bytes) -> list:
    return list(ElementTree.fromstring(svg).iter(f"{SVG}text"))


@pytest.mark.parametrize("which", ["live", "outlined"])
def test_every_layer_is_a_group_of_its_name_and_no_id_comes_twice(which, request, live):
    svg = request.getfixturevalue(which)
    svg = svg[1] if which == "live" else svg
    assert {*LAYERS, "foot", "head"} <= {*ids(svg)}
    assert len(ids(svg)) == len({*ids(svg)})
    root = ElementTree.fromstring(svg)
    (land,) = [each for each in root.iter(f"{SVG}g") if each.get("id") == "land"]
    assert len(list(land.iter(f"{SVG}path"))) > 3


def test_every_line_of_the_picture_is_live_text(made):
    _, svg, _, figure = made
    drawn = [each.get_text() for axes in figure.axes for each in axes.texts]
    said = sorted(squeezed(each.text or "") for each in texts(svg))
    assert said == sorted(filter(None, map(squeezed, drawn)))
    assert squeezed(LATIN) in said


def test_text_names_its_family_and_keeps_the_width_of_the_picture(live):
    for each in texts(live[1]):
        style = each.get("style")
        assert "'Source Sans 3'" in style
        size = float(re.search(r"font-size: ([\d.]+)px", style)[1])
        weight = re.search(r"font-weight: (\d+)", style)
        name = {None: "regular", "600": "semibold", "700": "bold"}[weight and weight[1]]
        if "italic" in style:
            name = "italic" if name == "regular" else "semibold italic"
        wide = text_width(each.text, 100, name) / 100 * size
        assert abs(float(each.get("textLength")) - wide) <= 0.02 * wide + 0.5


def test_the_letters_that_are_used_are_inside_and_no_others(live):
    _, svg = live
    faces = re.findall(
        r"font-weight: (\d+); font-style: (\w+); "
        r"src: url\(data:font/woff;base64,([\w+/=]+)\)",
        svg.decode(),
    )
    assert len(faces) >= 3
    held = {}
    for weight, style, content in faces:
        font = TTFont(io.BytesIO(base64.b64decode(content)))
        held[weight, style] = {chr(code) for code in font.getBestCmap()}
    for each in texts(svg):
        style = each.get("style")
        weight = re.search(r"font-weight: (\d+)", style)
        slant = "italic" if "font-style: italic" in style else "normal"
        assert {*each.text} <= held[weight[1] if weight else "400", slant] | {" "}
    assert "Ж" not in held["400", "normal"] and len(svg) < 2_000_000


def test_labels_have_their_band_as_a_stroke_under_the_letters(live):
    labels = [
        each for each in texts(live[1]) if "paint-order: stroke" in each.get("style")
    ]
    assert len(labels) > 10
    assert all("stroke-width: 2.304" in each.get("style") for each in labels)


def test_outlines_have_no_text_and_no_font(live, outlined):
    assert not texts(outlined) and b"@font-face" not in outlined
    root = ElementTree.fromstring(outlined)
    assert root[0].text == live[0].title and root[1].text == all_words(live[0])
    assert brief_name(live[0], "svg", outlines=True).endswith("_outlines.svg")


@pytest.mark.full  # tests/test_same_bytes.py has live text
def test_the_same_brief_is_the_same_picture_of_outlines(live, outlined):
    assert to_file(live[0], "svg", outlines=True) == outlined


def test_outlines_of_another_format_are_refused(live):
    with pytest.raises(
        BriefError, match="outlines: only in the format svg, not in png"
    ):
        to_file(live[0], "png", outlines=True)
