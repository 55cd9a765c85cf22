/** Plates: one for each area of which nothing more is known. Room for each, or the dock. */
import { controlBoxes, note } from "./controls.js";
import { boxAround, grown, insideRing, isInside, moved } from "./geometry.js";
import { drawGround, landOutside } from "./ground.js";
import { chooseCircles } from "./layers/circles.js";
import { markBoxesInContainer } from "./layers/marks.js";
import { boxesAlong, drawLeader } from "./leader.js";
import { clearLegend } from "./legend.js";
import { textAt, tollAt } from "./packing.js";
import { addElement, textOf } from "./page.js";
import { openArea } from "./popup.js";
import { findRoom } from "./room.js";
import { markSelected } from "./selected.js";
import { fill, fillCounted } from "./texts.js";

/** @param {Chart} chart */
export const makePlates = (chart) => {
  const d = chart.kinds.incidents, pane = /** @type {HTMLElement} */ (chart.map.getPane("im-plates"));
  pane.innerHTML = "";
  chart.dockList.innerHTML = "";
  chart.plates = !d ? [] : d.areas.id.map((_, area) => makePlate(chart, d.areas, area, pane))
    .sort((p, q) => d.areas.n[q.area] - d.areas.n[p.area]);
};

/**
 * @param {Chart} chart
 * @param {Areas} areas
 * @param {number} area
 * @param {HTMLElement} pane
 * @returns {Plate}
 */
const makePlate = (chart, areas, area, pane) => {
  const maybe = areas.maybe[area], look = maybe ? " im-dash im-beside" : areas.dash[area] ? " im-dash" : "";
  const button = addElement("button", `im-plate${look}`, pane,
    `<i>${areas.name[area]}</i><b>${textAt(areas.count, area)}</b>` +
    `<u>${tollAt(areas.short, area, "<br>")}</u>${wholeToll(areas, area)}${maybe && `<em>${maybe}</em>`}`);
  button.type = "button";
  button.title = textOf(areaText(chart.setup.texts.area_title, areas, area));
  if (!chart.cardIsOfPage) button.setAttribute("aria-haspopup", "dialog");
  L.DomEvent.disableClickPropagation(button);
  button.addEventListener("click", (event) => {
    chart.opener = event.detail === 0 ? button : null;  // by keyboard
    openArea(chart, area);
  });
  return { area, button, latlng: null, leader: null };
};

/**
 * In the list of docked plates there is room for the toll of each campaign.
 * @param {Areas} areas
 * @param {number} area
 */
const wholeToll = (areas, area) => {
  const whole = tollAt(areas.toll, area, "; ");
  return whole === textAt(areas.toll, area) ? "" : `<u class="im-whole">${whole}</u>`;
};

/**
 * A plate in one line: its name, its count and its whole toll.
 * @param {string} template
 * @param {Areas} areas
 * @param {number} area
 */
const areaText = (template, areas, area) => fill(template, {
  name: areas.name[area], count: textAt(areas.count, area), toll: tollAt(areas.toll, area, "; "), note: areas.note[area]
});

/**
 * Find room for every plate in its own area; what has none is docked at the edge.
 * @param {Chart} chart
 */
export const layOut = (chart) => {
  const d = chart.kinds.incidents;
  clearLegend(chart);
  note(chart, "circles", chooseCircles(chart));
  if (d) standOrDock(chart, d);
  sumDock(chart);
  if (d) placeWaiting(chart, d);
  movePlates(chart);
  markSelected(chart);
  repaintOver(chart);
};

/**
 * Put each plate where its area is in view on the map, and the others into the dock.
 * @param {Chart} chart
 * @param {Incidents} d
 */
const standOrDock = (chart, d) => {
  const pane = /** @type {HTMLElement} */ (chart.map.getPane("im-plates"));
  chart.plates.forEach((plate) => {
    const stands = !!d.areas.at[plate.area] && isAreaInView(chart, d.areas, plate.area);
    takeUp(plate);
    plate.button.classList.toggle("im-docked", !stands);
    (stands ? pane : chart.dockList).appendChild(plate.button);
  });
};

/** @param {Plate} plate */
const takeUp = (plate) => {
  plate.button.classList.remove("im-short");
  plate.latlng = plate.leader = null;
  drawLeader(plate.button, null, { x: 0, y: 0 });
};

/**
 * A plate that has to be docked takes room from the others: then all are placed anew.
 * @param {Chart} chart
 * @param {Incidents} d
 */
const placeWaiting = (chart, d) => {
  const marks = markBoxesInContainer(chart);
  let waiting = chart.plates.filter((plate) => !plate.button.classList.contains("im-docked"));
  const ground = waiting.length ? drawGround(chart) : null;
  const foreign = new Map(waiting.map((plate) => [plate, foreignLand(chart, d.areas, plate.area, ground)]));
  while (waiting.length) {
    const without = placeAll(chart, d.areas, waiting, marks, foreign);
    if (!without) return;
    waiting.forEach(takeUp);
    waiting = waiting.filter((plate) => plate !== without);
    without.button.classList.add("im-docked");
    chart.dockList.appendChild(without.button);
    sumDock(chart);
  }
};

/**
 * What of a box is land on which the plate of an area may not stand.
 * @param {Chart} chart
 * @param {Areas} areas
 * @param {number} area
 * @param {HTMLCanvasElement | null} ground
 */
const foreignLand = ({ map }, areas, area, ground) => {
  const ring = areas.land[area] ? areas.ring[area] : null;
  return ground && landOutside(ground, ring && ringInContainer(map, ring));
};

