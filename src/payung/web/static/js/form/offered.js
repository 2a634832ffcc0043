// @ts-check
/** Which choices a question offers just now, and in which order. */
import { asBoolean, asNumber } from "./coerce.js";
import { evaluate, valueAt } from "./evaluate.js";
import { plainWords } from "./words.js";

/** @typedef {import("./types.js").Node} Node */
/** @typedef {import("./types.js").Item} Item */
/** @typedef {import("./types.js").Session} Session */

/** @param {string} name @param {Node} parent @param {string} value @returns {Node} */
const leaf = (name, parent, value) => ({ name, parent, children: [], value, on: true });

/** A list as a tree of items, so that expressions can walk it. @param {Session} session @param {string} name @returns {Node} */
export function listTree(session, name) {
  const list = leaf(name, /** @type {any} */ (null), "");
  list.children = session.compiled.lists[name].map((item) => {
    const node = leaf("item", list, "");
    const columns = { ...item, name: item.value, label: plainWords(session, item.label) };
    node.children = Object.keys(columns)
      .filter((key) => key !== "value" && key !== "media")
      .map((key) => leaf(key, node, String(/** @type {any} */ (columns)[key])));
    return node;
  });
  return list;
}

/** Park and Miller's sequence, which ODK names for shuffling with a seed. @param {number} seed */
function sequence(seed) {
  let state = Math.trunc(seed) % 2147483647;
  if (state <= 0) state += 2147483646;
  return () => {
    state = (state * 48271) % 2147483647;
    return (state - 1) / 2147483646;
  };
}

/** @param {string[]} values @param {() => number} random */
function shuffled(values, random) {
  const order = values.slice();
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other], order[at]];
  }
  return order;
}

/** @param {Session} session @param {Node} node @param {Item[]} items */
function inOrder(session, node, items) {
  const how = node.def && node.def.randomize;
  if (!how) return items;
  const random = how === true ? session.random : sequence(asNumber(valueAt(how.seed, session, node)));
  // Shuffled once: choices that move while one reads them cannot be chosen from.
  if (!node.order || how !== true) node.order = shuffled(session.compiled.lists[(node.def && node.def.list) || ""].map((i) => i.value), random);
  const order = node.order;
  return items.slice().sort((a, b) => order.indexOf(a.value) - order.indexOf(b.value));
}

/** @param {Session} session @param {Node} node @returns {Item[]} */
export function offered(session, node) {
  const def = /** @type {import("./types.js").Def} */ (node.def);
  const items = session.compiled.lists[def.list || ""] || [];
  if (!def.filter) return inOrder(session, node, items);
  const filter = def.filter;
  const trees = session.lists[def.list || ""].children;
  const shown = items.filter((_, at) =>
    filter.every((test) => {
      const value = evaluate(test, { session, node: trees[at], current: node, position: at + 1, size: items.length });
      return typeof value === "number" ? value === at + 1 : asBoolean(value);
    }),
  );
  return inOrder(session, node, shown);
}
