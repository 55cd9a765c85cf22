"""Layers carry what the rows say: none, one, many; nothing more, and no code."""

import html
import json
import re

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from shapely.geometry import Point, Polygon, box
from streamlit_folium import generate_leaflet_string

from dashboard import ROOT
from dashboard.geo.regions import Regions
from dashboard.layers import (
    LAYER_LABELS,
    LAYERS,
    base_map,
    build_layers,
    incidents,
    unpack,
)
from dashboard.style import CLASSES, COLORS
from tests.worlds import AREA, DICTIONARY, NO_TOLL, located, real_dataset

HOSTILE = "</script><img src=x onerror=alert(1)>${alert(2)}`{{7*7}}\\2'\""
SEVERAL = ({}, {"latitude": "13", "strikes": "1"}, AREA, {**AREA, "deaths_high": "9"})


def fresh_map():
    """Return the base map of our data set."""
    return base_map(DICTIONARY.description)


def content(*changes, **options) -> dict:
    """Return what the layer of these rows carries to the browser."""
    return unpack(incidents(located(*changes), DICTIONARY, **options).packed)


def none() -> pd.DataFrame:
    return located().iloc[:0]


def said(column: dict) -> list[str]:
    return [column["d"][each] for each in column["i"]]


def rendered(layer) -> str:
    """Return the page that a browser would get, as folium writes it."""
    page = fresh_map()
    layer.add_to(page)
    return page.get_root().render()


@pytest.fixture
def regions() -> Regions:
    states = gpd.GeoDataFrame(
        {
            "region_id": ["XA-1", "XA-2"],
            "name": ["Left", "Right"],
            "name_es": ["Izquierda", "Derecha"],
            "country_id": ["XA", "XA"],
        },
        geometry=[box(-64, 9, -63, 10), box(-63, 9, -62, 10)],
        crs=4326,
    )
    seas = gpd.GeoDataFrame(
        {
            "region_id": ["sea-x"],
            "name": ["Made-up Sea"],
            "basin_id": ["basin-caribbean"],
        },
        geometry=[box(-64, 10, -62, 12)],
        crs=4326,
    )
    zones = gpd.GeoDataFrame(
        {
            "region_id": ["XA", "XA", "XA"],
            "zone": ["territorial_sea", "approximate_200_nm", "approximate_200_nm"],
            "status": ["national"] * 3,
            "agree": [True, True, False],
        },
        geometry=[
            box(-64, 10, -62, 10.4),
            box(-64, 10.4, -63, 12),
            box(-63, 10.4, -62, 12),
        ],
        crs=4326,
    )
    places = gpd.GeoDataFrame(
        {
            "place_id": ["p"],
            "name": ["Puerto"],
            "state_id": ["XA-1"],
            "population": [9],
        },
        geometry=[Point(-63.5, 9.9)],
        crs=4326,
    ).assign(region_id="p", country_id="XA")
    return Regions(states=states, seas=seas, zones=zones, places=places)


# ---------------------------------------------------------------------- base map


def test_the_base_map_is_the_same_to_the_byte_at_every_rerun():
    assert fresh_map().get_root().render() == fresh_map().get_root().render()


def test_a_selection_changes_the_layer_and_not_the_base_map():
    bases = []
    for rows in (none(), located(), located(*SEVERAL)):
        page = fresh_map()
        page.render()
        bases.append(generate_leaflet_string(page))
        incidents(rows, DICTIONARY).add_to(page)
    assert len(set(bases)) == 1


def test_the_base_map_loads_only_files_of_ours_by_relative_address():
    page = fresh_map()
    links = [url for _, url in [*page.default_js, *page.default_css]]
    assert all(each.startswith("../../app/static/") for each in links)
    assert "http" not in page.get_root().render().replace("http-equiv", "")


def test_the_basemap_may_be_missing_without_breaking_the_map():
    assert "basemap.js" not in str(fresh_map().default_js)


@pytest.mark.parametrize("name", ["built/map.js", "incidents.css"])
def test_our_own_files_name_no_other_host(name):
    text = (ROOT / "dashboard" / "static" / name).read_text(encoding="utf-8")
    assert not re.search(r"https?://|//[a-z]+\.[a-z]", text)


def test_the_land_that_two_states_claim_is_always_in_the_legend():
    assert "administered by Guyana, claimed by Venezuela" in str(fresh_map().setup)


# ---------------------------------------------------------------- none, one, many


