/** How close a bin opens. */

const EDGE = 60;          // pixels around what is zoomed to
const ONE_SPOT = 6;       // pixels between marks that the closest view does not part

/**
 * The corners of what a bin holds; found once, a pointer asks again and again.
 * @param {Incidents} d
 * @param {Bin} bin
 * @returns {L.LatLngBounds}
 */
export const boundsOf = ({ marks: { la, lo } }, bin) => {
  if (bin.bounds) return bin.bounds;
  let south = Infinity, west = Infinity, north = -Infinity, east = -Infinity;
  for (const mark of bin.marks) {
    south = Math.min(south, la[mark]);
    north = Math.max(north, la[mark]);
    west = Math.min(west, lo[mark]);
    east = Math.max(east, lo[mark]);
  }
  return (bin.bounds = L.latLngBounds([south / 1e5, west / 1e5], [north / 1e5, east / 1e5]));
};

/**
 * The zoom that a bin opens at, or the one there is where none is closer.
 * @param {Chart} chart
 * @param {Incidents} d
 * @param {Bin} bin
 */
export const zoomInto = ({ map }, d, bin) => {
  const zoom = map.getZoom(), most = map.getMaxZoom(), bounds = boundsOf(d, bin);
  const span = map.project(bounds.getNorthWest(), most).distanceTo(map.project(bounds.getSouthEast(), most));
  if (span < ONE_SPOT) return zoom;
  const fitting = map.getBoundsZoom(bounds, false, L.point(EDGE, EDGE));
  return Math.min(most, Math.max(fitting, zoom + 1));
};
