/** Towns and ports with their names, as many as there is room for. */
import { FONT } from "../font.js";
import { boxAround, hits, isInside, TAU } from "../geometry.js";
import { viewBox } from "../view.js";
import { markBoxes } from "./marks.js";

/**
 * Where a town's name has room, right of its dot or else left; null where neither has.
 * @param {number} x
 * @param {number} y
 * @param {number} width of the name
 * @param {Box[]} taken
 */
export const roomForTown = (x, y, width, taken) => {
  /** @type {Box} */
  const right = [x + 3, y - 7, x + 8 + width, y + 7];
  /** @type {Box} */
  const left = [x - 8 - width, y - 7, x - 3, y + 7];
  const dot = boxAround(x, y, 3);
  if (hits(dot, taken)) return null;
  if (!hits(right, taken)) return { box: right, dot, textX: x + 6 };
  return hits(left, taken) ? null : { box: left, dot, textX: left[0] + 2 };
};

/**
 * @param {Chart} chart
 * @param {import("../pen.js").Pen} pen
 * @returns {Box[]} what names of seas and states must keep clear of
 */
export const paintPlaces = (chart, pen) => {
  if (!chart.kinds.places || !chart.base) return [];
  const { ctx } = pen, zoom = chart.map.getZoom(), view = viewBox(chart);
  const taken = [...chart.boxes, ...markBoxes(chart, pen)];
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.lineJoin = "round";
  ctx.font = `400 11.5px ${FONT}`;
  for (const town of chart.base.places) {
    const x = pen.x(town.at[0]), y = pen.y(town.at[1]);
    if (zoom < town.zoom || !isInside(x, y, view)) continue;
    const room = roomForTown(x, y, ctx.measureText(town.name).width, taken);
    if (!room) continue;
    taken.push(room.box, room.dot);
    paintTown(ctx, chart.colors, town, x, y, room.textX);
  }
  return taken;
};

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Record<string, string>} colors
 * @param {Town} town
 * @param {number} x
 * @param {number} y
 * @param {number} textX
 */
const paintTown = (ctx, colors, town, x, y, textX) => {
  ctx.fillStyle = colors.second_text;
  ctx.strokeStyle = colors.halo;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  if (town.port) ctx.rect(x - 2.5, y - 2.5, 5, 5);
  else ctx.arc(x, y, 2.2, 0, TAU);
  ctx.stroke();
  ctx.fill();
  ctx.lineWidth = 2.6;
  ctx.strokeStyle = colors.land;
  ctx.strokeText(town.name, textX, y);
  ctx.fillText(town.name, textX, y);
};
