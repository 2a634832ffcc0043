// @ts-check
/** One page: heading, progress, what is on it, and the way on. */
import { problems } from "./check.js";
import { fillWith, h, keepInOrder } from "./dom.js";
import { evaluate } from "./evaluate.js";
import { field } from "./field.js";
import { entriesPage } from "./page_entries.js";
import { problemWords, summary } from "./page_problems.js";
import { reviewPage } from "./page_review.js";
import { placeOf } from "./pages.js";
import { header } from "./page_header.js";
import { wordsAt } from "./words.js";

/** @typedef {import("./types.js").Node} Node */
/** @typedef {import("./pages.js").Page} Page */
/** @typedef {import("./field.js").Desk} Desk */

/** @param {Desk} desk @param {Page} page @returns {string} */
export function titleOf(desk, page) {
  if (page.kind === "review") return desk.ui("review");
  const def = page.repeat || page.group.def;
  const label = def && (def.label === undefined ? desk.session.compiled.title : def.label);
  return wordsAt(desk.session, label, page.group, evaluate);
}

/** @param {Desk} desk @param {Page} page @returns {import("./check.js").Problem[]} */
function problemsOn(desk, page) {
  if (page.kind === "questions") return page.nodes.reduce((/** @type {any[]} */ all, node) => all.concat(problems(desk.session, node)), []);
  const all = problems(desk.session);
  const def = page.repeat;
  return def ? all.filter(({ node }) => node.def && node.def.path.startsWith(`${def.path}/`)) : all;
}

/** @param {Desk} desk @param {Page} page @param {HTMLElement} body @returns {() => void} */
function questions(desk, page, body) {
  /** @type {Map<Node, import("./field.js").Field>} */
  const fields = new Map();
  return () => {
    const pages = desk.pages();
    const now = pages.find((one) => one.key === page.key) || page;
    page.nodes = now.nodes;
    for (const node of page.nodes) if (!fields.has(node)) fields.set(node, field(desk, node));
    const shown = page.nodes.map((node) => /** @type {import("./field.js").Field} */ (fields.get(node)));
    for (const one of shown) one.refresh();
    keepInOrder(body, shown.map((one) => one.element));
  };
}

/** @param {HTMLElement|null} element */
const bring = (element) => element && (element.focus({ preventScroll: true }), element.scrollIntoView({ block: "start" }));

/**
 * @param {HTMLElement} root @param {Desk} desk @param {Page} page @param {any} deeds @param {Node} [focus]
 * @returns {() => void} refresh, after an answer
 */
export function drawPage(root, desk, page, deeds, focus) {
  const review = page.kind === "review";
  const top = h("div.f-top");
  const heading = h("h2.f-title", { tabIndex: -1 });
  const told = h("div");
  const body = h("div.f-page-body");
  const refreshBody = page.kind === "questions" ? questions(desk, page, body) : () => {};
  /** @param {import("./check.js").Problem[]} found */
  const tell = (found) =>
    fillWith(told, found.length && summary(desk, found, ({ node }) => (page.nodes.indexOf(node) >= 0 ? bring(document.getElementById(`f-${placeOf(node)}`)) : deeds.goTo(node))));
  const on = () => {
    const found = problemsOn(desk, page);
    desk.wrong.clear();
    found.forEach((problem) => desk.wrong.set(problem.node, problemWords(desk, problem)));
    if (!found.length) return review ? deeds.finish() : deeds.step(1);
    refreshBody();
    tell(found);
    bring(/** @type {HTMLElement} */ (told.firstChild));
  };
  const back = h("button.f-button.f-back", { type: "button", onclick: () => deeds.step(-1) }, desk.ui("back"));
  const next = h("button.f-button.f-next", { type: "button", onclick: on });
  const refresh = () => {
    header(desk, page, top, deeds);
    heading.textContent = titleOf(desk, page);
    refreshBody();
    // What has been mended leaves the list at the top; nothing new is added until the person tries to go on.
    if (told.firstChild) tell(problemsOn(desk, page).filter(({ node }) => desk.wrong.has(node)));
    const pages = desk.pages();
    const at = pages.findIndex((one) => one.key === page.key);
    back.hidden = at === 0;
    const leaving = page.entry && (!pages[at + 1] || pages[at + 1].entry !== page.entry);
    next.textContent = desk.ui(review ? "finish" : leaving ? "entry_done" : "next");
  };
  if (page.kind === "entries") body.append(entriesPage(desk, page, { open: deeds.openEntry, add: () => deeds.add(page), remove: (entry) => deeds.remove(page, entry) }));
  if (review) body.append(reviewPage(desk, deeds.parts(), deeds.goTo));
  fillWith(root, h("div.f-form", {}, top, heading, told, body, h("div.f-steps", {}, back, next)));
  refresh();
  bring(focus ? document.getElementById(`f-${placeOf(focus)}`) : deeds.first ? null : heading);
  deeds.first = false;
  return refresh;
}
