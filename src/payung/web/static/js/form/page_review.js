// @ts-check
/** The last page: everything that is answered, each with a way back to it. */
import { h } from "./dom.js";
import { answerWords, labelWords } from "./shown.js";

/** @typedef {import("./types.js").Node} Node */
/** @typedef {import("./field.js").Desk} Desk */

/** @param {Desk} desk @param {Node} node @param {(node: Node) => void} change */
function row(desk, node, change) {
  const label = labelWords(desk, node);
  return h("div.f-row", {}, h("dt", {}, label), h("dd", {}, answerWords(desk, node)),
    h("dd.f-row-change", {}, h("button.f-link", { type: "button", "aria-label": `${desk.ui("review_change")}: ${label}`, onclick: () => change(node) }, desk.ui("review_change"))));
}

/** @param {Desk} desk @param {{title: string, nodes: Node[]}[]} parts @param {(node: Node) => void} change @returns {HTMLElement} */
export function reviewPage(desk, parts, change) {
  const told = parts.map(({ title, nodes }) => ({ title, nodes: nodes.filter((node) => node.value !== "" && node.def && node.def.type !== "note") }));
  return h("div.f-page-body", {}, h("p.f-hint", {}, desk.ui("review_note")),
    told.filter((part) => part.nodes.length).map((part) =>
      h("section.f-part", {}, h("h3", {}, part.title), h("dl", {}, part.nodes.map((node) => row(desk, node, change))))));
}
