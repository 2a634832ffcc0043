// @ts-check
/** The value of an expression tree. No text is ever turned into code. */
import { asBoolean, asNumber, asText, compare } from "./coerce.js";
import { walk } from "./paths.js";
import { CHOOSING } from "./functions_choosing.js";
import { NUMBERS } from "./functions_numbers.js";
import { TEXTS } from "./functions_texts.js";
import { TIMES } from "./functions_times.js";
import { PLACES } from "./functions_places.js";

/** @typedef {import("./types.js").Where} Where */
/** @typedef {import("./types.js").Value} Value */

/** @type {Record<string, (args: any[], where: Where, evaluate: (ast: any, where: Where) => Value) => Value>} */
const FUNCTIONS = { ...CHOOSING, ...NUMBERS, ...TEXTS, ...TIMES, ...PLACES };
export const KNOWN = Object.keys(FUNCTIONS);

/** @type {Record<string, (a: number, b: number) => number>} */
const SUMS = {
  "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b, div: (a, b) => a / b, mod: (a, b) => a % b,
};

/** @param {string} sign @param {any} left @param {any} right @param {Where} where @returns {Value} */
function operate(sign, left, right, where) {
  if (sign === "and") return asBoolean(evaluate(left, where)) && asBoolean(evaluate(right, where));
  if (sign === "or") return asBoolean(evaluate(left, where)) || asBoolean(evaluate(right, where));
  const one = evaluate(left, where);
  const other = evaluate(right, where);
  if (sign in SUMS) return SUMS[sign](asNumber(one), asNumber(other));
  if (sign !== "|") return compare(sign, one, other);
  if (!Array.isArray(one) || !Array.isArray(other)) return [];
  return one.concat(other.filter((node) => one.indexOf(node) < 0));
}

/** @param {string} name @param {any[]} args @param {Where} where @returns {Value} */
function call(name, args, where) {
  const known = FUNCTIONS[name];
  if (!known) throw new Error(`This form uses "${name}()", which this page does not know. Publish the form again.`);
  return known(args, where, evaluate);
}

/** @param {any} ast @param {Where} where @returns {Value} */
export function evaluate(ast, where) {
  switch (ast[0]) {
    case "num":
    case "str":
      return ast[1];
    case "neg":
      return -asNumber(evaluate(ast[1], where));
    case "op":
      return operate(ast[1], ast[2], ast[3], where);
    case "call":
      return call(ast[1], ast[2], where);
    default:
      return walk(ast[1], where, evaluate);
  }
}

/** @param {any} ast @param {import("./types.js").Session} session @param {import("./types.js").Node} node */
export const valueAt = (ast, session, node) => evaluate(ast, { session, node, current: node });

/** What becomes of a calculated value in the answers. NaN is "no answer". @param {Value} value @returns {string} */
export const answerText = (value) => (typeof value === "number" && Number.isNaN(value) ? "" : asText(value));
