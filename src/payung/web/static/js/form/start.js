// @ts-check
/** Show a compiled form in an element of the page, one page at a time. */
import { answersToKeep } from "./answers.js";
import { each } from "./entries.js";
import { deedsOf } from "./deeds.js";
import { pagesOf } from "./pages.js";
import { answer, open } from "./session.js";
import { words } from "./strings.js";
import { withoutUntouched } from "./untouched.js";

/** @typedef {import("./types.js").Node} Node */
/** @typedef {import("./types.js").Answers} Answers */
/**
 * @typedef {object} Given
 * @property {import("./types.js").Compiled} compiled
 * @property {Record<string, any[]>} strings                            by language
 * @property {(language: string) => Promise<any[]>=} loadStrings        for the languages not given
 * @property {Record<string, string>=} ui                               the runner's own words, translated; see strings.js
 * @property {string=} language
 * @property {() => Date=} clock
 * @property {() => number=} random
 * @property {Answers=} answers                                         a draft's
 * @property {Record<string, {value: string, words: string, group?: string}[]>=} pickers
 *   by appearance word ("area", "unit"): choices for a text question
 * @property {Record<string, string>=} known                            by path below the root: answered beforehand, and not asked
 * @property {(answers: Answers) => void=} onChange                     everything, for a draft
 * @property {(name: string, file: Blob|null) => void=} onFile          null: taken away
 * @property {(language: string) => void=} onLanguage
 * @property {(answers: Answers) => void=} onFinish                     what is to be sent
 */

/** @returns {number} from 0 up to 1, from the browser's source for keys */
const strongRandom = () => crypto.getRandomValues(new Uint32Array(1))[0] / 4294967296;

/** @param {Given} given @returns {(node: Node) => any[]|undefined} */
const pickerOf = ({ pickers = {} }) => (node) =>
  node.def && node.def.type === "text" ? (node.def.appearance || "").split(" ").map((word) => pickers[word]).find(Boolean) : undefined;

/** Answer what is known, and do not ask it. @param {import("./types.js").Session} session @param {Record<string, string>} known */
function answerKnown(session, known) {
  each(session.top.children[0], (node) => {
    const path = (node.def ? node.def.path : "").split("/").slice(2).join("/");
    if (!(path in known)) return;
    node.unasked = true;
    answer(session, node, known[path]);
  });
}

/**
 * Begin a form in `root`, or take a draft up again.
 * @param {HTMLElement} root @param {Given} given
 * @returns {{session: import("./types.js").Session, answers: () => Answers, speak: (language: string) => Promise<void>, forget: () => void}}
 */
export function start(root, given) {
  const session = open({ clock: () => new Date(), random: strongRandom, ...given });
  if (!given.answers) withoutUntouched(session);
  if (given.known) answerKnown(session, given.known);
  /** @type {{page: string, opened: Node|undefined, refresh: () => void}} */
  const at = { page: "", opened: undefined, refresh: () => {} };
  const desk = {
    session, at, ui: words(given.ui), wrong: new Map(), picker: pickerOf(given), onFile: given.onFile || (() => {}),
    pages: () => pagesOf(session, at.opened),
    tell: () => given.onChange && given.onChange(answersToKeep(session)),
    changed: (/** @type {Node} */ node, /** @type {string} */ value) => {
      answer(session, node, value);
      desk.wrong.delete(node);
      at.refresh();
      desk.tell();
    },
  };
  const deeds = deedsOf(root, desk, given);
  deeds.go(desk.pages()[0]);
  /** Take the form off the page, and its answers out of memory. */
  const forget = () => {
    each(session.top, (node) => (node.value = ""));
    session.top.children = [];
    desk.changed = desk.tell = () => {};
    root.textContent = "";
  };
  return { session, answers: () => answersToKeep(session), speak: deeds.speak, forget };
}
