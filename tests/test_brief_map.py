"""What stands on the map of a brief is true: read from the artists of the drawing."""

from datetime import date
from functools import cache

import numpy as np
import pytest
import shapely
from matplotlib.patches import Circle, FancyBboxPatch, Polygon

from dashboard.brief.drawing import map_box
from dashboard.brief.drawing.frame import Frame, latitude_of
from dashboard.brief.drawing.picture import draw_picture
from dashboard.brief.words.layouts import LAYOUTS
from dashboard.brief.words.make import make_brief
from tests.worlds import OPENING, real_dataset

DATASET = real_dataset()
SUCRE = ("VE-R", "could", 12.0)
BOATS = {"campaign": ["boat_strike"]}
SELECTIONS = {
    "opening": OPENING,
    "all": {},
    "area only": {"geo_precision": ["3"]},
    "thirty days": {"from": date(2025, 12, 4), "to": date(2026, 1, 3)},
    "week": {"from": date(2025, 9, 1), "to": date(2025, 9, 7)},
    "pacific 2026": {
        **BOATS,
        "theatre": ["eastern_pacific"],
        "from": date(2026, 1, 1),
        "to": date(2026, 3, 31),
    },
    "state": {**OPENING, "region": SUCRE},
    "sea": {**OPENING, "region": ("sea-caribbean-sea", "in", 12.0)},
    "operation": {"campaign": ["venezuela_operation"]},
    "land": {"campaign": ["land_strike"]},
    "seizures": {"campaign": ["vessel_seizure"]},
    "refuelling": {"campaign": ["refuelling_vessel_sunk"]},
    "one": {"text": "Beata"},
    "none": {"text": "no such words"},
    "deadly": {"deaths_min": 8},
    "contested": {"verification": ["contested"]},
    "before": {"to": date(2026, 1, 2)},
    "after": {"from": date(2026, 1, 3)},
    "venezuela": {"theatre": ["venezuela_land"]},
    "around Bolívar": {"region": ("VE-F", "area", 12.0)},
}
MAPS = [code for code in LAYOUTS if code != "table"]
GATE = [
    ("all", "numbers"),
    ("opening", "compare"),
    ("area only", "map"),
    ("opening", "weekly"),
    ("thirty days", "map"),
    ("state", "region"),
]
CASES = [
    pytest.param(name, layout, marks=() if (name, layout) in GATE else pytest.mark.full)
    for name in SELECTIONS
    for layout in MAPS
]
PLATE, MARK, LEADER, NUMBER = 15, 12, 11, 24
"""Layers (zorder) of the drawing."""
CLEAR = 7
"""Pixels that a leader keeps from every mark that does not touch its own."""


