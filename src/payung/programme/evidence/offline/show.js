// @ts-check
/** Show what was found, in the language that was chosen. */
import { checkBundle, nothing } from "./check.js";
import { checkFolder } from "./folder.js";
import { codes, nameOf, say, spoken } from "./saying.js";

/** @typedef {import("./check.js").Report} Report */
/** @typedef {import("./meaning.js").Told} Told */

const answer = /** @type {HTMLElement} */ (document.getElementById("answer"));
/** @type {() => void} */
let showAgain = () => {};

/** @param {string} tag  @param {string} text  @param {string} [look] */
const add = (tag, text, look = "") => {
  const made = document.createElement(tag);
  made.textContent = text;
  made.className = look;
  answer.append(made);
  return made;
};

/** @param {Told[]} told */
const list = (told) => {
  const made = add("ul", "");
  for (const one of told) {
    const line = document.createElement("li");
    line.textContent = say(one.say, one);
    made.append(line);
  }
};

/** @param {Report} report */
const show = (report) => {
  answer.textContent = "";
  const good = report.findings.length === 0;
  answer.dataset.whole = String(good);
  add("p", say(good ? "whole" : "broken"), good ? "verdict" : "verdict broken");
  if (!good) list(report.findings);
  if (report.manifest) {
    const { made_by: who, made_at: when, case: reference } = report.manifest;
    add("p", say("made", { who, when: when.replace("T", " ").replace("Z", ""), case: reference }));
    add("p", say("files", { count: `${report.whole} / ${report.manifest.files.length}` }));
    add("p", say("words", { words: "" }));
    add("p", report.words, "words");
  }
  if (report.unchecked.length === 0) return;
  add("h2", say("unchecked"));
  list(report.unchecked);
};

const speak = () => {
  document.documentElement.lang = spoken.code;
  for (const place of document.querySelectorAll("[data-say]"))
    place.textContent = say(/** @type {HTMLElement} */ (place).dataset.say || "");
  for (const button of document.querySelectorAll("#languages button"))
    button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset.code === spoken.code));
  showAgain();
};

/** @param {() => Promise<Report>} check */
const run = async (check) => {
  answer.textContent = say("working");
  if (!globalThis.crypto || !crypto.subtle) {
    answer.textContent = say("no_digest");
    return;
  }
  // What cannot even be read through is no bundle, whatever it says of itself.
  const report = await check().catch(() => nothing([{ say: "no_bundle" }]));
  showAgain = () => show(report);
  showAgain();
};

for (const code of codes) {
  const button = document.createElement("button");
  button.type = "button";
  button.lang = code;
  button.textContent = nameOf(code);
  button.dataset.code = code;
  button.addEventListener("click", () => {
    spoken.code = code;
    speak();
  });
  /** @type {HTMLElement} */ (document.getElementById("languages")).append(button);
}

/** @param {string} id  @param {(files: File[]) => Promise<Report>} check */
const offer = (id, check) => {
  const input = /** @type {HTMLInputElement} */ (document.getElementById(id));
  // Without this, choosing the same file once more would do nothing.
  input.addEventListener("click", () => (input.value = ""));
  input.addEventListener("change", () => {
    const files = [...(input.files || [])];
    if (files.length > 0) void run(() => check(files));
  });
};

offer("bundle", ([file]) => checkBundle(file));
offer("folder", checkFolder);
speak();
