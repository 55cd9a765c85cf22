"""The picture of a brief: furniture in every layout, no text on text, same bytes."""

from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
import pandas as pd
import pytest

from dashboard.brief.drawing.canvas import page_of
from dashboard.brief.drawing.circles import draw_circles
from dashboard.brief.drawing.frame import fit_frame
from dashboard.brief.drawing.furniture import KM_PER_NM
from dashboard.brief.drawing.ground import ground
from dashboard.brief.drawing.picture import draw_picture
from dashboard.brief.drawing.sites import find_sites
from dashboard.brief.words.layouts import LAYOUTS
from dashboard.brief.words.make import make_brief
from dashboard.brief.words.sizes import SIZES
from dashboard.figures.totals import totals
from dashboard.geo.nearest import WGS84
from dashboard.selection import selected
from dashboard.selection.filters import select
from tests.worlds import OPENING, real_dataset

DATASET = real_dataset()
SUCRE = ("VE-R", "could", 12.0)
SELECTIONS = {
    "opening": OPENING,
    "all": {},
    "none": {"text": "no such words"},
    "one": {"text": "Beata"},
    "area only": {"campaign": ["refuelling_vessel_sunk"]},
    "operation": {"campaign": ["venezuela_operation"]},
    "tall": {"region": ("TT", "could", 12.0)},
}


def brief_of(selection: dict, layout: str = "numbers", **more):
    if layout == "region" and "region" not in selection:
        selection = {**selection, "region": SUCRE}
    if layout == "compare":
        more["against"] = {**selection, "from": date(2026, 1, 1)}
    return make_brief(DATASET, selection, layout=layout, **more)


@cache
def drawn(name: str, layout: str):
    """Return a brief and its picture, drawn once for all tests."""
    brief = brief_of(SELECTIONS[name], layout, banner="TLP:AMBER", as_of="2026-11-27")
    return brief, draw_picture(brief)


FEW = ("opening", "all", "none")
PAIRS = [(name, "numbers") for name in SELECTIONS]
PAIRS += [(name, layout) for layout in LAYOUTS for name in FEW if layout != "numbers"]
LONG = [("all", layout) for layout in ("map", "region", "compare", "weekly")]
LONG += [("none", layout) for layout in ("map", "region", "weekly")]
"""What takes longest to draw: the other rows draw each of these layouts too."""
CASES = [
    pytest.param(*each, marks=pytest.mark.full if each in LONG else ())
    for each in PAIRS
]


def texts(figure) -> list:
    """Return every visible text of a figure."""
    drawn = [each for axes in figure.axes for each in axes.texts]
    return [each for each in drawn if each.get_text().strip()]


def words_of(figure) -> str:
    joined = " ".join(each.get_text() for each in texts(figure))
    return " ".join(joined.replace("\\$", "$").split())


def boxes(figure) -> tuple[list[str], np.ndarray]:
    """Return texts and the boxes of their letters, y up, in pixels."""
    renderer = figure.canvas.get_renderer()
    found = texts(figure)
    corners = [each.get_window_extent(renderer).extents for each in found]
    return [each.get_text() for each in found], np.array(corners)


@pytest.mark.sample(5)
@pytest.mark.parametrize(("name", "layout"), CASES)
def test_no_brief_is_without_its_furniture(name, layout):
    brief, figure = drawn(name, layout)
    said = words_of(figure)
    wanted = [brief.title, brief.subtitle, brief.period, "TLP:AMBER", "4 Oct 2026"]
    wanted += ["Not covered: 5 October 2026 and after", brief.dataset.fingerprint]
    wanted += [f"version {DATASET.dictionary.version}", "WGS 84", "made 27 Nov 2026"]
    wanted += ["Absence of a report is not absence of an event", "Natural Earth"]
    wanted += [brief.counts.split(" · ")[0], brief.filters.split(" · ")[0], brief.again]
    wanted += [] if layout == "table" else ["km", "NM", "N", "scale true at"]
    if layout in ("numbers", "weekly"):
        wanted += [figure.number for figure in brief.figures]
    for each in wanted:
        assert " ".join(each.split()) in said, each


@pytest.mark.sample(4)
@pytest.mark.parametrize(("name", "layout"), CASES)
def test_no_text_leaves_the_page_or_lies_on_another(name, layout):
    said, box = boxes(drawn(name, layout)[1])
    assert (box[:, :2] >= 0).all() and (box[:, 2] <= 1920).all()
    assert (box[:, 3] <= 1080).all()
    x0, y0, x1, y1 = box.T
    low, high = y0 + 0.22 * (y1 - y0), y1 - 0.22 * (y1 - y0)  # leading is no letter
    meet = (x0[:, None] < x1 - 1) & (x0 < x1[:, None] - 1)
    meet &= (low[:, None] < high) & (low < high[:, None])
    pairs = [(said[i], said[j]) for i, j in np.argwhere(np.triu(meet, 1))]
    assert pairs == []


@pytest.mark.full
def test_a_long_title_fits_on_the_page():
    title = "W" * 20 + " " + " ".join(["Niño Güiria Çã"] * 9)
    figure = draw_picture(brief_of(OPENING, title=title[:160]))
    _, box = boxes(figure)
    assert (box[:, 2] <= 1920).all() and (box[:, 0] >= 0).all()


def test_numbers_of_the_brief_are_those_of_totals():
    rows = select(DATASET.incidents, OPENING, DATASET.regions)
    sums = totals(rows)
    brief = brief_of(OPENING)
    strikes, killed, unplaced = brief.figures
    assert strikes.number == f"{sums['strikes']:,}"
    assert killed.number == f"{sums['deaths_low']}–{sums['deaths_high']}"
    assert f"best {sums['deaths_best']}" in killed.doubt
    assert unplaced.number.endswith(f" of {sums['incidents']}")


