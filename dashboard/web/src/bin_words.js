/** What a bin says: how many, the toll of each campaign, and how well places are known. */
import { sumsOf } from "./layers/bins.js";
import { textAt } from "./packing.js";
import { fill, fillCounted } from "./texts.js";
import { sumWords } from "./tolls.js";

/**
 * @param {Texts} texts
 * @param {Incidents} d
 * @param {Bin} bin
 */
export const binWords = (texts, d, bin) => {
  const sums = sumsOf(d, bin), { campaigns } = /** @type {BinColumns} */ (d.bins);
  const tolls = sums.apart.map(([campaign, sum]) => {
    const toll = sum.rows === 1 ? textAt(d.rows.short, sum.row) : sumWords(texts.sum_toll, sum);
    return sums.apart.length === 1 ? toll : fill(texts.of_campaign, { campaign: campaigns[campaign], toll });
  });
  return { count: countWords(texts, sums), tolls, places: placeWords(texts, sums) };
};

/**
 * Parts are named where they stand without their incident, or beside incidents.
 * @param {Texts} texts
 * @param {BinSums} sums
 */
const countWords = (texts, { rows, incidents }) => {
  const parts = rows - incidents;
  if (!incidents) return fillCounted(texts.bin_only_parts, parts);
  const count = fillCounted(texts.bin_count, incidents);
  return parts ? `${count}, ${fillCounted(texts.bin_parts, parts)}` : count;
};

/**
 * @param {Texts} texts
 * @param {BinSums} sums
 */
const placeWords = (texts, { far, farFrom, least, most, noRadius }) => {
  const range = least === most ? `±${most}` : `±${least}–${most}`;
  const known = far ? fillCounted(texts.bin_far, far, { km: String(farFrom) })
    : most ? fill(texts.bin_near, { km: range }) : "";
  const unknown = noRadius && most ? fillCounted(texts.bin_no_radius, noRadius) : "";
  return [known, unknown].filter(Boolean).join(" · ");
};
