"""The builder of the layers, from stand-in packages: a world of squares, no network."""

import itertools
import json
import shutil
import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyproj
import pytest
import shapely

from geodata import build, disputed
from geodata.basemap import build_basemap, build_fine
from geodata.packing import unpack_lines
from geodata.provenance import read_about, read_provenance
from geodata.shapes import BOX
from geodata.write import hash_file, read_layer, write_whole
from tests import geodata_stand_ins as stand_ins

ROOT = Path(__file__).resolve().parents[1]
EARTH = pyproj.Geod(ellps="WGS84")
TWELVE_NM, TWO_HUNDRED_NM = 12 * 1852, 200 * 1852
TRUE_FIGURE = 0.01
"""Our distances are on the sphere, up to 0.6 % off on the ellipsoid at 10° N."""


@pytest.fixture(scope="module")
def files():
    return stand_ins.make_files()


@pytest.fixture(scope="module")
def built(files, tmp_path_factory):
    """Return the folder of layers that the command writes from the stand-ins."""
    folder = tmp_path_factory.mktemp("geodata")
    checksums = stand_ins.write_sources(folder / "sources", files)
    assert stand_ins.run_build(folder, checksums) == 0
    return folder / "layers"


@pytest.fixture(scope="module")
def layers(built):
    return {name: read_layer(name, built) for name in read_about()}


def shape_of(layer: gpd.GeoDataFrame, region_id: str):
    """Return the geometry of one region."""
    return layer.set_index("region_id").geometry[region_id]


def at(layer: gpd.GeoDataFrame, lon: float, lat: float) -> gpd.GeoDataFrame:
    """Return the rows of a layer that cover a point."""
    return layer[shapely.intersects(layer.geometry.values, shapely.Point(lon, lat))]


def square(bounds) -> shapely.Polygon:
    """Return a box: ``(west, south, east, north)``."""
    return shapely.box(*bounds)


def area(shape) -> float:
    """Return the area in m² on the ellipsoid."""
    return abs(EARTH.geometry_area_perimeter(shapely.orient_polygons(shape))[0])


def away(points: np.ndarray, shape) -> np.ndarray:
    """Return the distance of each (lon, lat) point from the edge of a shape, in m.

    Measured to points of the edge every 1.1 km: at 12 NM, at most 7 m too far.
    """
    edge = shapely.get_coordinates(shapely.segmentize(shapely.boundary(shape), 0.01))
    ends = np.repeat(points, len(edge), axis=0)
    starts = np.tile(edge, (len(points), 1))
    metres = EARTH.inv(*ends.T, *starts.T)[2]
    return metres.reshape(len(points), -1).min(axis=1)


# ── States, countries, seas ──────────────────────────────────────────────────────


def test_states_do_not_overlap_and_fill_the_box_with_the_seas(layers):
    shapes = np.concatenate(
        [layers[name].geometry.values for name in ("states", "seas")]
    )
    assert shapely.coverage_is_valid(shapes)
    assert shapely.area(shapes).sum() == pytest.approx(BOX.area, rel=1e-12)


@pytest.mark.parametrize(
    "region_id, bounds, name, spanish",
    [
        ("VE-A", (-68, 8, -66, 10), "Distrito Capital", "Distrito Capital"),
        ("VE-X", (-66, 8, -64, 10), "La Guaira", "La Guaira"),
        ("VE-F", (-64, 5, -60, 8), "Bolívar", "Bolívar"),
        ("GY-EB", (-60, 2, -57, 2.5), "East Berbice-Corentyne", None),
        ("GY-PM", (-60, 6.5, -57, 7), "Pomeroon-Supenaam", None),
        ("TT-TOB", (-61, 11, -60.6, 11.2), "Tobago", "Tobago"),
        ("EC-T", (-105, -4.5, -104, -4), "Tungurahua", "Tungurahua"),
        ("MQ", (-61.2, 14.4, -61, 14.8), "Martinique", "Martinica"),
        ("US-TX", (-98, 31, -96, 33), "Texas", "Texas"),
        ("CU-14", (-75.2, 20, -75, 20.2), "Guantánamo", "Guantánamo"),
        ("MX-YUC", (-89.8, 22.3, -89.6, 22.5), "Yucatán", "Yucatán"),
    ],
)
def test_a_unit_becomes_a_state_with_the_corrected_name(
    layers, region_id, bounds, name, spanish
):
    found = layers["states"].set_index("region_id").loc[region_id]
    assert found.geometry.equals(square(bounds))
    assert found["name"] == name
    assert spanish is None or found["name_es"] == spanish


