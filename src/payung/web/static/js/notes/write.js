// @ts-check
/** Write a note: take the draft up, keep every answer sealed, lock it, send it. */

import { start } from "../form/start.js";
import { draftOf } from "./draft.js";
import { lock, placesOf } from "./locking.js";
import { keep, kept, sendAll } from "./outbox.js";
import { askToStay } from "./store.js";
import { teamChosen, teamKey } from "./team.js";
import { say, sayKept } from "./told.js";

const form = /** @type {HTMLElement} */ (document.getElementById("form"));
const badge = /** @type {HTMLElement | null} */ (document.querySelector(".draft"));

/** @param {string} address @returns {Promise<any>} */
const fetched = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
};

/** @param {any} given what the page carries; see views/new.py */
export const write = async (given) => {
  const way = { take: given.take, files: given.files, csrf: given.csrf };
  const loadStrings = (/** @type {string} */ language) => fetched(given.strings.replace("LANGUAGE", language));
  const compiled = await fetched(given.compiled);
  const languages = [...new Set([given.language, compiled.default_language])];
  const strings = Object.fromEntries(await Promise.all(languages.map(async (one) => [one, await loadStrings(one)])));
  const draft = await draftOf(given.draftKey, `${given.person}|${given.form.id}`);
  const before = await draft.resume();
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

  /** @param {any} answers */
  const finish = async (answers) => {
    const signed = given.keys[chosen()];
    if (!signed) return say(given.words.which_team, "warning");
    say(given.words.locking);
    const team = await teamKey(signed, given.words);
    const places = placesOf(answers, new Set(files.keys()));
    const plain = [];
    for (const [name, question] of places) {
      const bytes = await draft.file(name);
      if (bytes) plain.push({ name, question, kind: files.get(name)?.kind ?? "", bytes });
    }
    const waiting = await lock({ answers, keep: compiled.keep, team, form: given.form, files: plain });
    await keep(waiting);
    // From here on only the team can read it: the draft and its files are gone.
    await draft.drop();
    for (const name of files.keys()) await draft.dropFile(name);
    form.textContent = "";
    await go(waiting.instance);
  };

  /** @param {string} [mine] the note just written @param {boolean} [again] */
  const go = async (mine, again = false) => {
    const outcome = (await sendAll(way, again)).get(mine ?? "");
    if (outcome?.is === "sent") return location.replace(given.note.replace("REFERENCE", outcome.reference));
    return sayKept(await kept(), outcome, given.words, () => go(mine, true));
  };

  const chosen = await teamChosen(given.person, Object.keys(given.keys));
  if (before) say(given.words.resumed);
  else if (badge) badge.hidden = true;
  const runner = start(form, {
    compiled, strings, loadStrings, ui: given.ui, language: given.language, pickers: given.pickers, known: given.known,
    answers: before ? before.answers : undefined,
    onChange: (answers) => void save(answers).catch(failed),
    onFile: (name, blob) => void onFile(name, blob).catch(failed),
    onFinish: (answers) => void finish(answers).catch(() => say(given.words.not_finished, "warning")),
  });
  window.addEventListener("payung:leave", () => {
    runner.forget();
    for (const name of Object.keys(given)) delete given[name]; // the draft's key among them
    files.clear();
  });
  window.addEventListener("online", () => void go());
  await askToStay();
  if ((await kept()).length) await go();
};
