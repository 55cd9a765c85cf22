"""Every size of a brief: its pixels, its type, and that nothing overlaps or is cut."""

import io
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import cycle, product

import numpy as np
import pytest
from matplotlib.text import Text
from PIL import Image

from dashboard.brief.drawing import layout_pages
from dashboard.brief.drawing.boxes import Box
from dashboard.brief.drawing.picture import count_pictures, draw_picture
from dashboard.brief.files.formats import brief_name, to_file
from dashboard.brief.words.errors import BriefError
from dashboard.brief.words.layouts import LAYOUTS
from dashboard.brief.words.look import Look
from dashboard.brief.words.make import make_brief
from dashboard.brief.words.sizes import SIZES
from dashboard.figures.tolls import sum_toll, toll_with_unknown
from dashboard.figures.totals import totals
from tests.worlds import OPENING, real_dataset

DATASET = real_dataset()
SUCRE = ("VE-R", "could", 12.0)
PACIFIC = {
    "theatre": ["eastern_pacific"],
    "from": date(2026, 1, 1),
    "to": date(2026, 3, 31),
}
SELECTIONS = {
    "opening": OPENING,
    "Sucre": {**OPENING, "region": SUCRE},
    "Pacific": PACIFIC,
    "all": {},
    "none": {"text": "no such words"},
}
POINTS_TO_INCH = 72
LEAST_POINTS = 7.0
FOOT_HEADS = ("Sources", "Data", "Read with care", "This picture")
EACH = [
    ("opening", layout, size)
    for layout, size in zip(LAYOUTS, cycle(("half", "a4", "square", "wide")))
]
"""Each layout once and each size once or twice: pairs enough for the gate."""
ALL = [each for each in product(SELECTIONS, LAYOUTS, SIZES) if each not in EACH]


def brief_of(selection: dict, layout: str, **look):
    more = {}
    if layout == "region" and "region" not in selection:
        selection = {**selection, "region": SUCRE}
    if layout == "compare":
        more["against"] = {**selection, "from": date(2026, 2, 1)}
    return make_brief(
        DATASET,
        selection,
        layout=layout,
        as_of="2026-11-27",
        look=Look(**look),
        **more,
    )


@cache
def drawn(name: str, layout: str, size: str):
    return draw_picture(brief_of(SELECTIONS[name], layout, size=size))


def texts_of(figure) -> list[Text]:
    return [each for each in figure.findobj(Text) if each.get_text().strip()]


def check(figure, size: str) -> None:
    """Fail where type is too small, text is cut or lies on other text."""
    sheet, said = SIZES[size], texts_of(figure)
    share = sheet.inches[0] / figure.get_size_inches()[0]
    small = [
        each.get_text()
        for each in said
        if each.get_fontsize() * share < LEAST_POINTS - 0.01
    ]
    assert small == []
    box = np.array([each.get_window_extent().extents for each in said])
    cut = (box[:, :2] < -0.5).any(axis=1) | (box[:, 2] > sheet.width + 0.5)
    cut |= box[:, 3] > sheet.height + 0.5
    assert [each.get_text() for each, bad in zip(said, cut, strict=True) if bad] == []
    x0, y0, x1, y1 = box.T
    low, high = y0 + 0.22 * (y1 - y0), y1 - 0.22 * (y1 - y0)  # leading is no letter
    meet = (x0[:, None] < x1 - 1) & (x0 < x1[:, None] - 1)
    meet &= (low[:, None] < high) & (low < high[:, None])
    pairs = np.argwhere(np.triu(meet, 1))
    assert [(said[i].get_text(), said[j].get_text()) for i, j in pairs] == []


@pytest.mark.sample(2)
@pytest.mark.parametrize(("name", "layout", "size"), EACH)
def test_type_is_7_points_at_least_and_no_text_is_cut_or_covered(name, layout, size):
    check(drawn(name, layout, size), size)


@pytest.mark.full
@pytest.mark.parametrize(("name", "layout", "size"), ALL)
def test_the_same_for_every_selection_layout_and_size(name, layout, size):
    check(draw_picture(brief_of(SELECTIONS[name], layout, size=size)), size)


@pytest.mark.parametrize("name", SIZES)
def test_a_picture_has_the_pixels_of_its_size(name):
    size = SIZES[name]
    figure = draw_picture(brief_of(SELECTIONS["none"], "table", size=name))
    assert figure.canvas.get_width_height() == (size.width, size.height)
    assert size.inches[0] * 2.54 == pytest.approx(size.cm)
    wide, high = size.units
    assert wide * size.unit / POINTS_TO_INCH == pytest.approx(size.inches[0])
    assert wide / high == pytest.approx(size.width / size.height)


def test_the_half_page_is_16_cm_wide_and_png2x_doubles_it():
    brief = brief_of(SELECTIONS["none"], "table", size="half")
    sizes = []
    for format in ("png", "png2x"):
        sizes.append(Image.open(io.BytesIO(to_file(brief, format))).size)
        assert "_half" in brief_name(brief, format)
    assert SIZES["half"].cm == 16
    assert sizes == [(1890, 1240), (3780, 2480)]
    assert "slide" not in brief_name(replace(brief, look=Look()), "png")


@pytest.mark.sample(2)
@pytest.mark.parametrize("size", SIZES)
def test_weekly_bars_have_two_fifths_of_the_height_at_least(size, monkeypatch):
    seen: list[Box] = []
    monkeypatch.setattr(layout_pages, "draw_weeks", lambda _, __, box: seen.append(box))
    monkeypatch.setattr(layout_pages, "map_over_strip", lambda *_, **__: [])
    figure = draw_picture(brief_of(OPENING, "weekly", size=size))
    assert figure.get_size_inches()[1] > 0
    assert seen[-1].h >= 0.4 * SIZES[size].units[1]


def words(figure) -> str:
    return " ".join(each.get_text() for each in texts_of(figure))


@pytest.mark.full
def test_a_short_foot_has_two_lines_and_the_fingerprint():
    for name, size in SIZES.items():
        assert Look(size=name).is_short == (name in ("half", "square", "wide")), size
    brief = brief_of(OPENING, "map", foot="short")
    whole = draw_picture(replace(brief, look=Look()))
    short = words(draw_picture(brief))
    assert "Read with care" in words(whole) and "Read with care" not in short
    assert DATASET.fingerprint in short
    foot = [each.get_text() for each in texts_of(draw_picture(brief))]
    assert [each for each in foot if each in FOOT_HEADS] == ["Sources", "Data"]


def test_a_table_pages_itself_and_every_page_has_the_sum_of_totals():
    brief = brief_of({"theatre": ["eastern_pacific"]}, "table", size="wide")
    many = count_pictures(brief)
    sums = toll_with_unknown(sum_toll(totals(brief.rows)))
    pages = [
        words(draw_picture(replace(brief, look=brief.look._replace(page=number))))
        for number in range(1, many + 1)
    ]
    assert many > 1
    for number, page in enumerate(pages, 1):
        assert f"page {number} of {many}" in page and sums in page
    for entry in brief.entries:
        assert any(entry[0] in page for page in pages)
    with pytest.raises(BriefError, match=f"page {many + 1}: must be 1 to {many}"):
        draw_picture(replace(brief, look=brief.look._replace(page=many + 1)))


def test_a_table_of_one_page_says_no_page():
    assert "page 1" not in words(drawn("none", "table", "slide"))
