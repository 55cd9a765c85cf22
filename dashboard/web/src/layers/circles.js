/** Circles of uncertainty: where an incident may have been. */
import { circleOnGlobe, overlap, boxAround, pixelsOf, shareCovered, worldWidth } from "../geometry.js";
import { closedPath } from "../paths.js";
import { rowsOf } from "../packing.js";
import { fillCounted } from "../texts.js";
import { viewBox } from "../view.js";
import { shownBins } from "./tiles.js";

const MOST = 1500;      // beyond, circles say nothing and cost a second
const LEAST_PX = 10;    // smaller is hidden by its own mark
const MOST_EDGES = 400;
const WHOLE = 0.6;      // of the view that a circle covers: then it shows nothing

/**
 * Each distinct center and radius once, widest first: the smallest lies on top.
 * @param {Incidents} d
 * @returns {Circle[]}
 */
export const listCircles = ({ marks, start, rows }) => {
  /** @type {Map<number, Circle[]>} */
  const byRadius = new Map();
  for (let mark = 0; mark + 1 < start.length; mark++) {
    for (let k = start[mark]; k < start[mark + 1]; k++) {
      const km = rows.km[marks.rows[k]];
      if (km <= 0) continue;
      let same = byRadius.get(km);
      if (!same) byRadius.set(km, same = []);
      if (same[same.length - 1]?.mark !== mark) same.push({ mark, km, path: null });
    }
  }
  return [...byRadius.keys()].sort((a, b) => b - a).flatMap((km) => byRadius.get(km) ?? []);
};

/**
 * @param {Incidents} d
 * @param {Circle} circle
 */
const circlePath = ({ marks }, circle) => {
  circle.path ??= closedPath(
    circleOnGlobe(marks.la[circle.mark] / 1e5, marks.lo[circle.mark] / 1e5, circle.km));
  return circle.path;
};

/**
 * @param {Style} style
 * @param {number} km
 */
const tone = ({ tones }, km) => tones[Math.min(tones.length - 1, Math.round(km / 25))][1];

/**
 * Choose the circles to draw in this view.
 * @param {Chart} chart
 * @returns {string} which fill the view or are too many to mean much, in words
 */
export const chooseCircles = (chart) => {
  const d = chart.kinds.incidents;
  chart.shownCircles = [];
  if (!d) return "";
  const view = viewBox(chart), scale = worldWidth(chart.map.getZoom()), origin = chart.map.getPixelOrigin();
  /** @type {Circle[]} */
  const whole = [];
  const bins = shownBins(chart);
  let seen = 0, binned = 0;
  for (const circle of d.circles) {
    const x = d.x[circle.mark] * scale - origin.x, y = d.y[circle.mark] * scale - origin.y;
    const r = pixelsOf(circle.km, d.marks.la[circle.mark] / 1e5, scale);
    if (r < LEAST_PX || !overlap(boxAround(x, y, r), view)) continue;
    if (bins && bins.of[circle.mark] >= 0) {
      binned++;                    // its square says how well its places are known
      continue;
    }
    if (shareCovered(x, y, r, view) > WHOLE) {
      whole.push(circle);
      continue;
    }
    seen++;
    if (seen <= MOST) chart.shownCircles.push(circle);
  }
  if (seen > MOST) chart.shownCircles = [];
  return circleNote(chart.setup.texts, d, whole, seen, binned);
};

/**
 * @param {Texts} texts
 * @param {Incidents} d
 * @param {Circle[]} whole circles that cover the view
 * @param {number} seen circles of other sizes
 * @param {number} binned circles of marks in bins
 */
const circleNote = (texts, d, whole, seen, binned) => {
  const left = binned + (seen > MOST ? seen : 0);
  if (left) return fillCounted(texts.circles_many, left);
  if (!whole.length) return "";
  const rows = whole.flatMap(({ mark, km }) =>
    rowsOf(d.marks, d.start, mark).filter((row) => d.rows.km[row] === km)).length;
  const radii = whole.map((circle) => circle.km), low = Math.min(...radii), high = Math.max(...radii);
  return fillCounted(texts.circles_whole, rows, { km: low === high ? String(low) : `${low}–${high}` });
};

/**
 * @param {Chart} chart
 * @param {import("../pen.js").Pen} pen
 */
export const paintCircles = (chart, pen) => {
  const d = chart.kinds.incidents;
  if (d) chart.shownCircles.forEach((circle) => pen.fill(circlePath(d, circle), tone(d.style, circle.km)));
};

/**
 * @param {Chart} chart
 * @param {import("../pen.js").Pen} pen
 */
export const paintEdges = (chart, pen) => {
  const d = chart.kinds.incidents;
  if (!d) return;
  chart.shownCircles.slice(0, MOST_EDGES).forEach((circle) => {
    pen.stroke(circlePath(d, circle), chart.setup.edge, 1, [4, 3]);
  });
};
