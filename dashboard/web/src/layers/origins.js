/** Places that vessels are reported to have left from. */
import { unit } from "../geometry.js";

const REACH = 11;  // pixels between pointer and diamond, right and down added

/** @param {Origins} d */
export const prepareOrigins = (d) => {
  d.at = d.la.map((lat, i) => unit(lat / 1000, d.lo[i] / 1000));
};

/**
 * @param {Chart} chart
 * @param {Origins | undefined} d
 * @param {import("../pen.js").Pen} pen
 */
export const paintOrigins = ({ colors }, d, pen) => {
  const { ctx } = pen;
  d?.at.forEach((at) => {
    const x = pen.x(at[0]), y = pen.y(at[1]);
    ctx.beginPath();
    ctx.moveTo(x, y - 7);
    ctx.lineTo(x + 6, y);
    ctx.lineTo(x, y + 7);
    ctx.lineTo(x - 6, y);
    ctx.closePath();
    ctx.lineWidth = 4;
    ctx.strokeStyle = colors.halo;
    ctx.stroke();
    ctx.fillStyle = colors.origin;
    ctx.fill();
    ctx.lineWidth = 1.2;
    ctx.strokeStyle = colors.outline;
    ctx.stroke();
  });
};

/**
 * @param {Chart} chart
 * @param {L.Point} point of the container
 */
export const originTip = ({ kinds, map }, point) => {
  const d = kinds.origins;
  const found = d ? d.la.findIndex((lat, i) => {
    const at = map.latLngToContainerPoint([lat / 1000, d.lo[i] / 1000]);
    return Math.abs(at.x - point.x) + Math.abs(at.y - point.y) < REACH;
  }) : -1;
  return d && found >= 0 ? d.tip[found] : "";
};
