import assert from "node:assert/strict";
import { test } from "node:test";
import { childrenOf, groupOf, markRadius } from "../../dashboard/web/src/layers/incidents.js";
import { listCircles } from "../../dashboard/web/src/layers/circles.js";
import { boxOfMark, boxOfShape } from "../../dashboard/web/src/layers/sprites.js";
import { groupStarts } from "../../dashboard/web/src/packing.js";
import { headRow } from "../../dashboard/web/src/popup.js";

const STYLE = { unit: 4, most: 120, sizes: [], empty: 5 };

test("the area of a mark stands for the dead; none, no figure and the widest have one size", () => {
  assert.equal(markRadius(4, STYLE) / markRadius(1, STYLE), 2);
  assert.equal(markRadius(1, STYLE), 4);
  assert.equal(markRadius(0, STYLE), 5);
  assert.equal(markRadius(-1, STYLE), 5);
  assert.equal(markRadius(120, STYLE), 4 * Math.sqrt(120));
  assert.equal(markRadius(3000, STYLE), 4 * Math.sqrt(120));
});

test("in a table with large tolls the size of a mark is that of its class", () => {
  const style = { ...STYLE, sizes: [[1, 4], [10, 8], [1000, 26]] };
  assert.deepEqual([1, 9, 10, 999, 1000, 90000].map((best) => markRadius(best, style)), [4, 4, 8, 8, 26, 26]);
  assert.equal(markRadius(0, style), 5);
});

test("every row knows its group, and a row in none says so", () => {
  assert.deepEqual([...groupOf([3, 0, 2], groupStarts([1, 2]), 5)], [1, -1, 1, 0, -1]);
  assert.deepEqual([...groupOf([], groupStarts([]), 2)], [-1, -1]);
});

test("parts are listed under their incident in the order of the table", () => {
  assert.deepEqual([...childrenOf([-1, 0, -1, 0])], [[0, [1, 3]]]);
  assert.deepEqual([...childrenOf([-1, -1])], []);
});

test("an incident speaks for its parts, then the latest, then the first in the table", () => {
  assert.equal(headRow({ part: [1, -1, -1], day: [9, 5, 5] }, [0, 1, 2]), 1);
  assert.equal(headRow({ part: [-1, -1, -1], day: [4, 5, 5] }, [0, 2, 1]), 1);
  assert.equal(headRow({ part: [-1, -1], day: [5, 4] }, [1, 0]), 0);
});

test("circles: each radius of a place once, none for 0, the widest first", () => {
  const d = { marks: { n: [3, 2], rows: [0, 1, 2, 3, 4] }, rows: { km: [50, 50, 110, 0, 80] } };
  d.start = groupStarts(d.marks.n);
  assert.deepEqual(listCircles(d).map(({ mark, km }) => [mark, km]), [[0, 110], [1, 80], [0, 50]]);
});

test("a mark's box is that of its shape with its outline: a triangle is narrower and lower", () => {
  assert.deepEqual(boxOfShape("circle", 100, 50, 10), [90, 40, 110, 60]);
  assert.deepEqual(boxOfShape("square", 100, 50, 10), [90, 40, 110, 60]);
  assert.deepEqual(boxOfShape("triangle", 100, 50, 10), [91.34, 40, 108.66, 55]);
  assert.deepEqual(boxOfShape("inverted_triangle", 100, 50, 10), [91.34, 45, 108.66, 60]);
  assert.deepEqual(boxOfShape("diamond", 100, 50, 10), [90, 40, 110, 60]);
  assert.deepEqual(boxOfShape("cross", 100, 50, 10), [90, 40, 110, 60]);
  const d = {
    marks: { look: [0], out: [0] }, r: [5],
    style: { looks: [{ shape: "square", reach: 0.8 }], outlines: [{ width: 2 }] }
  };
  assert.deepEqual(boxOfMark(d, 0, 100, 50), [95, 45, 105, 55]);
});
