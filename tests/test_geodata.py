"""The region layers: known places, one tiling, honest papers, the same when rebuilt."""

import json
import re
from types import SimpleNamespace

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import pytest
import shapely

from geodata import HERE, LAYERS, build, equidistance, places, states, zones
from geodata.mosaic import cut_faces, find_owner, join_faces
from geodata.packages import PACKAGES
from geodata.provenance import read_about, read_provenance
from geodata.shapes import BOX, area_km2, circles
from geodata.sources import read_checksums
from geodata.topology import read_topology
from geodata.write import hash_file, read_layer, same_geometry, write_layer

NAMES = tuple(read_about())
WORLDWIDE = {"world_land", "world_states", "world_countries", "world_coarse"}
UNAMBIGUOUS = "odbl|gpl|non-commercial|noncommercial|by-nc"


@pytest.fixture(scope="module")
def layers():
    return {name: read_layer(name) for name in NAMES}


def at(layer: gpd.GeoDataFrame, lat: float, lon: float) -> gpd.GeoDataFrame:
    """Return the rows of a layer that cover a point."""
    return layer[shapely.intersects(layer.geometry.values, shapely.Point(lon, lat))]


@pytest.mark.parametrize(
    "place, lat, lon, state",
    [
        ("Cumaná", 10.456, -64.167, "VE-R"),
        ("Güiria", 10.575, -62.297, "VE-R"),
        ("Porlamar", 10.957, -63.869, "VE-O"),
        ("Caracas", 10.49, -66.88, "VE-A"),
        ("Chacao", 10.495, -66.853, "VE-M"),
        ("La Guaira", 10.60, -66.93, "VE-X"),
        ("Maracaibo", 10.65, -71.64, "VE-V"),
        ("Port of Spain", 10.65, -61.51, "TT-POS"),
        ("Tobago", 11.25, -60.67, "TT-TOB"),
        ("Georgetown", 6.80, -58.16, "GY-DE"),
        ("Bartica", 6.40, -58.62, "GY-CU"),
        ("Lethem", 3.38, -59.80, "GY-UT"),
        ("Linden", 6.00, -58.30, "GY-UD"),
        ("Bogotá", 4.61, -74.08, "CO-DC"),
        ("Ambato", -1.25, -78.62, "EC-T"),
        ("Tena", -0.99, -77.82, "EC-N"),
        ("Mexico City", 19.43, -99.13, "MX-CMX"),
        ("Quetzaltenango", 14.84, -91.52, "GT-09"),
        ("Kralendijk", 12.16, -68.26, "BQ-BO"),
        ("Willemstad", 12.15, -68.90, "CW"),
        ("Basse-Terre", 16.05, -61.70, "GP"),
        ("Isla de Aves", 15.669, -63.617, "VE-W"),
        ("Gran Roque", 11.948, -66.678, "VE-W"),
        ("San Andrés", 12.56, -81.71, "CO-SAP"),
    ],
)
def test_a_town_lies_in_its_state(layers, place, lat, lon, state):
    assert at(layers["states"], lat, lon)["region_id"].tolist() == [state], place


@pytest.mark.parametrize(
    "place, lat, lon, state",
    [
        ("San Juan de Unare", 10.747, -62.767, "VE-R"),
        ("Macuro", 10.65, -61.94, "VE-R"),
        ("Los Monjes", 12.40, -70.88, "VE-W"),
        ("off Los Testigos", 11.45, -63.0, "VE-W"),
        ("Isla de Patos", 10.63, -61.86, "VE-W"),
        ("Serrana", 14.35, -80.30, "CO-SAP"),
        ("Pedro Cays", 16.95, -77.75, "JM-01"),
        ("Klein Curaçao", 12.0, -68.62, "CW"),
        ("Cay Sal", 23.75, -80.45, "BS-BI"),
    ],
)
def test_a_point_at_sea_is_nearest_to_the_right_state(layers, place, lat, lon, state):
    rows = layers["states"]
    row = shapely.STRtree(rows.geometry.values).nearest(shapely.Point(lon, lat))
    assert rows["region_id"][row] == state, place


