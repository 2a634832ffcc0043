// @ts-check
/** Take a promise down with or without a connection; the page is ready for the next at once. */

import { newId } from "../door/sums.js";
import { say } from "../notes/told.js";
import { given, queue } from "./waiting.js";

const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-promise]"));
const DAYS = /** @type {Record<string, number>} */ ({ week: 7, month: 30, quarter: 90 });

/** Say "in a week" as a day: it may be sent later. @param {number} days @returns {string} */
const dayIn = (days) => {
  const day = new Date();
  day.setDate(day.getDate() + days);
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
};

/** @returns {[string, string][]} */
const fieldsOf = () => {
  const answers = new FormData(form);
  answers.delete("csrfmiddlewaretoken");
  const days = DAYS[String(answers.get("due"))];
  if (days) {
    answers.set("due", "day");
    answers.set("day", dayIn(days));
  }
  return Array.from(answers, ([name, value]) => [name, String(value)]);
};

const next = () => {
  form.reset();
  const key = /** @type {HTMLInputElement} */ (form.elements.namedItem("key"));
  key.value = newId();
  window.scrollTo(0, 0);
};

const keep = async () => {
  const kept = { address: location.pathname, fields: fieldsOf() };
  const ready = await queue;
  const outcome = await ready.send(kept);
  if (outcome.is === "kept") return location.replace(new URL(".", location.href).pathname);
  if (outcome.is === "mend") return say(`${given.words.mend} ${outcome.sentence}`, "warning");
  await ready.keep(kept);
  window.dispatchEvent(new CustomEvent("payung:kept", { detail: "waiting" }));
  say(given.words[outcome.is]);
  next();
  window.scrollTo(0, 0);
};

/** Without a choice there is nothing to keep: the browser itself says which is missing. */
const chosen = () => ["kind", "post", "due"].every((name) => new FormData(form).has(name));

form.addEventListener("submit", (event) => {
  // Where nothing can be locked, the form goes the plain way.
  if (typeof indexedDB === "undefined" || !crypto.subtle) return;
  event.preventDefault();
  if (!chosen()) return void say(given.words.mend, "warning");
  keep().catch(() => form.submit());
});
window.addEventListener("payung:leave", () => {
  form.reset();
  for (const name of Object.keys(given)) delete given[name];
});
