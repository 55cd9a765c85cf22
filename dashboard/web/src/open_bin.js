/** Opening a bin: a closer view of what it holds, or the list of it where none is closer. */
import { boundsOf, zoomInto } from "./bin_zoom.js";
import { rowsOf } from "./packing.js";
import { reportSeveral, show } from "./popup.js";

/**
 * @param {Chart} chart
 * @param {Bin} bin
 * @param {HTMLElement | null} [opener] what the keyboard goes back to
 */
export const openBin = (chart, bin, opener = null) => {
  const d = /** @type {Incidents} */ (chart.kinds.incidents), { map } = chart, zoom = zoomInto(chart, d, bin);
  const middle = boundsOf(d, bin).getCenter();
  chart.touched = true;
  if (zoom > map.getZoom()) {
    map.setView(middle, zoom, { animate: !matchMedia("(prefers-reduced-motion: reduce)").matches });
    return;
  }
  chart.opener = opener;
  const rows = [...bin.marks].flatMap((mark) => rowsOf(d.marks, d.start, mark));
  if (!chart.cardIsOfPage) show(chart, { bin: bin.key }, map.latLngToContainerPoint(middle));
  reportSeveral(chart, rows, middle);
};
