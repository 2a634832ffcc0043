// @ts-check
/** A form as a row of pages for a small screen, as its answers stand now. */
import { entriesOf, isAsked } from "./entries.js";
import { endingNotes, isLong, isShown, questionsIn } from "./questions.js";

/** @typedef {import("./types.js").Node} Node */
/** @typedef {import("./types.js").Def} Def */
/** @typedef {import("./types.js").Session} Session */
/**
 * @typedef {object} Page
 * @property {"questions"|"entries"|"review"} kind
 * @property {string} key      the same page keeps its key when others come and go
 * @property {number} part     which part of the form, from 1
 * @property {Node[]} nodes    the questions on it
 * @property {Node} group      whose heading it has; for "entries" the node that holds them
 * @property {Def=} repeat     of "entries"
 * @property {Node=} entry     set while one entry that the person added is open
 */

/** @param {Node} node @returns {string} "data/perp[2]/ptype": its place, in words that can be an id */
export function placeOf(node) {
  if (!node.parent || !node.parent.parent) return node.name;
  const like = node.def && node.def.kind === "repeat" ? entriesOf(node.parent, node.def) : [];
  return `${placeOf(node.parent)}-${node.name}${like.length ? `-${like.indexOf(node) + 1}` : ""}`;
}

/** @param {Node} node */
const isOneScreen = (node) => ((node.def && node.def.appearance) || "").split(" ").indexOf("field-list") >= 0;

/** @param {Session} session @param {Node|"every"|undefined} opened the entry the person is in @returns {Page[]} */
export function pagesOf(session, opened) {
  /** @type {Page[]} */
  const pages = [];
  const root = session.top.children[0];
  let part = 0;

  /** @param {Node} group @param {Node[]} nodes @param {Node|undefined} entry */
  const questions = (group, nodes, entry) => {
    if (nodes.length) pages.push({ kind: "questions", key: placeOf(nodes[0]), part, nodes, group, entry });
  };
  /** @param {Node} group @param {Node|undefined} entry */
  const walk = (group, entry) => {
    if (!group.on) return;
    if (isOneScreen(group)) return questions(group, questionsIn(group), entry);
    /** @type {Node[]} */
    let run = [];
    const flush = () => (questions(group, run, entry), (run = []));
    for (const def of (group.def && group.def.children) || []) {
      if (group === root) {
        if (endingNotes(run).length < run.length) flush();
        part += 1;
      }
      if (def.kind === "repeat") (flush(), repeat(group, def, entry));
      else for (const node of entriesOf(group, def)) {
        if (def.kind === "group") (flush(), walk(node, entry));
        else if (isShown(node) && isLong(session, node)) {
          const notes = endingNotes(run);
          run = run.slice(0, run.length - notes.length);
          flush();
          questions(group, notes.concat(node), entry);
        }
        else if (isShown(node)) run.push(node);
      }
    }
    flush();
  };
  /** @param {Node} group @param {Def} def @param {Node|undefined} entry */
  const repeat = (group, def, entry) => {
    if (!isAsked(session, group, def)) return;
    if (def.count) return entriesOf(group, def).forEach((one) => walk(one, entry));
    pages.push({ kind: "entries", key: `${placeOf(group)}-${def.name}`, part, nodes: [], group, repeat: def, entry });
    for (const one of entriesOf(group, def)) if (opened === "every" || holds(one, opened)) walk(one, one);
  };
  walk(root, undefined);
  return numbered(pages.concat({ kind: "review", key: "review", part: part + 1, nodes: [], group: root }));
}

/** @param {Node} entry @param {Node|undefined} node */
function holds(entry, node) {
  for (let one = /** @type {Node|null|undefined} */ (node); one; one = one.parent) if (one === entry) return true;
  return false;
}

/** Parts that show nothing are not counted. @param {Page[]} pages */
function numbered(pages) {
  const parts = pages.map((page) => page.part).filter((part, at, all) => all.indexOf(part) === at);
  return pages.map((page) => ({ ...page, part: parts.indexOf(page.part) + 1 }));
}
