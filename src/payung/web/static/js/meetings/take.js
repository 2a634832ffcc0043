// @ts-check
/** Take a promise down with or without a connection; the page is ready for the next at once. */

import { newId } from "../door/sums.js";
import { fieldsOf as all, fill } from "../form_fields.js";
import { say } from "../notes/told.js";
import { given, queue, show } from "./waiting.js";

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
  const answers = new Map(all(form));
  answers.delete("csrfmiddlewaretoken");
  const days = DAYS[answers.get("due") || ""];
  if (days) answers.set("due", "day").set("day", dayIn(days));
  return Array.from(answers);
};

/** Take up again one that was refused: its number stands behind "#". */
const takeUp = async () => {
  const number = location.hash.slice(1);
  const item = number ? (await (await queue).items()).find((one) => one.key === number) : undefined;
  if (!item || !item.kept) return;
  fill(form, item.kept.fields);
  say(item.kept.sentence || "", "warning");
  const words = form.querySelector("details");
  if (words) words.open = new Map(item.kept.fields).get("words") !== "";
};

const next = () => {
  form.reset();
  // The one that was taken up is kept: the next is not that one.
  history.replaceState(null, "", location.pathname);
  const key = /** @type {HTMLInputElement} */ (form.elements.namedItem("key"));
  key.value = newId();
  window.scrollTo(0, 0);
};

const keep = async () => {
  const kept = { address: location.pathname, fields: fieldsOf() };
  const ready = await queue;
  const outcome = await ready.send(kept);
  if (outcome.is === "kept") await ready.letGo(new Map(kept.fields).get("key") || "");
  if (outcome.is === "kept") return location.replace(new URL(".", location.href).pathname);
  if (outcome.is === "mend") return say(`${given.words.mend} ${outcome.sentence}`, "warning");
  await ready.keep(kept);
  await show();
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
if (typeof indexedDB !== "undefined") void takeUp().catch(() => {});
