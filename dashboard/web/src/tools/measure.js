/** Measuring: the length of each leg, and of the whole line. */
import { distance, lengthText } from "./geodesic.js";

/**
 * @param {Tools} tools
 * @param {L.LatLng[]} points
 */
export const labelLengths = (tools, points) => {
  const { map, words, chart } = tools, { texts } = chart.setup, hasLegs = points.length > 2;
  words.clearLayers();
  tools.total = 0;
  points.slice(1).forEach((point, i) => {
    const leg = distance(points[i], point);
    tools.total += leg;
    if (hasLegs) addLabel(words, middle(map, points[i], point), lengthText(texts.length, leg), "");
  });
  if (points.length < 2) return;
  const total = lengthText(hasLegs ? texts.total_length : texts.length, tools.total);
  addLabel(words, points[points.length - 1], total, "im-total");
};

/**
 * @param {L.Map} map
 * @param {L.LatLng} one
 * @param {L.LatLng} two
 */
const middle = (map, one, two) => map.unproject(map.project(one).add(map.project(two)).divideBy(2));

/**
 * @param {L.LayerGroup} layer
 * @param {L.LatLng} at
 * @param {string} text
 * @param {string} name class
 */
export const addLabel = (layer, at, text, name) => {
  const icon = L.divIcon({
    className: `im-length ${name}`, html: `<span>${text}</span>`, iconSize: /** @type {any} */ (null)
  });
  L.marker(at, { interactive: false, keyboard: false, pane: "im-tools", icon }).addTo(layer);
};
