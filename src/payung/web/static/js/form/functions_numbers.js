// @ts-check
/** Functions that count. */
import { asNumber, textOf } from "./coerce.js";

/** @param {any[]} args @param {import("./types.js").Where} where @param {any} evaluate @returns {number[]} node sets spread */
function spread(args, where, evaluate) {
  /** @type {number[]} */
  const numbers = [];
  for (const one of args) {
    const value = evaluate(one, where);
    if (Array.isArray(value)) for (const node of value) numbers.push(asNumber([node]));
    else numbers.push(asNumber(value));
  }
  return numbers;
}

/** Halves go up, as in XPath: -1.5 becomes -1. @param {number} number @param {number} places below zero: tens */
export function round(number, places) {
  if (!Number.isFinite(number)) return number;
  if (places === 0) return Math.round(number) + 0;
  const shift = (/** @type {number} */ one, /** @type {number} */ by) => Number(`${one}e${by}`);
  const text = String(number);
  const shifted = text.indexOf("e") < 0 ? shift(number, places) : number * 10 ** places;
  return shift(Math.round(shifted), -places);
}

/** @type {Record<string, (one: number) => number>} */
const PLAIN = {
  abs: Math.abs, floor: Math.floor, ceiling: Math.ceil, sqrt: Math.sqrt, exp: Math.exp, log: Math.log,
  log10: Math.log10, sin: Math.sin, cos: Math.cos, tan: Math.tan, asin: Math.asin, acos: Math.acos, atan: Math.atan,
  int: (one) => (Number.isNaN(one) ? NaN : Math.trunc(one) + 0), number: (one) => one,
};

/** @type {import("./functions_choosing.js").Functions} */
export const NUMBERS = {
  round: ([one, places], where, evaluate) =>
    round(asNumber(evaluate(one, where)), places ? asNumber(evaluate(places, where)) : 0),
  pow: ([one, power], where, evaluate) => asNumber(evaluate(one, where)) ** asNumber(evaluate(power, where)),
  atan2: ([y, x], where, evaluate) => Math.atan2(asNumber(evaluate(y, where)), asNumber(evaluate(x, where))),
  pi: () => Math.PI,
  sum: (args, where, evaluate) => spread(args, where, evaluate).reduce((total, one) => total + one, 0),
  min: (args, where, evaluate) => extreme(spread(args, where, evaluate), Math.min),
  max: (args, where, evaluate) => extreme(spread(args, where, evaluate), Math.max),
  count: ([set], where, evaluate) => {
    const value = evaluate(set, where);
    return Array.isArray(value) ? value.length : 0;
  },
  "count-non-empty": ([set], where, evaluate) => {
    const value = evaluate(set, where);
    return Array.isArray(value) ? value.filter((node) => textOf(node) !== "").length : 0;
  },
  random: (_, where) => where.session.random(),
};

/** @param {number[]} numbers @param {(...n: number[]) => number} pick @returns {number} of nothing at all: NaN */
const extreme = (numbers, pick) => (numbers.length ? pick(...numbers) : NaN);

for (const name of Object.keys(PLAIN))
  NUMBERS[name] = (args, where, evaluate) => PLAIN[name](asNumber(args.length ? evaluate(args[0], where) : [where.node]));

