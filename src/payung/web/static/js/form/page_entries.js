// @ts-check
/** The page of a repeat: what has been entered, and "Add another". */
import { h } from "./dom.js";
import { entriesOf } from "./entries.js";
import { answerWords } from "./shown.js";

/** @typedef {import("./types.js").Node} Node */
/** @typedef {import("./field.js").Desk} Desk */
/** @typedef {{open: (entry: Node) => void, add: () => void, remove: (entry: Node) => void}} Deeds */

const QUIET = ["note", "calculate", "hidden"];

/** @param {Node} node @returns {Node[]} */
const answered = (node) =>
  node.children.reduce((/** @type {Node[]} */ all, child) =>
    child.def && child.def.kind === "question"
      ? child.on && child.value && QUIET.indexOf(child.def.type || "") < 0 && child.value !== child.def.default ? all.concat(child) : all
      : all.concat(answered(child)), []);

/** @param {Desk} desk @param {Node} entry @param {number} at @param {Deeds} deeds */
function entryCard(desk, entry, at, deeds) {
  const number = { at: at + 1 };
  const name = desk.ui("entry", number);
  const answers = answered(entry);
  const summary = answers.slice(0, 3).map((node) => answerWords(desk, node)).join(" · ");
  const sure = h("div.f-sure", { hidden: true, role: "group" }, h("p", {}, desk.ui("entry_remove_sure", number)),
    h("button.f-small.f-remove", { type: "button", onclick: () => deeds.remove(entry) }, desk.ui("entry_remove")),
    h("button.f-small", { type: "button", onclick: () => (sure.hidden = true) }, desk.ui("entry_keep")));
  const remove = () => {
    if (!answers.length) return deeds.remove(entry);
    sure.hidden = false;
    sure.querySelector("button").focus();
  };
  return h("li.f-entry", {}, h("p.f-entry-name", {}, name), h("p.f-entry-words", {}, summary || desk.ui("entry_empty")),
    h("div.f-beside", {},
      h("button.f-small", { type: "button", "aria-label": `${desk.ui("entry_change")}: ${name}`, onclick: () => deeds.open(entry) }, desk.ui("entry_change")),
      h("button.f-small", { type: "button", "aria-label": `${desk.ui("entry_remove")}: ${name}`, onclick: remove }, desk.ui("entry_remove"))),
    sure);
}

/** @param {Desk} desk @param {import("./pages.js").Page} page @param {Deeds} deeds @returns {HTMLElement} */
export function entriesPage(desk, page, deeds) {
  const entries = entriesOf(page.group, /** @type {any} */ (page.repeat)).filter((entry) => entry.on);
  const add = h("button.f-button.f-add", { type: "button", onclick: deeds.add }, desk.ui(entries.length ? "add_another" : "add"));
  return h("div.f-page-body", {},
    entries.length ? h("ul.f-entries", {}, entries.map((entry, at) => entryCard(desk, entry, at, deeds))) : h("p.f-note", {}, desk.ui("entries_none")),
    add);
}

