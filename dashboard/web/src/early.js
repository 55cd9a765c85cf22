/**
 * What was clicked is named at once, where the page's card will stand: the page takes a
 * moment to draw it. The words are those at the pointer.
 */
import { addElement, setHtml } from "./page.js";

const LONGEST = 5000;    // milliseconds; then the page has lost the click

/**
 * @param {Chart} chart
 * @param {string} html safe
 */
export const showEarly = (chart, html) => {
  if (!chart.cardIsOfPage || chart.cover || !html) return;
  chart.early ??= addElement("div", "im-early", chart.map.getContainer());
  chart.early.setAttribute("aria-hidden", "true");       // the card will say it
  setHtml(chart.early, html);
  chart.early.style.display = "block";
  clearTimeout(chart.earlyEnds);
  chart.earlyEnds = window.setTimeout(() => hideEarly(chart), LONGEST);
};

/** @param {Chart} chart */
export const hideEarly = ({ early }) => {
  if (early) early.style.display = "none";
};
