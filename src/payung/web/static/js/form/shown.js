// @ts-check
/** An answer in words, for lists of entries and for reading through. */
import { formatDate, readDate } from "./dates.js";
import { evaluate } from "./evaluate.js";
import { offersFor } from "./offers.js";
import { tokens } from "./functions_choosing.js";
import { wordsAt } from "./words.js";

/** @typedef {import("./field.js").Desk} Desk */
/** @typedef {import("./types.js").Node} Node */

const HIDDEN = ["identity", "contact", "story"];

/** @param {Desk} desk @param {Node} node @returns {boolean} whether someone looking over the shoulder must not see it */
export function isHidden(desk, node) {
  const keep = (/** @type {any} */ (desk.session.compiled).keep || {})[(node.def ? node.def.path : "").split("/").slice(2).join("/")];
  return HIDDEN.indexOf(keep) >= 0 || ((node.def && node.def.appearance) || "").split(" ").indexOf("masked") >= 0;
}

/** @param {Desk} desk @param {Node} node */
function chosenWords(desk, node) {
  const offers = offersFor(desk, node);
  return tokens(node.value).map((value) => (offers.find((one) => one.value === value) || { words: value }).words).join(" · ");
}

/** @type {Record<string, string>} */
const FORMATS = { date: "%e %b %Y", dateTime: "%e %b %Y, %H:%M" };

/** @param {Desk} desk @param {Node} node @returns {string} */
export function answerWords(desk, node) {
  const type = (node.def && node.def.type) || "";
  if (isHidden(desk, node)) return desk.ui("review_hidden");
  if (/^select|^rank/.test(type) || desk.picker(node)) return chosenWords(desk, node);
  const date = type in FORMATS ? readDate(node.value) : null;
  if (date) return formatDate(date, FORMATS[type], desk.session.language);
  if (type === "time") return node.value.slice(0, 5);
  if (type === "acknowledge") return desk.ui("confirm");
  return /^(image|audio|video|file)$/.test(type) ? desk.ui("file_kept", { name: node.value.slice(0, 8) }) : node.value;
}

/** @param {Desk} desk @param {Node} node @returns {string} its label, or its name when it has none */
export const labelWords = (desk, node) =>
  wordsAt(desk.session, node.def && node.def.label, node, evaluate) || (node.def ? node.def.name : "");
