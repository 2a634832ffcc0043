// @ts-check
/** Labels, hints and messages, in the language shown, with answers put into them as text. */
import { asText } from "./coerce.js";

/** @typedef {import("./types.js").Session} Session */

/** @param {Session} session @param {number|null|undefined} index @returns {import("./types.js").Words} */
function find(session, index) {
  if (index === null || index === undefined) return null;
  const mine = session.strings[session.language] || [];
  const fallback = session.strings[session.compiled.default_language] || [];
  const words = mine[index];
  return words === null || words === undefined ? fallback[index] : words;
}

/** @param {Session} session @param {number|null|undefined} index @returns {string} words without answers in them */
export function plainWords(session, index) {
  const words = find(session, index);
  if (!words) return "";
  return typeof words === "string" ? words : words.filter((part) => typeof part === "string").join("");
}

/**
 * Return the words as they read just now.
 * @param {Session} session @param {number|null|undefined} index @param {import("./types.js").Node} node where they stand
 * @param {(ast: any, where: import("./types.js").Where) => import("./types.js").Value} evaluate
 * @returns {string}
 */
export function wordsAt(session, index, node, evaluate) {
  const words = find(session, index);
  if (!words) return "";
  if (typeof words === "string") return words;
  const here = { session, node, current: node };
  return words.map((part) => (typeof part === "string" ? part : asText(evaluate(part.expr, here)))).join("");
}
