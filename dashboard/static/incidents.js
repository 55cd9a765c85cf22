/* The incident map: what Python packs (dashboard/layers/) is drawn here.
 *
 * Needs only Leaflet. Streamlit keeps this window while layers come and go, so the map
 * keeps one state: view, open popup and legend survive a change of filter. Texts arrive
 * escaped by dashboard/safe.py and may be put into the page as they are.
 */
(function () {
"use strict";
if (window.IncidentMap) return;

var TAU = 2 * Math.PI;
var REF = [0.26, 0.48];          // middle of the map in unit Mercator: keeps paths exact
var MAX_CIRCLES = 1500;          // beyond, circles say nothing and cost a second
var MIN_CIRCLE_PX = 10;          // smaller is hidden by its own mark
var MANY = 5000;                 // marks; beyond, they are stamped instead of drawn
var LIST_ROWS = 200;             // a popup is no table
var FONT = '"Source Sans 3", "Source Sans Pro", "Segoe UI", Arial, sans-serif';

/* ------------------------------------------------------------------ small tools */

function unit(lat, lon) {
  var s = Math.sin(Math.max(-85, Math.min(85, lat)) * Math.PI / 180);
  return [(lon + 180) / 360, 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI)];
}

function element(tag, name, parent, html) {
  var made = L.DomUtil.create(tag, name, parent);
  if (html !== undefined) made.innerHTML = html;
  return made;
}

function textOf(html) {          // "&amp;" back to "&", without running anything
  return new DOMParser().parseFromString(html, "text/html").documentElement.textContent;
}

function word(column, i) { return column ? column.d[column.i[i]] : ""; }

/* A toll of several lines has one for each campaign: they are never added up. */
function tollLines(column, i, between) { return word(column, i).split("\n").join(between); }

function count(n, one, many) { return n.toLocaleString("en") + " " + (n === 1 ? one : many || one + "s"); }

function overlap(a, b) {         // boxes are [left, top, right, bottom]
  var w = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  var h = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return w > 0 && h > 0 ? w * h : 0;
}

function hits(box, boxes) {
  return boxes.some(function (other) { return overlap(box, other) > 0; });
}

function insideRing(x, y, ring) { // ring is flat x, y
  var inside = false;
  for (var i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    if ((ring[i + 1] > y) !== (ring[j + 1] > y) &&
        x < (ring[j] - ring[i]) * (y - ring[i + 1]) / (ring[j + 1] - ring[i + 1]) + ring[i]) {
      inside = !inside;
    }
  }
  return inside;
}

function decode(packed) {        // base64 of deflated JSON, see dashboard/layers/element.py
  var bytes = Uint8Array.from(atob(packed), function (c) { return c.charCodeAt(0); });
  var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).json();
}

/* Path2D in unit Mercator around REF, from GeoJSON coordinates of any depth. */
function pathOf(geometry, path) {
  path = path || new Path2D();
  if (!geometry) return path;
  if (geometry.type === "FeatureCollection") {
    geometry.features.forEach(function (f) { pathOf(f.geometry, path); });
  } else if (geometry.type === "GeometryCollection") {
    geometry.geometries.forEach(function (g) { pathOf(g, path); });
  } else if (geometry.coordinates) {
    addLines(geometry.coordinates, path, /Polygon/.test(geometry.type));
  }
  return path;
}

function addLines(nested, path, closed) {
  if (!nested.length) return;
  if (typeof nested[0][0] !== "number") {
    nested.forEach(function (each) { addLines(each, path, closed); });
    return;
  }
  nested.forEach(function (p, i) {
    var u = unit(p[1], p[0]);
    path[i ? "lineTo" : "moveTo"](u[0] - REF[0], u[1] - REF[1]);
  });
  if (closed) path.closePath();
}

/* Lines packed as whole 0.001 degrees, first point then steps: [x, y, dx, dy, …]. */
function unpackLine(steps) {
  var x = 0, y = 0, line = [];
  for (var i = 0; i < steps.length; i += 2) {
    x += steps[i]; y += steps[i + 1];
    line.push([x / 1000, y / 1000]);
  }
  return line;
}

/* ------------------------------------------------------------- a sheet to draw on */

/* One canvas in one pane. Leaflet moves it with the map and scales it while zooming;
 * it is painted once per frame at most, with room to spare around the view. */
var Sheet = L.Renderer.extend({
  initialize: function (pane, paint, lasts) {
    L.Renderer.prototype.initialize.call(this, { pane: pane, padding: 0.4 });
    this._paint = paint;
    this._lasts = lasts;           // true: the picture does not depend on where the view is
  },
  _initContainer: function () {
    this._container = document.createElement("canvas");
    this._ctx = this._container.getContext("2d");
    this._container.setAttribute("aria-hidden", "true");
  },
  _destroyContainer: function () {
    L.DomUtil.remove(this._container);
    delete this._container;
  },
  _updatePaths: function () {},
  _update: function () {
    var map = this._map;
    if (map._animatingZoom && this._bounds) return;
    if (this._lasts && this._painted && this._painted.zoom === map.getZoom() &&
        this._painted.origin.equals(map.getPixelOrigin()) &&
        this._painted.size.equals(map.getSize()) && this.covers()) return;
    L.Renderer.prototype._update.call(this);
    this.repaint();
  },
  repaint: function () {
    if (this._frame || !this._map) return;
    this._frame = requestAnimationFrame(this._draw.bind(this));
  },
  _draw: function () {
    this._frame = 0;
    var map = this._map, box = this._bounds;
    if (!map || !box) return;
    var started = performance.now();
    var size = box.getSize(), dpr = Math.min(window.devicePixelRatio || 1, 2);
    var canvas = this._container, ctx = this._ctx;
    L.DomUtil.setPosition(canvas, box.min);
    if (canvas.width !== Math.round(size.x * dpr) || canvas.height !== Math.round(size.y * dpr)) {
      canvas.width = Math.round(size.x * dpr);
      canvas.height = Math.round(size.y * dpr);
      canvas.style.width = size.x + "px";
      canvas.style.height = size.y + "px";
    }
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    var scale = 256 * Math.pow(2, this._zoom === undefined ? map.getZoom() : this._zoom);
    var origin = map.getPixelOrigin();
    var pen = new Pen(ctx, scale, origin, box, dpr);
    pen.pixels();
    this._paint(pen);
    this._painted = { zoom: map.getZoom(), origin: origin.clone(), size: map.getSize() };
    this.paintMs = performance.now() - started;
  },
  follow: function () {           // a long drag leaves the painted margin
    if (this._map && this._bounds && !this._map._animatingZoom && !this.covers()) this._update();
  },
  covers: function () {           // whether the painted piece still fills the view
    var map = this._map, size = map.getSize();
    return this._bounds.contains(L.bounds(map.containerPointToLayerPoint([0, 0]),
      map.containerPointToLayerPoint(size)));
  }
});

/* What a painter may ask for: pixels of the layer, or unit Mercator around REF. */
function Pen(ctx, scale, origin, box, dpr) {
  this.ctx = ctx; this.scale = scale; this.origin = origin; this.box = box; this.dpr = dpr;
}
Pen.prototype.pixels = function () {
  this.ctx.setTransform(this.dpr, 0, 0, this.dpr, -this.box.min.x * this.dpr, -this.box.min.y * this.dpr);
};
Pen.prototype.units = function () {
  var d = this.dpr, s = this.scale * d;
  this.ctx.setTransform(s, 0, 0, s,
    (REF[0] * this.scale - this.origin.x - this.box.min.x) * d,
    (REF[1] * this.scale - this.origin.y - this.box.min.y) * d);
};
Pen.prototype.x = function (u) { return u * this.scale - this.origin.x; };
Pen.prototype.y = function (u) { return u * this.scale - this.origin.y; };
Pen.prototype.fill = function (path, color, alpha) {
  this.units();
  this.ctx.globalAlpha = alpha === undefined ? 1 : alpha;
  this.ctx.fillStyle = color;
  this.ctx.fill(path, "evenodd");
  this.ctx.globalAlpha = 1;
  this.pixels();
};
Pen.prototype.stroke = function (path, color, width, dash) {
  var s = this.scale;
  this.units();
  this.ctx.strokeStyle = color;
  this.ctx.lineWidth = width / s;
  this.ctx.lineJoin = "round";
  this.ctx.setLineDash((dash || []).map(function (d) { return d / s; }));
  this.ctx.stroke(path);
  this.ctx.setLineDash([]);
  this.pixels();
};
Pen.prototype.hatch = function (path, color, step) {
  var ctx = this.ctx, box = this.box, h = box.max.y - box.min.y;
  ctx.save();
  this.units();
  ctx.clip(path, "evenodd");
  this.pixels();
  ctx.beginPath();
  var from = Math.floor((box.min.x - h + this.origin.x) / step) * step - this.origin.x;
  for (var x = from; x < box.max.x; x += step) {
    ctx.moveTo(x, box.max.y); ctx.lineTo(x + h, box.min.y);
  }
  ctx.strokeStyle = color; ctx.lineWidth = 0.7;
  ctx.stroke();
  ctx.restore();
};

/* ------------------------------------------------------------------ the one state */

