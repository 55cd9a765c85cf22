/**
 * Keeps a move of the map out of the browser's history, so that Back undoes a filter or
 * a selection, and tells the browser the language of the page. Streamlit puts this into the page (dashboard/views/_back.py).
 */

/** What an address holds beside what is asked: a change of only these is no step. */
const NO_STEP = ["at", "v", "data", "lang"];

/** @param {string | URL} address */
const asked = (address) => {
  const url = new URL(address, location.href);
  for (const each of NO_STEP) url.searchParams.delete(each);
  return url.pathname + url.search;
};

/** @param {{ data: { lang: string } }} component */
export default ({ data }) => {
  document.documentElement.lang = data.lang;
  const page = /** @type {{ historyOfSteps?: boolean }} */ (/** @type {unknown} */ (window));
  if (page.historyOfSteps) return;
  page.historyOfSteps = true;
  const push = history.pushState.bind(history), replace = history.replaceState.bind(history);
  let isNewPage = false;            // its own address is still to be written
  for (const act of ["pointerdown", "keydown"]) {
    window.addEventListener(act, () => { isNewPage = false; }, { capture: true });
  }
  history.pushState = (state, title, address) => {
    const to = new URL(address ?? location.href, location.href);
    const isOtherPage = to.pathname !== location.pathname;
    const isStep = isOtherPage || (!isNewPage && asked(to) !== asked(location.href));
    (isStep ? push : replace)(state, title, address);
    isNewPage = isOtherPage || isNewPage;
  };
};
