import assert from "node:assert/strict";
import { test } from "node:test";
import * as geometry from "../../dashboard/web/src/geometry.js";

const { boxAround, hits, insideRing, isInside, isWithin, moved, overlap, unit } = geometry;

const near = (found, wanted, slack) =>
  assert.ok(Math.abs(found - wanted) <= slack, `${found} is not ${wanted} ± ${slack}`);

test("the middle of the equator is the middle of the world, north is up", () => {
  assert.deepEqual(unit(0, 0), [0.5, 0.5]);
  near(unit(66.51326044311186, 90)[1], 0.25, 1e-12);
  assert.ok(unit(10, 0)[1] < unit(-10, 0)[1]);
  assert.deepEqual(unit(89, 180), unit(85, 180));
});

test("boxes that touch share nothing; a pixel more and they do", () => {
  const box = [0, 0, 10, 10];
  assert.equal(overlap(box, [10, 0, 20, 10]), 0);
  assert.equal(overlap(box, [9, 0, 20, 10]), 10);
  assert.equal(overlap(box, [0, 10, 10, 20]), 0);
  assert.equal(overlap(box, [0, 9, 10, 20]), 10);
  assert.equal(overlap(box, [-9, -9, 1, 1]), 1);
  assert.equal(hits(box, [[10, 0, 20, 10], [0, 10, 10, 20]]), false);
  assert.equal(hits(box, [[10, 0, 20, 10], [0, 9, 10, 20]]), true);
  assert.equal(hits(box, []), false);
});

test("a box lies within another up to the edge, a point inside it up to before the edge", () => {
  const outer = [0, 0, 10, 10];
  assert.equal(isWithin([0, 0, 10, 10], outer), true);
  for (const k of [0, 1, 2, 3]) {
    const beyond = [0, 0, 10, 10];
    beyond[k] += k < 2 ? -1 : 1;
    assert.equal(isWithin(beyond, outer), false);
  }
  assert.equal(isInside(1, 9, outer), true);
  for (const [x, y] of [[0, 5], [10, 5], [5, 0], [5, 10]]) assert.equal(isInside(x, y, outer), false);
});

test("a box around a point, and moved", () => {
  assert.deepEqual(boxAround(10, 20, 3), [7, 17, 13, 23]);
  assert.deepEqual(boxAround(10, 20, 3, 1), [7, 19, 13, 21]);
  assert.deepEqual(moved([7, 19, 13, 21], -7, 1), [0, 20, 6, 22]);
  assert.deepEqual(geometry.grown([7, 19, 13, 21], 2), [5, 17, 15, 23]);
});

test("a notch of a ring is outside", () => {
  const ring = [0, 0, 10, 0, 10, 10, 5, 4, 0, 10];
  assert.equal(insideRing(5, 3.9, ring), true);
  assert.equal(insideRing(5, 4.1, ring), false);
  assert.equal(insideRing(-0.1, 5, ring), false);
  assert.equal(insideRing(0.1, 5, ring), true);
});

test("the share of a view that a circle covers", () => {
  const view = [0, 0, 120, 80];
  assert.equal(geometry.shareCovered(60, 40, 200, view), 1);
  assert.equal(geometry.shareCovered(300, 40, 100, view), 0);
  near(geometry.shareCovered(0, 0, 80, view), Math.PI / 4 * 80 * 80 / (120 * 80), 0.03);
});

test("every corner of a circle on the globe is as far away as its radius", () => {
  const rad = Math.PI / 180;
  for (const [lat, lon, km] of [[12, -70, 110], [-5, -100, 550], [0, 0, 1]]) {
    const corners = geometry.circleOnGlobe(lat, lon, km);
    assert.equal(corners.length, 96);
    for (const [la, lo] of corners) {
      const cos = Math.sin(lat * rad) * Math.sin(la * rad) +
        Math.cos(lat * rad) * Math.cos(la * rad) * Math.cos((lo - lon) * rad);
      near(Math.acos(Math.min(1, cos)) * 6371.0088, km, km * 1e-3 + 0.1);
    }
  }
});

