"""Small stand-in packages for the builder of the layers: a world of squares.

Same archives, file names, columns and keys as the real packages; the geometry is made
up, so that a test can say by eye what must come out. All boxes are
``(west, south, east, north)`` in degrees.
"""

import hashlib
import io
import json
import pickle
import tarfile
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from geodata import build
from geodata.packages import PACKAGES
from geodata.states import read_table

CLIPPERTON = (-112, 9.5, -111, 10.5)
"""Alone in the ocean: nobody else within 400 NM."""

ISLET = (-116.003, -5.503, -115.997, -5.497)
"""An islet of Clipperton's, 0.7 km wide, in the empty south."""

ECUADOR, PERU = (-105, -6, -104, -3), (-103.8, -6, -103, -3)
"""Face to face over a strait of 0.2°, less than 24 NM: the median is at 103.9° W."""

COSTA_RICA = (-105, 0, -104, 1)
"""North of Ecuador: the median is at 1.5° S."""

GUYANA = (-60, 2, -57, 7)
ZULIA, LAKE = (-73, 8.5, -70, 10.5), (-72, 9, -71, 10)
"""Land round a lake that is wider than 24 NM."""

TEXAS, TEXAS_BEYOND = (-98, 31, -96, 34), (-98, 31, -96, 36)
"""One block of land, cut by the north edge of the box at 33° N."""

FOREIGN = (-95.6, 33.2, -94, 36)
"""A coast outside the box that belongs to no country of ours."""

UNITS = {
    "VEN-43": ("VEN", "VE-A", "Distrito Capital", "Capital", (-68, 8, -66, 10)),
    "VEN-42": ("VEN", "VE-X", "Vargas", "Vargas", (-66, 8, -64, 10)),
    "VEN-V": ("VEN", "VE-V", "Zulia", "Zulia", ZULIA),
    "COL-1342": ("COL", "CO-SAP", "San Andres", "", (-81.8, 12.5, -81.6, 12.6)),
    "VEN-B": ("VEN", "VE-F", "Bolívar", None, (-64, 5, -60, 8)),
    "VEN-W": ("VEN", "VE-W", "Dependencias Federales", "", (-65.4, 11, -65, 11.2)),
    "VEN+99?": ("VEN", "-99", None, None, (-63.64, 15.70, -63.60, 15.74)),
    "TTO-5090": ("TTO", "TT-ETO", "Eastern Tobago", "", (-60.8, 11, -60.6, 11.2)),
    "TTO-50": ("TTO", "TT-WTO", "Western Tobago", "", (-61, 11, -60.8, 11.2)),
    "CLP+00?": ("CLP", "", None, None, CLIPPERTON),
    "CLP-2": ("CLP", "", "Islet", "", ISLET),
    "USA-T": ("USA", "US-TX", "Texas", "Texas", TEXAS),
    "PER-1": ("PER", "PE-PIU", "Piura", "Piura", PERU),
    "CRI-1": ("CRI", "CR-G", "Guanacaste", "Guanacaste", COSTA_RICA),
    "NIC-4800": ("NIC", "NI-SJ", "Rio San Juan", "", (-85.6, 10.05, -84.3, 10.15)),
    "MEX+99?": ("MEX", "", None, None, (-89.8, 22.3, -89.6, 22.5)),
    "FRA-1442": ("FRA", "FR-MQ", "Martinique", "", (-61.2, 14.4, -61, 14.8)),
    "FRA-9": ("FRA", "FR-75", "Paris", "", (2, 48, 3, 49)),
    "BHS-B": ("BHS", "BS-BI", "Bimini", "", (-79.4, 25.6, -79.2, 25.8)),
    "CUW-1": ("CUW", "", "Curacao", "", (-69.2, 12.1, -69, 12.3)),
    "JAM-1": ("JAM", "JM-01", "Kingston", "", (-76.9, 17.9, -76.7, 18.1)),
}
"""Units by ``adm1_code``: ``adm0_a3, iso_3166_2, name, name_es``, box."""

