/** The line from a plate beside its area to a place in it. */
import { boxAround, insideRing, isInside, nearestOnRing } from "./geometry.js";
import { addElement } from "./page.js";

const NEAR = 45;       // pixels at most between a plate and its area
const INTO = 14;       // pixels that the line reaches into the area
const STEP = 8;        // pixels between the boxes that names keep clear of

/**
 * The line from the edge of a box to a point; null where the point lies in the box.
 * @param {Box} box
 * @param {number} x
 * @param {number} y
 * @returns {Line | null}
 */
export const lineTo = (box, x, y) => {
  if (x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]) return null;
  return [Math.max(box[0], Math.min(x, box[2])), Math.max(box[1], Math.min(y, box[3])), x, y];
};

/**
 * The shortest line from a box to an area, a few pixels into it, within what is seen; null
 * where the area is too far, or the box lies in it.
 * @param {Box} box
 * @param {number[]} ring outline of the area
 * @param {{x: number, y: number}} middle of the area
 * @param {Box} seen
 * @returns {{leader: Line, gap: number} | null}
 */
export const lineInto = (box, ring, middle, seen) => {
  const rim = nearestOnRing((box[0] + box[2]) / 2, (box[1] + box[3]) / 2, ring);
  const gap = lengthOf(lineTo(box, rim.x, rim.y));
  if (gap > NEAR) return null;
  const end = within(rim, ring, middle);
  const leader = end && isInside(end.x, end.y, seen) ? lineTo(box, end.x, end.y) : null;
  return leader && { leader, gap };
};

/** @param {Line | null} line */
const lengthOf = (line) => (line ? Math.hypot(line[2] - line[0], line[3] - line[1]) : 0);

/**
 * A point a few pixels from the rim of an area, on the way to its middle.
 * @param {{x: number, y: number}} rim
 * @param {number[]} ring
 * @param {{x: number, y: number}} middle
 */
const within = (rim, ring, middle) => {
  const dx = middle.x - rim.x, dy = middle.y - rim.y, away = Math.hypot(dx, dy);
  for (const reach of [INTO, INTO / 2, INTO / 4]) {
    const share = away ? Math.min(1, reach / away) : 0, x = rim.x + share * dx, y = rim.y + share * dy;
    if (insideRing(x, y, ring)) return { x, y };
  }
  return null;
};

/**
 * Draw the line of a plate; it moves with its button.
 * @param {HTMLElement} button
 * @param {Line | null} leader in pixels of the container
 * @param {{x: number, y: number}} middle of the button
 */
export const drawLeader = (button, leader, middle) => {
  button.querySelector(".im-leader")?.remove();
  if (!leader) return;
  const [x1, y1, x2, y2] = leader, { style } = addElement("s", "im-leader", button);
  style.width = `${Math.hypot(x2 - x1, y2 - y1)}px`;
  style.transform = `translate(${x1 - middle.x}px,${y1 - middle.y}px) rotate(${Math.atan2(y2 - y1, x2 - x1)}rad)`;
};

/**
 * Boxes along a line, which names and other plates keep clear of.
 * @param {Line | null} leader
 * @returns {Box[]}
 */
export const boxesAlong = (leader) => {
  if (!leader) return [];
  const [x1, y1, x2, y2] = leader, count = Math.ceil(lengthOf(leader) / STEP);
  return Array.from({ length: count + 1 }, (_, k) => {
    const t = count ? k / count : 0;
    return boxAround(x1 + t * (x2 - x1), y1 + t * (y2 - y1), 3);
  });
};
