// @ts-check
/** Answers in the one shape that Python, this page and the files share; see docs/reference/compiled_form.md section 5. */
import { entriesOf, plant } from "./entries.js";

/** @typedef {import("./types.js").Node} Node */
/** @typedef {import("./types.js").Answers} Answers */

/** @param {Node} node @param {(node: Node) => boolean} wanted @returns {Answers} */
function gather(node, wanted) {
  /** @type {Answers} */
  const answers = {};
  for (const def of (node.def && node.def.children) || []) {
    const nodes = entriesOf(node, def).filter(wanted);
    if (def.kind === "repeat") {
      if (nodes.length || !entriesOf(node, def).length) answers[def.name] = nodes.map((one) => gather(one, wanted));
    } else if (def.kind === "group") {
      if (nodes.length) answers[def.name] = gather(nodes[0], wanted);
    } else if (nodes.length && nodes[0].value !== "") answers[def.name] = nodes[0].value;
  }
  return answers;
}

/** What is sent: nothing that is not relevant. @param {import("./types.js").Session} session @returns {Answers} */
export const answersToSend = (session) => gather(session.top.children[0], (node) => node.on);

/** What a draft keeps: everything, for it may become relevant again. @param {import("./types.js").Session} session @returns {Answers} */
export const answersToKeep = (session) => gather(session.top.children[0], () => true);

/** Put answers into a newly planted tree. @param {Node} node @param {Answers} answers */
export function fill(node, answers) {
  for (const def of (node.def && node.def.children) || []) {
    const given = answers[def.name];
    if (def.kind === "repeat") fillEntries(node, def, given);
    else if (def.kind === "group") fill(entriesOf(node, def)[0], given || {});
    else entriesOf(node, def)[0].value = given === undefined ? "" : String(given);
  }
}

/** @param {Node} node @param {import("./types.js").Def} def @param {Answers[]|undefined} given */
function fillEntries(node, def, given) {
  if (!given) return;
  const old = entriesOf(node, def);
  const at = old.length ? node.children.indexOf(old[0]) : placeFor(node, def);
  const entries = given.map((answers) => {
    const entry = plant(def, node);
    fill(entry, answers);
    return entry;
  });
  node.children.splice(at, old.length, ...entries);
}

/** @param {Node} node @param {import("./types.js").Def} def @returns {number} */
function placeFor(node, def) {
  const order = (node.def && node.def.children) || [];
  const before = order.slice(0, order.indexOf(def));
  return node.children.filter((one) => one.def && before.indexOf(one.def) >= 0).length;
}
