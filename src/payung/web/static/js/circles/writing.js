// @ts-check
/** Write without a network: what is typed is kept on this phone first, then sent, once. */

import { newId } from "../door/sums.js";
import { fill } from "../form_fields.js";
import { say } from "../notes/told.js";
import { carryFrom } from "./carrying.js";
import { dropEntry, entriesOf } from "./entries.js";
import { closeForm, openForm, sayIn, sayKept, watchForm } from "./forms.js";
import { labelOf, showRows } from "./rows.js";
import { send, sendAll } from "./sending.js";
import { typedHere } from "./typed.js";

/** @typedef {import("./entries.js").Entry} Entry */
/** @typedef {import("./typed.js").Open} Open */
/** @typedef {Awaited<ReturnType<typeof begun>>} Writing */

export const given = JSON.parse(/** @type {HTMLElement} */ (document.getElementById("given")).textContent || "{}");
const { here, titles, words } = given;

export const begun = async () => {
  const { save, fields: typed, forget: forgetTyped } = await typedHere(given);
  /** @type {Open | null} */
  let now = null;

  const show = async () => {
    const entries = await entriesOf(here);
    showRows(entries, titles, words, { open: (entry) => void takeUp(entry), letGo: (entry) => void dropEntry(entry).then(show), about: (what, entry) => void open(what, entry.id) });
    window.dispatchEvent(new CustomEvent("payung:kept", { detail: entries.length ? "waiting" : "saved" }));
  };

  /** @param {string} what @param {string} about @param {{id?: string, at?: number, fields?: [string, string][], sentence?: string}} [before] */
  const open = async (what, about, { id = newId(), at = Date.now(), fields, sentence = "" } = {}) => {
    const entries = (await entriesOf(here)).filter((one) => one.id !== id);
    const others = entries.map((one) => ({ id: one.id, what: one.what, words: labelOf(one, titles) }));
    const form = openForm(what, { others, about, who: words.who, sentence });
    if (fields) fill(form, fields);
    const one = { id, what, about, at, form };
    now = one;
    const failed = () => say(words.nowhere, "warning");
    watchForm(form, () => void save(one, "begun").then(sayKept).catch(failed), () => void finish(one).catch(failed));
  };

  /** @param {Open} one */
  const finish = async (one) => {
    if (!one.form.reportValidity()) return undefined;
    if (new FormData(one.form).get("about_one") !== "yes") {
      await save(one, "waiting");
      back();
      return goOn(one.id);
    }
    await save(one, "begun");
    const sentence = await carryFrom(`${given.page}/finding`, String(new FormData(one.form).get("text")), () => dropEntry({ here, id: one.id }));
    return sentence === null ? sayIn(one.form, words.story_later) : sayIn(one.form, sentence);
  };

  /** @param {Entry} entry */
  const takeUp = async (entry) => {
    let fields = typed(entry.id);
    if (!fields) {
      const outcome = await send(given, entry, "read");
      if (outcome.is === "refused") return say(outcome.sentence, "warning");
      if (outcome.is !== "read") return say(words.no_reading, "warning");
      fields = outcome.fields;
    }
    return open(entry.what, entry.about, { id: entry.id, at: entry.at, sentence: entry.sentence, fields });
  };

  const back = () => {
    now = null;
    closeForm();
    void show();
  };

  /** Send what waits; a page that nobody writes on then shows the newest. @param {string} [mine] the one just written */
  const goOn = async (mine = "") => {
    const outcomes = await sendAll(given, here);
    await show();
    const refused = outcomes.get(mine)?.is === "refused" ? (await entriesOf(here)).find((one) => one.id === mine) : undefined;
    if (refused && refused.what === "finish") {
      // Nothing was typed in it: pressed again later, it is the same.
      await dropEntry(refused).then(show);
      return say(refused.sentence, "warning");
    }
    if (refused && !now) return takeUp(refused);
    const all = Array.from(outcomes.values(), (one) => one.is);
    if (all.includes("signed_out")) say(words.signed_out);
    else if (all.includes("waiting")) say(words.waiting);
    else if (all.includes("kept") && !now) location.replace(location.pathname);
    return undefined;
  };

  const forget = () => {
    now = null;
    forgetTyped();
    closeForm();
  };

  return { open, finish, back, show, goOn, forget };
};
