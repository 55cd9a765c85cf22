/** Lines of maritime zones. */
import { pathOfPacked } from "../paths.js";

/** @param {Zones} d */
export const prepareZones = (d) => {
  d.lines.forEach((line) => { line.path = pathOfPacked(line.steps, false); });
};

/**
 * @param {Chart} chart
 * @param {Zones | undefined} d
 * @param {import("../pen.js").Pen} pen
 */
export const paintZones = (chart, d, pen) => {
  const thin = chart.map.getZoom() < 5.5 ? 0.6 : 1;  // rings around islets crowd a small map
  d?.lines.forEach((line) => {
    pen.stroke(line.path, line.color, line.width * thin, line.dash.map((length) => length * thin));
  });
};
