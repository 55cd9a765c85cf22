/** How close a bin opens. */
import { placeOfMark } from "./view.js";

const EDGE = 60;          // pixels around what is zoomed to
const ONE_SPOT = 6;       // pixels between marks that the closest view does not part

/**
 * @param {Incidents} d
 * @param {Bin} bin
 */
export const boundsOf = (d, bin) => {
  const bounds = L.latLngBounds([]);
  for (const mark of bin.marks) bounds.extend(placeOfMark(d, mark));
  return bounds;
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
