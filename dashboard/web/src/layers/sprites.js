/** One little picture for each look and size: thousands of marks share a few of them. */
import { FONT } from "../font.js";
import { boxAround, grown, TAU } from "../geometry.js";

const CROSS_ARM = 1 / 3;   // as in style.py

/**
 * Corners of the shapes that are neither circle, square nor triangle, reaching 1.
 * @type {Record<string, number[][]>}
 */
const CORNERS = {
  diamond: [[0, -1], [1, 0], [0, 1], [-1, 0]],
  cross: [[-1, -3], [1, -3], [1, -1], [3, -1], [3, 1], [1, 1], [1, 3], [-1, 3], [-1, 1], [-3, 1], [-3, -1], [-1, -1]]
    .map(([across, down]) => [across * CROSS_ARM, down * CROSS_ARM])
};

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {string} shape
 * @param {number} x
 * @param {number} y
 * @param {number} reach
 */
const trace = (ctx, shape, x, y, reach) => {
  ctx.beginPath();
  if (shape === "square") {
    ctx.rect(x - reach, y - reach, 2 * reach, 2 * reach);
  } else if (shape === "circle") {
    ctx.arc(x, y, reach, 0, TAU);
  } else if (CORNERS[shape]) {
    CORNERS[shape].forEach(([across, down], i) => {
      ctx[i ? "lineTo" : "moveTo"](x + across * reach, y + down * reach);
    });
    ctx.closePath();
  } else {
    const up = shape === "triangle" ? 1 : -1;
    ctx.moveTo(x, y - up * reach);
    ctx.lineTo(x + reach * 0.866, y + up * reach * 0.5);
    ctx.lineTo(x - reach * 0.866, y + up * reach * 0.5);
    ctx.closePath();
  }
};

/**
 * The box that a shape fills when {@link trace} draws it.
 * @param {string} shape
 * @param {number} x
 * @param {number} y
 * @param {number} reach
 * @returns {Box}
 */
export const boxOfShape = (shape, x, y, reach) => {
  if (shape === "square" || shape === "circle" || CORNERS[shape]) return boxAround(x, y, reach);
  const isUp = shape === "triangle", half = reach * 0.866;
  return [x - half, y - reach * (isUp ? 1 : 0.5), x + half, y + reach * (isUp ? 0.5 : 1)];
};

/**
 * The box of a mark with its outline.
 * @param {Incidents} d
 * @param {number} mark
 * @param {number} x
 * @param {number} y
 */
export const boxOfMark = ({ marks, style, r }, mark, x, y) => {
  const look = style.looks[marks.look[mark]], line = style.outlines[marks.out[mark]];
  return grown(boxOfShape(look.shape, x, y, r[mark] * look.reach), line.width / 2);
};

/**
 * @param {Look} look
 * @param {Outline} line
 * @param {number} reach
 * @param {number} toll 1 for dead, 0 for none, -1 for no figure
 * @param {number} dpr
 * @param {Record<string, string>} colors
 * @returns {Sprite}
 */
const drawSprite = (look, line, reach, toll, dpr, colors) => {
  const half = Math.ceil(reach + line.width + 3), canvas = document.createElement("canvas");
  canvas.width = canvas.height = 2 * half * dpr;
  const ctx = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  ctx.scale(dpr, dpr);
  ctx.lineJoin = "round";
  trace(ctx, look.shape, half, half, reach);
  ctx.strokeStyle = colors.halo;
  ctx.lineWidth = line.width + 2.8;
  ctx.stroke();
  ctx.fillStyle = toll > 0 ? look.fill : colors.halo;
  ctx.fill();
  ctx.setLineDash(line.dash);
  ctx.strokeStyle = colors.outline;
  ctx.lineWidth = line.width;
  ctx.stroke();
  if (toll < 0) {
    ctx.fillStyle = colors.outline;
    ctx.font = `700 ${look.shape === "circle" ? 10 : 9}px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText("?", half, half + 0.5);
  }
  return { canvas, half, side: 2 * half, pixels: null };
};

/**
 * @param {Incidents} d
 * @param {number} mark
 * @param {number} dpr
 * @param {Record<string, string>} colors
 */
export const spriteOf = (d, mark, dpr, colors) => {
  const { look, out, best } = d.marks, r = Math.round(d.r[mark] * 2) / 2;
  const toll = Math.sign(best[mark]);
  const key = `${look[mark]}|${out[mark]}|${r}|${toll}|${dpr}`;
  let sprite = d.sprites.get(key);
  if (!sprite) {
    const shown = d.style.looks[look[mark]];
    sprite = drawSprite(shown, d.style.outlines[out[mark]], r * shown.reach, toll, dpr, colors);
    d.sprites.set(key, sprite);
  }
  return sprite;
};

/**
 * [x, y, color, …] of the pixels of a picture that are more than half covered.
 * @param {HTMLCanvasElement} canvas
 */
const opaquePixels = (canvas) => {
  const ctx = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const w = canvas.width, { data } = ctx.getImageData(0, 0, w, canvas.height), list = [];
  for (let k = 0; k < data.length; k += 4) {
    if (data[k + 3] > 127) {
      list.push(k / 4 % w, k / 4 / w | 0, (255 << 24 | data[k + 2] << 16 | data[k + 1] << 8 | data[k]) >>> 0);
    }
  }
  return Uint32Array.from(list);
};

/**
 * Write a picture into an image, pixel by pixel.
 * @param {Uint32Array} out
 * @param {number} w
 * @param {number} h
 * @param {Sprite} sprite
 * @param {number} x its middle
 * @param {number} y
 */
export const stamp = (out, w, h, sprite, x, y) => {
  const p = sprite.pixels ??= opaquePixels(sprite.canvas);
  const left = x - (sprite.canvas.width >> 1), top = y - (sprite.canvas.height >> 1);
  for (let k = 0; k < p.length; k += 3) {
    const px = left + p[k], py = top + p[k + 1];
    if (px >= 0 && px < w && py >= 0 && py < h) out[py * w + px] = p[k + 2];
  }
};
