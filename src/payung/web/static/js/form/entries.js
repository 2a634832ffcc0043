// @ts-check
/** The tree of answers: its nodes, and the entries of its repeats. */
import { asBoolean, asNumber } from "./coerce.js";
import { answerText, valueAt } from "./evaluate.js";

/** @typedef {import("./types.js").Node} Node */
/** @typedef {import("./types.js").Def} Def */
/** @typedef {import("./types.js").Session} Session */

/** More than this is a slip of the finger, and would stop a small phone. */
export const MOST_ENTRIES = 1000;

/** How many entries a repeat has when the form is begun. @param {Def} def */
const asBegun = (def) => (def.count ? 0 : def.initial === undefined ? 1 : def.initial);

/** How many a repeat inside a new entry has: none, as in the XForm's template of that entry. */
const asAdded = () => 0;

/** @param {Def} def @param {Node|null} parent @param {(def: Def) => number} [many] @returns {Node} with the literal defaults in it */
export function plant(def, parent, many = asBegun) {
  const value = typeof def.default === "string" ? def.default : "";
  /** @type {Node} */
  const node = { name: def.name, parent, children: [], value, on: true, def };
  for (const below of def.children || []) {
    const times = below.kind === "repeat" ? many(below) : 1;
    for (let at = 0; at < times; at += 1) node.children.push(plant(below, node, many));
  }
  return node;
}

/** @param {Node} node @param {(node: Node) => void} visit called for the node and all below it, in the form's order */
export function each(node, visit) {
  visit(node);
  for (const child of node.children) each(child, visit);
}

/** Work out first answers that are expressions: once, when the form or the entry is begun. @param {Session} session @param {Node} node */
export function begin(session, node) {
  each(node, (one) => {
    const def = /** @type {Def} */ (one.def);
    if (Array.isArray(def.default)) one.value = answerText(valueAt(def.default, session, one));
  });
}

/** @param {Node} parent @param {Def} def @returns {Node[]} */
export const entriesOf = (parent, def) => parent.children.filter((node) => node.def === def);

/** @param {Node} parent @param {Def} def @param {Node} entry  put in after the entries there are */
function place(parent, def, entry) {
  const order = /** @type {Def[]} */ (/** @type {Def} */ (parent.def).children);
  const upTo = order.slice(0, order.indexOf(def) + 1);
  let at = parent.children.length;
  while (at > 0 && upTo.indexOf(/** @type {Def} */ (parent.children[at - 1].def)) < 0) at -= 1;
  parent.children.splice(at, 0, entry);
}

/** @param {Session} session @param {Node} parent @param {Def} def @returns {Node} the new entry */
export function grow(session, parent, def) {
  const spare = (parent.spare || {})[def.path] || [];
  const old = spare.pop();
  const entry = old || plant(def, parent, asAdded);
  place(parent, def, entry);
  if (!old) begin(session, entry);
  return entry;
}

/** A repeat without entries has no node to ask: this stands in for one. @param {Node} parent @param {Def} def @returns {Node} */
export const ghost = (parent, def) => ({ name: def.name, parent, children: [], value: "", on: parent.on, def });

/** @param {Session} session @param {Node} parent @param {Def} def @returns {boolean} whether the repeat is asked at all */
export function isAsked(session, parent, def) {
  const node = entriesOf(parent, def)[0] || ghost(parent, def);
  return parent.on && (!def.relevant || asBoolean(valueAt(def.relevant, session, node)));
}

/** @param {Session} session @param {Node} parent @param {Def} def @returns {boolean} true when entries came or went */
export function fitCount(session, parent, def) {
  const entries = entriesOf(parent, def);
  const wanted = asNumber(valueAt(/** @type {any} */ (def.count), session, entries[0] || ghost(parent, def)));
  const many = Math.min(Math.max(Math.trunc(wanted) || 0, 0), MOST_ENTRIES);
  for (let at = entries.length; at < many; at += 1) grow(session, parent, def);
  for (const entry of entries.slice(many).reverse()) {
    parent.children.splice(parent.children.indexOf(entry), 1);
    parent.spare = parent.spare || {};
    (parent.spare[def.path] = parent.spare[def.path] || []).push(entry);
  }
  return many !== entries.length;
}