function Chart(map, setup) {
  this.map = map;
  this.setup = setup;
  this.colors = setup.colors;
  this.kinds = {};               // what each layer shows now
  this.pending = {};
  this.base = null;
  this.open = null;              // what the popup shows
  this.boxes = [];               // plates and controls that names must not enter
  this.makePanes();
  this.makeControls();
  this.listen();
  this.fit();
  this.loadBase();
}

Chart.prototype.makePanes = function () {
  var map = this.map, root = map.getContainer(), colors = this.colors, chart = this;
  root.classList.add("im-map");
  root.setAttribute("role", "region");
  root.setAttribute("aria-label", "Map of the incidents; the table of the page lists the same ones");
  Object.keys(colors).forEach(function (name) {
    root.style.setProperty("--im-" + name.replace(/_/g, "-"), colors[name]);
  });
  var panes = { circles: 240, land: 250, over: 350, marks: 450, plates: 620 };
  Object.keys(panes).forEach(function (name) { map.createPane("im-" + name).style.zIndex = panes[name]; });
  ["circles", "land", "over", "marks"].forEach(function (name) {
    map.getPane("im-" + name).style.pointerEvents = "none";
  });
  this.sheets = {
    circles: new Sheet("im-circles", function (pen) { chart.paintCircles(pen); }),
    land: new Sheet("im-land", function (pen) { chart.paintLand(pen); }, true),
    over: new Sheet("im-over", function (pen) { chart.paintOver(pen); }),
    marks: new Sheet("im-marks", function (pen) { chart.paintMarks(pen); }, true)
  };
  for (var name in this.sheets) this.sheets[name].addTo(map);
  this.tip = element("div", "im-tip", root);
  this.tip.setAttribute("role", "status");
};

Chart.prototype.small = function () { return this.map.getSize().x <= 420; };

Chart.prototype.fit = function () {
  var map = this.map, size = map.getSize();
  if (!size.x || !size.y) return;
  map.getContainer().classList.toggle("im-small", this.small());
  map.fitBounds(this.setup.opening, { animate: false, padding: [0, 0] });
  if (this.aim) this.bringIntoSight();
};

Chart.prototype.repaint = function () {
  for (var name in this.sheets) this.sheets[name].repaint();
};

Chart.prototype.listen = function () {
  var map = this.map, root = map.getContainer(), chart = this;
  ["mousedown", "wheel", "touchstart", "keydown"].forEach(function (name) {
    root.addEventListener(name, function () { chart.touched = true; }, { passive: true });
  });
  map.on("moveend zoomend", function () { chart.layout(); });
  map.on("resize", function () { chart.drawFurniture(); chart.layout(); });
  map.on("move", function () { for (var name in chart.sheets) chart.sheets[name].follow(); });
  map.on("zoomanim", function (e) { chart.movePlates(e.center, e.zoom); });
  map.on("zoomstart dragstart", function () { chart.hideTip(); });
  map.on("mousemove", function (e) { chart.hover(e); });
  root.addEventListener("mouseleave", function () { chart.hideTip(); });
  map.on("click", function (e) { chart.click(e); });
  document.addEventListener("keydown", function (e) {
    if (e.key === "Escape" && chart.open) chart.close(true);
  });
  if (window.ResizeObserver) {
    new ResizeObserver(function () {
      map.invalidateSize({ animate: false });
      if (!chart.touched) chart.fit();
      else root.classList.toggle("im-small", chart.small());
    }).observe(root);
  }
  this.loadFonts();
};

/* The page's own fonts do not reach into this frame; a canvas needs them loaded. A page
 * that brings its own type gives no folder. */
Chart.prototype.loadFonts = function () {
  var chart = this, folder = this.setup.fonts;
  if (!window.FontFace || !document.fonts) return;
  var faces = [["Regular", 400, "normal"], ["Semibold", 600, "normal"], ["Bold", 700, "normal"],
    ["It", 400, "italic"], ["SemiboldIt", 600, "italic"]];
  Promise.all(faces.map(function (f) {
    if (!folder) return document.fonts.load(f[2] + " " + f[1] + " 16px \"Source Sans 3\"");
    var face = new FontFace("Source Sans 3", "url(" + folder + "/SourceSans3-" + f[0] + ".ttf)",
      { weight: String(f[1]), style: f[2] });
    document.fonts.add(face);
    return face.load();
  })).catch(function () {}).then(function () {
    var d = chart.kinds.incidents;
    if (d) d.sprites.clear();
    chart.drawFurniture();
    chart.layout();
    chart.repaint();
  });
};

/* ------------------------------------------------------------- land, lines, names */

Chart.prototype.loadBase = function () {
  var chart = this, script = document.createElement("script");
  function ready() {
    var b = window.BASEMAP || {};
    chart.base = {
      land: pathOf(b.land), world: pathOf(b.world), coast: pathOf(b.coast),
      states: pathOf(b.states), countries: pathOf(b.countries),
      disputedLines: pathOf(b.disputed_lines),
      disputed: (b.disputed || []).map(function (d) { return pathOf(d.geometry); }),
      places: (b.places || []).map(function (p) {
        return { name: p[0], at: unit(p[1], p[2]), zoom: TOWN_ZOOM[Math.min(p[3], 5) - 1], port: false };
      }).concat((b.ports || []).map(function (p) {
        return { name: p[0], at: unit(p[1], p[2]), zoom: PORT_ZOOM, port: true };
      })),
      labels: (b.labels || []).map(function (l) {
        return { text: l[0], at: unit(l[1], l[2]), kind: l[3], rank: l[4] || 3 };
      })
    };
    chart.note("base", "");
    chart.repaint();
  }
  if (window.BASEMAP) return ready();
  script.src = this.setup.basemap;
  script.onload = ready;
  script.onerror = function () {
    chart.note("base", "The land is missing: run “python3 start.py setup”. Marks are still in their places.");
  };
  document.head.appendChild(script);
};

Chart.prototype.paintLand = function (pen) {
  var b = this.base, c = this.colors, zoom = this.map.getZoom();
  if (!b) return;
  pen.fill(b.world, c.land);
  pen.fill(b.land, c.land);
  pen.stroke(b.states, c.state_line, zoom < 4.5 ? 0.6 : 0.8);
  b.disputed.forEach(function (path) { pen.hatch(path, c.disputed, 9); });
  pen.stroke(b.countries, c.country_line, zoom < 4.5 ? 1 : 1.3);
  b.disputed.forEach(function (path) { pen.stroke(path, c.disputed, 1.2, [4, 3]); });
  pen.stroke(b.disputedLines, c.disputed, 1.1, [4, 3]);
  pen.stroke(b.coast, c.coast, zoom < 4.5 ? 0.8 : 1);
};

/* Zoom from which a name is shown: [rank 1, rank 2, …]; ranks are by area. */
var NAME_ZOOM = {
  ocean: [2, 2, 2, 2, 2], sea: [3, 4, 5, 5.5, 6.5],
  country: [3, 3.75, 4.5, 5, 5.5], state: [5.25, 5.75, 6.25, 7, 7.5]
};

var TOWN_ZOOM = [4.25, 5.25, 6.25, 7.25, 8.25], PORT_ZOOM = 7.25;

function nameFont(kind, small) {
  if (kind === "state") return "400 " + (small ? 11 : 12) + "px " + FONT;
  if (kind === "country") return "600 " + (small ? 10 : 11) + "px " + FONT;
  return "italic 400 " + (small ? 12 : 14) + "px " + FONT;
}

Chart.prototype.paintNames = function (pen) {
  if (!this.base) return;
  var chart = this, ctx = pen.ctx, zoom = this.map.getZoom(), c = this.colors;
  var small = this.small(), taken = this.boxes.concat(this.markBoxes(pen), this.placeBoxes);
  var order = { country: 0, ocean: 1, sea: 1, state: 2 }, hidden = this.namedByPlates();
  var shown = this.base.labels.filter(function (l) {
    if (hidden.indexOf(l.text) >= 0) return false;
    var zooms = NAME_ZOOM[l.kind] || NAME_ZOOM.state;
    return zoom >= zooms[Math.min(l.rank, 5) - 1] + (small && l.kind === "country" ? 0.75 : 0);
  }).sort(function (a, b) { return order[a.kind] - order[b.kind] || a.rank - b.rank; });
  ctx.textAlign = "center"; ctx.textBaseline = "middle"; ctx.lineJoin = "round";
  shown.forEach(function (l) {
    var country = l.kind === "country", water = l.kind === "sea" || l.kind === "ocean";
    var text = country ? l.text.toUpperCase() : l.text;
    ctx.font = nameFont(l.kind, small);
    if ("letterSpacing" in ctx) ctx.letterSpacing = country ? "0.8px" : "0px";
    var place = chart.freePlace(ctx, text, pen.x(l.at[0]), pen.y(l.at[1]), taken);
    if (!place) return;
    taken.push(place.box);
    ctx.lineWidth = water ? 3 : 2.4;
    ctx.strokeStyle = water ? "rgba(255,255,255,.55)" : c.land;
    ctx.fillStyle = water ? c.sea_name : c.land_name;
    ctx.strokeText(text, place.x, place.y);
    ctx.fillText(text, place.x, place.y);
  });
  if ("letterSpacing" in ctx) ctx.letterSpacing = "0px";
};

