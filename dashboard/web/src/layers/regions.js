/** Regions that are filled: shaded ones, and the one that a page is about. */
import { REF, unit } from "../geometry.js";
import { pathOfPacked } from "../paths.js";

/** @param {Shapes} d */
export const prepareRegions = (d) => {
  d.paths = d.shapes.map((rings) => pathOfPacked(rings, true));
};

/**
 * @param {Chart} chart
 * @param {Shapes | undefined} d
 * @param {import("../pen.js").Pen} pen
 */
export const paintRegions = (chart, d, pen) => {
  d?.paths.forEach((path, i) => {
    pen.fill(path, d.fill[i], 0.85);
    pen.stroke(path, chart.colors.second_text, 0.7);
  });
};

/**
 * @param {Chart} chart
 * @param {L.Point} point of the container
 */
export const regionTip = ({ kinds, map, sheets }, point) => {
  const d = kinds.regions, ctx = sheets.over.ctx;
  if (!d || !ctx) return "";
  const { lat, lng } = map.containerPointToLatLng(point), [x, y] = unit(lat, lng);
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  const found = d.paths.findIndex((path) => ctx.isPointInPath(path, x - REF[0], y - REF[1], "evenodd"));
  ctx.restore();
  return found < 0 ? "" : d.tip[found];
};
