/**
 * Bins without a mouse: one button that stands on one of them. Arrow keys take it to the
 * next one in view, Enter opens it.
 */
import { hideTip, showTip } from "./pointer.js";
import { addElement, textOf } from "./page.js";
import { openBin } from "./open_bin.js";
import { binTip } from "./tip.js";
import { tilesInView } from "./layers/tiles.js";

/** @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** @param {Chart} chart */
const makeButton = (chart) => {
  const button = addElement("button", "im-bin", chart.map.getContainer());
  button.type = "button";
  button.title = chart.setup.texts.bin_keys;
  L.DomEvent.disableClickPropagation(button);
  button.addEventListener("focus", () => standOn(chart, 0));
  button.addEventListener("blur", () => hideTip(chart));
  button.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.stopPropagation();       // the map would move
    event.preventDefault();
    standOn(chart, step);
  });
  button.addEventListener("click", () => {
    const { bin } = chart.binKeys?.tile ?? {};
    if (bin) openBin(chart, bin, button);
  });
  return { button, tile: null };
};

/**
 * Go on by some bins; where the last one is out of view, to the one that holds most.
 * @param {Chart} chart
 * @param {number} step
 */
const standOn = (chart, step) => {
  const tiles = tilesInView(chart), keys = chart.binKeys;
  if (!keys || !tiles.length) return;
  const now = tiles.findIndex(({ bin }) => bin.key === keys.tile?.bin.key);
  const fullest = () => tiles.reduce((most, tile) => (tile.bin.marks.length > most.bin.marks.length ? tile : most));
  keys.tile = now < 0 ? fullest() : tiles[(now + step + tiles.length) % tiles.length];
  const { bin, box: [left, top, right, bottom] } = keys.tile, { texts } = chart.setup;
  Object.assign(keys.button.style,
    { left: `${left}px`, top: `${top}px`, width: `${right - left}px`, height: `${bottom - top}px` });
  const d = /** @type {Incidents} */ (chart.kinds.incidents), tip = binTip(chart, d, bin);
  keys.button.setAttribute("aria-label", `${textOf(tip.replace(/<br>/g, ". "))}. ${texts.bin_keys}`);
  showTip(chart, L.point((left + right) / 2, top), tip);
};

/**
 * The view or what is in it has changed.
 * @param {Chart} chart
 */
export const placeBinKeys = (chart) => {
  const isThere = tilesInView(chart).length > 0;
  if (isThere) chart.binKeys ??= makeButton(chart);
  if (!chart.binKeys) return;
  const { button } = chart.binKeys;
  if (!isThere && document.activeElement === button) chart.map.getContainer().focus({ preventScroll: true });
  button.hidden = !isThere;
  if (document.activeElement === button) standOn(chart, 0);
};
