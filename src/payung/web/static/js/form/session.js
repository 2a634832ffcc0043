// @ts-check
/** One form being filled: begin it, change an answer, add or take away an entry. */
import { begin, grow, MOST_ENTRIES, entriesOf, plant } from "./entries.js";
import { answerText, evaluate, valueAt } from "./evaluate.js";
import { fill } from "./answers.js";
import { listTree } from "./offered.js";
import { settle } from "./settle.js";
import { stampEnd, stampStart } from "./stamps.js";

/** @typedef {import("./types.js").Node} Node */
/** @typedef {import("./types.js").Def} Def */
/** @typedef {import("./types.js").Session} Session */

/** @param {Session} session lists as trees, made when first asked for */
function lazyLists(session) {
  for (const name of Object.keys(session.compiled.lists))
    Object.defineProperty(session.lists, name, {
      configurable: true,
      get() {
        const value = listTree(session, name);
        Object.defineProperty(session.lists, name, { value, configurable: true });
        return value;
      },
    });
}

/**
 * Begin a form, or take it up again with the answers of a draft.
 * @param {{compiled: import("./types.js").Compiled, strings: Record<string, any[]>, language?: string,
 *   clock: () => Date, random: () => number, answers?: import("./types.js").Answers}} given
 * @returns {Session}
 */
export function open({ compiled, strings, language, clock, random, answers }) {
  if (compiled.format !== 1) throw new Error("This form is newer than this page. Reload the page, then open the form again.");
  const top = /** @type {Node} */ ({ name: "", parent: null, children: [], value: "", on: true });
  const root = plant({ kind: "group", name: compiled.root, path: `/${compiled.root}`, children: compiled.nodes }, top);
  top.children.push(root);
  /** @type {Session} */
  const session = {
    compiled, strings, language: language || compiled.default_language, clock, random, top, lists: {}, moment: clock(),
  };
  lazyLists(session);
  if (answers) fill(root, answers);
  else begin(session, root);
  stampStart(session);
  settle(session);
  return session;
}

/** Say that the person has finished now. @param {Session} session */
export function close(session) {
  settle(session);
  stampEnd(session);
}

/** @param {string} path "/data/a/b" */
const steps = (path) => path.slice(1).split("/").map((name) => ({ axis: "child", name }));

/** @param {Session} session @param {Node} node  whose answer the person has just changed */
function pull(session, node) {
  for (const { target, value } of (node.def && node.def.triggers) || []) {
    const found = evaluate(["path", { from: "root", steps: steps(target) }], { session, node, current: node });
    for (const one of /** @type {Node[]} */ (found))
      one.value = typeof value === "string" ? value : answerText(valueAt(value, session, one));
  }
}

/** @param {Session} session @param {Node} node @param {string} value */
export function answer(session, node, value) {
  if (node.value === value) return;
  node.value = value;
  session.moment = session.clock();
  if (node.def && node.def.triggers) settle(session);
  pull(session, node);
  settle(session);
}

/** @param {Session} session @param {Node} parent @param {Def} def @returns {Node} */
export function addEntry(session, parent, def) {
  if (entriesOf(parent, def).length >= MOST_ENTRIES) throw new Error(`At most ${MOST_ENTRIES} entries fit here.`);
  const entry = grow(session, parent, def);
  settle(session);
  return entry;
}

/** @param {Session} session @param {Node} entry */
export function removeEntry(session, entry) {
  const parent = /** @type {Node} */ (entry.parent);
  parent.children.splice(parent.children.indexOf(entry), 1);
  settle(session);
}

/** Show the form in another language; no answer is touched. @param {Session} session @param {string} language */
export function speak(session, language) {
  session.language = language;
  lazyLists(session);
}
