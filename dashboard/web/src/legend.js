/** The legend and the credit: what the layers on the map bring, and when they step aside. */
import { hits, moved } from "./geometry.js";
import { markBoxesInContainer } from "./layers/marks.js";
import { setHtml } from "./page.js";
import { isSmall } from "./view.js";

/** @type {(keyof Kinds)[]} */
const ORDER = ["incidents", "focus", "origins", "regions", "zones", "places"];

/**
 * With new rows, another size or other type, a legend that nobody opened or closed steps
 * aside where it would cover a piece of a mark, and comes back where there is none; a moved
 * view leaves it as it is.
 * @param {Chart} chart
 */
export const clearLegend = (chart) => {
  if (!chart.legendIsDue || chart.legendChosen || chart.isFramed || isSmall(chart)) return;
  chart.legendIsDue = false;
  chart.details.open = true;       // as large as these rows make it
  const frame = chart.map.getContainer().getBoundingClientRect(), b = chart.legend.getBoundingClientRect();
  const box = moved([b.left, b.top, b.right, b.bottom], -frame.left, -frame.top);
  chart.details.open = !hits(box, markBoxesInContainer(chart));
};

/**
 * @param {LegendRow} row
 */
const rowHtml = ([sign, words]) =>
  `<div class="im-row">${sign ? `<span class="im-sign">${sign}</span>` : ""}<span>${words}</span></div>`;

/** @param {Chart} chart */
export const drawLegend = (chart) => {
  const { map, setup, kinds } = chart, root = map.getContainer();
  const layers = ORDER.flatMap((kind) => kinds[kind] ?? []);
  const rows = [...layers.flatMap((layer) => layer.legend ?? []), ...setup.legend];
  setHtml(/** @type {HTMLElement} */ (chart.details.querySelector(".im-rows")), rows.map(rowHtml).join(""));
  chart.credit.innerHTML = [setup.credit, ...layers.flatMap((layer) => layer.credit || [])].join(" · ");
  if (chart.isFramed) fitStrip(chart);
  root.style.setProperty("--im-foot", `${chart.isFramed ? 4 : chart.credit.offsetHeight}px`);
  root.style.setProperty("--im-legend", `${Math.round(map.getSize().y * (isSmall(chart) ? 0.6 : 0.44))}px`);
};

/**
 * The other maps of a page that sets maps side by side.
 * @param {Chart} chart
 * @returns {Chart[]}
 */
const mapsBeside = (chart) => {
  const frames = chart.strip.shared ? window.parent.document.querySelectorAll("iframe") : [];
  const charts = [...frames].map((frame) => frame.contentWindow?.IncidentMap?.chart);
  return charts.filter((each) => each?.strip.shared && each !== chart);
};

/**
 * The map ends where the strip begins. The strip never gets lower while the window stays as
 * wide: a filter that shortens the legend would else move the view. Maps side by side are of
 * one size: all their strips are as high as the highest needs to be.
 * @param {Chart} chart
 */
const fitStrip = (chart) => {
  const { legend, details, map, strip, cover } = chart, { x } = map.getSize();
  if (getComputedStyle(legend).position !== "fixed") {   // its style is on the way
    setTimeout(() => fitStrip(chart), 100);
    return;
  }
  legend.style.paddingRight = cover && x > 2 * cover ? `${cover + 10}px` : "";
  if (!chart.legendChosen) details.open = !isSmall(chart);
  if (Math.abs(strip.width - x) > 40) Object.assign(strip, { width: x, height: 0 });
  legend.style.minHeight = "";
  strip.height = Math.max(strip.height, legend.offsetHeight);
  const beside = isSmall(chart) ? [] : mapsBeside(chart);
  const height = Math.max(strip.height, ...beside.map((each) => each.strip.height));
  legend.style.minHeight = isSmall(chart) ? "" : `${height}px`;
  legend.ownerDocument.documentElement.style.setProperty("--im-strip", `${legend.offsetHeight}px`);
  beside.filter((each) => each.legend.offsetHeight !== height).forEach(fitStrip);
};
