// @ts-check
/** What to mend before going on: in words, at the top and at the field. */
import { boundWords } from "./bounds.js";
import { h } from "./dom.js";
import { placeOf } from "./pages.js";
import { labelWords } from "./shown.js";

/** @typedef {import("./check.js").Problem} Problem */
/** @typedef {import("./field.js").Desk} Desk */

/** @type {Record<string, string>} */
const SHAPES = {
  integer: "problem_integer", decimal: "problem_decimal", range: "problem_decimal", date: "problem_date", dateTime: "problem_date",
  time: "problem_time", select_one: "problem_choice", select_multiple: "problem_choice", rank: "problem_choice",
};

/** @param {Desk} desk @param {Problem} problem @returns {string} what to do */
export function problemWords(desk, problem) {
  const type = (problem.node.def && problem.node.def.type) || "";
  if (problem.words) return problem.words;
  if (problem.kind === "shape") return desk.ui(SHAPES[type] || "problem_constraint");
  if (problem.kind === "constraint") return boundWords(desk, problem.node) || desk.ui("problem_constraint");
  return desk.ui(type === "text" && !desk.picker(problem.node) ? "problem_required_text" : "problem_required");
}

/** @param {Desk} desk @param {Problem[]} problems @param {(problem: Problem) => void} show @returns {HTMLElement} */
export function summary(desk, problems, show) {
  /** @param {Problem} problem */
  const item = (problem) => h("li", {}, h("a", {
    href: `#f-${placeOf(problem.node)}`,
    onclick: (/** @type {Event} */ event) => (event.preventDefault(), show(problem)),
  }, h("b", {}, labelWords(desk, problem.node)), problemWords(desk, problem)));
  return h("div.f-problems", { role: "alert", tabIndex: -1 }, h("h3", {}, desk.ui("problems")), h("ul", {}, problems.map(item)));
}
