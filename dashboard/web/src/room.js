/** Room for a plate: the cheapest place on a grid. Numbers only. */
import { boxAround, boxInRing, grown, hits, isWithin, meets, moved, overlap } from "./geometry.js";
import { lineInto, lineTo } from "./leader.js";

const EDGE = 4;               // pixels between a plate and the map's edge
const GRID = [14, 12];
const FAR = 120;              // pixels a plate without an outline may stand off its place
const BESIDE = 300;           // price of standing beside the area, with a line into it
const GAP = 3;                // and of each pixel between them
const SPECK = 0.02;           // share of a plate that islets may take
const MARK_MARGIN = 4;        // pixels around a mark that cost
const CLOSE_MARK = 40;        // price of a mark in whose margin a plate stands, and of each pixel of it
const CLOSE_PIXEL = 0.6;

/**
 * @typedef {object} Wanted
 * @property {number} x where the plate would stand best
 * @property {number} y
 * @property {number} w half of its width
 * @property {number} h half of its height
 * @property {number[] | null} ring outline of its area, flat x, y
 * @property {boolean} land whether it may stand beside its area
 * @property {((box: Box) => number) | null} foreign share of a box that is land, without that of the area
 *   itself; null where the coast is not known
 */

/**
 * @param {Wanted} plate
 * @param {number} width of the map
 * @param {number} height
 */
const gridOf = ({ x, y, w, h }, width, height) => {
  const places = [[x, y]];
  for (let gx = w + EDGE + 2; gx <= width - w - EDGE - 2; gx += GRID[0]) {
    for (let gy = h + EDGE + 2; gy <= height - h - EDGE - 2; gy += GRID[1]) places.push([gx, gy]);
  }
  return places;
};

/**
 * Price of a place before marks are counted, and the line into the area; null where the
 * plate may not stand. A sea's plate lies wholly in its sea. That of land lies wholly in
 * it, or on water close by: on other land it would name the wrong one.
 * @param {Wanted} plate
 * @param {number} x
 * @param {number} y
 * @param {Box} box
 * @param {Box} allowed
 * @returns {{price: number, leader: Line | null} | null}
 */
const priceOfPlace = (plate, x, y, box, allowed) => {
  const off = Math.hypot(x - plate.x, y - plate.y), { ring, land, foreign } = plate;
  if (!ring) return off > FAR ? null : { price: off, leader: lineTo(box, plate.x, plate.y) };
  if (boxInRing(box, ring)) {
    return !land && foreign && foreign(box) > SPECK ? null : { price: off, leader: null };
  }
  if (!land || !foreign) return null;
  const line = lineInto(box, ring, plate, allowed);
  if (!line || foreign(box) > SPECK) return null;
  return { price: BESIDE + GAP * line.gap + off, leader: line.leader };
};

/**
 * Price of the marks that a box comes close to; Infinity where it covers a piece of one.
 * @param {Box} box
 * @param {Box[]} marks
 * @param {number} most give up above
 */
const priceOfMarks = (box, marks, most) => {
  let price = 0;
  for (const mark of marks) {
    const shared = overlap(box, grown(mark, MARK_MARGIN));
    if (!shared) continue;
    if (overlap(box, mark)) return Infinity;
    price += CLOSE_MARK + shared * CLOSE_PIXEL;
    if (price >= most) return Infinity;
  }
  return price;
};

/**
 * The cheapest place: near the area's own spot, inside it, off the marks; null for none.
 * @param {Wanted} plate
 * @param {{x: number, y: number}} size of the map
 * @param {Box[]} taken
 * @param {Box[]} marks
 */
export const findRoom = (plate, size, taken, marks) => {
  const around = boxAround(0, 0, plate.w, plate.h);
  /** @type {Box} */
  const allowed = [EDGE, EDGE, size.x - EDGE, size.y - EDGE];
  let best = null, least = Infinity;
  for (const [x, y] of gridOf(plate, size.x, size.y)) {
    const box = moved(around, x, y);
    if (!isWithin(box, allowed) || hits(box, taken)) continue;
    const place = priceOfPlace(plate, x, y, box, allowed);
    if (!place || place.price >= least) continue;
    const { leader } = place;
    if (leader && [...taken, ...marks].some((other) => meets(leader, other))) continue;
    const price = place.price + priceOfMarks(box, marks, least - place.price);
    if (price < least) {
      least = price;
      best = { x, y, box, leader };
    }
  }
  return best;
};
