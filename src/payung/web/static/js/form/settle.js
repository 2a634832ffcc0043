// @ts-check
/** Work through relevance, calculations and counts until nothing changes any more. */
import { calculated } from "./calculated.js";
import { asBoolean } from "./coerce.js";
import { offered } from "./offered.js";
import { each, fitCount, isAsked } from "./entries.js";
import { valueAt } from "./evaluate.js";

/** @typedef {import("./types.js").Node} Node */
/** @typedef {import("./types.js").Def} Def */
/** @typedef {import("./types.js").Session} Session */

/** A form that has not settled after this many rounds has expressions that chase one another. */
const ROUNDS = 50;

/** @param {Session} session @param {Node} node @returns {boolean} true when something changed */
function settleNode(session, node) {
  const def = /** @type {Def} */ (node.def);
  const above = /** @type {Node} */ (node.parent).on;
  const on = above && (!def.relevant || asBoolean(valueAt(def.relevant, session, node)));
  let changed = on !== node.on;
  node.on = on;
  if (!on) return fold(node) || changed;
  if (def.calculate) {
    const value = calculated(session, node);
    changed = changed || value !== node.value;
    node.value = value;
  }
  node.required = !!def.required && asBoolean(valueAt(def.required, session, node));
  node.locked = !!def.readonly && asBoolean(valueAt(def.readonly, session, node));
  return settleBelow(session, node) || changed;
}

/** Nothing below an irrelevant node is relevant. @param {Node} node @returns {boolean} true when something changed */
function fold(node) {
  let changed = false;
  for (const child of node.children)
    each(child, (one) => {
      changed = changed || one.on;
      one.on = false;
    });
  return changed;
}

/** @param {Session} session @param {Node} node @returns {boolean} */
function settleBelow(session, node) {
  let changed = false;
  for (const def of (node.def && node.def.children) || [])
    if (def.count && isAsked(session, node, def)) changed = fitCount(session, node, def) || changed;
  for (const child of node.children.slice()) changed = settleNode(session, child) || changed;
  return changed;
}

/** Take away chosen answers that the choices no longer offer. @param {Session} session @returns {boolean} */
function dropWithdrawn(session) {
  let changed = false;
  each(session.top.children[0], (node) => {
    delete node.spare;
    if (!node.on || node.value === "" || !node.def || !node.def.filter) return;
    const values = offered(session, node).map((item) => item.value);
    const kept = node.value.split(" ").filter((one) => values.indexOf(one) >= 0).join(" ");
    changed = changed || kept !== node.value;
    node.value = kept;
  });
  return changed;
}

/** @param {Session} session */
export function settle(session) {
  session.moment = session.clock();
  let round = 0;
  do {
    while (round < ROUNDS && settleBelow(session, session.top.children[0])) round += 1;
  } while (dropWithdrawn(session) && round < ROUNDS);
  session.settled = round < ROUNDS;
}