@pytest.mark.parametrize(
    "lat, lon, sea, basin",
    [
        (10.3, -62.0, "sea-gulf-of-paria", "basin-caribbean"),
        (13.5, -66.0, "sea-caribbean-sea", "basin-caribbean"),
        (11.5, -71.0, "sea-gulf-of-venezuela", "basin-caribbean"),
        (10.5, -63.9, "sea-gulf-of-cariaco", "basin-caribbean"),
        (9.8, -71.6, "sea-lake-maracaibo", "basin-caribbean"),
        (10.0, -61.6, "sea-serpents-mouth", "basin-atlantic"),
        (25.0, -60.0, "sea-north-atlantic", "basin-atlantic"),
        (13.2, -91.5, "sea-north-pacific", "basin-eastern-pacific"),
        (8.2, -79.2, "sea-gulf-of-panama", "basin-eastern-pacific"),
        (15.7, -94.8, "sea-gulf-of-tehuantepec", "basin-eastern-pacific"),
        (-5.0, -95.0, "sea-south-pacific", "basin-eastern-pacific"),
        (25.0, -90.0, "sea-gulf-of-mexico", "basin-gulf-of-mexico"),
    ],
)
def test_a_point_lies_in_its_sea_and_basin(layers, lat, lon, sea, basin):
    found = at(layers["seas"], lat, lon)
    assert found["region_id"].tolist() == [sea]
    assert found["basin_id"].tolist() == [basin]
    assert at(layers["basins"], lat, lon)["region_id"].tolist() == [basin]


@pytest.mark.parametrize(
    "lat, lon, zone, country, agree",
    [
        (10.80, -62.767, "territorial_sea", "VE", True),
        (12.40, -70.80, "territorial_sea", "VE", True),
        (15.70, -63.70, "territorial_sea", "VE", True),
        (9.80, -71.60, "territorial_sea", "VE", True),
        (10.30, -62.00, "approximate_200_nm", "TT", False),
        (13.50, -66.00, "approximate_200_nm", "VE", True),
        (11.50, -71.00, "approximate_200_nm", "VE", True),
        (13.20, -91.50, "approximate_200_nm", "GT", True),
    ],
)
def test_a_point_lies_in_its_zone(layers, lat, lon, zone, country, agree):
    found = at(layers["zones"], lat, lon)
    columns = ["zone", "region_id", "agree"]
    assert found[columns].to_numpy().tolist() == [[zone, country, agree]]


def test_the_open_ocean_is_in_no_zone(layers):
    assert at(layers["zones"], 7.0, -100.0).empty


@pytest.mark.parametrize("land", ["states", "countries"])
def test_land_and_sea_tile_the_box_without_gap_or_overlap(layers, land):
    shapes = np.concatenate([layers[each].geometry.values for each in (land, "seas")])
    assert shapely.coverage_is_valid(shapes)
    assert shapely.area(shapes).sum() == pytest.approx(BOX.area, rel=1e-12)
    whole = shapely.coverage_union_all(shapes)
    assert len(whole.interiors) == 0 and whole.equals(BOX)


@pytest.mark.parametrize(
    "parts, by, whole",
    [
        ("states", "country_id", "countries"),
        ("seas", "basin_id", "basins"),
        ("world_states", "country_id", "world_countries"),
    ],
)
def test_the_parts_add_up_to_the_whole(layers, parts, by, whole):
    sizes = area_km2(layers[parts]).groupby(layers[parts][by]).sum()
    wholes = area_km2(layers[whole]).set_axis(layers[whole]["region_id"])
    assert sizes.to_dict() == pytest.approx(wholes.to_dict(), rel=1e-9)


