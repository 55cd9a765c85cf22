/**
 * Marks that lie on top of each other, as squares of a grid that is fixed for each zoom:
 * what a square holds, and its figures, never depend on where the view is. Touches no page.
 */
import { groupStarts } from "../packing.js";
import { addToll, noSum } from "../tolls.js";

const CELLS = 4;          // across the world at zoom 0: a side of 64 pixels
const EARLY = 0.25;       // part of a zoom by which the next grid comes early
const LEAST_HIDDEN = 3;   // marks below others for which a square stands in
const FAR = 2 ** 20, ROW = 2 ** 22;   // cells of a row: keys stay whole numbers below 2^53
const EQUATOR_KM = 40030.2;

/**
 * How many cells go round the world. Each grid halves the one before: a square opens into
 * four.
 * @param {number} zoom
 */
export const cellsAt = (zoom) => CELLS * 2 ** Math.floor(zoom + EARLY);

/**
 * @param {number} x of unit Mercator
 * @param {number} y
 * @param {number} cells
 */
export const keyOf = (x, y, cells) => (Math.floor(y * cells) + FAR) * ROW + Math.floor(x * cells) + FAR;

/**
 * Whether so many marks have their middle below a later one that a square says more.
 * @param {Pick<Incidents, "x" | "y" | "r">} d
 * @param {Uint32Array} marks in the order of drawing
 * @param {number} scale pixels of the world's width
 */
export const isPile = ({ x, y, r }, marks, scale) => {
  let hidden = 0;
  for (let a = 0; a < marks.length; a++) {
    const i = marks[a];
    for (let b = marks.length - 1; b > a; b--) {
      const j = marks[b], dx = (x[i] - x[j]) * scale, dy = (y[i] - y[j]) * scale;
      if (dx * dx + dy * dy >= r[j] * r[j]) continue;
      if (++hidden >= LEAST_HIDDEN) return true;
      break;
    }
  }
  return false;
};

/**
 * Part the marks of a layer into cells.
 * @param {Pick<Incidents, "x" | "y" | "order">} d
 * @param {number} cells
 */
const partMarks = ({ x, y, order }, cells) => {
  /** @type {Map<number, number>} */
  const numbers = new Map();
  /** @type {number[]} */
  const sizes = [];
  const cellOf = new Uint32Array(order.length);
  order.forEach((i, k) => {
    const key = keyOf(x[i], y[i], cells);
    let cell = numbers.get(key);
    if (cell === undefined) {
      numbers.set(key, cell = sizes.length);
      sizes.push(0);
    }
    cellOf[k] = cell;
    sizes[cell]++;
  });
  const starts = groupStarts(sizes), next = starts.slice(), members = new Uint32Array(order.length);
  order.forEach((i, k) => { members[next[cellOf[k]]++] = i; });
  return { numbers, starts, members };
};

/**
 * @param {Pick<Incidents, "x" | "y" | "r" | "order">} d
 * @param {number} zoom
 * @returns {Bins}
 */
export const findBins = (d, zoom) => {
  const cells = cellsAt(zoom), scale = 256 * 2 ** zoom, { numbers, starts, members } = partMarks(d, cells);
  const of = new Int32Array(d.x.length).fill(-1), at = new Map();
  /** @type {Bin[]} */
  const list = [];
  for (const [key, cell] of numbers) {
    const marks = members.subarray(starts[cell], starts[cell + 1]);
    if (marks.length <= LEAST_HIDDEN || !isPile(d, marks, scale)) continue;
    marks.forEach((i) => { of[i] = list.length; });
    at.set(key, list.length);
    const column = key % ROW - FAR, line = Math.floor(key / ROW) - FAR;
    list.push({ key, x: (column + 0.5) / cells, y: (line + 0.5) / cells, side: 1 / cells, marks, sums: null });
  }
  return { zoom, cells, list, of, at, free: list.length ? d.order.filter((i) => of[i] < 0) : d.order };
};

/**
 * The bins of a zoom, made once for it; none where the layer is of few marks.
 * @param {Incidents | undefined} d
 * @param {number} zoom
 * @returns {Bins | null}
 */
export const binsAt = (d, zoom) => {
  if (!d?.bins) return null;
  if (d.binned?.zoom !== zoom) d.binned = findBins(d, zoom);
  return d.binned.list.length ? d.binned : null;
};

/**
 * The side of a bin on the ground, in the middle of it.
 * @param {Bin} bin
 */
export const sideKm = ({ y, side }) => side * EQUATOR_KM / Math.cosh(Math.PI * (1 - 2 * y));

/**
 * All that a bin says, in numbers; made once.
 * @param {Incidents} d
 * @param {Bin} bin
 * @returns {BinSums}
 */
export const sumsOf = (d, bin) => {
  if (bin.sums) return bin.sums;
  const { marks: m, rows: r } = d, { tolls, campaign } = /** @type {BinColumns} */ (d.bins), side = sideKm(bin);
  /** @type {Map<number, Sum>} */
  const apart = new Map();
  /** @type {BinSums} */
  const sums = { rows: 0, incidents: 0, apart: [], far: 0, farFrom: 0, least: 0, most: 0, noRadius: 0 };
  for (const mark of bin.marks) {
    sums.incidents += m.inc[mark];
    for (let k = d.start[mark]; k < d.start[mark + 1]; k++) {
      const row = m.rows[k], own = campaign.length ? campaign[row] : 0;
      let sum = apart.get(own);
      if (!sum) apart.set(own, sum = noSum());
      addToll(sum, row, tolls[r.toll.i[row]]);
      addRadius(sums, r.km[row], side);
      sums.rows++;
    }
  }
  sums.apart = [...apart].sort((a, b) => a[0] - b[0]);
  return (bin.sums = sums);
};

/**
 * A circle as wide as the square reaches out of it, wherever in it its middle lies.
 * @param {Pick<BinSums, "far" | "farFrom" | "least" | "most" | "noRadius">} sums
 * @param {number} km
 * @param {number} side of the square in km
 */
const addRadius = (sums, km, side) => {
  if (km <= 0) {
    sums.noRadius++;
    return;
  }
  sums.least = sums.least ? Math.min(sums.least, km) : km;
  sums.most = Math.max(sums.most, km);
  if (2 * km < side) return;
  sums.far++;
  sums.farFrom = sums.farFrom ? Math.min(sums.farFrom, km) : km;
};
