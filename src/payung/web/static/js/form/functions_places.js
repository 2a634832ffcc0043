// @ts-check
/** Functions about where in the form one stands. */
import { asNumber } from "./coerce.js";
import { positionOf } from "./paths.js";

/** @typedef {import("./types.js").Node} Node */

/** @param {Node} node @param {Node[]} above */
function isBelow(node, above) {
  for (let one = /** @type {Node|null} */ (node); one; one = one.parent) if (above.indexOf(one) >= 0) return true;
  return false;
}

/** @param {import("./types.js").Where} where */
const entryOf = (where) => {
  let node = where.node;
  while (node.parent && node.def && node.def.kind !== "repeat") node = node.parent;
  return node.def ? node : where.node;
};

/** @type {import("./functions_choosing.js").Functions} */
export const PLACES = {
  position: ([set], where, evaluate) => {
    if (!set) return where.position || positionOf(entryOf(where));
    const value = evaluate(set, where);
    return Array.isArray(value) && value.length ? positionOf(value[0]) : NaN;
  },
  last: (_, where) => where.size || 1,
  current: (_, where) => [where.current],
  // indexed-repeat(answer, repeat, number, inner repeat, number, ...): each pair narrows which entries are meant.
  "indexed-repeat": ([answer, ...pairs], where, evaluate) => {
    let found = evaluate(answer, { ...where, every: true });
    for (let at = 0; at + 1 < pairs.length; at += 2) {
      const wanted = asNumber(evaluate(pairs[at + 1], where));
      const entries = evaluate(pairs[at], { ...where, every: true });
      const chosen = entries.filter((/** @type {Node} */ entry) => positionOf(entry) === wanted);
      found = found.filter((/** @type {Node} */ node) => isBelow(node, chosen));
    }
    return found;
  },
};