ROWS = {"BHS": (-77, 24), "COL": (-77, 4), "CUB": (-78, 21), "DOM": (-71, 18)}
ROWS |= {"FRA": (-53, 4), "GTM": (-95, 13.4), "KNA": (-63, 17.2), "MEX": (-106, 19)}
ROWS |= {"NIC": (-84, 13), "NLD": (-64, 17.4), "PAN": (-80, 9), "TTO": (-62.4, 11.4)}
ROWS |= {"USG": (-75.2, 20)}
"""South-west corner of the row of small squares for the other corrected units."""

SEAS = {
    "North Atlantic Ocean": (-80, -1, -50, 33),
    "Sargasso Sea": (-60, 25, -50, 33),
    "Caribbean Sea": (-88, 8, -60, 20),
    "Gulf of Honduras": (-88, 15, -86, 17),
    "Golfo de Urabá": (-78, 8, -77, 9),
    "Lago de Maracaibo": LAKE,
    "Yucatan Channel": (-88, 20, -85, 22),
    "Gulf of Mexico": (-98, 20, -81, 31),
    "Bahía de Campeche": (-96, 18, -92, 20),
    "Straits of Florida": (-81, 22, -79, 25),
    "Lake Pontchartrain": (-90.4, 30, -90, 30.4),
    "North Pacific Ocean": (-120, 0, -96, 30),
    "South Pacific Ocean": (-120, -10, -80, 0),
    "Golfo de California": (-112, 24, -110, 30),
    "Golfo de Tehuantepec": (-96, 15, -94, 16),
    "Golfo de Panamá": (-80, 7, -79, 8),
    "Golfo de Guayaquil": (-81, -4, -80, -3),
    "Boca Grande": (-61, 8.5, -60.5, 9),
    "Amazon River": (-52, -1, -51, 0),
    "Canal do Norte": (-51, 0, -50, 1),
    "Canal do Sul": (-51, -1, -50, 0),
    "Arctic Ocean": (-180, 70, 180, 80),
}
HONDURAS_HOLE = (-87.5, 15.5, -86.5, 16.5)
"""A ring inside the Gulf of Honduras: not part of it, so part of the Caribbean."""

EEZS = {
    "Clipperton Island": (-118, 8, -109, 12),
    "Ecuador": (-108, -9, -103.5, -1.2),
    "Peru": (-103.5, -9, -100, 0),
    "Costa Rica": (-108, -1.2, -101, 4),
    "Joint regime area: Ecuador / Peru": (-107, -6, -106, -5),
    "Overlapping claim: Ecuador / Peru": (-107, -4, -106, -3),
    "New Zealand": (170, -45, 179, -35),
}
LAND = {
    "840": TEXAS_BEYOND,
    "124": FOREIGN,
    "258": (-112.1, 9.4, -110.9, 10.6),
    "578": (5, 60, 15, 70),
    "288": (-5, 5, 5, 15),
    "710": (20, -35, 30, -25),
    "356": (75, 15, 85, 25),
    "036": (120, -30, 140, -20),
    "392": (135, 35, 140, 40),
    "643": (175, 60, 185, 70),
    "152": (-72, -55, -70, -40),
    "010": (-60, -80, 60, -70),
    "554": (170, -45, 178, -40),
}
"""Countries of the world atlas, by ISO 3166-1 number; one goes over the date line.

258 is Clipperton, drawn too large: inside the box the atlas must not be used.
"""

CLAIMS = [
    ("Venezuelan claim", "GUY", [(-58.58, 6.52), (-58.85, 6), (-58.85, 1.5)]),
    ("Guatemalan claim", "BLZ", [(-89, 16), (-89, 17)]),
    ("Suriname claim", "GUY", [(-57, 3), (-56, 3)]),
    ("Suriname claim", "FRA", [(-54, 3), (-53, 3)]),
    ("Another claim", "CHN", [(80, 30), (81, 30)]),
]

CITIES = [
    ("Güiria", 11, "2", 2, 700, 10.57, -62.30),
    ("Cumaná", 12, "2|5", 2, 1000, 10.0, -64.5),
    ("Caracas", 13, "1", 2, 3_000_000, 9.0, -67.0),
    ("Santa Fe", 14, "", 2, 60_000, 9.0, -65.0),
    ("Pueblo", 15, "4", 3, 5000, 4.1, -76.9),
    ("Caserío", 16, "4", 3, 4999, 4.1, -76.9),
    ("None", 17, "3", 4, 0, 4.2, -59.0),
    ('"Reef', 18, "", 5, 9, 11.1, -60.9),
    ("Lüderitz", 19, "", 1, 9000, -26.6, 15.1),
]
"""Name, number, lines of the subdivisions, line of the country, people, lat, lon."""

