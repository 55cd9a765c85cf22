/** What stands at the edges of the map: home, scale, list of plates, legend, credit, notes. */
import { roundLength } from "./geometry.js";
import { addElement } from "./page.js";
import { fill } from "./texts.js";
import { fitOpening, isSmall } from "./view.js";

const HOME = '<svg width="14" height="14" viewBox="0 0 14 14"><path d="M1 5V1h4M9 1h4v4M13 9v4H9M5 13H1V9" ' +
  'fill="none" stroke="currentColor" stroke-width="1.8"/></svg>';
const EQUATOR_M = 40075016.686, SCALE_PX = 90;

/**
 * A control of ours in a corner of the map.
 * @param {L.Map} map
 * @param {L.ControlPosition} position
 * @param {string} name class
 */
export const addControl = (map, position, name) => {
  const made = L.DomUtil.create("div", name);
  const control = new L.Control({ position });
  control.onAdd = () => {
    L.DomEvent.disableClickPropagation(made);
    L.DomEvent.disableScrollPropagation(made);
    return made;
  };
  control.addTo(map);
  return made;
};

/** @param {Chart} chart */
export const makeControls = (chart) => {
  const { map } = chart, root = map.getContainer();
  addHome(chart);
  chart.scale = addControl(map, "bottomleft", "im-scale");
  addDock(chart);
  addLegend(chart);
  chart.notes = addElement("div", "im-notes", root);
  chart.notes.setAttribute("role", "status");
  map.on("moveend zoomend resize", () => drawScale(chart));
};

/** @param {Chart} chart */
const addHome = (chart) => {
  const bar = /** @type {HTMLElement} */ (chart.map.zoomControl.getContainer());
  const home = addElement("a", "im-home", bar, HOME);
  home.href = "#";
  home.title = chart.setup.texts.whole_map;
  home.setAttribute("role", "button");
  home.setAttribute("aria-label", home.title);
  L.DomEvent.on(home, "click", (event) => {
    L.DomEvent.stop(event);
    fitOpening(chart);
  });
};

/** @param {Chart} chart */
const addDock = (chart) => {
  chart.dock = addControl(chart.map, "bottomleft", "im-dock");
  chart.dockList = addElement("div", "im-dock-list", chart.dock);
  chart.dockMore = addElement("button", "im-dock-more", chart.dock);
  chart.dockMore.type = "button";
  chart.dockMore.onclick = () => {
    const isOpen = chart.dock.classList.toggle("im-open");
    chart.dockMore.setAttribute("aria-expanded", String(isOpen));
  };
};

/**
 * In a frame of its own the legend is one strip below the map, and covers nothing.
 * @param {Chart} chart
 */
const addLegend = (chart) => {
  const small = isSmall(chart), name = chart.setup.texts.legend, root = chart.map.getContainer();
  chart.legend = chart.isFramed
    ? addElement("div", "im-legend im-strip", /** @type {HTMLElement} */ (document.body))
    : addControl(chart.map, small ? "topright" : "bottomright", "im-legend");
  chart.legend.setAttribute("role", "group");
  chart.legend.setAttribute("aria-label", name);
  chart.details = addElement("details", "", chart.legend,
    `<summary>${name}</summary><div class="im-rows"></div>`);
  chart.details.open = !small;
  chart.details.firstChild?.addEventListener("click", () => { chart.legendChosen = true; });
  chart.credit = addElement("div", "im-credit", chart.isFramed ? chart.legend : root);
  addEventListener("beforeprint", () => { chart.details.open = true; });
};

/** @param {Chart} chart */
export const drawScale = ({ map, scale, setup: { texts } }) => {
  const { lat } = map.getCenter();
  if (!map.getSize().x) return;
  const metres = EQUATOR_M * Math.cos(lat * Math.PI / 180) / (256 * Math.pow(2, map.getZoom()));
  const bar = (/** @type {number} */ size, /** @type {string} */ name) => {
    const length = roundLength(metres * SCALE_PX / size), px = Math.round(length * size / metres);
    return `<span style="width:${px}px">${fill(name, { n: length })}</span>`;
  };
  scale.innerHTML = bar(1000, texts.km) + bar(1852, texts.nm);
  scale.title = fill(texts.scale[lat < 0 ? "south" : "north"], { degrees: Math.abs(lat).toFixed(0) });
};

/**
 * Say something about the map, for as long as it holds.
 * @param {Chart} chart
 * @param {string} key what it is about; one note for each
 * @param {string} text "" where there is nothing to say
 */
export const note = ({ noted, notes }, key, text) => {
  if ((noted[key] ?? "") === text) return;
  noted[key] = text;
  notes.innerHTML = Object.values(noted).filter(Boolean).map((each) => `<div>${each}</div>`).join("");
};

/**
 * Boxes of all that stands over the map, in pixels of the container.
 * @param {Chart} chart
 * @returns {Box[]}
 */
export const controlBoxes = ({ map, dockMore }) => {
  const root = map.getContainer(), frame = root.getBoundingClientRect();
  return [...toolsOfPage(), ...[...root.querySelectorAll(".leaflet-control, .im-credit, .im-notes > *")]
    .map((part) => (part.classList.contains("im-open") ? dockMore : part).getBoundingClientRect())
    .filter((b) => b.width && b.height)
    .map((b) => /** @type {Box} */ (
      [b.left - frame.left - 4, b.top - frame.top - 4, b.right - frame.left + 4, b.bottom - frame.top + 4]))];
};

/**
 * Boxes of what the page itself puts over the frame of its map.
 * @returns {Box[]}
 */
const toolsOfPage = () => {
  const frame = window.frameElement, tools = frame?.closest(".st-key-stage")?.querySelector(".st-key-map_tools");
  if (!frame || !tools) return [];
  const { left, top } = frame.getBoundingClientRect();
  return [...tools.children].map((part) => part.getBoundingClientRect())
    .filter((b) => b.width && b.bottom > top)
    .map((b) => [b.left - left - 4, b.top - top - 4, b.right - left + 4, b.bottom - top + 4]);
};
