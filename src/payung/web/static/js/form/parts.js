// @ts-check
/** The whole form in parts, for reading through: one for each group, and one for each entry of a repeat. */
import { entriesOf } from "./entries.js";
import { titleOf } from "./page.js";
import { pagesOf } from "./pages.js";

/** @typedef {import("./types.js").Node} Node */

/** @param {any} desk @param {import("./pages.js").Page} page @returns {string} "Who did it · Entry 2" */
function titled(desk, page) {
  const { group } = page;
  const title = titleOf(desk, page);
  if (!group.parent || !group.def || group.def.kind !== "repeat") return title;
  return `${title} · ${desk.ui("entry", { at: entriesOf(group.parent, group.def).indexOf(group) + 1 })}`;
}

/** @param {any} desk @returns {{title: string, nodes: Node[]}[]} pages that follow each other under one title are one part */
export function partsOf(desk) {
  /** @type {{title: string, nodes: Node[]}[]} */
  const parts = [];
  for (const page of pagesOf(desk.session, "every")) {
    const last = parts[parts.length - 1];
    const title = titled(desk, page);
    if (page.kind !== "questions") continue;
    if (last && last.title === title) last.nodes.push(...page.nodes);
    else parts.push({ title, nodes: page.nodes.slice() });
  }
  return parts;
}
