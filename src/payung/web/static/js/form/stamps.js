// @ts-check
/** Moments that the page itself writes down: when the form was begun, and when it was finished. */
import { dayText, momentText } from "./dates.js";
import { each } from "./entries.js";

/** @typedef {import("./types.js").Session} Session */

/** @param {Session} session @param {string} type @param {string} value  not over an older stamp, save for the end */
function stamp(session, type, value) {
  each(session.top.children[0], (node) => {
    if (node.def && node.def.type === type && (type === "end" || node.value === "")) node.value = value;
  });
}

/** @param {Session} session */
export function stampStart(session) {
  stamp(session, "start", momentText(session.moment));
  stamp(session, "today", dayText(session.moment));
}

/** @param {Session} session */
export const stampEnd = (session) => stamp(session, "end", momentText(session.moment));
