/** Room for a plate: the cheapest place on a grid. Numbers only. */
import { boxAround, grown, hits, insideRing, isWithin, moved, overlap } from "./geometry.js";

const EDGE = 4;               // pixels between a plate and the map's edge
const GRID = [14, 12];
const FAR = 120;              // pixels a plate without an outline may stand off its place
const CORNER_OUTSIDE = 45;    // price of a corner that leaves the area
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
 * Price of a place before marks are counted; Infinity where the plate may not stand.
 * @param {Wanted} plate
 * @param {number} x
 * @param {number} y
 * @param {Box} box
 */
const priceOfPlace = (plate, x, y, box) => {
  const off = Math.hypot(x - plate.x, y - plate.y), { ring } = plate;
  if (!ring) return off > FAR ? Infinity : off;
  if (!insideRing(x, y, ring)) return Infinity;
  const corners = [[box[0], box[1]], [box[0], box[3]], [box[2], box[1]], [box[2], box[3]]];
  return off + CORNER_OUTSIDE * corners.filter(([cx, cy]) => !insideRing(cx, cy, ring)).length;
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
    let price = priceOfPlace(plate, x, y, box);
    if (price >= least) continue;
    price += priceOfMarks(box, marks, least - price);
    if (price < least) {
      least = price;
      best = { x, y, box };
    }
  }
  return best;
};
