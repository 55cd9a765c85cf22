/** Marks of incidents: painting them, and finding the one at a point. */
import { boxAround, grown, overlap, TAU, worldWidth } from "../geometry.js";
import { containerScale, viewBox } from "../view.js";
import { binsAt } from "./bins.js";
import { boxOfMark, spriteOf, stamp } from "./sprites.js";
import { paintFigures, paintTiles, shownBins } from "./tiles.js";

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
  const bins = binsAt(d, Math.log2(pen.scale / 256)), order = bins?.free ?? d.order;
  if (bins) paintTiles(chart, pen, bins);
  if (order.length > MANY) stampMarks(pen, d, chart.colors, order);
  else drawMarks(pen, d, chart.colors, order);
  const selected = selectedMark(d);
  if (bins) paintFigures(chart, pen, bins);
  if (bins && bins.of[selected] >= 0) drawMarks(pen, d, chart.colors, Uint32Array.of(selected));
  if (selected >= 0) paintRing(pen, d, chart.colors, selected);
};

/**
 * The mark of the selected incident, which is always drawn as itself; -1 for none.
 * @param {Incidents} d
 */
const selectedMark = (d) => {
  const row = d.index.get(d.selected);
  return row === undefined ? -1 : d.markOf[row];
};

/**
 * @param {import("../pen.js").Pen} pen
 * @param {Incidents} d
 * @param {Record<string, string>} colors
 * @param {Uint32Array} order the marks, from the lowest to the topmost
 */
const drawMarks = (pen, d, colors, order) => {
  const { ctx } = pen;
  for (const i of order) {
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
 * @param {Uint32Array} order
 */
const stampMarks = (pen, d, colors, order) => {
  const { ctx, dpr } = pen, w = ctx.canvas.width, h = ctx.canvas.height, cell = 3 * dpr;
  const image = ctx.createImageData(w, h), out = new Uint32Array(image.data.buffer);
  const columns = Math.ceil(w / cell), seen = new Uint8Array(columns * Math.ceil(h / cell)), kept = [];
  const s = pen.scale * dpr, ox = (pen.origin.x + pen.left) * dpr, oy = (pen.origin.y + pen.top) * dpr;
  for (let k = order.length - 1; k >= 0; k--) {
    const i = order[k], x = Math.round(d.x[i] * s - ox), y = Math.round(d.y[i] * s - oy);
    if (x < 0 || y < 0 || x >= w || y >= h) continue;
    const at = (y / cell | 0) * columns + (x / cell | 0);
    if (seen[at]) continue;
    seen[at] = 1;
    kept.push(i, x, y);
  }
  for (let k = kept.length - 3; k >= 0; k -= 3) {
    stamp(out, w, h, spriteOf(d, kept[k], dpr, colors), kept[k + 1], kept[k + 2]);
  }
  if (d.binned?.list.length) layOver(ctx, image);
  else ctx.putImageData(image, 0, 0);
};

/**
 * Put an image over the squares that are there already.
 * @param {CanvasRenderingContext2D} ctx
 * @param {ImageData} image
 */
const layOver = (ctx, image) => {
  const sheet = document.createElement("canvas");
  Object.assign(sheet, { width: image.width, height: image.height });
  sheet.getContext("2d")?.putImageData(image, 0, 0);
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.drawImage(sheet, 0, 0);
  ctx.restore();
};

/**
 * The blue ring on the mark of the selected incident.
 * @param {import("../pen.js").Pen} pen
 * @param {Incidents} d
 * @param {Record<string, string>} colors
 * @param {number} i
 */
const paintRing = (pen, d, colors, i) => {
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
 * Boxes of bins, and of the largest other marks, of which a part is in view.
 * @param {Chart} chart
 * @param {number} scale
 * @param {number} left what pixels of the world begin with, as {@link containerScale} says
 * @param {number} top
 * @param {Box} view
 */
const boxesInView = (chart, scale, left, top, view) => {
  const d = chart.kinds.incidents, bins = shownBins(chart);
  const boxes = (bins?.list ?? []).map(({ x, y, side }) =>
    boxAround(x * scale - left, y * scale - top, side * scale / 2)).filter((box) => overlap(box, view));
  const most = boxes.length + MOST_BOXES;
  for (const i of bins?.free ?? d?.order ?? []) {
    if (!d || boxes.length >= most) break;
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
  boxesInView(chart, scale, origin.x, origin.y, viewBox(chart)).map((box) => grown(box, NAME_MARGIN));

/**
 * Boxes that plates and legend must not cover, in pixels of the container.
 * @param {Chart} chart
 */
export const markBoxesInContainer = (chart) => {
  const { scale, left, top } = containerScale(chart), size = chart.map.getSize();
  return boxesInView(chart, scale, left, top, [0, 0, size.x, size.y]);
};

/**
 * The topmost mark that is drawn as itself at a point of the container, -1 for none.
 * @param {Chart} chart
 * @param {L.Point} point
 * @param {number} reach pixels within which a small mark is still meant
 */
export const markAt = (chart, point, reach) => {
  const d = chart.kinds.incidents;
  if (!d) return -1;
  const { map } = chart, s = worldWidth(map.getZoom());
  const p = map.containerPointToLayerPoint(point).add(map.getPixelOrigin());
  const bins = binsAt(d, map.getZoom()), selected = selectedMark(d);
  if (bins && selected >= 0 && isHit(d, selected, p.x / s, p.y / s, s, reach)) return selected;
  return topmost(d, bins?.free ?? d.order, p.x / s, p.y / s, s, reach);
};

/**
 * The last of some marks in whose reach a place is, -1 for none.
 * @param {Pick<Incidents, "x" | "y" | "r">} d
 * @param {Uint32Array} order
 * @param {number} x of unit Mercator
 * @param {number} y
 * @param {number} scale pixels of the world's width
 * @param {number} reach pixels
 */
export const topmost = (d, order, x, y, scale, reach) => {
  for (let k = order.length - 1; k >= 0; k--) if (isHit(d, order[k], x, y, scale, reach)) return order[k];
  return -1;
};

/**
 * @param {Pick<Incidents, "x" | "y" | "r">} d
 * @param {number} i
 * @param {number} x
 * @param {number} y
 * @param {number} scale
 * @param {number} reach
 */
const isHit = (d, i, x, y, scale, reach) => {
  const r = Math.max(d.r[i] + 2, reach) / scale, dx = d.x[i] - x, dy = d.y[i] - y;
  return dx < r && dx > -r && dx * dx + dy * dy < r * r;
};
