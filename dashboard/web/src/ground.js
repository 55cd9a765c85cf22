/** Where land is in the view: drawn small and counted, for the places of plates. */
import { worldWidth } from "./geometry.js";
import { Pen } from "./pen.js";
import { shareCounter } from "./share.js";
import { viewBox } from "./view.js";

const SHRUNK = 1 / 3;  // pixels of the picture for one of the map

/**
 * A small picture of the land in view; null where the land is not there yet.
 * @param {Chart} chart
 */
export const drawGround = (chart) => {
  const { map, base } = chart, size = map.getSize();
  if (!base || !size.x || !size.y) return null;
  const ctx = sheetOf(Math.ceil(size.x * SHRUNK), Math.ceil(size.y * SHRUNK));
  const [left, top, right, bottom] = viewBox(chart), box = L.bounds([left, top], [right, bottom]);
  const pen = new Pen(ctx, worldWidth(map.getZoom()), map.getPixelOrigin(), box, SHRUNK);
  pen.eachTurn(() => pen.fill(base.land, "#000"));
  return ctx.canvas;
};

/**
 * @param {number} width
 * @param {number} height
 */
const sheetOf = (width, height) => {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
};

/**
 * What share of a box is land, without that of one area.
 * @param {HTMLCanvasElement} ground of {@link drawGround}
 * @param {number[] | null} ring outline of the area, flat x, y in pixels of the container
 */
export const landOutside = (ground, ring) => {
  const ctx = sheetOf(ground.width, ground.height);
  ctx.drawImage(ground, 0, 0);
  if (ring) rubOut(ctx, ring);
  const { data } = ctx.getImageData(0, 0, ground.width, ground.height);
  const share = shareCounter(data, ground.width, ground.height);
  return (/** @type {Box} */ box) => share(/** @type {Box} */ (box.map((each) => each * SHRUNK)));
};

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {number[]} ring
 */
const rubOut = (ctx, ring) => {
  ctx.globalCompositeOperation = "destination-out";
  ctx.beginPath();
  for (let k = 0; k < ring.length; k += 2) ctx.lineTo(ring[k] * SHRUNK, ring[k + 1] * SHRUNK);
  ctx.fill();
};
