/** Incidents: turn the packed columns into arrays that a frame can walk through fast. */
import { groupStarts, summed } from "../packing.js";
import { placesOf } from "../places.js";
import { listCircles } from "./circles.js";

/** @param {Incidents} d */
export const prepareIncidents = (d) => {
  const { marks, areas, rows } = d;
  marks.rows ??= summed(marks.steps ?? []);
  rows.short.i = rows.toll.i;
  d.start = groupStarts(marks.n);
  d.areaStart = groupStarts(areas.n);
  d.index ??= new Map(rows.id.map((id, i) => [id, i]));
  d.markOf = groupOf(marks.rows, d.start, d.n);
  d.areaOf = groupOf(areas.rows, d.areaStart, d.n);
  d.children = childrenOf(rows.part);
  if (!d.x) Object.assign(d, placesOf(marks));
  d.r = radiiOf(marks.best, d.style);
  d.order = widestFirst(d.r);
  d.circles = marks.circles ? listCircles(d) : [];
  d.sprites = new Map();
};

/**
 * Numbers of marks from the widest to the narrowest, in their order where they are equal.
 * There are few sizes: counting is ten times as fast as comparing.
 * @param {Float32Array} radii
 */
export const widestFirst = (radii) => {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const r of radii) counts.set(r, (counts.get(r) ?? 0) + 1);
  const sizes = [...counts.keys()].sort((a, b) => b - a), order = new Uint32Array(radii.length);
  const starts = groupStarts(sizes.map((r) => counts.get(r) ?? 0));
  const next = new Map(sizes.map((r, k) => [r, starts[k]]));
  radii.forEach((r, i) => {
    const place = /** @type {number} */ (next.get(r));
    order[place] = i;
    next.set(r, place + 1);
  });
  return order;
};

/**
 * @param {Numbers} best killed, of each mark
 * @param {Style} style
 */
const radiiOf = (best, style) => {
  const radii = new Float32Array(best.length);
  for (let i = 0; i < best.length; i++) radii[i] = markRadius(best[i], style);
  return radii;
};

/**
 * Radius in pixels: the area stands for the number of dead, or the size for their class.
 * @param {number} best killed, 0 or less for none or no figure
 * @param {Style} style
 */
export const markRadius = (best, style) => {
  if (best <= 0) return style.empty;
  if (!style.sizes.length) return style.unit * Math.sqrt(Math.min(best, style.most));
  const reached = style.sizes.filter(([low]) => low <= best);
  return (reached.pop() ?? style.sizes[0])[1];
};

/**
 * The group that each row is in, -1 for none.
 * @param {ArrayLike<number>} members rows, group by group
 * @param {Uint32Array} starts
 * @param {number} count of rows
 */
export const groupOf = (members, starts, count) => {
  const found = new Int32Array(count).fill(-1);
  for (let group = 0; group + 1 < starts.length; group++) {
    for (let k = starts[group]; k < starts[group + 1]; k++) found[members[k]] = group;
  }
  return found;
};

/**
 * The parts of each incident that has any.
 * @param {number[] | Int32Array} parents of each row, -1 for none
 */
export const childrenOf = (parents) => {
  /** @type {Map<number, number[]>} */
  const children = new Map();
  parents.forEach((/** @type {number} */ parent, /** @type {number} */ row) => {
    if (parent < 0) return;
    const parts = children.get(parent);
    if (parts) parts.push(row);
    else children.set(parent, [row]);
  });
  return children;
};