/* A plate names its sea: no second name beside it. */
Chart.prototype.namedByPlates = function () {
  var d = this.kinds.incidents, names = [];
  (this.plates || []).forEach(function (p) {
    if (p.latlng) names = names.concat(textOf(d.areas.name[p.area]), d.areas.also[p.area]);
  });
  return names;
};

/* The name's own place, or one a few pixels away; none if all are taken. */
Chart.prototype.freePlace = function (ctx, text, x, y, taken) {
  var w = ctx.measureText(text).width / 2 + 3, h = 8;
  var view = this.viewBox();
  var steps = [[0, 0], [0, -14], [0, 14], [-26, 0], [26, 0], [0, -28], [0, 28], [-40, 16], [40, 16], [-40, -16], [40, -16]];
  for (var i = 0; i < steps.length; i++) {
    var px = x + steps[i][0], py = y + steps[i][1], box = [px - w, py - h, px + w, py + h];
    var cut = overlap(box, view) > 0 && (box[0] < view[0] || box[2] > view[2] || box[1] < view[1] || box[3] > view[3]);
    if (!cut && !hits(box, taken)) return { x: px, y: py, box: box };
  }
  return null;
};

Chart.prototype.viewBox = function () {  // in pixels of the layer, like all boxes here
  var a = this.map.containerPointToLayerPoint([0, 0]), s = this.map.getSize();
  return [a.x, a.y, a.x + s.x, a.y + s.y];
};

/* ---------------------------------------------------------------- other layers */

Chart.prototype.paintOver = function (pen) {
  var chart = this;
  ["focus", "regions", "zones"].forEach(function (kind) {
    if (chart.kinds[kind]) PAINT[kind](chart, chart.kinds[kind], pen);
  });
  this.paintEdges(pen);
  ["origins"].forEach(function (kind) {
    if (chart.kinds[kind]) PAINT[kind](chart, chart.kinds[kind], pen);
  });
  this.placeBoxes = [];
  if (this.kinds.places) PAINT.places(this, this.kinds.places, pen);
  this.paintNames(pen);
};

var PREPARE = {
  regions: function (d) {
    d.paths = d.shapes.map(function (rings) {
      return pathOf({ type: "Polygon", coordinates: rings.map(unpackLine) });
    });
  },
  zones: function (d) {
    d.lines.forEach(function (line) {
      line.path = pathOf({ type: "MultiLineString", coordinates: line.steps.map(unpackLine) });
    });
  },
  places: function () {},
  origins: function (d) { d.at = d.la.map(function (la, i) { return unit(la / 1000, d.lo[i] / 1000); }); },
  incidents: function (d) { prepareIncidents(d); }
};

var PAINT = {
  regions: function (chart, d, pen) {
    d.paths.forEach(function (path, i) {
      pen.fill(path, d.fill[i], 0.85);
      pen.stroke(path, chart.colors.second_text, 0.7);
    });
  },
  zones: function (chart, d, pen) {
    var thin = chart.map.getZoom() < 5.5 ? 0.6 : 1;   // rings around islets crowd a small map
    d.lines.forEach(function (line) {
      pen.stroke(line.path, line.color, line.width * thin, line.dash.map(function (n) { return n * thin; }));
    });
  },
  places: function (chart, d, pen) {
    if (!chart.base) return;
    var ctx = pen.ctx, zoom = chart.map.getZoom(), taken = chart.boxes.concat(chart.markBoxes(pen));
    var view = chart.viewBox(), c = chart.colors;
    ctx.textBaseline = "middle"; ctx.textAlign = "left"; ctx.lineJoin = "round";
    ctx.font = "400 11.5px " + FONT;
    chart.base.places.forEach(function (p) {
      if (zoom < p.zoom) return;
      var x = pen.x(p.at[0]), y = pen.y(p.at[1]);
      if (x < view[0] || x > view[2] || y < view[1] || y > view[3]) return;
      var w = ctx.measureText(p.name).width, dot = [x - 3, y - 3, x + 3, y + 3];
      var right = [x + 3, y - 7, x + 8 + w, y + 7], left = [x - 8 - w, y - 7, x - 3, y + 7];
      var box = !hits(right, taken) ? right : !hits(left, taken) ? left : null;
      if (!box || hits(dot, taken)) return;
      taken.push(box, dot);
      ctx.fillStyle = c.second_text; ctx.strokeStyle = c.halo; ctx.lineWidth = 1.5;
      ctx.beginPath();
      if (p.port) ctx.rect(x - 2.5, y - 2.5, 5, 5); else ctx.arc(x, y, 2.2, 0, TAU);
      ctx.stroke(); ctx.fill();
      ctx.lineWidth = 2.6; ctx.strokeStyle = c.land;
      ctx.strokeText(p.name, box === right ? x + 6 : box[0] + 2, y);
      ctx.fillText(p.name, box === right ? x + 6 : box[0] + 2, y);
    });
    chart.placeBoxes = taken;
  },
  origins: function (chart, d, pen) {
    var ctx = pen.ctx;
    d.at.forEach(function (u) {
      var x = pen.x(u[0]), y = pen.y(u[1]);
      ctx.beginPath();
      ctx.moveTo(x, y - 7); ctx.lineTo(x + 6, y); ctx.lineTo(x, y + 7); ctx.lineTo(x - 6, y); ctx.closePath();
      ctx.lineWidth = 4; ctx.strokeStyle = chart.colors.halo; ctx.stroke();
      ctx.fillStyle = chart.colors.origin; ctx.fill();
      ctx.lineWidth = 1.2; ctx.strokeStyle = chart.colors.outline; ctx.stroke();
    });
  }
};

/* --------------------------------------------------------------------- incidents */

/* Turn the columns into arrays that a frame can walk through fast. */
function prepareIncidents(d) {
  var m = d.marks, n = m.n.length, style = d.style;
  d.x = new Float64Array(n); d.y = new Float64Array(n); d.r = new Float32Array(n);
  d.start = starts(m.n); d.areaStart = starts(d.areas.n);
  d.index = new Map();
  d.rows.id.forEach(function (id, i) { d.index.set(id, i); });
  d.markOf = new Int32Array(d.n).fill(-1);
  d.areaOf = new Int32Array(d.n).fill(-1);
  for (var i = 0; i < n; i++) {
    var u = unit(m.la[i] / 1e5, m.lo[i] / 1e5);
    d.x[i] = u[0]; d.y[i] = u[1];
    d.r[i] = Math.min(90, m.best[i] > 0 ? style.unit * Math.sqrt(m.best[i]) : style.empty);
    for (var k = d.start[i]; k < d.start[i + 1]; k++) d.markOf[m.rows[k]] = i;
  }
  for (var a = 0; a < d.areas.n.length; a++) {
    for (var j = d.areaStart[a]; j < d.areaStart[a + 1]; j++) d.areaOf[d.areas.rows[j]] = a;
  }
  d.children = new Map();
  d.rows.part.forEach(function (parent, i) {
    if (parent < 0) return;
    if (!d.children.has(parent)) d.children.set(parent, []);
    d.children.get(parent).push(i);
  });
  d.order = Uint32Array.from(d.r.keys()).sort(function (p, q) { return d.r[q] - d.r[p] || p - q; });
  d.circles = circlesOf(d);
  d.sprites = new Map();
}

function starts(counts) {
  var out = new Uint32Array(counts.length + 1);
  counts.forEach(function (n, i) { out[i + 1] = out[i] + n; });
  return out;
}

/* Each distinct center and radius once, widest first: the smallest lies on top. */
function circlesOf(d) {
  var m = d.marks, out = [];
  if (!m.circles) return out;
  for (var i = 0; i < m.n.length; i++) {
    var seen = [];
    for (var k = d.start[i]; k < d.start[i + 1]; k++) {
      var km = d.rows.km[m.rows[k]];
      if (km > 0 && seen.indexOf(km) < 0) { seen.push(km); out.push({ mark: i, km: km, ring: null }); }
    }
  }
  return out.sort(function (a, b) { return b.km - a.km || a.mark - b.mark; });
}

/* A circle on the globe, as a path: on this map it is wider the farther from the equator. */
function ringPath(d, circle) {
  if (circle.path) return circle.path;
  var m = d.marks, lat = m.la[circle.mark] / 1e5 * Math.PI / 180, lon = m.lo[circle.mark] / 1e5;
  var arc = circle.km / 6371.0088, path = circle.path = new Path2D();
  for (var k = 0; k < 96; k++) {
    var b = TAU * k / 96;
    var la = Math.asin(Math.sin(lat) * Math.cos(arc) + Math.cos(lat) * Math.sin(arc) * Math.cos(b));
    var lo = Math.atan2(Math.sin(b) * Math.sin(arc) * Math.cos(lat), Math.cos(arc) - Math.sin(lat) * Math.sin(la));
    var u = unit(la * 180 / Math.PI, lon + lo * 180 / Math.PI);
    path[k ? "lineTo" : "moveTo"](u[0] - REF[0], u[1] - REF[1]);
  }
  path.closePath();
  return path;
}

function tone(style, km) {
  return style.tones[Math.min(style.tones.length - 1, Math.round(km / 25))][1];
}