SUBDIVISIONS = ["VE-A", "VE-X", "GY-UT", "CO-CUN", "VE-F"]
COUNTRIES = ["NA", "VE", "CO", "GY", "TT"]

PORTS = [
    (1, "Guiria ", "Very Small", 10.57, -62.30 - 0.2287),
    (2, "Guiria", " ", 10.57, -62.30 - 0.2379),
    (3, "Cumana (Puerto Sucre)", "Small", 10.01, -64.51),
    (4, "Port Of Spain", "Medium", 11.05, -61.3),
    (4, "Port Of Spain", "Medium", 11.05, -61.3),
    (5, "Rotterdam", "Large", 51.9, 4.5),
]
"""Number, name, size, lat, lon. The first is 24.998 km from Güiria, the second 26."""


def list_units() -> dict:
    """Return every unit by ``adm1_code``, as in UNITS.

    Every unit of corrections.csv must be there: Guyana is ten bands of half a degree
    from south to north, Ecuador six, the others stand in a row of small squares. Those
    of world_corrections.csv stand in a row far in the south.
    """
    units = dict(UNITS)
    for code in read_table("corrections.csv")["adm1_code"]:
        if code in units:
            continue
        country = code[:3]
        number = sum(unit.startswith(country) for unit in units)
        if country in ("GUY", "ECU"):
            west, south, east, _ = GUYANA if country == "GUY" else ECUADOR
            place = (west, south + number / 2, east, south + number / 2 + 0.5)
        else:
            west, south = ROWS[country][0] + 0.2 * number, ROWS[country][1]
            place = tuple(np.round([west, south, west + 0.2, south + 0.2], 1).tolist())
        names = (f"Wrong {number}", f"Falso {number}")
        units[code] = (country, f"{country[:2]}-{number}", *names, place)
    for number, code in enumerate(read_table("world_corrections.csv")["adm1_code"]):
        place = tuple(np.round([number, -60, number + 1, -59], 1).tolist())
        iso = f"{code[:2]}-{100 + number}~"
        units[code] = (code[:3], iso, f"World {number}", f"Mundo {number}", place)
    return units


def make_files() -> dict:
    """Return the content of every file that the builder takes out of a package."""
    rings = {name: [place] for name, place in SEAS.items()}
    rings["Gulf of Honduras"].append(HONDURAS_HOLE)
    return {
        "ne_admin1.json": _features(
            {
                "adm1_code": code,
                "adm0_a3": country,
                "iso_3166_2": iso,
                "name": name,
                "name_es": spanish,
                "place": place,
            }
            for code, (country, iso, name, spanish, place) in list_units().items()
        ),
        "eezs.json": json.dumps(
            json.loads(
                _features({"name": name, "place": box} for name, box in EEZS.items())
            )["features"]
        ).encode(),
        "countries-10m.json": make_topology("countries", LAND),
        "land-110m.json": make_topology("land", LAND),
        "marine.pkl": pickle.dumps(
            {
                "marine": [
                    (name, places[0], [(place, _ring(place)) for place in places])
                    for name, places in rings.items()
                ]
            }
        ),
        "cities.tsv": _tsv(CITIES),
        "subdivisions.tsv": _tsv((f"Name of {iso}", iso) for iso in SUBDIVISIONS),
        "countries.tsv": _tsv((f"Name of {iso}", iso) for iso in COUNTRIES),
        "ports.csv": _ports(),
        "world_map.gpkg": _claims(),
    }


def _features(rows) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": {key: row[key] for key in row if key != "place"},
            "geometry": {"type": "Polygon", "coordinates": _rings(row["place"])},
        }
        for row in rows
    ]
    content = {"type": "FeatureCollection", "features": features}
    return json.dumps(content, ensure_ascii=False).encode()


def _rings(place) -> list:
    return [_ring(place), _ring(LAKE)] if place == ZULIA else [_ring(place)]