def test_a_unit_without_a_code_and_one_outside_the_box_are_left_out(layers):
    assert at(layers["states"], -63.62, 15.72).empty
    assert at(layers["seas"], -63.62, 15.72)["region_id"].tolist() == [
        "sea-caribbean-sea"
    ]
    assert not layers["states"]["name"].isin(["Paris", "", "-99"]).any()
    assert layers["states"].notna().all(axis=None)


def test_the_world_has_whole_states_where_the_box_cuts_them(layers):
    world = layers["world_states"]
    assert shape_of(world, "US-TX").equals(square(stand_ins.TEXAS))
    paris = world.set_index("region_id").loc["FR-75"]
    assert (paris["name"], paris["country_id"]) == ("Paris", "FR")
    assert not world["name"].isin(["", "-99"]).any()
    assert shapely.coverage_is_valid(world.geometry.values)


def test_units_that_share_a_code_of_the_world_are_one_region_of_one_name(layers):
    world = layers["world_states"].set_index("region_id")
    assert world.loc["PH-00", "name"] == "Metro Manila"
    assert shapely.area(world.geometry["PH-00"]) == pytest.approx(17)  # its cities


def test_a_territory_without_states_is_one_region_of_the_world_too(layers):
    world = layers["world_states"].set_index("region_id")
    assert world.loc["RE", ["name", "country_id"]].tolist() == ["Réunion", "RE"]
    countries = layers["world_countries"].set_index("region_id")
    assert countries.loc["RE", "sovereign"] == "France"
    assert countries.geometry["RE"].equals(world.geometry["RE"])


def test_an_islet_is_a_disc_of_its_state(layers):
    disc = shapely.get_parts(shape_of(layers["states"], "CW"))
    (klein,) = [part for part in disc if part.centroid.x > -68.9]
    assert len(disc) == 2 and klein.centroid.coords[0] == pytest.approx(
        (-68.645, 11.99), abs=1e-4
    )
    corners = shapely.get_coordinates(klein)
    radius = EARTH.inv(*corners.T, *np.tile([[-68.645], [11.99]], len(corners)))[2]
    assert radius == pytest.approx(800, rel=TRUE_FIGURE)


def test_a_country_is_its_states_without_lines_between_them(layers):
    guyana = layers["countries"].set_index("region_id").loc["GY"]
    assert guyana.geometry.equals(square(stand_ins.GUYANA))
    assert (guyana["name"], guyana["sovereign"]) == ("Guyana", "Guyana")
    martinique = layers["countries"].set_index("region_id").loc["MQ"]
    assert martinique["sovereign"] == "France"
    venezuela = shape_of(layers["countries"], "VE")
    assert venezuela.contains(square((-67.9, 8.1, -64.1, 9.9)))
    assert not venezuela.intersects(shapely.Point(-71.5, 9.5))


@pytest.mark.parametrize(
    "sea, bounds",
    [
        ("sea-lake-maracaibo", stand_ins.LAKE),
        ("sea-gulf-of-guayaquil", (-81, -4, -80, -3)),
    ],
)
def test_a_sea_is_the_marine_polygon_of_its_name(layers, sea, bounds):
    assert shape_of(layers["seas"], sea).equals(square(bounds))


def test_a_ring_inside_a_marine_polygon_is_a_hole(layers):
    sea = square((-88, 15, -86, 17)).difference(square(stand_ins.HONDURAS_HOLE))
    assert shape_of(layers["seas"], "sea-gulf-of-honduras").equals(sea)


def test_marine_polygons_of_one_sea_are_joined(layers):
    boxes = [(-52, -1, -51, 0), (-51, 0, -50, 1), (-51, -1, -50, 0)]
    sea = shapely.union_all([square(bounds) for bounds in boxes])
    assert shape_of(layers["seas"], "sea-amazon-mouth").equals(sea)


