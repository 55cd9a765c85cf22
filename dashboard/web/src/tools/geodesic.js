/** Lengths on the ground. */
import geodesic from "#geodesic";
import { fill, numberText } from "../texts.js";

const NM = 1852;

/**
 * Metres between two places on WGS84 (Karney 2013, by geographiclib).
 * @param {{lat: number, lng: number}} one
 * @param {{lat: number, lng: number}} two
 */
export const distance = (one, two) =>
  geodesic.Geodesic.WGS84.Inverse(one.lat, one.lng, two.lat, two.lng).s12 ?? NaN;

/** @param {number} n */
const rounded = (n) => numberText(n, { maximumFractionDigits: n < 100 ? 1 : 0 });

/**
 * A length in both units, as texts.length has them: "23.2 km (12.5 NM)".
 * @param {string} template
 * @param {number} metres
 */
export const lengthText = (template, metres) =>
  fill(template, { nm: rounded(metres / NM), km: rounded(metres / 1000) });