def _ring(place) -> list:
    west, south, east, north = place
    return [(west, south), (west, north), (east, north), (east, south), (west, south)]


def make_topology(layer: str, places: dict) -> bytes:
    """Return a TopoJSON of boxes; each ring is one arc and one arc backwards."""
    arcs, members = [], []
    for number, place in places.items():
        ring = np.array(_ring(place)) - [-180, -90]
        steps = np.round(np.c_[ring[:, 0] % 360, ring[:, 1]] / 0.01).astype(int)
        arcs += [
            np.diff(part, axis=0, prepend=[[0, 0]]).tolist()
            for part in (steps[:3], steps[:1:-1])
        ]
        arc = [[len(arcs) - 2, ~(len(arcs) - 1)]]
        members.append({"type": "Polygon", "arcs": arc, "id": number})
    arcs.append([[0, 0], [1, 0], [-1, 0]])
    members += [
        {"type": "MultiPolygon", "arcs": [[[len(arcs) - 1]]], "id": "999"},
        {"type": "Point", "coordinates": [0, 0]},
    ]
    content = {
        "type": "Topology",
        "transform": {"scale": [0.01, 0.01], "translate": [-180, -90]},
        "arcs": arcs,
        "objects": {layer: {"type": "GeometryCollection", "geometries": members}},
    }
    return json.dumps(content).encode()


def _tsv(rows) -> bytes:
    return "".join("\t".join(map(str, row)) + "\n" for row in rows).encode()


def _ports() -> bytes:
    head = "OID_,World Port Index Number,Main Port Name,Harbor Size,Latitude,Longitude"
    rows = [
        f"0.0,{number}.0,{name},{size},{lat},{lon}"
        for number, name, size, lat, lon in PORTS
    ]
    return "\n".join([head, *rows, ""]).encode("utf-8-sig")


def _claims() -> bytes:
    names, countries, lines = zip(*CLAIMS, strict=True)
    facts = {"name": names, "adm0_left": countries, "adm0_a3_l": countries}
    shapes = [shapely.MultiLineString([line]) for line in lines]
    buffer = io.BytesIO()
    frame = gpd.GeoDataFrame(facts, geometry=shapes, crs=4326)
    frame.to_file(buffer, driver="GPKG", layer="disputed_borders")
    return buffer.getvalue()


def pack(files: dict) -> dict:
    """Return the archives of all packages, by file name, and what is in them.

    A Debian package is left as the tar archive that ``dpkg-deb`` would print.
    """
    archives = {}
    for package in PACKAGES:
        buffer = io.BytesIO()
        members = {path: files[name] for name, path in package.members.items()}
        if package.archive.endswith(".whl"):
            with zipfile.ZipFile(buffer, "w") as wheel:
                for path, content in members.items():
                    wheel.writestr(path, content)
        else:
            with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
                for path, content in members.items():
                    entry = tarfile.TarInfo(path)
                    entry.size = len(content)
                    tar.addfile(entry, io.BytesIO(content))
        archives[package.archive] = buffer.getvalue()
    return archives


def write_sources(folder: Path, files: dict) -> Path:
    """Write all archives, and the file that ``dpkg-deb`` unpacks; return CHECKSUMS."""
    folder.mkdir(parents=True, exist_ok=True)
    archives = pack(files)
    unpacked = {"world_map.gpkg": files["world_map.gpkg"]}
    for name, content in (archives | unpacked).items():
        (folder / name).write_bytes(content)
    return write_checksums(folder / "CHECKSUMS", archives | files)


def write_checksums(path: Path, contents: dict) -> Path:
    """Write the SHA-256 of each file, in the form of sha256sum; return the path."""
    path.write_text(
        "".join(
            f"{hashlib.sha256(content).hexdigest()}  sources/{name}\n"
            for name, content in contents.items()
        ),
        encoding="utf-8",
    )
    return path


def run_build(folder: Path, checksums: Path) -> int:
    """Run the command on the sources of a folder, into its folder of layers."""
    parts = ["--sources", folder / "sources", "--out", folder / "layers"]
    return build.main([str(word) for word in [*parts, "--checksums", checksums]])
