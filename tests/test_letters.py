"""Titles in any writing: drawn with a typeface that has it, or refused; never boxes."""

import io
import warnings

import numpy as np
import pytest
from PIL import Image

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import text_width
from dashboard.brief.files.formats import to_file
from dashboard.brief.words.make import make_brief
from dashboard.brief.words.model import BriefError, checked_banner, checked_title
from dashboard.commands import cli
from dashboard.text.letters import drawable, needs_other_face, refusal, unknown_letters
from tests.worlds import real_dataset

ARABIC, HEBREW = "ضربات على قوارب 2026", "תקיפות סירות 2026"
CHINESE, EMOJI = "委内瑞拉 2026", "Strikes 🚢💥"
NONE = {"text": "no such words anywhere"}


@pytest.mark.parametrize("title", [ARABIC, HEBREW, "Удары", "Αθήνα", "Güiria – ½ ±3"])
def test_a_title_of_letters_that_a_typeface_has_is_allowed(title):
    assert checked_title(title) == checked_banner(title) == title
    assert drawable(title) == title and unknown_letters(title) == []


@pytest.mark.parametrize(
    ("title", "named"),
    [
        (CHINESE, "'委', '内', '瑞' and '拉'"),
        (EMOJI, "'🚢' and '💥'"),
        ("ไทย हिन्दी", "and 4 more"),
    ],
)
@pytest.mark.parametrize("check", [checked_title, checked_banner])
def test_other_letters_are_refused_in_one_sentence(title, named, check):
    with pytest.raises(BriefError) as raised:
        check(title)
    said = str(raised.value)
    assert "no picture can show" in said and named in said and "\n" not in said
    assert said.endswith("Latin, Greek, Cyrillic, Hebrew and Arabic letters, no emoji")


def test_only_lines_that_need_it_have_the_other_typeface():
    assert needs_other_face(ARABIC) and needs_other_face(HEBREW)
    assert not needs_other_face("Güiria") and not needs_other_face("Удары")
    assert not needs_other_face(CHINESE)  # it has none of these either


def test_signs_that_are_drawn_as_nothing_are_no_letters():
    assert refusal("a\u200db\ufe0fc\u00ad\u2009d") == ""


def test_a_letter_of_a_table_that_no_typeface_has_is_a_question_mark():
    assert drawable("Puerto 委 Ñ") == "Puerto ? Ñ"
    page = Page(300, 60)
    drawn = page.text(10, 40, "Puerto 委 Ñ")
    assert page.axes.texts[0] is drawn.artist
    assert drawn.artist.get_text() == "Puerto ? Ñ"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        page.figure.canvas.draw()
    assert text_width("委", 20) == text_width("?", 20)


@pytest.mark.sample(3)
@pytest.mark.parametrize("title", [ARABIC, HEBREW])
@pytest.mark.parametrize("format", ["png", "svg", "pdf"])
def test_such_a_title_is_drawn_without_a_missing_glyph(title, format):
    brief = make_brief(real_dataset(), NONE, layout="table", title=title)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        made = to_file(brief, format)
    if format == "png":
        head = np.asarray(Image.open(io.BytesIO(made)).convert("L"))[20:75, 40:600]
        assert (head < 100).sum() > 2000
    elif format == "svg":
        assert f">{title}</text>" in made.decode() and b"'DejaVu Sans'" in made


def test_the_command_refuses_with_the_sentence(capsys, tmp_path):
    given = ["brief", "--title", CHINESE, "--out", str(tmp_path)]
    assert cli.main(given) == 2
    assert "title: no picture can show '委'" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