def test_tolls_of_several_campaigns_are_never_added_up():
    brief = brief_of({})
    total = totals(DATASET.incidents)["deaths_best"]
    assert total == 328
    assert len(brief.lines) == 7
    assert str(total) not in words_of(drawn("all", "numbers")[1])
    assert not any("killed" in figure.unit for figure in brief.figures)


def test_a_circle_that_covers_the_map_is_said_below_it_and_has_no_mark():
    said = words_of(drawn("opening", "region")[1])
    assert "Its circle covers this map" in said
    assert "3 and 14 Oct 2025 · 10 killed" in said


def test_the_region_layout_gives_every_answer_apart():
    said = words_of(drawn("opening", "region")[1])
    for each in (
        "in it",
        "off its coast within 12 NM",
        "could have been",
        "left from it",
    ):
        assert each in said
    assert "Coast of Sucre: 44 km (24 NM), between 0 and 154 km" in said
    assert "outside as drawn; inside cannot be ruled out" in said
    assert "The answers overlap and are not added up." in said


def test_bars_say_added_later_only_where_the_rest_is_presumed_dead():
    assert "said dead at the time" in words_of(drawn("opening", "numbers")[1])
    operation = words_of(drawn("operation", "numbers")[1])
    assert "said dead at the time" not in operation and "added later" not in operation
    assert "low figure" in operation and "up to the high figure" in operation


def test_bars_say_how_many_tolls_have_an_open_end():
    brief = brief_of({"campaign": ["boat_strike"]})
    rows = brief.rows.copy()
    rows.loc[rows.index[-1], "deaths_high"] = pd.NA
    said = words_of(draw_picture(replace(brief, rows=rows)))
    assert "1 row without both ends of the toll" in said
    assert "without both ends" not in words_of(drawn("opening", "numbers")[1])


def test_a_place_without_its_mark_keeps_no_smaller_circle():
    frame = fit_frame(
        (40, 122, 1336, 760), (-107, 10, -104, 13), (-120, -10, -50, 33), 4
    )
    rows = brief_of(OPENING).rows
    sites = find_sites(rows[rows["longitude"].eq(-105.34)], frame, DATASET.dictionary)
    assert [site.radii for site in sites] == [[150, 300]]
    page = page_of(SIZES["slide"])
    clip = page.rectangle(40, 122, 1336, 760)
    hidden = draw_circles(page, frame, clip, ground(frame, DATASET.regions), sites)
    assert hidden == [*sites] and page.rings == []


def test_a_town_keeps_its_accents():
    assert "Güiria" in words_of(drawn("opening", "region")[1])


def test_a_pair_stands_in_one_window_and_says_the_difference_as_a_range():
    until, since = {"to": date(2025, 12, 31)}, {"from": date(2026, 1, 1)}
    brief = make_brief(
        DATASET, {**OPENING, **until}, layout="compare", against={**OPENING, **since}
    )
    said = words_of(draw_picture(brief))
    left, right = (totals(side.rows) for side in brief.sides)
    assert (left["incidents"], right["incidents"]) == (35, 36)
    assert f"between −{left['deaths_high'] - right['deaths_low']} and +1" in said
    assert f"{left['deaths_low']}–{left['deaths_high']} killed" in said
    assert "b_from=2026-01-01" in brief.link and "b_to=" in brief.link


def test_the_scale_bar_is_true_at_the_middle_latitude():
    frame = fit_frame((0, 0, 1336, 800), (-65, 9, -61, 12), (-120, -10, -50, 33), 4)
    west, _, east, _ = frame.bounds
    latitude, middle = frame.mid_latitude, (west + east) / 2
    meters = WGS84.inv(middle, latitude, middle + 1, latitude)[2]
    assert frame.scale / (meters / 1000) == pytest.approx(frame.km(latitude), rel=2e-3)
    assert KM_PER_NM == 1.852


def test_a_window_holds_what_was_asked_for_and_stays_on_the_map():
    limits = (-120, -10, -50, 33)
    for bounds in ((-65, 9, -61, 12), (-119, -9, -51, 32), (-61, -9, -60, 30)):
        frame = fit_frame((40, 122, 1336, 800), bounds, limits, 4)
        west, south, east, north = frame.bounds
        assert west >= limits[0] - 1e-9 and east <= limits[2] + 1e-9
        assert south >= limits[1] - 1e-9 and north <= limits[3] + 1e-9
        x, _ = frame.place([bounds[0], bounds[2]], [bounds[1], bounds[3]])
        if east - west < 69:
            assert x[0] >= 40 - 1e-6 and x[1] <= 40 + 1336 + 1e-6


def test_a_grey_print_keeps_the_outlines_apart():
    figure = drawn("opening", "numbers")[1]
    figure.canvas.draw()
    pixels = np.asarray(figure.canvas.buffer_rgba())[:, :, :3].astype(float)
    grey = pixels @ np.array([0.299, 0.587, 0.114])
    assert (grey < 45).sum() > 5_000 and ((grey > 120) & (grey < 140)).sum() > 3_000


def test_a_brief_asks_its_filters_and_its_region_once(monkeypatch):
    asked = []
    for name in ("select", "find_answers"):
        real = getattr(selected, name)
        monkeypatch.setattr(
            selected,
            name,
            lambda *a, n=name, f=real, **k: [asked.append(n), f(*a, **k)][1],
        )
    january = {"from": date(2026, 1, 1), "to": date(2026, 1, 31), "region": SUCRE}
    draw_picture(brief_of(january, "region"))
    # the rows with the region for the pin of the link, and those of every answer
    assert sorted(asked) == ["find_answers", "select", "select"]
