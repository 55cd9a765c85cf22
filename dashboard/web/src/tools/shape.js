/** Rules of drawing: numbers only. */

export const MOST_CORNERS = 60;
const NEAR_PX = 9, DRAG_PX = 6, DOUBLE_MS = 400;

/** @typedef {{x: number, y: number}} Pixel */
/** @typedef {{lat: number, lng: number}} Place */

/**
 * @param {Pixel} one
 * @param {Pixel} two
 */
const apart = (one, two) => Math.hypot(one.x - two.x, one.y - two.y);

/**
 * @param {Pixel} one
 * @param {Pixel} two
 */
export const isNear = (one, two) => apart(one, two) <= NEAR_PX;

/**
 * @param {Pixel} from
 * @param {Pixel} to
 */
export const isDrag = (from, to) => apart(from, to) > DRAG_PX;

/**
 * @param {Pixel | undefined} last tap before
 * @param {Pixel} point
 * @param {number} ms between them
 */
export const isDoubleTap = (last, point, ms) => !!last && isNear(last, point) && ms < DOUBLE_MS;

/**
 * The corners from south-west, clockwise.
 * @param {Place} one
 * @param {Place} two
 * @returns {Place[]}
 */
export const rectangleCorners = (one, two) => {
  const south = Math.min(one.lat, two.lat), north = Math.max(one.lat, two.lat);
  const west = Math.min(one.lng, two.lng), east = Math.max(one.lng, two.lng);
  return [{ lat: south, lng: west }, { lat: north, lng: west }, { lat: north, lng: east }, { lat: south, lng: east }];
};

/** @param {number} degrees to three places, about 100 m */
export const rounded = (degrees) => Math.round(degrees * 1000) / 1000;

const WHOLE = 360;

/**
 * A view as Python writes it (geo/map_view.py): its west end in -180 to 180, the other end
 * beyond 180 where it crosses that meridian; a wider one is the whole circle.
 * @param {number[]} bounds south, west, north, east in degrees
 */
export const normalBounds = (bounds) => {
  const [south, west, north, east] = bounds.map(rounded), width = east - west;
  if (width >= WHOLE) return [south, -180, north, 180];
  const start = rounded(west - WHOLE * Math.floor((west + 180) / WHOLE));
  return [south, start, north, rounded(start + width)];
};

/**
 * By how much longitudes have to be turned to lie around a meridian, in degrees.
 * @param {number} west
 * @param {number} east
 * @param {number} middle
 */
export const turnTo = (west, east, middle) =>
  WHOLE * Math.round((middle - (west + east) / 2) / WHOLE) + 0;  // no minus zero
