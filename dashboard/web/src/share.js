/** What share of a box is covered in a picture. Numbers only. */

/**
 * Counts the covered pixels of any box at once, from sums over all pixels above and left.
 * @param {Uint8ClampedArray} data of a picture, four bytes for a pixel
 * @param {number} width
 * @param {number} height
 */
export const shareCounter = (data, width, height) => {
  const row = width + 1, sums = new Uint32Array(row * (height + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0, count = 0; x < width; x++) {
      if (data[4 * (y * width + x) + 3] > 127) count++;
      sums[(y + 1) * row + x + 1] = sums[y * row + x + 1] + count;
    }
  }
  return (/** @type {Box} */ [left, top, right, bottom]) => {
    const x0 = Math.max(0, Math.round(left)), x1 = Math.min(width, Math.round(right));
    const y0 = Math.max(0, Math.round(top)), y1 = Math.min(height, Math.round(bottom));
    if (x1 <= x0 || y1 <= y0) return 0;
    const count = sums[y1 * row + x1] - sums[y0 * row + x1] - sums[y1 * row + x0] + sums[y0 * row + x0];
    return count / ((x1 - x0) * (y1 - y0));
  };
};
