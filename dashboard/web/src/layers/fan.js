/**
 * Incidents at one point, fanned out on a click: each on a leg that ends at the point, so
 * none claims a place of its own.
 */
import { TAU } from "../geometry.js";
import { textAt } from "../packing.js";
import { textOf } from "../page.js";
import { placeOfMark } from "../view.js";

/** A fan of more would be a wheel; the card lists them all. */
export const MOST_LEGS = 12;
const LEG = 24, SIDE = 22;         // pixels beyond the mark, and of what can be clicked

/** @param {Chart} chart */
export const foldFan = (chart) => {
  chart.fan?.remove();
  chart.fan = null;
};

/**
 * @param {Chart} chart
 * @param {number} mark
 * @param {number[]} rows those of the mark
 * @param {(row: number) => void} pick called with the row that was clicked
 */
export const fanOut = (chart, mark, rows, pick) => {
  foldFan(chart);
  const d = chart.kinds.incidents, { map, colors } = chart;
  if (!d || rows.length > MOST_LEGS) return;
  const at = placeOfMark(d, mark), middle = map.latLngToLayerPoint(at), fan = L.layerGroup();
  const reach = d.r[mark] + LEG + Math.max(0, rows.length - 6) * 4, { fill } = d.style.looks[d.marks.look[mark]];
  rows.forEach((row, k) => {
    const turn = k * TAU / rows.length - TAU / 4;
    const end = map.layerPointToLatLng(middle.add([Math.cos(turn) * reach, Math.sin(turn) * reach]));
    const words = textOf(`${textAt(d.rows.date, row)} · ${textAt(d.rows.short, row)}`);
    L.polyline([at, end], { color: colors.outline, weight: 1.2, interactive: false }).addTo(fan);
    const icon = L.divIcon({ className: "im-fan", iconSize: [SIDE, SIDE], html: "<span></span>" });
    const leaf = L.marker(end, { icon, title: words, alt: words }).addTo(fan);
    leaf.on("click", (event) => {
      L.DomEvent.stop(event);
      pick(row);
    });
    leaf.on("add", () => leaf.getElement()?.style.setProperty("--im-fill", fill));
  });
  chart.fan = fan.addTo(map);
};
