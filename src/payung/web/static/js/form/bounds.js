// @ts-check
/** A constraint that is a simple bound, told as a sentence when the form has none of its own. */
import { asBoolean } from "./coerce.js";
import { evaluate, valueAt } from "./evaluate.js";
import { answerWords, labelWords } from "./shown.js";

/** @typedef {import("./types.js").Node} Node */
/** @typedef {import("./field.js").Desk} Desk */

/** The same bound, read from the other side. @type {Record<string, string>} */
const TURNED = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };
/** @type {Record<string, string>} */
const NUMBERS = { ">=": "problem_least", "<=": "problem_most", ">": "problem_above", "<": "problem_below" };

/** @param {any} ast @returns {any[][]} the bounds that hold together */
const together = (ast) => (ast[0] === "op" && ast[1] === "and" ? together(ast[2]).concat(together(ast[3])) : [ast]);

/** @param {any} ast @returns {boolean} whether it is "." */
const isSelf = (ast) =>
  ast[0] === "path" && ast[1].from === "self" && ast[1].steps.every((/** @type {any} */ step) => step.axis === "self");

/** @param {any} ast @returns {{sign: string, other: any} | null} with "." on the left */
function bound(ast) {
  if (ast[0] !== "op" || !(ast[1] in TURNED)) return null;
  if (isSelf(ast[2])) return { sign: ast[1], other: ast[3] };
  return isSelf(ast[3]) ? { sign: TURNED[ast[1]], other: ast[2] } : null;
}

/** @param {Desk} desk @param {Node} node @param {string} sign @param {any} other @returns {string} */
function sentence(desk, node, sign, other) {
  const least = sign[0] === ">";
  if (other[0] === "num") return desk.ui(NUMBERS[sign], { least: other[1], most: other[1] });
  if (other[0] === "call" && (other[1] === "today" || other[1] === "now")) return desk.ui(least ? "problem_past" : "problem_future");
  if (other[0] !== "path") return "";
  const found = /** @type {any} */ (evaluate(other, { session: desk.session, node, current: node }));
  if (!Array.isArray(found) || found.length !== 1 || !found[0].def || found[0].value === "") return "";
  return desk.ui(least ? "problem_before" : "problem_after", { question: labelWords(desk, found[0]), answer: answerWords(desk, found[0]) });
}

/** @param {Desk} desk @param {Node} node @returns {string} what does not fit, or "" where the constraint is no simple bound */
export function boundWords(desk, node) {
  for (const ast of together((node.def && node.def.constraint) || [])) {
    const found = bound(ast);
    if (found && !asBoolean(valueAt(ast, desk.session, node))) return sentence(desk, node, found.sign, found.other);
  }
  return "";
}
