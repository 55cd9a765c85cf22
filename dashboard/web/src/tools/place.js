/** A place that was asked for: apart from incidents. */

const CROSS = '<circle cx="17" cy="17" r="8"/><path d="M17 1v9M17 24v9M1 17h9M24 17h9"/>';
const SIGN = '<svg width="34" height="34" viewBox="0 0 34 34" aria-hidden="true">' +
  `<g fill="none" stroke="#FFFFFF" stroke-width="5">${CROSS}</g>` +
  `<g fill="none" stroke="#1A1A1A" stroke-width="1.8">${CROSS}</g></svg>`;
const CLOSE = 6;  // zoom, at least

/**
 * @param {Tools} tools
 * @param {[name: string, lat: number, lon: number] | null | undefined} place
 */
export const showPlace = (tools, place) => {
  const { map } = tools, text = JSON.stringify(place ?? null);
  if (tools.place === text) return;
  tools.place = text;
  tools.spot?.remove();
  if (!place) return;
  const [name, lat, lon] = place;
  const html = `${SIGN}<span>${name}<br><i>${tools.chart.setup.texts.asked_place}</i></span>`;
  const icon = L.divIcon({ className: "im-spot", html, iconSize: [34, 34], iconAnchor: [17, 17] });
  tools.spot = L.marker([lat, lon], { interactive: false, keyboard: false, pane: "im-tools", icon }).addTo(map);
  map.setView([lat, lon], Math.max(map.getZoom(), CLOSE), { animate: false });
  tools.chart.touched = true;
};
