/**
 * The buttons that copy, and the line that says to those who hear the page what it now
 * shows. Streamlit puts this into the page (dashboard/views/_share.py).
 */

const COPIED_FOR = 2000;         // milliseconds that a button says so

/**
 * Without a secure address browsers have no clipboard for scripts, but still the old way.
 * @param {string} text
 */
const copy = async (text) => {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const before = document.activeElement, area = document.createElement("textarea");
  area.value = text;
  document.body.appendChild(area);
  area.select();
  const isCopied = document.execCommand("copy");
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  if (!isCopied) throw new Error("not copied");
};

/**
 * @param {HTMLButtonElement} button
 * @param {() => string} text
 * @param {{ label: string, done: string, failed: string }} words
 */
const prepare = (button, text, words) => {
  if (button.textContent !== words.done) button.textContent = words.label;
  button.onclick = async () => {
    button.textContent = await copy(text()).then(() => words.done, () => words.failed);
    setTimeout(() => { button.textContent = words.label; }, COPIED_FOR);
  };
};

/**
 * @param {{
 *   data: { link: string, sentence: string, texts: Record<string, string>, said: string },
 *   parentElement: ParentNode
 * }} component
 */
export default ({ data, parentElement }) => {
  const find = (/** @type {string} */ name) => /** @type {HTMLElement} */ (parentElement.querySelector(name));
  const { texts } = data, done = texts.copied, failed = texts.failed;
  const link = /** @type {HTMLButtonElement} */ (find(".link"));
  const sentence = /** @type {HTMLButtonElement} */ (find(".sentence"));
  // the address of the browser holds the view of the map too
  prepare(link, () => data.link || location.href, { label: texts.link, done, failed });
  prepare(sentence, () => data.sentence, { label: texts.sentence, done, failed });
  sentence.hidden = !data.sentence;
  const said = find(".said");
  if (said.textContent !== data.said) said.textContent = data.said;
};