@cache
def drawn(name: str, layout: str):
    """Return the axes of a brief and the frames of its maps."""
    selection, more = SELECTIONS[name], {}
    if layout == "region" and "region" not in selection:
        selection = {**selection, "region": SUCRE}
    if layout == "compare":
        more["against"] = {**selection, "from": date(2026, 1, 3)}
    frames: list[Frame] = []
    draw_map = map_box.draw_map

    def recorded(page, brief, frame, *rest, **options):
        frames.append(frame)
        return draw_map(page, brief, frame, *rest, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(map_box, "draw_map", recorded)
        brief = make_brief(DATASET, selection, layout=layout, **more)
        [axes] = draw_picture(brief).axes
    return axes, frames[-2:] if layout == "compare" else frames[-1:]


def texts_at(axes, x: float, y: float) -> list[str]:
    return [
        text.get_text()
        for text in axes.texts
        if text.get_position() == pytest.approx((x, y))
    ]


def plates(axes) -> list[tuple[str, shapely.Polygon]]:
    """Return the name and the box of each plate, in pixels of the page."""
    found = []
    for patch in axes.patches:
        if isinstance(patch, FancyBboxPatch) and patch.get_zorder() == PLATE:
            x, y = patch.get_x(), patch.get_y()
            [name] = texts_at(axes, x + 24, y + 26)
            box = shapely.box(x, y, x + patch.get_width(), y + patch.get_height())
            found.append((name, box))
    return found


def on_the_ground(box: shapely.Polygon, frame: Frame) -> shapely.Polygon:
    """Return a box of the page in degrees: its sides are meridians and parallels."""
    x0, y0, x1, y1 = box.bounds
    west, east = (frame.west + (x - frame.x) / frame.scale for x in (x0, x1))
    north, south = (
        float(latitude_of(frame.top - (y - frame.y) / frame.scale)) for y in (y0, y1)
    )
    return shapely.box(west, south, east, north)


def areas_named(name: str) -> list[shapely.Geometry]:
    """Return the areas that have a name: a basin, a state or a country."""
    regions = DATASET.regions
    ids = set(DATASET.incidents["area_id"]) - {""}
    known = [each for each in ids if not each.startswith("outside:")]
    return [regions.geometry(each) for each in known if regions.name(each) == name]


@pytest.mark.sample(2)
@pytest.mark.parametrize(("name", "layout"), CASES)
def test_a_plate_lies_in_its_own_area(name, layout):
    axes, frames = drawn(name, layout)
    for title, box in plates(axes):
        [frame] = [each for each in frames if each.box.contains(box)]
        ground = on_the_ground(box, frame)
        [area] = areas_named(title)
        islets = ground.difference(area).area
        assert islets <= 0.01 * ground.area, title


def test_a_plate_can_fail_the_test_above():
    _, [frame] = drawn("area only", "map")
    [caribbean] = areas_named("Caribbean")
    corner = shapely.box(frame.x, frame.y, frame.x + 200, frame.y + 100)  # Mexico
    assert not caribbean.intersects(on_the_ground(corner, frame))


def test_there_are_plates_to_look_at():
    seen = {title for title, _ in plates(drawn("opening", "numbers")[0])}
    assert {"Caribbean", "Eastern Pacific"} <= seen


def words_of(axes) -> str:
    return " ".join(" ".join(text.get_text() for text in axes.texts).split())


@pytest.mark.parametrize(
    "layout", ["numbers", pytest.param("compare", marks=pytest.mark.full)]
)
def test_what_has_no_room_in_its_area_stands_in_the_strip(layout):
    said = words_of(drawn("all", layout)[0])
    assert "Known only to Venezuela:" in said
    assert "57–100 killed" in said
    assert "without room for a plate" not in said


def test_no_plate_stands_where_no_area_is_known():
    axes, _ = drawn("opening", "weekly")
    assert "Sea not disclosed" not in {title for title, _ in plates(axes)}
    assert "Sea not disclosed: 2 strikes" in words_of(axes)


def marks(axes) -> list[shapely.Geometry]:
    """Return the shapes of the marks on the page."""
    shapes = []
    for patch in axes.patches:
        if patch.get_zorder() != MARK:
            continue
        if isinstance(patch, Circle):
            shapes.append(shapely.Point(patch.center).buffer(patch.radius))
        elif isinstance(patch, Polygon):
            shapes.append(shapely.Polygon(patch.get_xy()))
    return shapes


def leaders(axes) -> list[shapely.LineString]:
    return [
        shapely.LineString(np.column_stack(line.get_data()))
        for line in axes.lines
        if line.get_zorder() == LEADER
    ]


@pytest.mark.parametrize(("name", "layout"), CASES)
def test_a_leader_begins_at_a_mark_and_runs_through_no_other(name, layout):
    axes, _ = drawn(name, layout)
    shapes = marks(axes)
    for leader in leaders(axes):
        begin = shapely.Point(leader.coords[0])
        own = min(shapes, key=begin.distance)
        assert begin.distance(own) < 16
        assert not any(leader.intersects(shape) for shape in shapes)
        apart = [shape for shape in shapes if not shape.intersects(own)]
        assert all(leader.distance(shape) >= CLEAR for shape in apart)


def test_there_are_leaders_to_look_at():
    assert len(leaders(drawn("all", "numbers")[0])) >= 3


def listed_numbers(axes) -> list[str]:
    """Return the numbers of the strip, which are bold and no larger than its text."""
    return [
        text.get_text()
        for text in axes.texts
        if text.get_text().isdigit()
        and text.get_zorder() == 30
        and text.get_size() == pytest.approx(16 * 0.72)
        and "Bold" in str(text.get_fontproperties().get_file())
    ]


@pytest.mark.parametrize(("name", "layout"), CASES)
def test_every_number_on_a_map_is_in_the_list(name, layout):
    axes, frames = drawn(name, layout)
    discs = [
        patch
        for patch in axes.patches
        if isinstance(patch, Circle) and patch.get_zorder() == NUMBER
    ]
    on_map = [texts_at(axes, x, y + 14 * 0.34) for x, y in (d.center for d in discs)]
    assert sorted(sum(on_map, [])) == sorted(listed_numbers(axes))
    assert len(on_map) == len(discs)
    assert all(
        any(f.box.contains(shapely.Point(d.center)) for f in frames) for d in discs
    )


@pytest.mark.sample(1)
@pytest.mark.parametrize("layout", ["numbers", "weekly", "map"])
def test_the_deadliest_marks_have_a_label(layout):
    axes, _ = drawn("opening", layout)
    said = [text.get_text() for text in axes.texts]
    assert "27 Oct 2025 · 14–15 killed" in said
    assert "about 2 Sep 2025 · 11 killed" in said
    assert "30 Dec 2025 · 3–11 killed" in said


def test_a_part_without_a_toll_leads_with_its_place():
    said = [text.get_text() for text in drawn("thirty days", "map")[0].texts]
    heads = [each for each in said if each.startswith("3 Jan 2026 ·")]
    leads = [each.removeprefix("3 Jan 2026 ·").split(",")[0] for each in heads]
    assert leads
    assert not any("toll" in each for each in leads)


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    ("name", "layout", "there"),
    [
        ("all", "numbers", True),
        ("area only", "map", True),
        ("land", "weekly", False),
        ("opening", "map", True),
        ("one", "map", False),
    ],
)
def test_the_legend_explains_plates_only_where_one_is_on_a_map(name, layout, there):
    axes, _ = drawn(name, layout)
    assert bool(plates(axes)) is there
    assert ("plate: only an area" in words_of(axes)) is there
