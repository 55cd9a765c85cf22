/** Filling in the texts that Python hands over: dashboard/layers/web_texts.py. */

/**
 * @param {string} template in which {name} stands for a value
 * @param {Record<string, string | number>} values safe
 */
export const fill = (template, values) =>
  template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? numberText(values[name]) : whole));

/** @param {string | number} value */
const numberText = (value) => (typeof value === "number" ? value.toLocaleString("en") : value);

/**
 * @param {CountedText} texts
 * @param {number} n what decides the words
 * @param {Record<string, string | number>} values safe
 */
export const fillCounted = (texts, n, values = {}) => fill(n === 1 ? texts.one : texts.other, { n, ...values });
