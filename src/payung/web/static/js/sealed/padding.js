// @ts-check
/** Hide how long a text is: Padme lengths, at most 12 % more. */

import { Refused } from "./bytes.js";

const SMALLEST = 64;
const END = 0x80;

/** @param {number} length @returns {number} the next Padme length */
export const padme = (length) => {
  if (length <= SMALLEST) return SMALLEST;
  const exponent = Math.floor(Math.log2(length));
  const looseBits = exponent - (Math.floor(Math.log2(exponent)) + 1);
  const step = 2 ** looseBits;
  return Math.ceil(length / step) * step;
};

/** @param {Uint8Array} text @returns {Uint8Array} text, one 0x80, then zeros */
export const pad = (text) => {
  const padded = new Uint8Array(padme(text.length + 1));
  padded.set(text);
  padded[text.length] = END;
  return padded;
};

/** @param {Uint8Array} padded @returns {Uint8Array} the text, or refused */
export const unpad = (padded) => {
  let end = padded.length - 1;
  while (end >= 0 && padded[end] === 0) end -= 1;
  if (padded[end] !== END || padme(end + 1) !== padded.length) throw new Refused();
  return padded.subarray(0, end);
};
