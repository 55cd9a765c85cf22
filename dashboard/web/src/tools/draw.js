/** Drawing a rectangle, a shape or a line to measure. */
import { close } from "../popup.js";
import { hideTip } from "../pointer.js";
import { isOn } from "../page.js";
import { fill } from "../texts.js";
import { labelLengths } from "./measure.js";
import { isDoubleTap, isDrag, isNear, MOST_CORNERS, rectangleCorners, rounded, turnTo } from "./shape.js";
import { send } from "./tell.js";

/** What a pointer may press while a tool is on; all else is the tool's. */
const BUTTONS = ".im-tools, .leaflet-control-zoom";

/**
 * Take every press on the map while a tool is on, and the click that follows it: it may
 * come late, when the tool is put down and a plate or a mark would take it.
 * @param {Tools} tools
 */
export const listenToPointer = (tools) => {
  const root = tools.map.getContainer();
  /** @type {(name: string, handle: (event: PointerEvent) => void) => void} */
  const on = (name, handle) =>
    root.addEventListener(name, (event) => handle(/** @type {PointerEvent} */ (event)), true);
  on("pointerdown", (event) => {
    tools.pressed = isForTool(tools, event);
    if (tools.pressed) hand(tools, event, down);
  });
  on("pointermove", (event) => { if (isForTool(tools, event)) hand(tools, event, move); });
  on("pointerup", (event) => { if (tools.tool && tools.pressed) hand(tools, event, up); });
  ["click", "dblclick"].forEach((name) => on(name, (event) => {
    if (!tools.pressed || event.detail === 0) return;  // 0: by keyboard
    event.preventDefault();
    event.stopImmediatePropagation();
  }));
  document.addEventListener("keydown", (event) => {
    if (tools.tool || tools.points.length) key(tools, event);
  });
};

/**
 * @param {Tools} tools
 * @param {PointerEvent} event
 */
const isForTool = (tools, event) => !!tools.tool && !isOn(event.target, BUTTONS);

/**
 * @param {Tools} tools
 * @param {PointerEvent} event
 * @param {(tools: Tools, at: L.LatLng, point: L.Point) => void} handle
 */
const hand = (tools, event, handle) => {
  event.preventDefault();
  handle(tools, tools.map.mouseEventToLatLng(event), tools.map.mouseEventToContainerPoint(event));
};

/**
 * Take up a tool, or put it down.
 * @param {Tools} tools
 * @param {string} name
 */
export const toggle = (tools, name) => {
  const { chart, map } = tools, isNew = tools.tool !== name;
  stop(tools);
  clear(tools);
  if (!isNew) return;
  tools.tool = chart.tool = name;
  close(chart);
  hideTip(chart);
  map.getContainer().classList.add("im-drawing");
  map.dragging.disable();
  map.doubleClickZoom.disable();
  tools.buttons[name].setAttribute("aria-pressed", "true");
  tools.hint.textContent = chart.setup.texts[/** @type {`hint_${ToolName}`} */ (`hint_${name}`)];
};

/** @param {Tools} tools */
const stop = (tools) => {
  const { chart, map } = tools;
  if (!tools.tool) return;
  tools.buttons[tools.tool].setAttribute("aria-pressed", "false");
  tools.tool = chart.tool = "";
  tools.hint.textContent = "";
  map.getContainer().classList.remove("im-drawing");
  map.dragging.enable();
  map.doubleClickZoom.enable();
};

/** @param {Tools} tools */
const clear = (tools) => {
  tools.points = [];
  tools.draft.setLatLngs([]);
  tools.words.clearLayers();
};

/**
 * @param {Tools} tools
 * @param {L.LatLng} at
 * @param {L.Point} point
 */
const down = (tools, at, point) => {
  if (tools.tool !== "rectangle" || tools.points.length) return;
  tools.points = [at];
  tools.downAt = point;
};

/**
 * @param {Tools} tools
 * @param {L.LatLng} at
 */
const move = (tools, at) => {
  const { points, draft } = tools;
  if (!points.length) return;
  if (tools.tool === "rectangle") {
    const corners = rectangleCorners(points[0], at);
    draft.setLatLngs([...corners, corners[0]]);
    return;
  }
  draft.setLatLngs([...points, at]);
  if (tools.tool === "measure") labelLengths(tools, [...points, at]);
};

