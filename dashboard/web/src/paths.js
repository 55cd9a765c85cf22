/** Paths to draw, in unit Mercator around REF. */
import { REF, unit } from "./geometry.js";
import { coastOfRing, unpackLine } from "./packing.js";

/**
 * @param {Path2D} path
 * @param {number[][]} points longitude and latitude
 */
const addLine = (path, points) => {
  points.forEach(([lon, lat], i) => {
    const [x, y] = unit(lat, lon);
    path[i ? "lineTo" : "moveTo"](x - REF[0], y - REF[1]);
  });
};

/**
 * @param {any[]} nested coordinates of any depth
 * @param {Path2D} path
 * @param {boolean} closed
 */
const addLines = (nested, path, closed) => {
  if (!nested.length) return;
  if (typeof nested[0][0] !== "number") {
    nested.forEach((inner) => addLines(inner, path, closed));
    return;
  }
  addLine(path, nested);
  if (closed) path.closePath();
};

/**
 * @param {any} geometry GeoJSON of any kind, or nothing
 * @param {Path2D} path
 */
export const pathOf = (geometry, path = new Path2D()) => {
  if (!geometry) return path;
  if (geometry.type === "FeatureCollection") {
    geometry.features.forEach((/** @type {any} */ feature) => pathOf(feature.geometry, path));
  } else if (geometry.type === "GeometryCollection") {
    geometry.geometries.forEach((/** @type {any} */ part) => pathOf(part, path));
  } else if (geometry.coordinates) {
    addLines(geometry.coordinates, path, /Polygon/.test(geometry.type));
  }
  return path;
};

/**
 * @param {number[][]} packed lines or rings of unpackLine
 * @param {boolean} closed
 * @param {number} [perDegree]
 */
export const pathOfPacked = (packed, closed, perDegree) => {
  const path = new Path2D();
  addLines(packed.map((steps) => unpackLine(steps, perDegree)), path, closed);
  return path;
};

/**
 * The coast of land. Where land was cut, along 180° or an edge of its box, it has none.
 * @param {number[][]} packed rings of unpackLine
 * @param {number} perDegree
 * @param {[number, number, number, number]} [box] west, south, east, north
 */
export const coastOfPacked = (packed, perDegree, box) => {
  const path = new Path2D();
  packed.forEach((steps) => {
    coastOfRing(unpackLine(steps, perDegree), box).forEach((line) => addLine(path, line));
  });
  return path;
};

/**
 * @param {[number, number][]} corners latitude and longitude
 */
export const closedPath = (corners) => {
  const path = new Path2D();
  addLine(path, corners.map(([lat, lon]) => [lon, lat]));
  path.closePath();
  return path;
};
