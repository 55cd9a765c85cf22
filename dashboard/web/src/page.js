/** Small parts of a page. */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} name class
 * @param {HTMLElement} parent
 * @param {string} [html] safe
 * @returns {HTMLElementTagNameMap[T]}
 */
export const addElement = (tag, name, parent, html) => {
  const made = L.DomUtil.create(tag, name, parent);
  if (html !== undefined) made.innerHTML = html;
  return made;
};

/**
 * "&amp;" back to "&", without running anything.
 * @param {string} html
 * @returns {string}
 */
export const textOf = (html) =>
  new DOMParser().parseFromString(html, "text/html").documentElement.textContent ?? "";

/**
 * Put HTML into an element unless it is there: what a reader holds stays as it is.
 * @param {HTMLElement} holder
 * @param {string} html
 */
export const setHtml = (holder, html) => {
  if (holder.dataset.html === html) return;
  holder.innerHTML = html;
  holder.dataset.html = html;
};

/**
 * @param {EventTarget | null} target
 * @param {string} selector
 */
export const isOn = (target, selector) => target instanceof Element && !!target.closest(selector);