@pytest.mark.parametrize(
    "lon, lat, sea, why",
    [
        (-87, 16, "sea-caribbean-sea", "a ring inside a sea is no part of it"),
        (-55, 30, "sea-north-atlantic", "the Sargasso Sea counts as the Atlantic"),
        (-87, 21, "sea-caribbean-sea", "the smaller Yucatan Channel goes first"),
        (-90.2, 30.2, "sea-lake-pontchartrain", "the smaller goes first"),
        (-80.3, 24, "sea-straits-of-florida", "the smaller goes first"),
        (-119, 31, "sea-north-pacific", "unnamed water goes to the nearest sea"),
        (-90, 5, "sea-south-pacific", "unnamed water goes to the nearest sea"),
        (-62, 10.3, "sea-gulf-of-paria", "our gulf goes before the Caribbean"),
        (-85, 9.85, "sea-gulf-of-nicoya", "south of the land bar, with the seed"),
        (-85.2, 10.25, "sea-caribbean-sea", "north of the land bar"),
    ],
)
def test_water_has_one_sea(layers, lon, lat, sea, why):
    assert at(layers["seas"], lon, lat)["region_id"].tolist() == [sea], why


def test_a_basin_is_its_seas_without_lines_between_them(layers):
    found, parts = layers["basins"], layers["seas"]
    assert len(found) == 4 and found["name_es"].tolist() == [
        "Atlántico",
        "Caribe",
        "Pacífico oriental",
        "Golfo de México",
    ]
    assert shapely.coverage_is_valid(found.geometry.values)
    for basin, shape in zip(found["region_id"], found.geometry, strict=True):
        members = parts.geometry[parts["basin_id"] == basin]
        assert shape.equals(members.union_all())
    gulf = shape_of(found, "basin-gulf-of-mexico")
    assert gulf.contains(shapely.LineString([(-80.9, 22.1), (-81.1, 22.1)]))
    assert not gulf.boundary.intersects(square((-95.9, 19.9, -92.1, 20.1)))


# ── Zones ────────────────────────────────────────────────────────────────────────


def zone_of(layers, country: str, zone: str = "territorial_sea"):
    """Return the whole zone of a country, whatever its basis."""
    rows = layers["zones"]
    return rows[(rows["region_id"] == country) & (rows["zone"] == zone)].union_all()


@pytest.mark.parametrize(
    "zones, metres",
    [
        (["territorial_sea"], TWELVE_NM),
        (["territorial_sea", "approximate_200_nm"], TWO_HUNDRED_NM),
    ],
)
def test_the_zones_of_a_square_are_as_wide_as_geodesics_say(layers, zones, metres):
    land = square(stand_ins.CLIPPERTON)
    rows = layers["zones"]
    ours = rows[(rows["region_id"] == "CP") & rows["zone"].isin(zones)]
    ours = ours[ours["basis"] != "Marine Regions simplified only"]
    water = ours.union_all().intersection(square((-120, 0, -100, 20)))
    outer = shapely.get_coordinates(shapely.union(water, land).exterior)
    assert len(outer) > 20
    assert away(outer, land) == pytest.approx(metres, rel=TRUE_FIGURE)


def test_an_islet_far_out_has_its_zones_like_any_coast(layers):
    middle = np.mean(np.reshape(stand_ins.ISLET, (2, 2)), axis=0)
    around = [*np.tile(middle[:, None], 36), np.arange(0, 360, 10)]
    for zone, metres in (
        ("territorial_sea", TWELVE_NM),
        ("approximate_200_nm", TWO_HUNDRED_NM),
    ):
        inside, outside = (
            EARTH.fwd(*around, np.full(36, metres * share))[:2]
            for share in (0.97, 1.05)
        )
        shape = zone_of(layers, "CP", zone)
        assert shapely.intersects_xy(shape, *inside).all()
        assert not shapely.intersects_xy(shape, *outside).any()


def test_the_12_nm_zone_of_a_square_has_the_area_that_geodesics_say(layers):
    land = shapely.orient_polygons(square(stand_ins.CLIPPERTON))
    round_it = EARTH.geometry_length(land.exterior)
    expected = round_it * TWELVE_NM + np.pi * TWELVE_NM**2
    around = square((-113, 8, -110, 12))
    assert area(zone_of(layers, "CP").intersection(around)) == pytest.approx(
        expected, rel=TRUE_FIGURE
    )


def test_a_zone_leaves_out_the_land_and_touches_the_coast(layers):
    zone = zone_of(layers, "CP").intersection(square((-113, 8, -110, 12)))
    land = square(stand_ins.CLIPPERTON)
    assert zone.intersection(land).area == 0
    assert zone.interiors[0].length == pytest.approx(4)
    assert shapely.Polygon(zone.interiors[0]).equals(land)