@pytest.mark.parametrize("name", LAYERS)
@pytest.mark.parametrize("count", [0, 1, 4])
def test_every_layer_can_be_drawn_from_none_one_and_many(name, count, regions):
    rows = located(*SEVERAL).iloc[:count]
    layer = LAYERS[name](rows, DICTIONARY, regions)
    assert layer.kind in rendered(layer)
    assert unpack(layer.packed)["legend"] is not None


def test_layers_come_in_drawing_order_and_only_those_asked_for(regions):
    made = build_layers(
        located(), DICTIONARY, regions, ["incidents", "zones"], selected="x"
    )
    assert [each.kind for each in made] == ["zones", "incidents"]


def test_every_layer_has_words_for_its_switch():
    assert list(LAYER_LABELS) == list(LAYERS)


def test_the_same_rows_give_the_same_layer():
    rows = located(*SEVERAL)
    again = incidents(rows.copy(), DICTIONARY)
    assert incidents(rows, DICTIONARY).packed == again.packed


def test_a_kept_packing_is_sent_as_it_is():
    kept = incidents(located(), DICTIONARY).packed
    layer = incidents(none(), DICTIONARY, packed=kept, selected="A-1")
    assert layer.packed == kept
    assert layer.state == {"selected": "A-1"}


# -------------------------------------------------------------------------- marks


def test_no_rows_give_no_mark_and_no_plate():
    nothing = unpack(incidents(none(), DICTIONARY).packed)
    assert nothing["marks"]["n"] == []
    assert nothing["areas"]["id"] == []
    assert nothing["legend"] == []


def test_rows_on_one_point_are_one_mark_with_their_sum():
    marks = content({}, {"deaths_high": "6"}, {"latitude": "13"})["marks"]
    assert marks["n"] == [2, 1]
    assert marks["best"] == [6, 3]
    assert said(marks["toll"]) == ["4–10 killed (best 6)", "2–4 killed (best 3)"]
    assert said(marks["count"]) == ["2 strikes", "1 strike"]


def test_a_mark_shows_the_worst_verification_of_its_rows():
    marks = content({"verification": "corroborated"}, {"verification": "contested"})[
        "marks"
    ]
    assert marks["out"] == [2]


def test_a_follow_up_adds_to_the_toll_and_not_to_the_strikes():
    parent = {"incident_id": "TST-2025-09-02-01", "deaths_low": "3", "deaths_high": "3"}
    part = {
        "incident_id": "TST-2025-09-02-02",
        "parent_id": "TST-2025-09-02-01",
        "event_type": "follow_up_strike",
        "strikes": "0",
        "deaths_low": "2",
        "deaths_best": "2",
        "deaths_high": "2",
    }
    sent = content(parent, part)
    assert said(sent["marks"]["count"]) == ["1 strike"]
    assert said(sent["rows"]["total"]) == ["5 killed", ""]
    assert sent["rows"]["part"] == [-1, 0]


def test_an_incident_that_is_no_strike_is_counted_as_an_incident():
    marks = content({}, {"event_type": "vessel_seizure", "strikes": ""})["marks"]
    assert said(marks["count"]) == ["2 incidents"]


def test_no_figure_is_never_drawn_as_none():
    zero = {"deaths_low": "0", "deaths_best": "0", "deaths_high": "0", "missing": ""}
    sent = content({**NO_TOLL}, {**zero, "latitude": "13"})
    assert sent["marks"]["best"] == [-1, 0]
    assert said(sent["rows"]["toll"]) == ["no figure reported", "none killed"]


def test_a_sum_says_how_many_rows_have_no_figure():
    marks = content({}, NO_TOLL)["marks"]
    assert said(marks["toll"]) == ["2–4 killed (best 3), 1 with no figure"]


def test_a_sum_with_an_open_end_does_not_invent_it():
    areas = content(AREA, {**AREA, "deaths_high": ""})["areas"]
    assert said(areas["short"]) == ["at least 4 killed"]


# ------------------------------------------------------------- several campaigns

SEIZED = {
    "event_type": "vessel_seizure",
    "campaign": "vessel_seizure",
    "strikes": "",
    "deaths_low": "0",
    "deaths_best": "0",
    "deaths_high": "0",
    "missing": "",
}
ACCIDENT = {"event_type": "accident", "campaign": "accident", "strikes": ""}
BY_CAMPAIGN = "boat strikes: 2–4 killed\nvessel seizures: none killed"


