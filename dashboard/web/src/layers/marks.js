/** Marks of incidents: painting them, and finding the one at a point. */
import { grown, overlap, TAU, worldWidth } from "../geometry.js";
import { containerScale, viewBox } from "../view.js";
import { boxOfMark, spriteOf, stamp } from "./sprites.js";

const MANY = 5000;       // beyond, they are stamped instead of drawn
const MOST_BOXES = 150;  // names, plates and legend keep clear of the largest ones
const NAME_MARGIN = 3;   // pixels between a mark and a name

/**
 * @param {Chart} chart
 * @param {import("../pen.js").Pen} pen
 */
export const paintMarks = (chart, pen) => {
  const d = chart.kinds.incidents;
  if (!d) return;
  if (d.order.length > MANY) stampMarks(pen, d, chart.colors);
  else drawMarks(pen, d, chart.colors);
  paintRing(pen, d, chart.colors);
};

/**
 * @param {import("../pen.js").Pen} pen
 * @param {Incidents} d
 * @param {Record<string, string>} colors
 */
const drawMarks = (pen, d, colors) => {
  const { ctx } = pen;
  for (const i of d.order) {
    const x = pen.x(d.x[i]), y = pen.y(d.y[i]), r = d.r[i] * 1.6 + 8;
    if (x + r < pen.left || x - r > pen.right || y + r < pen.top || y - r > pen.bottom) continue;
    const look = spriteOf(d, i, pen.dpr, colors);
    ctx.drawImage(look.canvas, x - look.half, y - look.half, look.side, look.side);
  }
};

/**
 * Tens of thousands: written pixel by pixel into one image, from the lowest to the topmost,
 * without those that a later mark of the same few pixels would cover.
 * @param {import("../pen.js").Pen} pen
 * @param {Incidents} d
 * @param {Record<string, string>} colors
 */
const stampMarks = (pen, d, colors) => {
  const { ctx, dpr } = pen, w = ctx.canvas.width, h = ctx.canvas.height, cell = 3 * dpr;
  const image = ctx.createImageData(w, h), out = new Uint32Array(image.data.buffer);
  const columns = Math.ceil(w / cell), seen = new Uint8Array(columns * Math.ceil(h / cell)), kept = [];
  const s = pen.scale * dpr, ox = (pen.origin.x + pen.left) * dpr, oy = (pen.origin.y + pen.top) * dpr;
  for (let k = d.order.length - 1; k >= 0; k--) {
    const i = d.order[k], x = Math.round(d.x[i] * s - ox), y = Math.round(d.y[i] * s - oy);
    if (x < 0 || y < 0 || x >= w || y >= h) continue;
    const at = (y / cell | 0) * columns + (x / cell | 0);
    if (seen[at]) continue;
    seen[at] = 1;
    kept.push(i, x, y);
  }
  for (let k = kept.length - 3; k >= 0; k -= 3) {
    stamp(out, w, h, spriteOf(d, kept[k], dpr, colors), kept[k + 1], kept[k + 2]);
  }
  ctx.putImageData(image, 0, 0);
};

/**
 * The blue ring on the mark of the selected incident.
 * @param {import("../pen.js").Pen} pen
 * @param {Incidents} d
 * @param {Record<string, string>} colors
 */
const paintRing = (pen, d, colors) => {
  const row = d.index.get(d.selected), i = row === undefined ? -1 : d.markOf[row];
  if (i < 0) return;
  const { ctx } = pen, { reach } = d.style.looks[d.marks.look[i]];
  ctx.beginPath();
  ctx.arc(pen.x(d.x[i]), pen.y(d.y[i]), d.r[i] * Math.max(1, reach * 0.9) + 6, 0, TAU);
  ctx.strokeStyle = colors.halo;
  ctx.lineWidth = 5.5;
  ctx.stroke();
  ctx.strokeStyle = colors.selected;
  ctx.lineWidth = 3;
  ctx.stroke();
};

/**
 * Boxes of the largest marks of which a part is in view.
 * @param {Incidents | undefined} d
 * @param {number} scale
 * @param {number} left what pixels of the world begin with, as {@link containerScale} says
 * @param {number} top
 * @param {Box} view
 */
const boxesInView = (d, scale, left, top, view) => {
  /** @type {Box[]} */
  const boxes = [];
  for (const i of d?.order ?? []) {
    if (!d || boxes.length >= MOST_BOXES) break;
    const box = boxOfMark(d, i, d.x[i] * scale - left, d.y[i] * scale - top);
    if (overlap(box, view)) boxes.push(box);
  }
  return boxes;
};

/**
 * Boxes that names keep clear of, in pixels of the layer.
 * @param {Chart} chart
 * @param {import("../pen.js").Pen} pen
 */
export const markBoxes = (chart, { scale, origin }) =>
  boxesInView(chart.kinds.incidents, scale, origin.x, origin.y, viewBox(chart)).map((box) => grown(box, NAME_MARGIN));

/**
 * Boxes that plates and legend must not cover, in pixels of the container.
 * @param {Chart} chart
 */
export const markBoxesInContainer = (chart) => {
  const { scale, left, top } = containerScale(chart), size = chart.map.getSize();
  return boxesInView(chart.kinds.incidents, scale, left, top, [0, 0, size.x, size.y]);
};

/**
 * The topmost mark at a point of the container, -1 for none.
 * @param {Chart} chart
 * @param {L.Point} point
 * @param {number} reach pixels within which a small mark is still meant
 */
export const markAt = (chart, point, reach) => {
  const d = chart.kinds.incidents;
  if (!d) return -1;
  const { map } = chart, s = worldWidth(map.getZoom());
  const p = map.containerPointToLayerPoint(point).add(map.getPixelOrigin());
  const px = p.x / s, py = p.y / s;
  for (let k = d.order.length - 1; k >= 0; k--) {
    const i = d.order[k], r = Math.max(d.r[i] + 2, reach) / s, dx = d.x[i] - px, dy = d.y[i] - py;
    if (dx < r && dx > -r && dx * dx + dy * dy < r * r) return i;
  }
  return -1;
};