def test_zones_lie_in_water_and_do_not_overlap(layers):
    zones = layers["zones"].geometry.values
    assert shapely.coverage_is_valid(zones)
    assert set(layers["zones"]["region_id"]) <= set(layers["countries"]["region_id"])
    seas = shapely.coverage_union_all(layers["seas"].geometry.values)
    dry = shapely.area(shapely.difference(zones, seas)).sum()
    assert dry < 1e-4, f"{dry} square degrees of zones on land"


def test_every_shape_is_valid_and_in_the_box(layers):
    for name in set(NAMES) - WORLDWIDE:
        shapes = layers[name].geometry
        assert layers[name].crs == "EPSG:4326" and shapes.is_valid.all(), name
        assert shapes.intersects(BOX).all() and not shapes.is_empty.any(), name


def test_the_shapes_of_the_world_are_valid_and_within_180_degrees(layers):
    for name in WORLDWIDE - {"world_land"}:
        shapes = layers[name].geometry
        assert layers[name].crs == "EPSG:4326" and shapes.is_valid.all(), name
        west, south, east, north = shapes.total_bounds
        assert -180 <= west < -179 and 179 < east <= 180, name
        assert south == -90 and 83 < north <= 90 and not shapes.is_empty.any(), name


@pytest.mark.sample(1)
@pytest.mark.parametrize("name", ["world_states", "world_countries", "world_coarse"])
def test_neighbors_of_the_world_share_their_borders(layers, name):
    assert shapely.coverage_is_valid(layers[name].geometry.values)


def test_the_world_holds_every_region_of_the_box_and_most_of_its_land(layers):
    for box, world in (("states", "world_states"), ("countries", "world_countries")):
        one, other = (layers[name].set_index("region_id") for name in (box, world))
        assert set(one.index) <= set(other.index)
        assert one["name"].equals(other["name"][one.index])
        assert (len(other) > 4000) == (box == "states") and len(other) > 240
        shared = shapely.intersection(
            one.geometry.values, other.geometry[one.index].values
        )
        # What is missing are islets of ours: discs that Natural Earth does not draw.
        assert shapely.area(shared).sum() > 0.9999 * shapely.area(one.geometry).sum()


@pytest.mark.parametrize(
    "place, lat, lon, state, country",
    [
        ("Aleppo", 36.20, 37.15, "SY-HL", "SY"),
        ("Kabul", 34.53, 69.17, "AF-KAB", "AF"),
        ("Ilirney in Chukotka", 67.25, 167.97, "RU-CHU", "RU"),
        ("Chukotka east of 180°", 66.9, -175.0, "RU-CHU", "RU"),
        ("Maiduguri", 11.85, 13.16, "NG-BO", "NG"),
        ("Goma", -1.60, 29.20, "CD-NK", "CD"),
        ("New York", 40.75, -73.98, "US-NY", "US"),
        ("Simferopol", 44.95, 34.10, "UA-43", "UA"),
        ("Sarajevo", 43.86, 18.41, "BA-BIH", "BA"),
        ("Saint-Denis", -20.95, 55.45, "RE", "RE"),
        ("Pristina", 42.66, 21.16, "XK", "XK"),
        ("Gaza", 31.50, 34.45, "PS-GZZ", "PS"),
        ("Manila", 14.60, 121.02, "PH-00", "PH"),
        ("the South Pole", -90, 0, "AQ", "AQ"),
        ("Nicosia, south", 35.10, 33.30, "CY-01", "CY"),
    ],
)
def test_a_place_of_the_world_lies_in_its_state(
    layers, place, lat, lon, state, country
):
    found = at(layers["world_states"], lat, lon)
    assert found["region_id"].tolist() == [state], place
    assert found["country_id"].tolist() == [country], place
    found = at(layers["world_countries"], lat, lon)
    assert found["region_id"].tolist() == [country], place


@pytest.mark.parametrize("lat, lon", [(42, 51), (61.5, -13), (3, 72), (0, -30)])
def test_water_far_out_and_the_caspian_sea_are_no_land(layers, lat, lon):
    assert at(layers["world_states"], lat, lon).empty


