// @ts-check
/** Walks of a path over the tree of answers, and over choice lists. */
import { asBoolean, textOf } from "./coerce.js";

/** @typedef {import("./types.js").Node} Node */
/** @typedef {import("./types.js").Where} Where */
/** @typedef {(ast: any, where: Where) => import("./types.js").Value} Evaluate */

/** @param {Node} node @returns {Node[]} */
const withBelow = (node) => [node].concat(...node.children.map(withBelow));

/** @param {Node} node @param {{axis: string, name: string}} step @returns {Node[]} */
function alongAxis(node, step) {
  const named = (/** @type {Node} */ one) => step.name === "*" || one.name === step.name;
  if (step.axis === "child") return node.children.filter(named);
  if (step.axis === "parent") return node.parent ? [node.parent].filter(named) : [];
  if (step.axis === "self") return [node].filter(named);
  return withBelow(node).filter(named);
}

/**
 * From inside an entry of a repeat, a path through that repeat means that same entry (JavaRosa's rule), unless it ends
 * at the repeat itself, as in count(/data/perp).
 * @param {Node[]} found @param {Where} where
 */
function sameEntry(found, where) {
  if (found.length < 2 || !found[0].def || found[0].def.kind !== "repeat") return found;
  for (let node = /** @type {Node|null} */ (where.node); node; node = node.parent) {
    const at = found.indexOf(node);
    if (at >= 0) return [found[at]];
  }
  return found;
}

/** @param {Node[]} nodes @param {any} test @param {Where} where @param {Evaluate} evaluate */
function passing(nodes, test, where, evaluate) {
  return nodes.filter((node, index) => {
    const value = evaluate(test, { ...where, node, position: index + 1, size: nodes.length });
    return typeof value === "number" ? value === index + 1 : Array.isArray(value) ? value.length > 0 : asBoolean(value);
  });
}

/** @param {any} path @param {Where} where @param {Evaluate} evaluate @returns {Node[]} */
function beginnings(path, where, evaluate) {
  if (path.from === "root") return [where.session.top];
  if (path.from === "self") return [where.node];
  if (path.from === "current") return [where.current];
  if (path.from === "list") return where.session.lists[path.list] ? [where.session.lists[path.list]] : [];
  const value = evaluate(path.expr, where);
  return Array.isArray(value) ? value : [];
}

/** @param {any} path @param {Where} where @param {Evaluate} evaluate @returns {Node[]} in the order of the form */
export function walk(path, where, evaluate) {
  let nodes = beginnings(path, where, evaluate);
  const climbs = path.from === "root" || path.steps.some((/** @type {any} */ step) => step.axis === "parent");
  path.steps.forEach((/** @type {any} */ step, /** @type {number} */ at) => {
    /** @type {Node[]} */
    const next = [];
    for (const node of nodes) {
      let found = alongAxis(node, step);
      const inside = at < path.steps.length - 1 && step.axis === "child" && climbs && !where.every;
      if (inside && !step.where) found = sameEntry(found, where);
      for (const test of step.where || []) found = passing(found, test, where, evaluate);
      for (const one of found) if (nodes.length < 2 || next.indexOf(one) < 0) next.push(one);
    }
    nodes = next;
  });
  const shown = nodes.filter((node) => node.on);
  if (where.reads) for (const node of shown) where.reads.push(textOf(node));
  return shown;
}

/** @param {Node} node @returns {number} its number among its like, counted from 1 */
export const positionOf = (node) =>
  node.parent ? node.parent.children.filter((one) => one.name === node.name).indexOf(node) + 1 : 1;