/* Circles to draw in this view; says which fill the view or are too many to mean much. */
Chart.prototype.chooseCircles = function () {
  var d = this.kinds.incidents, view = this.viewBox(), chosen = [], whole = [], seen = 0;
  this.shownCircles = chosen;
  if (!d) return this.note("circles", "");
  var scale = 256 * Math.pow(2, this.map.getZoom()), origin = this.map.getPixelOrigin();
  for (var i = 0; i < d.circles.length; i++) {
    var c = d.circles[i], x = d.x[c.mark] * scale - origin.x, y = d.y[c.mark] * scale - origin.y;
    var lat = d.marks.la[c.mark] / 1e5 * Math.PI / 180;
    var r = c.km / (40030.2 * Math.cos(lat)) * scale;
    if (r < MIN_CIRCLE_PX) continue;
    if (x + r < view[0] || x - r > view[2] || y + r < view[1] || y - r > view[3]) continue;
    if (share(x, y, r, view) > 0.6) { whole.push(c); continue; }
    seen++;
    if (seen <= MAX_CIRCLES) chosen.push(c);
  }
  if (seen > MAX_CIRCLES) chosen.length = 0;
  this.note("circles", circleNote(d, whole, seen));
};

function share(x, y, r, view) {   // of the view that a circle covers, by sample
  var inside = 0;
  for (var i = 0; i < 12; i++) {
    for (var j = 0; j < 8; j++) {
      var dx = view[0] + (i + 0.5) / 12 * (view[2] - view[0]) - x;
      var dy = view[1] + (j + 0.5) / 8 * (view[3] - view[1]) - y;
      if (dx * dx + dy * dy < r * r) inside++;
    }
  }
  return inside / 96;
}

function circleNote(d, whole, seen) {
  if (seen > MAX_CIRCLES) return count(seen, "circle") + " of uncertainty in this view, not drawn: zoom in";
  if (!whole.length) return "";
  var rows = 0;
  whole.forEach(function (c) {
    for (var k = d.start[c.mark]; k < d.start[c.mark + 1]; k++) {
      if (d.rows.km[d.marks.rows[k]] === c.km) rows++;
    }
  });
  var km = whole.map(function (c) { return c.km; }), low = Math.min.apply(0, km), high = Math.max.apply(0, km);
  return "±" + (low === high ? low : low + "–" + high) + " km of " + count(rows, "report") + " covers most of this view: circle not drawn";
}

Chart.prototype.paintCircles = function (pen) {
  var d = this.kinds.incidents;
  (this.shownCircles || []).forEach(function (c) { pen.fill(ringPath(d, c), tone(d.style, c.km)); });
};

Chart.prototype.paintEdges = function (pen) {
  var d = this.kinds.incidents, edge = this.setup.edge;
  (this.shownCircles || []).slice(0, 400).forEach(function (c) {
    pen.stroke(ringPath(d, c), edge, 1, [4, 3]);
  });
};

/* ------------------------------------------------------------------------- marks */

function trace(ctx, shape, x, y, reach) {
  ctx.beginPath();
  if (shape === "square") {
    ctx.rect(x - reach, y - reach, 2 * reach, 2 * reach);
  } else if (shape === "circle") {
    ctx.arc(x, y, reach, 0, TAU);
  } else {
    var up = shape === "triangle" ? 1 : -1;
    ctx.moveTo(x, y - up * reach);
    ctx.lineTo(x + reach * 0.866, y + up * reach * 0.5);
    ctx.lineTo(x - reach * 0.866, y + up * reach * 0.5);
    ctx.closePath();
  }
}

/* One little picture for each look and size: thousands of marks share a few of them. */
function sprite(d, i, dpr, colors) {
  var m = d.marks, r = Math.round(d.r[i] * 2) / 2, toll = m.best[i] > 0 ? 1 : m.best[i] === 0 ? 0 : -1;
  var key = m.look[i] + "|" + m.out[i] + "|" + r + "|" + toll + "|" + dpr;
  var made = d.sprites.get(key);
  if (made) return made;
  var look = d.style.looks[m.look[i]], line = d.style.outlines[m.out[i]], reach = r * look.reach;
  var half = Math.ceil(reach + line.width + 3), canvas = document.createElement("canvas");
  canvas.width = canvas.height = 2 * half * dpr;
  var ctx = canvas.getContext("2d");
  ctx.scale(dpr, dpr);
  ctx.lineJoin = "round";
  trace(ctx, look.shape, half, half, reach);
  ctx.strokeStyle = colors.halo;
  ctx.lineWidth = line.width + 2.8;
  ctx.stroke();
  ctx.fillStyle = toll > 0 ? look.fill : colors.halo;
  ctx.fill();
  ctx.setLineDash(line.dash);
  ctx.strokeStyle = colors.outline;
  ctx.lineWidth = line.width;
  ctx.stroke();
  if (toll < 0) {
    ctx.fillStyle = colors.outline;
    ctx.font = "700 " + (look.shape === "circle" ? 10 : 9) + "px " + FONT;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText("?", half, half + 0.5);
  }
  made = { canvas: canvas, half: half, side: 2 * half };
  d.sprites.set(key, made);
  return made;
}

Chart.prototype.paintMarks = function (pen) {
  var d = this.kinds.incidents;
  if (!d) return;
  if (d.order.length > MANY) stampMarks(pen, d, this.colors);
  else drawMarks(pen, d, this.colors);
  this.paintSelected(pen, d);
};

function drawMarks(pen, d, colors) {
  var ctx = pen.ctx, box = pen.box, s = pen.scale, ox = pen.origin.x, oy = pen.origin.y;
  for (var k = 0; k < d.order.length; k++) {
    var i = d.order[k], x = d.x[i] * s - ox, y = d.y[i] * s - oy, r = d.r[i] * 1.6 + 8;
    if (x + r < box.min.x || x - r > box.max.x || y + r < box.min.y || y - r > box.max.y) continue;
    var look = sprite(d, i, pen.dpr, colors);
    ctx.drawImage(look.canvas, x - look.half, y - look.half, look.side, look.side);
  }
}

/* Tens of thousands: written pixel by pixel into one image, from the lowest to the topmost,
 * without those that a later mark of the same few pixels would cover. */
function stampMarks(pen, d, colors) {
  var canvas = pen.ctx.canvas, w = canvas.width, h = canvas.height, dpr = pen.dpr, cell = 3 * dpr;
  var image = pen.ctx.createImageData(w, h), out = new Uint32Array(image.data.buffer);
  var cols = Math.ceil(w / cell), seen = new Uint8Array(cols * Math.ceil(h / cell)), kept = [];
  var s = pen.scale * dpr, ox = (pen.origin.x + pen.box.min.x) * dpr, oy = (pen.origin.y + pen.box.min.y) * dpr;
  for (var k = d.order.length - 1; k >= 0; k--) {
    var i = d.order[k], x = Math.round(d.x[i] * s - ox), y = Math.round(d.y[i] * s - oy);
    if (x < 0 || y < 0 || x >= w || y >= h) continue;
    var at = (y / cell | 0) * cols + (x / cell | 0);
    if (seen[at]) continue;
    seen[at] = 1;
    kept.push(i, x, y);
  }
  for (k = kept.length - 3; k >= 0; k -= 3) stamp(out, w, h, sprite(d, kept[k], dpr, colors), kept[k + 1], kept[k + 2]);
  pen.ctx.putImageData(image, 0, 0);
}

function stamp(out, w, h, look, x, y) {
  var p = look.pixels || (look.pixels = opaque(look.canvas));
  var left = x - (look.canvas.width >> 1), top = y - (look.canvas.height >> 1);
  for (var k = 0; k < p.length; k += 3) {
    var px = left + p[k], py = top + p[k + 1];
    if (px >= 0 && px < w && py >= 0 && py < h) out[py * w + px] = p[k + 2];
  }
}

/* [x, y, color, …] of the pixels of a picture that are more than half covered. */
function opaque(canvas) {
  var w = canvas.width, data = canvas.getContext("2d").getImageData(0, 0, w, canvas.height).data, list = [];
  for (var k = 0; k < data.length; k += 4) {
    if (data[k + 3] > 127) {
      list.push(k / 4 % w, k / 4 / w | 0, (255 << 24 | data[k + 2] << 16 | data[k + 1] << 8 | data[k]) >>> 0);
    }
  }
  return Uint32Array.from(list);
}

Chart.prototype.paintSelected = function (pen, d) {
  var row = d.index.get(d.selected), i = row === undefined ? -1 : d.markOf[row];
  if (i < 0) return;
  var ctx = pen.ctx;
  ctx.beginPath();
  ctx.arc(pen.x(d.x[i]), pen.y(d.y[i]), d.r[i] * Math.max(1, d.style.looks[d.marks.look[i]].reach * 0.9) + 6, 0, TAU);
  ctx.strokeStyle = this.colors.halo; ctx.lineWidth = 5.5; ctx.stroke();
  ctx.strokeStyle = this.colors.selected; ctx.lineWidth = 3; ctx.stroke();
};

