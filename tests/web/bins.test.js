import assert from "node:assert/strict";
import { test } from "node:test";
import { binWords } from "../../dashboard/web/src/bin_words.js";
import { unit } from "../../dashboard/web/src/geometry.js";
import { binsAt, cellsAt, findBins, isPile, keyOf, sideKm, sumsOf } from "../../dashboard/web/src/layers/bins.js";
import { binTip } from "../../dashboard/web/src/tip.js";
import { topmost } from "../../dashboard/web/src/layers/marks.js";
import { groupStarts } from "../../dashboard/web/src/packing.js";
import { addToll, noSum, sumFigures } from "../../dashboard/web/src/tolls.js";

const COUNTED = (words) => ({ one: `{n} ${words}`, other: `{n} ${words}s` });
const TEXTS = {
  bin_count: COUNTED("incident"), bin_parts: COUNTED("part"), bin_only_parts: COUNTED("lone part"),
  bin_far: { one: "{n} far ±{km}", other: "{n} far ±{km}" }, bin_near: "near {km}", bin_no_radius: COUNTED("blank"),
  of_campaign: "{campaign}: {toll}", bin_unknown: "{toll} +?",
  sum_toll: {
    killed: "{toll} killed", none: "none killed", no_figure: "no figure", range: "{low}–{high}", least: "≥ {n}",
    most: "≤ {n}", best: "best {best}", remarks: "{toll} ({remarks})", unknown: "{toll}, {n} with no figure"
  }
};

/** Marks of one row each at pixels of zoom 4, of radius 5 and one toll. */
const world = (pixels, { km = [], campaign = [], campaigns = [], inc = [], tolls = [[1, 2, 3]], toll = [] } = {}) => {
  const n = pixels.length, each = (list, usual) => pixels.map((_, i) => list[i] ?? usual);
  return {
    x: Float64Array.from(pixels, ([x]) => x / 4096), y: Float64Array.from(pixels, ([, y]) => y / 4096),
    r: new Float32Array(n).fill(5), order: Uint32Array.from(pixels.keys()), start: groupStarts(each([], 1)),
    marks: { inc: each(inc, 1), rows: [...pixels.keys()] },
    rows: { km: each(km, 0), toll: { i: each(toll, 0) }, short: { d: ["alone"], i: each([], 0) } },
    bins: { tolls, campaigns, campaign }
  };
};
/** Four marks on one spot: three are below a fourth. */
const PILE = [[70, 70], [71, 70], [72, 70], [73, 70]];

test("the grid of a zoom halves that of the one before, a quarter of a zoom early", () => {
  assert.deepEqual([3.74, 3.75, 4, 4.5, 4.74, 4.75].map(cellsAt), [32, 64, 64, 64, 64, 128]);
  assert.notEqual(keyOf(0.25 - 1e-12, 0.5, 64), keyOf(0.25, 0.5, 64));
  assert.equal(keyOf(0.25, 0.5, 64), keyOf(0.265, 0.515, 64));
  assert.equal(new Set([keyOf(-0.01, 0.5, 64), keyOf(0.99, 0.5, 64), keyOf(1.01, 0.5, 64)]).size, 3);
});

test("a square stands for marks only where three of them lie with their middle below others", () => {
  const all = Uint32Array.of(0, 1, 2, 3), at = (x) => world([[0, 0], [4.9, 0], [9.8, 0], [x, 0]]);
  assert.equal(isPile(at(14.7), all, 4096), true);
  assert.equal(isPile(at(14.9), all, 4096), false);
  assert.equal(isPile(world(PILE), all.subarray(0, 3), 4096), false);
});

test("a bin holds all marks of its cell, and the others are drawn as themselves", () => {
  const bins = findBins(world([...PILE, [127.9, 127.9], [128, 100], [63.9, 70]]), 4);
  assert.equal(bins.list.length, 1);
  assert.deepEqual([...bins.list[0].marks], [0, 1, 2, 3, 4]);
  assert.deepEqual([...bins.free], [5, 6]);
  assert.deepEqual([...bins.of], [0, 0, 0, 0, 0, -1, -1]);
  const { x, y, side } = bins.list[0];
  assert.deepEqual([x, y, side].map((each) => each * 4096), [96, 96, 64]);
  assert.equal(bins.at.get(keyOf(127 / 4096, 64 / 4096, 64)), 0);
});

test("few marks have no bins, and those of a zoom are made once", () => {
  const d = world(PILE);
  assert.equal(binsAt(d, 4), binsAt(d, 4));
  assert.equal(binsAt(d, 4).zoom, 4);
  assert.equal(binsAt({ ...d, bins: undefined }, 4), null);
  assert.equal(binsAt(world([[1, 1], [90, 90]]), 4), null);
  assert.equal(binsAt(undefined, 4), null);
});

