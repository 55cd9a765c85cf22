"""A brief as a file: names, the same bytes each time, and words that can be read."""

import io
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from PIL import Image

from dashboard.brief.files.formats import BRIEF_FORMATS, all_words, brief_name, to_file
from dashboard.brief.files.listing import (
    MARGIN,
    SHEETS,
    Line,
    entry_blocks,
    fill,
    source_words,
    text_pages,
    wrap_by_letters,
)
from dashboard.brief.words.entries import source_list
from dashboard.brief.words.make import make_brief
from dashboard.brief.words.model import BriefError
from dashboard.table.sources import Source
from tests.drawn_once import drawn_once
from tests.worlds import DICTIONARY, real_dataset

A4 = SHEETS["A4"]
DATASET = real_dataset()
JANUARY = {"from": date(2026, 1, 1), "to": date(2026, 1, 31)}
NONE = {"text": "no such words anywhere"}
AS_OF = "2026-11-27T09:30Z"
OWN = ("png", "png2x", "svg", "pdf")
"""Formats made in this module; slide and page have tests of their own."""


def brief_of(selection=JANUARY, **more):
    return make_brief(DATASET, selection, **{"as_of": AS_OF, **more})


@pytest.fixture(scope="module")
def files():
    """Return each format of one brief, made once."""
    brief = brief_of(title="Día «uno» $1 & $2", banner="")
    with drawn_once():
        return brief, {name: to_file(brief, name) for name in OWN}


def words_of(pages) -> str:
    """Return every text that is placed on pages."""
    drawn = [each for page in pages for axes in page.axes for each in axes.texts]
    return "\n".join(each.get_text() for each in drawn)


def test_a_name_says_day_topic_period_data_and_layout():
    brief = brief_of({"campaign": ["boat_strike"]})
    stem = f"20261004_boat-strike_20250902-20261004_{DATASET.fingerprint}_numbers"
    assert brief_name(brief, "pdf") == f"{stem}.pdf"
    assert brief_name(brief, "png") == f"{stem}.png"
    assert brief_name(brief, "png2x") == f"{stem}@2x.png"


def test_briefs_that_differ_never_share_a_name():
    briefs = [
        brief_of(),
        brief_of(layout="map"),
        brief_of(title="Mine"),
        brief_of(title="Mine too"),
        brief_of(banner="TLP:RED"),
        brief_of(title="Mine", banner="TLP:RED"),
        brief_of({}),
        brief_of({**JANUARY, "deaths_min": 3}),
    ]
    names = {brief_name(each, name) for each in briefs for name in BRIEF_FORMATS}
    assert len(names) == len(briefs) * len(BRIEF_FORMATS)


def test_the_usual_title_written_out_is_the_usual_brief():
    usual = brief_of()
    assert brief_name(brief_of(title=usual.title), "svg") == brief_name(usual, "svg")


@pytest.mark.parametrize("make", [to_file, brief_name])
def test_another_format_is_refused_with_what_is_allowed(make):
    with pytest.raises(BriefError, match="format 'gif': must be one of png, png2x"):
        make(brief_of(), "gif")


def test_pictures_have_their_size_and_say_what_they_show(files):
    brief, made = files
    for name, size in (("png", (1920, 1080)), ("png2x", (3840, 2160))):
        picture = Image.open(io.BytesIO(made[name]))
        assert picture.size == size
        assert picture.text == {"Title": brief.title, "Description": brief.alt}
        assert len(picture.convert("RGB").getcolors(1 << 24)) > 20


def test_the_vector_picture_holds_every_word(files):
    brief, made = files
    root = ElementTree.fromstring(made["svg"])
    title, words = root[0], root[1]
    assert root.get("role") == "img" and title.text == brief.title
    assert words.text == all_words(brief)
    for each in (brief.filters, brief.sources, brief.disclaimer, brief.as_of):
        assert each in words.text


@pytest.mark.full
def test_a_character_that_no_xml_may_hold_is_left_out():
    svg = to_file(brief_of(NONE, layout="map", title="a\x01b <b> & ]]>"), "svg")
    assert ElementTree.fromstring(svg)[0].text == "ab <b> & ]]>"


def test_the_print_is_a4_with_type_that_can_be_searched(files):
    _, made = files
    assert made["pdf"].startswith(b"%PDF-1.4")
    assert b"/MediaBox [ 0 0 841.896 595.296 ]" in made["pdf"]
    assert b"/ToUnicode" in made["pdf"] and b"/CreationDate" not in made["pdf"]


def test_the_list_holds_every_incident_and_every_source():
    brief = brief_of({})
    lines = [line for block in entry_blocks(brief) for line in block]
    letters = "".join(
        "".join(words.split()) for each in lines for _, words, _ in each.pieces[:1]
    )
    dictionary = brief.dataset.dictionary
    for _, source in source_list(brief.rows):
        assert "".join(source_words(source, dictionary).split()) in letters
    ids = {
        words for each in lines for x, words, _ in each.pieces if x > A4.width * 0.75
    }
    assert {*brief.rows["incident_id"]} <= {each.removesuffix(",") for each in ids} | {
        each.split(",")[0] for each in ids
    }


def test_a_source_says_whether_we_opened_it():
    seen = Source("AP", "https://a.example/b", "2025-09-02")
    assert source_words(seen, DICTIONARY) == "AP, 2025-09-02, https://a.example/b"
    quoted = Source("AP", "https://a.example/b", via="Wikipedia")
    kinds = replace(DICTIONARY, publisher_kinds={"AP": "wire or newspaper"})
    assert source_words(quoted, kinds).endswith(
        "b, wire or newspaper; seen through Wikipedia; page not opened by us"
    )


def test_pages_are_numbered_bannered_and_nothing_leaves_them():
    pages = text_pages(brief_of(banner="TLP:AMBER"))
    for number, page in enumerate(pages, 2):
        texts = words_of([page])
        assert f"page {number} of {len(pages) + 1}" in texts and "TLP:AMBER" in texts
        page.canvas.draw()
        for each in page.axes[0].texts:
            box = each.get_window_extent()
            assert box.x0 >= MARGIN - 2 and box.x1 <= A4.width - MARGIN + 2
            assert box.y0 >= 0 and box.y1 <= A4.height


def test_a_selection_of_nothing_prints_a_page_that_says_so():
    [page] = text_pages(brief_of(NONE))
    assert "No incident of the table matches these filters." in words_of([page])


def test_words_of_the_picture_that_fill_a_page_go_on_the_next():
    many = {"campaign": ["boat_strike"], "text": "a" * 5000}
    pages = text_pages(brief_of(many))
    assert words_of(pages).replace("\n", "").count("a" * 1000) >= 4


def test_a_line_breaks_at_spaces_and_a_long_address_anywhere():
    assert (
        wrap_by_letters("one two", 10, 1000) == ["one two"]
        and wrap_by_letters("", 10, 100) == []
    )
    address = "https://example.org/" + "x" * 200
    lines = wrap_by_letters(f"see {address} there", 10, 200)
    assert len(lines) > 3 and "".join(lines).replace("see", "", 1).startswith(address)


def test_a_block_stays_together_unless_no_page_holds_it():
    line = Line(((MARGIN, "x", "regular"),))
    fits = int(A4.room // line.height)
    assert [len(each) for each in fill([[line] * (fits - 1), [line] * 2], A4)] == [
        fits - 1,
        2,
    ]
    assert [len(each) for each in fill([[line] * (fits + 3)], A4)] == [fits, 3]
