/** The buttons of the tools, and the line that says how one is used. */
import { addControl } from "../controls.js";

const ICONS = {
  rectangle: '<rect x="2.5" y="4.5" width="13" height="9"/>',
  polygon: '<path d="M3 13 5 4l8-1 2.5 7-6 5z"/>',
  measure: '<path d="M2 12 12 2l4 4L6 16zM5 9l2 2M8 6l2 2M11 3l2 2"/>',
  remove: '<path d="M4 4l10 10M14 4 4 14"/>'
};

/**
 * @param {Chart} chart
 * @param {(name: string) => void} press
 */
export const makeBar = (chart, press) => {
  const bar = addControl(chart.map, "topleft", "im-tools leaflet-bar");
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", chart.setup.texts.tools);
  /** @type {Record<string, HTMLButtonElement>} */
  const buttons = {};
  for (const [name, icon] of Object.entries(ICONS)) {
    const button = buttons[name] = L.DomUtil.create("button", "", bar);
    const label = chart.setup.texts[/** @type {`tool_${ToolName}`} */ (`tool_${name}`)];
    button.type = "button";
    button.title = label;
    button.setAttribute("aria-label", label);
    button.innerHTML = '<svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" fill="none" ' +
      `stroke="currentColor" stroke-width="1.6">${icon}</svg>`;
    if (name !== "remove") button.setAttribute("aria-pressed", "false");
    button.onclick = () => press(name);
  }
  buttons.remove.style.display = "none";
  return buttons;
};

/** @param {Chart} chart */
export const makeHint = ({ map }) => {
  const root = map.getContainer(), hint = L.DomUtil.create("div", "im-hint", root);
  root.classList.add("im-tooled");
  hint.setAttribute("role", "status");
  return hint;
};
