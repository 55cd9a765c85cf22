"""The styles inside a GeoPackage: QGIS draws from them what our style table says.

Their expressions are plain enough for SQLite, which works them out over the very rows
of the file here; QGIS itself is not part of the tests.
"""

import math
import sqlite3
import xml.etree.ElementTree as ET
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pytest
import shapely

import dashboard
from dashboard.exports import EXPORT_FORMATS, Export
from dashboard.exports.areas import area_frame
from dashboard.exports.geo import points_frame
from dashboard.geo.drawn_shape import has_own_point
from dashboard.style import circle_tone, shape_factor
from dashboard.table.looks import looks_of
from tests.worlds import real_dataset

DATASET = real_dataset()
UNFIT = "ev\x01il'"
HOSTILE = 'it\'s \\ a "code" <b>'


def written(folder, rows, dictionary=DATASET.dictionary):
    path = folder / "a.gpkg"
    export = Export(rows, "all", dictionary, "f00", regions=DATASET.regions)
    path.write_bytes(EXPORT_FORMATS["gpkg"].write(export))
    return path


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return written(tmp_path_factory.mktemp("qgis"), DATASET.incidents)


def opened(path) -> sqlite3.Connection:
    base = sqlite3.connect(path)
    base.create_function("sqrt", 1, math.sqrt)
    base.create_function("ln", 1, math.log)
    base.create_function("color_rgb", 3, "{:.0f},{:.0f},{:.0f}".format)
    return base


def style_of(path, layer) -> ET.Element:
    [(text,)] = opened(path).execute(
        'select "styleQML" from layer_styles where f_table_name = ?', [layer]
    )
    return ET.fromstring(text.replace("\\\\", "\\"))  # SQLite doubles no backslash


def rules(style) -> dict[str, str]:
    """Return the condition of each symbol, the last one as the rest of the others."""
    found = {each.get("symbol"): each.get("filter") for each in style.iter("rule")}
    last = list(found)[-1]
    assert found[last] == "ELSE"
    others = " OR ".join(f"({each})" for each in list(found.values())[:-1]) or "0"
    return found | {last: f"NOT ifnull(({others}), 0)"}


def expressions(symbol) -> dict[str, str]:
    return {
        each.get("name"): each.find("Option[@name='expression']").get("value")
        for each in symbol.findall(".//Option[@name='properties']/Option")
    }


def drawn(path) -> dict[str, dict]:
    """Return what each row's mark is, as the style says it."""
    style, found = style_of(path, "incidents"), {}
    for symbol, condition in rules(style).items():
        layer = style.find(f".//symbol[@name='{symbol}']/layer")
        fixed = {each.get("name"): each.get("value") for each in layer[0]}
        names, asked = zip(*expressions(layer).items(), strict=True)
        query = (
            f"select incident_id, {', '.join(asked)} from incidents where {condition}"
        )
        for row_id, *cells in opened(path).execute(query):
            assert row_id not in found
            found[row_id] = fixed | dict(zip(names, cells, strict=True))
    return found


def check(path, rows, looks):
    found = drawn(path)
    assert set(found) == set(rows["incident_id"])
    for row in rows.itertuples():
        mark, look = found[row.incident_id], looks.mark_class(row.event_type)
        line = looks.outline(row.verification)
        best = None if np.isnan(row.deaths_best) else row.deaths_best
        reach = shape_factor(look.shape) * looks.radius(best)
        assert mark["size"] == pytest.approx(2 * reach, abs=0.15)
        assert mark["fillColor"] == (look.fill if best else "#FFFFFF")
        assert mark["outlineWidth"] == line.width
        assert mark["outlineStyle"] == ("dash" if line.dash else "solid")


def plain(rows):
    """Return rows with the best figure as a number, blank as NaN."""
    best = rows["deaths_best"].to_numpy(dtype="float64", na_value=np.nan)
    return rows.assign(deaths_best=best)


def test_every_row_has_the_mark_of_the_style_table(path):
    check(path, plain(DATASET.incidents), DATASET.dictionary.looks)


def test_large_tolls_and_strange_codes_have_theirs(tmp_path):
    rows = DATASET.incidents.head(9)
    codes = [HOSTILE, "b", "", "c", "d", "e", "f", "g", "h"]
    deaths = [1, 9, 10, 99, 100, 999, 1_000, 0, None]
    rows = rows.assign(
        event_type=codes,
        verification=[HOSTILE] * 4 + ["x", "", "y", "z", "x"],
        deaths_best=np.array([np.nan if each is None else each for each in deaths]),
    )
    looks = looks_of(codes, rows["verification"], 1_000, {})
    assert looks.sizes and len(looks.outlines) == 3
    dictionary = replace(DATASET.dictionary, looks=looks)
    check(written(tmp_path, rows, dictionary), rows, looks)


