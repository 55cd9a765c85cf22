/** Bins as squares with their figures: painting them, and finding one. */
import { FONT } from "../font.js";
import { boxAround, overlap, worldWidth } from "../geometry.js";
import { numberText } from "../texts.js";
import { sumFigures } from "../tolls.js";
import { containerScale } from "../view.js";
import { binsAt, keyOf, sumsOf } from "./bins.js";

const GAP = 1.5;          // pixels between the square and its cell
const MARGIN = 5;         // pixels between figures and the edge
const ALPHA = 0.8;        // the coast is seen through; figures have a halo of the full color
const HALO = 3;
const COUNT_PX = 14, TOLL_PX = 11, LEAST_PX = 9;

/**
 * @param {Chart} chart
 * @returns {Bins | null}
 */
export const shownBins = ({ kinds, map }) => binsAt(kinds.incidents, map.getZoom());

/**
 * The squares, below the marks that stand beside them.
 * @param {Chart} chart
 * @param {import("../pen.js").Pen} pen
 * @param {Bins} bins
 */
export const paintTiles = (chart, pen, bins) => eachTile(chart, pen, bins, ({ ctx, left, top, side, fill }) => {
  ctx.globalAlpha = ALPHA;
  ctx.fillStyle = fill;
  ctx.fillRect(left, top, side, side);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = chart.colors.second_text;
  ctx.lineWidth = 1;
  ctx.strokeRect(left + 0.5, top + 0.5, side - 1, side - 1);
});

/**
 * What is written on the squares: a mark beside one must not hide it.
 * @param {Chart} chart
 * @param {import("../pen.js").Pen} pen
 * @param {Bins} bins
 */
export const paintFigures = (chart, pen, bins) => eachTile(chart, pen, bins, (tile) => {
  const { ctx, left, top, side, sums, fill, ink } = tile, { texts } = chart.setup;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = HALO;
  ctx.strokeStyle = fill;
  ctx.fillStyle = ink;
  const room = side - 2 * MARGIN, x = left + side / 2, y = top + side / 2;
  const toll = sums.apart.length > 1 ? texts.bin_several : sumFigures(texts, sums.apart[0][1]);
  write(ctx, numberText(sums.incidents || sums.rows), 700, COUNT_PX, x, y - 7, room);
  write(ctx, toll, 400, TOLL_PX, x, y + 9, room);
});

/**
 * @param {Chart} chart
 * @param {import("../pen.js").Pen} pen
 * @param {Bins} bins
 * @param {(tile: Tile) => void} paint
 */
const eachTile = (chart, pen, bins, paint) => {
  const d = /** @type {Incidents} */ (chart.kinds.incidents), { ctx } = pen;
  for (const bin of bins.list) {
    const x = pen.x(bin.x), y = pen.y(bin.y), half = bin.side * pen.scale / 2;
    if (x + half < pen.left || x - half > pen.right || y + half < pen.top || y - half > pen.bottom) continue;
    const sums = sumsOf(d, bin), [fill, ink] = fillOf(d, sums.rows);
    const left = Math.round(x - half + GAP), top = Math.round(y - half + GAP), side = Math.round(2 * (half - GAP));
    paint({ ctx, left, top, side, sums, fill, ink });
  }
};

/**
 * Figures in one line, or in two that end at the dash; left out where neither has room.
 * @param {CanvasRenderingContext2D} ctx
 * @param {string} text
 * @param {number} weight
 * @param {number} size
 * @param {number} x
 * @param {number} y
 * @param {number} room
 */
const write = (ctx, text, weight, size, x, y, room) => {
  ctx.font = `${weight} ${size}px ${FONT}`;
  const width = ctx.measureText(text).width;
  if (width <= room) {
    put(ctx, text, x, y);
    return;
  }
  const fitting = Math.max(LEAST_PX, Math.floor(size * room / width)), lines = text.split(/(?<=–)/);
  ctx.font = `${weight} ${fitting}px ${FONT}`;
  if (ctx.measureText(text).width <= room + MARGIN) {
    put(ctx, text, x, y);
    return;
  }
  if (lines.some((line) => ctx.measureText(line).width > room + MARGIN)) return;
  lines.forEach((line, k) => put(ctx, line, x, y - 2 + k * (fitting + 1)));
};

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {string} text
 * @param {number} x
 * @param {number} y
 */
const put = (ctx, text, x, y) => {
  ctx.strokeText(text, x, y);
  ctx.fillText(text, x, y);
};

/**
 * @param {Incidents} d
 * @param {number} rows
 * @returns {[fill: string, ink: string]}
 */
const fillOf = (d, rows) => {
  const { fills } = /** @type {BinColumns} */ (d.bins), reached = fills.filter(([low]) => low <= rows);
  const [, fill, ink] = reached[reached.length - 1];
  return [fill, ink];
};

/**
 * The bin at a point of the container.
 * @param {Chart} chart
 * @param {L.Point} point
 * @returns {Bin | undefined}
 */
export const binAt = (chart, point) => {
  const bins = shownBins(chart);
  if (!bins) return undefined;
  const { map } = chart, s = worldWidth(map.getZoom());
  const p = map.containerPointToLayerPoint(point).add(map.getPixelOrigin());
  return bins.list[bins.at.get(keyOf(p.x / s, p.y / s, bins.cells)) ?? -1];
};

/**
 * The bins of which a part is in view, with their boxes in pixels of the container, from
 * north to south and from west to east.
 * @param {Chart} chart
 * @returns {{bin: Bin, box: Box}[]}
 */
export const tilesInView = (chart) => {
  const { scale, left, top } = containerScale(chart), size = chart.map.getSize();
  return (shownBins(chart)?.list ?? []).map((bin) => (
    { bin, box: boxAround(bin.x * scale - left, bin.y * scale - top, bin.side * scale / 2 - GAP) }
  )).filter(({ box }) => overlap(box, [0, 0, size.x, size.y]) > 0)
    .sort((a, b) => a.bin.y - b.bin.y || a.bin.x - b.bin.x);
};
