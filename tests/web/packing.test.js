import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import * as packing from "../../dashboard/web/src/packing.js";

test("what Python packs can be read, accents and all", async () => {
  const sent = { n: 2, name: ["Cumaná", "&lt;b&gt;"], at: [null, [10.5, -63]] };
  const packed = deflateSync(Buffer.from(JSON.stringify(sent), "utf8")).toString("base64");
  assert.deepEqual(await packing.decode(packed), sent);
  await assert.rejects(packing.decode(packed.slice(0, 12)));
});

test("what is short comes as it is, and at once", () => {
  const sent = { n: 2, name: ["Cumaná"] };
  const packed = Buffer.from(JSON.stringify(sent), "utf8").toString("base64");
  assert.deepEqual(packing.decode(packed), sent);
});

test("a line is its first point and then steps", () => {
  assert.deepEqual(packing.unpackLine([1000, 2000, 500, -500, 0, 1]), [[1, 2], [1.5, 1.5], [1.5, 1.501]]);
  assert.deepEqual(packing.unpackLine([]), []);
  assert.deepEqual(packing.unpackLine([10, 20, 5, -5], 10), [[1, 2], [1.5, 1.5]]);
});

test("land has no coast where it was cut: along 180°, or along an edge of its box", () => {
  const square = [[170, 0], [180, 0], [180, 10], [170, 10]];
  assert.deepEqual(packing.coastOfRing(square), [[[170, 10], [170, 0], [180, 0]], [[180, 10], [170, 10]]]);
  assert.deepEqual(packing.coastOfRing(square, [170, 0, 200, 20]), [[[180, 0], [180, 10], [170, 10]]]);
  assert.equal(packing.coastOfRing(square, [160, -10, 190, 20]).flat().length, 5);
});

test("groups are found by where they start; an empty one has no rows", () => {
  const groups = { n: [2, 0, 3], rows: [7, 8, 1, 2, 3] }, starts = packing.groupStarts(groups.n);
  assert.deepEqual([...starts], [0, 2, 2, 5]);
  assert.deepEqual([0, 1, 2].map((i) => packing.rowsOf(groups, starts, i)), [[7, 8], [], [1, 2, 3]]);
});

test("a column that was not sent is blank, and lines of a toll are never added up", () => {
  const column = { d: ["", "one: 2\nother: 3"], i: [1, 0] };
  assert.equal(packing.textAt(column, 0), "one: 2\nother: 3");
  assert.equal(packing.textAt(column, 1), "");
  assert.equal(packing.textAt(undefined, 0), "");
  assert.equal(packing.tollAt(column, 0, "; "), "one: 2; other: 3");
});

test("steps become the numbers they came from", () => {
  assert.deepEqual(packing.summed([3, 1, 1, -4, 0]), [3, 4, 5, 1, 1]);
  assert.deepEqual(packing.summed([]), []);
});
