// @ts-check
/** What a drag on the roster means: pure, so that it can be tested without a page. */

const SLOP_PX = 6;
const EDGE_PX = 90;
const FASTEST_PX = 18;

/** @typedef {{ shift?: string, person?: string, day?: string, duty?: string }} Held  what was taken up */
/** @typedef {{ day: string, duty: string, shift?: string, person?: string }} Place  a cell, and the chip in it */
/** @typedef {{ kind: "move" | "add", fields: Record<string, string> }} Drop */

/** @param {{x: number, y: number}} from  @param {{x: number, y: number}} to  @returns {boolean} more than a shaky tap */
export const hasMoved = (from, to) => Math.hypot(to.x - from.x, to.y - from.y) > SLOP_PX;

/**
 * A shift goes to another day of its own duty; a name goes onto a shift, or onto a day.
 * @param {Held} held  @param {Place | null} place  @returns {Drop | null} null where nothing would change
 */
export const dropOf = (held, place) => {
  if (!place) return null;
  if (held.shift) {
    if (place.duty !== held.duty || place.day === held.day) return null;
    return { kind: "move", fields: { shift: held.shift, day: place.day, person: "" } };
  }
  const person = held.person || "";
  if (place.shift) {
    if (place.person === person) return null;
    return { kind: "move", fields: { shift: place.shift, day: place.day, person } };
  }
  return { kind: "add", fields: { day: place.day, duty: place.duty, person } };
};

/** @param {number} y  @param {number} height  @returns {number} how far the page scrolls at its edges, in px */
export const scrollAt = (y, height) => {
  const over = y < EDGE_PX ? y - EDGE_PX : Math.max(y - (height - EDGE_PX), 0);
  return Math.round((Math.max(-1, Math.min(1, over / EDGE_PX)) || 0) * FASTEST_PX);
};
