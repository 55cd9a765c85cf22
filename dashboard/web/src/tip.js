/** What is said at the pointer of a mark. */
import { rowsOf, textAt, tollAt } from "./packing.js";

/**
 * @param {Incidents} d
 * @param {number} mark
 */
export const markTip = (d, mark) => {
  const { marks, rows: r } = d, rows = rowsOf(marks, d.start, mark);
  const radii = [...new Set(rows.map((row) => r.km[row]))].filter((km) => km > 0);
  const low = Math.min(...radii), high = Math.max(...radii);
  const reach = radii.length ? ` · ±${radii.length > 1 ? `${low}–` : ""}${high} km` : "";
  if (rows.length === 1) {
    const [row] = rows;
    return `<b>${textAt(r.date, row)}</b> · ${textAt(r.type, row)}<br>` +
      `${textAt(r.toll, row)}${reach}<br><span>${textAt(r.check, row)}</span>`;
  }
  const days = [...new Set(rows.map((row) => textAt(r.date, row)))], left = days.length - 3;
  const dates = days.slice(0, 3).join(", ") +
    (left > 0 ? ` and ${left.toLocaleString("en")} more day${left === 1 ? "" : "s"}` : "");
  return `<b>${textAt(marks.count, mark)}</b> at one point · ${dates}<br>${tollAt(marks.toll, mark, "<br>")}${reach}` +
    "<br><span>click for the list</span>";
};
