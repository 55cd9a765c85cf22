import assert from "node:assert/strict";
import { test } from "node:test";
import { prepareName } from "../../dashboard/web/src/base.js";
import { freePlace, namesToShow, placesOf } from "../../dashboard/web/src/names.js";
import { roomForTown } from "../../dashboard/web/src/layers/places.js";
import { insideRing } from "../../dashboard/web/src/geometry.js";
import { boxesAlong, lineInto, lineTo } from "../../dashboard/web/src/leader.js";
import { findRoom } from "../../dashboard/web/src/room.js";
import { shareCounter } from "../../dashboard/web/src/share.js";

const SIZE = { x: 400, y: 300 };
const PLATE = { x: 200, y: 150, w: 40, h: 20, ring: null, land: false, foreign: null };
const WHOLE = [0, 0, 400, 0, 400, 300, 0, 300];
const square = (x0, y0, x1, y1) => [x0, y0, x1, y0, x1, y1, x0, y1];

test("a plate stands at its own place where that is free", () => {
  const found = findRoom(PLATE, SIZE, [], []);
  assert.deepEqual(found, { x: 200, y: 150, box: [160, 130, 240, 170], leader: null });
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

test("a plate stays wholly inside its area and, without one, near its place", () => {
  const left = [0, 0, 190, 0, 190, 300, 0, 300];
  const found = findRoom({ ...PLATE, ring: left }, SIZE, [], []);
  assert.ok(found && found.box[2] <= 190 && found.box[2] > 170);
  assert.equal(findRoom({ ...PLATE, ring: square(160, 130, 240, 170) }, SIZE, [], [])?.x, 200);
  assert.equal(findRoom({ ...PLATE, ring: square(160, 130, 239, 170) }, SIZE, [], []), null);
  assert.equal(findRoom({ ...PLATE, ring: [500, 0, 600, 0, 600, 300] }, SIZE, [], []), null);
  const far = [0, 0, 360, 300];
  assert.equal(findRoom(PLATE, SIZE, [far], []), null);
});

test("a plate covers no piece of a mark and rather keeps some pixels off", () => {
  const at = (mark) => findRoom({ ...PLATE, ring: WHOLE }, SIZE, [], [mark])?.x;
  assert.equal(at([244, 140, 264, 160]), 200);     // its margin ends at the plate's edge
  assert.notEqual(at([243, 140, 263, 160]), 200);  // a pixel less, and another place is cheaper
  const strip = { ...PLATE, ring: square(160, 130, 240, 170) };
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
  const packed = ["Grenada", "country", 5, 64, [0, 0, 9.4], [5, 9.25, 0, 0, -40, 10], "Granada"];
  const label = prepareName(packed, "en");
  const pen = { x: (u) => u * 1000, y: (u) => u * 1000 };
  assert.deepEqual(placesOf(label, 64, 9.4, pen), [{ x: 500, y: 500 }]);
  assert.deepEqual(placesOf(label, 64, 9.39, pen), [{ x: 460, y: 510, coast: [500, 500] }]);
  assert.deepEqual(placesOf(label, 64, 4.99, pen), []);
  assert.deepEqual(placesOf(label, 32, 8.4, pen), [{ x: 500, y: 500 }]);  // half as wide on a phone
  assert.deepEqual(placesOf(label, 65, 9.4, pen), []);                    // wider in other type
});

test("a name is in the language of the page where it differs there", () => {
  const names = [["Grenada", "Granada"], ["Cuba", ""]].map(([name, es]) => [name, "country", 5, 64, [], [], es]);
  assert.deepEqual(names.map((each) => prepareName(each, "en").text), ["Grenada", "Cuba"]);
  assert.deepEqual(names.map((each) => prepareName(each, "es").text), ["Granada", "Cuba"]);
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

test("the plate of a sea keeps off land, that of land keeps off other land", () => {
  const none = () => 0, some = (share) => (box) => (box[0] < 170 ? share : 0);
  const sea = { ...PLATE, ring: WHOLE };
  assert.equal(findRoom({ ...sea, foreign: none }, SIZE, [], [])?.x, 200);
  assert.equal(findRoom({ ...sea, foreign: some(0.02) }, SIZE, [], [])?.x, 200);  // an islet
  assert.ok((findRoom({ ...sea, foreign: some(0.03) }, SIZE, [], [])?.x ?? 0) >= 210);
  assert.equal(findRoom({ ...sea, foreign: () => 1 }, SIZE, [], []), null);
  assert.equal(findRoom({ ...sea, land: true, foreign: () => 1 }, SIZE, [], [])?.x, 200);  // in its own land
});

const SMALL = { ...PLATE, x: 60, y: 150, ring: square(30, 120, 90, 180), land: true, foreign: () => 0 };

test("the plate of land without room stands beside it on water, with a line that ends in it", () => {
  const found = findRoom(SMALL, SIZE, [], []);
  assert.ok(found?.leader);
  const [x1, y1, x2, y2] = found.leader;
  assert.ok(insideRing(x2, y2, SMALL.ring));
  assert.ok(x1 >= found.box[0] && x1 <= found.box[2] && y1 >= found.box[1] && y1 <= found.box[3]);
  assert.equal(findRoom({ ...SMALL, land: false }, SIZE, [], []), null);     // a small sea is docked
  assert.equal(findRoom({ ...SMALL, foreign: null }, SIZE, [], []), null);   // no coast, no water
  const onlyFar = (box) => (box[0] < 132 ? 1 : 0);                           // a place 42 pixels off
  assert.ok(findRoom({ ...SMALL, foreign: onlyFar }, SIZE, [], [])?.leader);
  const farther = (box) => (box[0] < 133 ? 1 : 0);
  assert.equal(findRoom({ ...SMALL, foreign: farther }, SIZE, [], []), null);
});

test("the line of a plate crosses neither a mark nor another plate", () => {
  assert.ok(findRoom(SMALL, SIZE, [], [])?.leader);
  const walls = [[94, 110, 98, 190], [0, 110, 98, 114], [0, 186, 98, 190]];
  assert.equal(findRoom(SMALL, SIZE, [], walls), null);
  assert.equal(findRoom(SMALL, SIZE, walls, []), null);
  assert.ok(findRoom(SMALL, SIZE, walls.slice(1), [])?.leader);  // one side is open
});

test("a line goes from the edge of its plate a few pixels into the area", () => {
  const box = [0, 0, 40, 20], ring = square(60, 0, 200, 100), middle = { x: 130, y: 50 }, seen = [0, 0, 400, 300];
  assert.equal(lineTo(box, 40, 20), null);
  assert.deepEqual(lineTo(box, 50, 10), [40, 10, 50, 10]);
  const line = lineInto(box, ring, middle, seen);
  assert.equal(line?.gap, 20);
  assert.ok(line.leader[2] > 70 && line.leader[2] < 74);
  assert.ok(lineInto([0, 0, 15, 20], ring, middle, seen));
  assert.equal(lineInto([0, 0, 14, 20], ring, middle, seen), null);          // 46 pixels off
  assert.equal(lineInto(box, ring, middle, [0, 0, 70, 300]), null);          // would end out of sight
  assert.deepEqual(boxesAlong([0, 0, 8, 0]).map(([x]) => x), [-3, 5]);
  assert.deepEqual(boxesAlong(null), []);
});

test("the share of a box that is covered is counted from its pixels", () => {
  const data = new Uint8ClampedArray(4 * 4 * 3).fill(0);                     // 4 by 3 pixels
  [[0, 0], [1, 0], [3, 2]].forEach(([x, y]) => { data[4 * (y * 4 + x) + 3] = 255; });
  const share = shareCounter(data, 4, 3);
  assert.equal(share([0, 0, 4, 3]), 3 / 12);
  assert.equal(share([0, 0, 2, 1]), 1);
  assert.equal(share([1, 0, 3, 1]), 1 / 2);
  assert.equal(share([2, 0, 4, 2]), 0);
  assert.equal(share([-5, -5, 1, 1]), 1);                                    // what lies outside is left out
  assert.equal(share([9, 9, 12, 12]), 0);
});