/**
 * Whether a place is on the even side of a ring of latitudes and longitudes.
 * @param {number} lat
 * @param {number} lon
 * @param {[number, number][]} ring
 */
const inRing = (lat, lon, ring) =>
  geometry.insideRing(lon, lat, ring.flatMap(([la, lo]) => [lo, la]));

test("a circle over a pole is a cap round the world", () => {
  for (const [lat, km, south, north] of [[89, 1000, 0, 1], [-89, 1000, 1, 0], [10, 15000, 1, 1], [80, 1000, 0, 0]]) {
    const ring = geometry.circleOnGlobe(lat, 20, km), edge = Math.sign(lat);
    for (const lon of [-150, -80, 19, 100, 190]) {
      assert.equal(inRing(89.9, lon, ring), north === 1, `north pole, ${lat}, ${km}, ${lon}`);
      assert.equal(inRing(-89.9, lon, ring), south === 1, `south pole, ${lat}, ${km}, ${lon}`);
      if (km < 5000) assert.equal(inRing(-edge * 20, lon, ring), false, `far from ${lat}, ${km}, ${lon}`);
    }
    assert.equal(inRing(lat, 20, ring), true);
  }
});

test("a length is more pixels the farther from the equator", () => {
  near(geometry.pixelsOf(40030.2, 0, geometry.worldWidth(0)), 256, 1e-9);
  near(geometry.pixelsOf(1, 60, 1000) / geometry.pixelsOf(1, 0, 1000), 2, 1e-9);
});

test("the scale takes a round number that is not above its room", () => {
  const lengths = [[0.99, 0.5], [1, 1], [1.99, 1], [2, 2], [2.99, 2], [3, 3], [4.99, 3], [5, 5], [9.99, 5],
    [150, 100], [999, 500], [1499, 1000], [1500, 1500], [1999, 1500], [2000, 2000]];
  for (const [most, wanted] of lengths) near(geometry.roundLength(most), wanted, wanted * 1e-9);
});

test("a line meets a box only where it comes into it", () => {
  const box = [10, 10, 20, 20];
  assert.equal(geometry.meets([0, 15, 30, 15], box), true);
  assert.equal(geometry.meets([0, 15, 10, 15], box), false);   // ends at its edge
  assert.equal(geometry.meets([0, 15, 11, 15], box), true);
  assert.equal(geometry.meets([0, 10, 30, 10], box), false);   // along its edge
  assert.equal(geometry.meets([12, 12, 13, 13], box), true);   // within
  assert.equal(geometry.meets([0, 10, 10, 20], box), false);   // past the corner
  assert.equal(geometry.meets([0, 9, 30, 9], box), false);
  assert.equal(geometry.meets([15, 0, 15, 30], box), true);
});

test("a box lies in a ring only as a whole", () => {
  const bay = [0, 0, 100, 0, 100, 100, 60, 100, 50, 40, 40, 100, 0, 100];  // a wedge cut into it from below
  assert.equal(geometry.boxInRing([10, 10, 90, 40], bay), true);
  assert.equal(geometry.boxInRing([10, 10, 90, 41], bay), false);  // its corners are all inside
  assert.equal(geometry.boxInRing([0, 0, 30, 100], bay), true);
  assert.equal(geometry.boxInRing([-1, 0, 30, 100], bay), false);
  assert.equal(geometry.boxInRing([200, 200, 210, 210], bay), false);
});

test("the nearest point of a ring is on its line, at a corner or between two", () => {
  const ring = [0, 0, 10, 0, 10, 10, 0, 10];
  assert.deepEqual(geometry.nearestOnRing(5, -4, ring), { x: 5, y: 0 });
  assert.deepEqual(geometry.nearestOnRing(14, 13, ring), { x: 10, y: 10 });
  assert.deepEqual(geometry.nearestOnRing(4, 6, ring), { x: 0, y: 6 });
});
