import assert from "node:assert/strict";
import { test } from "node:test";
import { freePlace, namesToShow } from "../../dashboard/web/src/names.js";
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

test("a name stands at its place, else a few pixels away, else nowhere", () => {
  const view = [0, 0, 400, 300];
  assert.deepEqual(freePlace(30, 200, 150, [], view), { x: 200, y: 150, box: [170, 142, 230, 158] });
  assert.equal(freePlace(30, 200, 150, [[230, 142, 240, 158]], view)?.y, 150);
  assert.equal(freePlace(30, 200, 150, [[229, 142, 240, 158]], view)?.x, 174);
  assert.equal(freePlace(30, 200, 150, [view], view), null);
});

test("the edge of the view cuts no name", () => {
  const view = [0, 0, 400, 300];
  assert.equal(freePlace(30, 30, 150, [], view)?.x, 30);
  assert.equal(freePlace(30, 29, 150, [], view)?.x, 55);
  assert.equal(freePlace(30, -100, 150, [], view)?.x, -100);  // in the margin, for the next drag
});

test("names come by importance, from the zoom of their rank on", () => {
  const labels = [
    { text: "Zulia", kind: "state", rank: 1 }, { text: "Cuba", kind: "country", rank: 2 },
    { text: "Gulf", kind: "sea", rank: 2 }, { text: "Brazil", kind: "country", rank: 1 }
  ];
  const shown = (zoom, small = false, hidden = []) => namesToShow(labels, zoom, small, hidden).map((l) => l.text);
  assert.deepEqual(shown(5.25), ["Brazil", "Cuba", "Gulf", "Zulia"]);
  assert.deepEqual(shown(5), ["Brazil", "Cuba", "Gulf"]);
  assert.deepEqual(shown(3.75), ["Brazil", "Cuba"]);
  assert.deepEqual(shown(3.5), ["Brazil"]);
  assert.deepEqual(shown(3.75, true), ["Brazil"]);
  assert.deepEqual(shown(3.5, true), []);
  assert.deepEqual(shown(5, false, ["Gulf"]), ["Brazil", "Cuba"]);
});

test("a town's name stands right of its dot, else left, else there is no town", () => {
  assert.equal(roomForTown(100, 50, 40, [])?.textX, 106);
  assert.equal(roomForTown(100, 50, 40, [[147, 40, 160, 60]])?.textX, 54);
  assert.equal(roomForTown(100, 50, 40, [[148, 40, 160, 60]])?.textX, 106);
  assert.equal(roomForTown(100, 50, 40, [[147, 40, 160, 60], [40, 40, 53, 60]]), null);
  assert.equal(roomForTown(100, 50, 40, [[102, 52, 103, 53]]), null);
});
