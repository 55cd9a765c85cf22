/** Places that were asked for, apart from incidents, and the way between two of them. */
import { onceSized } from "../view.js";
import { addLabel } from "./measure.js";

const CROSS = '<circle cx="17" cy="17" r="8"/><path d="M17 1v9M17 24v9M1 17h9M24 17h9"/>';
const SIGN = '<svg width="34" height="34" viewBox="0 0 34 34" aria-hidden="true">' +
  `<g fill="none" stroke="#FFFFFF" stroke-width="5">${CROSS}</g>` +
  `<g fill="none" stroke="#1A1A1A" stroke-width="1.8">${CROSS}</g></svg>`;
const CLOSE = 6;  // zoom, at least, for one place
const CLOSEST = 9;  // zoom, at most, for two: the coast around them is still seen
const LINE = { color: "#1A1A1A", weight: 1.8, interactive: false };

/**
 * Show what was asked for, and go there once.
 * @param {Tools} tools
 * @param {LayerState} state
 * @param {boolean} stays whether the view is kept: a link says where it is
 */
export const showPlaces = (tools, { places = [], line = [], distance = "" }, stays) => {
  const { map, spots } = tools, text = JSON.stringify([places, line]);
  if (tools.places === text) return;
  tools.places = text;
  spots.clearLayers();
  if (!places.length) return;
  if (line.length) drawLine(tools, line, distance);
  const ends = line.length ? [line[0], line[line.length - 1]] : places.map(([, lat, lon]) => [lat, lon]);
  const east = line.length && ends[1][1] > ends[0][1] ? 1 : 0;
  places.forEach(([name], i) => {
    const icon = sign(tools, name, line.length > 0 && i === east);
    const at = L.latLng(ends[i][0], ends[i][1]);
    L.marker(at, { interactive: false, keyboard: false, pane: "im-tools", icon }).addTo(spots);
  });
  tools.chart.touched = true;
  if (!stays) onceSized(tools.chart, () => goToPlaces(map, places, line));
};

/**
 * @param {Tools} tools
 * @param {string} name
 * @param {boolean} toWest whether its words stand on the left, as those of the eastern of two do
 */
const sign = (tools, name, toWest) => {
  const html = `${SIGN}<span>${name}<br><i>${tools.chart.setup.texts.asked_place}</i></span>`;
  return L.divIcon({ className: toWest ? "im-spot im-west" : "im-spot", html, iconSize: [34, 34], iconAnchor: [17, 17] });
};

/**
 * @param {Tools} tools
 * @param {[number, number][]} line
 * @param {string} distance
 */
const drawLine = ({ spots, renderer }, line, distance) => {
  L.polyline(line, { ...LINE, renderer, color: "#FFFFFF", weight: 5 }).addTo(spots);
  L.polyline(line, { ...LINE, renderer }).addTo(spots);
  addLabel(spots, L.latLng(line[Math.floor(line.length / 2)]), distance, "im-total");
};

/**
 * @param {L.Map} map
 * @param {[string, number, number][]} places
 * @param {[number, number][]} line
 */
const goToPlaces = (map, places, line) => {
  if (line.length) map.fitBounds(L.latLngBounds(line), { animate: false, padding: [48, 48], maxZoom: CLOSEST });
  else map.setView([places[0][1], places[0][2]], Math.max(map.getZoom(), CLOSE), { animate: false });
};
