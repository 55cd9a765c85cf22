/** Filling in the texts that Python hands over: dashboard/layers/web_texts.py. */

const numbers = { locale: "en" };

/**
 * From here on numbers are written as a language does.
 * @param {string} locale of CLDR
 */
export const writeNumbersAs = (locale) => { numbers.locale = locale; };

/**
 * @param {number} n
 * @param {Intl.NumberFormatOptions} [options]
 */
export const numberText = (n, options) => n.toLocaleString(numbers.locale, options);

/**
 * @param {string} template in which {name} stands for a value
 * @param {Record<string, string | number>} values safe
 */
export const fill = (template, values) =>
  template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? valueText(values[name]) : whole));

/** @param {string | number} value */
const valueText = (value) => (typeof value === "number" ? numberText(value) : value);

/**
 * @param {CountedText} texts
 * @param {number} n what decides the words
 * @param {Record<string, string | number>} values safe
 */
export const fillCounted = (texts, n, values = {}) => fill(n === 1 ? texts.one : texts.other, { n, ...values });
