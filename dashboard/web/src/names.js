/** Names of seas, countries and states: each in its own water or land, where there is room. */
import { FONT } from "./font.js";
import { boxAround, hits, isInside, isWithin, overlap } from "./geometry.js";
import { markBoxes } from "./layers/marks.js";
import { textOf } from "./page.js";
import { isSmall, viewBox } from "./view.js";

/** Oceans and basins first: they say where a mark is. Then countries, bays, states.
 * @type {Record<string, number>} */
const ORDER = { ocean: 0, basin: 0, country: 1, sea: 2, state: 3 };
/** Pixels of a line with its halo, as geodata/lettering.py counts.
 * @type {Record<string, number>} */
const HEIGHTS = { country: 12, state: 15, sea: 17, basin: 17, ocean: 17 };
const HALO = 6, LEADER_INTO_LAND = 3;
const LATER_ON_SMALL = 0.75;  // zoom by which a phone shows countries later

/** @param {string} kind */
const isWater = (kind) => kind === "sea" || kind === "basin" || kind === "ocean";

/**
 * @param {string} kind
 * @param {boolean} small
 */
const nameFont = (kind, small) => {
  if (kind === "state") return `400 ${small ? 11 : 12}px ${FONT}`;
  if (kind === "country") return `600 ${small ? 10 : 11}px ${FONT}`;
  return `italic 400 ${small ? 12 : 14}px ${FONT}`;
};

/**
 * The names that a zoom shows, the most important first.
 * @param {SeaOrLandName[]} labels
 * @param {number} zoom
 * @param {boolean} small
 * @param {string[]} hidden
 */
export const namesToShow = (labels, zoom, small, hidden) => labels.filter((label) =>
  !hidden.includes(label.text) && zoom >= label.zoom + (small && label.kind === "country" ? LATER_ON_SMALL : 0)
).sort((a, b) => ORDER[a.kind] - ORDER[b.kind] || a.zoom - b.zoom);

/**
 * Where a name may stand at a zoom: in its own land or water, else on the water before its
 * own coast, with a leader to it. Places are good for a name of a certain width; one that
 * is drawn larger has room later, one that is drawn smaller sooner.
 * @param {SeaOrLandName} label
 * @param {number} width of the name in pixels
 * @param {number} zoom
 * @param {Pick<import("./pen.js").Pen, "x" | "y">} pen
 * @returns {{x: number, y: number, coast?: [number, number]}[]}
 */
export const placesOf = (label, width, zoom, pen) => {
  const later = Math.log2(width / label.width);
  const inside = label.rooms.filter((room) => zoom >= room.zoom + later)
    .map(({ at }) => ({ x: pen.x(at[0]), y: pen.y(at[1]) }));
  if (inside.length || later > 0) return inside;
  const step = Math.floor(zoom * 4) / 4;
  return label.beside.filter(({ first, last }) => step >= first && step <= last)
    .map(({ at, right, down }) => {
      const x = pen.x(at[0]), y = pen.y(at[1]);
      return { x: x + right, y: y + down, coast: [x, y] };
    });
};

/**
 * Whether any place of a name lies where is painted: the other names need no measuring.
 * @param {SeaOrLandName} label
 * @param {import("./pen.js").Pen} pen
 */
const isNear = ({ rooms, beside }, pen) => [...rooms, ...beside].some(({ at }) =>
  isInside(pen.x(at[0]), pen.y(at[1]), [pen.left, pen.top, pen.right, pen.bottom]));

/**
 * The first place that is free and in view, else the first outside of it, where the next
 * drag may lead; the edge of the view cuts no name. Null if there is none.
 * @template {{x: number, y: number}} T
 * @param {T[]} places
 * @param {number} halfWidth
 * @param {number} halfHeight
 * @param {Box[]} taken
 * @param {Box} view
 */
export const freePlace = (places, halfWidth, halfHeight, taken, view) => {
  const free = places.map((place) => ({ ...place, box: boxAround(place.x, place.y, halfWidth, halfHeight) }))
    .filter(({ box }) => !hits(box, taken));
  return free.find(({ box }) => isWithin(box, view)) ?? free.find(({ box }) => !overlap(box, view)) ?? null;
};

/**
 * A plate with the name of a sea is its name: no second one beside it.
 * @param {Chart} chart
 */
const namedByPlates = ({ kinds, plates }) => plates.filter((plate) => plate.latlng)
  .map(({ area }) => textOf(/** @type {Incidents} */ (kinds.incidents).areas.name[area]));

/**
 * @param {Chart} chart
 * @param {import("./pen.js").Pen} pen
 */
export const paintNames = (chart, pen) => {
  if (!chart.base) return;
  const { ctx } = pen, { colors } = chart, small = isSmall(chart), view = viewBox(chart), zoom = chart.map.getZoom();
  const taken = [...chart.boxes, ...markBoxes(chart, pen), ...chart.placeBoxes];
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const label of namesToShow(chart.base.labels, zoom, small, namedByPlates(chart))) {
    if (!isNear(label, pen)) continue;
    const isCountry = label.kind === "country", text = isCountry ? label.text.toUpperCase() : label.text;
    ctx.font = nameFont(label.kind, small);
    ctx.letterSpacing = isCountry ? "0.8px" : "0px";
    const width = ctx.measureText(text).width + HALO;
    const place = freePlace(placesOf(label, width, zoom, pen), width / 2, HEIGHTS[label.kind] / 2, taken, view);
    if (!place) continue;
    taken.push(place.box);
    paintName(ctx, colors, label.kind, text, place);
  }
  ctx.letterSpacing = "0px";
};

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Record<string, string>} colors
 * @param {string} kind
 * @param {string} text
 * @param {{x: number, y: number, box: Box, coast?: [number, number]}} place
 */
const paintName = (ctx, colors, kind, text, { x, y, box, coast }) => {
  const onWater = isWater(kind) || !!coast;
  if (coast) paintLeader(ctx, colors.land_name, box, coast);
  ctx.lineWidth = onWater ? 3 : 2.4;
  ctx.strokeStyle = onWater ? "rgba(255,255,255,.55)" : colors.land;
  ctx.fillStyle = isWater(kind) ? colors.sea_name : colors.land_name;
  ctx.strokeText(text, x, y);
  ctx.fillText(text, x, y);
};

/**
 * From the nearest edge of a name to its coast, and a little into the land.
 * @param {CanvasRenderingContext2D} ctx
 * @param {string} color
 * @param {Box} box
 * @param {[number, number]} coast
 */
const paintLeader = (ctx, color, box, [x, y]) => {
  const fromX = Math.min(Math.max(x, box[0]), box[2]), fromY = Math.min(Math.max(y, box[1]), box[3]);
  const length = Math.hypot(x - fromX, y - fromY) || 1;
  ctx.beginPath();
  ctx.moveTo(fromX, fromY);
  ctx.lineTo(x + (x - fromX) / length * LEADER_INTO_LAND, y + (y - fromY) / length * LEADER_INTO_LAND);
  ctx.strokeStyle = color;
  ctx.lineWidth = 1;
  ctx.stroke();
};
