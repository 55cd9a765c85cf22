/** What the popup shows of an incident, a mark or an area; its words come from Python. */
import { rowsOf, textAt } from "./packing.js";
import { binWords } from "./bin_words.js";
import { fill } from "./texts.js";

/** A popup is no table. */
export const LIST_ROWS = 200;

/**
 * @param {Texts} texts
 * @param {Incidents} d
 * @param {number} area
 */
export const areaCard = (texts, d, area) => {
  const { name, count, toll, why } = d.areas, rows = rowsOf(d.areas, d.areaStart, area);
  return `<div class="im-card"><h3>${name[area]}</h3>` +
    `<p><b>${textAt(count, area)}</b>${tollList(texts, toll, area, " · ")}` +
    `<p class="im-grey">${why[area]}</p>${rowList(texts, d, rows)}</div>`;
};

/**
 * @param {Texts} texts
 * @param {Incidents} d
 * @param {number} mark
 */
export const markCard = (texts, d, mark) => {
  const { count, toll } = d.marks, rows = rowsOf(d.marks, d.start, mark);
  const title = fill(texts.at_one_point, { count: textAt(count, mark) });
  return `<div class="im-card"><h3>${title}</h3><p>${tollList(texts, toll, mark, "")}${rowList(texts, d, rows)}</div>`;
};

/**
 * @param {Texts} texts
 * @param {Incidents} d
 * @param {Bin} bin
 */
export const binCard = (texts, d, bin) => {
  const { count, tolls, places } = binWords(texts, d, bin), several = tolls.length > 1;
  const rows = [...bin.marks].flatMap((mark) => rowsOf(d.marks, d.start, mark));
  const toll = several ? `${texts.tolls_apart}</p><ul class="im-tolls"><li>${tolls.join("</li><li>")}</li></ul>`
    : `<b>${tolls[0]}</b></p>`;
  return `<div class="im-card"><h3>${fill(texts.bin, { count })}</h3><p>${toll}` +
    `${places && grey(places)}${rowList(texts, d, rows)}</div>`;
};

/**
 * The end of a paragraph with the toll, or with a list of the tolls of each campaign.
 * @param {Texts} texts
 * @param {TextColumn} column
 * @param {number} i
 * @param {string} before
 */
const tollList = (texts, column, i, before) => {
  const lines = textAt(column, i).split("\n");
  if (lines.length < 2) return `${before}${before ? lines[0] : `<b>${lines[0]}</b>`}</p>`;
  return `${before}${texts.tolls_apart}</p><ul class="im-tolls"><li>${lines.join("</li><li>")}</li></ul>`;
};

/**
 * @param {Texts} texts
 * @param {Incidents} d
 * @param {number[]} rows
 */
const rowList = (texts, d, rows) => {
  const r = d.rows, sorted = [...rows].sort((a, b) => r.day[b] - r.day[a] || a - b);
  const types = [...new Set(rows.map((row) => textAt(r.type, row)))];
  const items = sorted.slice(0, LIST_ROWS).map((row) => {
    const part = r.part[row] >= 0 ? texts.is_part : "", check = textAt(r.check, row);
    const type = types.length > 1 && textAt(r.type, row) ? ` · ${textAt(r.type, row)}` : "";
    return listItem(row, `<b>${textAt(r.date, row)}</b> · ${textAt(r.short, row)}`,
      `${type}${part}${check && ` · ${check}`}`);
  });
  const same = types.length === 1 && types[0] ? grey(fill(texts.same_type, { type: types[0] })) : "";
  const left = sorted.length - LIST_ROWS, more = left > 0 ? grey(fill(texts.more_rows, { n: left })) : "";
  return `${same}<ul class="im-list">${items.join("")}</ul>${more}`;
};

/**
 * @param {number} row
 * @param {string} words
 * @param {string} rest
 */
const listItem = (row, words, rest) =>
  `<li><button type="button" data-row="${row}">${words}<span class="im-grey">${rest}</span></button></li>`;

