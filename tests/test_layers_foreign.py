"""The map over a table of other people (made up): anywhere, with codes of its own."""

from html import escape

import pytest

from dashboard.figures.card_labels import OUR_POINT, POINT_OF_TABLE
from dashboard.figures.headline import headline
from dashboard.figures.own_columns import LONGEST, own_text
from dashboard.layers import base_map, incidents, unpack
from dashboard.layers.areas import MOST_STANDING
from dashboard.layers.legend import disputes_in_view
from dashboard.look.card import incident_card
from dashboard.style import SIZE_CLASSES
from tests import foreign_tables as foreign
from tests.worlds import real_dataset

AREA = {"latitude": "", "longitude": "", "geo_precision": "3", "area_id": "FJ"}
GUYANA = ((0.0, -62.0), (9.0, -57.0))
"""South-west and north-east corner."""


def shown(folder, rows) -> dict:
    dataset = foreign.open_rows(folder, rows)
    layer = incidents(dataset.incidents, dataset.dictionary, dataset.regions)
    return unpack(layer.packed)


def text_of(column: dict, row: int) -> str:
    return column["d"][column["i"][row]]


def test_across_180_degrees_marks_and_plates_stand_on_one_side(tmp_path):
    content = shown(tmp_path, [*foreign.rows_at(foreign.FIJI), foreign.area_row("FJ")])
    longitudes = [each / 1e5 for each in content["marks"]["lo"]]
    assert sorted(longitudes) == pytest.approx([177.4, 178.5, 179.6, 180.1])
    (at,) = content["areas"]["at"]
    assert 176 < at[1] < 182
    ring = content["areas"]["ring"][0]
    assert min(ring[::2]) > 17_600 and max(ring[::2]) < 18_200


def test_elsewhere_longitudes_stay_as_the_table_has_them(tmp_path):
    content = shown(tmp_path, foreign.rows_at(foreign.WORLD))
    longitudes = {each / 1e5 for each in content["marks"]["lo"]}
    assert longitudes == {longitude for _, longitude in foreign.WORLD}


def test_no_place_of_a_table_is_beyond_its_own_map(tmp_path):
    assert shown(tmp_path, foreign.rows_at(foreign.WORLD))["areas"]["id"] == []
    ours = real_dataset()
    layer = incidents(ours.incidents, ours.dictionary, ours.regions)
    assert "beyond" in unpack(layer.packed)["areas"]["id"]


def test_the_areas_with_most_incidents_stand_and_the_others_are_listed(tmp_path):
    regions = real_dataset().regions
    states = [each for each in regions.states["region_id"] if each[:2] == "MX"]
    states += [each for each in regions.states["region_id"] if each[:2] == "US"]
    states = states[: MOST_STANDING + 2]
    rows = [foreign.area_row(each) for each in states]
    rows += [foreign.area_row(states[-1], incident_id="AREA-again")]
    areas = shown(tmp_path, rows)["areas"]
    assert len(areas["at"]) == MOST_STANDING + 2
    assert sum(each is not None for each in areas["at"]) == MOST_STANDING
    assert areas["at"][areas["id"].index(states[-1])] is not None


def test_3000_deaths_have_the_size_of_the_last_class(tmp_path):
    rows = foreign.rows_at(foreign.SUDAN, 3)
    rows[0] |= {"deaths_best": "3000", "deaths_high": "3000"}
    style = shown(tmp_path, rows)["style"]
    assert style["sizes"][-1] == [1000, SIZE_CLASSES[-1].radius]
    assert style["sizes"][-1][1] < 30
    assert shown(tmp_path, foreign.rows_at(foreign.SUDAN))["style"]["sizes"] == []


TOLLS = ("deaths_low", "deaths_best", "deaths_high")


@pytest.mark.sample(4)
@pytest.mark.parametrize(
    "tolls, said",
    [
        (("123", "456"), "5–9 killed (best 7)"),
        (("123", ("4", "", "6")), "5–9 killed (best 2, not reported for 1 row)"),
        (
            ("123", ("4", "5", "")),
            "at least 5 killed (best 7; upper figure not reported for 1 row)",
        ),
        (
            ("123", ("", "5", "")),
            "7 killed (upper figure not reported for 1 row; "
            "lower figure not reported for 1 row)",
        ),
        ((("", "2", ""), ("", "5", "")), "7 killed (no range reported)"),
        (("123", ("", "", "")), "1–3 killed (best 2), 1 with no figure"),
    ],
)
@pytest.mark.parametrize("where", ["marks", "areas"])
def test_what_shares_a_mark_is_said_as_the_headline_says_it(
    tmp_path, tolls, said, where
):
    rows = [
        foreign.rows_at([(0.5, 30.5)], 1)[0]
        | {"incident_id": f"MADE-{number}", **dict(zip(TOLLS, ends, strict=True))}
        for number, ends in enumerate(tolls)
    ]
    if where == "areas":
        rows = [foreign.area_row("FJ") | each | AREA for each in rows]
    dataset = foreign.open_rows(tmp_path, rows)
    content = shown(tmp_path, rows)
    assert text_of(content[where]["toll"], 0) == said
    [line] = headline(dataset.incidents, dataset.everything, dataset.dictionary)
    assert said.replace(", 1 with", " · 1 with") in line


