/**
 * The popup. It stands at the side away from what was clicked: in a low map a balloon would
 * push the whole view about. The ring on the mark says which one is meant.
 */
import { areaCard, binCard, incidentCard, LIST_ROWS, markCard } from "./card.js";
import { showEarly } from "./early.js";
import { fanOut, foldFan } from "./layers/fan.js";
import { rowsOf } from "./packing.js";
import { addElement, setHtml, textOf } from "./page.js";
import { report } from "./report.js";
import { markSelected } from "./selected.js";
import { markTip, rowTip } from "./tip.js";
import { isSmall, placeOfMark, riseOnPhone } from "./view.js";

/** @param {Chart} chart */
const shownIncidents = (chart) => /** @type {Incidents} */ (chart.kinds.incidents);

/**
 * @param {Chart} chart
 * @param {number} mark
 */
export const openMark = (chart, mark) => {
  foldFan(chart);
  const d = shownIncidents(chart), rows = rowsOf(d.marks, d.start, mark);
  const latlng = placeOfMark(d, mark), first = headRow(d.rows, rows);
  const isOne = rows.every((row) => row === first || d.rows.part[row] === first);
  if (chart.cardIsOfPage && !isOne) {
    fanOut(chart, mark, rows, (row) => choose(chart, row, latlng, [row]));
    showEarly(chart, markTip(chart.setup.texts, d, mark, ""));
    reportSeveral(chart, rows, latlng);
    return;
  }
  show(chart, isOne ? { row: d.rows.id[first] } : { mark: keyOfMark(d, mark) },
    chart.map.latLngToContainerPoint(latlng));
  choose(chart, first, latlng, rows);
};

/**
 * @param {Incidents} d
 * @param {number} mark
 */
const keyOfMark = ({ marks }, mark) => `${marks.la[mark]},${marks.lo[mark]}`;

/**
 * The row that speaks for a group: an incident before its parts, then the latest.
 * @param {Pick<Rows, "part" | "day">} columns
 * @param {number[]} rows
 */
export const headRow = ({ part, day }, rows) => [...rows].sort((a, b) =>
  Number(part[a] >= 0) - Number(part[b] >= 0) || day[b] - day[a] || a - b)[0];

/**
 * @param {Chart} chart
 * @param {number} area
 */
export const openArea = (chart, area) => {
  const d = shownIncidents(chart), plate = /** @type {Plate} */ (chart.plates.find((p) => p.area === area));
  const frame = chart.map.getContainer().getBoundingClientRect(), b = plate.button.getBoundingClientRect();
  const point = L.point(b.left - frame.left + b.width / 2, b.top - frame.top + b.height / 2);
  if (chart.cardIsOfPage) {
    reportSeveral(chart, rowsOf(d.areas, d.areaStart, area), chart.map.containerPointToLatLng(point));
    return;
  }
  show(chart, { area: d.areas.id[area] }, point);
  const rows = rowsOf(d.areas, d.areaStart, area).slice(0, LIST_ROWS);
  report(chart, { id: textOf(d.areas.id[area]), kind: "area", ids: rows.map((row) => textOf(d.rows.id[row])) },
    chart.map.containerPointToLatLng(point));
};

/**
 * Have the page list what one mark or plate stands for.
 * @param {Chart} chart
 * @param {number[]} rows
 * @param {L.LatLng} latlng
 */
export const reportSeveral = (chart, rows, latlng) => {
  const d = shownIncidents(chart);
  if (rows.length === 1) choose(chart, rows[0], latlng, rows);
  else {
    riseOnPhone(chart);
    report(chart, { kind: "several", ids: rows.map((row) => textOf(d.rows.id[row])) }, latlng);
  }
};

/**
 * @param {Chart} chart
 * @param {number} row
 * @param {Opened | undefined} from the list to go back to
 */
const openRow = (chart, row, from) => {
  const d = shownIncidents(chart), mark = d.markOf[row];
  show(chart, { row: d.rows.id[row], from });
  choose(chart, row, mark < 0 ? chart.map.getCenter() : placeOfMark(d, mark), [row]);
};

/**
 * Ring first, report second: the answer of the app takes a moment.
 * @param {Chart} chart
 * @param {number} row
 * @param {L.LatLng} latlng
 * @param {number[]} rows
 */
