"""Maritime zones: 12 NM by equidistance, and an approximate 200 NM zone. Not limits.

Beyond 12 NM we ask two sources. One is equidistance from our coast. The other is the
Marine Regions EEZ (Flanders Marine Institute, CC BY 4.0), simplified by Global Fishing
Watch in the npm package @globalfishingwatch/ocean-areas 2.0.3, which does not state its
version of Marine Regions. Where both name one country, ``agree`` is true. Where they
differ, Marine Regions wins, because treaties and judgments depart from equidistance;
except for the pairs in ``EQUIDISTANCE_WINS``.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.equidistance import find_medians, find_nearest_owner, thin
from geodata.mosaic import cut_faces, find_owner, join_faces
from geodata.shapes import KM_PER_NM, circles, clip_to_box
from geodata.states import read_table

TERRITORIAL, WIDE = "territorial_sea", "approximate_200_nm"
WIDE_STEP_KM = 5
"""Coast points this far apart are enough for 200 NM; an islet keeps at least one."""

WINS = "VE TT,VE GD,VE PR,CU KY,HN KY,GT SV,MX CU,EC CR,TT BB,NI CR,HT DO,VI PR,VI VG"
WINS += ",SV NI,HT CU,CW BQ,CO CR,PA CR"
EQUIDISTANCE_WINS = {frozenset(pair.split()) for pair in WINS.split(",")}
"""Pairs whose simplified outline is further off than equidistance. Found by comparison
with an outside copy of Marine Regions v10 (README, How it was measured)."""


def build_reach(coast: pd.DataFrame, nm: float) -> gpd.GeoDataFrame:
    """Return what lies within ``nm`` of each country: ``region_id, geometry``."""
    ours = coast[coast["region_id"] != ""]
    discs = circles(ours[["lon", "lat"]].to_numpy(), nm * KM_PER_NM, corners=96)
    owners = ours["region_id"].to_numpy()
    names = np.unique(owners)
    shapes = [shapely.union_all(discs[owners == name]) for name in names]
    shapes = shapely.simplify(shapes, 0.0005)
    return clip_to_box(
        gpd.GeoDataFrame({"region_id": names}, geometry=shapes, crs=4326)
    )


def build_zones(land, lakes, coast, marine) -> gpd.GeoDataFrame:
    """Return the zones of all countries, cut to water.

    ``land``: countries · ``lakes``: inland seas, wholly counted as inside 12 NM ·
    ``coast``: coast points · ``marine``: the simplified Marine Regions zones. One row
    per zone, country, status, basis and agreement.
    """
    near, wide = build_reach(coast, 12), build_reach(thin(coast, WIDE_STEP_KM), 200)
    faces = cut_faces(land, lakes, near, wide, marine, lines=find_medians(coast))
    faces = faces[find_owner(faces, land) < 0]
    facts = _describe(faces, coast, near, wide, marine)
    facts["coasts"] = np.where(find_owner(faces, lakes) >= 0, 1, facts["coasts"])
    facts = pd.DataFrame([decide(face) for face in facts.itertuples()])
    kept = facts["region_id"] != ""
    keys = ["zone", "region_id", "status", "label", "basis", "agree"]
    groups = facts[kept].groupby(keys, sort=True).ngroup().to_numpy()
    zones = join_faces(faces[kept], groups).rename(columns={"region_id": "group"})
    first = facts[kept].assign(group=groups).drop_duplicates("group")
    zones = zones.merge(first, on="group").drop(columns="group")
    names = read_table("territories.csv").set_index("country_id")["name"]
    zones["name"] = zones["region_id"].map(names)
    columns = [
        "zone",
        "region_id",
        "name",
        "status",
        "label",
        "basis",
        "agree",
        "geometry",
    ]
    return zones[columns]


def _describe(faces, coast, near, wide, marine) -> pd.DataFrame:
    """Return the facts that ``decide`` needs, one row per face."""
    inside = shapely.get_coordinates(shapely.point_on_surface(faces))
    nearest = find_nearest_owner(coast, inside)
    row = find_owner(faces, marine)
    unnamed = {"region_id": "", "status": "", "name": ""}
    theirs = pd.concat([marine, pd.DataFrame([unnamed])], ignore_index=True).iloc[row]
    return pd.DataFrame(
        {
            "nearest": np.where(find_owner(faces, wide) >= 0, nearest, ""),
            "regions": theirs["region_id"].to_numpy(),
            "status": theirs["status"].to_numpy(),
            "label": theirs["name"].to_numpy(),
            "coasts": _count_covers(faces, near),
        }
    )


def _count_covers(faces, frame) -> np.ndarray:
    """Return how many shapes of the frame cover each face."""
    inside = shapely.point_on_surface(faces)
    face, _ = shapely.STRtree(frame.geometry.values).query(
        inside, predicate="intersects"
    )
    return np.bincount(face, minlength=len(faces))


def decide(face) -> dict:
    """Return the zone of one face of water by the rules of this module.

    The face has ``nearest`` (whose coast, within 200 NM), ``regions`` (Marine Regions),
    ``status``, ``label`` and ``coasts`` (how many countries are within 12 NM).
    """
    ours, theirs = face.nearest, face.regions
    found = {
        "zone": WIDE,
        "region_id": theirs or ours,
        "status": "national",
        "label": "",
    }
    if face.coasts:
        unsure = face.coasts > 1 and bool(theirs) and theirs != ours
        basis = "equidistance, 12 NM" + (", Marine Regions differs" if unsure else "")
        return found | {
            "zone": TERRITORIAL,
            "region_id": ours,
            "basis": basis,
            "agree": not unsure,
        }
    if face.status in ("overlapping claim", "joint regime"):
        shared = {"region_id": ours, "status": face.status, "label": face.label}
        return found | shared | {"basis": "Marine Regions simplified", "agree": False}
    if not theirs or not ours:
        alone = "Marine Regions simplified only" if theirs else "equidistance only"
        return found | {"basis": alone, "agree": False}
    if theirs == ours:
        return found | {"basis": "both agree", "agree": True}
    if frozenset((ours, theirs)) in EQUIDISTANCE_WINS:
        return found | {
            "region_id": ours,
            "basis": "methods differ: equidistance",
            "agree": False,
        }
    return found | {
        "basis": "methods differ: Marine Regions simplified",
        "agree": False,
    }
