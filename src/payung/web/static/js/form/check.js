// @ts-check
/** What still has to be mended before an answer, a page or the form can be called done. */
import { asBoolean } from "./coerce.js";
import { readDate, timeNumber } from "./dates.js";
import { each } from "./entries.js";
import { evaluate, valueAt } from "./evaluate.js";
import { offered } from "./offered.js";
import { wordsAt } from "./words.js";

/** @typedef {import("./types.js").Node} Node */
/** @typedef {import("./types.js").Session} Session */
/** @typedef {{node: Node, kind: "required"|"constraint"|"shape", words: string}} Problem  words "": the page has its own */

/** @type {Record<string, (text: string) => boolean>} */
const SHAPES = {
  integer: (text) => /^-?\d+$/.test(text),
  decimal: (text) => /^-?(\d+(\.\d*)?|\.\d+)$/.test(text),
  range: (text) => /^-?(\d+(\.\d*)?|\.\d+)$/.test(text),
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && readDate(text) !== null,
  dateTime: (text) => text.indexOf("T") > 0 && readDate(text) !== null,
  time: (text) => !Number.isNaN(timeNumber(text)),
};
const CHOSEN = ["select_one", "select_multiple", "rank"];

/** @param {Session} session @param {Node} node */
function hasShape(session, node) {
  const type = (node.def && node.def.type) || "";
  if (CHOSEN.indexOf(type) < 0) return !(type in SHAPES) || SHAPES[type](node.value);
  const values = offered(session, node).map((item) => item.value);
  return node.value.split(" ").every((one) => values.indexOf(one) >= 0);
}

/** @param {Session} session @param {Node} node @returns {Problem|null} */
export function problemOf(session, node) {
  const def = node.def;
  if (!def || !node.on || def.kind !== "question" || def.type === "note" || def.type === "calculate") return null;
  if (node.value.trim() === "")
    return node.required ? { node, kind: "required", words: wordsAt(session, def.required_message, node, evaluate) } : null;
  if (!hasShape(session, node)) return { node, kind: "shape", words: "" };
  if (!def.constraint || asBoolean(valueAt(def.constraint, session, node))) return null;
  return { node, kind: "constraint", words: wordsAt(session, def.constraint_message, node, evaluate) };
}

/** @param {Session} session @param {Node} [below] @returns {Problem[]} in the form's order */
export function problems(session, below) {
  /** @type {Problem[]} */
  const found = [];
  each(below || session.top.children[0], (node) => {
    const problem = problemOf(session, node);
    if (problem) found.push(problem);
  });
  return found;
}
