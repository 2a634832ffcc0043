// @ts-check
/** What a diary shows: what the server has counted, and what still waits on this phone. */

/** @typedef {import("../door/store.js").Tap & {change?: number}} Tap */

/**
 * @param {Record<string, number>} known  "person:f2sn" and "material:kit", as the server counts
 * @param {Tap[]} left  taps that the server does not have yet
 * @returns {Record<string, number>}
 */
export const withWaiting = (known, left) => {
  const numbers = { ...known };
  for (const { what, code, change = 1 } of left) {
    if (what === "violence") continue;
    // Whoever has a card was met as well; one is added where it will be found.
    const key = `${what === "card" ? "person" : what}:${code}`;
    numbers[key] = (numbers[key] || 0) + change;
  }
  return numbers;
};

/**
 * @param {Record<string, number>} numbers
 * @param {string} pattern  a key in which "." stands for any letter
 * @returns {number} the sum of what fits, never below nothing
 */
export const matching = (numbers, pattern) => {
  const fits = (/** @type {string} */ key) =>
    key.length === pattern.length && [...pattern].every((sign, at) => sign === "." || sign === key[at]);
  const sum = Object.entries(numbers).reduce((total, [key, n]) => total + (fits(key) ? n : 0), 0);
  return Math.max(0, sum);
};

/** @param {string} known "y", "n" or "" @param {Tap[]} left @returns {string} what was said last */
export const heardLast = (known, left) => {
  const said = left.filter((tap) => tap.what === "violence");
  return said.length ? said[said.length - 1].code : known;
};