def test_a_code_that_no_xml_can_hold_leaves_the_style_whole(tmp_path):
    rows = DATASET.incidents.head(3).assign(event_type=[UNFIT, "b", "b"])
    looks = looks_of(rows["event_type"], rows["verification"], 5, {UNFIT: UNFIT})
    dictionary = replace(DATASET.dictionary, looks=looks)
    found = drawn(written(tmp_path, rows, dictionary))
    assert set(found) == set(rows["incident_id"])


def test_areas_without_a_precision_are_counted_as_the_headline_counts_them(tmp_path):
    table = tmp_path / "made-up.csv"
    table.write_text(
        "id,date,latitude,longitude,area_id,deaths_low,deaths_best,deaths_high\n"
        "a,2025-09-02,,,VE-R,1,1,1\nb,2025-09-03,,,VE-R,2,2,3\nc,2025-09-04,,,,,,\n"
    )
    rows = (opened := dashboard.open(table)).selected.rows
    assert list(rows["join_method"]) == ["area", "area", "unlocated"]
    assert "2 known only to an area" in str(opened.totals())
    areas = area_frame(Export(rows, "", opened.dataset.dictionary, ""))
    assert list(areas["incidents"]) == [2, 1]
    assert areas["deaths_high"].fillna(-1).tolist() == [4, -1]


def test_circles_have_the_tone_of_their_radius(path):
    style = style_of(path, "circles")
    asked = expressions(style.find(".//symbol/layer"))["fillColor"]
    pairs = opened(path).execute(f"select radius_km, {asked} from circles").fetchall()
    assert len({km for km, _ in pairs}) > 5
    for km, color in pairs:
        tone = circle_tone(km)
        ours = [int(tone[start : start + 2], 16) for start in (1, 3, 5)]
        assert np.abs(np.array(ours) - [*map(int, color.split(","))]).max() <= 1


def test_areas_hold_every_row_that_has_no_point_with_its_toll(path):
    rows = DATASET.incidents
    base = opened(path)
    found = base.execute(
        "select area_id, incidents, parts, deaths_low, deaths_high, label from areas"
    ).fetchall()
    without = rows[~has_own_point(rows)]
    assert sum(each[1] + each[2] for each in found) == len(without) > 0
    by_id = {each[0]: each[1:] for each in found}
    pacific = without[without["area_id"].eq("basin-eastern-pacific")]
    assert by_id["basin-eastern-pacific"][0] == len(pacific)
    assert by_id["basin-eastern-pacific"][2:4] == (None, None)  # several campaigns
    boats = pacific[pacific["campaign"].eq("boat_strike")]
    low, high = boats["deaths_low"].sum(), boats["deaths_high"].sum()
    assert f"boat strikes: {low}–{high} killed" in by_id["basin-eastern-pacific"][4]
    one = without[without["area_id"].eq("VE-F")]
    assert by_id["VE-F"][2] == one["deaths_low"].sum()
    assert by_id["VE-F"][3] is None  # the upper figure is not reported


def test_an_area_has_its_own_shape_and_what_is_not_disclosed_has_none(path):
    rows = dict(opened(path).execute("select area_id, geom is null from areas"))
    assert rows["undisclosed"] and not rows["basin-caribbean"]
    frame = points_frame(Export(DATASET.incidents, "", DATASET.dictionary, ""))
    assert frame.geometry[frame["geo_precision"].eq(3)].isna().all()
    areas = gpd.read_file(path, layer="areas").set_index("area_id")
    whole = DATASET.regions.geometry("basin-caribbean")
    assert areas.crs == 4326
    shared = shapely.intersection(areas.geometry["basin-caribbean"], whole).area
    assert shared / whole.area == pytest.approx(1, abs=0.01)


def test_every_style_is_of_a_layer_that_is_there(path):
    base = opened(path)
    styled = base.execute(
        "select f_table_name, f_geometry_column from layer_styles where useAsDefault"
    ).fetchall()
    known = base.execute("select table_name, column_name from gpkg_geometry_columns")
    assert sorted(styled) == sorted(known.fetchall())
    assert len(styled) == 3
