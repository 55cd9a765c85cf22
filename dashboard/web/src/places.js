/** Where marks are: their points in unit Mercator. */
import { unit } from "./geometry.js";

/** @param {Pick<Marks, "la" | "lo">} marks whole parts of 1e-5 degrees */
export const placesOf = ({ la, lo }) => {
  const x = new Float64Array(la.length), y = new Float64Array(la.length);
  for (let i = 0; i < la.length; i++) [x[i], y[i]] = unit(la[i] / 1e5, lo[i] / 1e5);
  return { x, y };
};
