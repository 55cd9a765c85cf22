/**
 * Tools of the map: draw a shape to filter by, measure, show a place asked for.
 *
 * What Python wants shown arrives as the state of the incidents' layer
 * (dashboard/layers/tools.py); what a person draws, and where the view is, is reported.
 */
import { makeBar, makeHint } from "./bar.js";
import { listenToPointer, remove, showShape, toggle } from "./draw.js";
import { showPlaces } from "./place.js";
import { fitRegion, goTo, tellSoon } from "./tell.js";

const LINE = { color: "#1A1A1A", weight: 2, dashArray: "7 4", fill: false, interactive: false };
const DRAFT = { color: "#0072B2", weight: 2, fill: false, interactive: false };

/**
 * Show what the state of the layer says; the first such state brings the tools.
 * @param {Chart} chart
 * @param {LayerState} state
 */
export const useTools = (chart, state) => {
  if (!state.tools) return;
  const tools = chart.tools ??= makeTools(chart), opensOnView = !tools.opened && !!state.at;
  goTo(tools, state);
  fitRegion(tools, state);
  showShape(tools, state.shape);
  showPlaces(tools, state, opensOnView);
  if (state.ask) {
    tools.reported = [];
    tellSoon(tools);               // later: nobody listens to the layer yet
  }
};

/**
 * @param {Chart} chart
 * @returns {Tools}
 */
const makeTools = (chart) => {
  const { map } = chart, pane = map.createPane("im-tools");
  pane.style.zIndex = "480";
  pane.style.pointerEvents = "none";
  const renderer = L.svg({ pane: "im-tools" });
  /** @type {Tools} */
  const tools = {
    chart, map, tool: "", points: [], pressed: false, downAt: null, addedAt: 0, sent: false, shown: "", total: 0,
    opened: false, fitted: undefined, turn: undefined, reported: [], timer: 0, places: "[[],[]]", spots: L.layerGroup().addTo(map), renderer,
    shape: L.polygon([], { renderer, ...LINE }),
    draft: L.polyline([], { renderer, ...DRAFT }).addTo(map),
    words: L.layerGroup().addTo(map),
    buttons: makeBar(chart, (name) => (name === "remove" ? remove(tools) : toggle(tools, name))),
    hint: makeHint(chart)
  };
  listenToPointer(tools);
  map.on("moveend zoomend", () => { if (chart.touched) tellSoon(tools); });
  return tools;
};
