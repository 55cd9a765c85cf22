/** Layers come and go; the view, the open popup and the legend stay. */
import { placeBinKeys } from "./bin_keys.js";
import { note } from "./controls.js";
import { hideEarly } from "./early.js";
import { foldFan } from "./layers/fan.js";
import { prepareIncidents } from "./layers/incidents.js";
import { prepareOrigins } from "./layers/origins.js";
import { prepareRegions } from "./layers/regions.js";
import { prepareZones } from "./layers/zones.js";
import { drawLegend } from "./legend.js";
import { decode } from "./packing.js";
import { isAreaInView, layOut, makePlates } from "./plates.js";
import { close, keepPopup, show } from "./popup.js";
import { markSelected } from "./selected.js";
import { fill } from "./texts.js";
import { useTools } from "./tools/tools.js";
import { bringIntoSight, placeOfMark, repaintAll } from "./view.js";
import { joined, wholeTable } from "./whole.js";

/** @type {Record<keyof Kinds, (d: any) => void>} */
const PREPARE = {
  focus: prepareRegions, regions: prepareRegions, zones: prepareZones, places: () => {},
  origins: prepareOrigins, incidents: prepareIncidents
};

/**
 * A layer was put on the map: read it, unless the same columns are there already.
 * @param {Chart} chart
 * @param {LayerHandle} handle
 */
export const take = (chart, handle) => {
  const { kind, packed, state } = handle, now = chart.kinds[kind];
  chart.pending[kind] = handle;
  if (kind === "incidents") {
    chart.handle = handle;
    chart.cardIsOfPage = state.card === "page";
    const cover = state.cover ?? 0, isShared = state.strip === "shared";
    const isOther = cover !== chart.cover || isShared !== chart.strip.shared;
    chart.cover = cover;
    if (cover) hideEarly(chart);
    chart.strip.shared = isShared;
    if (isOther) drawLegend(chart);
    useTools(chart, state);
  }
  if (now?.packed === packed) {
    reselect(chart, kind, state.selected);
    return;
  }
  const ready = (/** @type {any} */ d) => {
    if (chart.pending[kind] === handle) accept(chart, handle, d);  // else a newer one is on its way
  };
  const failed = (/** @type {unknown} */ error) => {
    note(chart, "broken", fill(chart.setup.texts.unreadable, { kind }));
    console.error(error);
  };
  try {
    const found = read(packed);
    if (found instanceof Promise) found.then(ready).catch(failed);
    else ready(found);
  } catch (error) {
    failed(error);
  }
};

/**
 * @param {string} packed
 * @returns {any} or a promise, where it has to be unpacked first, or its table is to come
 */
const read = (packed) => {
  const content = decode(packed);
  return content instanceof Promise ? content.then(withTable) : withTable(content);
};

/** @param {any} content */
const withTable = (content) => {
  if (!content.of) return content;
  const whole = wholeTable(content.of);
  return whole instanceof Promise ? whole.then((table) => joined(table, content)) : joined(whole, content);
};

/**
 * @param {Chart} chart
 * @param {keyof Kinds} kind
 * @param {string} selected
 */
const reselect = (chart, kind, selected) => {
  const d = /** @type {Shown} */ (chart.kinds[kind]), before = d.selected;
  d.selected = selected;
  if (kind !== "incidents") return;
  markSelected(chart);
  if (before !== selected) followSelected(chart);
  chart.sheets.marks.repaint();
};

/**
 * @param {Chart} chart
 * @param {LayerHandle} handle
 * @param {any} d decoded
 */
const accept = (chart, { kind, packed, state }, d) => {
  const before = chart.kinds[kind]?.selected ?? "";
  PREPARE[kind](d);
  chart.kinds[kind] = Object.assign(d, { packed, selected: state.selected });
  changed(chart, kind);
  if (kind === "incidents" && state.selected !== before) followSelected(chart);
};

/**
 * A removed layer stays on the screen until its successor is there: nothing flickers.
 * @param {Chart} chart
 * @param {LayerHandle} handle
 */
export const drop = (chart, handle) => {
  const { kind } = handle;
  setTimeout(() => {
    if (chart.pending[kind] !== handle) return;
    delete chart.pending[kind];
    delete chart.kinds[kind];
    changed(chart, kind);
  }, 50);
};

/**
 * @param {Chart} chart
 * @param {keyof Kinds} kind
 */
const changed = (chart, kind) => {
  const d = chart.kinds.incidents;
  repaintAll(chart);               // asked for first: marks wait for no plate
  if (kind === "incidents") {
    foldFan(chart);
    makePlates(chart);
    note(chart, "empty", d && d.n === d.beside ? chart.setup.texts.no_incident : "");
    keepPopup(chart);
    chart.legendIsDue = true;
  }
  drawLegend(chart);
  layOut(chart);
  placeBinKeys(chart);
  chart.shown = d ? d.n - d.beside : 0;
};

/**
 * The page chose another incident: an open popup turns to it, and the map moves only if
 * its mark, or the plate of its area, is out of sight.
 * @param {Chart} chart
 */
const followSelected = (chart) => {
  const d = /** @type {Incidents} */ (chart.kinds.incidents), row = d.index.get(d.selected);
  chart.aim = null;
  if (row === undefined) {
    if (chart.open?.row !== undefined) close(chart);
    return;
  }
  const mark = d.markOf[row], area = d.areaOf[row];
  const at = mark >= 0 ? placeOfMark(d, mark) : area >= 0 ? d.areas.at[area] : null;
  if (at) {
    chart.aim = L.latLng(at);
    bringIntoSight(chart, mark < 0 && isAreaInView(chart, d.areas, area));
  }
  if (chart.open) show(chart, { row: d.selected }, at ? chart.map.latLngToContainerPoint(at) : undefined);
};
