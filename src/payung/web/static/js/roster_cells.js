// @ts-check
/** What of the roster lies under a finger, and what it carries. */

/** @param {HTMLElement} chip  @returns {import("./roster_drop.js").Held} */
export const heldBy = (chip) => {
  const cell = /** @type {HTMLElement | null} */ (chip.closest("[data-day]"));
  return { shift: chip.dataset.shift, person: chip.dataset.person, day: cell?.dataset.day, duty: cell?.dataset.duty };
};

/** @param {{ x: number, y: number }} at  @returns {{ seen: Element, place: import("./roster_drop.js").Place } | null} */
export const under = (at) => {
  const found = document.elementFromPoint(at.x, at.y);
  const cell = /** @type {HTMLElement | null} */ (found?.closest("[data-day]"));
  if (!found || !cell) return null;
  const chip = /** @type {HTMLElement | null} */ (found.closest("[data-shift]"));
  const { day = "", duty = "" } = cell.dataset;
  const place = { day, duty, shift: chip?.dataset.shift, person: chip?.querySelector("b")?.textContent ?? "" };
  return { seen: chip ?? cell, place };
};

/** @param {HTMLElement} from  @returns {HTMLElement} what follows the finger */
export const lifted = (from) => {
  const ghost = /** @type {HTMLElement} */ (from.cloneNode(true));
  ghost.classList.add("dragged");
  document.body.append(ghost);
  from.classList.add("taken-up");
  return ghost;
};
