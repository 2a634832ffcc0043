// @ts-check
/** Write a note: take the draft up, keep every answer sealed; finishing.js locks and sends it. */

import { start } from "../form/start.js";
import { draftOf } from "./draft.js";
import { askToStay } from "./store.js";
import { say } from "./told.js";

const form = /** @type {HTMLElement} */ (document.getElementById("form"));
const badge = /** @type {HTMLElement | null} */ (document.querySelector(".draft"));

/** @param {any} given @returns {Promise<() => string>} what tells the chosen team; most have only one */
const choosing = async (given) => {
  const teams = Object.keys(given.keys);
  if (teams.length < 2) return () => teams[0] ?? "";
  return (await import("./team.js")).teamChosen(given.person, teams);
};

/** @param {any} given @param {any} draft */
const takenUp = async (given, draft) => {
  const kept = await draft;
  return [kept, await kept.resume(), await choosing(given)];
};

/**
 * @param {any} given what the page carries; see views/new.py
 * @param {{logic: Promise<any>, words: Promise<any[]>, fetched: (address: string) => Promise<any>}} asked
 */
export const write = async (given, asked) => {
  const loadStrings = (/** @type {string} */ language) => asked.fetched(given.strings.replace("LANGUAGE", language));
  const [[draft, before, chosen], compiled, words] = await Promise.all([
    takenUp(given, draftOf(given.draftKey, `${given.person}|${given.form.id}`)), asked.logic, asked.words,
  ]);
  /** @type {Record<string, any[]>} */
  const strings = { [given.language]: words };
  const other = compiled.default_language;
  if (!strings[other]) strings[other] = await loadStrings(other);
  /** @type {Map<string, {kind: string}>} */
  const files = new Map(before && before.files ? before.files : []);
  /** @param {any} answers */
  const save = async (answers) => {
    await draft.save(/** @type {any} */ ({ form: given.form.id, version: given.form.version, answers, files: [...files] }));
    window.dispatchEvent(new CustomEvent("payung:kept", { detail: "saved" }));
    if (badge) badge.hidden = false;
  };
  const failed = () => say(given.words.kept_nowhere, "warning");

  /** @param {string} name @param {Blob | null} blob */
  const onFile = async (name, blob) => {
    files.delete(name);
    if (!blob) return draft.dropFile(name);
    files.set(name, { kind: blob.type });
    return draft.saveFile(name, new Uint8Array(await blob.arrayBuffer()));
  };

  if (before) say(given.words.resumed);
  else if (badge) badge.hidden = true;
  /** @type {Promise<any> | null} */
  let ready = null;
  // Sealing is heavy and waits until the first question stands; then it comes at once,
  // for by the time she has finished there may be no connection.
  const ending = () => {
    if (ready) return ready;
    ready = import("./finishing.js").then(({ finishing }) => finishing({ given, compiled, draft, files, form, chosen }));
    ready.catch(() => (ready = null));
    return ready;
  };
  const runner = start(form, {
    compiled, strings, loadStrings, ui: given.ui, language: given.language, pickers: given.pickers, known: given.known,
    answers: before ? before.answers : undefined,
    onChange: (answers) => void save(answers).catch(failed),
    onFile: (name, blob) => void onFile(name, blob).catch(failed),
    onFinish: (answers) => void ending().then(({ finish }) => finish(answers)).catch(() => say(given.words.not_finished, "warning")),
  });
  window.addEventListener("payung:leave", () => {
    runner.forget();
    for (const name of Object.keys(given)) delete given[name]; // the draft's key among them
    files.clear();
  });
  window.addEventListener("online", () => void ending().then(({ go }) => go()).catch(() => {}));
  await new Promise((drawn) => setTimeout(drawn));
  await askToStay();
  // Where sealing does not load, new.js says that nothing can be written here.
  await (await ending()).goOn();
};
