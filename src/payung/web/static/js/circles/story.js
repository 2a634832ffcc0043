// @ts-check
/** The finding's own page: what is about one person goes into a note, and never from here. */

import { carry } from "./carrying.js";

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

const carryOver = async () => {
  const sentence = await carry(carrying, words.value);
  if (sentence) return say(sentence);
  words.value = "";
  return location.replace(carrying.to);
};

form.addEventListener("submit", (event) => {
  if (new FormData(form).get("about_one") !== "yes") return;
  event.preventDefault();
  carryOver().catch(() => say(carrying.cannot));
});
window.addEventListener("payung:leave", () => {
  words.value = "";
  for (const name of Object.keys(carrying)) delete carrying[name];
});