def test_a_plate_says_the_tolls_of_two_campaigns_apart():
    areas = content({**AREA, **SEIZED}, AREA)["areas"]
    assert said(areas["short"]) == [BY_CAMPAIGN]
    with_best = BY_CAMPAIGN.replace("2–4 killed", "2–4 killed (best 3)")
    assert said(areas["toll"]) == [with_best]
    assert said(areas["count"]) == ["2 incidents"]


def test_a_plate_without_room_for_its_tolls_leaves_them_to_the_popup():
    areas = content(AREA, {**AREA, **SEIZED}, {**AREA, **ACCIDENT})["areas"]
    assert said(areas["short"]) == ["tolls by campaign: click"]
    assert said(areas["toll"])[0].splitlines() == [
        "boat strikes: 2–4 killed (best 3)",
        "vessel seizures: none killed",
        "accidents: 2–4 killed (best 3)",
    ]


def test_a_mark_of_several_campaigns_is_sized_by_the_largest_and_not_by_the_sum():
    accident = {**ACCIDENT, "deaths_high": "6", "deaths_best": "5"}
    marks = content({}, accident, {"latitude": "13"})["marks"]
    assert marks["best"] == [5, 3]
    assert said(marks["toll"]) == [
        "boat strikes: 2–4 killed (best 3)\naccidents: 2–6 killed (best 5)",
        "2–4 killed (best 3)",
    ]


def test_a_campaign_without_figures_is_no_zero_beside_another():
    marks = content({**ACCIDENT, **NO_TOLL}, {**SEIZED, **NO_TOLL})["marks"]
    assert marks["best"] == [-1]
    assert said(marks["toll"]) == ["vessel seizures: no figure\naccidents: no figure"]


def test_shading_says_the_tolls_of_campaigns_apart(regions):
    rows = located({}, ACCIDENT).assign(state_id="XA-1", sea_id="", zone_of="")
    sent = unpack(LAYERS["regions"](rows, DICTIONARY, regions, measure="deaths").packed)
    assert sent["tip"] == [
        "<b>Left</b><br>2 incidents · boat strikes: 2–4 killed (best 3)"
        " · accidents: 2–4 killed (best 3)"
    ]
    assert "1–9 killed (best)" in words_of(sent)  # the largest toll of one campaign: 3


# ------------------------------------------------------------------------- plates


def test_a_row_known_only_to_an_area_is_never_a_mark():
    sent = content(AREA, {**AREA, "theatre": "not_disclosed", "area_id": ""})
    assert sent["marks"]["n"] == []
    assert sent["areas"]["id"] == ["basin-caribbean", "undisclosed"]


def test_one_plate_holds_all_rows_of_an_area():
    areas = content({}, AREA, {**AREA, "deaths_high": "9"})["areas"]
    assert areas["n"] == [2]
    assert areas["name"] == ["Caribbean Sea"]
    assert areas["rows"] == [1, 2]
    assert said(areas["short"]) == ["4–13 killed"]


def test_what_lies_in_no_area_of_the_map_is_docked_at_its_edge():
    areas = content(
        {**AREA, "area_id": "outside:Indian Ocean"},
        {**AREA, "area_id": "", "theatre": "not_disclosed"},
        {"latitude": "", "longitude": "", "geo_precision": ""},
    )["areas"]
    assert areas["name"] == ["Indian Ocean", "Sea not disclosed", "Place not known"]
    assert areas["dash"] == [True, True, True]
    assert areas["at"] == [None, None, None]


def test_a_mark_beyond_the_map_is_also_counted_on_a_plate():
    sent = content({"latitude": "61.5", "longitude": "-13"}, {})
    assert sent["marks"]["n"] == [1, 1]
    assert sent["areas"]["id"] == ["beyond"]
    assert sent["areas"]["rows"] == [0]


def test_the_plate_of_a_state_stands_in_the_state(regions):
    areas = content({**AREA, "area_id": "XA-2"}, regions=regions)["areas"]
    latitude, longitude = areas["at"][0]
    assert areas["name"] == ["Right"]
    assert -63 < longitude < -62 and 9 < latitude < 10


def test_only_the_plate_of_land_may_stand_beside_its_area(regions):
    rows = ({**AREA, "area_id": "XA-2"}, AREA)
    areas = content(*rows, regions=regions)["areas"]
    assert areas["land"] == [True, False]
    real_regions = real_dataset().regions
    real = content({**AREA, "area_id": "VE"}, AREA, regions=real_regions)["areas"]
    assert real["land"] == [True, False] and real["wide"][0] is None
    for name, region_id in (("ring", "VE"), ("wide", "basin-caribbean")):
        flat = np.array(real[name][name == "wide"]) / 100
        outline = Polygon(flat.reshape(-1, 2))
        parts = shapely.get_parts(real_regions.geometry(region_id))
        largest = Polygon(max(parts, key=lambda part: part.area).exterior)
        assert outline.hausdorff_distance(largest) < 0.26
        assert outline.symmetric_difference(largest).area < 0.03 * largest.area