/* Boxes of the largest marks in view, which names keep clear of. */
Chart.prototype.markBoxes = function (pen) {
  var d = this.kinds.incidents, view = this.viewBox(), boxes = [];
  if (!d) return boxes;
  for (var k = 0; k < d.order.length && boxes.length < 150; k++) {
    var i = d.order[k], x = pen.x(d.x[i]), y = pen.y(d.y[i]), r = d.r[i] + 3;
    if (x > view[0] && x < view[2] && y > view[1] && y < view[3]) boxes.push([x - r, y - r, x + r, y + r]);
  }
  return boxes;
};

/* The topmost mark at a point of the container, -1 for none. */
Chart.prototype.markAt = function (point, reach) {
  var d = this.kinds.incidents;
  if (!d) return -1;
  var s = 256 * Math.pow(2, this.map.getZoom()), p = this.map.containerPointToLayerPoint(point);
  var o = this.map.getPixelOrigin(), px = (p.x + o.x) / s, py = (p.y + o.y) / s;
  for (var k = d.order.length - 1; k >= 0; k--) {
    var i = d.order[k], r = Math.max(d.r[i] + 2, reach) / s, dx = d.x[i] - px, dy = d.y[i] - py;
    if (dx < r && dx > -r && dx * dx + dy * dy < r * r) return i;
  }
  return -1;
};

/* ------------------------------------------------------------------------ plates */

Chart.prototype.makePlates = function () {
  var chart = this, d = this.kinds.incidents, pane = this.map.getPane("im-plates");
  pane.innerHTML = "";
  this.dockList.innerHTML = "";
  this.plates = !d ? [] : d.areas.id.map(function (id, i) {
    var a = d.areas, button = element("button", "im-plate" + (a.dash[i] ? " im-dash" : ""), pane,
      "<i>" + a.name[i] + "</i><b>" + word(a.count, i) + "</b><u>" + tollLines(a.short, i, "<br>") + "</u>" + wholeToll(a, i));
    button.type = "button";
    button.title = textOf(plateLine(a, i) + "; " + a.note[i]);
    button.setAttribute("aria-haspopup", "dialog");
    L.DomEvent.disableClickPropagation(button);
    L.DomEvent.on(button, "click", function (e) {
      chart.opener = e.detail === 0 ? button : null;
      chart.openArea(i);
    });
    return { area: i, button: button, latlng: null };
  }).sort(function (p, q) { return d.areas.n[q.area] - d.areas.n[p.area]; });
};

/* In the list of docked plates there is room for the toll of each campaign. */
function wholeToll(a, i) {
  var whole = tollLines(a.toll, i, "; ");
  return whole === word(a.toll, i) ? "" : '<u class="im-whole">' + whole + "</u>";
}

/* A plate in one line: its name, its count and its whole toll. */
function plateLine(a, i) {
  return a.name[i] + ": " + word(a.count, i) + ", " + tollLines(a.toll, i, "; ");
}

/* Find room for every plate in its own area; what has none is docked at the edge. */
Chart.prototype.layout = function () {
  var map = this.map, d = this.kinds.incidents, chart = this;
  this.clearLegend();
  this.chooseCircles();
  if (!this.plates) return this.repaintOver();
  var pane = map.getPane("im-plates"), waiting = [];
  this.plates.forEach(function (p) {
    p.latlng = null;
    p.button.classList.toggle("im-selected", !!d && d.index.has(d.selected) && d.areaOf[d.index.get(d.selected)] === p.area);
    var wanted = d.areas.at[p.area] && chart.areaInView(p.area);
    p.button.classList.toggle("im-docked", !wanted);
    if (wanted) { pane.appendChild(p.button); waiting.push(p); } else chart.dockList.appendChild(p.button);
  });
  this.sumDock(d);
  var marks = this.markBoxesInContainer();
  while (waiting.length) {         // a plate that has to be docked takes room from the others
    var taken = this.controlBoxes();
    var without = waiting.find(function (p) {
      var at = chart.roomFor(p, taken, marks);
      if (!at) return true;
      taken.push([at.x - at.w - 4, at.y - at.h - 4, at.x + at.w + 4, at.y + at.h + 4]);
      p.latlng = map.containerPointToLatLng([at.x, at.y]);
    });
    if (!without) break;
    waiting.splice(waiting.indexOf(without), 1);
    waiting.forEach(function (p) { p.latlng = null; });
    without.latlng = null;
    without.button.classList.add("im-docked");
    this.dockList.appendChild(without.button);
    this.sumDock(d);
  }
  this.movePlates();
  this.placeSelected(d);
  this.repaintOver();
};

/* Up to two docked plates are shown; more are one line that opens to the list of them,
 * with their tolls; a pointer or a screen reader has the list without opening it. */
Chart.prototype.sumDock = function (d) {
  var docked = this.plates.filter(function (p) { return p.button.parentNode === this.dockList; }, this);
  var sum = docked.reduce(function (n, p) { return n + d.areas.inc[p.area]; }, 0);
  this.dock.classList.toggle("im-many", docked.length > 2);
  this.dockMore.innerHTML = "<b>" + docked.length + " more areas</b> · " + count(sum, "incident") + " · list with tolls";
  this.dockMore.title = textOf(docked.map(function (p) { return plateLine(d.areas, p.area); }).join("\n"));
};

Chart.prototype.placeSelected = function (d) {
  (this.plates || []).forEach(function (p) {
    p.button.classList.toggle("im-selected", !!d && d.index.has(d.selected) && d.areaOf[d.index.get(d.selected)] === p.area);
  });
};

Chart.prototype.repaintOver = function () {
  var off = this.map.containerPointToLayerPoint([0, 0]);
  var boxes = this.controlBoxes();
  (this.plates || []).forEach(function (p) {
    if (!p.latlng) return;
    var c = this.map.latLngToContainerPoint(p.latlng), w = p.button.offsetWidth / 2 + 3, h = p.button.offsetHeight / 2 + 3;
    boxes.push([c.x - w, c.y - h, c.x + w, c.y + h]);
  }, this);
  this.boxes = boxes.map(function (b) { return [b[0] + off.x, b[1] + off.y, b[2] + off.x, b[3] + off.y]; });
  this.sheets.over.repaint();
  this.sheets.circles.repaint();
};

Chart.prototype.movePlates = function (center, zoom) {
  var map = this.map;
  (this.plates || []).forEach(function (p) {
    if (!p.latlng) { p.button.style.transform = ""; return; }
    var at = zoom === undefined ? map.latLngToLayerPoint(p.latlng) : map._latLngToNewLayerPoint(p.latlng, zoom, center);
    p.button.style.transform = "translate(" + Math.round(at.x - p.button.offsetWidth / 2) + "px," +
      Math.round(at.y - p.button.offsetHeight / 2) + "px)";
  });
};

Chart.prototype.ringInContainer = function (i) {
  var ring = this.kinds.incidents.areas.ring[i], map = this.map, out = [];
  if (!ring) return null;
  for (var k = 0; k < ring.length; k += 2) {
    var p = map.latLngToContainerPoint([ring[k + 1] / 100, ring[k] / 100]);
    out.push(p.x, p.y);
  }
  return out;
};

Chart.prototype.areaInView = function (i) {
  var size = this.map.getSize(), ring = this.ringInContainer(i);
  if (!ring) {
    var at = this.map.latLngToContainerPoint(this.kinds.incidents.areas.at[i]);
    return at.x > 0 && at.y > 0 && at.x < size.x && at.y < size.y;
  }
  for (var gx = 0.05; gx < 1; gx += 0.1) {
    for (var gy = 0.05; gy < 1; gy += 0.1) if (insideRing(gx * size.x, gy * size.y, ring)) return true;
  }
  return false;
};

/* The cheapest place on a grid: near the area's own spot, inside it, off the marks. */
Chart.prototype.roomFor = function (plate, taken, marks) {
  var size = this.map.getSize(), ring = this.ringInContainer(plate.area);
  var w = plate.button.offsetWidth / 2, h = plate.button.offsetHeight / 2;
  var at = this.map.latLngToContainerPoint(this.kinds.incidents.areas.at[plate.area]);
  var best = null, least = Infinity, tries = [[at.x, at.y]];
  for (var x = w + 6; x <= size.x - w - 6; x += 14) {
    for (var y = h + 6; y <= size.y - h - 6; y += 12) tries.push([x, y]);
  }
  tries.forEach(function (t) {
    var box = [t[0] - w, t[1] - h, t[0] + w, t[1] + h];
    if (box[0] < 4 || box[1] < 4 || box[2] > size.x - 4 || box[3] > size.y - 4) return;
    if (hits(box, taken)) return;
    var cost = Math.hypot(t[0] - at.x, t[1] - at.y);
    if (ring) {
      if (!insideRing(t[0], t[1], ring)) return;
      [[0, 1], [0, 3], [2, 1], [2, 3]].forEach(function (c) {
        if (!insideRing(box[c[0]], box[c[1]], ring)) cost += 45;
      });
    } else if (cost > 120) return;
    for (var k = 0; k < marks.length && cost < least; k++) {
      var shared = overlap(box, marks[k]), mx = (marks[k][0] + marks[k][2]) / 2, my = (marks[k][1] + marks[k][3]) / 2;
      if (mx > box[0] && mx < box[2] && my > box[1] && my < box[3]) cost = Infinity;  // hides it
      else if (shared) cost += 40 + shared * 0.6;
    }
    if (cost < least) { least = cost; best = { x: t[0], y: t[1], w: w, h: h }; }
  });
  return best;
};