/**
 * @param {Chart} chart
 * @param {Areas} areas
 * @param {Plate[]} waiting
 * @param {Box[]} marks
 * @param {Map<Plate, ((box: Box) => number) | null>} foreign land, for each plate
 * @returns {Plate | undefined} the first for which there is no room
 */
const placeAll = (chart, areas, waiting, marks, foreign) => {
  const { map } = chart, taken = controlBoxes(chart);
  return waiting.find((plate) => {
    const { button } = plate;
    const found = roomFor(chart, areas, plate, foreign.get(plate) ?? null, taken, marks);
    if (!found) return true;
    taken.push(grown(found.box, 4), ...boxesAlong(found.leader));
    plate.leader = found.leader;
    drawLeader(button, found.leader, found);
    plate.latlng = map.containerPointToLatLng([found.x, found.y]);
    return false;
  });
};

/**
 * Room in the best part of its area, else anywhere in it; without the toll where that
 * needs too much.
 * @param {Chart} chart
 * @param {Areas} areas
 * @param {Plate} plate
 * @param {((box: Box) => number) | null} foreign
 * @param {Box[]} taken
 * @param {Box[]} marks
 */
const roomFor = ({ map }, areas, { area, button }, foreign, taken, marks) => {
  const { x, y } = map.latLngToContainerPoint(/** @type {[number, number]} */ (areas.at[area]));
  const rings = [areas.ring[area], areas.wide[area]].flatMap((each) => (each ? [ringInContainer(map, each)] : []));
  for (const isShort of [false, true]) {
    button.classList.toggle("im-short", isShort);
    const w = button.offsetWidth / 2, h = button.offsetHeight / 2;
    for (const ring of rings.length ? rings : [null]) {
      const wanted = { x, y, w, h, ring, land: areas.land[area], foreign };
      const found = findRoom(wanted, map.getSize(), taken, marks);
      if (found) return found;
    }
  }
  button.classList.remove("im-short");
  return null;
};

/**
 * Up to two docked plates are shown; more are one line that opens to the list of them,
 * with their tolls; a pointer or a screen reader has the list without opening it.
 * @param {Chart} chart
 */
const sumDock = ({ kinds, plates, dock, dockList, dockMore, setup: { texts } }) => {
  const areas = /** @type {Areas} */ (kinds.incidents?.areas);
  const docked = plates.filter((plate) => plate.button.parentNode === dockList);
  const sum = docked.reduce((total, plate) => total + areas.inc[plate.area], 0);
  dock.classList.toggle("im-many", docked.length > 2);
  dockMore.hidden = docked.length <= 2; // else "0 more areas", where the style sheet comes late
  dockMore.innerHTML = fillCounted(texts.more_areas, sum, { areas: docked.length });
  dockMore.title = textOf(docked.map((plate) => areaText(texts.area, areas, plate.area)).join("\n"));
};

/**
 * Tell the painters what names must keep clear of, and have them paint.
 * @param {Chart} chart
 */
const repaintOver = (chart) => {
  const { map, plates, sheets } = chart, corner = map.containerPointToLayerPoint([0, 0]);
  const standing = plates.flatMap(({ latlng, button, leader }) => {
    if (!latlng) return [];
    const { x, y } = map.latLngToContainerPoint(latlng);
    return [boxAround(x, y, button.offsetWidth / 2 + 3, button.offsetHeight / 2 + 3), ...boxesAlong(leader)];
  });
  chart.boxes = [...controlBoxes(chart), ...standing].map((box) => moved(box, corner.x, corner.y));
  sheets.over.repaint();
  sheets.circles.repaint();
};

/**
 * Put the plates where their places are now, or will be at the end of a zoom.
 * @param {Chart} chart
 * @param {{center: L.LatLng, zoom: number}} [target]
 */
export const movePlates = ({ map, plates }, target) => {
  plates.forEach(({ latlng, button }) => {
    if (!latlng) {
      button.style.transform = "";
      return;
    }
    const at = target ? map._latLngToNewLayerPoint(latlng, target.zoom, target.center) : map.latLngToLayerPoint(latlng);
    const x = Math.round(at.x - button.offsetWidth / 2), y = Math.round(at.y - button.offsetHeight / 2);
    button.style.transform = `translate(${x}px,${y}px)`;
  });
};

/**
 * @param {L.Map} map
 * @param {number[]} ring flat longitude, latitude in 0.01 degrees
 */
const ringInContainer = (map, ring) => {
  const out = [];
  for (let k = 0; k < ring.length; k += 2) {
    const { x, y } = map.latLngToContainerPoint([ring[k + 1] / 100, ring[k] / 100]);
    out.push(x, y);
  }
  return out;
};

/**
 * @param {Chart} chart
 * @param {Areas} areas
 * @param {number} area one that has a place on the map
 */
export const isAreaInView = (chart, areas, area) => {
  const size = chart.map.getSize(), outline = areas.wide[area] ?? areas.ring[area];
  const { x, y } = chart.map.latLngToContainerPoint(/** @type {[number, number]} */ (areas.at[area]));
  if (isInside(x, y, [0, 0, size.x, size.y])) return true;
  if (!outline) return false;
  const ring = ringInContainer(chart.map, outline);
  for (let gx = 0.05; gx < 1; gx += 0.1) {
    for (let gy = 0.05; gy < 1; gy += 0.1) if (insideRing(gx * size.x, gy * size.y, ring)) return true;
  }
  return false;
};