def test_ids_are_unique_and_of_one_form(layers):
    form = {
        "world_states": r"[A-Z]{2}(-[A-Z0-9]{1,3})?",
        "world_countries": r"[A-Z]{2}",
        "states": r"[A-Z]{2}(-[A-Z0-9]{1,3})?",
        "countries": r"[A-Z]{2}",
        "seas": r"sea-[a-z-]+",
        "basins": r"basin-[a-z-]+",
        "places": r"(gn|extra)-\d+",
        "ports": r"wpi-\d+",
        "islands": r"isle-\d+",
    }
    for name, pattern in form.items():
        ids = layers[name].iloc[:, 0]
        assert ids.is_unique and ids.str.fullmatch(pattern).all(), name


def test_every_reference_leads_somewhere(layers):
    countries, seen = (
        set(layers["countries"]["region_id"]),
        set(layers["states"]["region_id"]),
    )
    for name in ("states", "places", "islands", "ports"):
        assert set(layers[name]["country_id"]) <= countries, name
    assert set(layers["places"]["state_id"]) <= seen
    assert set(layers["islands"]["state_id"]) <= seen
    world = set(layers["world_countries"]["region_id"])
    assert set(layers["world_states"]["country_id"]) == world
    assert set(layers["seas"]["basin_id"]) == set(layers["basins"]["region_id"])


def test_no_name_is_missing(layers):
    world = ("world_states", "world_countries")
    for name in ("states", "countries", "seas", "basins", *world):
        words = layers[name][["name", "name_es"]]
        assert words.notna().all(axis=None) and (words != "").all(axis=None), name


def test_venezuela_has_its_25_units_with_accents(layers):
    rows = layers["states"]
    names = rows[rows["country_id"] == "VE"].set_index("region_id")["name"]
    assert len(names) == 25
    spelled = {"VE-B": "Anzoátegui", "VE-F": "Bolívar", "VE-I": "Falcón"}
    spelled |= {
        "VE-J": "Guárico",
        "VE-L": "Mérida",
        "VE-S": "Táchira",
        "VE-X": "La Guaira",
    }
    assert names[list(spelled)].to_dict() == spelled


def test_ports_and_towns_have_their_accents(layers):
    ports, towns = set(layers["ports"]["name"]), set(layers["places"]["name"])
    assert {"Güiria", "Carúpano", "Cumaná (Puerto Sucre)", "Port of Spain"} <= ports
    assert {"Güiria", "Cumaná", "Maracaibo", "Bogotá"} <= towns


def test_a_town_keeps_the_state_that_the_gazetteer_gives_it(layers):
    bobures = layers["places"].set_index("name").loc["Bobures"]
    assert bobures["state_id"] == "VE-V"


@pytest.mark.parametrize(
    "country, published, tolerance",
    [
        ("VE", 916_445, 0.01),
        ("CO", 1_141_748, 0.01),
        ("TT", 5_128, 0.01),
        ("GY", 214_969, 0.02),
        ("CU", 109_884, 0.01),
        ("JM", 10_991, 0.01),
        ("DO", 48_671, 0.01),
        ("HT", 27_750, 0.04),
        ("EC", 256_370, 0.01),
        ("PA", 75_417, 0.02),
        ("NI", 130_373, 0.02),
        ("CR", 51_100, 0.01),
    ],
)
def test_areas_are_near_the_published_totals(layers, country, published, tolerance):
    rows = layers["countries"]
    size = area_km2(rows[rows["region_id"] == country]).iloc[0]
    assert size == pytest.approx(published, rel=tolerance)


