/** The land under everything, its borders, and the names that are painted over it. */
import { unit } from "./geometry.js";
import { coastOfPacked, pathOf, pathOfPacked } from "./paths.js";

const TOWN_ZOOM = [4.25, 5.25, 6.25, 7.25, 8.25], PORT_ZOOM = 7.25;
const FINE_ZOOM = 8;          // from here on one sees that a coast was simplified
const RETRIES = 3, PAUSE_MS = 2000;

/**
 * @param {any} b what geodata/basemap.py writes
 * @returns {Ground}
 */
const prepareGround = (b) => {
  const perDegree = 10 ** (b.decimals ?? 3);
  return {
    land: pathOfPacked(b.land ?? [], true, perDegree),
    coast: coastOfPacked(b.land ?? [], perDegree, b.box),
    states: pathOfPacked(b.states ?? [], false, perDegree),
    countries: pathOfPacked(b.countries ?? [], false, perDegree),
    disputed: (b.disputed ?? []).map((/** @type {any} */ d) => pathOf(d.geometry)),
    disputedLines: pathOf(b.disputed_lines)
  };
};

/**
 * @param {any} b what geodata/basemap.py writes
 * @param {string} locale of the names
 * @returns {Base}
 */
export const prepareBase = (b, locale) => ({
  ...prepareGround(b), fine: null, fineIsAsked: false,
  places: [
    ...(b.places ?? []).map((/** @type {[string, number, number, number]} */ [name, lat, lon, rank]) =>
      ({ name, at: unit(lat, lon), zoom: TOWN_ZOOM[Math.min(rank, 5) - 1], port: false })),
    ...(b.ports ?? []).map((/** @type {[string, number, number]} */ [name, lat, lon]) =>
      ({ name, at: unit(lat, lon), zoom: PORT_ZOOM, port: true }))
  ],
  labels: (b.names ?? []).map((/** @type {PackedName} */ each) => prepareName(each, locale))
});

/**
 * @param {PackedName} packed
 * @param {string} locale of the name
 * @returns {SeaOrLandName}
 */
export const prepareName = ([name, kind, zoom, width, rooms, beside, spanish], locale) => ({
  text: (locale === "es" && spanish) || name, kind, zoom, width,
  rooms: inRows(rooms, 3).map(([lat, lon, from]) => ({ at: unit(lat, lon), zoom: from })),
  beside: inRows(beside, 6).map(([first, last, lat, lon, right, down]) =>
    ({ at: unit(lat, lon), first, last, right, down }))
});

/**
 * @param {number[]} flat
 * @param {number} size of a row
 */
const inRows = (flat, size) =>
  Array.from({ length: flat.length / size }, (_, i) => flat.slice(i * size, (i + 1) * size));

/**
 * Fetch a script; where it cannot be had, ask again a few times: a phone loses its network
 * for a moment.
 * @param {string} src
 * @param {(problem: boolean) => void} done told each time
 * @param {number} retries
 */
const fetchScript = (src, done, retries = RETRIES) => {
  const script = document.createElement("script");
  script.src = src;
  script.onload = () => done(false);
  script.onerror = () => {
    script.remove();
    done(true);
    if (retries) setTimeout(() => fetchScript(src, done, retries - 1), PAUSE_MS);
  };
  document.head.appendChild(script);
};

/**
 * @param {Chart} chart
 * @param {(problem: string) => void} done told what is missing, "" for nothing
 */
export const loadBase = (chart, done) => {
  const ready = () => {
    chart.base = prepareBase(window.BASEMAP ?? {}, chart.setup.texts.locale);
    done("");
  };
  if (window.BASEMAP) ready();
  else fetchScript(chart.setup.basemap, (failed) => (failed ? done(chart.setup.texts.missing_land) : ready()));
};

/**
 * Fetch the finest coast when it is needed for the first time. Until it is there, and where
 * it cannot be had, the coarse one stays.
 * @param {Chart} chart
 * @param {Base} base
 */
const askFine = ({ setup, sheets }, base) => {
  if (base.fineIsAsked || !setup.fine) return;
  base.fineIsAsked = true;
  const ready = () => {
    const b = window.BASEMAP_FINE;
    base.fine = { ...prepareGround(b), ...boxPaths(b.box) };
    sheets.land.repaint();
  };
  if (window.BASEMAP_FINE) ready();
  else fetchScript(setup.fine, (failed) => { if (!failed) ready(); });
};

/**
 * A box as a path, and all the world around it; they overlap by a hair: no seam shows.
 * @param {[number, number, number, number]} box west, south, east, north
 */
const boxPaths = ([west, south, east, north]) => {
  const hair = 0.0005;
  const rectangle = (/** @type {number} */ by) => [[west + by, south + by], [east - by, south + by],
    [east - by, north - by], [west + by, north - by]];
  const world = [[-370, -85], [370, -85], [370, 85], [-370, 85]];
  return {
    inside: pathOf({ type: "Polygon", coordinates: [rectangle(0)] }),
    outside: pathOf({ type: "Polygon", coordinates: [world, rectangle(hair)] })
  };
};

/**
 * @param {Chart} chart
 * @param {import("./pen.js").Pen} pen
 */
export const paintLand = (chart, pen) => {
  const { base, colors, map } = chart, zoom = map.getZoom();
  if (!base) return;
  if (zoom >= FINE_ZOOM) askFine(chart, base);
  const { fine } = base;
  pen.eachTurn(() => {
    if (!fine || zoom < FINE_ZOOM) {
      paintGround(base, colors, pen, zoom < 4.5);
      return;
    }
    pen.within(fine.outside, () => paintGround(base, colors, pen, false));
    pen.within(fine.inside, () => paintGround(fine, colors, pen, false));
  });
};

/**
 * @param {Ground} b
 * @param {Record<string, string>} c
 * @param {import("./pen.js").Pen} pen
 * @param {boolean} far
 */
const paintGround = (b, c, pen, far) => {
  pen.fill(b.land, c.land);
  pen.stroke(b.states, c.state_line, far ? 0.6 : 0.8);
  b.disputed.forEach((path) => pen.hatch(path, c.disputed, 9));
  pen.stroke(b.countries, c.country_line, far ? 1 : 1.3);
  b.disputed.forEach((path) => pen.stroke(path, c.disputed, 1.2, [4, 3]));
  pen.stroke(b.disputedLines, c.disputed, 1.1, [4, 3]);
  pen.stroke(b.coast, c.coast, far ? 0.8 : 1);
};