def test_zones_do_not_overlap_and_lie_in_water(layers):
    rows = layers["zones"]
    assert shapely.coverage_is_valid(rows.geometry.values)
    land = layers["countries"].geometry.union_all()
    assert shapely.area(shapely.intersection(rows.geometry.values, land)).sum() == 0


def test_two_coasts_share_the_strait_at_the_median_line(layers):
    strait = square((-104, -5.9, -103.8, -3.1))
    west = zone_of(layers, "EC").intersection(strait)
    east = zone_of(layers, "PE").intersection(strait)
    assert west.bounds == pytest.approx((-104, -5.9, -103.9, -3.1), abs=0.003)
    assert east.bounds == pytest.approx((-103.9, -5.9, -103.8, -3.1), abs=0.003)
    assert west.area + east.area == pytest.approx(strait.area)


@pytest.mark.parametrize("lat", [3.85, 3.95, 4.25, 4.35])
def test_off_the_end_of_a_land_border_each_side_gets_half(layers, lat):
    assert at(layers["zones"], -52.404, lat)["region_id"].tolist() == ["GF"]
    assert at(layers["zones"], -52.396, lat)["region_id"].tolist() == ["GP"]


def test_the_owner_of_water_within_12_nm_has_the_nearest_coast(layers):
    lands = {name: shape_of(layers["countries"], name) for name in ("EC", "PE", "CR")}
    waters = {name: zone_of(layers, name) for name in lands}
    spread = itertools.product(
        np.arange(-105.4, -102.6, 0.13), np.arange(-6.5, 1.5, 0.13)
    )
    points = np.array(list(spread))
    near = np.array([away(points, shape) for shape in lands.values()])
    ranked = np.sort(near, axis=0)
    water = ~shapely.intersects_xy(shapely.union_all(list(lands.values())), *points.T)
    sure = water & (ranked[1] - ranked[0] > 2000)
    inside = sure & (ranked[0] < TWELVE_NM * 0.99)
    outside = sure & (ranked[0] > TWELVE_NM * 1.01)
    assert inside.sum() > 50 and outside.sum() > 200
    nearest = np.array(list(lands))[near.argmin(axis=0)]
    for name, zone in waters.items():
        covered = shapely.intersects_xy(zone, *points.T)
        assert (covered[inside] == (nearest[inside] == name)).all()
        assert not covered[outside].any()


@pytest.mark.parametrize(
    "lon, lat, country, basis, agree",
    [
        (-113.5, 10, "CP", "both agree", True),
        (-111.5, 13, "CP", "equidistance only", False),
        (-117, 10, "CP", "Marine Regions simplified only", False),
        (-101, -2, "PE", "both agree", True),
        (-103.7, -2, "EC", "methods differ: Marine Regions simplified", False),
        (-104.5, -1.4, "CR", "methods differ: equidistance", False),
        (-104.5, -1.6, "EC", "both agree", True),
        (-64.5, 19.5, "BQ", "equidistance only", False),
        (-106.5, -5.5, "EC", "Marine Regions simplified", False),
        (-106.5, -3.5, "EC", "Marine Regions simplified", False),
    ],
)
def test_beyond_12_nm_the_zone_says_how_sure_it_is(
    layers, lon, lat, country, basis, agree
):
    found = at(layers["zones"], lon, lat)
    columns = ["zone", "region_id", "basis", "agree"]
    assert found[columns].to_numpy().tolist() == [
        ["approximate_200_nm", country, basis, agree]
    ]


def test_shared_water_keeps_its_label(layers):
    rows = layers["zones"][layers["zones"]["label"] != ""]
    assert rows.set_index("status")["label"].to_dict() == {
        "joint regime": "Joint regime area: Ecuador / Peru",
        "overlapping claim": "Overlapping claim: Ecuador / Peru",
    }
    claim = rows[rows["status"] == "overlapping claim"].geometry.iloc[0]
    assert claim.equals(square((-107, -4, -106, -3)))


