/** The land under everything, its borders, and the names that are painted over it. */
import { unit } from "./geometry.js";
import { pathOf } from "./paths.js";

const TOWN_ZOOM = [4.25, 5.25, 6.25, 7.25, 8.25], PORT_ZOOM = 7.25;

/**
 * @param {any} b what geodata/basemap.py writes
 * @returns {Base}
 */
export const prepareBase = (b) => ({
  land: pathOf(b.land), world: pathOf(b.world), coast: pathOf(b.coast), 
  farCoast: pathOf(b.far_coast), farCountries: pathOf(b.far_countries),
  states: pathOf(b.states), countries: pathOf(b.countries),
  disputedLines: pathOf(b.disputed_lines),
  disputed: (b.disputed ?? []).map((/** @type {any} */ d) => pathOf(d.geometry)),
  places: [
    ...(b.places ?? []).map((/** @type {[string, number, number, number]} */ [name, lat, lon, rank]) =>
      ({ name, at: unit(lat, lon), zoom: TOWN_ZOOM[Math.min(rank, 5) - 1], port: false })),
    ...(b.ports ?? []).map((/** @type {[string, number, number]} */ [name, lat, lon]) =>
      ({ name, at: unit(lat, lon), zoom: PORT_ZOOM, port: true }))
  ],
  labels: (b.labels ?? []).map((/** @type {[string, number, number, string, number]} */ l) =>
    ({ text: l[0], at: unit(l[1], l[2]), kind: l[3], rank: l[4] || 3 }))
});

/**
 * @param {Chart} chart
 * @param {(problem: string) => void} done told what is missing, "" for nothing
 */
export const loadBase = (chart, done) => {
  const ready = () => {
    chart.base = prepareBase(window.BASEMAP ?? {});
    done("");
  };
  if (window.BASEMAP) {
    ready();
    return;
  }
  const script = document.createElement("script");
  script.src = chart.setup.basemap;
  script.onload = ready;
  script.onerror = () => done(chart.setup.texts.missing_land);
  document.head.appendChild(script);
};

/**
 * @param {Chart} chart
 * @param {import("./pen.js").Pen} pen
 */
export const paintLand = ({ base, colors, map }, pen) => {
  if (base) pen.eachTurn(() => paintWorld(base, colors, pen, map.getZoom() < 4.5));
};

/**
 * @param {Base} b
 * @param {Record<string, string>} c
 * @param {import("./pen.js").Pen} pen
 * @param {boolean} far
 */
const paintWorld = (b, c, pen, far) => {
  pen.fill(b.world, c.land);
  pen.stroke(b.farCountries, c.country_line, far ? 0.8 : 1.1);
  pen.stroke(b.farCoast, c.coast, far ? 0.8 : 1);
  pen.fill(b.land, c.land);
  pen.stroke(b.states, c.state_line, far ? 0.6 : 0.8);
  b.disputed.forEach((path) => pen.hatch(path, c.disputed, 9));
  pen.stroke(b.countries, c.country_line, far ? 1 : 1.3);
  b.disputed.forEach((path) => pen.stroke(path, c.disputed, 1.2, [4, 3]));
  pen.stroke(b.disputedLines, c.disputed, 1.1, [4, 3]);
  pen.stroke(b.coast, c.coast, far ? 0.8 : 1);
};
