"""The view that holds a region with some room around it."""

from dashboard.geo.regions import Regions

# Share of a region's size that the map shows around it, and the least of it in degrees.
MARGIN, LEAST_DEGREES = 0.35, 1.5


def frame_of(region_id: str, regions: Regions) -> tuple:
    """Return the south-west and north-east corner of a view of a region, degrees."""
    west, south, east, north = regions.geometry(region_id).bounds
    room = max((east - west) * MARGIN, (north - south) * MARGIN, LEAST_DEGREES)
    return ((south - room, west - room), (north + room, east + room))