def test_within_12_nm_of_two_coasts_another_opinion_makes_it_unsure(layers):
    near = layers["zones"][layers["zones"]["zone"] == "territorial_sea"]
    assert at(near, -103.95, -4.5)["agree"].tolist() == [True]
    (unsure,) = at(near, -103.85, -4.5).itertuples()
    assert (unsure.region_id, unsure.agree) == ("PE", False)
    assert unsure.basis == "equidistance, 12 NM, Marine Regions differs"
    for lon in (-103.55, -103.3):
        (sure,) = at(near, lon, -6.1).itertuples()
        assert (sure.region_id, sure.agree) == ("PE", True), "one coast only"


def test_a_lake_is_inside_12_nm_as_a_whole(layers):
    lake = zone_of(layers, "VE").intersection(square(stand_ins.LAKE))
    assert lake.equals(square(stand_ins.LAKE))


def test_a_coast_beyond_the_box_takes_its_water_away(layers):
    assert at(layers["zones"], -95.85, 32.9)["region_id"].tolist() == ["US"]
    assert at(layers["zones"], -95.3, 32.95).empty
    assert at(layers["zones"], -119, -9).empty


# ── Disputed land, places, ports, the rest of the world ──────────────────────────


def test_the_disputed_land_is_what_lies_west_of_the_claim_line(layers):
    west = [(-60, 2), (-60, 7), (-58.36, 7), (-58.45, 6.85), (-58.51, 6.70)]
    west += [(-58.58, 6.52), (-58.85, 6), (-58.85, 2)]
    (found,) = layers["disputed"].itertuples()
    assert found.geometry.equals(shapely.Polygon(west))
    assert (found.administered_by, found.claimed_by) == ("GY", "VE")


def test_a_claim_line_names_both_sides(layers):
    facts = layers["disputed_lines"][["name", "administered_by", "claimed_by"]]
    assert facts.to_numpy().tolist() == [
        ["Guatemalan claim line", "BZ", "GT"],
        ["Surinamese claim line", "GF", "SR"],
        ["Surinamese claim line", "GY", "SR"],
        ["Venezuelan claim line", "GY", "VE"],
    ]
    assert (
        layers["disputed_lines"]
        .geometry.iloc[1]
        .equals(shapely.LineString([(-54, 3), (-53, 3)]))
    )


def test_the_land_is_cut_from_either_direction_of_the_claim_line(layers):
    lines = layers["disputed_lines"]
    turned = lines.assign(geometry=shapely.reverse(lines.geometry.values))
    guyana = square(stand_ins.GUYANA)
    one, two = (disputed.build_essequibo(each, guyana) for each in (lines, turned))
    assert one.geometry.iloc[0].equals(two.geometry.iloc[0])


def test_places_keep_accents_state_and_number_of_people(layers):
    columns = ["place_id", "name", "state_id", "country_id", "population"]
    assert layers["places"][columns].to_numpy().tolist() == [
        ["extra-1", "San Juan de Unare", "VE-R", "VE", 0],
        ["extra-2", "Macuro", "VE-R", "VE", 0],
        ["gn-11", "Güiria", "VE-X", "VE", 700],
        ["gn-12", "Cumaná", "VE-X", "VE", 1000],
        ["gn-13", "Caracas", "VE-A", "VE", 3_000_000],
        ["gn-14", "Santa Fe", "VE-X", "VE", 60_000],
        ["gn-15", "Pueblo", "CO-VAC", "CO", 5000],
        ["gn-17", "None", "GY-UT", "GY", 0],
        ["gn-18", '"Reef', "TT-TOB", "TT", 9],
    ]
    assert layers["places"].geometry.iloc[2].coords[0] == (-62.30, 10.57)


def test_ports_take_the_accents_of_a_town_within_25_km(layers):
    ports = layers["ports"].drop(columns="geometry").to_numpy().tolist()
    assert ports == [
        ["wpi-1", "Güiria", "VE", "very small"],
        ["wpi-2", "Guiria", "VE", ""],
        ["wpi-3", "Cumaná (Puerto Sucre)", "VE", "small"],
        ["wpi-4", "Port of Spain", "TT", "medium"],
    ]


def test_land_outside_the_box_goes_on_where_the_box_ends(layers):
    (land,) = layers["world_land"].geometry
    assert at(layers["world_land"], -97, 34).shape[0] == 1
    texas = land.intersection(square((-99, 30, -95.7, 40)))
    overlapping = pytest.approx((-98, 32.99, -96, 36))
    assert texas.bounds == overlapping and texas.area == pytest.approx(2 * 3.01)
    assert land.intersects(shapely.Point(182, 65)), "over the date line"
    assert land.bounds[1] >= -60, "without Antarctica"
    africa = square((-5, 5, 5, 15))
    assert land.intersection(square((-20, -10, 20, 20))).equals(africa)