Chart.prototype.controlBoxes = function () {
  var root = this.map.getContainer(), frame = root.getBoundingClientRect(), boxes = [], chart = this;
  root.querySelectorAll(".leaflet-control, .im-credit, .im-notes > *").forEach(function (e) {
    if (e.classList.contains("im-open")) e = chart.dockMore;
    var b = e.getBoundingClientRect();
    if (b.width && b.height) boxes.push([b.left - frame.left - 4, b.top - frame.top - 4, b.right - frame.left + 4, b.bottom - frame.top + 4]);
  });
  return boxes;
};

Chart.prototype.markBoxesInContainer = function () {
  var d = this.kinds.incidents, map = this.map, size = map.getSize(), boxes = [];
  if (!d) return boxes;
  var s = 256 * Math.pow(2, map.getZoom()), o = map.getPixelOrigin(), off = map.containerPointToLayerPoint([0, 0]);
  for (var k = 0; k < d.order.length && boxes.length < 150; k++) {
    var i = d.order[k], x = d.x[i] * s - o.x - off.x, y = d.y[i] * s - o.y - off.y, r = d.r[i] + 4;
    if (x > -r && y > -r && x < size.x + r && y < size.y + r) boxes.push([x - r, y - r, x + r, y + r]);
  }
  return boxes;
};

/* ------------------------------------------------------------- pointer and reports */

Chart.prototype.hover = function (e) {
  var chart = this;
  this.lastMove = e;
  if (this.moveFrame || this.tool) return;
  this.moveFrame = requestAnimationFrame(function () {
    chart.moveFrame = 0;
    var now = chart.lastMove, target = now.originalEvent.target;
    if (chart.map.dragging && chart.map.dragging.moving()) return;
    if (chart.quiet && chart.quiet.distanceTo(now.containerPoint) < 4) return;  // just clicked
    chart.quiet = null;
    if (target.closest && target.closest(".leaflet-control, .im-plate, .im-panel")) return chart.hideTip();
    chart.showTip(now.containerPoint, chart.tipAt(now.containerPoint));
  });
};

Chart.prototype.tipAt = function (point) {
  var i = this.markAt(point, 7);
  if (i >= 0) return markTip(this.kinds.incidents, i);
  return this.originTip(point) || this.regionTip(point);
};

function markTip(d, i) {
  var m = d.marks, rows = Array.from(m.rows.slice(d.start[i], d.start[i + 1])), r = d.rows;
  var km = Array.from(new Set(rows.map(function (k) { return r.km[k]; }))).filter(function (n) { return n > 0; });
  var reach = km.length ? " · ±" + (km.length > 1 ? Math.min.apply(0, km) + "–" : "") + Math.max.apply(0, km) + " km" : "";
  if (rows.length === 1) {
    return "<b>" + word(r.date, rows[0]) + "</b> · " + word(r.type, rows[0]) + "<br>" +
      word(r.toll, rows[0]) + reach + "<br><span>" + word(r.check, rows[0]) + "</span>";
  }
  var dates = Array.from(new Set(rows.map(function (k) { return word(r.date, k); })));
  var said = dates.slice(0, 3).join(", ") + (dates.length > 3 ? " and " + count(dates.length - 3, "more day") : "");
  return "<b>" + word(m.count, i) + "</b> at one point · " + said + "<br>" + tollLines(m.toll, i, "<br>") + reach +
    "<br><span>click for the list</span>";
}

Chart.prototype.originTip = function (point) {
  var d = this.kinds.origins, map = this.map;
  if (!d) return "";
  for (var i = 0; i < d.la.length; i++) {
    var p = map.latLngToContainerPoint([d.la[i] / 1000, d.lo[i] / 1000]);
    if (Math.abs(p.x - point.x) + Math.abs(p.y - point.y) < 11) return d.tip[i];
  }
  return "";
};

Chart.prototype.regionTip = function (point) {
  var d = this.kinds.regions;
  if (!d) return "";
  var ll = this.map.containerPointToLatLng(point), u = unit(ll.lat, ll.lng), ctx = this.sheets.over._ctx;
  ctx.save(); ctx.setTransform(1, 0, 0, 1, 0, 0);
  var found = d.paths.findIndex(function (path) { return ctx.isPointInPath(path, u[0] - REF[0], u[1] - REF[1], "evenodd"); });
  ctx.restore();
  return found < 0 ? "" : d.tip[found];
};

Chart.prototype.showTip = function (point, html) {
  if (!html) return this.hideTip();
  var root = this.map.getContainer(), size = this.map.getSize(), tip = this.tip;
  root.classList.add("im-pointing");
  if (tip.dataset.html !== html) { tip.innerHTML = html; tip.dataset.html = html; }
  tip.style.display = "block";
  var w = tip.offsetWidth, h = tip.offsetHeight;
  var left = Math.max(4, Math.min(size.x - w - 4, point.x + 14));
  var top = point.y - h - 12 > 4 ? point.y - h - 12 : Math.min(size.y - h - 4, point.y + 18);
  tip.style.transform = "translate(" + Math.round(left) + "px," + Math.round(top) + "px)";
};

Chart.prototype.hideTip = function () {
  this.tip.style.display = "none";
  this.map.getContainer().classList.remove("im-pointing");
};

Chart.prototype.click = function (e) {
  if (this.tool) return;           // a tool of tools.js is drawing
  var target = e.originalEvent && e.originalEvent.target;
  if (target && target.closest && target.closest(".leaflet-control, .im-plate, .im-panel")) return;
  var touch = e.originalEvent && e.originalEvent.pointerType === "touch";
  var i = this.markAt(e.containerPoint, touch ? 16 : 8);
  this.hideTip();
  this.quiet = e.containerPoint;
  if (i < 0) return this.close();
  this.opener = null;
  this.openMark(i);
};

/* Tell the app: the feature arrives there as last_active_drawing. */
Chart.prototype.report = function (properties, latlng) {
  var handle = this.handle, feature = {
    type: "Feature", properties: properties,
    geometry: latlng ? { type: "Point", coordinates: [latlng.lng, latlng.lat] } : null
  };
  this.reportedAt = Date.now();
  if (handle) handle.fire("click", { latlng: latlng, layer: { toGeoJSON: function () { return feature; } } });
};

/* ------------------------------------------------------------------------ popups */

/* The popup stands at the side away from what was clicked: in a low map a balloon would
 * push the whole view about. The ring on the mark says which one is meant. */
Chart.prototype.openMark = function (i) {
  var d = this.kinds.incidents, rows = Array.from(d.marks.rows.slice(d.start[i], d.start[i + 1]));
  var latlng = L.latLng(d.marks.la[i] / 1e5, d.marks.lo[i] / 1e5), first = headRow(d, rows);
  var alone = rows.every(function (k) { return k === first || d.rows.part[k] === first; });
  this.show(alone ? { row: d.rows.id[first] } : { mark: d.marks.la[i] + "," + d.marks.lo[i] },
    this.map.latLngToContainerPoint(latlng));
  this.choose(first, latlng, rows);
};

/* The row that speaks for a group: an incident before its parts, then the latest. */
function headRow(d, rows) {
  return rows.slice().sort(function (a, b) {
    return (d.rows.part[a] >= 0) - (d.rows.part[b] >= 0) || d.rows.day[b] - d.rows.day[a] || a - b;
  })[0];
}

Chart.prototype.openArea = function (i) {
  var d = this.kinds.incidents, plate = this.plates.find(function (p) { return p.area === i; });
  var frame = this.map.getContainer().getBoundingClientRect(), b = plate.button.getBoundingClientRect();
  var point = L.point(b.left - frame.left + b.width / 2, b.top - frame.top + b.height / 2);
  this.show({ area: d.areas.id[i] }, point);
  var rows = Array.from(d.areas.rows.slice(d.areaStart[i], d.areaStart[i + 1])).slice(0, LIST_ROWS);
  this.report({ id: textOf(d.areas.id[i]), kind: "area", ids: rows.map(function (k) { return textOf(d.rows.id[k]); }) },
    this.map.containerPointToLatLng(point));
};

Chart.prototype.openRow = function (row, from) {
  var d = this.kinds.incidents, mark = d.markOf[row];
  var latlng = mark < 0 ? this.map.getCenter() : L.latLng(d.marks.la[mark] / 1e5, d.marks.lo[mark] / 1e5);
  this.show({ row: d.rows.id[row], from: from });
  this.choose(row, latlng, [row]);
};

/* Ring first, report second: the answer of the app takes a moment. */
Chart.prototype.choose = function (row, latlng, rows) {
  var d = this.kinds.incidents;
  d.selected = d.rows.id[row];
  this.placeSelected(d);
  this.sheets.marks.repaint();
  this.report({ id: textOf(d.rows.id[row]), kind: "incident",
    ids: rows.slice(0, LIST_ROWS).map(function (k) { return textOf(d.rows.id[k]); }) }, latlng);
};

