// @ts-check
/** What happened to one person is no finding: seal her words into a new note, send nothing. */

import { draftOf } from "../notes/draft.js";
import { canSeal } from "../sealed/can_seal.js";

const held = /** @type {HTMLElement} */ (document.getElementById("carrying"));
const carrying = JSON.parse(held.textContent ?? "{}");
// The draft's key lies in it: from here on only this page's memory has it.
held.remove();
const form = /** @type {HTMLFormElement} */ (document.getElementById("finding"));
const told = /** @type {HTMLElement} */ (document.getElementById("story"));
const words = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("text"));

/** @param {string} sentence */
const say = (sentence) => {
  const line = document.createElement("p");
  line.className = "error";
  line.textContent = sentence;
  told.replaceChildren(line);
  told.scrollIntoView();
};

/** @returns {any} the words where the form of a note has its story */
const answers = () =>
  carrying.path.reduceRight((/** @type {any} */ inner, /** @type {string} */ name) => ({ [name]: inner }), words.value);

const carry = async () => {
  if (!canSeal() || typeof indexedDB === "undefined") return say(carrying.cannot);
  const draft = await draftOf(carrying.draftKey, `${carrying.person}|${carrying.form}`);
  if (await draft.resume()) return say(carrying.taken);
  await draft.save(
    /** @type {any} */ ({ form: carrying.form, version: carrying.version, answers: answers(), files: [] }),
  );
  words.value = "";
  location.replace(carrying.to);
};

form.addEventListener("submit", (event) => {
  if (new FormData(form).get("about_one") !== "yes") return;
  event.preventDefault();
  carry().catch(() => say(carrying.cannot));
});
window.addEventListener("payung:leave", () => {
  words.value = "";
  for (const name of Object.keys(carrying)) delete carrying[name];
});