def test_no_row_is_lost_between_marks_and_plates():
    rows = [
        {},
        AREA,
        {"latitude": "", "longitude": ""},
        {"latitude": "61", "longitude": "-13"},
    ]
    sent = content(*rows)
    marked = np.cumsum(sent["marks"]["steps"]).tolist()
    assert sorted({*marked, *sent["areas"]["rows"]}) == [0, 1, 2, 3]
    assert sent["rows"]["short"].keys() == {"d"}  # its numbers are those of the toll
    assert len(sent["rows"]["short"]["d"]) == len(sent["rows"]["toll"]["d"])


# ------------------------------------------------------------------------- legend


def words_of(sent: dict) -> str:
    signs = " ".join("".join(map(str, row)) for row in sent["legend"])
    return html.unescape(re.sub(r"<[^>]+>", " ", signs))


def test_the_legend_names_no_class_that_is_absent():
    words = words_of(content({}))
    assert "official claim" in words
    assert "corroborated" not in words and "contested" not in words
    assert "on land" not in words and "only the area" not in words


def test_the_legend_names_every_class_that_is_present():
    rows = (
        {},
        {"event_type": "raid"},
        {"event_type": "vessel_seizure", **NO_TOLL},
        AREA,
    )
    words = words_of(content(*rows))
    assert DICTIONARY.label("event_type", "raid") in words
    assert DICTIONARY.label("event_type", "vessel_seizure") in words
    assert "“?” no figure" in words and "only the area is known" in words


def sign_of(sent: dict, words: str) -> str:
    return next(sign for sign, said_ in sent["legend"] if said_ == words)


def test_a_class_of_white_marks_only_is_white_in_the_legend():
    seizure = DICTIONARY.label("event_type", "vessel_seizure")
    sent = content({}, {**SEIZED, "latitude": "13"})
    sign = sign_of(sent, seizure)
    assert f'fill="{COLORS.halo}"' in sign and "<rect" in sign
    assert CLASSES[2].fill not in str(sent["legend"])
    deadly = {"deaths_low": "1", "deaths_best": "1", "deaths_high": "1"}
    sent = content({}, {**SEIZED, **deadly, "latitude": "13"})
    assert CLASSES[2].fill in sign_of(sent, seizure)


def test_the_sizes_of_the_legend_are_of_a_class_that_has_a_toll():
    sent = content(NO_TOLL, {"event_type": "raid", "latitude": "13"})
    assert CLASSES[0].fill not in str(sent["legend"])
    assert str(sent["legend"]).count(CLASSES[1].fill) > 3


def test_circles_leave_the_legend_when_they_are_switched_off():
    assert "anywhere in the circle" in words_of(content({}))
    assert "anywhere in the circle" not in words_of(content({}, circles=False))


def test_a_map_of_plates_alone_has_no_mark_in_its_legend():
    words = words_of(content(AREA))
    assert "killed (best)" not in words and "official claim" not in words


def test_the_legend_takes_its_colors_from_the_style():
    legend = json.dumps(content({}, {"event_type": "raid"})["legend"])
    assert CLASSES[0].fill in legend and CLASSES[1].fill in legend
    assert CLASSES[2].fill not in legend


def test_the_day_up_to_which_the_table_goes_travels_with_the_layer():
    assert content({})["credit"] == "data to 4 Oct 2026"


# -------------------------------------------------------------------------- popups


def test_hostile_text_is_sent_as_text():
    columns = "location notes actor claimed_target geo_note origin".split()
    changes = dict.fromkeys(columns, HOSTILE)
    row = {**changes, "sources": f"{HOSTILE.replace('<', '')} <https://example.org/a>"}
    layer = incidents(located(row), DICTIONARY, selected=HOSTILE)
    # our own signs in the legend are the only HTML
    sent = {
        k: v for k, v in unpack(layer.packed).items() if k not in ("legend", "style")
    }
    strings = list(_strings(sent))
    assert html.unescape(said(sent["rows"]["location"])[0]) == HOSTILE
    assert not [each for each in strings if set(each) & set("<>`$\\{}\"'")]


