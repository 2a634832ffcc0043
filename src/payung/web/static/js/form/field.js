// @ts-check
/** One question on the page: its words, its input, and what is wrong with it. */
import { evaluate } from "./evaluate.js";
import { fillWith, h } from "./dom.js";
import { choiceInput } from "./field_choices.js";
import { dayInput, markInput, textInput } from "./field_plain.js";
import { fileInput } from "./field_files.js";
import { placeOf } from "./pages.js";
import { wordsAt } from "./words.js";

/** @typedef {import("./types.js").Node} Node */
/**
 * @typedef {object} Desk  what every field may use
 * @property {import("./types.js").Session} session
 * @property {(key: string, gaps?: Record<string, string|number>) => string} ui
 * @property {(node: Node, value: string) => void} changed
 * @property {(node: Node) => {value: string, words: string, group?: string}[]|undefined} picker  choices for a text question
 * @property {(name: string, file: Blob|null) => void} onFile  null: taken away
 * @property {Map<Node, string>} wrong   what is wrong with an answer, once someone has tried to go on
 * @property {() => import("./pages.js").Page[]} pages  as the answers stand now
 *
 * @typedef {object} Input
 * @property {HTMLElement} element
 * @property {boolean=} many      a set of inputs: needs a fieldset and a legend
 * @property {() => void} refresh show the answer, the choices and the lock as they are now
 * @property {(ids: string|null, wrong: boolean) => void} describe
 *
 * @typedef {object} Field
 * @property {HTMLElement} element
 * @property {() => void} refresh
 */

/** @type {Record<string, (desk: Desk, node: Node, id: string) => Input>} */
const INPUTS = {
  text: textInput, integer: textInput, decimal: textInput, range: textInput, barcode: textInput,
  date: dayInput, time: dayInput, dateTime: dayInput,
  select_one: choiceInput, select_multiple: choiceInput, rank: choiceInput, acknowledge: markInput,
  image: fileInput, audio: fileInput, video: fileInput, file: fileInput,
};

/** @param {string} appearance @returns {string} rust is for "help now" alone, and the form's writer says where */
function tone(appearance) {
  const said = appearance.split(" ");
  if (said.indexOf("urgent") >= 0) return ".f-note-urgent";
  return said.indexOf("warning") >= 0 ? ".f-note-warning" : "";
}

/** @param {Desk} desk @param {Node} node @param {number|undefined} index */
const say = (desk, node, index) => wordsAt(desk.session, index, node, evaluate);

/** @param {Desk} desk @param {Node} node @returns {Field} */
function note(desk, node) {
  const element = h(`div.f-note${tone((node.def && node.def.appearance) || "")}`, { id: `f-${placeOf(node)}`, role: "note" });
  return { element, refresh: () => (element.textContent = say(desk, node, node.def && node.def.label)) };
}

/** @param {Desk} desk @param {Node} node @returns {Field} */
export function field(desk, node) {
  const def = /** @type {import("./types.js").Def} */ (node.def);
  if (def.type === "note") return note(desk, node);
  const id = `f-${placeOf(node)}`;
  const make = desk.picker(node) ? choiceInput : INPUTS[def.type || "text"];
  if (!make) return { element: h("div.f-note", { id }, say(desk, node, def.label), " — ", desk.ui("not_here")), refresh: () => {} };
  const input = make(desk, node, id);
  const label = h("span.f-label");
  const optional = h("span.f-optional");
  const hint = h("p.f-hint", { id: `${id}-hint` });
  const wrong = h("p.f-wrong", { id: `${id}-wrong` });
  const heading = h(input.many ? "legend.f-legend" : "label.f-legend", input.many ? {} : { for: `${id}-input` }, label, " ", optional);
  const element = h(input.many ? "fieldset.f-field" : "div.f-field", { id, tabIndex: -1 }, heading, hint, wrong, input.element);
  const refresh = () => {
    label.textContent = say(desk, node, def.label) || def.name;
    optional.textContent = node.required || node.locked ? "" : desk.ui("optional");
    hint.textContent = say(desk, node, def.hint);
    const problem = desk.wrong.get(node) || "";
    fillWith(wrong, problem);
    hint.hidden = !hint.textContent;
    wrong.hidden = !problem;
    element.classList.toggle("f-has-wrong", !!problem);
    input.refresh();
    const described = [hint.hidden ? "" : hint.id, wrong.hidden ? "" : wrong.id].filter(Boolean).join(" ");
    input.describe(described || null, !!problem);
  };
  return { element, refresh };
}