/**
 * @param {Tools} tools
 * @param {L.LatLng} at
 * @param {L.Point} point
 */
const up = (tools, at, point) => {
  if (tools.tool === "rectangle") endDrag(tools, at, point);
  else addCorner(tools, at, point);
};

/**
 * @param {Tools} tools
 * @param {L.LatLng} at
 * @param {L.Point} point
 */
const endDrag = (tools, at, point) => {
  if (tools.downAt && !isDrag(tools.downAt, point)) tools.downAt = null;  // a tap: the other corner follows
  else if (tools.points.length) finish(tools, rectangleCorners(tools.points[0], at));
};

/**
 * @param {Tools} tools
 * @param {L.LatLng} at
 * @param {L.Point} point
 */
const addCorner = (tools, at, point) => {
  const { points, map } = tools, now = performance.now();
  const pixels = points.map((each) => map.latLngToContainerPoint(each));
  const last = pixels[pixels.length - 1];
  const isClosing = tools.tool === "polygon" && points.length > 2 && isNear(pixels[0], point);
  if (isDoubleTap(last, point, now - tools.addedAt) || isClosing) {
    end(tools);
  } else if (last && isNear(last, point)) {
    tools.addedAt = now;           // a leg of no length: it may begin a double click
  } else if (points.length >= MOST_CORNERS) {
    tools.hint.textContent = fill(tools.chart.setup.texts.most_corners, { n: MOST_CORNERS });
  } else {
    points.push(at);
    tools.addedAt = now;
    move(tools, at);
  }
};

/**
 * @param {Tools} tools
 * @param {KeyboardEvent} event
 */
const key = (tools, event) => {
  const isDrawing = tools.tool && tools.points.length;
  if (event.key === "Escape") {
    stop(tools);
    clear(tools);
  } else if (event.key === "Enter" && isDrawing) {
    event.preventDefault();
    end(tools);
  } else if (event.key === "Backspace" && isDrawing) {
    tools.points.pop();
    tools.draft.setLatLngs(tools.points);
    if (tools.tool === "measure") labelLengths(tools, tools.points);
  }
};

/** @param {Tools} tools */
const end = (tools) => {
  if (tools.tool === "measure") {
    tools.draft.setLatLngs(tools.points);
    labelLengths(tools, tools.points);
    stop(tools);
  } else if (tools.tool === "polygon" && tools.points.length > 2) {
    finish(tools, tools.points);
  }
};

/**
 * @param {Tools} tools
 * @param {{lat: number, lng: number}[]} corners
 */
const finish = (tools, corners) => {
  stop(tools);
  tools.draft.setLatLngs([...corners, corners[0]]);
  tools.points = [];
  tools.downAt = null;
  tools.sent = true;
  send(tools, { kind: "shape", corners: corners.map(({ lat, lng }) => [rounded(lat), rounded(lng)]) });
};

/** @param {Tools} tools */
export const remove = (tools) => {
  stop(tools);
  clear(tools);
  send(tools, { kind: "shape", corners: [] });
};

/**
 * Show what Python made of a drawing, which gives way to it; a measured line stays.
 * @param {Tools} tools
 * @param {[number, number][] | null | undefined} corners
 */
export const showShape = (tools, corners) => {
  const text = JSON.stringify(corners ?? null);
  if (tools.shown !== text || tools.sent) {    // a refused drawing goes too
    tools.shown = text;
    tools.sent = false;
    if (!tools.tool && !tools.points.length) tools.draft.setLatLngs([]);
  }
  tools.buttons.remove.style.display = corners ? "" : "none";
  if (corners) tools.shape.setLatLngs(besideView(tools, corners)).addTo(tools.map);
  else tools.shape.remove();
};

/**
 * A shape past 180° is shown in the turn of the world that is in view.
 * @param {Tools} tools
 * @param {[number, number][]} corners
 * @returns {[number, number][]}
 */
const besideView = ({ map }, corners) => {
  const longitudes = corners.map(([, lng]) => lng);
  const by = turnTo(Math.min(...longitudes), Math.max(...longitudes), map.getCenter().lng);
  return corners.map(([lat, lng]) => [lat, lng + by]);
};