def test_the_page_holds_no_trace_of_hostile_text():
    page = rendered(
        incidents(located({"location": HOSTILE}), DICTIONARY, selected=HOSTILE)
    )
    assert "<img" not in page and "</script><" not in page.replace("</script>\n<", "")
    assert "${" not in page and "{{" not in page


def test_streamlit_folium_passes_the_columns_on_unchanged():
    layer = incidents(
        located({"notes": HOSTILE}, {"notes": "_abc123 {{ x }}"}), DICTIONARY
    )
    layer.add_to(fresh_map())
    layer.render()
    script = generate_leaflet_string(layer, base_id="feature_group_0")
    assert unpack(re.search(r'"([A-Za-z0-9+/=]{100,})"', script)[1])["n"] == 2


def test_only_web_addresses_become_links():
    row = {
        "sources": "A <https://example.org/a> 2025-09 | B <javascript:alert(1)> via C | D"
    }
    sources = content(row)["rows"]["sources"]["d"][1]
    assert sources == [
        ["A", "https://example.org/a", "Sep 2025", ""],
        ["B", "", "", "seen through C; page not opened by us"],
        ["D", "", "", ""],
    ]


def test_a_claim_has_a_claimant():
    row = {"actor": "US military", "claimed_target": "a group"}
    sent = content(row)["rows"]
    assert said(sent["claim"]) == [
        "according to the US military, the target was a group"
    ]
    assert said(sent["claim_of_nobody"]) == [""]
    sent = content({"actor": "", "claimed_target": "a group"})["rows"]
    assert said(sent["claim"]) == [""] and said(sent["claim_of_nobody"]) == ["a group"]


def test_a_blank_toll_of_a_part_is_not_called_unreported():
    part = {**NO_TOLL, "parent_id": "TST-2025-09-02-01", "latitude": "13"}
    words = said(content({}, part)["rows"]["toll"])
    assert words[1] == "toll reported for the whole incident only"


def test_a_distance_in_words_is_shown_where_the_caller_gives_it():
    rows = located().assign(where_words="24 NM off Sucre")
    sent = unpack(incidents(rows, DICTIONARY).packed)
    assert said(sent["rows"]["where"]) == ["24 NM off Sucre"]
    without = rows.drop(columns="where_words")
    sent = unpack(incidents(without, DICTIONARY).packed)
    assert said(sent["rows"]["where"]) == [""]


def test_an_about_date_is_said_as_about():
    assert said(content({"date_precision": "about"})["rows"]["date"]) == [
        "about 2 Sep 2025"
    ]


# -------------------------------------------------------------------- other layers


def placed(*states: str) -> pd.DataFrame:
    rows = located(*({} for _ in states))
    return rows.assign(state_id=list(states), sea_id="", zone_of="")


def test_shading_counts_what_no_region_holds(regions):
    layer = LAYERS["regions"](placed("XA-1", "XA-1", ""), DICTIONARY, regions)
    sent = unpack(layer.packed)
    assert len(sent["shapes"]) == 1
    assert sent["tip"] == ["<b>Left</b><br>2 incidents · 4–8 killed"]
    assert "1 incident not in any state" in words_of(sent)


def test_shading_of_deaths_uses_its_own_classes(regions):
    rows = placed("XA-1", "XA-1", "XA-1", "XA-1")
    sent = unpack(LAYERS["regions"](rows, DICTIONARY, regions, measure="deaths").packed)
    assert "10–24 killed (best)" in words_of(sent)


def test_a_zone_line_that_two_methods_draw_apart_is_called_uncertain(regions):
    words = words_of(unpack(LAYERS["zones"](located(), DICTIONARY, regions).packed))
    assert "12 NM line, approximate" in words
    assert "boundary uncertain" in words


def test_without_zones_the_map_says_so(regions):
    regions.zones = regions.zones.iloc[:0]
    words = words_of(unpack(LAYERS["zones"](located(), DICTIONARY, regions).packed))
    assert words.strip() == "zones are not installed"


def test_a_departure_is_a_diamond_only_where_a_place_is_known(regions):
    rows = located(
        {"origin": "Puerto, Left", "origin_id": "XA-1"},
        {"origin": "Puerto (elsewhere)", "origin_id": "XA-2"},
        {"origin": "a state only", "origin_id": "XA-1"},
    )
    sent = unpack(LAYERS["origins"](rows, DICTIONARY, regions).packed)
    assert sent["name"] == ["Puerto"]
    assert "2 departures without a known port" in words_of(sent)


def _strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
