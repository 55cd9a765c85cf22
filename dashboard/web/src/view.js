/** Where the view is, in the pixels that painters and plates use. */
import { worldWidth } from "./geometry.js";

const SHEET = 0.3;       // of a map's height that the card covers on a phone

/** @param {Chart} chart */
export const isSmall = (chart) => chart.map.getSize().x <= 420;

/**
 * The view in pixels of the layer, as painters count.
 * @param {Chart} chart
 * @returns {Box}
 */
export const viewBox = ({ map }) => {
  const corner = map.containerPointToLayerPoint([0, 0]), size = map.getSize();
  return [corner.x, corner.y, corner.x + size.x, corner.y + size.y];
};

/**
 * From unit Mercator to pixels of the container: multiply by scale, then subtract.
 * @param {Chart} chart
 */
export const containerScale = ({ map }) => {
  const origin = map.getPixelOrigin(), corner = map.containerPointToLayerPoint([0, 0]);
  return { scale: worldWidth(map.getZoom()), left: origin.x + corner.x, top: origin.y + corner.y };
};

/**
 * Place of a mark.
 * @param {Incidents} d
 * @param {number} mark
 */
export const placeOfMark = (d, mark) => L.latLng(d.marks.la[mark] / 1e5, d.marks.lo[mark] / 1e5);

/**
 * On a phone the card comes up from below: the map goes to the top of the screen.
 * @param {Chart} chart
 */
export const riseOnPhone = (chart) => {
  if (chart.cardIsOfPage && isSmall(chart)) window.frameElement?.scrollIntoView({ block: "start" });
};

/** @param {Chart} chart */
export const repaintAll = ({ sheets }) => {
  Object.values(sheets).forEach((sheet) => sheet.repaint());
};

/**
 * Move the map so that what is aimed at is seen, also beside a card over the right edge.
 * @param {Chart} chart
 */
export const bringIntoSight = (chart, isSeen = false) => {
  const { map, aim } = chart;
  if (!aim) return;
  const size = map.getSize(), p = map.latLngToContainerPoint(aim), edge = 30;
  const beside = size.x > 2 * chart.cover, cover = beside ? chart.cover : 0;
  const below = chart.cover && !beside ? size.y * SHEET : 0;
  const free = p.x > edge && p.y > edge && p.x < size.x - cover - edge && p.y < size.y - below - edge;
  if (free || (isSeen && !chart.cover)) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches, zoom = map.getZoom();
  const middle = map.unproject(map.project(aim, zoom).add([cover / 2, below / 2]), zoom);
  map.panTo(middle, { animate: chart.touched && !still });
};

/**
 * Go to a view as soon as the map has a size: a frame may be there before it is shown, and
 * bounds have no zoom in it. Of several views the last one holds.
 * @param {Chart} chart
 * @param {() => void} go
 */
export const onceSized = (chart, go) => {
  const size = chart.map.getSize();
  chart.waiting = size.x && size.y ? null : go;
  if (!chart.waiting) go();
};

/**
 * Show the whole map, or what the page is about.
 * @param {Chart} chart
 */
export const fitOpening = (chart) => {
  const { map, setup } = chart;
  onceSized(chart, () => {
    map.getContainer().classList.toggle("im-small", isSmall(chart));
    chart.legendIsDue = true;
    map.fitBounds(setup.opening, { animate: false, padding: [0, 0] });
    bringIntoSight(chart);
  });
};
