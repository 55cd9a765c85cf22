/** The pointer: what it names, and what a click opens. */
import { hideEarly } from "./early.js";
import { foldFan } from "./layers/fan.js";
import { markAt } from "./layers/marks.js";
import { binAt } from "./layers/tiles.js";
import { originTip } from "./layers/origins.js";
import { regionTip } from "./layers/regions.js";
import { isOn, setHtml } from "./page.js";
import { close, openMark } from "./popup.js";
import { openBin } from "./open_bin.js";
import { binTip, markTip } from "./tip.js";

/** Parts of ours over the map that answer the pointer themselves. */
const OURS = ".leaflet-control, .im-plate, .im-panel, .im-fan";

/**
 * @param {Chart} chart
 * @param {L.LeafletMouseEvent} event
 */
export const hover = (chart, event) => {
  chart.lastMove = event;
  if (chart.moveFrame || chart.tool) return;
  chart.moveFrame = requestAnimationFrame(() => {
    chart.moveFrame = 0;
    const now = /** @type {L.LeafletMouseEvent} */ (chart.lastMove), { map } = chart;
    if (/** @type {any} */ (map.dragging)?.moving()) return;
    if (chart.quiet && chart.quiet.distanceTo(now.containerPoint) < 4) return;  // just clicked
    chart.quiet = null;
    if (isOn(now.originalEvent.target, OURS)) hideTip(chart);
    else showTip(chart, now.containerPoint, tipAt(chart, now.containerPoint));
  });
};

/**
 * @param {Chart} chart
 * @param {L.Point} point of the container
 */
export const tipAt = (chart, point) => {
  const mark = markAt(chart, point, 7), d = chart.kinds.incidents;
  if (d && mark >= 0) return markTip(chart.setup.texts, d, mark);
  const bin = binAt(chart, point);
  if (d && bin) return binTip(chart, d, bin);
  return originTip(chart, point) || regionTip(chart, point);
};

/**
 * @param {Chart} chart
 * @param {L.Point} point
 * @param {string} html
 */
export const showTip = (chart, point, html) => {
  if (!html) {
    hideTip(chart);
    return;
  }
  const { tip, map } = chart, size = map.getSize();
  map.getContainer().classList.add("im-pointing");
  setHtml(tip, html);
  tip.style.display = "block";
  const w = tip.offsetWidth, h = tip.offsetHeight;
  const left = Math.max(4, Math.min(size.x - w - 4, point.x + 14));
  const top = point.y - h - 12 > 4 ? point.y - h - 12 : Math.min(size.y - h - 4, point.y + 18);
  tip.style.transform = `translate(${Math.round(left)}px,${Math.round(top)}px)`;
};

/** @param {Chart} chart */
export const hideTip = ({ tip, map }) => {
  tip.style.display = "none";
  map.getContainer().classList.remove("im-pointing");
};

/**
 * @param {Chart} chart
 * @param {L.LeafletMouseEvent} event
 */
export const click = (chart, event) => {
  if (chart.tool) return;          // a tool is drawing
  const { originalEvent, containerPoint } = event;
  if (isOn(originalEvent?.target, OURS)) return;
  const isTouch = originalEvent instanceof PointerEvent && originalEvent.pointerType === "touch";
  const mark = markAt(chart, containerPoint, isTouch ? 16 : 8);
  const bin = mark < 0 ? binAt(chart, containerPoint) : undefined;
  hideTip(chart);
  chart.quiet = containerPoint;
  if (bin) {
    openBin(chart, bin);
    return;
  }
  if (mark < 0) {
    foldFan(chart);
    hideEarly(chart);
    close(chart);
    return;
  }
  chart.opener = null;
  openMark(chart, mark);
};
