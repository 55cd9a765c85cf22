/**
 * A slow page brings a map's script before its style sheets. What they lay out would stand
 * over the map in plain letters, so nothing is shown until they are there.
 */

const LONGEST = 8000;    // milliseconds; then plain letters are better than no map

/**
 * @param {HTMLElement} holder of all that the map draws
 * @returns {Promise<void> | null} it was hidden, and is shown then; null: nothing is awaited
 */
export const showOnceStyled = (holder) => {
  /** @type {NodeListOf<HTMLLinkElement>} */
  const links = document.querySelectorAll('link[rel="stylesheet"]');
  const late = [...links].filter((link) => !link.sheet);
  if (!late.length) return null;
  holder.style.visibility = "hidden";
  const ended = late.map((link) => new Promise((end) => {
    link.addEventListener("load", end, { once: true });
    link.addEventListener("error", end, { once: true });
  }));
  const tooLong = new Promise((end) => setTimeout(end, LONGEST));
  return Promise.race([Promise.all(ended), tooLong]).then(() => { holder.style.visibility = ""; });
};