Chart.prototype.makePanel = function () {
  var chart = this, panel = this.panel = element("div", "im-panel", this.map.getContainer());
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", "Incident");
  this.closer = element("button", "im-close", panel, "×");
  this.closer.type = "button";
  this.closer.setAttribute("aria-label", "Close");
  this.closer.onclick = function () { chart.close(true); };
  this.page = element("div", "im-page", panel);
  this.page.tabIndex = 0;
  L.DomEvent.disableClickPropagation(panel);
  L.DomEvent.disableScrollPropagation(panel);
  panel.addEventListener("click", function (e) {
    var button = e.target.closest("[data-row],[data-back]");
    if (!button) return;
    e.stopPropagation();           // the button is gone before the map would ask where it was
    if (button.dataset.row === undefined) chart.show(chart.open.from);
    else chart.openRow(Number(button.dataset.row), chart.open.row ? chart.open.from : chart.open);
  });
};

Chart.prototype.show = function (what, point) {
  var html = this.content(what), size = this.map.getSize();
  if (!html) return this.close();
  if (!this.panel) this.makePanel();
  this.open = what;
  if (point) {
    this.panel.classList.toggle("im-left", !this.small() && point.x > size.x / 2);
    this.panel.classList.toggle("im-low", this.small() && point.y < size.y / 2);
  }
  this.fill(html);
  this.page.scrollTop = 0;
  this.panel.style.display = "block";
  this.map.getContainer().classList.add("im-reading");
  if (this.opener) this.page.focus({ preventScroll: true });
};

Chart.prototype.fill = function (html) {
  if (this.page.dataset.html === html) return;
  this.page.innerHTML = html;
  this.page.dataset.html = html;
};

Chart.prototype.close = function (giveBack) {
  if (!this.open) return;
  this.open = null;
  this.panel.style.display = "none";
  this.map.getContainer().classList.remove("im-reading");
  if (giveBack) (this.opener || this.map.getContainer()).focus({ preventScroll: true });
};

/* After a change of filter: keep what is open, and where it was read, while it is shown. */
Chart.prototype.keepPopup = function () {
  if (!this.open) return;
  var html = this.content(this.open), top = this.page.scrollTop;
  if (!html) return this.close();
  this.fill(html);
  this.page.scrollTop = top;
};

Chart.prototype.content = function (what) {
  var d = this.kinds.incidents;
  if (!d) return "";
  if (what.row !== undefined) {
    var row = d.index.get(what.row);
    return row === undefined ? "" : card(d, row, what.from && this.content(what.from) ? what.from : null);
  }
  if (what.area !== undefined) {
    var a = d.areas.id.indexOf(what.area);
    return a < 0 ? "" : areaCard(d, a);
  }
  for (var i = 0; i < d.marks.la.length; i++) {
    if (d.marks.la[i] + "," + d.marks.lo[i] === what.mark) return markCard(d, i);
  }
  return "";
};

function areaCard(d, i) {
  var a = d.areas, rows = Array.from(a.rows.slice(d.areaStart[i], d.areaStart[i + 1]));
  return '<div class="im-card"><h3>' + a.name[i] + "</h3><p><b>" + word(a.count, i) + "</b>" + tollList(a.toll, i, " · ") +
    '<p class="im-grey">' + a.note[i].charAt(0).toUpperCase() + a.note[i].slice(1) +
    (a.at[i] ? ", so no dot is drawn." : ".") + "</p>" + rowList(d, rows) + "</div>";
}

/* The end of a paragraph with the toll, or with a list of the tolls of each campaign. */
function tollList(column, i, before) {
  var lines = word(column, i).split("\n");
  if (lines.length < 2) return before + (before ? lines[0] : "<b>" + lines[0] + "</b>") + "</p>";
  return before + 'Each campaign apart:</p><ul class="im-tolls"><li>' + lines.join("</li><li>") + "</li></ul>";
}

function markCard(d, i) {
  var m = d.marks, rows = Array.from(m.rows.slice(d.start[i], d.start[i + 1]));
  return '<div class="im-card"><h3>' + word(m.count, i) + " at one point</h3><p>" + tollList(m.toll, i, "") +
    rowList(d, rows) + "</div>";
}

function rowList(d, rows) {
  var r = d.rows, sorted = rows.slice().sort(function (a, b) { return r.day[b] - r.day[a] || a - b; });
  var types = new Set(rows.map(function (k) { return word(r.type, k); }));
  var items = sorted.slice(0, LIST_ROWS).map(function (k) {
    var more = (types.size > 1 ? " · " + word(r.type, k) : "") + (r.part[k] >= 0 ? " · part" : "") + " · " + word(r.check, k);
    return '<li><button type="button" data-row="' + k + '"><b>' + word(r.date, k) + "</b> · " + word(r.short, k) +
      '<span class="im-grey">' + more + "</span></button></li>";
  }).join("");
  var same = types.size === 1 ? '<p class="im-grey">Each: ' + Array.from(types)[0] + "</p>" : "";
  var more = sorted.length > LIST_ROWS
    ? '<p class="im-grey">and ' + (sorted.length - LIST_ROWS).toLocaleString("en") + " more: narrow the filters, or see the table</p>" : "";
  return same + '<ul class="im-list">' + items + "</ul>" + more;
}

function line(label, html) { return html ? '<p><span class="im-label">' + label + "</span> " + html + "</p>" : ""; }

function card(d, k, from) {
  var r = d.rows, mark = d.markOf[k], km = r.km[k] > 0 ? "±" + r.km[k].toLocaleString("en") + " km" : "";
  var back = from ? '<button type="button" class="im-back" data-back>‹ back to the list</button>' : "";
  var people = [];
  if (r.missing && r.missing[k] > 0) people.push(r.missing[k] + " presumed dead among them");
  if (r.survivors && r.survivors[k] > 0) people.push(count(r.survivors[k], "survivor"));
  var known = [word(r.precision, k), mark >= 0 ? km : ""].filter(Boolean).join(", ");
  var units = [];
  if (r.strikes && r.strikes[k] > 0) units.push(count(r.strikes[k], "strike"));
  if (r.vessels && r.vessels[k] > 0) units.push(count(r.vessels[k], "vessel"));
  var target = word(r.target, k);
  return '<div class="im-card">' + back + "<h3>" + word(r.date, k) + " · " + word(r.type, k) + "</h3>" +
    tollLine(r, k) + (people.length ? " · " + people.join(" · ") : "") + "</p>" +
    '<p class="im-tags"><b>' + word(r.check, k) + "</b>" + (units.length ? " · " + units.join(" · ") : "") + "</p>" +
    line("Place as reported", word(r.loc, k)) +
    line("Known to", known) +
    line("Distance", word(r.where, k)) +
    line("Left from, as reported", word(r.origin, k)) +
    line("Actor", word(r.actor, k)) +
    line("Claimed target", target && target + ", according to " + (word(r.by, k) || "the report")) +
    line("Vessel", word(r.vessel, k)) +
    line("Nationality, as reported", word(r.people, k)) +
    family(d, k) +
    (mark >= 0 ? '<p class="im-grey">Our point, read from the reports. Not a reported position.</p>' : "") +
    line("How the point was chosen", word(r.how, k)) +
    line("Notes", word(r.notes, k)) +
    sources(word(r.sources, k)) +
    '<p class="im-grey im-id">' + r.id[k] + "</p></div>";
}

/* A part adds to the toll of its incident; both figures are said. */
function tollLine(r, k) {
  var total = word(r.total, k), own = word(r.toll, k);
  if (!total) return "<p><b>" + own + "</b>";
  return "<p><b>" + total + "</b> with its parts; " + own + " in this row";
}

function family(d, k) {
  var r = d.rows, parts = d.children.get(k) || [], parent = r.part[k];
  var up = parent < 0 ? "" : '<p><span class="im-label">Part of</span> <button type="button" class="im-inline" data-row="' +
    parent + '">' + word(r.date, parent) + " · " + word(r.type, parent) + "</button></p>";
  if (!parts.length) return up;
  return up + '<p><span class="im-label">Its parts (' + parts.length + ")</span></p>" + '<ul class="im-list">' + parts.map(function (p) {
    return '<li><button type="button" data-row="' + p + '">' + (word(r.loc, p) || word(r.type, p)) +
      '<span class="im-grey"> · ' + word(r.short, p) + "</span></button></li>";
  }).join("") + "</ul>";
}

function sources(list) {
  if (!list || !list.length) return "";
  return '<p><span class="im-label">Sources</span></p><ul class="im-sources">' + list.map(function (s) {
    var name = s[0] || s[1];
    var link = s[1] ? '<a href="' + s[1] + '" target="_blank" rel="noopener noreferrer">' + name + "</a>" : name;
    return "<li>" + link + (s[2] ? ", " + s[2] : "") +
      (s[3] ? '<span class="im-grey"> · page not opened by us, quoted from ' + s[3] + "</span>" : "") + "</li>";
  }).join("") + "</ul>";
}

/* --------------------------------------------------- legend, scale, credit, notes */

