/**
 * The incident map: what Python packs (dashboard/layers/) is drawn here.
 *
 * Needs only Leaflet. Streamlit keeps this window while layers come and go, so the map
 * keeps one state: view, open popup and legend survive a change of filter. Texts arrive
 * escaped by Python and may be put into the page as they are.
 */
import { makeChart } from "./chart.js";
import { printWhole } from "./paper.js";
import { writeNumbersAs } from "./texts.js";
import { drop, take } from "./updates.js";

class Handle extends L.Layer {
  /**
   * @param {keyof Kinds} kind
   * @param {string} packed
   * @param {LayerState} state
   */
  constructor(kind, packed, state) {
    super();
    Object.assign(this, { kind, packed, state });
  }

  /** @param {LeafletMap} map */
  onAdd(map) {
    if (map.incidentChart) take(map.incidentChart, /** @type {any} */ (this));
    return this;
  }

  /** @param {LeafletMap} map */
  onRemove(map) {
    if (map.incidentChart) drop(map.incidentChart, /** @type {any} */ (this));
    return this;
  }
}

/** What the scripts of folium call; the only name that this file leaves on the page. */
window.IncidentMap ??= {
  /**
   * Prepare a Leaflet map; called once, by the base map.
   * @param {LeafletMap} map
   * @param {Setup} setup
   */
  base(map, setup) {
    writeNumbersAs(setup.texts.locale);
    const chart = map.incidentChart = this.chart = makeChart(map, setup);
    map.eachLayer((layer) => { if (layer instanceof Handle) take(chart, /** @type {any} */ (layer)); });
    // The component's page is a little taller than its frame: a map does not scroll.
    if (!chart.isFramed) return;
    addEventListener("scroll", () => scrollTo(0, 0));
    printWhole([map]);
  },

  /**
   * A Leaflet layer for packed columns; the component keeps a list that it never empties.
   * @param {keyof Kinds} kind
   * @param {string} packed
   * @param {LayerState} state
   */
  layer(kind, packed, state) {
    if (window.feature_group) window.feature_group = window.feature_group.filter((layer) => layer._map);
    return new Handle(kind, packed, state);
  },

  printWhole
};
