// @ts-check
/** Functions on text. */
import { asNumber, asText, textOf } from "./coerce.js";

/** @typedef {import("./types.js").Where} Where */
/** @typedef {(texts: string[], numbers: () => number[]) => any} OnTexts */

/** @param {any[]} args @param {Where} where @param {any} evaluate @returns {string[]} node sets spread */
function spread(args, where, evaluate) {
  /** @type {string[]} */
  const texts = [];
  for (const one of args) {
    const value = evaluate(one, where);
    if (Array.isArray(value)) for (const node of value) texts.push(textOf(node));
    else texts.push(asText(value));
  }
  return texts;
}

/** @param {string} text @param {number} from counted from 0; below 0: from the end @param {number} [to] not included */
function substr(text, from, to) {
  const letters = Array.from(text);
  return letters.slice(from, to).join("");
}

/** XPath's own, counted from 1. @param {string} text @param {number} from @param {number} [length] */
function substring(text, from, length) {
  const begin = Math.round(from);
  const end = length === undefined ? Infinity : begin + Math.round(length);
  return Array.from(text).filter((_, at) => at + 1 >= begin && at + 1 < end).join("");
}

/** The whole text must fit, as in ODK. @param {string} text @param {string} pattern */
export function fits(text, pattern) {
  const whole = `^(?:${pattern})$`;
  try {
    return new RegExp(whole, "u").test(text);
  } catch (strict) {
    return new RegExp(whole).test(text);
  }
}

/** @param {string} text @param {string} from @param {string} to */
const translate = (text, from, to) =>
  Array.from(text).map((one) => {
    const at = Array.from(from).indexOf(one);
    return at < 0 ? one : Array.from(to)[at] || "";
  }).join("");

/** @param {() => number} random @returns {string} a version 4 UUID */
export const uuid = (random) =>
  "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(/[xy]/g, (mark) => {
    const part = Math.floor(random() * 16);
    return (mark === "x" ? part : 8 + (part % 4)).toString(16);
  });

/** @type {Record<string, OnTexts>} */
const PLAIN = {
  string: ([one]) => one,
  "string-length": ([one]) => Array.from(one).length,
  "normalize-space": ([one]) => one.trim().replace(/\s+/g, " "),
  contains: ([one, part]) => one.indexOf(part) >= 0,
  "starts-with": ([one, part]) => one.startsWith(part),
  "ends-with": ([one, part]) => one.endsWith(part),
  "substring-before": ([one, part]) => (one.indexOf(part) < 0 ? "" : one.slice(0, one.indexOf(part))),
  "substring-after": ([one, part]) => (one.indexOf(part) < 0 ? "" : one.slice(one.indexOf(part) + part.length)),
  translate: ([one, from, to]) => translate(one, from, to),
  regex: ([one, pattern]) => fits(one, pattern),
  substr: ([one], numbers) => substr(one, numbers()[1], numbers()[2]),
  substring: ([one], numbers) => substring(one, numbers()[1], numbers()[2]),
};

/** @type {import("./functions_choosing.js").Functions} */
export const TEXTS = {
  concat: (args, where, evaluate) => spread(args, where, evaluate).join(""),
  join: (args, where, evaluate) => spread(args.slice(1), where, evaluate).join(asText(evaluate(args[0], where))),
  uuid: ([length], where, evaluate) => {
    if (!length) return uuid(where.session.random);
    const letter = () => "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"[Math.floor(where.session.random() * 62)];
    return Array.from({ length: asNumber(evaluate(length, where)) }, letter).join("");
  },
};

for (const name of Object.keys(PLAIN))
  TEXTS[name] = (args, where, evaluate) => {
    const values = args.length ? args.map((one) => evaluate(one, where)) : [[where.node]];
    return PLAIN[name](values.map(asText), () => values.map(asNumber));
  };
