"""Cut the box into faces, so that land and sea fit together without gap or overlap.

All outlines become one network of lines on one grid. Then each face of the network gets
one region. So neighbours share the same vertices. Differences and unions, one after the
other, would leave slivers.
"""

import geopandas as gpd
import numpy as np
import shapely

from geodata.shapes import BOX, GRID


def cut_faces(*frames: gpd.GeoDataFrame, lines=(), window=BOX) -> np.ndarray:
    """Return the faces into which outlines of frames, and lines, cut a window."""
    shapes = np.concatenate([frame.geometry.values for frame in frames] + [[window]])
    outlines = np.concatenate([shapely.boundary(shapes), lines])
    network = shapely.union_all(shapely.intersection(outlines, window), grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize([network]))
    inside = shapely.intersects(window, shapely.point_on_surface(faces))
    return faces[inside]


def find_owner(faces: np.ndarray, frame: gpd.GeoDataFrame) -> np.ndarray:
    """Return for each face the row of the first shape that covers it, -1 where none.

    Order the frame by rank: where shapes overlap, the earlier row wins.
    """
    owner = np.full(len(faces), len(frame))
    tree = shapely.STRtree(frame.geometry.values)
    face, row = tree.query(shapely.point_on_surface(faces), predicate="intersects")
    np.minimum.at(owner, face, row)
    return np.where(owner == len(frame), -1, owner)


def find_nearest(faces: np.ndarray, frame: gpd.GeoDataFrame) -> np.ndarray:
    """Return for each face the row of the nearest shape."""
    return shapely.STRtree(frame.geometry.values).nearest(faces)


def join_faces(faces: np.ndarray, ids: np.ndarray) -> gpd.GeoDataFrame:
    """Return one feature per ``region_id``, made of its faces, sorted by id."""
    names = np.unique(ids)
    shapes = [shapely.coverage_union_all(faces[ids == name]) for name in names]
    return gpd.GeoDataFrame({"region_id": names}, geometry=shapes, crs=4326)


def dissolve(frame: gpd.GeoDataFrame, by: str) -> gpd.GeoDataFrame:
    """Return one feature per value of the column ``by``, named ``region_id``."""
    return join_faces(frame.geometry.values, frame[by].to_numpy())
