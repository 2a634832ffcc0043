// @ts-check
/** XPath 1.0 values turned into one another, as ODK does it. */
import { momentNumber } from "./dates.js";

/** @typedef {import("./types.js").Value} Value */

/** A node outside the form's present course reads as empty. @param {import("./types.js").Node} node @returns {string} */
export const textOf = (node) => (node.on ? (node.children.length ? node.children.map(textOf).join("") : node.value) : "");

/** @param {number} number @returns {string} "3", "0.1", never "3.0" nor "1e21" */
export function numberText(number) {
  if (number === 0) return "0";
  const text = String(number);
  if (text.indexOf("e") < 0) return text;
  if (Math.abs(number) >= 1) return BigInt(Math.round(number)).toString();
  return number.toFixed(20).replace(/0+$/, "").replace(/\.$/, "");
}

/** @param {Value} value @returns {string} */
export function asText(value) {
  if (typeof value === "string") return value;
  if (typeof value === "number") return numberText(value);
  if (typeof value === "boolean") return value ? "true" : "false";
  return value.length ? textOf(value[0]) : "";
}

/** @param {Value} value @returns {number} a date or moment becomes days since 1970-01-01T00:00Z */
export function asNumber(value) {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  const text = asText(value).trim();
  if (/^-?(\d+(\.\d*)?|\.\d+)$/.test(text)) return Number(text);
  return momentNumber(text);
}

/** @param {Value} value @returns {boolean} */
export function asBoolean(value) {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value !== 0 && !Number.isNaN(value);
  if (typeof value === "string") return value !== "";
  return value.length > 0;
}


/** @type {Record<string, (a: number, b: number) => boolean>} */
const ORDER = { "<": (a, b) => a < b, "<=": (a, b) => a <= b, ">": (a, b) => a > b, ">=": (a, b) => a >= b };

/** @param {string} sign @param {Exclude<Value, any[]>} left @param {Exclude<Value, any[]>} right */
function compareOne(sign, left, right) {
  if (sign in ORDER) return ORDER[sign](asNumber(left), asNumber(right));
  const same =
    typeof left === "boolean" || typeof right === "boolean"
      ? asBoolean(left) === asBoolean(right)
      : typeof left === "number" || typeof right === "number"
        ? asNumber(left) === asNumber(right)
        : left === right;
  return sign === "=" ? same : !same;
}

/** No node at all compares as the empty text: "not answered" and "not asked" are one. @param {Value} value */
const spread = (value) => (Array.isArray(value) ? (value.length ? value.map(textOf) : [""]) : [value]);

/** True when some pair holds. @param {string} sign @param {Value} left @param {Value} right @returns {boolean} */
export function compare(sign, left, right) {
  if (typeof left === "boolean" || typeof right === "boolean")
    return compareOne(sign, Array.isArray(left) ? asBoolean(left) : left, Array.isArray(right) ? asBoolean(right) : right);
  const others = spread(right);
  return spread(left).some((one) => others.some((other) => compareOne(sign, one, other)));
}
