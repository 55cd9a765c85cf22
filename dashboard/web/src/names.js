/** Names of seas, countries and states: each where there is room for it. */
import { FONT } from "./font.js";
import { boxAround, hits, isWithin, overlap } from "./geometry.js";
import { markBoxes } from "./layers/marks.js";
import { textOf } from "./page.js";
import { isSmall, viewBox } from "./view.js";

/** Zoom from which a name is shown: [rank 1, rank 2, …]; ranks are by area.
 * @type {Record<string, number[]>} */
const NAME_ZOOM = {
  ocean: [2, 2, 2, 2, 2], sea: [3, 4, 5, 5.5, 6.5],
  country: [3, 3.75, 4.5, 5, 5.5], state: [5.25, 5.75, 6.25, 7, 7.5]
};
/** @type {Record<string, number>} */
const ORDER = { country: 0, ocean: 1, sea: 1, state: 2 };
const STEPS = [[0, 0], [0, -14], [0, 14], [-26, 0], [26, 0], [0, -28], [0, 28],
  [-40, 16], [40, 16], [-40, -16], [40, -16]];

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
export const namesToShow = (labels, zoom, small, hidden) => labels.filter((label) => {
  if (hidden.includes(label.text)) return false;
  const zooms = NAME_ZOOM[label.kind] ?? NAME_ZOOM.state;
  return zoom >= zooms[Math.min(label.rank, 5) - 1] + (small && label.kind === "country" ? 0.75 : 0);
}).sort((a, b) => ORDER[a.kind] - ORDER[b.kind] || a.rank - b.rank);

/**
 * A name's own place, or one a few pixels away; null if all are taken.
 * @param {number} halfWidth
 * @param {number} x
 * @param {number} y
 * @param {Box[]} taken
 * @param {Box} view whose edge cuts no name
 */
export const freePlace = (halfWidth, x, y, taken, view) => {
  for (const [dx, dy] of STEPS) {
    const box = boxAround(x + dx, y + dy, halfWidth, 8);
    const isCut = overlap(box, view) > 0 && !isWithin(box, view);
    if (!isCut && !hits(box, taken)) return { x: x + dx, y: y + dy, box };
  }
  return null;
};

/**
 * A plate names its sea: no second name beside it.
 * @param {Chart} chart
 */
const namedByPlates = ({ kinds, plates }) => plates.filter((plate) => plate.latlng).flatMap(({ area }) => {
  const areas = /** @type {Incidents} */ (kinds.incidents).areas;
  return [textOf(areas.name[area]), ...areas.also[area]];
});

/**
 * @param {Chart} chart
 * @param {import("./pen.js").Pen} pen
 */
export const paintNames = (chart, pen) => {
  if (!chart.base) return;
  const { ctx } = pen, { colors } = chart, small = isSmall(chart), view = viewBox(chart);
  const taken = [...chart.boxes, ...markBoxes(chart, pen), ...chart.placeBoxes];
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const label of namesToShow(chart.base.labels, chart.map.getZoom(), small, namedByPlates(chart))) {
    const isCountry = label.kind === "country", isWater = label.kind === "sea" || label.kind === "ocean";
    const text = isCountry ? label.text.toUpperCase() : label.text;
    ctx.font = nameFont(label.kind, small);
    ctx.letterSpacing = isCountry ? "0.8px" : "0px";
    const halfWidth = ctx.measureText(text).width / 2 + 3;
    const place = freePlace(halfWidth, pen.x(label.at[0]), pen.y(label.at[1]), taken, view);
    if (!place) continue;
    taken.push(place.box);
    ctx.lineWidth = isWater ? 3 : 2.4;
    ctx.strokeStyle = isWater ? "rgba(255,255,255,.55)" : colors.land;
    ctx.fillStyle = isWater ? colors.sea_name : colors.land_name;
    ctx.strokeText(text, place.x, place.y);
    ctx.fillText(text, place.x, place.y);
  }
  ctx.letterSpacing = "0px";
};