test("tolls of several campaigns stand apart, one row in its own words, in order", () => {
  const d = world(PILE, { campaign: [2, 1, 2, 0], campaigns: ["none", "a", "b"], inc: [1, 1, 1, 0] });
  const { count, tolls } = binWords(TEXTS, d, binsAt(d, 4).list[0]);
  assert.equal(count, "3 incidents, 1 part");
  assert.deepEqual(tolls, ["none: alone", "a: alone", "b: 2–6 killed (best 4)"]);
});

test("no figure is said and is not none", () => {
  const d = world(PILE, { tolls: [[-1, -1, -1], [0, 0, 0]], toll: [0, 0, 0, 1], inc: [0, 0, 0, 0] });
  const bin = binsAt(d, 4).list[0];
  assert.deepEqual(binWords(TEXTS, d, bin).tolls, ["none killed, 3 with no figure"]);
  assert.equal(binWords(TEXTS, d, bin).count, "4 lone parts");
  assert.equal(sumFigures(TEXTS, sumsOf(d, bin).apart[0][1]), "0 +?");
});

test("the figures of a square show an open end", () => {
  const figures = (...tolls) => sumFigures(TEXTS, tolls.reduce((sum, toll, row) => {
    addToll(sum, row, toll);
    return sum;
  }, noSum()));
  assert.equal(figures([1, 2, 3], [1, 2, 3]), "2–6");
  assert.equal(figures([2, 2, 2], [1, 1, 1]), "3");
  assert.equal(figures([1, 2, -1], [1, 2, 3]), "≥ 2");
  assert.equal(figures([-1, 2, 3], [1, 2, 3]), "≤ 6");
  assert.equal(figures([-1, 2, -1], [-1, -1, -1]), "best 2 +?");
  assert.equal(figures([-1, -1, -1]), "no figure");
  assert.equal(figures([1, -1, -1], [-1, -1, 1]), "no figure");
});

test("a bin says how many places are known no better than the square is wide", () => {
  const side = sideKm({ y: 0.5, side: 1 / 64 });
  assert.ok(Math.abs(side - 40030.2 / 64) < 1e-9);
  assert.ok(Math.abs(sideKm({ y: unit(60, 0)[1], side: 1 / 64 }) - side / 2) < 1e-9);
  const places = (km) => {
    const d = world(PILE, { km });
    return binWords(TEXTS, d, { ...binsAt(d, 4).list[0], y: 0.5, side: 100 / 40030.2 }).places;
  };
  assert.equal(places([49, 50, 110, 0]), "2 far ±50 · 1 blank");
  assert.equal(places([49, 20, 30, 20]), "near ±20–49");
  assert.equal(places([20, 20, 20, 20]), "near ±20");
  assert.equal(places([0, 0, 0, 0]), "");
});

test("the topmost of the marks is hit, up to its reach", () => {
  const d = world([[10, 10], [12, 10]]), hit = (x, order = d.order) => topmost(d, order, x / 4096, 10 / 4096, 4096, 8);
  assert.deepEqual([hit(11), hit(19.9), hit(20.1), hit(2.1), hit(1.9)], [1, 1, -1, 0, -1]);
  assert.equal(hit(11, Uint32Array.of(0)), 0);
});

test("a tip names six campaigns at most and counts the others; a click zooms in or lists", () => {
  const bin = { ...binsAt(world(PILE), 4).list[0], marks: Uint32Array.from({ length: 9 }, (_, i) => i) };
  const tip = (count, most) => {
    const spots = Array.from({ length: count }, () => [70, 70]);
    const d = world(spots, { campaign: spots.map((_, i) => i), campaigns: spots.map((_, i) => `c${i}`) });
    const bounds = { getNorthWest: () => 0, getSouthEast: () => 0 };
    const project = () => ({ distanceTo: () => most });
    const map = { getZoom: () => 4, getMaxZoom: () => 11, project, getBoundsZoom: () => 9 };
    const texts = { ...TEXTS, bin: "{count} here", bin_click: "zoom", tip_click: "list", more_campaigns: COUNTED("other") };
    globalThis.L ??= { point: () => null };
    return binTip({ map, setup: { texts } }, d, { ...bin, bounds, sums: null, marks: bin.marks.subarray(0, count) });
  };
  assert.equal(tip(6, 6).match(/c\d: alone/g).length, 6);
  assert.ok(!tip(6, 6).includes("other") && tip(6, 6).endsWith("<span>zoom</span>"));
  assert.ok(tip(7, 5.9).includes("c5: alone<br>1 other<br>") && !tip(7, 5.9).includes("c6"));
  assert.ok(tip(8, 5.9).includes("2 others") && tip(8, 5.9).endsWith("<span>list</span>"));
});
