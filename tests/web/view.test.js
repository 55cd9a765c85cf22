import assert from "node:assert/strict";
import { test } from "node:test";
import { onceSized } from "../../dashboard/web/src/view.js";

test("a view waits until the map has a size, and of several the last one holds", () => {
  let size = { x: 390, y: 0 };
  const chart = { map: { getSize: () => size }, waiting: null }, gone = [];
  onceSized(chart, () => gone.push("opening"));
  onceSized(chart, () => gone.push("link"));
  assert.deepEqual(gone, []);
  size = { x: 390, y: 480 };
  onceSized(chart, chart.waiting);
  assert.deepEqual(gone, ["link"]);
  assert.equal(chart.waiting, null);
  onceSized(chart, () => gone.push("home"));
  assert.deepEqual(gone, ["link", "home"]);
});
