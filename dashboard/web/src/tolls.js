/**
 * Tolls added up in the browser, in the words of dashboard/figures/tolls.py: no figure is
 * never none, and an end that a row does not give is open for the sum.
 */
import { fill, fillCounted, numberText } from "./texts.js";

/** @returns {Sum} */
export const noSum = () =>
  ({ rows: 0, withToll: 0, known: [0, 0, 0], total: [0, 0, 0], row: -1 });

/**
 * @param {Sum} sum
 * @param {number} row
 * @param {number[]} toll low, best and high, -1 where not given
 */
export const addToll = (sum, row, toll) => {
  sum.rows++;
  sum.row = row;
  let isGiven = 0;
  for (let end = 0; end < 3; end++) {
    if (toll[end] < 0) continue;
    sum.known[end]++;
    sum.total[end] += toll[end];
    isGiven = 1;
  }
  sum.withToll += isGiven;
};

/**
 * Low and high are sums only where every row with a toll gives them.
 * @param {Sum} sum
 */
export const endsOf = ({ known, total, withToll }) => ({
  low: known[0] && known[0] === withToll ? total[0] : -1,
  best: known[1] ? total[1] : -1,
  high: known[2] && known[2] === withToll ? total[2] : -1
});

/**
 * @param {SumTexts} texts
 * @param {number} low
 * @param {number} high
 */
const rangeOf = (texts, low, high) => (low === high ? numberText(low) : fill(texts.range, { low, high }));

/**
 * @param {SumTexts} texts
 * @param {Sum} sum
 * @param {number} best
 */
const bestWords = (texts, { withToll, known }, best) =>
  (known[1] === withToll ? fill(texts.best, { best }) : fillCounted(texts.best_open, withToll - known[1], { best }));

/**
 * @param {SumTexts} texts
 * @param {string} toll
 * @param {string[]} remarks
 */
const withRemarks = (texts, toll, remarks) =>
  (remarks.length ? fill(texts.remarks, { toll, remarks: remarks.join("; ") }) : toll);

/**
 * The end of the range that is given, "" where both are open.
 * @param {SumTexts} texts
 * @param {number} low
 * @param {number} high
 */
const openEnd = (texts, low, high) => {
  if (low >= 0) return fill(texts.at_least, { n: low });
  return high >= 0 ? fill(texts.at_most, { n: high }) : "";
};

/**
 * @param {SumTexts} texts
 * @param {Sum} sum
 */
const openWords = (texts, sum) => {
  const { low, best, high } = endsOf(sum), { known, withToll } = sum;
  if (best >= 0 && !known[0] && !known[2]) {
    return withRemarks(texts, best ? fill(texts.killed, { toll: best }) : texts.none, [texts.no_range]);
  }
  const end = openEnd(texts, low, high), isTwice = !end && known[1] === withToll;
  const remarks = best < 0 || isTwice ? [] : [bestWords(texts, sum, best)];
  if (high < 0) remarks.push(fillCounted(texts.high_open, withToll - known[2]));
  if (low < 0) remarks.push(fillCounted(texts.low_open, withToll - known[0]));
  return withRemarks(texts, fill(texts.killed, { toll: end || best }), remarks);
};

/**
 * The toll of several rows of one campaign.
 * @param {SumTexts} texts
 * @param {Sum} sum
 */
export const sumWords = (texts, sum) => {
  if (!sum.withToll) return texts.no_figure;
  const { low, best, high } = endsOf(sum), unknown = sum.rows - sum.withToll;
  let toll = texts.none;
  if (low < 0 && best < 0 && high < 0) toll = texts.no_figure;   // each row leaves another end open
  else if (low < 0 || high < 0) toll = openWords(texts, sum);
  else if (high) {
    const agree = best < 0 || (low === best && best === high);
    toll = withRemarks(texts, fill(texts.killed, { toll: rangeOf(texts, low, high) }),
      agree ? [] : [bestWords(texts, sum, best)]);
  }
  return unknown ? fill(texts.unknown, { toll, n: unknown }) : toll;
};

/**
 * The same where there is room for figures alone.
 * @param {Texts} texts
 * @param {Sum} sum
 */
export const sumFigures = (texts, sum) => {
  const words = texts.sum_toll;
  if (!sum.withToll) return words.no_figure;
  const { low, best, high } = endsOf(sum);
  if (low < 0 && best < 0 && high < 0) return words.no_figure;
  const toll = low >= 0 && high >= 0 ? rangeOf(words, low, high)
    : low >= 0 ? fill(words.least, { n: low })
    : high >= 0 ? fill(words.most, { n: high })
    : fill(words.best, { best });
  return sum.rows > sum.withToll ? fill(texts.bin_unknown, { toll }) : toll;
};
