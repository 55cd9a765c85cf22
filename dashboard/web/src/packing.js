/** Reading what Python packs: dashboard/layers/element.py and columns.py. */

const BRACE = 123;

/**
 * Base64 of JSON, deflated where it is long. What is short is there at once: the answer of
 * a stream comes only after the page around this frame has drawn all that is due.
 * @param {string} packed
 * @returns {any} or a promise of it
 */
export const decode = (packed) => {
  const bytes = bytesOf(packed);
  if (bytes[0] === BRACE) return JSON.parse(new TextDecoder().decode(bytes));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).json();
};

/** @param {string} packed */
const bytesOf = (packed) => {
  const letters = atob(packed), bytes = new Uint8Array(letters.length);
  for (let k = 0; k < letters.length; k++) bytes[k] = letters.charCodeAt(k);
  return bytes;
};

/**
 * Whole numbers of which the first and the step to each of the others were sent.
 * @param {number[]} steps
 */
export const summed = (steps) => {
  let sum = 0;
  return steps.map((step) => (sum += step));
};

/**
 * A line packed as whole parts of a degree, first point then steps: [x, y, dx, dy, …].
 * @param {number[]} steps
 * @param {number} perDegree
 * @returns {[number, number][]} longitude and latitude
 */
export const unpackLine = (steps, perDegree = 1000) => {
  /** @type {[number, number][]} */
  const line = [];
  let x = 0, y = 0;
  for (let i = 0; i < steps.length; i += 2) {
    x += steps[i];
    y += steps[i + 1];
    line.push([x / perDegree, y / perDegree]);
  }
  return line;
};

/**
 * The sides of a ring of land that are coast: not those along an edge where it was cut.
 * @param {[number, number][]} ring longitude and latitude
 * @param {[number, number, number, number]} box west, south, east, north
 * @returns {[number, number][][]} lines
 */
export const coastOfRing = (ring, [west, south, east, north] = [-180, -90, 180, 90]) => {
  /** @type {[number, number][][]} */
  const lines = [];
  let last = ring[ring.length - 1], isOpen = false;
  for (const point of ring) {
    const isCut = [west, east].some((x) => point[0] === x && last[0] === x) ||
      [south, north].some((y) => point[1] === y && last[1] === y);
    if (isCut) isOpen = false;
    else if (isOpen) lines[lines.length - 1].push(point);
    else {
      lines.push([last, point]);
      isOpen = true;
    }
    last = point;
  }
  return lines;
};

/**
 * Where each group begins in a list of their members, and where the last one ends.
 * @param {Numbers} sizes
 */
export const groupStarts = (sizes) => {
  const starts = new Uint32Array(sizes.length + 1);
  for (let i = 0; i < sizes.length; i++) starts[i + 1] = starts[i] + sizes[i];
  return starts;
};

/**
 * @param {{rows: number[] | Uint32Array}} groups
 * @param {Uint32Array} starts of {@link groupStarts}
 * @param {number} i
 * @returns {number[]} positions of the rows of a group
 */
export const rowsOf = (groups, starts, i) => Array.from(groups.rows.slice(starts[i], starts[i + 1]));

/**
 * @param {TextColumn | undefined} column
 * @param {number} i
 * @returns {string} safe text, "" where the column was not sent
 */
export const textAt = (column, i) => (column ? column.d[column.i[i]] : "");

/**
 * A toll of several lines has one for each campaign: they are never added up.
 * @param {TextColumn} column
 * @param {number} i
 * @param {string} between
 */
export const tollAt = (column, i, between) => textAt(column, i).split("\n").join(between);
