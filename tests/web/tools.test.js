import assert from "node:assert/strict";
import { test } from "node:test";
import { distance, lengthText } from "../../dashboard/web/src/tools/geodesic.js";
import { fill, writeNumbersAs } from "../../dashboard/web/src/texts.js";
import * as shape from "../../dashboard/web/src/tools/shape.js";

const at = (lat, lng) => ({ lat, lng });
const px = (x, y) => ({ x, y });

test("lengths are those of the ellipsoid", () => {
  // a quarter of the meridian and of the equator of WGS84
  assert.ok(Math.abs(distance(at(0, 0), at(90, 0)) - 10001965.729) < 0.001);
  assert.ok(Math.abs(distance(at(0, -80), at(0, 10)) - Math.PI * 6378137 / 2) < 0.001);
  assert.equal(distance(at(10, -60), at(10, -60)), 0);
  assert.ok(Math.abs(distance(at(0, 0), at(0.5, 179.5)) - 19936288.579) < 0.001);  // nearly opposite
});

test("lengths are said in NM first, with a decimal below a hundred", () => {
  assert.equal(lengthText("{km} km ({nm} NM)", 1852), "1.9 km (1 NM)");
  assert.equal(lengthText("{km} km ({nm} NM)", 99.94 * 1852), "185 km (99.9 NM)");
  assert.equal(lengthText("{km} km ({nm} NM)", 100 * 1852), "185 km (100 NM)");
  assert.equal(lengthText("{km} km ({nm} NM)", 2_000_000), "2,000 km (1,080 NM)");
});

test("numbers are written as the language of the page does, none with four digits in groups in Spanish", () => {
  const said = () => [lengthText("{km} km ({nm} NM)", 45_678), lengthText("{km} ({nm})", 20_000_000), fill("{n}", { n: 9999 })];
  assert.deepEqual(said(), ["45.7 km (24.7 NM)", "20,000 (10,799)", "9,999"]);
  writeNumbersAs("es");
  try {
    assert.deepEqual(said(), ["45,7 km (24,7 NM)", "20.000 (10.799)", "9999"]);
  } finally {
    writeNumbersAs("en");
  }
});

test("a tap near a corner is that corner, a pixel farther it is another", () => {
  assert.equal(shape.isNear(px(0, 0), px(9, 0)), true);
  assert.equal(shape.isNear(px(0, 0), px(9, 1)), false);
  assert.equal(shape.isDrag(px(0, 0), px(6, 0)), false);
  assert.equal(shape.isDrag(px(0, 0), px(6, 1)), true);
});

test("two taps are a double tap only if near and quick", () => {
  assert.equal(shape.isDoubleTap(px(0, 0), px(9, 0), 399), true);
  assert.equal(shape.isDoubleTap(px(0, 0), px(9, 0), 400), false);
  assert.equal(shape.isDoubleTap(px(0, 0), px(10, 0), 1), false);
  assert.equal(shape.isDoubleTap(undefined, px(0, 0), 1), false);
});

test("a rectangle is the same from any corner to the opposite one", () => {
  const wanted = [at(10, -70), at(12, -70), at(12, -65), at(10, -65)];
  assert.deepEqual(shape.rectangleCorners(at(10, -70), at(12, -65)), wanted);
  assert.deepEqual(shape.rectangleCorners(at(12, -70), at(10, -65)), wanted);
  assert.deepEqual(shape.rectangleCorners(at(12, -65), at(10, -70)), wanted);
});

test("corners are told to three places", () => {
  assert.equal(shape.rounded(10.00049), 10);
  assert.equal(shape.rounded(-63.2006), -63.201);
});

test("a view is written as Python writes it, wherever the map is", () => {
  assert.deepEqual(shape.normalBounds([1, -180, 2, -170]), [1, -180, 2, -170]);
  assert.deepEqual(shape.normalBounds([1, -180.001, 2, -170]), [1, 179.999, 2, 190]);
  assert.deepEqual(shape.normalBounds([1, -542, 2, -538]), [1, 178, 2, 182]);
  assert.deepEqual(shape.normalBounds([1, 10, 2, 369.999]), [1, 10, 2, 369.999]);
  assert.deepEqual(shape.normalBounds([1, 10, 2, 370]), [1, -180, 2, 180]);
});

test("a view and a shape are shown in the turn of the world that is looked at", () => {
  assert.equal(shape.turnTo(170, 190, -82), -360);
  assert.equal(shape.turnTo(90, 106, -82), 0);      // 180 apart: as it is
  assert.equal(shape.turnTo(90, 106.1, -82), -360);
  assert.equal(shape.turnTo(-190, -170, 178), 360);
});