def test_the_legend_has_the_codes_that_occur_and_no_outline_without_a_verification(
    tmp_path,
):
    content = shown(tmp_path, foreign.rows_at(foreign.WORLD))
    legend = " ".join(words for _, words in content["legend"])
    for kind in ("Protest", "One-sided violence", "Armed clash", "not given"):
        assert kind in legend
    assert "im-outline" not in legend


def test_own_columns_are_in_popup_and_card_and_safe(tmp_path):
    dataset = foreign.open_rows(tmp_path, foreign.rows_at(foreign.SUDAN, 2))
    content = unpack(incidents(dataset.incidents, dataset.dictionary).packed)
    own = dict(content["rows"]["own"])
    assert list(own) == ["Own remark", "dyad"]
    assert text_of(own["Own remark"], 1) == "made up &lt;b&gt;1&lt;/b&gt; &amp; more"
    card = incident_card(
        dataset.incidents.iloc[1], dataset.incidents.iloc[:0], dataset.dictionary
    )
    assert "<details><summary>Other columns of the table (2)</summary>" in card
    assert "&lt;b&gt;1&lt;/b&gt;" in card and "<b>1</b>" not in card


@pytest.mark.parametrize(("letters", "cut"), [(LONGEST, False), (LONGEST + 1, True)])
def test_a_very_long_cell_of_an_own_column_is_cut(letters, cut):
    shown = own_text("x" * letters)
    assert shown.startswith("x" * LONGEST)
    assert shown.endswith(f"({LONGEST + 1} characters in all)") == cut
    assert ("…" in shown) == cut


def test_a_point_is_called_ours_only_where_it_is(tmp_path):
    assert shown(tmp_path, foreign.rows_at(foreign.SUDAN))["point"] == POINT_OF_TABLE
    ours = real_dataset()
    layer = incidents(ours.incidents.head(), ours.dictionary, ours.regions)
    assert unpack(layer.packed)["point"] == OUR_POINT


def test_hatched_land_is_explained_where_a_view_shows_it():
    regions = real_dataset().regions
    (seen,) = disputes_in_view(regions, GUYANA)
    assert (seen.administered_by, seen.claimed_by) == ("Guyana", "Venezuela")
    assert disputes_in_view(regions, ((10.0, 20.0), (20.0, 40.0))) == ()


def test_a_view_that_leaves_the_layers_names_no_disputed_land():
    regions = real_dataset().regions
    west, south, east, north = regions.box
    assert disputes_in_view(regions, ((south, west), (north, east)))
    assert disputes_in_view(regions, ((south, west), (north, east + 0.1))) == ()
    assert disputes_in_view(regions, ((-60.0, -170.0), (80.0, 180.0))) == ()


def test_the_map_of_a_table_opens_on_its_places(tmp_path):
    fiji = foreign.open_rows(tmp_path, foreign.rows_at(foreign.FIJI))
    made = base_map(fiji.description, regions=fiji.regions)
    (south, west), (north, east) = made.setup["opening"]
    assert 175 < west < 177.4 and 180.1 < east < 183 and south < -18.1 and north > -16.5
    assert made.leaflet["minZoom"] == 2.5 and made.setup["legend"] == []
    (_, left), (_, right) = made.leaflet["maxBounds"]
    assert left < west and right > east
    world = foreign.open_rows(tmp_path, foreign.rows_at(foreign.WORLD))
    assert base_map(world.description).leaflet["minZoom"] == 1.0


def test_a_long_label_is_short_in_the_legend_and_whole_in_its_tooltip(tmp_path):
    long = "made-up conditions / lack of <b>shelter</b>, food, water and more"
    rows = [
        {**row, "event_type": long if number % 2 else "short"}
        for number, row in enumerate(foreign.rows_at(foreign.SUDAN))
    ]
    legend = str(shown(tmp_path, rows)["legend"])
    assert f'title="{escape(long)}"' in legend
    assert "made-up conditions / lack of" in legend and " …<" in legend
    assert "<b>" not in legend
