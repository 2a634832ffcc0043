// @ts-check
/** The calculated answer of a question. What rests on chance is worked out anew only when something it reads has changed. */
import { answerText, evaluate } from "./evaluate.js";

/** @typedef {import("./types.js").Node} Node */
/** @typedef {import("./types.js").Def} Def */

/** @type {WeakMap<object, boolean>} */
const chancy = new WeakMap();

/** @param {any} ast @returns {boolean} whether working it out again would give something else */
function hasChance(ast) {
  if (!Array.isArray(ast) && (typeof ast !== "object" || ast === null)) return false;
  const known = chancy.get(ast);
  if (known !== undefined) return known;
  const parts = Array.isArray(ast) ? ast : Object.keys(ast).map((key) => ast[key]);
  const found = (ast[0] === "call" && (ast[1] === "random" || ast[1] === "uuid")) || parts.some(hasChance);
  chancy.set(ast, found);
  return found;
}

/** @param {import("./types.js").Session} session @param {Node} node @returns {string} */
export function calculated(session, node) {
  const def = /** @type {Def} */ (node.def);
  /** @type {string[]} */
  const reads = [];
  const text = answerText(evaluate(def.calculate, { session, node, current: node, reads }));
  if (!hasChance(def.calculate)) return wholeIfInteger(def, text);
  const seen = reads.join("\u0001");
  const keep = node.value !== "" && (node.seen === undefined || node.seen === seen);
  node.seen = seen;
  return keep ? node.value : text;
}

/** @param {Def} def @param {string} text */
const wholeIfInteger = (def, text) => (def.type === "integer" && /^-?\d+\.\d+$/.test(text) ? String(Math.trunc(Number(text))) : text);