def test_the_essequibo_is_administered_by_one_and_claimed_by_the_other(layers):
    area = layers["disputed"].iloc[0]
    assert (area["administered_by"], area["claimed_by"]) == ("GY", "VE")
    assert area_km2(layers["disputed"]).iloc[0] == pytest.approx(142_500, rel=0.01)
    for lat, lon, inside in (
        (6.40, -58.62, True),
        (3.38, -59.80, True),
        (6.80, -58.16, False),
    ):
        assert area.geometry.contains(shapely.Point(lon, lat)) is inside


def test_every_layer_has_its_papers():
    papers = read_provenance()
    assert set(papers) == {path.stem for path in LAYERS.glob("*.parquet")} == set(NAMES)
    for name, paper in papers.items():
        file = LAYERS / f"{name}.parquet"
        assert paper["sha256"] == hash_file(file), f"{name}: run geodata.build again"
        assert paper["features"] == len(read_layer(name)), name
        words = ("title", "source", "version", "licence", "credit", "known_errors")
        assert all(paper[word] for word in words), name


def test_nothing_comes_under_terms_that_bind_the_rest():
    for name, paper in read_provenance().items():
        assert not re.search(UNAMBIGUOUS, paper["licence"].lower()), name
        assert re.search("public domain|CC BY 4.0", paper["licence"]), name


def test_the_zones_credit_their_makers():
    paper = read_provenance()["zones"]
    assert "Flanders Marine Institute" in paper["credit"]
    assert "Global Fishing Watch" in paper["credit"]
    assert "does not state" in paper["version"]


def test_every_correction_has_a_reason_and_every_islet_a_source():
    for name in ("corrections.csv", "world_corrections.csv"):
        assert (states.read_table(name)["reason"] != "").all()
    assert (states.read_table("islets.csv")["source"] != "").all()


def test_every_source_file_has_a_checksum():
    pinned = {package.archive for package in PACKAGES}
    pinned |= {name for package in PACKAGES for name in package.members}
    assert set(read_checksums()) == pinned


def test_without_the_claim_lines_the_committed_ones_are_kept(layers):
    said = []
    kept = build.build_disputed({}, layers["countries"], LAYERS, said.append)
    assert same_geometry(kept["disputed"], layers["disputed"])
    assert said == ["disputed, disputed_lines: kept as committed, not rebuilt"]


def test_the_layers_stay_small():
    sizes = {path.stem: path.stat().st_size for path in LAYERS.iterdir()}
    world = sizes.pop("world_states") + sizes.pop("world_countries")
    assert sizes["world_coarse"] < 500_000 and sum(sizes.values()) < 5_000_000
    assert world < 12_000_000


def squares(*origins) -> gpd.GeoDataFrame:
    """Return unit squares by their lower left corners, at 60° W on the equator."""
    shapes = [shapely.box(-60 + x, y, -59 + x, y + 1) for x, y in origins]
    ids = [f"r{number}" for number in range(len(shapes))]
    return gpd.GeoDataFrame({"region_id": ids}, geometry=shapes, crs=4326)


def test_faces_of_overlapping_shapes_go_to_the_earlier_one():
    two = squares((0, 0), (0.5, 0))
    faces = cut_faces(two)
    owner = find_owner(faces, two)
    joined = join_faces(
        faces[owner >= 0], two["region_id"].to_numpy()[owner[owner >= 0]]
    )
    assert shapely.area(joined.geometry).round(6).tolist() == [1.0, 0.5]
    assert shapely.area(faces).sum() == pytest.approx(BOX.area)


def test_a_circle_is_as_wide_as_asked_on_the_sphere():
    ring = shapely.get_coordinates(circles(np.array([[-62.0, 11.0]]), 22.224))
    sphere = pyproj.Geod(a=6371008.8, b=6371008.8)
    _, _, metres = sphere.inv(
        np.full(len(ring), -62.0), np.full(len(ring), 11.0), *ring.T
    )
    assert metres == pytest.approx(22_224, abs=1)


