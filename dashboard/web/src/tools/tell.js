/** Telling the app where the view is, and going where the app asks. */
import { report } from "../report.js";
import { fitOpening, onceSized } from "../view.js";
import { normalBounds, rounded, turnTo } from "./shape.js";

const PAUSE_MS = 600;  // the view is told once it has come to rest
const KEPT = 20;       // views that were told, the last ones

/**
 * @param {Tools} tools
 * @param {Record<string, unknown>} properties
 */
export const send = ({ chart, map }, properties) => report(chart, properties, map.getCenter());

/** @param {Tools} tools */
const viewOf = ({ map }) => {
  const b = map.getBounds();
  return normalBounds([b.getSouth(), b.getWest(), b.getNorth(), b.getEast()]);
};

/** @param {Tools} tools */
export const tellSoon = (tools) => {
  clearTimeout(tools.timer);
  tools.timer = window.setTimeout(() => tell(tools), PAUSE_MS);
};

/**
 * Reports follow each other at a distance: the component keeps only the last of a burst.
 * @param {Tools} tools
 */
const tell = (tools) => {
  if (tools.tool || Date.now() - tools.chart.reportedAt < PAUSE_MS) {
    tellSoon(tools);
    return;
  }
  const bounds = viewOf(tools), { lat, lng } = tools.map.getCenter(), view = JSON.stringify(bounds);
  if (tools.reported[tools.reported.length - 1] === view) return;
  remember(tools, view);
  send(tools, { kind: "view", moved: true, bounds, at: [rounded(lat), rounded(lng), tools.map.getZoom()] });
};

/**
 * @param {Tools} tools
 * @param {string} view
 */
const remember = (tools, view) => { tools.reported = [...tools.reported.slice(-KEPT), view]; };

/**
 * A link opens on its view; a step back to another view goes there.
 * @param {Tools} tools
 * @param {LayerState} state
 */
export const goTo = (tools, { at, bounds, turn }) => {
  const view = JSON.stringify(bounds ?? null), isFirst = !tools.opened;
  const isAsked = !isFirst && turn !== tools.turn;
  tools.opened = true;
  tools.turn = turn;
  if (isFirst && at) {
    onceSized(tools.chart, () => tools.map.setView([at[0], at[1]], at[2], { animate: false }));
  } else if (bounds && (isAsked || !tools.reported.includes(view))) {
    fitNear(tools, bounds);
  } else {
    return;
  }
  remember(tools, view);
  tools.chart.touched = true;
};

/**
 * Go to a region that was chosen, once; without one, back to the whole map.
 * @param {Tools} tools
 * @param {LayerState} state
 */
export const fitRegion = (tools, { fit, at, bounds }) => {
  const wanted = JSON.stringify(fit ?? null), before = tools.fitted;
  if (wanted === before) return;
  tools.fitted = wanted;
  if (before === undefined && (at || bounds || !fit)) return;  // the link has a view of its own
  const { chart, map } = tools;
  onceSized(chart, () => (fit ? map.fitBounds(fit, { animate: false }) : fitOpening(chart)));
  chart.touched = !!fit;
  tellSoon(tools);
};

/**
 * Show a view where the marks are: past 180° the land comes again, without them.
 * @param {Tools} tools
 * @param {number[]} bounds
 */
const fitNear = ({ chart, map }, [south, west, north, east]) => {
  const by = turnTo(west, east, L.latLngBounds(chart.setup.opening).getCenter().lng);
  onceSized(chart, () => map.fitBounds([[south, west + by], [north, east + by]], { animate: false }));
};
