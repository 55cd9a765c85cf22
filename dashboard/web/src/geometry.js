/** Numbers of places and boxes: unit Mercator, boxes, rings. Touches no page. */

export const TAU = 2 * Math.PI;

/** Middle of the map in unit Mercator: paths drawn around it stay exact. */
export const REF = [0.26, 0.48];

const EARTH_KM = 6371.0088;
const EQUATOR_KM = 40030.2;

/**
 * Place in unit Mercator: 0 to 1 from west to east and from north to south.
 * @param {number} lat degrees
 * @param {number} lon degrees
 * @returns {[number, number]}
 */
export const unit = (lat, lon) => {
  const s = Math.sin(Math.max(-85, Math.min(85, lat)) * Math.PI / 180);
  return [(lon + 180) / 360, 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI)];
};

/**
 * Pixels of the whole world's width at a zoom.
 * @param {number} zoom
 */
export const worldWidth = (zoom) => 256 * Math.pow(2, zoom);

/**
 * @param {number} x middle
 * @param {number} y middle
 * @param {number} halfWidth
 * @param {number} halfHeight
 * @returns {Box}
 */
export const boxAround = (x, y, halfWidth, halfHeight = halfWidth) =>
  [x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight];

/**
 * Area that two boxes share; 0 where they only touch.
 * @param {Box} a
 * @param {Box} b
 */
export const overlap = (a, b) => {
  const w = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const h = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return w > 0 && h > 0 ? w * h : 0;
};

/**
 * @param {Box} box
 * @param {Box[]} boxes
 */
export const hits = (box, boxes) => boxes.some((other) => overlap(box, other) > 0);

/**
 * @param {Box} inner
 * @param {Box} outer
 */
export const isWithin = (inner, outer) =>
  inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];

/**
 * @param {number} x
 * @param {number} y
 * @param {Box} box without its edge
 */
export const isInside = (x, y, box) => x > box[0] && x < box[2] && y > box[1] && y < box[3];

/**
 * @param {Box} box
 * @param {number} x
 * @param {number} y
 * @returns {Box}
 */
export const moved = (box, x, y) => [box[0] + x, box[1] + y, box[2] + x, box[3] + y];

/**
 * @param {Box} box
 * @param {number} margin
 * @returns {Box}
 */
export const grown = (box, margin) => [box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin];

/**
 * Whether a point lies in a ring, by the even-odd rule.
 * @param {number} x
 * @param {number} y
 * @param {number[]} ring flat x, y
 */
export const insideRing = (x, y, ring) => {
  let inside = false;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    if ((ring[i + 1] > y) !== (ring[j + 1] > y) &&
        x < (ring[j] - ring[i]) * (y - ring[i + 1]) / (ring[j + 1] - ring[i + 1]) + ring[i]) {
      inside = !inside;
    }
  }
  return inside;
};

/**
 * Whether a line shares a piece with the inside of a box.
 * @param {Line} line
 * @param {Box} box
 */
export const meets = ([x1, y1, x2, y2], box) => {
  const dx = x2 - x1, dy = y2 - y1;
  let from = 0, to = 1;
  for (const [step, start, low, high] of [[dx, x1, box[0], box[2]], [dy, y1, box[1], box[3]]]) {
    if (!step && (start <= low || start >= high)) return false;
    if (!step) continue;
    const a = (low - start) / step, b = (high - start) / step;
    from = Math.max(from, Math.min(a, b));
    to = Math.min(to, Math.max(a, b));
  }
  return from < to;
};

/**
 * Whether the whole of a box lies in a ring.
 * @param {Box} box
 * @param {number[]} ring flat x, y
 */
export const boxInRing = (box, ring) => {
  if (!insideRing(box[0], box[1], ring)) return false;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    if (meets([ring[j], ring[j + 1], ring[i], ring[i + 1]], box)) return false;
  }
  return true;
};

/**
 * The point of a ring's line that is nearest to a place.
 * @param {number} x
 * @param {number} y
 * @param {number[]} ring flat x, y
 */
export const nearestOnRing = (x, y, ring) => {
  let best = { x: ring[0], y: ring[1] }, least = Infinity;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const dx = ring[i] - ring[j], dy = ring[i + 1] - ring[j + 1], length = dx * dx + dy * dy;
    const along = length ? ((x - ring[j]) * dx + (y - ring[j + 1]) * dy) / length : 0;
    const t = Math.max(0, Math.min(1, along)), px = ring[j] + t * dx, py = ring[j + 1] + t * dy;
    const away = (px - x) * (px - x) + (py - y) * (py - y);
    if (away < least) {
      least = away;
      best = { x: px, y: py };
    }
  }
  return best;
};

/**
 * Share of a view that a circle covers, by a sample of 96 points.
 * @param {number} x
 * @param {number} y
 * @param {number} r
 * @param {Box} view
 */
export const shareCovered = (x, y, r, view) => {
  let inside = 0;
  for (let i = 0; i < 12; i++) {
    for (let j = 0; j < 8; j++) {
      const dx = view[0] + (i + 0.5) / 12 * (view[2] - view[0]) - x;
      const dy = view[1] + (j + 0.5) / 8 * (view[3] - view[1]) - y;
      if (dx * dx + dy * dy < r * r) inside++;
    }
  }
  return inside / 96;
};

/**
 * A circle on the globe: on this map it is wider the farther from the equator. Over a
 * pole it is a cap that reaches round the world, closed along the map's edge.
 * @param {number} lat degrees
 * @param {number} lon degrees
 * @param {number} km radius
 * @param {number} corners an even number
 * @returns {[number, number][]} latitude and longitude of each corner
 */
export const circleOnGlobe = (lat, lon, km, corners = 96) => {
  const arc = km / EARTH_KM, from = lat * Math.PI / 180;
  /** @type {[number, number][]} */
  const rim = Array.from({ length: corners }, (_, k) => {
    const b = TAU * k / corners;
    const la = Math.asin(Math.sin(from) * Math.cos(arc) + Math.cos(from) * Math.sin(arc) * Math.cos(b));
    const lo = Math.atan2(Math.sin(b) * Math.sin(arc) * Math.cos(from), Math.cos(arc) - Math.sin(from) * Math.sin(la));
    return [la * 180 / Math.PI, lon + lo * 180 / Math.PI];
  });
  const [north] = rim[0], [south] = rim[corners / 2];
  if (from - arc <= -Math.PI / 2) {
    rim.splice(corners / 2 + 1, 0, [-90, lon + 180], [-90, lon - 180], [south, lon - 180]);
  }
  if (from + arc >= Math.PI / 2) rim.push([north, lon - 180], [90, lon - 180], [90, lon + 180]);
  return rim;
};

/**
 * Pixels of a length on the ground, at a latitude.
 * @param {number} km
 * @param {number} lat degrees
 * @param {number} scale pixels of the world's width
 */
export const pixelsOf = (km, lat, scale) => km / (EQUATOR_KM * Math.cos(lat * Math.PI / 180)) * scale;

/**
 * The largest round number that is not above another: 1, 1.5, 2, 3 or 5 times a power of ten.
 * @param {number} most
 */
export const roundLength = (most) => {
  const ten = Math.pow(10, Math.floor(Math.log10(most))), f = most / ten;
  return ten * (f >= 5 ? 5 : f >= 3 ? 3 : f >= 2 ? 2 : f >= 1.5 && most >= 1000 ? 1.5 : 1);
};