Chart.prototype.makeControls = function () {
  var map = this.map, chart = this, small = this.small();
  var home = element("a", "im-home", map.zoomControl.getContainer(),
    '<svg width="14" height="14" viewBox="0 0 14 14"><path d="M1 5V1h4M9 1h4v4M13 9v4H9M5 13H1V9" fill="none" stroke="currentColor" stroke-width="1.8"/></svg>');
  home.href = "#"; home.title = "Whole map"; home.setAttribute("role", "button"); home.setAttribute("aria-label", "Whole map");
  L.DomEvent.on(home, "click", function (e) { L.DomEvent.stop(e); chart.fit(); });
  this.scale = this.control("bottomleft", "im-scale");
  this.dock = this.control("bottomleft", "im-dock");
  this.dockList = element("div", "im-dock-list", this.dock);
  this.dockMore = element("button", "im-dock-more", this.dock);
  this.dockMore.type = "button";
  this.dockMore.onclick = function () {
    chart.dockMore.setAttribute("aria-expanded", chart.dock.classList.toggle("im-open"));
  };
  this.legend = this.control(small ? "topright" : "bottomright", "im-legend");
  this.legend.setAttribute("role", "group");
  this.legend.setAttribute("aria-label", "Legend");
  this.details = element("details", "", this.legend, '<summary>Legend</summary><div class="im-rows"></div>');
  this.details.open = !small;
  this.details.addEventListener("toggle", function () { chart.layout(); });
  this.details.firstChild.addEventListener("click", function () { chart.legendChosen = true; });
  addEventListener("beforeprint", function () { chart.details.open = true; });
  this.credit = element("div", "im-credit", map.getContainer());
  this.notes = element("div", "im-notes", map.getContainer());
  this.notes.setAttribute("role", "status");
  map.on("moveend zoomend resize", function () { chart.drawScale(); });
  this.drawFurniture();
};

/* With new rows a legend that nobody opened or closed steps aside where it would hide a
 * mark, and comes back where there is none; a moved view leaves it as it is. */
Chart.prototype.clearLegend = function () {
  if (!this.newRows || this.legendChosen || this.small()) return;
  this.newRows = false;
  this.details.open = true;  // as large as these rows make it
  var frame = this.map.getContainer().getBoundingClientRect(), b = this.legend.getBoundingClientRect();
  this.details.open = !this.markBoxesInContainer().some(function (m) {
    var x = (m[0] + m[2]) / 2 + frame.left, y = (m[1] + m[3]) / 2 + frame.top;
    return x > b.left && x < b.right && y > b.top && y < b.bottom;
  });
};

Chart.prototype.control = function (position, name) {
  var made, control = L.control({ position: position });
  control.onAdd = function () {
    made = element("div", name);
    L.DomEvent.disableClickPropagation(made);
    L.DomEvent.disableScrollPropagation(made);
    return made;
  };
  control.addTo(this.map);
  return made;
};

PREPARE.focus = PREPARE.regions;
PAINT.focus = PAINT.regions;

var LAYER_ORDER = ["incidents", "focus", "origins", "regions", "zones", "places"];

Chart.prototype.drawFurniture = function () {
  var rows = [], credits = [this.setup.credit], kinds = this.kinds;
  LAYER_ORDER.forEach(function (kind) {
    var d = kinds[kind];
    if (!d) return;
    rows = rows.concat(d.legend || []);
    if (d.credit) credits.push(d.credit);
  });
  rows = rows.concat(this.setup.legend);
  var html = rows.map(function (r) {
    return '<div class="im-row">' + (r[0] ? '<span class="im-sign">' + r[0] + "</span>" : "") + "<span>" + r[1] + "</span></div>";
  }).join("");
  var holder = this.details.querySelector(".im-rows");
  if (holder.dataset.html !== html) { holder.innerHTML = html; holder.dataset.html = html; }
  this.credit.innerHTML = credits.join(" · ");
  var root = this.map.getContainer();
  root.style.setProperty("--im-foot", this.credit.offsetHeight + "px");
  root.style.setProperty("--im-legend", Math.round(this.map.getSize().y * (this.small() ? 0.6 : 0.44)) + "px");
};

function roundLength(most) {
  var ten = Math.pow(10, Math.floor(Math.log10(most))), f = most / ten;
  return ten * (f >= 5 ? 5 : f >= 3 ? 3 : f >= 2 ? 2 : f >= 1.5 && most >= 1000 ? 1.5 : 1);
}

Chart.prototype.drawScale = function () {
  var map = this.map, lat = map.getCenter().lat;
  if (!map.getSize().x) return;
  var metres = 40075016.686 * Math.cos(lat * Math.PI / 180) / (256 * Math.pow(2, map.getZoom()));
  var width = 90;
  this.scale.innerHTML = [[1000, "km"], [1852, "NM"]].map(function (u) {
    var length = roundLength(metres * width / u[0]), px = Math.round(length * u[0] / metres);
    return '<span style="width:' + px + 'px">' + length.toLocaleString("en") + " " + u[1] + "</span>";
  }).join("");
  this.scale.title = "True at the middle of this view (latitude " + Math.abs(lat).toFixed(0) + "° " + (lat < 0 ? "S" : "N") + ")";
};

Chart.prototype.note = function (key, text) {
  this.noted = this.noted || {};
  if ((this.noted[key] || "") === text) return;
  this.noted[key] = text;
  var all = this.noted;
  this.notes.innerHTML = Object.keys(all).filter(function (k) { return all[k]; })
    .map(function (k) { return "<div>" + all[k] + "</div>"; }).join("");
};

/* -------------------------------------------------------- layers come and layers go */

Chart.prototype.take = function (handle) {
  var chart = this, kind = handle.kind;
  this.pending[kind] = handle;
  if (kind === "incidents") {
    this.handle = handle;
    if (window.IncidentMap.useTools) window.IncidentMap.useTools(this, handle.state);
  }
  var now = this.kinds[kind];
  if (now && now.packed === handle.packed) {
    var before = now.selected;
    now.selected = handle.state.selected;
    if (kind !== "incidents") return;
    this.placeSelected(now);
    if (before !== now.selected) this.followSelected();
    return this.sheets.marks.repaint();
  }
  decode(handle.packed).then(function (d) {
    if (chart.pending[kind] !== handle) return;   // a newer one is on its way
    PREPARE[kind](d);
    d.packed = handle.packed;
    d.selected = handle.state.selected;
    var before = chart.kinds[kind] ? chart.kinds[kind].selected : "";
    chart.kinds[kind] = d;
    chart.changed(kind);
    if (kind === "incidents" && d.selected !== before) chart.followSelected();
  }, function (error) {
    chart.note("broken", "This layer could not be read: " + kind);
    console.error(error);
  });
};

/* The page chose another incident: an open popup turns to it, and the map moves only if
 * its mark, or the plate of its area, is out of sight. */
Chart.prototype.followSelected = function () {
  var d = this.kinds.incidents, row = d.index.get(d.selected), mark = row === undefined ? -1 : d.markOf[row];
  this.aim = null;
  if (row === undefined) return this.open && this.open.row !== undefined ? this.close() : undefined;
  var at = mark >= 0 ? [d.marks.la[mark] / 1e5, d.marks.lo[mark] / 1e5] : d.areaOf[row] >= 0 ? d.areas.at[d.areaOf[row]] : null;
  if (at) { this.aim = L.latLng(at); this.bringIntoSight(mark < 0 && this.areaInView(d.areaOf[row])); }
  if (this.open) this.show({ row: d.selected }, at ? this.map.latLngToContainerPoint(at) : undefined);
};

Chart.prototype.bringIntoSight = function (seen) {
  var size = this.map.getSize(), p = this.map.latLngToContainerPoint(this.aim), edge = 30;
  if (seen || p.x > edge && p.y > edge && p.x < size.x - edge && p.y < size.y - edge) return;
  this.map.panTo(this.aim, { animate: this.touched && !matchMedia("(prefers-reduced-motion: reduce)").matches });
};

/* A removed layer stays on the screen until its successor is there: nothing flickers. */
Chart.prototype.drop = function (handle) {
  var chart = this, kind = handle.kind;
  setTimeout(function () {
    if (chart.pending[kind] !== handle) return;
    delete chart.pending[kind];
    delete chart.kinds[kind];
    chart.changed(kind);
  }, 50);
};

Chart.prototype.changed = function (kind) {
  var d = this.kinds.incidents;
  if (kind === "incidents") {
    this.makePlates();
    this.note("empty", d && !d.n ? "No incident matches the filters" : "");
    this.keepPopup();
  }
  this.drawFurniture();
  this.newRows = this.newRows || kind === "incidents";
  this.layout();
  this.repaint();
  this.shown = d ? d.n : 0;
};

var Handle = L.Layer.extend({
  initialize: function (kind, packed, state) { this.kind = kind; this.packed = packed; this.state = state; },
  onAdd: function (map) { if (map.incidentChart) map.incidentChart.take(this); },
  onRemove: function (map) { if (map.incidentChart) map.incidentChart.drop(this); }
});

window.IncidentMap = {
  /* Prepare a Leaflet map; called once, by the base map. */
  base: function (map, setup) {
    map.incidentChart = this.chart = new Chart(map, setup);
    // The component's page is a little taller than its frame: a map does not scroll.
    if (window.parent !== window) addEventListener("scroll", function () { scrollTo(0, 0); });
  },
  /* A Leaflet layer for packed columns; the component keeps a list that it never empties. */
  layer: function (kind, packed, state) {
    if (window.feature_group) {
      window.feature_group = window.feature_group.filter(function (l) { return l._map; });
    }
    return new Handle(kind, packed, state);
  }
};
})();