def test_topology_over_the_date_line_does_not_jump_across_the_map(tmp_path):
    content = {
        "transform": {"scale": [0.1, 0.1], "translate": [0, 0]},
        "arcs": [[[1750, 0], [-3500, 0], [0, 100], [3500, 0], [0, -100]]],
        "objects": {"land": {"type": "Polygon", "arcs": [[0]], "id": 7}},
    }
    (tmp_path / "t.json").write_text(json.dumps(content), encoding="utf-8")
    land = read_topology(tmp_path / "t.json", "land")
    assert land["id"].tolist() == ["7"] and shapely.area(land.geometry).tolist() == [
        pytest.approx(100)
    ]


def face(**facts):
    """Return a face of water as the rules of the zones see it."""
    facts = {
        "nearest": "VE",
        "regions": "VE",
        "status": "national",
        "coasts": 0,
    } | facts
    return SimpleNamespace(label="Joint regime area VE / TT", **facts)


@pytest.mark.parametrize(
    "facts, zone, country, agree",
    [
        ({}, "approximate_200_nm", "VE", True),
        ({"regions": "CW"}, "approximate_200_nm", "CW", False),
        ({"regions": "TT"}, "approximate_200_nm", "VE", False),
        ({"regions": ""}, "approximate_200_nm", "VE", False),
        ({"nearest": ""}, "approximate_200_nm", "VE", False),
        ({"coasts": 1, "regions": "CO"}, "territorial_sea", "VE", True),
        ({"coasts": 2, "regions": "TT"}, "territorial_sea", "VE", False),
        ({"regions": "", "status": "joint regime"}, "approximate_200_nm", "VE", False),
    ],
)
def test_a_zone_is_sure_only_where_both_methods_name_one_country(
    facts, zone, country, agree
):
    decided = zones.decide(face(**facts))
    found = (decided["zone"], decided["region_id"], decided["agree"])
    assert found == (zone, country, agree)
    assert bool(decided["label"]) == (facts.get("status") == "joint regime")


def test_the_median_line_of_two_coasts_lies_half_way():
    rows = [(-62.0, 0.0, "VE"), (-60.0, 0.0, "TT")]
    rows += [(lon, lat, "") for lon in range(-180, 180, 30) for lat in (-60, 60)]
    coast = pd.DataFrame(rows, columns=["lon", "lat", "region_id"])
    lines = shapely.union_all(equidistance.find_medians(coast))
    between = lines.intersection(shapely.box(-61.9, -1, -60.1, 1))
    assert between.bounds == pytest.approx((-61.0, -1.0, -61.0, 1.0))
    points = np.array([[-61.1, 0.5], [-60.9, 0.5]])
    assert equidistance.find_nearest_owner(coast, points).tolist() == ["VE", "TT"]


def test_accents_are_folded_for_comparison():
    assert places.fold("Güiria") == places.fold("GUIRIA") != places.fold("Guinea")


def test_writing_a_layer_twice_gives_the_same_bytes(layers, tmp_path):
    shuffled = layers["disputed_lines"].iloc[::-1]
    one = write_layer(layers["disputed_lines"], "one", tmp_path)
    two = write_layer(shuffled, "two", tmp_path)
    assert one.read_bytes() == two.read_bytes()


def test_the_readme_names_every_layer_and_its_number_of_features():
    text = (HERE / "README.md").read_text(encoding="utf-8")
    for name, paper in read_provenance().items():
        assert f"`{name}`" in text and f"{paper['features']:,}" in text, name


def test_the_readme_names_every_module_and_only_files_that_are_there():
    text = (HERE / "README.md").read_text(encoding="utf-8")
    made_by_the_build = {"sources/", "layers.new/"}
    named = set(re.findall(r"`([\w./]+(?:/|\.(?:py|csv|json|geojson|txt|md)))`", text))
    assert made_by_the_build <= named
    for path in named - made_by_the_build:
        assert (HERE / path).exists() or (HERE.parent / path).exists(), path
    modules = {path.name for path in HERE.glob("*.py")} - {"__init__.py"}
    assert modules <= named
