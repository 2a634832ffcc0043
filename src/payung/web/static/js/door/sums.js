// @ts-check
/** What a door shows: what the server has counted, and what still waits on this phone. */

/** @typedef {import("./store.js").Tap} Tap */
/** @typedef {import("./store.js").Counts} Counts */

/** @param {number} at milliseconds @param {string} zone @returns {string} 2026-11-27 */
export const dayOf = (at, zone) =>
  new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(at);

/** @returns {string} a random UUID, lower case; older phones lack `randomUUID` */
export const newId = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
};

/** @param {Tap[]} taps @returns {Tap[]} those the server does not have yet */
export const waiting = (taps) => taps.filter((tap) => !tap.sent && !tap.problem);

/** @param {Tap[]} taps @param {string} day @returns {Tap | undefined} the last that can still be taken back */
export const lastOf = (taps, day) => {
  const gone = new Set(taps.map((tap) => tap.tap));
  return taps.filter((tap) => tap.day === day && tap.what !== "back" && !tap.problem && !gone.has(tap.id)).pop();
};

/**
 * Add what waits to what the server has counted; yesterday's counters are no longer shown.
 * @param {Counts | undefined} counts @param {Tap[]} taps @param {string} day
 * @returns {{numbers: Record<string, number>, closed: string}}
 */
export const summed = (counts, taps, day) => {
  const known = counts && counts.day === day ? counts : { visits: {}, services: {}, closed: "" };
  /** @type {Record<string, number>} */
  const numbers = { ...known.visits, ...known.services };
  let closed = known.closed;
  const byId = new Map(taps.map((tap) => [tap.id, tap]));
  for (const tap of waiting(taps)) {
    const one = tap.what === "back" ? byId.get(tap.tap || "") : tap;
    if (!one || one.day !== day || one.problem) continue;
    if (one.what === "word") closed = tap === one && one.code === "close" ? one.reason || "" : "";
    else numbers[one.code] = (numbers[one.code] || 0) + (tap === one ? 1 : -1);
  }
  return { numbers, closed };
};
