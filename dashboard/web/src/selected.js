/** The selected incident: its plate has a ring, as its mark has. */

/** @param {Chart} chart */
export const markSelected = ({ kinds, plates }) => {
  const d = kinds.incidents, row = d?.index.get(d.selected);
  const selected = d && row !== undefined ? d.areaOf[row] : -1;
  plates.forEach(({ button, area }) => {
    button.classList.toggle("im-selected", area === selected);
  });
};
