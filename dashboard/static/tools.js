/* Tools of the incident map: draw a shape to filter by, measure, show a place asked for.
 *
 * Comes after incidents.js. What Python wants shown arrives as the state of the layer
 * (dashboard/layers/tools.py); what a person draws, and where the view is, is reported.
 */
(function () {
"use strict";
if (!window.IncidentMap || window.IncidentMap.useTools) return;

var NM = 1852, NEAR_PX = 9, DRAG_PX = 6, DOUBLE_MS = 400, MOST_CORNERS = 60;
var PAUSE_MS = 600;              // the view is told once it has come to rest
var LINE = { color: "#1A1A1A", weight: 2, dashArray: "7 4", fill: false, interactive: false };
var DRAFT = { color: "#0072B2", weight: 2, fill: false, interactive: false };
var HINTS = {
  rectangle: "Drag a rectangle, or tap two opposite corners. Esc cancels.",
  polygon: "Click each corner. Double click, Enter or the first corner closes. Esc cancels.",
  measure: "Click from place to place. Double click or Enter ends, Esc clears."
};
var ICONS = {
  rectangle: '<rect x="2.5" y="4.5" width="13" height="9"/>',
  polygon: '<path d="M3 13 5 4l8-1 2.5 7-6 5z"/>',
  measure: '<path d="M2 12 12 2l4 4L6 16zM5 9l2 2M8 6l2 2M11 3l2 2"/>',
  remove: '<path d="M4 4l10 10M14 4 4 14"/>'
};
var LABELS = {
  rectangle: "Draw a rectangle to filter by", polygon: "Draw a shape to filter by",
  measure: "Measure distances", remove: "Take the drawn shape away"
};

/* Geodesic distance on WGS84 in metres (Vincenty 1975, inverse). Nearly opposite points
 * do not converge: then half the circumference, which no map of this region shows. */
function distance(one, two) {
  var a = 6378137, f = 1 / 298.257223563, b = a * (1 - f), rad = Math.PI / 180;
  var u1 = Math.atan((1 - f) * Math.tan(one.lat * rad)), u2 = Math.atan((1 - f) * Math.tan(two.lat * rad));
  var su1 = Math.sin(u1), cu1 = Math.cos(u1), su2 = Math.sin(u2), cu2 = Math.cos(u2);
  var l = (two.lng - one.lng) * rad, lambda = l;
  for (var i = 0; i < 100; i++) {
    var sl = Math.sin(lambda), cl = Math.cos(lambda);
    var ss = Math.hypot(cu2 * sl, cu1 * su2 - su1 * cu2 * cl);
    if (ss === 0) return 0;
    var cs = su1 * su2 + cu1 * cu2 * cl, sigma = Math.atan2(ss, cs), sa = cu1 * cu2 * sl / ss;
    var ca = 1 - sa * sa, c2 = ca === 0 ? 0 : cs - 2 * su1 * su2 / ca;
    var c = f / 16 * ca * (4 + f * (4 - 3 * ca)), before = lambda;
    lambda = l + (1 - c) * f * sa * (sigma + c * ss * (c2 + c * cs * (2 * c2 * c2 - 1)));
    if (Math.abs(lambda - before) < 1e-12) break;
  }
  if (i === 100) return Math.PI * a;
  var q = ca * (a * a - b * b) / (b * b);
  var A = 1 + q / 16384 * (4096 + q * (q * (320 - 175 * q) - 768));
  var B = q / 1024 * (256 + q * (q * (74 - 47 * q) - 128));
  var more = B * ss * (c2 + B / 4 * (cs * (2 * c2 * c2 - 1) -
    B / 6 * c2 * (4 * ss * ss - 3) * (4 * c2 * c2 - 3)));
  return b * A * (sigma - more);
}

function lengthWords(metres) {
  function said(n) { return n.toLocaleString("en", { maximumFractionDigits: n < 100 ? 1 : 0 }); }
  return said(metres / NM) + " NM (" + said(metres / 1000) + " km)";
}

function rectangle(one, two) {
  var s = Math.min(one.lat, two.lat), n = Math.max(one.lat, two.lat);
  var w = Math.min(one.lng, two.lng), e = Math.max(one.lng, two.lng);
  return [L.latLng(s, w), L.latLng(n, w), L.latLng(n, e), L.latLng(s, e)];
}

function rounded(n) { return Math.round(n * 1000) / 1000; }

function Tools(chart) {
  this.chart = chart;
  this.map = chart.map;
  this.tool = "";
  this.points = [];
  this.told = [];                 // views that were reported, the last ones
  var pane = this.map.createPane("im-tools");
  pane.style.zIndex = 480;
  pane.style.pointerEvents = "none";
  this.pen = L.svg({ pane: "im-tools" });
  this.shape = L.polygon([], Object.assign({ renderer: this.pen }, LINE));
  this.draft = L.polyline([], Object.assign({ renderer: this.pen }, DRAFT)).addTo(this.map);
  this.words = L.layerGroup().addTo(this.map);
  this.makeBar();
  this.listen();
}

Tools.prototype.makeBar = function () {
  var tools = this, bar = this.chart.control("topleft", "im-tools leaflet-bar");
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Draw and measure");
  this.buttons = {};
  Object.keys(ICONS).forEach(function (name) {
    var button = L.DomUtil.create("button", "", bar);
    button.type = "button";
    button.title = LABELS[name];
    button.setAttribute("aria-label", LABELS[name]);
    button.innerHTML = '<svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.6">' + ICONS[name] + "</svg>";
    if (name !== "remove") button.setAttribute("aria-pressed", "false");
    button.onclick = function () { if (name === "remove") tools.remove(); else tools.toggle(name); };
    tools.buttons[name] = button;
  });
  this.buttons.remove.style.display = "none";
  this.map.getContainer().classList.add("im-tooled");
  this.hint = L.DomUtil.create("div", "im-hint", this.map.getContainer());
  this.hint.setAttribute("role", "status");
};

Tools.prototype.listen = function () {
  var tools = this, root = this.map.getContainer();
  [["pointerdown", "down"], ["pointermove", "move"], ["pointerup", "up"]].forEach(function (pair) {
    root.addEventListener(pair[0], function (e) {
      if (!tools.tool || e.target.closest(".leaflet-control, .im-panel")) return;
      e.preventDefault();
      tools[pair[1]](tools.map.mouseEventToLatLng(e), tools.map.mouseEventToContainerPoint(e));
    }, true);
  });
  document.addEventListener("keydown", function (e) { if (tools.tool || tools.points.length) tools.key(e); });
  this.map.on("moveend zoomend", function () { if (tools.chart.touched) tools.tellSoon(); });
};

/* -------------------------------------------------------------------- drawing */

Tools.prototype.toggle = function (name) {
  var start = this.tool !== name;
  this.stop();
  this.clear();
  if (!start) return;
  this.tool = this.chart.tool = name;
  this.chart.close();
  this.chart.hideTip();
  this.map.getContainer().classList.add("im-drawing");
  this.map.dragging.disable();
  this.map.doubleClickZoom.disable();
  this.buttons[name].setAttribute("aria-pressed", "true");
  this.hint.textContent = HINTS[name];
};

Tools.prototype.stop = function () {
  var tools = this;
  if (!this.tool) return;
  this.buttons[this.tool].setAttribute("aria-pressed", "false");
  this.tool = "";
  this.hint.textContent = "";
  this.map.getContainer().classList.remove("im-drawing");
  this.map.dragging.enable();
  this.map.doubleClickZoom.enable();
  // the click that ended it is still on its way: it is no click on a mark
  setTimeout(function () { if (!tools.tool) tools.chart.tool = ""; }, 60);
};

Tools.prototype.clear = function () {
  this.points = [];
  this.draft.setLatLngs([]);
  this.words.clearLayers();
};

Tools.prototype.down = function (at, point) {
  if (this.tool !== "rectangle" || this.points.length) return;
  this.points = [at];
  this.downAt = point;
};

Tools.prototype.move = function (at) {
  if (!this.points.length) return;
  if (this.tool === "rectangle") {
    var corners = rectangle(this.points[0], at);
    return this.draft.setLatLngs(corners.concat([corners[0]]));
  }
  this.draft.setLatLngs(this.points.concat([at]));
  if (this.tool === "measure") this.sayLengths(this.points.concat([at]));
};

Tools.prototype.up = function (at, point) {
  if (this.tool === "rectangle") {
    if (this.downAt && this.downAt.distanceTo(point) <= DRAG_PX) { this.downAt = null; return; }
    if (this.points.length) this.finish(rectangle(this.points[0], at));
    return;
  }
  var now = performance.now(), last = this.points.length && this.pixel(this.points.length - 1);
  var twice = last && last.distanceTo(point) <= NEAR_PX && now - this.addedAt < DOUBLE_MS;
  var closes = this.tool === "polygon" && this.points.length > 2 && this.pixel(0).distanceTo(point) <= NEAR_PX;
  if (twice || closes) return this.end();
  if (this.points.length >= MOST_CORNERS) { this.hint.textContent = MOST_CORNERS + " corners at most: Enter closes."; return; }
  this.points.push(at);
  this.addedAt = now;
  this.move(at);
};

Tools.prototype.pixel = function (i) { return this.map.latLngToContainerPoint(this.points[i]); };

Tools.prototype.key = function (e) {
  if (e.key === "Escape") { this.stop(); this.clear(); }
  else if (e.key === "Enter" && this.tool && this.points.length) { e.preventDefault(); this.end(); }
  else if (e.key === "Backspace" && this.tool && this.points.length) {
    this.points.pop();
    this.draft.setLatLngs(this.points);
    if (this.tool === "measure") this.sayLengths(this.points);
  }
};

Tools.prototype.end = function () {
  if (this.tool === "measure") {
    this.draft.setLatLngs(this.points);
    this.sayLengths(this.points);
    return this.stop();
  }
  if (this.tool === "polygon" && this.points.length > 2) this.finish(this.points);
};

Tools.prototype.finish = function (corners) {
  this.stop();
  this.draft.setLatLngs(corners.concat([corners[0]]));
  this.points = [];
  this.downAt = null;
  this.sent = true;
  this.send({ kind: "shape", corners: corners.map(function (c) { return [rounded(c.lat), rounded(c.lng)]; }) });
};

Tools.prototype.remove = function () {
  this.stop();
  this.clear();
  this.send({ kind: "shape", corners: [] });
};

Tools.prototype.showShape = function (corners) {
  this.clearDraftOf(corners);
  this.buttons.remove.style.display = corners ? "" : "none";
  if (!corners) return this.shape.remove();
  this.shape.setLatLngs(corners).addTo(this.map);
};

/* What was drawn gives way to what Python made of it; a measured line stays. */
Tools.prototype.clearDraftOf = function (corners) {
  var key = JSON.stringify(corners);
  if (this.shown === key && !this.sent) return;   // a refused drawing goes too
  this.shown = key;
  this.sent = false;
  if (!this.tool && !this.points.length) this.draft.setLatLngs([]);
};

/* ------------------------------------------------------------------- measuring */

Tools.prototype.sayLengths = function (points) {
  var total = 0, words = this.words;
  words.clearLayers();
  for (var i = 1; i < points.length; i++) {
    var leg = distance(points[i - 1], points[i]);
    total += leg;
    if (points.length > 2) label(words, middle(this.map, points[i - 1], points[i]), lengthWords(leg), "");
  }
  if (points.length > 1) label(words, points[points.length - 1], (points.length > 2 ? "total " : "") + lengthWords(total), "im-total");
  this.total = total;
};

function middle(map, one, two) {
  var p = map.project(one), q = map.project(two);
  return map.unproject(p.add(q).divideBy(2));
}

function label(layer, at, text, name) {
  L.marker(at, { interactive: false, keyboard: false, pane: "im-tools",
    icon: L.divIcon({ className: "im-length " + name, html: "<span>" + text + "</span>", iconSize: null }) }).addTo(layer);
}

/* ------------------------------------------------------- a place that was asked for */

Tools.prototype.showPlace = function (place) {
  var key = JSON.stringify(place);
  if (this.place === key) return;
  this.place = key;
  if (this.spot) this.spot.remove();
  if (!place) return;
  var html = '<svg width="34" height="34" viewBox="0 0 34 34" aria-hidden="true"><g fill="none" stroke="#FFFFFF" stroke-width="5"><circle cx="17" cy="17" r="8"/><path d="M17 1v9M17 24v9M1 17h9M24 17h9"/></g>' +
    '<g fill="none" stroke="#1A1A1A" stroke-width="1.8"><circle cx="17" cy="17" r="8"/><path d="M17 1v9M17 24v9M1 17h9M24 17h9"/></g></svg><span>' +
    place[0] + "<br><i>the place you asked for</i></span>";
  this.spot = L.marker([place[1], place[2]], { interactive: false, keyboard: false, pane: "im-tools",
    icon: L.divIcon({ className: "im-spot", html: html, iconSize: [34, 34], iconAnchor: [17, 17] }) }).addTo(this.map);
  this.map.setView([place[1], place[2]], Math.max(this.map.getZoom(), 6), { animate: false });
  this.chart.touched = true;
};

/* --------------------------------------------------------------------- the view */

Tools.prototype.view = function () {
  var b = this.map.getBounds();
  return [b.getSouth(), b.getWest(), b.getNorth(), b.getEast()].map(rounded);
};

Tools.prototype.tellSoon = function () {
  clearTimeout(this.timer);
  this.timer = setTimeout(this.tell.bind(this), PAUSE_MS);
};

/* Reports follow each other at a distance: the component keeps only the last of a burst. */
Tools.prototype.tell = function () {
  if (this.tool || Date.now() - (this.chart.reportedAt || 0) < PAUSE_MS) return this.tellSoon();
  var bounds = this.view(), c = this.map.getCenter(), key = JSON.stringify(bounds);
  if (this.told[this.told.length - 1] === key) return;
  this.told = this.told.slice(-20).concat([key]);
  this.send({ kind: "view", moved: true, bounds: bounds, at: [rounded(c.lat), rounded(c.lng), this.map.getZoom()] });
};

Tools.prototype.send = function (properties) {
  this.chart.report(properties, this.map.getCenter());
};

/* A link opens on its view; a step back to another view goes there. */
Tools.prototype.goTo = function (at, bounds, turn) {
  var key = JSON.stringify(bounds), first = !this.opened, bidden = !first && turn !== this.turn;
  this.opened = true;
  this.turn = turn;
  if (first && at) {
    this.map.setView([at[0], at[1]], at[2], { animate: false });
    this.chart.touched = true;
    this.told.push(key);
  } else if (bounds && (bidden || this.told.indexOf(key) < 0)) {
    this.told = this.told.slice(-20).concat([key]);
    this.map.fitBounds([[bounds[0], bounds[1]], [bounds[2], bounds[3]]], { animate: false });
    this.chart.touched = true;
  }
};

window.IncidentMap.distance = distance;
window.IncidentMap.useTools = function (chart, state) {
  if (!state.tools) return;
  var tools = chart.tools || (chart.tools = new Tools(chart));
  tools.goTo(state.at, state.bounds, state.turn);
  tools.showShape(state.shape);
  tools.showPlace(state.place);
  if (state.ask) { tools.told = []; tools.tellSoon(); }  // later: nobody listens to the layer yet
};
})();
