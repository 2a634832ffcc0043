// @ts-check
/** Choices as they are shown, and what choosing one makes of the answer. */
import { tokens } from "./functions_choosing.js";
import { offered } from "./offered.js";
import { plainWords } from "./words.js";

/** @typedef {import("./field.js").Desk} Desk */
/** @typedef {import("./types.js").Node} Node */
/** @typedef {{value: string, words: string, group: string}} Offer */

/** @param {Desk} desk @param {Node} node @returns {Offer[]} of the form's list, or of one that the page brought along */
export function offersFor(desk, node) {
  const brought = desk.picker(node);
  if (brought) return brought.map((one) => ({ group: "", ...one }));
  return offered(desk.session, node).map((/** @type {any} */ item) => ({
    value: item.value,
    words: plainWords(desk.session, item.label) || item.value,
    group: item.group || item.grp || "",
  }));
}

/** The new answer when one choice is turned on or off. @param {Node} node @param {Offer[]} offers @param {string} value @param {boolean} on */
export function toggled(node, offers, value, on) {
  const type = node.def && node.def.type;
  if (type !== "select_multiple" && type !== "rank") return on ? value : "";
  const chosen = tokens(node.value).filter((one) => one !== value).concat(on ? [value] : []);
  if (type === "rank") return chosen.join(" ");
  return offers.map((one) => one.value).filter((one) => chosen.indexOf(one) >= 0).join(" ");
}
