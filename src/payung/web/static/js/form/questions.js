// @ts-check
/** Which questions are seen at all, and which need much room. */

/** @typedef {import("./types.js").Node} Node */
/** @typedef {import("./types.js").Session} Session */

/** From here on a list of choices is searched, and has a page to itself. */
export const LONG_LIST = 13;
const UNSEEN = ["calculate", "hidden", "start", "end", "today", "instanceID", "deviceid", "username", "phonenumber", "email", "audit"];

/** @param {Session} session @param {Node} node */
export const isLong = (session, node) =>
  /^select/.test((node.def && node.def.type) || "") &&
  (session.compiled.lists[(node.def && node.def.list) || ""] || []).length >= LONG_LIST;

/** @param {Node} node */
export const isShown = (node) => node.on && !node.unasked && UNSEEN.indexOf((node.def && node.def.type) || "") < 0;

/** @param {Node} node @returns {Node[]} the questions in it, entries of repeats left out */
export const questionsIn = (node) =>
  node.children.reduce(
    (/** @type {Node[]} */ all, child) =>
      child.def && child.def.kind === "group" ? all.concat(questionsIn(child)) : child.def && child.def.kind === "question" ? all.concat(child) : all,
    [],
  ).filter(isShown);

/** The notes at the end of a row of questions: they go on the page of the question that follows them. @param {Node[]} run */
export function endingNotes(run) {
  let at = run.length;
  while (at > 0 && run[at - 1].def && /** @type {any} */ (run[at - 1].def).type === "note") at -= 1;
  return run.slice(at);
}
