/** Make a Leaflet map ours: panes, sheets, controls, and what they listen to. */
import { loadBase, paintLand } from "./base.js";
import { placeBinKeys } from "./bin_keys.js";
import { makeControls, note } from "./controls.js";
import { loadFonts } from "./font.js";
import { paintCircles, paintEdges } from "./layers/circles.js";
import { foldFan } from "./layers/fan.js";
import { paintMarks } from "./layers/marks.js";
import { paintOrigins } from "./layers/origins.js";
import { paintPlaces } from "./layers/places.js";
import { paintRegions } from "./layers/regions.js";
import { paintZones } from "./layers/zones.js";
import { drawLegend } from "./legend.js";
import { paintNames } from "./names.js";
import { addElement } from "./page.js";
import { layOut, movePlates } from "./plates.js";
import { click, hideTip, hover } from "./pointer.js";
import { close } from "./popup.js";
import { Sheet } from "./sheet.js";
import { showOnceStyled } from "./styled.js";
import { fitOpening, isSmall, onceSized, repaintAll } from "./view.js";

const PANES = { circles: 240, land: 250, over: 350, marks: 450, plates: 620 };

/**
 * @param {LeafletMap} map
 * @param {Setup} setup
 * @returns {Chart}
 */
export const makeChart = (map, setup) => {
  const chart = /** @type {Chart} */ (/** @type {Partial<Chart>} */ ({
    map, setup, colors: setup.colors, kinds: {}, pending: {}, handle: null, base: null,
    shown: 0, legendIsDue: false, touched: false, waiting: null, tool: "", tools: null,
    cardIsOfPage: false, cover: 0, binKeys: null, isFramed: window.parent !== window && !setup.whole,
    strip: { width: 0, height: 0, shared: false }, fan: null, open: null, opener: null, panel: null, page: null,
    plates: [], shownCircles: [], boxes: [], placeBoxes: [],
    aim: null, quiet: null, reportedAt: 0, lastMove: null, moveFrame: 0,
    noted: {}, legendChosen: false
  }));                             // makePanes and makeControls bring the rest
  makePanes(chart);
  makeControls(chart);
  drawLegend(chart);
  listen(chart);
  listenToPage(chart);
  fitOpening(chart);
  loadBase(chart, (problem) => {
    note(chart, "base", problem);
    layOut(chart);                 // plates keep off the land
    repaintAll(chart);
  });
  return chart;
};

/** @param {Chart} chart */
const makePanes = (chart) => {
  const { map, colors } = chart, root = map.getContainer();
  root.classList.add("im-map");
  root.classList.toggle("im-framed", chart.isFramed);
  root.setAttribute("role", "region");
  root.setAttribute("aria-label", chart.setup.texts.map);
  Object.entries(colors).forEach(([name, color]) => {
    document.documentElement.style.setProperty(`--im-${name.replace(/_/g, "-")}`, color);
  });
  Object.entries(PANES).forEach(([name, height]) => {
    const { style } = map.createPane(`im-${name}`);
    style.zIndex = String(height);
    if (name !== "plates") style.pointerEvents = "none";
  });
  chart.sheets = {
    circles: new Sheet("im-circles", (pen) => paintCircles(chart, pen)),
    land: new Sheet("im-land", (pen) => paintLand(chart, pen), true),
    over: new Sheet("im-over", (pen) => paintOver(chart, pen)),
    marks: new Sheet("im-marks", (pen) => paintMarks(chart, pen), true)
  };
  Object.values(chart.sheets).forEach((sheet) => sheet.addTo(map));
  chart.tip = addElement("div", "im-tip", root);
  chart.tip.setAttribute("role", "status");
};

/**
 * What lies between the land and the marks.
 * @param {Chart} chart
 * @param {import("./pen.js").Pen} pen
 */
const paintOver = (chart, pen) => {
  const { kinds } = chart;
  paintRegions(chart, kinds.focus, pen);
  paintRegions(chart, kinds.regions, pen);
  paintZones(chart, kinds.zones, pen);
  paintEdges(chart, pen);
  paintOrigins(chart, kinds.origins, pen);
  chart.placeBoxes = paintPlaces(chart, pen);
  paintNames(chart, pen);
};

/** @param {Chart} chart */
const listen = (chart) => {
  const { map } = chart;
  map.on("moveend zoomend", () => {
    layOut(chart);
    placeBinKeys(chart);
  });
  map.on("resize", () => drawAgain(chart));
  map.on("move", () => Object.values(chart.sheets).forEach((sheet) => sheet.follow()));
  map.on("zoomanim", (event) => movePlates(chart, event));
  map.on("zoomstart dragstart", () => hideTip(chart));
  map.on("zoomstart", () => foldFan(chart));
  map.on("mousemove", (event) => hover(chart, event));
  map.on("click", (event) => click(chart, event));
  chart.details.addEventListener("toggle", () => {
    drawLegend(chart);
    layOut(chart);
  });
  const measureAgain = () => {
    chart.kinds.incidents?.sprites.clear();
    chart.strip.height = 0;        // letters of another width broke other lines
    drawAgain(chart);
    repaintAll(chart);
  };
  loadFonts(chart.setup.fonts).then(measureAgain);
  // elsewhere a file carries its styles with it
  if (chart.isFramed) showOnceStyled(document.body)?.then(measureAgain);
};

/**
 * Texts or the map have another size.
 * @param {Chart} chart
 */
const drawAgain = (chart) => {
  chart.legendIsDue = true;
  drawLegend(chart);
  layOut(chart);
  placeBinKeys(chart);
};

/** @param {Chart} chart */
const listenToPage = (chart) => {
  const { map } = chart, root = map.getContainer();
  ["mousedown", "wheel", "touchstart", "keydown"].forEach((name) => {
    root.addEventListener(name, () => { chart.touched = true; }, { passive: true });
  });
  root.addEventListener("mouseleave", () => hideTip(chart));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    foldFan(chart);
    if (chart.open) close(chart, true);
  });
  new ResizeObserver(() => {
    map.invalidateSize({ animate: false });
    if (chart.waiting) onceSized(chart, chart.waiting);
    else if (!chart.touched) fitOpening(chart);
    else root.classList.toggle("im-small", isSmall(chart));
  }).observe(root);
};
