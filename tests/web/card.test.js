import assert from "node:assert/strict";
import { test } from "node:test";
import { areaCard, incidentCard, markCard } from "../../dashboard/web/src/card.js";
import { markTip } from "../../dashboard/web/src/tip.js";
import { fill, fillCounted } from "../../dashboard/web/src/texts.js";

const one = (...texts) => ({ d: texts, i: texts.map((_, i) => i) });
const TEXTS = {
  lines: [["location", "Place as reported"], ["point", "Point"], ["notes", "Notes"]], back: "BACK",
  at_one_point: "{count} at one point", tolls_apart: "APART:", toll_with_parts: "<b>{total}</b>; {own} here",
  is_part: " · part", same_type: "Each: {type}", more_rows: "and {n} more", part_of: "Part of",
  parts: "Its parts ({n})", sources: "Sources", radius: "±{km} km", tip_days: "{count} · {days}",
  more_days: { one: "{days} and {n} more day", other: "{days} and {n} more days" }, tip_click: "CLICK"
};

const incidents = () => ({
  point: "OURS",
  rows: {
    id: ["A", "B"], day: [2, 3], date: one("1 Sep", "2 Sep"), type: { d: ["strike"], i: [0, 0] },
    check: one("contested", "official"), toll: one("9 killed", "2 killed"), short: one("9", "2"),
    total: { d: ["", "11 killed"], i: [1, 0] }, km: [110, 0], part: [-1, 0],
    location: one("off Sucre", ""), notes: one("", "a note"), more: one(" · 1 known survivor", ""),
    units: one("1 strike", ""), sources: { d: [[], [["P", "https://p.example", "Sep", "via W"]]], i: [1, 0] }
  },
  marks: { n: [2], rows: [0, 1], count: one("2 strikes"), toll: one("boat: 9\nland: 2") },
  areas: { n: [1], rows: [1], name: ["Sea"], count: one("1 strike"), toll: one("2 killed"), why: ["Only the sea."] },
  start: [0, 2], areaStart: [0, 1], markOf: [0, -1], children: new Map([[0, [1]]])
});

test("a text is filled in, numbers with their commas, what has no value stays", () => {
  assert.equal(fill("{n} of {name} {x}", { n: 12345, name: "<b>" }), "12,345 of <b> {x}");
  assert.equal(fill("{a}", { a: "{b}", b: "no" }), "{b}");
  const counted = { one: "{n} day", other: "{n} days" };
  assert.deepEqual([0, 1, 2].map((n) => fillCounted(counted, n)), ["0 days", "1 day", "2 days"]);
});

test("an incident has its lines in the order and with the labels that were handed over", () => {
  const html = incidentCard(TEXTS, incidents(), 0, true);
  const order = ["BACK", "1 Sep · strike", "<b>11 killed</b>; 9 killed here · 1 known survivor", "contested</b> · 1 strike",
    "Place as reported</span> off Sucre", "OURS", "Its parts (1)", 'data-row="1"', "Sources",
    '<a href="https://p.example" target="_blank" rel="noopener noreferrer">P</a>, Sep', "via W", "im-id\">A<"];
  const places = order.map((part) => html.indexOf(part));
  assert.ok(places.every((at, i) => at >= 0 && (!i || at > places[i - 1])), `${places}\n${html}`);
  assert.ok(!html.includes("Notes"));
});

test("a part names its incident, has no point of its own and no list to go back to", () => {
  const html = incidentCard(TEXTS, incidents(), 1, false);
  assert.ok(html.includes("<p><b>2 killed</b></p>") && html.includes('Part of</span> <button'));
  assert.ok(html.includes("Notes</span> a note") && !/OURS|BACK|Sources|Place as|Its parts/.test(html));
});

test("a mark lists its rows, the latest first, and tolls of campaigns apart", () => {
  const html = markCard(TEXTS, incidents(), 0);
  assert.ok(html.includes("<h3>2 strikes at one point</h3><p>APART:</p>"));
  assert.ok(html.includes("<li>boat: 9</li><li>land: 2</li>") && html.includes("Each: strike"));
  assert.ok(html.indexOf('data-row="1"') < html.indexOf('data-row="0"'));
  assert.equal(html.split(" · part").length, 2);
});

test("an area says why it is no dot", () => {
  const html = areaCard(TEXTS, incidents(), 0);
  assert.ok(html.includes("<h3>Sea</h3><p><b>1 strike</b> · 2 killed</p>") && html.includes("Only the sea."));
});

test("the pointer names a single row, or the days of several and a way to them", () => {
  const d = incidents();
  assert.equal(markTip(TEXTS, d, 0), "<b>2 strikes</b> · 1 Sep, 2 Sep<br>boat: 9<br>land: 2 · ±110 km<br><span>CLICK</span>");
  d.start = [0, 1];
  assert.equal(markTip(TEXTS, d, 0), "<b>1 Sep</b> · strike<br>9 killed · ±110 km<br><span>contested</span>");
  const many = [1, 2, 3, 4].map((n) => `${n} Sep`);
  Object.assign(d, { start: [0, 4], marks: { ...d.marks, rows: [0, 1, 2, 3] } });
  Object.assign(d.rows, { date: one(...many), km: [50, 110, 0, 50] });
  assert.ok(markTip(TEXTS, d, 0).includes("1 Sep, 2 Sep, 3 Sep and 1 more day<br>"));
  assert.ok(markTip(TEXTS, d, 0).includes(" · ±50–110 km"));
});

test("the table's own columns are folded away below the sources, without the blank ones", () => {
  const d = incidents();
  d.rows.own = [["dyad", one("A &amp; B", "")], ["remark", one("", "")]];
  const texts = { ...TEXTS, own: "OTHERS" }, html = incidentCard(texts, d, 0, false);
  assert.ok(html.includes('<summary>OTHERS (1)</summary><p><span class="im-label">dyad</span> A &amp; B</p></details>'));
  assert.ok(!incidentCard(texts, d, 1, false).includes("OTHERS"));
  assert.ok(!incidentCard(texts, incidents(), 0, false).includes("OTHERS"));
});

test("what a table does not say leaves no empty line and no stray sign", () => {
  const d = incidents();
  Object.assign(d.rows, { type: { d: [""], i: [0, 0] }, check: one("", ""), units: one("", ""), more: one("", "") });
  const html = incidentCard(TEXTS, d, 0, false) + markCard(TEXTS, d, 0) + areaCard(TEXTS, d, 0);
  assert.ok(html.includes("<h3>1 Sep</h3>"));
  assert.ok(!/· ?<|<b><\/b>|im-tags|Each: </.test(html), html);
});
