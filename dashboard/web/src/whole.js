/**
 * A large table is in the browser once: its rows and marks lie packed in the page around
 * this frame. What follows a filter says which rows are shown; both are joined here, into
 * what dashboard/layers/incidents.py would have packed of these rows alone.
 */
import { decode, groupStarts, summed } from "./packing.js";
import { placesOf } from "./places.js";

const MOST = 2;                        // tables that a frame keeps
const PAUSE_MS = 20, PATIENCE_MS = 60_000;

/** @type {Map<string, Whole | Promise<Whole>>} */
const kept = new Map();

/**
 * The table of a key; a promise only as long as it is not there: what waits for nothing is
 * on the map before the page around it has drawn all else.
 * @param {string} key
 * @returns {Whole | Promise<Whole>}
 */
export const wholeTable = (key) => {
  const known = kept.get(key);
  if (known) return known;
  const coming = lettersOf(key).then(decode).then(prepareWhole);
  kept.set(key, coming);
  coming.then((whole) => kept.set(key, whole), () => kept.delete(key));
  for (const other of kept.keys()) if (kept.size > MOST) kept.delete(other);
  return coming;
};

/**
 * What the page holds of a table; it may come a moment after the layer that needs it.
 * @param {string} key
 * @returns {Promise<string>}
 */
const lettersOf = async (key) => {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    const holder = window.parent.document.querySelector(`[data-incident-columns="${key}"]`);
    if (holder?.textContent) return holder.textContent;
    await new Promise((done) => { setTimeout(done, PAUSE_MS); });
  }
  throw new Error("columns missing");
};

/**
 * @param {any} w as packed by dashboard/layers/whole.py
 * @returns {Whole}
 */
export const prepareWhole = (w) => {
  const { rows, marks } = w, members = summed(marks.steps), start = groupStarts(marks.n);
  const markOf = new Int32Array(w.n).fill(-1);
  for (let mark = 0; mark + 1 < start.length; mark++) {
    for (let k = start[mark]; k < start[mark + 1]; k++) markOf[members[k]] = mark;
  }
  const index = new Map(rows.id.map((/** @type {string} */ id, /** @type {number} */ i) => [id, i]));
  return { ...w, marks: { ...marks, ...placesOf(marks) }, markOf, index: index.size === w.n ? index : null };
};

/**
 * The positions of the rows that are shown.
 * @param {Kept} part
 * @param {number} count of the rows of the table
 */
export const positionsOf = ({ mask, steps }, count) => {
  if (mask === undefined) return Uint32Array.from(summed(steps ?? []));
  const bytes = atob(mask), at = new Uint32Array(count);
  let n = 0;
  for (let k = 0; k < bytes.length; k++) {
    for (let byte = bytes.charCodeAt(k), i = 8 * k; byte; byte >>= 1, i++) if (byte & 1) at[n++] = i;
  }
  return at.slice(0, n);
};

/**
 * @param {ArrayLike<number>} column
 * @param {Uint32Array} at
 */
const picked = (column, at) => {
  const values = new Int32Array(at.length);
  for (let k = 0; k < at.length; k++) values[k] = column[at[k]];
  return values;
};

/**
 * @param {Float64Array} column
 * @param {Uint32Array} at
 */
const pickedPlaces = (column, at) => {
  const values = new Float64Array(at.length);
  for (let k = 0; k < at.length; k++) values[k] = column[at[k]];
  return values;
};

/**
 * @param {TextColumn} column
 * @param {Uint32Array} at
 * @returns {TextColumn}
 */
const pickedTexts = ({ d, i }, at) => ({ d, i: picked(i, at) });

/**
 * @param {string[]} ids
 * @param {Uint32Array} at
 */
const pickedIds = (ids, at) => {
  const values = new Array(at.length);
  for (let k = 0; k < at.length; k++) values[k] = ids[at[k]];
  return values;
};

/**
 * The layer of the rows that a filter keeps.
 * @param {Whole} w
 * @param {Kept} part
 * @returns {any} what {@link prepareIncidents} takes
 */
export const joined = (w, part) => {
  const at = positionsOf(part, w.n), { bins, parts, total, circles, areas, style, legend, point, credit } = part;
  const { x, y, ...marks } = joinMarks(w, part.changed, at);
  return {
    n: at.length, x, y, beside: part.beside, areas, style, legend, point, credit,
    rows: joinRows(w, at, parts, total),
    marks: { ...marks, circles },
    index: indexOf(w, at),
    ...(bins ? { bins: joinBins(w.bins, at, part.apart) } : {})
  };
};

