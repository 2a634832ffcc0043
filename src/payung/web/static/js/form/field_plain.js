// @ts-check
/** Text, numbers, days, moments, and a single "yes, done". */
import { dayText, momentText, pad, readDate, timeText } from "./dates.js";
import { h } from "./dom.js";
import { describe } from "./described.js";

/** @typedef {import("./field.js").Desk} Desk */
/** @typedef {import("./types.js").Node} Node */

/** Where the digits of the other scripts begin: Nepali, Bengali, Burmese. */
const ZEROS = [0x966, 0x9e6, 0x1040];

/** Digits of the other scripts mean the same numbers. @param {string} text */
export const plainDigits = (text) =>
  text.replace(/[\u0966-\u096f\u09e6-\u09ef\u1040-\u1049]/g, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - ZEROS.filter((zero) => zero <= code).slice(-1)[0]);
  });

/** @param {Node} node @param {string} word */
const looks = (node, word) => ((node.def && node.def.appearance) || "").split(" ").indexOf(word) >= 0;

/** @param {Desk} desk @param {Node} node @param {string} id @returns {import("./field.js").Input} */
export function textInput(desk, node, id) {
  const type = (node.def && node.def.type) || "text";
  const numeric = type !== "text" && type !== "barcode";
  const input = h(looks(node, "multiline") ? "textarea.f-input" : "input.f-input", {
    id: `${id}-input`, autocomplete: "off", rows: 6, spellcheck: false,
    inputmode: type === "integer" ? "numeric" : numeric ? "decimal" : undefined,
    oninput: () => desk.changed(node, numeric ? plainDigits(input.value.trim()).replace(",", ".") : input.value),
  });
  const masked = looks(node, "masked");
  const see = h("button.f-small", {
    type: "button", "aria-pressed": "false",
    onclick: () => {
      const hidden = input.classList.toggle("f-masked");
      see.textContent = desk.ui(hidden ? "show" : "hide");
      see.setAttribute("aria-pressed", String(!hidden));
    },
  });
  if (masked) (input.classList.add("f-masked"), (see.textContent = desk.ui("show")));
  return {
    element: masked ? h("div.f-beside", {}, input, see) : input,
    refresh: () => {
      // What is being typed is never rewritten under the finger.
      if (document.activeElement !== input) input.value = node.value;
      input.readOnly = !!node.locked;
      if (node.required) input.setAttribute("aria-required", "true");
    },
    describe: (ids, wrong) => describe(input, ids, wrong),
  };
}

/** @param {Date} date */
const clockText = (date) => `${pad(date.getHours())}:${pad(date.getMinutes())}`;

/** What the phone's own picker shows and gives. @type {Record<string, {kind: string, show: (kept: string) => string, keep: (shown: string, now: Date) => string}>} */
const PICKERS = {
  date: { kind: "date", show: (kept) => kept, keep: (shown) => shown },
  time: {
    kind: "time", show: (kept) => kept.slice(0, 5),
    keep: (shown, now) => timeText(/** @type {Date} */ (readDate(`${dayText(now)}T${shown}`))),
  },
  dateTime: {
    kind: "datetime-local",
    show: (kept) => {
      const date = readDate(kept);
      return date ? `${dayText(date)}T${clockText(date)}` : "";
    },
    keep: (shown) => momentText(/** @type {Date} */ (readDate(shown))),
  },
};

/** @param {Desk} desk @param {Node} node @param {string} id @returns {import("./field.js").Input} */
export function dayInput(desk, node, id) {
  const picker = PICKERS[(node.def && node.def.type) || "date"];
  const input = h("input.f-input", {
    id: `${id}-input`, type: picker.kind,
    onchange: () => desk.changed(node, input.value ? picker.keep(input.value, desk.session.clock()) : ""),
  });
  return {
    element: input,
    refresh: () => {
      if (document.activeElement !== input) input.value = picker.show(node.value);
      input.readOnly = !!node.locked;
    },
    describe: (ids, wrong) => describe(input, ids, wrong),
  };
}

/** @param {Desk} desk @param {Node} node @param {string} id @returns {import("./field.js").Input} */
export function markInput(desk, node, id) {
  const input = h("input", { id: `${id}-input`, type: "checkbox", onchange: () => desk.changed(node, input.checked ? "OK" : "") });
  return {
    element: h("span.f-choice", {}, input, h("label.f-choice-words", { for: `${id}-input` }, desk.ui("confirm"))),
    refresh: () => ((input.checked = node.value === "OK"), (input.disabled = !!node.locked)),
    describe: (ids, wrong) => describe(input, ids, wrong),
  };
}