# ── Papers and files ──


def read_script(path, name: str) -> dict:
    text = path.read_text(encoding="utf-8")
    return json.loads(text.removeprefix(f"window.{name}=").removesuffix(";\n"))


@pytest.mark.full
def test_the_base_map_draws_the_squares(built, tmp_path):
    for build_it, name in ((build_basemap, "BASEMAP"), (build_fine, "BASEMAP_FINE")):
        path = build_it(tmp_path / f"{name}.js", built)
        again = build_it(tmp_path / "again.js", built)
        assert path.read_bytes() == again.read_bytes()
        content = read_script(path, name)
        rings = unpack_lines(content["land"], content["decimals"])
        land = shapely.union_all([shapely.Polygon(ring) for ring in rings])
        assert land.intersects(shapely.Point(-111.5, 10))
        lines = unpack_lines(content["countries"], content["decimals"])
        assert shapely.multilinestrings([*map(shapely.LineString, lines)]).intersects(
            shapely.Point(-60, 6)
        ), "Venezuela and Guyana"
        assert content["disputed"][0]["claimed_by"] == "Venezuela"
    places = read_script(tmp_path / "BASEMAP.js", "BASEMAP")["places"]
    assert ["Güiria", 10.57, -62.3, 5] in places
    names = ["BASEMAP.js", "BASEMAP_FINE.js", "again.js"]
    assert sorted(path.name for path in tmp_path.iterdir()) == names


def test_the_papers_describe_every_layer_that_was_written(built):
    papers = read_provenance(built)
    assert {path.stem for path in built.glob("*.parquet")} == set(papers)
    assert sorted(papers) == sorted(read_about())
    words = ("title", "source", "version", "licence", "credit", "known_errors")
    for name, paper in papers.items():
        assert paper["sha256"] == hash_file(built / f"{name}.parquet")
        assert paper["features"] == len(read_layer(name, built)) > 0
        assert all(paper[word] for word in words)
    assert not built.with_name("layers.new").exists()


def contents(folder: Path) -> dict:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_package_that_lacks_a_column_leaves_the_old_layers(
    files, built, tmp_path, capsys
):
    shutil.copytree(built, tmp_path / "layers")
    broken = {"ports.csv": files["ports.csv"].replace(b"Latitude", b"Lat")}
    checksums = stand_ins.write_sources(tmp_path / "sources", files | broken)
    assert stand_ins.run_build(tmp_path, checksums) == 1
    assert "ports.csv: 'Latitude' missing" in capsys.readouterr().err
    assert contents(tmp_path / "layers") == contents(built)


def test_a_build_that_is_killed_while_it_writes_leaves_the_old_layers(built, tmp_path):
    out = shutil.copytree(built, tmp_path / "layers")
    code = """
import os, pathlib, signal, sys
from geodata.build import write_all
from geodata.provenance import read_about
from geodata.write import read_layer

out = pathlib.Path(sys.argv[1])
layers = {name: read_layer(name, out).iloc[:1] for name in read_about()}

def say(line):
    if line.startswith("ports"):
        os.kill(os.getpid(), signal.SIGKILL)

write_all(layers, out, say)
"""
    killed = subprocess.run([sys.executable, "-c", code, out], cwd=ROOT, check=False)
    assert killed.returncode == -9
    assert contents(out) == contents(built)
    left = tmp_path / "layers.new"
    assert (left / "countries.parquet").exists() and not (
        left / "zones.parquet"
    ).exists()
    layers = {name: read_layer(name, out) for name in read_about()}
    build.write_all(layers, out, lambda line: None)
    assert contents(out) == contents(built) and not left.exists()


def test_a_build_that_fails_while_it_writes_leaves_nothing_behind(layers, tmp_path):
    with pytest.raises(KeyError, match="basins: 4 features"):
        build.write_all(layers, tmp_path / "out", {}.__getitem__)
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_replaced_whole(tmp_path):
    write_whole(tmp_path / "a.txt", b"old")
    (tmp_path / "same.txt").hardlink_to(tmp_path / "a.txt")
    write_whole(tmp_path / "a.txt", b"new")
    assert contents(tmp_path) == {"a.txt": b"new", "same.txt": b"old"}
