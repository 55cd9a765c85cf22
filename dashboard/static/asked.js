/**
 * Keeps the address that somebody opened while they log in: the provider sends them back
 * to the first page. Streamlit puts this into the page (dashboard/views/_login.py).
 */

const KEY = "incidents-asked", MINUTES = 10;

/** @param {{ data: { isIn: boolean } }} component */
export default ({ data }) => {
  const here = location.pathname + location.search;
  const [address, since] = JSON.parse(sessionStorage.getItem(KEY) ?? '["", 0]');
  const isFresh = address && Date.now() - since < MINUTES * 60_000;
  if (data.isIn) {
    sessionStorage.removeItem(KEY);
    // an address of this very site: one that begins with // would be another's
    if (isFresh && address !== here && /^\/(?!\/)/.test(address)) location.replace(address);
  } else if (location.search || !isFresh) {
    sessionStorage.setItem(KEY, JSON.stringify([here, Date.now()]));
  }
};
