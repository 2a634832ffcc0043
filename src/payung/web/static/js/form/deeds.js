// @ts-check
/** What a person can do on any page: go on, go back, open an entry, change the language, finish. */
import { answersToSend } from "./answers.js";
import { drawPage } from "./page.js";
import { partsOf } from "./parts.js";
import { addEntry, close, removeEntry, speak } from "./session.js";

/** @typedef {import("./types.js").Node} Node */
/** @typedef {import("./types.js").Def} Def */
/** @typedef {import("./pages.js").Page} Page */

/** @param {HTMLElement} root @param {any} desk @param {import("./start.js").Given} given */
export function deedsOf(root, desk, given) {
  const { session, at } = desk;
  const present = () => desk.pages().find((/** @type {Page} */ page) => page.key === at.page) || desk.pages()[0];

  const deeds = {
    first: true,
    /** @param {Page} page @param {Node} [focus] */
    go: (page, focus) => {
      at.page = page.key;
      if (!page.entry) at.opened = undefined;
      desk.wrong.clear();
      at.refresh = drawPage(root, desk, page, deeds, focus);
    },
    /** @param {Node} node */
    goTo: (node) => {
      at.opened = node;
      const page = desk.pages().find((/** @type {Page} */ one) => one.nodes.indexOf(node) >= 0);
      if (page) deeds.go(page, node);
    },
    /** @param {Node} entry */
    openEntry: (entry) => {
      at.opened = entry;
      const page = desk.pages().find((/** @type {Page} */ one) => one.entry === entry);
      if (page) deeds.go(page);
    },
    /** @param {number} by one page on, or back; out of an entry always to the list it stands in */
    step: (by) => {
      const all = desk.pages();
      const page = present();
      const next = all[all.indexOf(all.find((/** @type {Page} */ one) => one.key === page.key)) + by];
      if (!next) return;
      const leaves = page.entry && next.entry !== page.entry;
      const list = leaves && all.find((/** @type {Page} */ one) => one.kind === "entries" && one.repeat === page.entry.def);
      deeds.go(list || next);
    },
    /** @param {Page} page */
    add: (page) => {
      deeds.openEntry(addEntry(session, page.group, /** @type {Def} */ (page.repeat)));
      desk.tell();
    },
    /** @param {Page} page @param {Node} entry */
    remove: (page, entry) => {
      removeEntry(session, entry);
      deeds.go(page);
      desk.tell();
    },
    /** @param {string} language */
    speak: async (language) => {
      if (!session.strings[language] && given.loadStrings) session.strings[language] = await given.loadStrings(language);
      speak(session, language);
      if (given.onLanguage) given.onLanguage(language);
      deeds.go(present());
    },
    parts: () => partsOf(desk),
    finish: () => {
      close(session);
      if (given.onFinish) given.onFinish(answersToSend(session));
    },
  };
  return deeds;
}
