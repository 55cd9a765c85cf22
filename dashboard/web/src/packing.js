/** Reading what Python packs: dashboard/layers/element.py and columns.py. */

/**
 * Base64 of deflated JSON.
 * @param {string} packed
 * @returns {Promise<any>}
 */
export const decode = (packed) => {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).json();
};

/**
 * A line packed as whole 0.001 degrees, first point then steps: [x, y, dx, dy, …].
 * @param {number[]} steps
 * @returns {[number, number][]} longitude and latitude
 */
export const unpackLine = (steps) => {
  /** @type {[number, number][]} */
  const line = [];
  let x = 0, y = 0;
  for (let i = 0; i < steps.length; i += 2) {
    x += steps[i];
    y += steps[i + 1];
    line.push([x / 1000, y / 1000]);
  }
  return line;
};

/**
 * Where each group begins in a list of their members, and where the last one ends.
 * @param {number[]} sizes
 */
export const groupStarts = (sizes) => {
  const starts = new Uint32Array(sizes.length + 1);
  sizes.forEach((size, i) => { starts[i + 1] = starts[i] + size; });
  return starts;
};

/**
 * @param {{rows: number[]}} groups
 * @param {Uint32Array} starts of {@link groupStarts}
 * @param {number} i
 * @returns {number[]} positions of the rows of a group
 */
export const rowsOf = (groups, starts, i) => groups.rows.slice(starts[i], starts[i + 1]);

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
