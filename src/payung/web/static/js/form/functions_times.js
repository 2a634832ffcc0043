// @ts-check
/** Functions on days and moments. The clock is the session's; the time zone is the device's. */
import { asNumber, asText } from "./coerce.js";
import { dateFromNumber, dayText, formatDate, momentNumber, momentText, readDate, timeNumber } from "./dates.js";

/** @param {import("./types.js").Value} value @returns {Date|null} a number is days since 1970-01-01 */
function asDate(value) {
  if (typeof value !== "number") {
    const date = readDate(asText(value).trim());
    if (date) return date;
  }
  const days = asNumber(value);
  return Number.isNaN(days) ? null : dateFromNumber(days);
}

/** A whole number of days is that day here, wherever here is. @param {import("./types.js").Value} value */
function asDay(value) {
  const days = typeof value === "number" ? value : NaN;
  if (!Number.isInteger(days)) return asDate(value);
  const day = new Date(days * 86400000);
  return new Date(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate());
}

/** @type {import("./functions_choosing.js").Functions["today"]} */
const format = ([one, pattern], where, evaluate) => {
  const date = asDay(evaluate(one, where));
  return date ? formatDate(date, asText(evaluate(pattern, where)), where.session.language) : "";
};

/** @type {import("./functions_choosing.js").Functions} */
export const TIMES = {
  today: (_, where) => dayText(where.session.moment),
  now: (_, where) => momentText(where.session.moment),
  date: ([one], where, evaluate) => {
    const date = asDay(evaluate(one, where));
    return date ? dayText(date) : "";
  },
  "date-time": ([one], where, evaluate) => {
    const date = asDay(evaluate(one, where));
    return date ? momentText(date) : "";
  },
  "decimal-date-time": ([one], where, evaluate) => {
    const value = evaluate(one, where);
    return typeof value === "number" ? value : momentNumber(asText(value).trim());
  },
  "decimal-time": ([one], where, evaluate) => timeNumber(asText(evaluate(one, where)).trim()),
  "format-date": format,
  "format-date-time": format,
};