const choose = (chart, row, latlng, rows) => {
  const d = shownIncidents(chart);
  d.selected = d.rows.id[row];
  markSelected(chart);
  chart.sheets.marks.repaint();
  riseOnPhone(chart);
  showEarly(chart, rowTip(chart.setup.texts, d, row));
  const ids = rows.slice(0, LIST_ROWS).map((each) => textOf(d.rows.id[each]));
  report(chart, { id: textOf(d.rows.id[row]), kind: "incident", ids }, latlng);
};

/** @param {Chart} chart */
const makePanel = (chart) => {
  const panel = addElement("div", "im-panel", chart.map.getContainer());
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", chart.setup.texts.popup);
  const closer = addElement("button", "im-close", panel, "×");
  closer.type = "button";
  closer.setAttribute("aria-label", chart.setup.texts.close);
  closer.onclick = () => close(chart, true);
  const page = addElement("div", "im-page", panel);
  page.tabIndex = 0;
  L.DomEvent.disableClickPropagation(panel);
  L.DomEvent.disableScrollPropagation(panel);
  panel.addEventListener("click", (event) => follow(chart, event));
  chart.panel = panel;
  chart.page = page;
  return { panel, page };
};

/**
 * A click on a line of the popup.
 * @param {Chart} chart
 * @param {MouseEvent} event
 */
const follow = (chart, event) => {
  const button = /** @type {Element} */ (event.target).closest("[data-row],[data-back]");
  if (!(button instanceof HTMLElement) || !chart.open) return;
  event.stopPropagation();         // the button is gone before the map would ask where it was
  const { open } = chart;
  if (button.dataset.row !== undefined) openRow(chart, Number(button.dataset.row), open.row ? open.from : open);
  else if (open.from) show(chart, open.from);
};

/**
 * @param {Chart} chart
 * @param {Opened} what
 * @param {L.Point} [point] of the container, which stays free
 */
export const show = (chart, what, point) => {
  if (chart.cardIsOfPage) return;  // the page has the one card
  const html = contentOf(chart, what), size = chart.map.getSize(), small = isSmall(chart);
  if (!html) {
    close(chart);
    return;
  }
  const { panel, page } = chart.panel && chart.page ? { panel: chart.panel, page: chart.page } : makePanel(chart);
  chart.open = what;
  if (point) {
    panel.classList.toggle("im-left", !small && point.x > size.x / 2);
    panel.classList.toggle("im-low", small && point.y < size.y / 2);
  }
  setHtml(page, html);
  page.scrollTop = 0;
  panel.style.display = "block";
  chart.map.getContainer().classList.add("im-reading");
  if (chart.opener) page.focus({ preventScroll: true });
};

/**
 * @param {Chart} chart
 * @param {boolean} givesBack the keyboard goes back to what opened the popup
 */
export const close = (chart, givesBack = false) => {
  if (!chart.open || !chart.panel) return;
  chart.open = null;
  chart.panel.style.display = "none";
  chart.map.getContainer().classList.remove("im-reading");
  if (givesBack) (chart.opener ?? chart.map.getContainer()).focus({ preventScroll: true });
};

/**
 * After a change of filter: keep what is open, and where it was read, while it is shown.
 * @param {Chart} chart
 */
export const keepPopup = (chart) => {
  if (!chart.open || !chart.page) return;
  const html = contentOf(chart, chart.open), top = chart.page.scrollTop;
  if (!html) {
    close(chart);
    return;
  }
  setHtml(chart.page, html);
  chart.page.scrollTop = top;
};

/**
 * @param {Chart} chart
 * @param {Opened} what
 * @returns {string} "" where it is no longer shown
 */
export const contentOf = (chart, what) => {
  const d = chart.kinds.incidents, { texts } = chart.setup;
  if (!d) return "";
  if (what.row !== undefined) {
    const row = d.index.get(what.row);
    return row === undefined ? "" : incidentCard(texts, d, row, !!what.from && !!contentOf(chart, what.from));
  }
  if (what.area !== undefined) {
    const area = d.areas.id.indexOf(what.area);
    return area < 0 ? "" : areaCard(texts, d, area);
  }
  if (what.bin !== undefined) {
    const bin = d.binned?.list[d.binned.at.get(what.bin) ?? -1];
    return bin ? binCard(texts, d, bin) : "";
  }
  const mark = d.marks.la.findIndex((_, i) => keyOfMark(d, i) === what.mark);
  return mark < 0 ? "" : markCard(texts, d, mark);
};
