/**
 * Maps on paper. There they are narrower: what was in view is drawn anew to fit, at once,
 * since a browser takes no frame between the two events. Else the paper would cut off
 * their east. What is printed is a copy of each canvas: Chromium replays on paper whatever
 * was done to a canvas since the event, and its clearing would wipe out the canvases below.
 */

const WIDTH = "690px", HEIGHT = "580px", HEIGHT_IN_PAGE = "470px";

/** @param {HTMLCanvasElement} canvas */
const flatten = (canvas) => {
  if (!canvas.width || !canvas.height) return;
  const copy = /** @type {HTMLCanvasElement} */ (canvas.cloneNode());
  copy.getContext("2d")?.drawImage(canvas, 0, 0);
  copy.classList.add("copy");
  canvas.parentNode?.appendChild(copy);
  canvas.style.visibility = "hidden";
};

/**
 * What says how large a map is: the frame that it has in the app, else what it stands in.
 * @param {LeafletMap} map
 */
const boxOf = (map) =>
  /** @type {HTMLElement} */ (map.incidentChart?.isFramed ? window.frameElement : map.getContainer().parentNode);

/** @param {LeafletMap} map */
const fitPaper = (map) => {
  const box = boxOf(map), seen = map.getBounds(), chart = map.incidentChart;
  if (chart) chart.cover = 0;      // on paper the card stands below the map
  box.style.setProperty("width", WIDTH, "important");
  box.style.setProperty("height", chart?.isFramed ? HEIGHT_IN_PAGE : HEIGHT, "important");
  map.invalidateSize({ animate: false });
  map.invalidateSize({ animate: false });   // the strip below it has another height now
  map.fitBounds(seen, { animate: false, padding: [0, 0] });
  Object.values(chart?.sheets ?? {}).forEach((sheet) => {
    sheet.paintNow();
    flatten(sheet.inside._container);
  });
};

/**
 * @param {LeafletMap} map
 * @param {L.LatLng} center
 * @param {number} zoom
 */
const fitScreen = (map, center, zoom) => {
  const box = boxOf(map), chart = map.incidentChart;
  if (chart) chart.cover = chart.handle?.state.cover ?? 0;
  map.getContainer().querySelectorAll("canvas").forEach((canvas) => {
    if (canvas.classList.contains("copy")) canvas.remove();
    canvas.style.visibility = "";
  });
  box.style.width = box.style.height = "";
  map.invalidateSize({ animate: false });
  map.setView(center, zoom, { animate: false });
};

/**
 * Have these maps printed whole, and as they were on the screen afterwards.
 * @param {LeafletMap[]} maps
 */
export const printWhole = (maps) => {
  /** @type {[L.LatLng, number][]} */
  let before = [];
  addEventListener("beforeprint", () => {
    before = maps.map((map) => [map.getCenter(), map.getZoom()]);
    maps.forEach(fitPaper);
  });
  addEventListener("afterprint", () => {
    maps.forEach((map, i) => fitScreen(map, ...before[i]));
  });
};
