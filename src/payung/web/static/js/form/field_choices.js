// @ts-check
/** Choices as cards: real radio buttons and check boxes, with a search when the list is long. */
import { fillWith, h } from "./dom.js";
import { describe } from "./described.js";
import { tokens } from "./functions_choosing.js";
import { offersFor, toggled } from "./offers.js";
import { LONG_LIST } from "./questions.js";

/** @typedef {import("./field.js").Desk} Desk */
/** @typedef {import("./types.js").Node} Node */
/** @typedef {import("./offers.js").Offer} Offer */

const MOST_OPEN = 40;

/** @param {HTMLElement} group @param {boolean} searched */
const unfold = (group, searched) => {
  group.hidden = !group.querySelector(".f-choice:not([hidden])");
  if (group instanceof HTMLDetailsElement) group.open = searched && !group.hidden;
};

/** @param {Desk} desk @param {Node} node @param {string} id @returns {import("./field.js").Input} */
export function choiceInput(desk, node, id) {
  const type = node.def && node.def.type;
  const many = type === "select_multiple" || type === "rank";
  /** @type {Map<string, HTMLInputElement>} */
  let inputs = new Map();
  /** @type {Offer[]} */
  let offers = [];
  let drawn = "";
  const list = h("div.f-choices");
  const none = h("p.f-hint", { hidden: true }, desk.ui("search_none"));
  const chosen = h("p.f-chosen", { "aria-live": "polite" });
  const clear = h("button.f-small", { type: "button", onclick: () => desk.changed(node, "") }, desk.ui("clear"));
  const search = h("input.f-input.f-search", {
    type: "search", placeholder: desk.ui("search"), "aria-label": desk.ui("search"), autocomplete: "off", oninput: () => sift(),
    onkeydown: (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && event.preventDefault(),
  });

  /** @param {Offer} offer @param {number} at */
  const card = (offer, at) => {
    const input = h("input", {
      type: many ? "checkbox" : "radio", name: id, id: `${id}-${at}`, value: offer.value,
      onchange: () => desk.changed(node, toggled(node, offers, offer.value, input.checked)),
    });
    inputs.set(offer.value, input);
    return h("span.f-choice", {}, input, h("label.f-choice-words", { for: input.id }, offer.words));
  };
  const draw = () => {
    inputs = new Map();
    const groups = offers.map((one) => one.group).filter((group, at, all) => all.indexOf(group) === at);
    /** @param {string} group */
    const cards = (group) => offers.map((one, at) => (one.group === group ? card(one, at) : null));
    const named = offers.length >= LONG_LIST && groups.length > 1;
    // Some countries have hundreds of areas: they open by division, or by a search.
    const folded = named && offers.length > MOST_OPEN && desk.picker(node);
    if (folded) fillWith(list, groups.map((group) => h("details.f-group", {}, h("summary.f-group-name", {}, group), cards(group))));
    else fillWith(list, named
      ? groups.map((group) => h("div.f-group", { role: "group", "aria-label": desk.ui(`group.${group}`) || group },
          h("p.f-group-name", { "aria-hidden": "true" }, desk.ui(`group.${group}`) || group), cards(group)))
      : offers.map(card));
    search.hidden = offers.length < LONG_LIST;
    sift();
  };
  const sift = () => {
    const wanted = search.value.trim().toLowerCase();
    let shown = 0;
    for (const offer of offers) {
      const fits = !wanted || `${offer.words} ${desk.ui(`group.${offer.group}`)}`.toLowerCase().indexOf(wanted) >= 0;
      const input = /** @type {HTMLInputElement} */ (inputs.get(offer.value));
      /** @type {HTMLElement} */ (input.parentElement).hidden = !fits;
      shown += fits ? 1 : 0;
    }
    for (const group of Array.from(list.querySelectorAll(".f-group")))
      unfold(/** @type {HTMLElement} */ (group), !!wanted);
    none.hidden = shown > 0;
  };
  const refresh = () => {
    offers = offersFor(desk, node);
    const now = JSON.stringify(offers);
    if (now !== drawn) (drawn = now), draw();
    const values = many ? tokens(node.value) : [node.value];
    inputs.forEach((input, value) => ((input.checked = values.indexOf(value) >= 0), (input.disabled = !!node.locked)));
    const known = offers.filter((one) => values.indexOf(one.value) >= 0);
    chosen.textContent = offers.length >= LONG_LIST && known.length ? desk.ui("search_chosen", { count: known.map((one) => one.words).join(" · ") }) : "";
    chosen.hidden = !chosen.textContent;
    clear.hidden = many || node.required || node.locked || !node.value;
  };
  return {
    many: true, element: h("div", {}, search, chosen, list, none, clear), refresh,
    describe: (ids, wrong) => inputs.forEach((input) => describe(input, ids, wrong)),
  };
}