/**
 * Texts on one line, those that are not blank.
 * @param {string[]} words
 */
const between = (...words) => words.filter(Boolean).join(" · ");

/** @param {string} html */
const grey = (html) => `<p class="im-grey">${html}</p>`;

/** @param {string} text */
const label = (text) => `<span class="im-label">${text}</span>`;

/**
 * @param {Texts} texts
 * @param {Incidents} d
 * @param {number} row
 * @param {boolean} hasList there is a list to go back to
 */
export const incidentCard = (texts, d, row, hasList) => {
  const r = d.rows, units = textAt(r.units, row);
  const back = hasList ? `<button type="button" class="im-back" data-back>${texts.back}</button>` : "";
  const lines = texts.lines.map(([column, name]) => {
    if (column === "point") return d.markOf[row] >= 0 ? grey(d.point) : "";
    const html = textAt(r[column], row);
    return html && `<p>${label(name)} ${html}</p>`;
  });
  const check = textAt(r.check, row), tags = [check && `<b>${check}</b>`, units].filter(Boolean).join(" · ");
  return `<div class="im-card">${back}<h3>${between(textAt(r.date, row), textAt(r.type, row))}</h3>` +
    `<p>${tollLine(texts, r, row)}${textAt(r.more, row)}</p>` +
    `${tags && `<p class="im-tags">${tags}</p>`}` +
    `${lines.join("")}${family(texts, d, row)}${sourceList(texts, r.sources?.d[r.sources.i[row]])}` +
    `${ownList(texts, r.own, row)}` +
    `<p class="im-grey im-id">${r.id[row]}</p></div>`;
};

/**
 * What the table says besides, in columns of its own.
 * @param {Texts} texts
 * @param {[name: string, cells: TextColumn][] | undefined} columns
 * @param {number} row
 */
const ownList = (texts, columns, row) => {
  const filled = (columns ?? []).map(([name, cells]) => [name, textAt(cells, row)]).filter(([, cell]) => cell);
  if (!filled.length) return "";
  const items = filled.map(([name, cell]) => `<p>${label(name)} ${cell}</p>`);
  return `<details class="im-own"><summary>${texts.own} (${filled.length})</summary>${items.join("")}</details>`;
};

/**
 * A part adds to the toll of its incident; both figures are said.
 * @param {Texts} texts
 * @param {Rows} r
 * @param {number} row
 */
const tollLine = (texts, r, row) => {
  const total = textAt(r.total, row), own = textAt(r.toll, row);
  return total ? fill(texts.toll_with_parts, { total, own }) : `<b>${own}</b>`;
};

/**
 * @param {Texts} texts
 * @param {Incidents} d
 * @param {number} row
 */
const family = (texts, d, row) => {
  const r = d.rows, parts = d.children.get(row) ?? [], parent = r.part[row];
  const up = parent < 0 ? "" : `<p>${label(texts.part_of)} <button type="button" class="im-inline" ` +
    `data-row="${parent}">${between(textAt(r.date, parent), textAt(r.type, parent))}</button></p>`;
  if (!parts.length) return up;
  const items = parts.map((part) =>
    listItem(part, textAt(r.location, part) || textAt(r.type, part), ` · ${textAt(r.short, part)}`));
  return `${up}<p>${label(fill(texts.parts, { n: parts.length }))}</p><ul class="im-list">${items.join("")}</ul>`;
};

/**
 * @param {Texts} texts
 * @param {Source[] | undefined} list
 */
const sourceList = (texts, list) => {
  if (!list?.length) return "";
  const items = list.map(([publisher, url, date, seen]) => {
    const name = publisher || url;
    const link = url ? `<a href="${url}" target="_blank" rel="noopener noreferrer">${name}</a>` : name;
    return `<li>${link}${date && `, ${date}`}${seen && `<span class="im-grey"> · ${seen}</span>`}</li>`;
  });
  return `<p>${label(texts.sources)}</p><ul class="im-sources">${items.join("")}</ul>`;
};
