/** What the popup says of an incident, a mark or an area. */
import { rowsOf, textAt } from "./packing.js";

/** A popup is no table. */
export const LIST_ROWS = 200;

/**
 * @param {number} n
 * @param {string} unit
 */
const countOf = (n, unit) => `${n.toLocaleString("en")} ${unit}${n === 1 ? "" : "s"}`;

/**
 * @param {Incidents} d
 * @param {number} area
 */
export const areaCard = (d, area) => {
  const { name, count, toll, note, at } = d.areas, rows = rowsOf(d.areas, d.areaStart, area);
  const why = note[area].charAt(0).toUpperCase() + note[area].slice(1);
  return `<div class="im-card"><h3>${name[area]}</h3><p><b>${textAt(count, area)}</b>${tollList(toll, area, " · ")}` +
    `<p class="im-grey">${why}${at[area] ? ", so no dot is drawn." : "."}</p>${rowList(d, rows)}</div>`;
};

/**
 * @param {Incidents} d
 * @param {number} mark
 */
export const markCard = (d, mark) => {
  const { count, toll } = d.marks, rows = rowsOf(d.marks, d.start, mark);
  return `<div class="im-card"><h3>${textAt(count, mark)} at one point</h3><p>${tollList(toll, mark, "")}` +
    `${rowList(d, rows)}</div>`;
};

/**
 * The end of a paragraph with the toll, or with a list of the tolls of each campaign.
 * @param {TextColumn} column
 * @param {number} i
 * @param {string} before
 */
const tollList = (column, i, before) => {
  const lines = textAt(column, i).split("\n");
  if (lines.length < 2) return `${before}${before ? lines[0] : `<b>${lines[0]}</b>`}</p>`;
  return `${before}Each campaign apart:</p><ul class="im-tolls"><li>${lines.join("</li><li>")}</li></ul>`;
};

/**
 * @param {Incidents} d
 * @param {number[]} rows
 */
const rowList = (d, rows) => {
  const r = d.rows, sorted = [...rows].sort((a, b) => r.day[b] - r.day[a] || a - b);
  const types = [...new Set(rows.map((row) => textAt(r.type, row)))];
  const items = sorted.slice(0, LIST_ROWS).map((row) => {
    const more = (types.length > 1 ? ` · ${textAt(r.type, row)}` : "") + (r.part[row] >= 0 ? " · part" : "") +
      ` · ${textAt(r.check, row)}`;
    return `<li><button type="button" data-row="${row}"><b>${textAt(r.date, row)}</b> · ${textAt(r.short, row)}` +
      `<span class="im-grey">${more}</span></button></li>`;
  }).join("");
  const same = types.length === 1 ? `<p class="im-grey">Each: ${types[0]}</p>` : "";
  const left = sorted.length - LIST_ROWS;
  const more = left > 0
    ? `<p class="im-grey">and ${left.toLocaleString("en")} more: narrow the filters, or see the table</p>` : "";
  return `${same}<ul class="im-list">${items}</ul>${more}`;
};

/**
 * @param {string} label
 * @param {string} html
 */
const line = (label, html) => (html ? `<p><span class="im-label">${label}</span> ${html}</p>` : "");

/**
 * @param {Incidents} d
 * @param {number} row
 * @param {boolean} hasList there is a list to go back to
 */
export const incidentCard = (d, row, hasList) => {
  const r = d.rows, isMark = d.markOf[row] >= 0;
  const km = r.km[row] > 0 ? `±${r.km[row].toLocaleString("en")} km` : "";
  const back = hasList ? '<button type="button" class="im-back" data-back>‹ back to the list</button>' : "";
  const known = [textAt(r.precision, row), isMark ? km : ""].filter(Boolean).join(", ");
  const target = textAt(r.target, row);
  return `<div class="im-card">${back}<h3>${textAt(r.date, row)} · ${textAt(r.type, row)}</h3>` +
    `${tollLine(r, row)}${peopleOf(r, row)}</p>` +
    `<p class="im-tags"><b>${textAt(r.check, row)}</b>${unitsOf(r, row)}</p>` +
    line("Place as reported", textAt(r.loc, row)) +
    line("Known to", known) +
    line("Distance", textAt(r.where, row)) +
    line("Left from, as reported", textAt(r.origin, row)) +
    line("Actor", textAt(r.actor, row)) +
    line("Claimed target", target && `${target}, according to ${textAt(r.by, row) || "the report"}`) +
    line("Vessel", textAt(r.vessel, row)) +
    line("Nationality, as reported", textAt(r.people, row)) +
    family(d, row) +
    (isMark ? '<p class="im-grey">Our point, read from the reports. Not a reported position.</p>' : "") +
    line("How the point was chosen", textAt(r.how, row)) +
    line("Notes", textAt(r.notes, row)) +
    sourceList(r.sources?.d[r.sources.i[row]]) +
    `<p class="im-grey im-id">${r.id[row]}</p></div>`;
};

/**
 * @param {Rows} r
 * @param {number} row
 */
const peopleOf = ({ missing, survivors }, row) => {
  const parts = [];
  if (missing && missing[row] > 0) parts.push(`${missing[row]} presumed dead among them`);
  if (survivors && survivors[row] > 0) parts.push(countOf(survivors[row], "survivor"));
  return parts.map((part) => ` · ${part}`).join("");
};

/**
 * @param {Rows} r
 * @param {number} row
 */
const unitsOf = ({ strikes, vessels }, row) => {
  const parts = [];
  if (strikes && strikes[row] > 0) parts.push(countOf(strikes[row], "strike"));
  if (vessels && vessels[row] > 0) parts.push(countOf(vessels[row], "vessel"));
  return parts.map((part) => ` · ${part}`).join("");
};

/**
 * A part adds to the toll of its incident; both figures are said.
 * @param {Rows} r
 * @param {number} row
 */
const tollLine = (r, row) => {
  const total = textAt(r.total, row), own = textAt(r.toll, row);
  return total ? `<p><b>${total}</b> with its parts; ${own} in this row` : `<p><b>${own}</b>`;
};

/**
 * @param {Incidents} d
 * @param {number} row
 */
const family = (d, row) => {
  const r = d.rows, parts = d.children.get(row) ?? [], parent = r.part[row];
  const up = parent < 0 ? "" : '<p><span class="im-label">Part of</span> <button type="button" class="im-inline" ' +
    `data-row="${parent}">${textAt(r.date, parent)} · ${textAt(r.type, parent)}</button></p>`;
  if (!parts.length) return up;
  const items = parts.map((part) => `<li><button type="button" data-row="${part}">` +
    `${textAt(r.loc, part) || textAt(r.type, part)}` +
    `<span class="im-grey"> · ${textAt(r.short, part)}</span></button></li>`);
  return `${up}<p><span class="im-label">Its parts (${parts.length})</span></p>` +
    `<ul class="im-list">${items.join("")}</ul>`;
};

/** @param {Source[] | undefined} list */
const sourceList = (list) => {
  if (!list?.length) return "";
  const items = list.map(([publisher, url, date, via]) => {
    const name = publisher || url;
    const link = url ? `<a href="${url}" target="_blank" rel="noopener noreferrer">${name}</a>` : name;
    const seen = via ? `<span class="im-grey"> · page not opened by us, quoted from ${via}</span>` : "";
    return `<li>${link}${date ? `, ${date}` : ""}${seen}</li>`;
  });
  return `<p><span class="im-label">Sources</span></p><ul class="im-sources">${items.join("")}</ul>`;
};
