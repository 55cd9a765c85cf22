/** What is said at the pointer of a mark. */
import { rowsOf, textAt, tollAt } from "./packing.js";
import { binWords } from "./bin_words.js";
import { zoomInto } from "./bin_zoom.js";
import { fill, fillCounted } from "./texts.js";

const MOST_DAYS = 3;
const MOST_TOLLS = 6;    // the card has them all

/**
 * @param {Texts} texts
 * @param {Incidents} d
 * @param {number} mark
 * @param {string} [last] what a click does
 */
export const markTip = (texts, d, mark, last = texts.tip_click) => {
  const { marks, rows: r } = d, rows = rowsOf(marks, d.start, mark);
  const radii = [...new Set(rows.map((row) => r.km[row]))].filter((km) => km > 0);
  const low = Math.min(...radii), high = Math.max(...radii);
  const km = radii.length > 1 ? `${low}–${high}` : String(high);
  const reach = radii.length ? ` · ${fill(texts.radius, { km })}` : "";
  if (rows.length === 1) return rowTip(texts, d, rows[0], reach);
  const all = [...new Set(rows.map((row) => textAt(r.date, row)))], left = all.length - MOST_DAYS;
  const first = all.slice(0, MOST_DAYS).join(", ");
  const days = left > 0 ? fillCounted(texts.more_days, left, { days: first }) : first;
  return `${fill(texts.tip_days, { count: `<b>${textAt(marks.count, mark)}</b>`, days })}<br>` +
    `${tollAt(marks.toll, mark, "<br>")}${reach}<br><span>${last}</span>`;
};

/**
 * What is said of one incident.
 * @param {Texts} texts
 * @param {Incidents} d
 * @param {number} row
 * @param {string} [reach] how large its circle is
 */
export const rowTip = (texts, { rows: r }, row, reach = "") => {
  const table = textAt(r.table, row), from = table && fill(texts.from_table, { table });
  const last = [textAt(r.check, row), from].filter(Boolean).join(" · ");
  return `<b>${textAt(r.date, row)}</b> · ${textAt(r.type, row)}<br>` +
    `${textAt(r.toll, row)}${reach}<br><span>${last}</span>`;
};

/**
 * What is said of marks that overlap: as their card says it, and what a click does.
 * @param {Chart} chart
 * @param {Incidents} d
 * @param {Bin} bin
 */
export const binTip = (chart, d, bin) => {
  const { texts } = chart.setup, { count, tolls, places } = binWords(texts, d, bin);
  const last = zoomInto(chart, d, bin) > chart.map.getZoom() ? texts.bin_click : texts.tip_click;
  const left = tolls.length - MOST_TOLLS, more = left > 0 ? fillCounted(texts.more_campaigns, left) : "";
  return `${fill(texts.bin, { count: `<b>${count}</b>` })}<br>` +
    [...tolls.slice(0, MOST_TOLLS), more, places].filter(Boolean).join("<br>") + `<br><span>${last}</span>`;
};
