import assert from "node:assert/strict";
import { test } from "node:test";
import { prepareName } from "../../dashboard/web/src/base.js";
import { freePlace, namesToShow, placesOf } from "../../dashboard/web/src/names.js";
import { roomForTown } from "../../dashboard/web/src/layers/places.js";
import { findRoom } from "../../dashboard/web/src/room.js";

const SIZE = { x: 400, y: 300 };
const PLATE = { x: 200, y: 150, w: 40, h: 20, ring: null };
const WHOLE = [0, 0, 400, 0, 400, 300, 0, 300];

test("a plate stands at its own place where that is free", () => {
  const found = findRoom(PLATE, SIZE, [], []);
  assert.deepEqual(found, { x: 200, y: 150, box: [160, 130, 240, 170] });
});

test("a plate goes aside for a control, but not where they only touch", () => {
  assert.equal(findRoom(PLATE, SIZE, [[240, 0, 400, 300]], [])?.x, 200);
  const aside = findRoom(PLATE, SIZE, [[239, 0, 400, 300]], []);
  assert.ok(aside && aside.box[2] <= 239);
});

test("a plate keeps off the map's edge, and has no room on a map as small as itself", () => {
  const corner = findRoom({ ...PLATE, x: 43, y: 24 }, SIZE, [], []);
  assert.ok(corner && corner.box[0] >= 4 && corner.x !== 43);
  assert.equal(findRoom({ ...PLATE, x: 44, y: 24 }, SIZE, [], [])?.x, 44);
  assert.equal(findRoom({ ...PLATE, x: 43, y: 23 }, { x: 87, y: 47 }, [], []), null);
});

test("a plate stays inside its area and, without one, near its place", () => {
  const left = [0, 0, 190, 0, 190, 300, 0, 300];
  const found = findRoom({ ...PLATE, ring: left }, SIZE, [], []);
  assert.ok(found && found.x < 190 && found.x > 100);
  assert.equal(findRoom({ ...PLATE, ring: [500, 0, 600, 0, 600, 300] }, SIZE, [], []), null);
  const far = [0, 0, 360, 300];
  assert.equal(findRoom(PLATE, SIZE, [far], []), null);
});

test("a plate covers no piece of a mark and rather keeps some pixels off", () => {
  const at = (mark) => findRoom({ ...PLATE, ring: WHOLE }, SIZE, [], [mark])?.x;
  assert.equal(at([244, 140, 264, 160]), 200);     // its margin ends at the plate's edge
  assert.notEqual(at([243, 140, 263, 160]), 200);  // a pixel less, and another place is cheaper
  const strip = { ...PLATE, ring: [199, 149, 201, 149, 201, 151, 199, 151] };
  const only = (mark) => findRoom(strip, SIZE, [], [mark])?.x ?? null;
  assert.equal(only([240, 140, 260, 160]), 200);   // the only place, in the margin
  assert.equal(only([239, 140, 259, 160]), null);  // half of it, or a pixel: too much
  const everywhere = Array.from({ length: 400 }, (_, i) => {
    const x = 20 * (i % 20), y = 15 * Math.floor(i / 20);
    return [x, y, x + 20, y + 15];
  });
  assert.equal(findRoom({ ...PLATE, ring: WHOLE }, SIZE, [], everywhere), null);
});

const at = (...places) => places.map(([x, y]) => ({ x, y }));

test("a name stands at the first of its places that is free, else nowhere", () => {
  const view = [0, 0, 400, 300], two = at([200, 150], [100, 50]);
  assert.deepEqual(freePlace(two, 30, 8, [], view), { x: 200, y: 150, box: [170, 142, 230, 158] });
  assert.equal(freePlace(two, 30, 8, [[230, 142, 240, 158]], view)?.x, 200);
  assert.equal(freePlace(two, 30, 8, [[229, 142, 240, 158]], view)?.x, 100);
  assert.equal(freePlace(two, 30, 8, [view], view), null);
});

test("the edge of the view cuts no name, and a place in view comes before one outside", () => {
  const view = [0, 0, 400, 300];
  assert.equal(freePlace(at([30, 150]), 30, 8, [], view)?.x, 30);
  assert.equal(freePlace(at([29, 150]), 30, 8, [], view), null);
  assert.equal(freePlace(at([-100, 150]), 30, 8, [], view)?.x, -100);  // in the margin, for the next drag
  assert.equal(freePlace(at([-100, 150], [30, 150]), 30, 8, [], view)?.x, 30);
});

test("a name has room in its land from a zoom on, before it on its own water with a leader", () => {
  const label = prepareName(["Grenada", "country", 5, 64, [0, 0, 9.4], [5, 9.25, 0, 0, -40, 10]]);
  const pen = { x: (u) => u * 1000, y: (u) => u * 1000 };
  assert.deepEqual(placesOf(label, 64, 9.4, pen), [{ x: 500, y: 500 }]);
  assert.deepEqual(placesOf(label, 64, 9.39, pen), [{ x: 460, y: 510, coast: [500, 500] }]);
  assert.deepEqual(placesOf(label, 64, 4.99, pen), []);
  assert.deepEqual(placesOf(label, 32, 8.4, pen), [{ x: 500, y: 500 }]);  // half as wide on a phone
  assert.deepEqual(placesOf(label, 65, 9.4, pen), []);                    // wider in other type
});

test("oceans and basins come first, then countries, bays and states, each from its zoom on", () => {
  const labels = [["Zulia", "state", 5.25], ["Cuba", "country", 3.75], ["Bay", "sea", 5.25],
    ["Caribbean Sea", "basin", 3], ["Brazil", "country", 3], ["Pacific Ocean", "ocean", 2]]
    .map(([text, kind, zoom]) => ({ text, kind, zoom }));
  const shown = (zoom, small = false, hidden = []) => namesToShow(labels, zoom, small, hidden).map((l) => l.text);
  const first = ["Pacific Ocean", "Caribbean Sea"];
  assert.deepEqual(shown(5.25), [...first, "Brazil", "Cuba", "Bay", "Zulia"]);
  assert.deepEqual(shown(5), [...first, "Brazil", "Cuba"]);
  assert.deepEqual(shown(3.5), [...first, "Brazil"]);
  assert.deepEqual(shown(3.75, true), [...first, "Brazil"]);
  assert.deepEqual(shown(3.5, true), first);
  assert.deepEqual(shown(5, false, ["Caribbean Sea"]), ["Pacific Ocean", "Brazil", "Cuba"]);
});

test("a town's name stands right of its dot, else left, else there is no town", () => {
  assert.equal(roomForTown(100, 50, 40, [])?.textX, 106);
  assert.equal(roomForTown(100, 50, 40, [[147, 40, 160, 60]])?.textX, 54);
  assert.equal(roomForTown(100, 50, 40, [[148, 40, 160, 60]])?.textX, 106);
  assert.equal(roomForTown(100, 50, 40, [[147, 40, 160, 60], [40, 40, 53, 60]]), null);
  assert.equal(roomForTown(100, 50, 40, [[102, 52, 103, 53]]), null);
});