/**
 * @param {Whole} w
 * @param {Uint32Array} at
 * @param {Kept["parts"]} parts
 * @param {Kept["total"]} total
 */
const joinRows = ({ rows }, at, parts, total) => {
  const part = new Int32Array(at.length).fill(-1), totals = new Int32Array(at.length);
  summed(parts.at).forEach((row, k) => { part[row] = parts.of[k]; });
  summed(total.at).forEach((row, k) => { totals[row] = total.i[k]; });
  return {
    id: pickedIds(rows.id, at),
    day: picked(rows.day, at), km: picked(rows.km, at),
    date: pickedTexts(rows.date, at), type: pickedTexts(rows.type, at), check: pickedTexts(rows.check, at),
    toll: pickedTexts(rows.toll, at), short: { d: rows.short.d },
    part, total: { d: total.d, i: totals },
    ...(rows.table ? { table: pickedTexts(rows.table, at) } : {})
  };
};

/**
 * Marks in the order in which the rows shown come to them. One that lost rows is sent anew.
 * @param {Whole} w
 * @param {Kept["changed"]} changed
 * @param {Uint32Array} at
 */
const joinMarks = ({ marks, markOf }, changed, at) => {
  const { from, n, numbers } = numberMarks(markOf, at, marks.n.length), count = from.length;
  const start = groupStarts(n), next = start.slice(), rows = new Uint32Array(start[count]);
  for (let k = 0; k < at.length; k++) if (markOf[at[k]] >= 0) rows[next[numbers[markOf[at[k]]]]++] = k;
  /** @type {number[]} */
  const sent = [];                     // marks that lost rows, in the order of their new columns
  for (let i = 0; i < count; i++) if (n[i] !== marks.n[from[i]]) sent.push(i);
  /** @param {"la" | "lo" | "inc" | "best" | "look" | "out"} name */
  const numbersOf = (name) => {
    const values = picked(marks[name], from);
    sent.forEach((i, k) => { values[i] = changed[name][k]; });
    return values;
  };
  /** @param {"count" | "toll"} name */
  const textsOf = (name) => {
    const { d } = marks[name], i = picked(marks[name].i, from);
    sent.forEach((mark, k) => { i[mark] = d.length + changed[name].i[k]; });
    return { d: sent.length ? [...d, ...changed[name].d] : d, i };
  };
  return {
    n, rows, la: numbersOf("la"), lo: numbersOf("lo"), inc: numbersOf("inc"), best: numbersOf("best"),
    look: numbersOf("look"), out: numbersOf("out"), count: textsOf("count"), toll: textsOf("toll"),
    x: pickedPlaces(marks.x, from), y: pickedPlaces(marks.y, from)
  };
};

/**
 * Number the marks of some rows in the order in which the rows come to them.
 * @param {Int32Array} markOf
 * @param {Uint32Array} at
 * @param {number} most marks of the whole table
 */
const numberMarks = (markOf, at, most) => {
  const numbers = new Int32Array(most).fill(-1), from = new Uint32Array(most), n = new Int32Array(most);
  let count = 0;
  for (let k = 0; k < at.length; k++) {
    const mark = markOf[at[k]];
    if (mark < 0) continue;
    if (numbers[mark] < 0) {
      from[count] = mark;
      numbers[mark] = count++;
    }
    n[numbers[mark]]++;
  }
  return { numbers, from: from.slice(0, count), n: n.slice(0, count) };
};

/**
 * @param {BinColumns} bins
 * @param {Uint32Array} at
 * @param {boolean} apart whether the rows are of several campaigns
 * @returns {BinColumns}
 */
const joinBins = ({ tolls, campaigns, campaign, fills }, at, apart) =>
  ({ tolls, fills, campaigns: apart ? campaigns : [], campaign: apart ? picked(campaign, at) : [] });

/**
 * The row of each id: asked for one at a time, so no map of all that are shown is made.
 * @param {Whole} w
 * @param {Uint32Array} at
 */
const indexOf = ({ n, rows, index }, at) => {
  if (!index) return new Map(Array.from(at, (row, k) => [rows.id[row], k]));
  const shown = new Int32Array(n).fill(-1);
  for (let k = 0; k < at.length; k++) shown[at[k]] = k;
  return {
    /** @param {string} id */
    get: (id) => {
      const row = shown[index.get(id) ?? -1] ?? -1;
      return row < 0 ? undefined : row;
    }
  };
};
